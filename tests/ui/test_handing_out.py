"""Writing the files of a pack while one goes on working."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence_library.model.ids import PackId
from evidence_library.model.pack import Edition
from evidence_library.services import editing, packs, produce
from evidence_library.services.field_edits import FieldEdits
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.pack_builder import PackBuilder
from evidence_library.ui.presenters.pack_export import Choices, Outcome, PackExport
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Tasks
from tests.helpers.libraries import add, empty_library, identity, note

ONE = identity("one")


class Writing:
    """An export that has read its pack and goes on once it may."""

    def __init__(self, library: Library, folder: Path, qtbot: QtBot) -> None:
        self.library, self.qtbot = library, qtbot
        self.tasks = Tasks()
        self.session = Session(self.tasks)
        self.session.library = library
        self.pack = packs.new(library, "Trust")[0].id
        packs.add(library, self.pack, [ONE])
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.outcomes: list[Outcome] = []
        self.export = PackExport(self.session, self.pack)
        self.export.ended.connect(self.outcomes.append)
        both = (Edition.PARTICIPANT, Edition.TRAINER)
        self.choices = Choices(folder / "out", ("txt",), both)

    def begins(self) -> None:
        self.export.write(self.choices)
        self.qtbot.waitUntil(self.begun.is_set)

    def ends(self) -> Outcome:
        self.go_on.set()
        self.qtbot.waitUntil(lambda: bool(self.outcomes) and self.tasks.idle)
        return self.outcomes[0]


@pytest.fixture
def writing(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writing]:
    library = empty_library(tmp_path / "library")
    add(library, note("one", "Lamps."))
    made = Writing(library, tmp_path, qtbot)
    compose = produce.compose

    def waiting(*arguments: object) -> object:
        made.begun.set()
        made.go_on.wait(10)
        return compose(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(produce, "compose", waiting)
    yield made
    made.go_on.set()
    made.tasks.close()
    made.session.close()


def _frozen(library: Library, pack: PackId) -> str:
    frozen = packs.find(library, pack).frozen
    return frozen.on if frozen is not None else ""


def test_one_saves_while_files_are_written(writing: Writing) -> None:
    builder = PackBuilder(writing.session)
    builder.open(writing.pack)
    writing.qtbot.waitUntil(lambda: builder.pack is not None)
    writing.begins()
    assert builder.pack is not None
    builder.take(replace(builder.pack, audience="All"))
    builder.save()
    writing.qtbot.waitUntil(lambda: not builder.dirty)
    editing.edit_many(writing.library, [ONE], FieldEdits(set={"title": "Other"}))
    assert not writing.outcomes
    outcome = writing.ends()
    assert [one.name for one in outcome.files] == ["Trust (participant).txt", "Trust (trainer).txt"]
    assert all("one" in path.read_text(encoding="utf-8") for path in outcome.files)
    assert outcome.warnings[-1] == "Since the pack was frozen: “one” was changed: Title."
    assert packs.find(writing.library, writing.pack).audience == "All"
    assert builder.pack.frozen is not None  # the builder hears of it
    builder.leave_at_once()


def test_a_library_that_is_left_is_closed_when_its_files_are_written(
    writing: Writing, tmp_path: Path
) -> None:
    empty_library(tmp_path / "other").close()
    writing.begins()
    writing.session.open(tmp_path / "other")
    writing.qtbot.waitUntil(lambda: writing.session.library is not writing.library)
    changed: list[object] = []
    writing.session.changed.connect(changed.append)
    outcome = writing.ends()
    assert (len(outcome.files), outcome.failure, changed) == (2, "", [])
    left = open_library(tmp_path / "library")
    assert _frozen(left, writing.pack)
    left.close()


def test_a_pack_that_is_deleted_meanwhile_is_written_and_not_frozen(writing: Writing) -> None:
    writing.begins()
    packs.delete(writing.library, writing.pack)
    outcome = writing.ends()
    assert [one.name for one in outcome.files] == ["Trust (participant).txt"]
    assert outcome.warnings[-1].startswith("The pack could not be frozen: This pack is no longer")
    assert outcome.sentence.endswith("1 file was written.")
