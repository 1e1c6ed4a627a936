"""Publish: have records checked, publish them, review them, and take them back with a reason.

Every published state is a version with a number, a date, a person and a note. What it was is read
back from the history, so nothing is kept twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Severity
from evidence_library.model.record import Record, Version
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import editing, history
from evidence_library.services.history import FieldChange
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone
from evidence_library.store import history as store
from evidence_library.store import records

#: After so many years a published record is looked at again, unless another number is given.
REVIEW_YEARS = 3

#: What tells how far a record is; it does not belong to what a version says.
_STANDING = ("workflow", "workflow_reason", "checked", "review_due", "versions")

_REVIEWED = frozenset({Workflow.PUBLISHED, Workflow.DUE_FOR_REVIEW})


@dataclass(frozen=True, slots=True)
class Published:
    """A version, and the record as it was then; None if the history does not hold it."""

    version: Version
    record: Record | None


def submit(library: Library, ids: Sequence[RecordId]) -> Changes:
    """Hand records to a second person to check."""
    name = f"{_named(library, ids, 'Submit')} for a second check"
    return _move(library, ids, name, Workflow.SECOND_CHECK)


def send_back(library: Library, ids: Sequence[RecordId], reason: str = "") -> Changes:
    """Make records drafts again."""
    name = f"{_named(library, ids, 'Make')} a draft again"
    return _move(library, ids, name, Workflow.DRAFT, reason)


def withdraw(library: Library, ids: Sequence[RecordId], reason: str) -> Changes:
    """Take records back for a reason; they are still found. Raises `UserCanFix` without one."""
    if not reason.strip():
        raise UserCanFix("Say why: whoever finds it later wants to know.")
    return _move(library, ids, _named(library, ids, "Withdraw"), Workflow.WITHDRAWN, reason)


def publish(
    library: Library,
    ids: Sequence[RecordId],
    *,
    today: date,
    note: str = "",
    review_years: int = REVIEW_YEARS,
) -> Changes:
    """Publish records: each gets a new version, and a date on which it is due for review.

    Raises `UserCanFix` if one of them has an error, or says nothing new since it was published;
    then none is.
    """

    def published(record: Record, _headings: editing.Headings) -> Record:
        _check_errors(record, today)
        if record.workflow is Workflow.PUBLISHED:
            raise UserCanFix(f"“{record.title}” is published already; use “review” to confirm it.")
        made = Version(
            number=max((one.number for one in record.versions), default=0) + 1,
            date=_day(today),
            by=library.person,
            note=note.strip(),
        )
        new = replace(record, versions=(*record.versions, made), workflow_reason="")
        return _checked(new, today, review_years)

    name = _named(library, ids, "Publish")
    return editing.change_many(library, _each_once(ids), published, name=name)


def review(
    library: Library, ids: Sequence[RecordId], *, today: date, review_years: int = REVIEW_YEARS
) -> Changes:
    """Confirm published records as they are, and put their next review off.

    Raises `UserCanFix` if one of them is not published, or has an error; then none is confirmed.
    """

    def reviewed(record: Record, _headings: editing.Headings) -> Record:
        if record.workflow not in _REVIEWED:
            raise UserCanFix(f"“{record.title}” is not published; only what is can be reviewed.")
        _check_errors(record, today)
        return _checked(record, today, review_years)

    name = _named(library, ids, "Review")
    return editing.change_many(library, _each_once(ids), reviewed, name=name)


def versions(library: Library, record_id: RecordId) -> tuple[Published, ...]:
    """List the published versions of a record, the newest first.

    Raises `RecordGone` if it is not in the library.
    """
    with library.connections.reading() as connection:
        record = records.get(connection, record_id)
        states = store.states(connection, record_id)
    if record is None:
        raise RecordGone(f"There is no record “{record_id}” in this library.")
    held: dict[Version, Record] = {}
    for state in states:
        # A version is what the record was when it came to stand last in its list.
        if state.workflow is Workflow.PUBLISHED and state.versions:
            held.setdefault(state.versions[-1], state)
    return tuple(Published(one, held.get(one)) for one in reversed(record.versions))


def version(library: Library, record_id: RecordId, number: int) -> Record:
    """Give a record as a version published it. Raises `UserCanFix` if that is not known."""
    for one in versions(library, record_id):
        if one.version.number == number:
            if one.record is None:
                raise UserCanFix(f"What version {number} said is not in this library's history.")
            return one.record
    raise UserCanFix(f"The record has no version {number}.")


def difference(
    library: Library, record_id: RecordId, old: int, new: int
) -> tuple[FieldChange, ...]:
    """Compare two versions field by field; how far the record was is left out."""
    changed = history.difference(version(library, record_id, old), version(library, record_id, new))
    return tuple(one for one in changed if one.field not in _STANDING)


def restore_version(library: Library, record_id: RecordId, number: int) -> Changes:
    """Make a record say again what a version said. It is a draft then: publish it to stand by it.

    Raises `UserCanFix` if the version is not known or says the same.
    """
    wanted = version(library, record_id, number)

    def restored(record: Record, _headings: editing.Headings) -> Record:
        standing = {name: getattr(record, name) for name in _STANDING}
        new = replace(wanted, **standing, source_text=record.source_text)
        if new == record:
            raise UserCanFix(f"The record says what version {number} said.")
        return replace(new, workflow=Workflow.DRAFT)

    name = f"Restore version {number} of “{wanted.title or 'Untitled'}”"
    return editing.change_many(library, [record_id], restored, name=name)


def _move(
    library: Library, ids: Sequence[RecordId], name: str, workflow: Workflow, reason: str = ""
) -> Changes:
    def moved(record: Record, _headings: editing.Headings) -> Record:
        return replace(record, workflow=workflow, workflow_reason=reason.strip())

    return editing.change_many(library, _each_once(ids), moved, name=name)


def _check_errors(record: Record, today: date) -> None:
    found = [one for one in editing.problems(record, today) if one.severity is Severity.ERROR]
    if found:
        said = " ".join(problem.message for problem in found)
        raise UserCanFix(f"“{record.title or 'Untitled'}” cannot be published. {said}")


def _checked(record: Record, today: date, review_years: int) -> Record:
    due = PartialDate(today.year + review_years, today.month, raw="")
    return replace(
        record,
        workflow=Workflow.PUBLISHED,
        checked=_day(today),
        review_due=replace(due, raw=due.value),
    )


def _day(today: date) -> PartialDate:
    return PartialDate(today.year, today.month, today.day, today.isoformat())


def _each_once(ids: Sequence[RecordId]) -> tuple[RecordId, ...]:
    return tuple(dict.fromkeys(ids))


def _named(library: Library, ids: Sequence[RecordId], act: str) -> str:
    wanted = _each_once(ids)
    if len(wanted) != 1:
        return f"{act} {len(wanted):,} records"
    with library.connections.reading() as connection:
        titles = records.titles(connection, wanted)
    return f"{act} “{titles.get(wanted[0]) or 'Untitled'}”"
