"""How long searches take, with all facets and the excerpts of the first page."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from evidence_library.services import find, read, related, result_lists
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.services.result_lists import Wanted
from tests.benchmarks import report
from tests.benchmarks.queries import QUERIES

#: Words that hardly any record holds: what may have been meant is looked up, too.
MISSPELT = ("burglary polise", "comunity", "neighborhood wach")

_ROUNDS = 6


def measure(library: Library, aim: float) -> None:
    """Print the spread of times for each kind of query, and of all together.

    A query is asked "first" by somebody who has just opened the library; once asked, the texts of
    its first page and the words of the library have been looked at before.
    """
    first: list[float] = []
    warm: list[float] = []
    for kind, texts in QUERIES.items():
        typing = kind == "while typing"
        turns = [[_asked(library, text, turn, typing) for text in texts] for turn in range(_ROUNDS)]
        report.spread(f"{kind}, first", turns[0])
        later = [taken for turn in turns[1:] for taken in turn]
        report.spread(f"{kind}, warm", later)
        first.extend(turns[0])
        warm.extend(later)
    report.spread("all kinds, first", first, aim)
    report.spread("all kinds, warm", warm, aim)
    meant = [_asked(library, text, turn, False) for turn in range(_ROUNDS) for text in MISSPELT]
    report.spread("did you mean", meant)
    report.spread("similar records", [_similar(library, number) for number in range(20)])
    report.spread("export of all hits, CSV", [_exported(library)])


def _asked(library: Library, text: str, turn: int, typing: bool) -> float:
    """Take the milliseconds to answer a query: hits, all facets, the passages of 20 hits."""
    # The remembered sets of leaves are dropped: a figure for answers from memory would flatter.
    library.search.forget()
    request = Request(text if typing else text + " " * turn, typing=typing)
    started = time.perf_counter()
    found = find.search(library, request)
    find.hits(library, found, 0, 20)
    return _since(started)


def _similar(library: Library, number: int) -> float:
    hit = find.hits(library, find.search(library, Request()), number, 1)[0]
    record = read.read_record(library, hit.id).record
    started = time.perf_counter()
    related.similar(library, record)
    return _since(started)


def _exported(library: Library) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        result_lists.write(library, Wanted(Request("police")), Path(folder) / "results.csv")
        return _since(started)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
