"""How long searches take, with all facets and the excerpts of the first page."""

from __future__ import annotations

import time
from collections.abc import Iterator

from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from tests.benchmarks import report

#: Kinds of query with examples. Words of the field are frequent in generated text, others rare.
QUERIES: dict[str, tuple[str, ...]] = {
    "word": ("burglary", "wardens", "lighting", "mentors", "alarm", "injury"),
    "common word": ("police", "community", "crime", "the"),
    "two or three words": ("police trust", "young people school", "community safety partnership"),
    "OR of six": ("police OR community OR crime OR search OR stop OR trust",),
    "phrase": ('"stop search"', '"young people"', '"of the"'),
    "beginning of a word": ("communi*", "evaluat*", "pre*"),
    "while typing": ("co", "comm", "commu", "police tr", "stop an", "hous"),
    "field and facet": ("topic:housing effect:improved", "year:2003..2011 police", "title:police"),
    "exclusion": ("police -community", "-police"),
    "open places": ("wom*n", "comm*ty", "*tion"),
    "misspelt word": ("polise~", "burglery~", "comunity~2"),
    "words near each other": ('"police trust"~5', '"young school"~10'),
    "new fields": ("population:victims place:Leith", "licence:none confidence:high"),
    "everything": ("",),
}

_ROUNDS = 6


def measure(library: Library, aim: float) -> None:
    """Print the spread of times for each kind of query, and of all together."""
    everything: list[float] = []
    for kind, texts in QUERIES.items():
        times = list(_times(library, texts, typing=kind == "while typing"))
        report.spread(kind, times)
        everything.extend(times)
    report.spread("all kinds together", everything, aim)


def _times(library: Library, texts: tuple[str, ...], *, typing: bool) -> Iterator[float]:
    for turn in range(_ROUNDS):
        for text in texts:
            # A blank more each time: the remembered sets of leaves are dropped below, because a
            # figure for answers from memory would flatter.
            library.search.forget()
            request = Request(text if typing else text + " " * turn, typing=typing)
            started = time.perf_counter()
            found = find.search(library, request)
            find.hits(library, found, 0, 20)
            yield (time.perf_counter() - started) * 1000
