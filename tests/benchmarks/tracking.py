"""A set of ten thousand recommendations: to open and group it, another day, pictures, edits.

Times are those of the processor: what else the machine does meanwhile is not measured.
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from evidence_library.model.clock_looks import Dial
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
from evidence_library.model.tracked_counts import Side
from evidence_library.model.vocabulary import Status
from evidence_library.services import (
    curate,
    track,
    track_histories,
    track_import,
    track_preview,
    track_progress,
)
from evidence_library.services.library import create_library, open_library
from evidence_library.services.opened import Library
from evidence_library.services.track_changes import changes
from evidence_library.services.track_counts import count
from evidence_library.services.track_edits import Fields, add, edit
from evidence_library.services.track_histories import Histories
from evidence_library.services.track_listing import Wanted, listing
from evidence_library.services.track_progress import Report
from evidence_library.services.track_timeline import timeline
from tests.benchmarks import report
from tests.benchmarks.generator import COMMON, FIELD

SIZE = 10_000

#: Aims in milliseconds.
_OPEN, _DAY, _EDIT, _ADD = 200.0, 100.0, 50.0, 300.0

#: Aims in seconds: what is done with all of them at once, and what pictures need once.
_KEEP, _READ, _BULK, _FIRST = 3.0, 5.0, 5.0, 2.0

_LEADS = tuple(f"Department {name}" for name in "ABCDEFGHIJKLMNOPQRST")
_STATUSES = tuple(one for one in Status if one is not Status.MIXED)
_ROUNDS = 15


def measure() -> None:
    """Print what a large set takes."""
    with tempfile.TemporaryDirectory(prefix="evidence-library-track-") as folder:
        library = create_library(Path(folder) / "library", starter=False)
        made = _made()
        took = _timed(lambda: _put(library, made))
        report.figure("keep a set of 10,000 recommendations", took / 1000, "s", _KEEP)
        library.close()
        opened = [_opened(library.folder) for _ in range(_ROUNDS)]
        report.spread("open 10,000 and group", opened, _OPEN)
        _use(library.folder)
        _draw(library.folder)
        _change_all(library.folder)
        _import(Path(folder))


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


def _draw(folder: Path) -> None:
    """Measure the pictures: what they need once, then each as at several days."""
    library = open_library(folder)
    board = track.board(library)
    days = [date(2000 + at, 10, 1) for at in range(_ROUNDS)]
    known: list[Histories] = []

    def first() -> None:
        known.append(track_histories.read(library))
        timeline(board.lines, known[0], days[0], Dial.SCHEDULE)

    report.figure("first timeline", _timed(first) / 1000, "s", _FIRST)
    by = Side.LEAD, Dial.STATUS
    pictures: dict[str, Callable[[date], object]] = {
        "timeline": lambda day: timeline(board.lines, known[0], day, Dial.SCHEDULE),
        "counts": lambda day: count(board.lines, day, by, board.sets),
        "changes within a quarter": lambda day: changes(board.lines, known[0], day, _later(day)),
    }
    for name, draw in pictures.items():
        took = [_timed(partial(draw, day)) for day in days]
        report.spread(name, took, _DAY)
    library.close()


def _later(day: date) -> date:
    return day + timedelta(days=91)


def _change_all(folder: Path) -> None:
    """Measure one more recommendation, and a report on all."""
    library = open_library(folder)
    board = track.board(library)
    (owner,) = board.sets
    fields = Fields(text="Streets should be lit.")
    added = [_timed(lambda: add(library, owner, fields)) for _ in range(5)]
    report.spread("add one", added, _ADD)
    keys = [line.id for line in board.lines]
    said = Report(words="Lamps were bought.", status=Status.IN_PROGRESS)
    took = _timed(lambda: track_progress.report(library, keys, said))
    report.figure("report on 10,000", took / 1000, "s", _BULK)
    report.figure("take that back", _timed(lambda: curate.undo(library)) / 1000, "s", _BULK)
    library.close()


def _import(folder: Path) -> None:
    """Measure the import of a table of so many rows, from the file to the library."""
    table = folder / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("No", "Recommendation", "Lead", "Timetable", "Progress"))
        rows.writerows(
            (one.number, one.text, "; ".join(one.leads), one.deadline and one.deadline.value, "Met")
            for one in _made().recommendations
        )
    library = create_library(folder / "other", starter=False)
    read: list[track_preview.Preview] = []
    took = _timed(lambda: read.append(track_import.read_file(library, table)))
    report.figure("read a table of 10,000 rows", took / 1000, "s", _READ)
    took = _timed(lambda: track_import.commit(library, read[0]))
    report.figure("import it", took / 1000, "s", _KEEP)
    library.close()


def _opened(folder: Path) -> float:
    """Give the milliseconds from a library that was just opened to its groups."""
    library = open_library(folder)
    day = date(2005, 10, 1)
    took = _timed(lambda: listing(track.board(library), Wanted(day=day, by=Grouping.LEAD)))
    library.close()
    return took


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


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
