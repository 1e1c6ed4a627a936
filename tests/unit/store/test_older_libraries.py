"""A library of an older version gets a new index; how far it is is told, and it can be stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence_library.errors import Cancelled
from evidence_library.services.find import Request, search
from evidence_library.services.library import INDEXING_ANEW, open_library
from evidence_library.services.opened import Library
from evidence_library.store import concepts, indexing
from tests.helpers.libraries import add, concept, heading, note
from tests.helpers.older import contents, make_older

RECORDS = 60


@pytest.fixture
def older(library: Library) -> Path:
    add(library, *(note(f"record {number}", "Some text") for number in range(RECORDS)))
    library.close()
    make_older(library.folder)
    return library.folder


def test_how_far_the_index_is_is_told(older: Path) -> None:
    told: list[tuple[int, int, str]] = []
    opened = open_library(older, lambda *position: told.append(position))
    assert search(opened, Request("author:none")).total == RECORDS
    opened.close()
    done = [position[0] for position in told]
    assert done == sorted(done)
    assert done[-1] > RECORDS / 2
    assert {position[1:] for position in told} == {(RECORDS, INDEXING_ANEW)}


@pytest.mark.parametrize("stop_at", [0, 25, 50])
def test_stopped_on_the_way_the_library_is_as_it_was(older: Path, stop_at: int) -> None:
    before = contents(older)

    def progress(done: int, _total: int, _what: str) -> None:
        if done >= stop_at:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        open_library(older, progress)
    assert contents(older) == before
    opened = open_library(older)
    assert search(opened, Request("author:none")).total == RECORDS
    opened.close()


def test_a_library_of_this_version_needs_no_telling(library: Library) -> None:
    add(library, note("one"))
    library.close()
    told: list[object] = []
    open_library(library.folder, lambda *position: told.append(position)).close()
    assert told == []


def test_a_change_of_headings_tells_how_far_it_is_and_can_be_stopped(library: Library) -> None:
    housing = heading(library, "Housing")
    add(library, *(note(f"record {number}", topics=(housing,)) for number in range(RECORDS)))
    add(library, note("elsewhere"))
    renamed = replace(concept(library, "Housing"), label="Homes")
    told: list[tuple[int, int, str]] = []
    with library.change("Headings", progress=lambda *position: told.append(position)) as change:
        concepts.put(change.operation, [renamed])
    assert told == [(done, RECORDS, indexing.HEADED) for done in (0, 25, 50)]
    before = contents(library.folder)

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled), library.change("Headings", progress=stop) as change:
        concepts.put(change.operation, [replace(renamed, label="Dwellings")])
    assert contents(library.folder) == before
