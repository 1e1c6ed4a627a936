"""Files that were lost are brought back, and what is odd in their folder is told and left alone."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.attachment import FileState
from evidence_library.model.record import Link
from evidence_library.model.vocabulary import LinkRole
from evidence_library.services import attachment_check, attachment_texts, attachments, curate
from evidence_library.services.attachments import FileIsThere, NewFile
from evidence_library.services.opened import Library
from tests.helpers.attached import attach, held, stored, written
from tests.helpers.libraries import add, identity, note

ONE = identity("one")
URL = "https://example.org/a"


@pytest.fixture
def kept(library: Library, tmp_path: Path) -> Library:
    """A library whose record has a file and a link."""
    link = Link(role=LinkRole.RELATED, url=URL)
    add(library, replace(note("one", "trust"), links=(link,)))
    attach(library, ONE, written(tmp_path, "a.txt", "the zebra"))
    return library


def place(library: Library) -> Path:
    (one,) = held(library, ONE)
    return library.folder / "attachments" / one.sha256


def state(library: Library) -> FileState:
    return attachments.of_record(library, ONE)[0].state


@pytest.mark.parametrize("lost", ["missing", "changed"])
def test_attaching_it_again_brings_a_file_back(kept: Library, tmp_path: Path, lost: str) -> None:
    if lost == "missing":
        place(kept).unlink()
    else:
        place(kept).write_text("something else")
    attachment_texts.read_again(kept, held(kept, ONE)[0].sha256)
    attachment_texts.read_all(kept)
    assert state(kept).value == lost
    added = attachments.add(kept, ONE, [NewFile(path=tmp_path / "a.txt")])
    assert (added.back, added.new, added.changes.any) == (("a.txt",), (), False)
    assert added.sentence == "“a.txt” is back."
    assert state(kept) is FileState.THERE
    assert attachment_texts.waiting(kept) == (held(kept, ONE)[0].sha256,)
    with pytest.raises(UserCanFix, match="already attached"):
        attachments.add(kept, ONE, [NewFile(path=tmp_path / "a.txt")])
    assert state(kept) is FileState.THERE


def test_one_comes_back_and_another_is_new(kept: Library, tmp_path: Path) -> None:
    place(kept).unlink()
    other = written(tmp_path, "b.txt", "other")
    added = attachments.add(
        kept, ONE, [NewFile(path=tmp_path / "a.txt"), NewFile(path=other), NewFile(path=other)]
    )
    assert added.sentence == "“b.txt” is attached. “a.txt” is back."
    assert [one.name for one in held(kept, ONE)] == ["a.txt", "b.txt"]
    curate.undo(kept)
    assert len(stored(kept)) == 2


def test_a_file_named_twice_is_told_as_one(kept: Library, tmp_path: Path) -> None:
    path = written(tmp_path, "b.txt", "other")
    added = attachments.add(kept, ONE, [NewFile(path=path), NewFile(path=path)])
    assert added.changes.name == "Attach “b.txt”"


def test_describing_and_naming_it_a_copy_is_one_step(kept: Library) -> None:
    (one,) = held(kept, ONE)
    attachments.describe(kept, ONE, one.sha256, replace(one, name="new.txt"), URL)
    (told,) = attachments.of_record(kept, ONE)
    assert (told.attachment.name, told.archived_copy_of) == ("new.txt", (URL,))
    curate.undo(kept)
    (told,) = attachments.of_record(kept, ONE)
    assert (told.attachment.name, told.archived_copy_of) == ("a.txt", ())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_only_web_addresses_say_where_a_file_was_found(
    kept: Library, tmp_path: Path, url: str
) -> None:
    (one,) = held(kept, ONE)
    with pytest.raises(UserCanFix, match="no web address"):
        attachments.describe(kept, ONE, one.sha256, replace(one, source_url=url))
    path = written(tmp_path, "b.txt", "other")
    with pytest.raises(UserCanFix, match="no web address"):
        attachments.add(kept, ONE, [NewFile(path=path, source_url=url)])


def test_a_copy_replaces_nothing_unasked(kept: Library, tmp_path: Path) -> None:
    (one,) = held(kept, ONE)
    out = written(tmp_path, "out.txt", "mine")
    with pytest.raises(FileIsThere):
        attachments.save_copy(kept, one, out, replace_file=False)
    assert out.read_text() == "mine"
    attachments.save_copy(kept, one, out)
    assert out.read_text() == "the zebra"
    assert attachments.copy_name(replace(one, name="../../out.txt")) == "out.txt"


def test_nothing_is_removed_behind_a_link(kept: Library, tmp_path: Path) -> None:
    home = kept.folder / "attachments"
    written(home, "0" * 64, "of another library")
    home.rename(tmp_path / "elsewhere")
    home.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserCanFix, match="is a link to another place"):
        attachment_check.remove_idle(kept)
    assert len(stored(kept)) == 2
    assert attachment_check.check(kept).wrong == ()


@pytest.mark.parametrize("what", ["dangling", "file"])
def test_what_is_no_folder_is_told(kept: Library, tmp_path: Path, what: str) -> None:
    home = kept.folder / "attachments"
    home.rename(tmp_path / "elsewhere")
    if what == "file":
        home.write_text("no folder")
    else:
        home.symlink_to(tmp_path / "nowhere")
    path = written(tmp_path, "b.txt", "other")
    for act in (
        lambda: attachment_check.check(kept),
        lambda: attachment_check.remove_idle(kept),
        lambda: attachments.add(kept, ONE, [NewFile(path=path)]),
    ):
        with pytest.raises(UserCanFix, match=r"is no folder|is a link to another place"):
            act()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_never_opened(kept: Library, tmp_path: Path) -> None:
    path = place(kept)
    path.unlink()
    os.mkfifo(path)
    (one,) = held(kept, ONE)
    assert state(kept) is FileState.MISSING
    assert attachment_check.check(kept).wrong
    for act in (
        lambda: attachments.read(kept, one),
        lambda: attachments.save_copy(kept, one, tmp_path / "out.txt"),
    ):
        with pytest.raises(UserCanFix, match="is missing"):
            act()
    attachments.add(kept, ONE, [NewFile(path=tmp_path / "a.txt")])
    assert state(kept) is FileState.THERE


def test_a_folder_in_the_place_of_a_file_is_told(kept: Library, tmp_path: Path) -> None:
    path = place(kept)
    path.unlink()
    path.mkdir()
    with pytest.raises(UserCanFix, match="is a folder"):
        attachments.add(kept, ONE, [NewFile(path=tmp_path / "a.txt")])
