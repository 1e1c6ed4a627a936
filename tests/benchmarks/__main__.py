"""`python -m tests.benchmarks`: figures and ratios for speed and memory.

Sizes can be named: `python -m tests.benchmarks 2000 10000`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from evidence_library.services.library import open_library
from tests.benchmarks import (
    attachments,
    curating,
    hand_outs,
    libraries,
    packs,
    peers,
    relevance,
    report,
    searching,
    tracking,
    window,
)

SIZES = (2_000, 10_000, 100_000)

#: Building another engine's index of more records would take most of the run.
LARGEST_FOR_PEERS = 10_000

#: Aims for the 95th percentile of a search in milliseconds, by size.
SEARCH_AIMS = {2_000: 16.0, 10_000: 16.0, 100_000: 60.0}

#: Aims for the 95th percentile from a key to the painted list in milliseconds, by size.
PAINTED_AIMS = {2_000: 50.0, 10_000: 50.0}

#: Aims for the 95th percentile from saving a record to finding it in milliseconds, by size.
SAVE_AIMS = {2_000: 50.0, 10_000: 50.0}


def main(arguments: list[str]) -> None:
    """Measure each size in turn."""
    report.machine()
    report.heading("relevance, judged queries over the starter content")
    relevance.measure()
    report.heading("hand-outs")
    hand_outs.measure()
    report.heading("10,000 recommendations")
    tracking.measure()
    with tempfile.TemporaryDirectory(prefix="evidence-library-bench-") as folder:
        for size in map(int, arguments or SIZES):
            _measure(Path(folder), size)


def _measure(folder: Path, size: int) -> None:
    report.heading(f"{size:,} records")
    library, seconds = libraries.build(folder, size)
    report.figure("import in batch", size / seconds, "records/s", 1_500, more=True)
    database = library.folder / "library.db"
    report.figure("database", database.stat().st_size / 1e6, "MB")
    searching.measure(library, SEARCH_AIMS.get(size, 60.0))
    if size <= LARGEST_FOR_PEERS:
        peers.measure(folder, library, size)
    if size <= LARGEST_FOR_PEERS:
        curating.measure(library)
    library.close()
    if size <= LARGEST_FOR_PEERS:
        packs.measure(library.folder)
    seen = window.measure(library.folder)
    report.figure("cold start to first results in the window", seen.start, "s", 1.5)
    report.spread("key to painted list", seen.painted, PAINTED_AIMS.get(size))
    report.figure("keys overtaken by the next one", seen.pressed - len(seen.painted), "keys")
    report.figure("longest stall of the main thread", max(seen.waits), "ms", 16)
    longer = sum(wait > 16 for wait in seen.waits)
    report.figure("stalls longer than 16 ms", longer, f"of {seen.pressed} keys")
    edited = window.measure_editor(library.folder)
    report.spread("open a record in the editor", edited.opened, 100.0)
    report.spread("save to searchable", edited.saved, SAVE_AIMS.get(size))
    report.figure("peak memory with the window open", seen.memory, "MB", 200)
    if size <= LARGEST_FOR_PEERS:
        again = open_library(library.folder)
        attachments.measure(again, folder)
        again.close()


if __name__ == "__main__":
    main(sys.argv[1:])
