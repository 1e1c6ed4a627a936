"""Bulk edit: one edit of fields on many records, looked at before and made in one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model import rules
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.record import Record
from evidence_library.model.standing import after_change
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import edit_words, editing, lost_filters, record_fields
from evidence_library.services.editing import FieldEdits
from evidence_library.services.field_edits import Edit
from evidence_library.services.find import Request, count, search, undisturbed
from evidence_library.services.found import Found
from evidence_library.services.history import FieldChange, difference
from evidence_library.services.odd_dates import FIELDS, odd_dates
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import operations, records
from evidence_library.store.connections import Connection

#: How many records are read at a time, and between two reports of progress.
_STEP = 250


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that an edit cannot be made on, and why in one sentence."""

    id: RecordId
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an edit would do to a selection of records, as of the operation with a number.

    `changed` are the records it would change, in the order chosen; `unchanged` counts those that
    are as it would make them already, `drafts_again` those that are published and would be drafts.
    `title` is that of the record where only one is changed; `remarks` say of what is put in that it
    is kept, but not understood.
    """

    edits: FieldEdits
    operation: int
    changed: tuple[RecordId, ...]
    unchanged: int
    refused: tuple[Refused, ...]
    title: str = ""
    drafts_again: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def refused_count(self) -> int:
        """How many records the edit cannot be made on."""
        return len(self.refused)


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """What an edit would change in one record, field by field."""

    id: RecordId
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an edit makes of a record: another one, the same, or a reason why not."""

    record: Record
    new: Record
    why: str = ""


def found_by(
    library: Library, request: Request, progress: Progress = quiet
) -> tuple[RecordId, ...]:
    """Give the ids of all records that answer a request, best first."""
    return answered(library, request, progress)[1]


def answered(
    library: Library, request: Request, progress: Progress = quiet
) -> tuple[Found, tuple[RecordId, ...]]:
    """Give the answer to a request, with the ids of all its records, best first."""
    found = undisturbed(lambda: search(library, request), progress)
    with library.connections.reading() as connection:
        return found, tuple(records.ids_in_order(connection, found.numbers))


def refuse_lost_headings(library: Library, request: Request) -> None:
    """Raise `UserCanFix` if a request asks for, or leaves out, a heading that is not there.

    A search answers all the same and says so; an edit would reach other records than were meant.
    """
    gone = (
        *lost_filters.sentences(library, request.filters, request.excluded),
        *count(library, request).unknown_headings,
    )
    if gone:
        told = " ".join(dict.fromkeys(gone))
        raise UserCanFix(f"{told} It may have been deleted or renamed; no record was changed.")


def preview(
    library: Library,
    ids: Sequence[RecordId],
    edits: FieldEdits,
    progress: Progress = quiet,
    today: date | None = None,
) -> Preview:
    """Say what an edit would do to records; nothing is changed.

    Raises `UserCanFix` if the edit itself cannot be read. `progress` may raise to stop it.
    """
    wanted = tuple(dict.fromkeys(ids))
    changed, refused, unchanged, drafts, title = [], [], 0, 0, ""
    dated, remarks = not FIELDS.isdisjoint(edits.fields), dict[str, None]()
    with library.connections.reading() as connection:
        operation = operations.latest(connection)
        edit = _read(connection, edits)
        for done, (key, outcome) in enumerate(_outcomes(connection, wanted, edit, today)):
            if done % _STEP == 0:
                progress(done, len(wanted), "Looking at records")
            if outcome is None:
                refused.append(Refused(key, key, "It is no longer in the library."))
            elif outcome.why:
                refused.append(Refused(key, outcome.record.title or "Untitled", outcome.why))
            elif outcome.new != outcome.record:
                changed.append(key)
                title = outcome.record.title or "Untitled"
                drafts += outcome.new.workflow is not outcome.record.workflow
                if dated:
                    remarks.update(dict.fromkeys(_new_remarks(outcome)))
            else:
                unchanged += 1
    return Preview(
        edits=edits,
        operation=operation,
        changed=tuple(changed),
        unchanged=unchanged,
        refused=tuple(refused),
        title=title if len(changed) == 1 else "",
        drafts_again=drafts,
        remarks=tuple(remarks),
    )


def changes(
    library: Library, shown: Preview, start: int = 0, number: int | None = None
) -> tuple[ChangedRecord, ...]:
    """Tell what would change, before and after, for some of the records of a preview."""
    end = len(shown.changed) if number is None else start + number
    with library.connections.reading() as connection:
        edit = _read(connection, shown.edits)
        told = _outcomes(connection, shown.changed[start:end], edit, None)
        return tuple(
            ChangedRecord(key, one.record.title or "Untitled", difference(one.record, one.new))
            for key, one in told
            if one is not None
        )


def apply(library: Library, shown: Preview, progress: Progress = quiet) -> Changes:
    """Make the edit of a preview, in one operation.

    Raises `UserCanFix` if one of its records was changed since; then nothing is changed. `progress`
    may raise to the same effect.
    """
    with library.connections.reading() as connection:
        edit = _read(connection, shown.edits)

    with library.change(operation_name(shown), progress=progress) as change:
        _check_since(change.operation.connection, shown)
        editing.change_each(change, shown.changed, lambda record, _: edit(record), progress)
    return change.operation.changes()


def operation_name(shown: Preview) -> str:
    """Name an edit as history does: “Change Licence of 37 records”."""
    labels = [record_fields.LABELS.get(name, name) for name in shown.edits.fields]
    told = " and ".join(labels) if len(labels) < 3 else f"{len(labels)} fields"
    named = f"“{shown.title}”" if shown.title else f"{len(shown.changed):,} records"
    return f"Change {told} of {named}"


def _new_remarks(outcome: _Outcome) -> list[str]:
    """Tell of the dates that are put in and not understood."""
    known = {one.message for one in odd_dates(outcome.record)}
    return [one.message for one in odd_dates(outcome.new) if one.message not in known]


def _check_since(connection: Connection, shown: Preview) -> None:
    since = operations.records_since(connection, shown.operation)
    if not set(shown.changed).isdisjoint(since):
        raise UserCanFix("Some of the records were changed meanwhile; look at the changes again.")


def _read(connection: Connection, edits: FieldEdits) -> Edit:
    return editing.compiled(edits, edit_words.load(connection))


def _outcomes(
    connection: Connection, ids: Sequence[RecordId], edit: Edit, today: date | None
) -> Iterator[tuple[RecordId, _Outcome | None]]:
    """Give what an edit makes of each record; None of one that is not there."""
    day = today or date.today()
    for start in range(0, len(ids), _STEP):
        batch = ids[start : start + _STEP]
        found = {record.id: record for record in records.by_ids(connection, batch)}
        for key in batch:
            yield key, _made(found[key], edit, day) if key in found else None


def _made(record: Record, edit: Edit, today: date) -> _Outcome:
    try:
        new = edit(record)
    except UserCanFix as error:
        return _Outcome(record, record, str(error))
    if record.workflow is Workflow.PUBLISHED and new is not record:
        fresh = [one for one in _errors(new, today) if one not in _errors(record, today)]
        if fresh:
            return _Outcome(
                record, record, f"It is published and would be wrong: {fresh[0].message}"
            )
    return _Outcome(record, after_change(record, new))


def _errors(record: Record, today: date) -> list[Problem]:
    found = rules.check(record, (today.year, today.month, today.day))
    return [one for one in found if one.severity is Severity.ERROR]
