"""Files that come from elsewhere: whatever they hold, reading them ends soon and with a sentence.

The wild files are made of sound ones by our own writers.
"""

from __future__ import annotations

import random
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import Cancelled, LibraryError, UserCanFix
from evidence_library.importers import attachment_text, docx_text, formats, pdf_text
from evidence_library.model.attachment import MOST_PAGES
from evidence_library.text.encodings import TEXT_LIMIT
from evidence_library.text.html_markdown import to_markdown
from tests.helpers.attached import paper
from tests.helpers.docx_writer import docx

#: Longest time a small file may take, in seconds; a few times what a slow computer needs.
LONG = 5.0

WORD = docx([("Heading1", "Aim"), ("", "The zebra walked.")], core={"title": "Zebras"})
PAPER = paper("first page", "the zebra")
PAGE = (
    b"<!DOCTYPE html><html><head><meta charset=utf-8><title>t</title></head><body><h1>Aim</h1>"
    b'<p class="a">The <b>zebra</b> <a href="https://example.org/?a=1&amp;b=2">walked</a>.'
    b"<ul><li>one</ul><table><tr><td>1<td>2<tr><td>3</table><!-- no --></body></html>"
)
SOUND = {"a.docx": WORD, "a.pdf": PAPER, "a.html": PAGE}


def read_both(data: bytes, name: str) -> None:
    """Read a file as an attachment and as a record; only sentences may be raised."""
    with suppress(LibraryError):
        for text in attachment_text.pages_of(data, name).texts:
            text.encode()
    with suppress(LibraryError):
        formats.read_anything(name, data, {})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.randoms(use_true_random=False))
def test_a_file_changed_at_random_is_read_or_told(name: str, chance: random.Random) -> None:
    data = bytearray(SOUND[name])
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 60)]
            case _:
                data[at:at] = chance.randbytes(chance.randint(1, 8))
        data = data or bytearray(b"x")
    read_both(bytes(data), name)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["a.docx", "a.pdf", "a.html", "a.md", "a.txt", "a.tsv"]),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"---\n", b"\xff\xfe"]),
    st.binary(max_size=300),
)
def test_random_bytes_are_read_or_told(name: str, head: bytes, data: bytes) -> None:
    read_both(head + data, name)


@settings(max_examples=100, deadline=None)
@given(st.text("<>/!?-[]&#;=\"' abisctpluqhe\n\ud800\x00", max_size=120))
def test_wild_html_is_always_markdown(html: str) -> None:
    to_markdown(html)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EVIL = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument" Target="word/other.dat"/></Relationships>'
)


def other_part(text: bytes) -> bytes:
    """Write a document that says its text stands in a part with an odd name."""
    return docx([("", "plain")], parts={"_rels/.rels": _RELATIONS, "word/other.dat": text})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_whatever_part(encoding: str) -> None:
    with pytest.raises(UserCanFix, match="holds XML that Word does not write"):
        docx_text.markdown_of(other_part(_EVIL.encode(encoding)), "a.docx")


def test_depth_is_refused_in_whatever_part() -> None:
    with pytest.raises(UserCanFix, match="holds XML that Word does not write"):
        docx_text.markdown_of(other_part(b"<a>" * 3000 + b"</a>" * 3000), "a.docx")


def test_a_part_that_is_no_xml_is_not_read() -> None:
    assert docx_text.markdown_of(other_part(b"\x00\x01\x02 binary"), "a.docx") == "plain"


def test_an_unknown_encoding_is_refused() -> None:
    odd = f'<?xml version="1.0" encoding="martian"?><w:document xmlns:w="{W}"/>'.encode()
    with pytest.raises(UserCanFix, match="holds XML that Word does not write"):
        docx_text.markdown_of(docx([], parts={"word/document.xml": odd}), "a.docx")


@pytest.mark.parametrize(
    "html",
    [
        "<b>" * 50_000 + "x",
        "<div>" * 100_000 + "x",
        "<ul><li>" * 40_000 + "x",
        "x" + "<!--" * 100_000,
        "x" + "<a " * 100_000,
        'x<a href="' + '" "' * 60_000,
        "x" + "<![" * 30_000,
        "x" + "</a" * 60_000,
        "x" + "<" * 200_000,
        "x" + "&" * 200_000,
        "<script>" * 40_000,
        "<table><tr>" + "<td>x" * 9_000 + "<tr><td>x" * 9_000 + "</table>",
        "".join(f"<a href=http://x.org/{at}><p>" for at in range(8_000)) + "x",
    ],
)
def test_no_html_takes_more_time_than_its_length(html: str) -> None:
    begun = time.perf_counter()
    to_markdown(html)
    assert time.perf_counter() - begun < LONG


def test_html_is_read_as_browsers_do_where_it_is_broken() -> None:
    assert to_markdown("<head><title>t<body>text") == "text"
    assert to_markdown("a < b <3 <c>d") == "a &lt; b &lt;3 d"
    assert to_markdown('<a title="a>b" href="http://x.org/">it</a>') == "[it](http://x.org/)"
    assert to_markdown("<p>one<!-- <p>two --> three") == "one three"
    assert to_markdown("<b><b>x</b></b>") == "**x**"


@pytest.mark.parametrize("name", ["punycode", "unicode_escape", "utf-7", "rot13", "hex", "idna"])
def test_only_encodings_of_the_web_are_believed(name: str) -> None:
    page = f"<html><meta charset={name}><body>plain \\ud800 +ADw-b text</body></html>".encode()
    assert "plain" in attachment_text.pages_of(page, "a.html").texts[0]


def test_a_page_is_read_in_the_encoding_it_states() -> None:
    page = "<html><meta charset=windows-1251><body>Полиция</body></html>".encode("cp1251")
    assert attachment_text.pages_of(page, "a.html").texts == ("Полиция",)


def test_sizes_are_bounded() -> None:
    page = b"<html><meta charset=windows-1251><body>" + b"x" * TEXT_LIMIT
    with pytest.raises(UserCanFix, match="20 MB"):
        attachment_text.pages_of(page, "a.html")
    with pytest.raises(UserCanFix, match="pieces"):
        attachment_text._refuse_pages(MOST_PAGES + 1, "a.txt", "pieces")


@pytest.mark.parametrize("name", sorted(SOUND))
def test_reading_can_be_stopped(name: str) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        attachment_text.pages_of(SOUND[name], name, stop)


def test_what_a_reader_raises_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> str:
        raise AssertionError("a defect of somebody else")

    monkeypatch.setattr(attachment_text, "to_markdown", break_down)
    with pytest.raises(UserCanFix, match=r"“a.html” is damaged"):
        attachment_text.pages_of(PAGE, "a.html")
    monkeypatch.setattr(pdf_text, "_open", break_down)
    with pytest.raises(UserCanFix, match=r"“a.pdf” is damaged"):
        formats.read_anything("a.pdf", PAPER, {})
