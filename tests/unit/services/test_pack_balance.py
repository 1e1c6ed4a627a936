"""A pack that tells one side only is told so, with a search that finds what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from evidence_library.model.record import Appraisal, Outcome, Place, Record
from evidence_library.model.vocabulary import Direction, EvidenceKind
from evidence_library.services import find, pack_balance
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, empty_library, heading, note

TODAY = date(2026, 11, 22)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = empty_library(tmp_path / "library")
    yield made
    made.close()


def _record(library: Library, name: str, **values: object) -> Record:
    direction = values.pop("direction", Direction.IMPROVED)
    outcome = Outcome(outcome="Falls", direction=Direction(str(direction)))
    held = {
        "year": 2009,
        "outcomes": (outcome,),
        "place": (Place("England"),),
        "topics": (heading(library, "Road Safety"),),
        **values,
    }
    return note(name, "Lamps.", **held)


def _titles(library: Library, lack: pack_balance.Lack) -> list[str]:
    found = find.search(library, lack.search)
    hits = find.hits(library, found, 0, 10)
    return sorted("".join(span.text for span in one.title) for one in hits)


def test_what_a_pack_lacks_is_told_and_found(library: Library) -> None:
    trial = Appraisal(evidence_kind=EvidenceKind.RANDOMISED_TRIAL)
    held = [_record(library, name) for name in ("one", "two")]
    others = [
        _record(library, "harm", direction=Direction.WORSE),
        _record(library, "trial", appraisal=trial),
        _record(library, "new", year=2024),
        _record(library, "case", kind="case study"),
        _record(library, "far", place=(Place("Wales"),)),
    ]
    add(library, *held, *others)
    found = pack_balance.balance(library, held, today=TODAY)
    assert {one.facet: _titles(library, one) for one in found.lacks} == {
        "effect": ["harm"],
        "kind": ["case"],
        "evidence": ["trial"],
        "year": ["new"],
        "place": ["far"],
    }
    assert all(one.found == 1 for one in found.lacks)
    assert next(one.sentence for one in found.lacks).startswith("Only successes")
    assert dict(found.mixes[1].counts) == {"improved": 2}


def test_a_mixed_pack_lacks_nothing(library: Library) -> None:
    trial = Appraisal(evidence_kind=EvidenceKind.RANDOMISED_TRIAL)
    held = [
        _record(library, "one", year=2024, appraisal=trial),
        _record(library, "two", direction=Direction.WORSE, kind="case study"),
        _record(library, "three", place=(Place("Wales"),)),
    ]
    add(library, *held)
    assert pack_balance.balance(library, held, today=TODAY).lacks == ()


def test_what_the_library_does_not_hold_is_told_as_such(library: Library) -> None:
    held = [_record(library, name, year=2024) for name in ("one", "two")]
    add(library, *held)
    lacks = pack_balance.balance(library, held, today=TODAY).lacks
    assert [(one.facet, one.found) for one in lacks] == [("effect", 0), ("evidence", 0)]
    assert lacks[0].sentence.endswith("The library holds none to add.")


def test_what_is_unclear_is_no_failure(library: Library) -> None:
    held = [
        _record(library, "one", year=2024),
        _record(library, "two", year=2024, direction=Direction.UNCLEAR),
    ]
    add(library, *held)
    lacks = pack_balance.balance(library, held, today=TODAY).lacks
    assert lacks[0].sentence.startswith("Only successes")


def test_one_record_is_no_mix(library: Library) -> None:
    held = [_record(library, "one")]
    add(library, *held)
    assert pack_balance.balance(library, held, today=TODAY).lacks == ()
