"""A set of ten thousand recommendations: to open and group it, another day, a search, an edit."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecommendationId, new_set_id
from evidence_library.model.recommendation import (
    Deadline,
    Part,
    ProgressEntry,
    Recommendation,
    RecommendationSet,
)
from evidence_library.model.track_choices import Grouping
from evidence_library.model.vocabulary import Status
from evidence_library.services import curate, track
from evidence_library.services.library import create_library, open_library
from evidence_library.services.opened import Library
from evidence_library.services.track_edits import Fields, edit
from evidence_library.services.track_listing import Wanted, listing
from tests.benchmarks import report
from tests.benchmarks.generator import COMMON, FIELD

SIZE = 10_000

#: Aims in milliseconds.
_OPEN, _DAY, _EDIT = 200.0, 100.0, 50.0

_LEADS = tuple(f"Department {name}" for name in "ABCDEFGHIJKLMNOPQRST")
_STATUSES = tuple(one for one in Status if one is not Status.MIXED)
_ROUNDS = 15


def measure() -> None:
    """Print what a large set takes."""
    with tempfile.TemporaryDirectory(prefix="evidence-library-track-") as folder:
        library = create_library(Path(folder) / "library", starter=False)
        made = _made()
        took = _timed(lambda: _put(library, made))
        report.figure("keep a set of 10,000 recommendations", took / 1000, "s")
        library.close()
        opened = [_opened(library.folder) for _ in range(_ROUNDS)]
        report.spread("open 10,000 and group", opened, _OPEN)
        _use(library.folder)


def _use(folder: Path) -> None:
    library = open_library(folder)
    board = track.board(library)
    days = [date(2000 + at, 10, 1) for at in range(_ROUNDS)]
    changed = [
        _timed(lambda day=day: listing(board, Wanted(day=day, by=Grouping.SCHEDULE)))  # type: ignore[misc]
        for day in days
    ]
    report.spread("another day", changed, _DAY)
    asked = f'is:overdue lead:"{_LEADS[3]}" -status:"not met" grant'
    found = [_timed(lambda day=day: track.search(library, asked, day)) for day in days]  # type: ignore[misc]
    report.spread("search by fields and words", found)
    keys = [line.id for line in board.lines[:: SIZE // _ROUNDS]]
    edits = [_timed(lambda key=key: _edit(library, key)) for key in keys]  # type: ignore[misc]
    report.spread("change one of them", edits, _EDIT)
    undone = [_timed(lambda: curate.undo(library)) for _ in keys]
    report.spread("take that back", undone, _EDIT)
    boards = []
    for key in keys:
        _edit(library, key)
        boards.append(_timed(lambda: track.board(library)))
    report.spread("lists after a change", boards, _DAY)
    library.close()


def _opened(folder: Path) -> float:
    """Give the milliseconds from a library that was just opened to its groups."""
    library = open_library(folder)
    day = date(2005, 10, 1)
    took = _timed(lambda: listing(track.board(library), Wanted(day=day, by=Grouping.LEAD)))
    library.close()
    return took


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _edit(library: Library, key: RecommendationId) -> None:
    edit(library, key, Fields(notes=f"Asked again at {time.perf_counter_ns()}."))


def _put(library: Library, made: RecommendationSet) -> None:
    from evidence_library.store import recommendation_sets  # noqa: PLC0415 - only to make it

    with library.change("Import a set") as change:
        recommendation_sets.put(change.operation, made)


def _made() -> RecommendationSet:
    chance = random.Random(7)
    items = tuple(_item(chance, number) for number in range(1, SIZE + 1))
    return RecommendationSet(id=new_set_id(), title="A large set", recommendations=items)


def _item(chance: random.Random, number: int) -> Recommendation:
    text = " ".join(chance.choices((*COMMON, *FIELD), k=60))
    parts = tuple(
        Part(marker=marker, text=text[:80], deadline=_deadline(chance))
        for marker in ("i", "ii", "iii")[: chance.choice((0, 0, 2, 3))]
    )
    entries = tuple(
        ProgressEntry(raw="reported", status=chance.choice(_STATUSES), date=PartialDate(year, 3))
        for year in range(2003, 2003 + chance.randint(0, 4))
    )
    return Recommendation(
        number=str(number),
        text=text,
        parts=parts,
        leads=tuple(chance.sample(_LEADS, chance.randint(1, 2))),
        deadline=_deadline(chance),
        reported=chance.choice(_STATUSES),
        theme=chance.choice(("", "Work", "School", "Health")),
        progress=entries,
    )


def _deadline(chance: random.Random) -> Deadline:
    return Deadline(year=chance.randint(2002, 2008), quarter=chance.randint(1, 4))


if __name__ == "__main__":
    measure()
