"""From files to records in one operation, with what was understood shown first."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.services import curate, find, ingest, track
from evidence_library.services.find import Request
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from tests.helpers import papers


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return papers.write(tmp_path, sheet_txt=papers.SHEET, table_txt=papers.TABLE)


def test_a_preview_changes_nothing_and_says_what_was_read(
    library: Library, files: list[Path]
) -> None:
    sheet, table = ingest.preview(library, files)
    assert library.count() == 0
    assert sheet.reading
    assert table.reading
    assert sheet.reading.records[0].title == "Lamps and Lanes: What Brighter Paths Changed"
    assert len(table.reading.sets[0].recommendations) == 3
    assert not sheet.already_here


def test_an_import_is_one_change_and_can_be_undone_as_one(
    library: Library, files: list[Path]
) -> None:
    report = ingest.commit(library, ingest.preview(library, files))
    assert (report.imported, report.unchanged, report.failed) == (2, 0, 0)
    assert find.search(library, Request("walkers")).total == 1
    assert len(track.recommendations(library)) == 3
    assert curate.undo_name(library) == "Add 2 records"
    curate.undo(library)
    assert library.count() == 0
    assert track.recommendations(library) == ()


def test_what_is_here_already_is_not_imported_twice(library: Library, files: list[Path]) -> None:
    ingest.commit(library, ingest.preview(library, files))
    report = ingest.commit(library, ingest.preview(library, files))
    assert (report.imported, report.unchanged, report.changes) == (0, 2, None)
    assert library.count() == 2


def test_the_same_text_twice_in_one_import_is_one_record(library: Library, tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{name}.txt" for name in "abc")
    first.write_bytes(papers.SHEET.encode())
    second.write_bytes(papers.SHEET.encode())
    third.write_bytes(papers.SHEET.replace("\n", "\r\n").encode())
    report = ingest.commit(library, ingest.preview(library, [first, second, third]))
    assert (report.imported, report.unchanged, library.count()) == (1, 2, 1)
    again = ingest.commit(library, ingest.preview(library, [third]))
    assert (again.imported, library.count()) == (0, 1)


def test_what_another_program_added_since_the_preview_is_not_added_again(
    library: Library, files: list[Path]
) -> None:
    previews = ingest.preview(library, files)
    other = open_library(library.folder)
    ingest.commit(other, ingest.preview(other, files))
    other.close()
    report = ingest.commit(library, previews)
    assert report.changes is None
    assert library.count() == 2
    assert len(track.recommendations(library)) == 3


MARKDOWN = (
    "---\nid: 6f1c1f5e-3c1b-4c1e-9d53-0a4a3c0e8f11\ntitle: Lamps\nkind: evaluation\n---\n\n"
    "## Aim {aim}\n\nTo see.\n"
)


def test_two_texts_with_one_identity_are_not_imported_over_each_other(
    library: Library, tmp_path: Path
) -> None:
    paths = papers.write(tmp_path, a_md=MARKDOWN, b_md=MARKDOWN.replace("Lamps", "Lanes"))
    first, second = ingest.preview(library, paths)
    assert first.error == ""
    assert "the same id as “a.md”" in second.error


def test_a_preview_says_which_record_a_newer_text_replaces(
    library: Library, tmp_path: Path
) -> None:
    [path] = papers.write(tmp_path, a_md=MARKDOWN)
    ingest.commit(library, ingest.preview(library, [path]))
    path.write_text(MARKDOWN.replace("Lamps", "Lanes"), encoding="utf-8")
    [item] = ingest.preview(library, [path])
    assert (item.already_here, item.replaces) == (False, "Lamps")


def test_one_bad_file_among_good_ones_is_reported_and_the_others_are_imported(
    library: Library, tmp_path: Path
) -> None:
    good = [tmp_path / f"sheet{number}.txt" for number in range(9)]
    for number, path in enumerate(good):
        path.write_text(papers.SHEET.replace("Lamps", f"Lamps {number}"), encoding="utf-8")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    report = ingest.commit(library, ingest.preview(library, [*good[:4], bad, *good[4:]]))
    assert (report.imported, report.failed) == (9, 1)
    assert library.count() == 9
    assert [item.path for item in report.previews if item.error] == [bad]


@pytest.mark.parametrize("stop_at", ["Reading", "Adding", "Indexing"])
def test_a_cancelled_import_changes_nothing(
    library: Library, files: list[Path], stop_at: str
) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if what.startswith(stop_at):
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        ingest.commit(library, ingest.preview(library, files, stop), stop)
    assert library.count() == 0
    assert curate.undo_name(library) == ""


def test_a_file_that_is_not_there_is_said_plainly(library: Library, tmp_path: Path) -> None:
    [item] = ingest.preview(library, [tmp_path / "missing.txt"])
    assert item.reading is None
    assert item.error.endswith(".")


def test_a_changed_file_with_an_identity_replaces_its_record(
    library: Library, tmp_path: Path
) -> None:
    text = MARKDOWN
    [path] = papers.write(tmp_path, lamps_md=text)
    ingest.commit(library, ingest.preview(library, [path]))
    path.write_text(text.replace("To see.", "To see further."), encoding="utf-8")
    report = ingest.commit(library, ingest.preview(library, [path]))
    assert report.imported == 1
    assert library.count() == 1
    assert find.search(library, Request("further")).total == 1
    curate.undo(library)
    assert find.search(library, Request("further")).total == 0
    assert library.count() == 1


def test_an_undo_meant_for_one_import_takes_no_other_back(
    library: Library, files: list[Path]
) -> None:
    first = ingest.commit(library, ingest.preview(library, files[:1])).changes
    assert first is not None
    curate.undo(library)
    with pytest.raises(UserCanFix, match="Something else was changed since"):
        curate.undo(library, first.operation)
    again = curate.redo(library)
    assert curate.undo(library, again.operation).name == first.name
