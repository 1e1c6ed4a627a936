"""The text of Word documents, and what is said of those that mean harm."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.importers import docx_text
from tests.helpers.docx_writer import docx, zipped

NOTE = docx(
    [
        ("Title", "Wardens *at* night"),
        ("Heading1", "Aim"),
        ("", "They walked the estate."),
        ("ListParagraph", "one"),
        ("ListParagraph", "two"),
    ],
    core={"title": "Wardens", "creator": "Kim Lee"},
    links=[("the report", "http://example.org/x(1)"), ("a script", "javascript:alert(1)")],
)


def test_a_document_is_read_as_markdown() -> None:
    assert docx_text.markdown_of(NOTE) == (
        "# Wardens \\*at\\* night\n\n# Aim\n\nThey walked the estate.\n\n- one\n- two\n\n"
        "[the report](http://example.org/x%281%29)\n\na script"
    )


def test_what_the_document_says_of_itself() -> None:
    told = docx_text.read(NOTE)
    assert (told.title, told.author, told.has_macros) == ("Wardens", "Kim Lee", False)


def test_macros_are_seen_and_left_alone() -> None:
    told = docx_text.read(docx([("", "Text.")], parts={"word/vbaProject.bin": b"\x00macro"}))
    assert (told.markdown, told.has_macros) == ("Text.", True)


def test_file_names_with_path_parts_write_nothing_anywhere() -> None:
    odd = {"../../outside.txt": b"x", "/etc/passwd": b"x", "..\\evil.xml": b"<a/>"}
    assert docx_text.markdown_of(docx([("", "Text.")], parts=odd)) == "Text."


_BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
_ODD_XML = "holds XML that Word does not write"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is damaged; open it in Word"),
        (NOTE[:400], "is damaged; open it in Word"),
        (b"\xd0\xcf\x11\xe0 and so on", "is locked with a password or an older Word file"),
        (zipped({"a.txt": b"x"}), "is no Word document"),
        (docx([], parts={"word/document.xml": _BOMB.encode()}), _ODD_XML),
        (docx([], parts={"word/document.xml": _BOMB.encode("utf-16")}), _ODD_XML),
        (docx([], parts={"word/document.xml": b"<a>" * 500 + b"</a>" * 500}), _ODD_XML),
        (docx([], parts={"word/document.xml": b"<open>"}), "is damaged; open it in Word"),
        (docx([], parts={"word/media/x.bin": bytes(30_000_000)}), "would grow beyond all measure"),
        (
            docx([], parts={f"part{number}.txt": b"" for number in range(6000)}),
            "would grow beyond all measure",
        ),
    ],
)
def test_what_means_harm_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UserCanFix) as told:
        docx_text.markdown_of(data, "x.docx")
    assert said in str(told.value)
    assert str(told.value).startswith("“x.docx” ")


def test_a_locked_part_is_refused() -> None:
    out = io.BytesIO(NOTE)
    with zipfile.ZipFile(out) as archive:
        [*parts] = archive.infolist()
    data = bytearray(NOTE)
    for part in parts:  # the flag stands in the list at the end of the file
        at = data.rindex(part.filename.encode()) - 46
        assert data[at : at + 4] == b"PK\x01\x02"
        data[at + 8] |= 1
    with pytest.raises(UserCanFix, match="locked with a password"):
        docx_text.markdown_of(bytes(data), "x.docx")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(NOTE) - 1), st.integers(1, 255), st.integers(0, 40))
def test_damage_anywhere_is_one_sentence(at: int, change: int, missing: int) -> None:
    data = bytearray(NOTE)
    data[at] ^= change
    del data[at + 1 : at + 1 + missing]
    with suppress(UserCanFix):
        docx_text.markdown_of(bytes(data), "x.docx")
