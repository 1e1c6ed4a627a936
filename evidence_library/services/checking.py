"""Check: what is wrong with a record, or with every record of the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evidence_library.model import rules
from evidence_library.model.attachment import FileState
from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.record import Record
from evidence_library.services import duplicates
from evidence_library.services.duplicates import Near
from evidence_library.services.odd_dates import odd_dates
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.read import RecordGone
from evidence_library.services.succession import leading_nowhere
from evidence_library.store import concepts, records, stored_files
from evidence_library.store.concepts import Scheme

_LOST = Problem(
    Severity.WARNING,
    "successor-gone",
    "It is superseded, but what took its place was deleted or taken back. Name another record that "
    "takes its place, or publish it again.",
    "workflow",
)

#: Records read at a time.
_STEP = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """A record of which something is to be said."""

    id: RecordId
    title: str
    problems: tuple[Problem, ...]


def check(
    library: Library,
    ids: Sequence[RecordId] | None = None,
    *,
    today: date,
    only_errors: bool = False,
    progress: Progress = quiet,
) -> tuple[Checked, ...]:
    """List the records of which something is to be said; without `ids`, among all of the library.

    Every byte of their attached files is compared with what was attached, and every record with
    those it may be a duplicate of; only the latter is left out where just errors are wanted.
    Errors block publishing, never saving. Raises `RecordGone` if one of `ids` is not there, and
    `Cancelled` where `progress` does.
    """
    alike = {} if only_errors else _alike(library, ids, progress)
    return tuple(
        Checked(record_id, title, told)
        for record_id, title, found in _problems(library, ids, today, progress)
        if (told := _wanted((*found, *alike.get(record_id, ())), only_errors=only_errors))
    )


def near_duplicate(one: Near) -> Problem:
    """Say of a record that it may be a duplicate of another one, and why."""
    said = f"It may be a duplicate of “{one.title}” ({one.id}): {one.reason}."
    return Problem(Severity.WARNING, "near-duplicate", said)


def _wanted(found: Sequence[Problem], *, only_errors: bool) -> tuple[Problem, ...]:
    return tuple(one for one in found if not only_errors or _blocks(one))


def _alike(
    library: Library, ids: Sequence[RecordId] | None, progress: Progress
) -> dict[RecordId, tuple[Problem, ...]]:
    """Tell of the records that others may be duplicates of."""
    if ids is None:
        found: dict[RecordId, tuple[Problem, ...]] = {}
        for pair in duplicates.pairs(library, progress):
            for at, key in enumerate(pair.ids):
                other = Near(pair.ids[1 - at], pair.titles[1 - at], pair.score, pair.reasons)
                found[key] = (*found.get(key, ()), near_duplicate(other))
        return found
    with library.connections.reading() as connection:
        named = records.by_ids(connection, list(ids))
    return {one.id: tuple(map(near_duplicate, duplicates.near(library, one))) for one in named}


def _problems(
    library: Library,
    ids: Sequence[RecordId] | None,
    today: date,
    progress: Progress,
) -> Iterator[tuple[RecordId, str, tuple[Problem, ...]]]:
    day = (today.year, today.month, today.day)
    with library.connections.reading() as connection:
        wanted = list(ids) if ids is not None else records.all_ids(connection)
        scheme = concepts.load(connection)
        for start in range(0, len(wanted), _STEP):
            progress(start, len(wanted), "Checking")
            batch = wanted[start : start + _STEP]
            found = {record.id: record for record in records.by_ids(connection, batch)}
            lost = leading_nowhere(connection, tuple(found.values()))
            for key in batch:
                if key not in found:
                    raise RecordGone(f"There is no record “{key}” in this library.")
                told = (*rules.check(found[key], day), *odd_dates(found[key]))
                told = (*told, *_retired(scheme, found[key]), *([_LOST] if key in lost else []))
                yield key, found[key].title, (*told, *_wrong_files(library, found[key]))


def _retired(scheme: Scheme, record: Record) -> Iterator[Problem]:
    """Tell of headings that are not to be given any more."""
    for one in record.topics:
        found = scheme.meant(one.concept)
        if found is not None and found.retired:
            said = f"The heading “{found.label}” was retired; choose another one."
            yield Problem(Severity.WARNING, "retired-heading", said, "topics")


def _wrong_files(library: Library, record: Record) -> Iterator[Problem]:
    """Tell of attached files that are not there, or not what was attached."""
    for one in record.attachments:
        match stored_files.verified(library.folder, one.sha256, quiet):
            case FileState.MISSING:
                said = f"The attached file “{one.name}” is missing in the folder of the library."
                yield Problem(Severity.WARNING, "file-missing", said, "attachments")
            case FileState.CHANGED:
                said = f"The attached file “{one.name}” was changed outside of the program."
                yield Problem(Severity.WARNING, "file-changed", said, "attachments")


def _blocks(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR
