"""From files to records: read them, show what was understood, add them in one operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_library import assets
from evidence_library.errors import LibraryError
from evidence_library.importers import formats
from evidence_library.model.changes import Changes
from evidence_library.model.reading import Reading
from evidence_library.model.record import Record
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import concepts, operations, recommendation_sets, records

#: How many records are written between two reports of progress.
_STEP = 25


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What reading one file gave: a reading, or the one sentence on why there is none.

    `already_here` means the library holds exactly this already.
    """

    path: Path
    reading: Reading | None
    error: str = ""
    already_here: bool = False


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, in files. `changes` is None where nothing was to be done."""

    previews: tuple[FilePreview, ...]
    imported: int
    unchanged: int
    failed: int
    changes: Changes | None = None


def formats_read() -> tuple[formats.Format, ...]:
    """List the formats that can be imported."""
    return formats.FORMATS


def preview(
    library: Library, paths: Sequence[Path], progress: Progress = quiet
) -> tuple[FilePreview, ...]:
    """Read files without changing anything. A file that cannot be read does not stop the others."""
    with library.connections.reading() as connection:
        headings = concepts.load(connection).by_label()
    previews = []
    for done, path in enumerate(paths):
        progress(done, len(paths), f"Reading {path.name}")
        try:
            reading = formats.read_file(path, headings)
        except LibraryError as error:
            previews.append(FilePreview(path, None, str(error)))
        else:
            reading = _recognised(library, reading)
            previews.append(FilePreview(path, reading, already_here=_is_here(library, reading)))
    return tuple(previews)


def commit(
    library: Library, previews: Sequence[FilePreview], progress: Progress = quiet
) -> ImportReport:
    """Add what was read, in one operation that can be undone as one."""
    return _commit(library, previews, progress, operations.DO)


def add_starter_content(library: Library, progress: Progress = quiet) -> ImportReport:
    """Import the shipped case studies. Filling a new library is no step to undo."""
    folder = assets.casestudies()
    paths = sorted(path for path in folder.iterdir() if _is_content(path))
    previews = preview(library, paths, progress)
    for item in previews:
        if item.error:
            raise LibraryError(f"The shipped file “{item.path.name}” cannot be read: {item.error}")
    return _commit(library, previews, progress, operations.SET_UP)


def _is_content(path: Path) -> bool:
    named = path.name.endswith(".md") or path.name.endswith(".recommendations.tsv")
    return path.is_file() and named and path.name != "README.md"


def planned(previews: Sequence[FilePreview]) -> ImportReport:
    """Say what `commit` would do with what was read, and do nothing."""
    unchanged = sum(item.already_here for item in previews)
    failed = sum(bool(item.error) for item in previews)
    return ImportReport(tuple(previews), len(_wanted(previews)), unchanged, failed)


def _wanted(previews: Sequence[FilePreview]) -> list[Reading]:
    return [item.reading for item in previews if item.reading and not item.already_here]


def _commit(
    library: Library, previews: Sequence[FilePreview], progress: Progress, kind: str
) -> ImportReport:
    wanted = _wanted(previews)
    changes = _write(library, wanted, progress, kind) if wanted else None
    return replace(planned(previews), changes=changes)


def _write(library: Library, readings: Sequence[Reading], progress: Progress, kind: str) -> Changes:
    fresh = [record for reading in readings for record in reading.records]
    with library.change(_operation_name(fresh), kind) as change:
        for done, record in enumerate(fresh):
            if done % _STEP == 0:
                progress(done, len(fresh), "Adding records")
            change.put_record(record)
        for reading in readings:
            for item in reading.sets:
                recommendation_sets.put(change.operation, item)
        progress(len(fresh), len(fresh), "Indexing")
    return change.operation.changes()


def _operation_name(fresh: Sequence[Record]) -> str:
    if len(fresh) == 1:
        return f"Import “{fresh[0].title}”"
    return f"Import {len(fresh)} records"


def _recognised(library: Library, reading: Reading) -> Reading:
    """Give texts that were read before the identities they got then.

    A sheet or table carries no identity of its own; read again, it must not become a second one.
    """
    with library.connections.reading() as connection:
        known = {
            record.id: records.with_source(connection, record.source_text) or record.id
            for record in reading.records
            if len(reading.records) == 1
        }
        sets = {
            item.id: recommendation_sets.with_source(connection, item.source_text) or item.id
            for item in reading.sets
            if len(reading.sets) == 1
        }
    return replace(
        reading,
        records=tuple(
            replace(
                record,
                id=known.get(record.id, record.id),
                recommendation_sets=tuple(sets.get(key, key) for key in record.recommendation_sets),
            )
            for record in reading.records
        ),
        sets=tuple(
            replace(
                item,
                id=sets.get(item.id, item.id),
                source_record=known.get(item.source_record, item.source_record)
                if item.source_record
                else None,
            )
            for item in reading.sets
        ),
    )


def _is_here(library: Library, reading: Reading) -> bool:
    return bool(reading.records or reading.sets) and all(_held(library, reading))


def _held(library: Library, reading: Reading) -> Iterator[bool]:
    with library.connections.reading() as connection:
        for record in reading.records:
            held = records.get(connection, record.id)
            yield held is not None and held.source_text == record.source_text
        for item in reading.sets:
            kept = recommendation_sets.get(connection, item.id)
            yield kept is not None and kept.source_text == item.source_text
