"""The way in: which format a file has, what its bytes mean, and what is refused how."""

from __future__ import annotations

import errno
import os
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.importers.formats import FORMATS, read_bytes, read_file
from evidence_library.model.problem import Problem, Severity
from tests.unit.importers.refusals import refusal

SAMPLES = Path(__file__).parents[2] / "samples"
SHEET = "Title: Lamps – and “lanterns”\n\nAuthor: Café Society\n\nOutcomes\n\nBright.\n"


def title_of(data: bytes) -> str:
    return read_bytes("sheet.txt", data, {}).records[0].title


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("a.md", b"---\ntitle: x\n---\n", "Markdown record"),
        ("a.txt", b"---\ntitle: x\n---\n", "Markdown record"),
        ("a.txt", b"\tRecommendation\tLead\tTimetable\tProgress\n1\ta\tb\tQ1/2004\tMet", ""),
        ("a.txt", b"Title: x\n\nOutcomes\n\nBright.", "summary sheet"),
    ],
)
def test_the_format_is_found_by_what_stands_in_the_file(
    name: str, data: bytes, format_name: str
) -> None:
    assert read_bytes(name, data, {}).format == (format_name or "recommendation table")


def test_every_format_stands_in_the_table_with_a_name_and_a_description() -> None:
    assert [known.name for known in FORMATS] == [
        "Markdown record",
        "recommendation table",
        "summary sheet",
    ]
    assert all(known.description.endswith(".") and known.endings for known in FORMATS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_utf8_texts_are_read_without_a_word(encoding: str) -> None:
    reading = read_bytes("sheet.txt", SHEET.encode(encoding), {})
    assert reading.encoding == encoding.removesuffix("-sig")
    assert (reading.encoding_assumed, reading.problems) == (False, ())
    assert reading.records[0].title == "Lamps – and “lanterns”"
    assert reading.records[0].source_text == SHEET


def test_other_texts_are_taken_for_windows_1252_and_it_says_so() -> None:
    reading = read_bytes("sheet.txt", SHEET.encode("cp1252"), {})
    assert (reading.encoding, reading.encoding_assumed) == ("windows-1252", True)
    assert reading.records[0].title == "Lamps – and “lanterns”"
    assert reading.problems == (
        Problem(
            Severity.WARNING,
            "encoding-assumed",
            "“sheet.txt” is not UTF-8; it was read as Windows-1252. "
            "Check quotation marks and accented letters.",
        ),
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty; choose a file"),
        (b" \n\t ", "is empty; choose a file"),
        ("\ufeff \n".encode("utf-16-le"), "is empty"),
        (b"%PDF-1.4 x", "is damaged or no PDF document; open it elsewhere"),
        (b"PK\x03\x04....", "is a Word, OpenDocument or ZIP file, not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an older Word or Excel file"),
        (b"{\\rtf1 x}", "is a rich text"),
        (b"\x89PNG\r\n", "is a picture, not text"),
        (b"Title: x\x00\x01", "is not text; import a text file"),
        (b"Title: x\x07\x08", "is not text; import a text file"),
        (b"Title: \x81\x8d", "is neither UTF-8 nor Windows-1252"),
        (b"\xff\xfeT\x00i\x00\x00", "is marked as UTF-16 but is damaged"),
        (
            b"Dear all, nothing to see here.",
            "is in no known format; choose a Markdown record, a recommendation",
        ),
        (b"Author: x\n\nOutcomes\n\nBright.", "summary sheet without a title"),
        (b"1\ta\tb\tc\td\n2\ta\tb\tc\td", "has no header"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UserCanFix, match=says) as caught:
        read_bytes("letter.txt", data, {})
    assert str(caught.value).startswith("“letter.txt”")
    assert "\n" not in str(caught.value)


def test_a_markdown_file_without_front_matter_is_told_what_it_lacks() -> None:
    with pytest.raises(UserCanFix, match=r"“a\.md” has no front matter; put at least"):
        read_bytes("a.md", b"# Title\n\nText", {})


def test_a_text_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024**2)
    started = time.monotonic()
    with pytest.raises(UserCanFix, match="has 50 MB of text, more than the 20 MB"):
        read_file(path, {})
    with pytest.raises(UserCanFix, match="has 50 MB"):
        read_bytes("long.txt", bytes(50 * 1024**2), {})
    assert time.monotonic() - started < 1


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserCanFix, match="There is no file"):
        read_file(tmp_path / "missing.txt", {})
    with pytest.raises(UserCanFix, match="is not a file; choose a text file"):
        read_file(tmp_path, {})
    with pytest.raises(UserCanFix, match="is not a name a file can have"):
        read_file(Path("a\x00b"), {})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserCanFix, match="is not a file"):
        read_file(tmp_path / "pipe", {})


def test_a_file_the_computer_does_not_give_is_a_failure_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("Title: x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentFailed, match=r"could not be read \(Permission denied\)"):
        read_file(path, {})


#: What makes patterns go back over what they have read: a beginning, what is repeated, an end.
WILD = {
    "words": ("", "word ", ""),
    "one word": ("", "a", ""),
    "spaces": ("", " ", "x"),
    "line breaks": ("", "x\n\n", ""),
    "bullets": ("", "- a\n\n", ""),
    "cut bullets": ("", "- a\n\nb\n\n", ""),
    "one cut bullet": ("- a", "\n\nb", ""),
    "brackets": ("", "(", ""),
    "closed brackets": ("http://x", ")", ""),
    "addresses": ("", "http://x ", ""),
    "pointers": ("", "see the report's Refs. 1, ", ""),
    "number list": ("Ref. ", "1, ", ""),
    "markers": ("", "( i) ", ""),
    "tags": ("", "<p", ""),
    "entities": ("", "&a", ""),
    "sentences": ("", "This A. ", ""),
    "colons": ("", ":", ""),
    "headings": ("", "Outcomes\n", ""),
    "capitals": ("", "AB-", ""),
    "tabs": ("", "\t", ""),
    "counts": ("", "two ", ":"),
}
#: Characters of a wild piece; two of them stand in a file.
WILD_LENGTH = 150_000
FRAMES = {
    "sheet.txt": ("Title: x\n\nThis document is a ", "\n\nOutcomes\n\n", "\n\nAim\n\nx"),
    "table.txt": ("\tRecommendation\tLead\tTimetable\tProgress\n1\t", "\t", "\tQ1/2004\tMet"),
    "record.md": ("---\ntitle: x\n---\n## y\n", "\n## z\n", "\n"),
    "plain.txt": ("", "", ""),
}


@pytest.mark.parametrize("wild", WILD)
@pytest.mark.parametrize("name", FRAMES)
def test_long_garbage_takes_time_in_proportion(name: str, wild: str) -> None:
    """So much takes a fraction of a second; were the time quadratic, it would take a minute."""
    head, middle, foot = FRAMES[name]
    begin, repeated, end = WILD[wild]
    piece = begin + repeated * (WILD_LENGTH // len(repeated)) + end
    text = f"{head}{piece}{middle}{piece[:-1]}{foot}"
    started = time.monotonic()
    assert len(refusal(lambda: read_bytes(name, text.encode(), {}))) < 500
    assert time.monotonic() - started < 5


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for name in ("x.txt", "x.md", "x.recommendations.tsv"):
        assert "\n" not in refusal(partial(read_bytes, name, data, {}))
