"""Generated libraries, built once a run in a temporary folder."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

from evidence_library.services.library import create_library, open_library
from evidence_library.services.opened import Library
from tests.benchmarks import generator

#: Records added in one operation, as an import of a large bundle would.
BATCH = 5_000


def build(folder: Path, count: int) -> tuple[Library, float]:
    """Make a library of generated records; give it and the seconds that adding them took."""
    library = create_library(folder / f"library-{count}", starter=False)
    scheme = library.search.facets_now().scheme
    spent = 0.0
    made = generator.records(count, list(scheme.concepts.values()))
    while batch := list(itertools.islice(made, BATCH)):
        started = time.perf_counter()
        with library.change("Import") as change:
            for record in batch:
                change.put_record(record)
        spent += time.perf_counter() - started
    library.close()
    return open_library(library.folder), spent
