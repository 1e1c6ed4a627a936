"""How long it takes to edit many records at once, to undo that, and to look for duplicates."""

from __future__ import annotations

import time
from collections.abc import Callable

from evidence_library.services import bulk, curate, duplicates
from evidence_library.services.bulk import FieldEdits
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.services.read import read_record
from tests.benchmarks import report

_ROUNDS = 10


def measure(library: Library) -> None:
    """Print the figures; every edit is undone again."""
    ids = bulk.found_by(library, Request())
    licence = FieldEdits(set={"licence": "OGL"})
    tag = FieldEdits(set={}, add=(("tags", "to read"),))
    for name, edits, aim in (("a licence", licence, 2.0), ("a tag", tag, None)):
        shown = bulk.preview(library, ids, edits)
        told = f"{name} on {len(shown.changed):,} records"
        report.figure(told, _seconds(lambda shown=shown: bulk.apply(library, shown)), "s", aim)
        report.figure(f"undo of {told}", _seconds(lambda: curate.undo(library)), "s", aim)
    undone = []
    for key in ids[:_ROUNDS]:
        bulk.apply(library, bulk.preview(library, [key], tag))
        undone.append(_seconds(lambda: curate.undo(library)) * 1000)
    report.spread("undo of one record", undone, 100)
    report.figure("all pairs of duplicates", _seconds(lambda: duplicates.pairs(library)), "s", 3.0)
    made = [read_record(library, key).record for key in ids[:_ROUNDS]]
    near = [_seconds(lambda one=one: duplicates.near(library, one)) * 1000 for one in made]
    report.spread("near-duplicates of one record", near, 30)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
