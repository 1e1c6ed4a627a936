"""From files to records: read them, show what was understood, add them in one operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.importers import documents, formats
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId, SetId
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.reading import Reading
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.record import Record
from evidence_library.model.standing import as_brought
from evidence_library.services import duplicates, edit_words
from evidence_library.services.duplicates import Near
from evidence_library.services.imported_files import as_known
from evidence_library.services.opened import Change, Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import concepts, recommendation_sets, records, redirects
from evidence_library.store.connections import Connection
from evidence_library.store.sources import one_kind_of_line_end

#: How many records are written between two reports of progress.
_STEP = 25


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What reading one file gave: a reading, or the one sentence on why there is none.

    `already_here` means the library, or a file before it, holds exactly this already; `replaces` is
    the title of the record that a newer text takes the place of, `near` what it may be a duplicate
    of, where that was looked for.
    """

    path: Path
    reading: Reading | None
    error: str = ""
    already_here: bool = False
    replaces: str = ""
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, in files. `changes` is None where nothing was to be done."""

    previews: tuple[FilePreview, ...]
    imported: int
    unchanged: int
    failed: int
    changes: Changes | None = None


def formats_read() -> tuple[formats.Format | documents.Document, ...]:
    """List the formats that can be imported."""
    return formats.all_formats()


def preview(
    library: Library, paths: Sequence[Path], progress: Progress = quiet
) -> tuple[FilePreview, ...]:
    """Read files without changing anything. A file that cannot be read does not stop the others."""
    with library.connections.reading() as connection:
        headings = concepts.load(connection).by_label()
    batch = _Batch()
    previews = []
    for done, path in enumerate(paths):
        progress(done, len(paths), f"Reading {path.name}")
        try:
            reading = formats.read_file(path, headings, progress)
            reading = replace(reading, records=tuple(map(as_brought, reading.records)))
            batch.add(path, reading)
        except LibraryError as error:
            previews.append(FilePreview(path, None, str(error)))
        else:
            with library.connections.reading() as connection:
                previews.append(_compared(connection, path, reading, batch))
    return tuple(previews)


def preview_with_near(
    library: Library, paths: Sequence[Path], progress: Progress = quiet
) -> tuple[FilePreview, ...]:
    """Read files as `preview` does, and tell of records here that they may be duplicates of.

    They are told as warnings, too; nothing is merged by itself.
    """
    return tuple(_with_near(library, item) for item in preview(library, paths, progress))


def _with_near(library: Library, item: FilePreview) -> FilePreview:
    if item.reading is None or item.already_here or item.replaces:
        return item
    near = tuple(one for record in item.reading.records for one in duplicates.near(library, record))
    told = tuple(
        Problem(
            Severity.WARNING,
            "near-duplicate",
            f"It may be a duplicate of “{one.title}”. {one.reason}.",
        )
        for one in near
    )
    reading = replace(item.reading, problems=(*item.reading.problems, *told))
    return replace(item, reading=reading, near=near)


class _Batch:
    """The files of one import: which text came twice, and which identity is claimed twice."""

    def __init__(self) -> None:
        self._texts: Counter[str] = Counter()
        self._owners: dict[str, Path] = {}

    def add(self, path: Path, reading: Reading) -> None:
        """Take a file in. Raises `UserCanFix` if another text claims the same identity."""
        text = _text(reading)
        self._texts[text] += 1
        if self._texts[text] > 1:
            return
        for key in (*(item.id for item in reading.records), *(item.id for item in reading.sets)):
            owner = self._owners.setdefault(key, path)
            if owner != path:
                raise UserCanFix(
                    f"“{path.name}” has the same id as “{owner.name}”; import one of them, "
                    "or give it another id."
                )

    def repeats(self, reading: Reading) -> bool:
        """Tell whether the same text came before in this import."""
        return self._texts[_text(reading)] > 1


def _text(reading: Reading) -> str:
    texts = [record.source_text for record in reading.records]
    texts.extend(item.source_text for item in reading.sets)
    return "\n".join(map(one_kind_of_line_end, texts))


def _compared(connection: Connection, path: Path, reading: Reading, batch: _Batch) -> FilePreview:
    """Compare what was read with what the library holds."""
    known = _recognised(connection, reading)
    here = batch.repeats(reading) or _is_here(connection, known)
    replaced = (
        () if here else tuple(records.titles(connection, [r.id for r in known.records]).values())
    )
    return FilePreview(path, known, already_here=here, replaces="".join(replaced[:1]))


def commit(
    library: Library, previews: Sequence[FilePreview], progress: Progress = quiet
) -> ImportReport:
    """Add what was read, in one operation that can be undone as one."""
    wanted = _wanted(previews)
    changes = _write(library, wanted, progress) if wanted else None
    return replace(planned(previews), changes=changes if changes and changes.any else None)


def planned(previews: Sequence[FilePreview]) -> ImportReport:
    """Say what `commit` would do with what was read, and do nothing."""
    unchanged = sum(item.already_here for item in previews)
    failed = sum(bool(item.error) for item in previews)
    return ImportReport(tuple(previews), len(_wanted(previews)), unchanged, failed)


def _wanted(previews: Sequence[FilePreview]) -> list[Reading]:
    return [item.reading for item in previews if item.reading and not item.already_here]


def _write(library: Library, readings: Sequence[Reading], progress: Progress) -> Changes:
    with library.change(_operation_name(readings), progress=progress) as change:
        put(change, readings, progress)
    return change.operation.changes()


def put(change: Change, readings: Sequence[Reading], progress: Progress = quiet) -> None:
    """Write what was read within an operation, but for what the library holds already."""
    connection = change.operation.connection
    count = sum(len(reading.records) for reading in readings)
    words = edit_words.load(connection)
    done = 0
    for reading in readings:
        # Looked up again: another program may have added the same since the preview.
        known = _recognised(connection, reading)
        if _is_here(connection, known):
            continue
        for record in known.records:
            if done % _STEP == 0:
                progress(done, count, "Adding records")
            held = records.get(connection, record.id)
            brought = replace(record, versions=held.versions) if held else record
            change.put_record(edit_words.within_rules(brought, words))
            done += 1
        for item in known.sets:
            recommendation_sets.put(change.operation, item)


def _operation_name(readings: Sequence[Reading]) -> str:
    fresh = [record for reading in readings for record in reading.records]
    if len(fresh) == 1:
        return f"Add “{fresh[0].title}”"
    return f"Add {len(fresh)} records"


def _recognised(connection: Connection, reading: Reading) -> Reading:
    """Give texts that were read before the identities they got then.

    A sheet or table carries no identity of its own; read again, it must not become a second one.
    """
    known: dict[RecordId, RecordId] = {}
    sets: dict[SetId, SetId] = {}
    for one in reading.records:
        for key in (one.id, *(relation.to for relation in one.relations)):
            known[key] = redirects.target(connection, key)
    if len(reading.records) == 1:
        [record] = reading.records
        known[record.id] = _read_before(connection, record)
    if len(reading.sets) == 1:
        [item] = reading.sets
        sets[item.id] = recommendation_sets.with_source(connection, item.source_text) or item.id
    return replace(
        reading,
        records=tuple(
            as_known(connection, _renamed_record(record, known, sets)) for record in reading.records
        ),
        sets=tuple(_renamed_set(item, known, sets) for item in reading.sets),
    )


def _read_before(connection: Connection, record: Record) -> RecordId:
    """Give the record that came of this very text, or the one that it was merged into."""
    return (
        records.with_source(connection, record.source_text)
        or redirects.with_source(connection, record.source_text)
        or redirects.target(connection, record.id)
    )


def _renamed_record(
    record: Record, known: Mapping[RecordId, RecordId], sets: Mapping[SetId, SetId]
) -> Record:
    held = tuple(sets.get(key, key) for key in record.recommendation_sets)
    relations = tuple(replace(one, to=known.get(one.to, one.to)) for one in record.relations)
    return replace(
        record,
        id=known.get(record.id, record.id),
        recommendation_sets=held,
        relations=relations,
    )


def _renamed_set(
    item: RecommendationSet, known: Mapping[RecordId, RecordId], sets: Mapping[SetId, SetId]
) -> RecommendationSet:
    owner = item.source_record
    return replace(
        item,
        id=sets.get(item.id, item.id),
        source_record=known.get(owner, owner) if owner else None,
    )


def _is_here(connection: Connection, reading: Reading) -> bool:
    return bool(reading.records or reading.sets) and all(_held(connection, reading))


def _held(connection: Connection, reading: Reading) -> Iterator[bool]:
    for record in reading.records:
        held = records.get(connection, record.id)
        merged = redirects.with_source(connection, record.source_text) == record.id
        yield (held is not None and merged) or _same(held, record)
    for item in reading.sets:
        yield _same(recommendation_sets.get(connection, item.id), item)


def _same(held: Record | RecommendationSet | None, read: Record | RecommendationSet) -> bool:
    if held is None:
        return False
    return one_kind_of_line_end(held.source_text) == one_kind_of_line_end(read.source_text)
