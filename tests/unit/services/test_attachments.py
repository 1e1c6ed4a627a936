"""Files are kept with records: once, whole, and as long as anything could need them."""

from __future__ import annotations

import errno
import hashlib
from datetime import date
from pathlib import Path

import pytest

from evidence_library.errors import Cancelled, EnvironmentFailed, UserCanFix
from evidence_library.model.attachment import FileState
from evidence_library.model.record import Attachment, Link
from evidence_library.model.vocabulary import Licence, LinkRole, Permission
from evidence_library.services import (
    attachment_check,
    attachments,
    checking,
    curate,
    read,
    trash,
)
from evidence_library.services.attachments import NewFile
from evidence_library.services.opened import Library
from evidence_library.store import stored_files
from tests.helpers.attached import attach, held, paper, stored, written
from tests.helpers.libraries import add, identity, note

ONE, TWO = identity("one"), identity("two")


@pytest.fixture
def two(library: Library) -> Library:
    """A library with two records."""
    add(library, note("one", "trust"), note("two", "police"))
    return library


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_file_lies_in_the_library_once_under_its_digest(two: Library, tmp_path: Path) -> None:
    data = paper("Wardens walked the streets", "Second page")
    attach(two, ONE, written(tmp_path, "report.pdf", data))
    attach(two, TWO, written(tmp_path, "copy of it.pdf", data))
    assert stored(two) == {digest(data)}
    (one,), (other,) = held(two, ONE), held(two, TWO)
    assert (one.name, one.media_type, one.size, one.pages) == (
        "report.pdf",
        "application/pdf",
        len(data),
        2,
    )
    assert other.name == "copy of it.pdf"
    assert attachments.read(two, one) == data
    assert one.page_texts == ()


def test_several_files_are_one_step(two: Library, tmp_path: Path) -> None:
    paths = [written(tmp_path, f"{name}/notes.txt", name) for name in ("a", "b")]
    changes = attachments.add(two, ONE, [NewFile(path=path) for path in paths])
    assert changes.changes.name == "Attach 2 files"
    assert [one.name for one in held(two, ONE)] == ["notes.txt", "notes (2).txt"]
    curate.undo(two)
    assert held(two, ONE) == ()
    curate.redo(two)
    assert attachments.read(two, held(two, ONE)[1]) == b"b"


def test_what_is_attached_already_is_passed_over(two: Library, tmp_path: Path) -> None:
    first, second = written(tmp_path, "a.txt", "first"), written(tmp_path, "b.txt", "second")
    attach(two, ONE, first)
    with pytest.raises(UserCanFix, match=r"“a.txt” is already attached"):
        attach(two, ONE, first)
    attach(two, ONE, first, second)
    assert [one.name for one in held(two, ONE)] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\secret\\plan.pdf", "plan.pdf"),
        ("CON.txt", "_CON.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("exe.\u202efdp", "exe.fdp"),
        ("...", "attachment"),
        ("wh?t*.pdf", "wh_t_.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_from_elsewhere_are_made_harmless(
    two: Library, tmp_path: Path, given: str, kept: str
) -> None:
    path = written(tmp_path, "plain.txt", "text")
    attachments.add(two, ONE, [NewFile(path=path, name=given)])
    assert [one.name for one in held(two, ONE)] == [kept]


def test_an_attachment_is_described_and_renamed(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.txt", "a"), written(tmp_path, "b.txt", "b"))
    first = held(two, ONE)[0]
    new = Attachment(
        sha256=first.sha256,
        name="Annual report.txt",
        licence=Licence.OGL,
        may_redistribute=Permission.YES,
        source_url="https://example.org/a",
    )
    attachments.describe(two, ONE, first.sha256, new)
    told = held(two, ONE)[0]
    assert (told.name, told.licence, told.may_redistribute, told.size) == (
        "Annual report.txt",
        Licence.OGL,
        Permission.YES,
        1,
    )
    with pytest.raises(UserCanFix, match=r"Another attachment of this record is called “B.txt”"):
        attachments.describe(two, ONE, first.sha256, Attachment(sha256="", name="B.txt"))


def test_removing_is_one_step_and_the_file_stays_for_undo(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.txt", "text"))
    (one,) = held(two, ONE)
    assert attachments.remove(two, ONE, [one.sha256]).name == "Remove “a.txt”"
    assert attachment_check.check(two).unreferenced == ()
    assert attachment_check.remove_idle(two) == 0
    curate.undo(two)
    assert attachments.read(two, one) == b"text"


def test_a_file_goes_only_when_nothing_could_bring_it_back(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.txt", "only here"))
    attach(two, TWO, written(tmp_path, "b.txt", "stays"))
    attachments.remove(two, TWO, [digest(b"stays")])
    trash.delete(two, [ONE])
    assert attachment_check.remove_idle(two) == 0
    trash.empty(two)
    assert stored(two) == {digest(b"stays")}
    with two.connections.reading() as connection:
        rows = connection.execute("SELECT text FROM attachment_pages").fetchall()
    assert rows == [("stays",)]


def test_a_crash_leaves_at_most_a_file_that_a_check_finds(two: Library, tmp_path: Path) -> None:
    stray = digest(b"never arrived")
    written(two.folder, f"attachments/{stray}", "never arrived")
    written(two.folder, "attachments/notes.txt", "of somebody else")
    found = attachment_check.check(two)
    assert (found.unreferenced, found.idle_bytes) == ((stray,), len("never arrived"))
    assert attachment_check.remove_idle(two) == 1
    assert stored(two) == {"notes.txt"}


def test_an_operation_that_fails_leaves_no_file(two: Library, tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "text")
    with pytest.raises(UserCanFix, match="no link to"):
        attachments.add(two, ONE, [NewFile(path=path, archived_copy_of="https://example.org")])
    assert stored(two) == set()
    assert curate.undo_name(two) == "Add records"


def test_stopped_or_on_a_full_disk_nothing_is_changed(
    two: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "a.txt", "text")

    def stop(*_position: object) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        attachments.add(two, ONE, [NewFile(path=path)], stop)

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(stored_files.os, "fsync", full)
    with pytest.raises(EnvironmentFailed, match="is full"):
        attachments.add(two, ONE, [NewFile(path=path)])
    assert stored(two) == set()
    assert held(two, ONE) == ()


def test_what_cannot_be_taken_is_said(
    two: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_files, "LARGEST_FILE", 3)
    for path, sentence in (
        (tmp_path / "gone.pdf", "“gone.pdf” cannot be read"),
        (tmp_path, "is no file"),
        (written(tmp_path, "empty.txt", ""), "“empty.txt” is empty"),
        (written(tmp_path, "large.txt", "text"), "more than the"),
    ):
        with pytest.raises(UserCanFix, match=sentence):
            attachments.add(two, ONE, [NewFile(path=path)])
    assert stored(two) == set()


def test_a_missing_or_changed_file_is_told_and_never_opened(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.txt", "text"), written(tmp_path, "b.txt", "more"))
    first, second = held(two, ONE)
    (two.folder / "attachments" / first.sha256).unlink()
    (two.folder / "attachments" / second.sha256).write_bytes(b"evil")
    with pytest.raises(UserCanFix, match=r"“a.txt” is missing"):
        attachments.read(two, first)
    with pytest.raises(UserCanFix, match=r"“b.txt” was changed"):
        attachments.read(two, second)
    out = written(tmp_path, "out.txt", "mine")
    with pytest.raises(UserCanFix, match="was changed"):
        attachments.save_copy(two, second, out)
    assert out.read_text() == "mine"
    wrong = {one.attachment.name: one.state for one in attachment_check.check(two).wrong}
    assert wrong == {"a.txt": FileState.MISSING, "b.txt": FileState.CHANGED}
    (told,) = checking.check(two, [ONE], today=date.today())
    codes = [one.code for one in told.problems]
    assert codes.count("file-missing") == codes.count("file-changed") == 1


def test_attaching_the_right_file_again_puts_a_changed_one_right(
    two: Library, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.txt", "text")
    attach(two, ONE, path)
    (one,) = held(two, ONE)
    (two.folder / "attachments" / one.sha256).write_bytes(b"evil")
    attach(two, TWO, path)
    assert attachments.read(two, one) == b"text"


def test_a_digest_that_is_none_names_no_file(two: Library) -> None:
    add(two, note("odd", attachments=(Attachment(sha256="../library.db", name="x"),)))
    (one,) = attachments.of_record(two, identity("odd"))
    assert one.state is FileState.MISSING
    with pytest.raises(UserCanFix, match="is missing in the folder"):
        attachments.read(two, one.attachment)


def test_a_copy_is_written_out_whole(two: Library, tmp_path: Path) -> None:
    attach(two, ONE, written(tmp_path, "a.txt", "text"))
    out = tmp_path / "out.txt"
    attachments.save_copy(two, attachments.meant(two, ONE, "A.TXT"), out)
    assert out.read_bytes() == b"text"
    assert attachments.meant(two, ONE, digest(b"text")[:8]).name == "a.txt"
    with pytest.raises(UserCanFix, match=r"no attachment “b.txt”"):
        attachments.meant(two, ONE, "b.txt")


def test_an_attachment_is_the_archived_copy_of_a_link(two: Library, tmp_path: Path) -> None:
    link = Link(role=LinkRole.SOURCE, url="https://example.org/report")
    add(two, note("three", links=(link,)))
    key = identity("three")

    def lacks_a_copy() -> bool:
        problems = read.read_record(two, key).problems
        return "no-archived-copy" in {one.code for one in problems}

    assert lacks_a_copy()
    path = written(tmp_path, "a.txt", "text")
    attachments.add(two, key, [NewFile(path=path, archived_copy_of=link.url)])
    assert not lacks_a_copy()
    (one,) = attachments.of_record(two, key)
    assert one.archived_copy_of == (link.url,)
    attachments.remove(two, key, [one.attachment.sha256])
    assert lacks_a_copy()
    assert read.read_record(two, key).record.links == (link,)
    curate.undo(two)
    assert not lacks_a_copy()
