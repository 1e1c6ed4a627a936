"""Saving packs while the library is busy: nothing is lost, and what was asked for follows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence_library.model.pack import Pack
from evidence_library.services import pack_drafts, packs
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.pack_builder import PackBuilder
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Tasks
from tests.helpers.libraries import empty_library


class Busy:
    """A builder, and a library that can be kept busy."""

    def __init__(self, library: Library, qtbot: QtBot) -> None:
        self.library, self._qtbot = library, qtbot
        self.tasks = Tasks()
        self.session = Session(self.tasks)
        self.session.library = library
        self.builder = PackBuilder(self.session)
        self.told: list[str] = []
        self.builder.failed.connect(self.told.append)
        self._go_on = threading.Event()

    def is_busy(self) -> None:
        self._go_on.clear()
        self.tasks.write(Job(lambda _report: self._go_on.wait(10), self.session))

    def is_free(self) -> None:
        self._go_on.set()
        self.waits(lambda: self.tasks.idle)

    def waits(self, until: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(until)

    def opens(self, pack: Pack) -> None:
        self.builder.open(pack.id)
        self.waits(lambda: self.builder.key == pack.id)

    def types(self, audience: str) -> None:
        assert self.builder.pack is not None
        self.builder.take(replace(self.builder.pack, audience=audience))

    def made(self, title: str) -> Pack:
        return packs.new(self.library, title)[0]

    def holds(self, pack: Pack) -> str:
        return packs.find(self.library, pack.id).audience


@pytest.fixture
def busy(tmp_path: Path, qtbot: QtBot) -> Iterator[Busy]:
    library = empty_library(tmp_path / "library")
    made = Busy(library, qtbot)
    yield made
    made.is_free()
    made.builder.leave_at_once()
    made.tasks.close()
    library.close()


def test_what_follows_a_save_follows_one_that_is_under_way(busy: Busy) -> None:
    pack, seen = busy.made("Trust"), list[str]()
    busy.opens(pack)
    busy.types("All")
    busy.is_busy()
    busy.builder.save()
    busy.builder.save(lambda: seen.append(busy.holds(pack)))
    busy.types("Everybody")
    busy.builder.save(lambda: seen.append(busy.holds(pack)))
    assert seen == []
    busy.is_free()
    assert seen[-1] == "Everybody"
    assert (len(seen), busy.told, busy.builder.dirty) == (2, [], False)


def test_what_was_typed_during_a_save_is_saved_when_one_goes_to_another_pack(busy: Busy) -> None:
    pack, other = busy.made("Trust"), busy.made("Other")
    busy.opens(pack)
    busy.types("One")
    busy.is_busy()
    busy.builder.save()
    busy.types("Two")
    busy.opens(other)
    busy.is_free()
    assert (busy.holds(pack), busy.told) == ("Two", [])
    busy.waits(lambda: pack_drafts.unsaved(busy.library) == ())


def test_a_pack_one_comes_back_to_is_shown_as_it_is_being_saved(busy: Busy) -> None:
    pack, other = busy.made("Trust"), busy.made("Other")
    busy.opens(pack)
    busy.types("One")
    busy.is_busy()
    busy.opens(other)
    busy.opens(pack)
    assert busy.builder.pack is not None
    assert busy.builder.pack.audience == "One"
    busy.types("Two")
    busy.builder.save()
    busy.is_free()
    assert (busy.holds(pack), busy.told) == ("Two", [])
    assert not busy.builder.dirty


def test_undoing_while_it_is_saved_is_saved_too(busy: Busy) -> None:
    pack = busy.made("Trust")
    busy.opens(pack)
    busy.types("One")
    busy.is_busy()
    busy.builder.save()
    busy.types("")
    busy.builder.save()
    busy.is_free()
    assert (busy.holds(pack), busy.builder.dirty) == ("", False)


def test_at_the_end_all_that_waits_is_saved_without_waiting(busy: Busy) -> None:
    pack, other = busy.made("Trust"), busy.made("Other")
    busy.opens(pack)
    busy.types("One")
    busy.is_busy()
    busy.opens(other)
    busy.types("Two")
    busy.builder.save()
    busy.types("Three")
    busy.builder.save_at_once()
    assert (busy.holds(pack), busy.holds(other)) == ("One", "Three")
    busy.is_free()
    assert (busy.holds(pack), busy.holds(other), busy.told) == ("One", "Three", [])
    assert pack_drafts.unsaved(busy.library) == ()


def test_what_follows_a_save_waits_for_a_clash_to_be_settled(busy: Busy) -> None:
    pack, seen = busy.made("Trust"), list[str]()
    busy.opens(pack)
    busy.types("Mine")
    packs.save(busy.library, replace(pack, audience="Theirs"))
    busy.builder.save(lambda: seen.append("done"))
    busy.waits(lambda: busy.builder.in_clash)
    busy.builder.save(lambda: seen.append("done"))
    assert (seen, busy.told) == ([], ["Choose first which of the two shall be kept."])
