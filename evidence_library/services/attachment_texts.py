"""Reads the texts of attached files into the index, a file at a time and a few pages at once.

Reading changes nothing and takes long; keeping what was read is short, so that other changes get
their turn in between. What was not finished is begun again.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.errors import Cancelled, LibraryError
from evidence_library.importers import attachment_text
from evidence_library.model.attachment import TextOf, TextState
from evidence_library.model.ids import RecordId
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import attachment_texts as store
from evidence_library.store import records, stored_files

#: Pages that are kept in one transaction: about a tenth of a second.
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Texts:
    """What was read of a file: its pages, and how it stands once they are kept."""

    pages: tuple[str, ...]
    outcome: TextOf


def waiting(library: Library) -> tuple[str, ...]:
    """List the files (by SHA-256) whose text is to be read, the oldest first."""
    if library.read_only:
        return ()
    with library.connections.reading() as connection:
        return tuple(store.waiting(connection))


def of_files(library: Library, digests: tuple[str, ...]) -> dict[str, TextOf]:
    """Tell how far the texts of files are."""
    with library.connections.reading() as connection:
        return store.of_files(connection, digests)


def read(library: Library, digest: str, progress: Progress = quiet) -> Texts:
    """Read the text of a file; why that failed is part of the outcome.

    Raises `Cancelled` where `progress` does.
    """
    name = _name(library, digest)

    def told(done: int, total: int, _what: str) -> None:
        progress(done, total, f"Reading “{name}”")

    try:
        data = stored_files.read(library.folder, digest, name)
        found = attachment_text.pages_of(data, name, told)
    except Cancelled:
        raise
    except LibraryError as error:
        return Texts((), TextOf(sha256=digest, state=TextState.FAILED, sentence=str(error)))
    outcome = TextOf(
        sha256=digest,
        state=TextState.DONE,
        sentence=found.sentence,
        pages=len(found.texts),
        paged=found.paged,
    )
    return Texts(found.texts, outcome)


def keep(library: Library, texts: Texts, start: int = 0) -> int:
    """Keep some pages from number `start` on, counted from 0; give where to go on.

    At the end of the pages, and with the number -1, the file counts as read. Index and texts are
    written in one transaction.
    """
    digest = texts.outcome.sha256
    batch = texts.pages[start : start + AT_ONCE]
    ends = start + len(batch) >= len(texts.pages)
    with library.connections.writing() as database:
        there = store.put_pages(database.conn, digest, start, batch)
        if ends or not there:
            store.put(database.conn, texts.outcome)
    return -1 if ends or not there else start + len(batch)


def read_all(library: Library, progress: Progress = quiet) -> int:
    """Read the texts of all files that wait; give how many there were."""
    digests = waiting(library)
    for digest in digests:
        texts = read(library, digest, progress)
        at = 0
        while at >= 0:
            at = keep(library, texts, at)
            progress(max(at, 0), len(texts.pages), "Indexing the text of attachments")
    return len(digests)


def records_with(library: Library, digest: str) -> frozenset[RecordId]:
    """Name the records that have a file."""
    with library.connections.reading() as connection:
        numbers = store.records_with(connection, digest)
        return frozenset(one.id for one in records.by_numbers(connection, numbers))


def read_again(library: Library, digest: str) -> None:
    """Let the text of a file be read once more, as after it was brought back."""
    with library.connections.writing() as database:
        store.read_again(database.conn, digest)


def _name(library: Library, digest: str) -> str:
    """Give the name of a file in a record that has it."""
    with library.connections.reading() as connection:
        numbers = store.records_with(connection, digest)
        for record in records.by_numbers(connection, numbers[:1]):
            for one in record.attachments:
                if one.sha256 == digest:
                    return one.name
    return digest[:12]
