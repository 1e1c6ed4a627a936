"""The texts of attachments are read in the background and find their records."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.importers import attachment_text
from evidence_library.model.attachment import TextState
from evidence_library.services import (
    attachment_texts,
    attachments,
    curate,
    explain,
    find,
    shapes,
    trash,
)
from evidence_library.services.attachments import NewFile
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store import indexing
from tests.helpers.attached import attach, held, paper, written
from tests.helpers.docx_writer import docx
from tests.helpers.libraries import add, empty_library, identity, note
from tests.helpers.pdf_writer import locked_pdf

ONE, TWO = identity("one"), identity("two")


@pytest.fixture
def two(library: Library) -> Library:
    """A library with two records."""
    add(library, note("one", "trust"), note("two", "wardens in the streets"))
    return library


def titles(library: Library, words: str, **request: object) -> list[str]:
    found = find.search(library, Request(words, **request))  # type: ignore[arg-type]
    return [hit.plain_title for hit in find.hits(library, found)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", paper("first page", "the quiet wardens")),
        ("a.docx", docx([("Heading1", "Wardens"), ("", "The quiet wardens.")])),
        ("a.html", "<p>The <b>quiet</b> wardens</p><script>alert('loud')</script>"),
        ("a.md", "# Wardens\n\nThe *quiet* wardens"),
        ("a.txt", "The quiet wardens of Málaga".encode("cp1252")),
        ("a.txt", "The quiet wardens".encode("utf-16")),
    ],
)
def test_words_of_a_file_find_its_record(
    two: Library, tmp_path: Path, name: str, data: bytes | str
) -> None:
    assert titles(two, "quiet") == []
    attach(two, ONE, written(tmp_path, name, data))
    assert titles(two, "quiet") == ["one"]
    assert titles(two, '"quiet wardens"') == ["one"]
    assert titles(two, "qui*") == ["one"]
    assert titles(two, "title:quiet") == []
    assert titles(two, "alert") == []


def test_the_hit_says_where_in_the_file_it_stands(two: Library, tmp_path: Path) -> None:
    pages = [f"page {at} tells of other things" for at in range(1, 12)]
    pages.append("Here something is said.\nThe quiet wardens came back at night.")
    attach(two, ONE, written(tmp_path, "report.pdf", paper(*pages)))
    found = find.search(two, Request("quiet wardens"))
    hit = find.hits(two, found)[0]
    assert hit.attachment is not None
    assert (hit.attachment.name, hit.attachment.page) == ("report.pdf", 12)
    told = "".join(span.text for span in hit.passage)
    assert told.startswith("In attachment report.pdf, page 12: ")
    assert "The quiet wardens came back at night." in told
    assert [span.text for span in hit.passage if span.marked] == ["quiet", "wardens"]
    data = shapes.found(found, [hit])["hits"][0]["attachment"]
    assert (data["name"], data["page"]) == ("report.pdf", 12)
    assert "**quiet** **wardens**" in data["excerpt"]
    why = explain.why(two, found, ONE)
    assert "“quiet”: in attachment report.pdf, page 12." in why.sentences


def test_words_of_the_record_itself_come_first(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.txt", "wardens " * 200 + " in the streets of the town"))
    assert titles(two, "wardens streets") == ["two", "one"]
    found = find.search(two, Request("wardens"))
    hits = find.hits(two, found)
    assert [hit.attachment is None for hit in hits] == [True, False]


def test_a_file_never_leaves_its_record_out(two: Library, tmp_path: Path) -> None:
    before = titles(two, "trust -wardens")
    attach(two, ONE, written(tmp_path, "a.txt", "wardens"))
    assert titles(two, "trust -wardens") == before == ["one"]


def test_counts_beside_filters_are_what_a_click_leaves(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.txt", "wardens"))
    found = find.search(two, Request("wardens"))
    (kind,) = found.facets["kind"]
    clicked = Request("wardens", filters={"kind": frozenset({kind.value})})
    assert kind.count == find.search(two, clicked).total == found.total == 2


@pytest.mark.parametrize(
    ("file", "sentence", "state"),
    [
        (("a.pdf", locked_pdf()), "is locked with a password", TextState.FAILED),
        (("a.pdf", b"%PDF-1.7\nnothing more"), "is damaged", TextState.FAILED),
        (("a.pdf", paper("", "")), "This PDF has no text; it may be a scan.", TextState.DONE),
        (("a.docx", b"PK\x03\x04 nothing"), "is damaged", TextState.FAILED),
        (("a.png", b"\x89PNG\r\n"), "files of this kind is not read", TextState.DONE),
        (("a.txt", b"\x00\x01\x02\xff" * 9), "is not text", TextState.FAILED),
    ],
)
def test_a_file_without_readable_text_is_kept_and_says_why(
    two: Library, tmp_path: Path, file: tuple[str, bytes], sentence: str, state: TextState
) -> None:
    attach(two, ONE, written(tmp_path, *file))
    (one,) = attachments.of_record(two, ONE)
    assert sentence in one.text.sentence
    assert one.text.state is state
    assert attachments.read(two, one.attachment) == file[1]


def test_a_file_with_too_many_pages_is_kept_without_text(
    two: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachment_text, "MOST_PAGES", 2)
    attach(two, ONE, written(tmp_path, "a.pdf", paper("a", "b", "c")))
    (one,) = attachments.of_record(two, ONE)
    assert one.text.sentence == "“a.pdf” has 3 pages, more than the 2 whose text is read."


def test_what_was_broken_off_is_begun_again(two: Library, tmp_path: Path) -> None:
    pages = [f"number{at}" for at in range(120)]
    attach(two, ONE, written(tmp_path, "a.pdf", paper(*pages)), read=False)
    (digest,) = attachment_texts.waiting(two)
    texts = attachment_texts.read(two, digest)
    assert attachment_texts.keep(two, texts, 0) == attachment_texts.AT_ONCE
    assert titles(two, "number7") == ["one"]
    assert titles(two, "number119") == []
    assert attachment_texts.waiting(two) == (digest,)
    assert attachment_texts.read_all(two) == 1
    assert titles(two, "number119") == titles(two, "number7") == ["one"]
    assert attachment_texts.waiting(two) == ()


def test_reading_can_be_stopped(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.pdf", paper("a", "b", "c")), read=False)

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        attachment_texts.read_all(two, stop)
    assert len(attachment_texts.waiting(two)) == 1


def test_undo_takes_the_words_along_and_redo_brings_them_back(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.txt", "quiet"))
    curate.undo(two)
    assert titles(two, "quiet") == []
    curate.redo(two)
    assert titles(two, "quiet") == ["one"]
    trash.delete(two, [ONE])
    assert titles(two, "quiet") == []
    trash.restore(two, [ONE])
    assert titles(two, "quiet") == ["one"]


def test_no_text_goes_into_the_record_or_the_history(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.txt", "unmistakable"))
    with two.connections.reading() as connection:
        for table, column in (("records", "document"), ("operation_rows", "after")):
            rows = connection.execute(f"SELECT {column} FROM {table}").fetchall()
            assert not any("unmistakable" in str(row) for row in rows)


Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["attach", "remove", "delete", "restore", "undo", "redo"]),
        st.integers(0, 1),
        st.integers(0, 2),
    ),
    max_size=10,
)
_WORDS = ("quiet", "loud", "bright")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_whatever_is_done_the_index_is_that_of_a_library_indexed_anew(taken: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [written(folder, f"{word}.txt", word) for word in _WORDS]
        library = empty_library(folder / "library")
        add(library, note("one"), note("two"))
        for step in taken:
            _take(library, step, paths)
            attachment_texts.read_all(library)
        before = _found(library)
        with library.connections.writing() as database:
            indexing.rebuild(database.conn)
        library.search.forget()
        assert _found(library) == before == _expected(library)
        library.close()


def _take(library: Library, step: Step, paths: list[Path]) -> None:
    act, which, file = step
    key = (ONE, TWO)[which]
    try:
        match act:
            case "attach":
                attachments.add(library, key, [NewFile(path=paths[file])])
            case "remove":
                attachments.remove(library, key, [held(library, key)[0].sha256])
            case "delete":
                trash.delete(library, [key])
            case "restore":
                trash.restore(library, [key])
            case "undo":
                curate.undo(library)
            case "redo":
                curate.redo(library)
    except (UserCanFix, IndexError):
        pass  # there is nothing to do it with


def _found(library: Library) -> dict[str, set[str]]:
    return {word: set(titles(library, word)) for word in _WORDS}


def _expected(library: Library) -> dict[str, set[str]]:
    """Read it off the records themselves."""
    named: dict[str, set[str]] = {word: set() for word in _WORDS}
    for title in titles(library, ""):
        for one in held(library, identity(title)):
            named[one.name.removesuffix(".txt")].add(title)
    return named
