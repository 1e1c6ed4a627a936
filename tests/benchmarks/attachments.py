"""How fast the texts of attachments are indexed, and what a search takes with and without them."""

from __future__ import annotations

import random
import time
from pathlib import Path

from evidence_library.model.ids import RecordId
from evidence_library.services import attachment_texts, attachments, find
from evidence_library.services.attachments import NewFile
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store import records
from tests.benchmarks import report
from tests.helpers.pdf_writer import pdf

#: Words of a page, pages of the large document, and how many records get a report of some pages.
_WORDS, _LARGE, _RECORDS, _PAGES = 450, 2_000, 100, 20
_QUERIES = ("police", "housing", "community safety", "victim support", "xylophone", "poli*")


def measure(library: Library, folder: Path) -> None:
    """Attach files to a library, and print pages a second and the times of searches."""
    _times(library)  # what is read from the disk for the first time
    before = _times(library)
    with library.connections.reading() as connection:
        ids = records.all_ids(connection)[: _RECORDS + 1]
    words = _vocabulary(library)
    _attach(library, ids[0], _written(folder, "large", words, _LARGE))
    started = time.perf_counter()
    attachment_texts.read_all(library)
    seconds = time.perf_counter() - started
    report.figure(f"PDF of {_LARGE:,} pages indexed", _LARGE / seconds, "pages/s", 150, more=True)
    for number, key in enumerate(ids[1:]):
        _attach(library, key, _written(folder, f"report {number}", words, _PAGES))
    started = time.perf_counter()
    attachment_texts.read_all(library)
    pages = _PAGES * (len(ids) - 1)
    seconds = time.perf_counter() - started
    report.figure(f"{len(ids) - 1:,} PDF indexed", pages / seconds, "pages/s", 150, more=True)
    report.spread("search without attachments", before)
    report.spread("search with attachments", _times(library), 16.0)


def _attach(library: Library, key: RecordId, path: Path) -> None:
    attachments.add(library, key, [NewFile(path=path)])
    path.unlink()


def _times(library: Library) -> list[float]:
    """Give the milliseconds of searches, none of them remembered."""
    taken = []
    for _ in range(5):
        for query in _QUERIES:
            library.search.forget()
            started = time.perf_counter()
            found = find.search(library, Request(query))
            find.hits(library, found)
            taken.append((time.perf_counter() - started) * 1000)
    return taken


def _vocabulary(library: Library) -> list[str]:
    """Give words as they stand in the records, with how often they do."""
    with library.connections.reading() as connection:
        sample = records.by_ids(connection, records.all_ids(connection)[:50])
    return [word for one in sample for part in one.sections for word in part.body.split()]


def _written(folder: Path, name: str, words: list[str], pages: int) -> Path:
    chance = random.Random(name)
    made = [
        [(" ".join(chance.choices(words, k=10)), 9) for _ in range(_WORDS // 10)]
        for _ in range(pages)
    ]
    path = folder / f"{name}.pdf"
    path.write_bytes(pdf(_printable(made)))
    return path


def _printable(pages: list[list[tuple[str, int]]]) -> list[list[tuple[str, int]]]:
    """Leave out letters that the fonts of such a document do not have."""
    return [
        [(line.encode("cp1252", "ignore").decode("cp1252"), size) for line, size in page]
        for page in pages
    ]
