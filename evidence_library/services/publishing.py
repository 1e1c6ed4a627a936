"""Publish: have records checked, publish them, review them, and take them back with a reason.

Every published state is a version with a number, a date, a person and a note. What it was is read
back from the history, so nothing is kept twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Severity
from evidence_library.model.record import Record, Version
from evidence_library.model.standing import STANDING, STOOD_BY, last_number
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import (
    editing,
    history,
    second_person,
    succession,
)
from evidence_library.services.checking_rules import PLAIN, Rules
from evidence_library.services.history import FieldChange
from evidence_library.services.lineage import NOT_SAID, Lineage, Lineages, said
from evidence_library.services.opened import Change, Library
from evidence_library.services.operation_names import records_named
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.read import gone
from evidence_library.store import records
from evidence_library.store.connections import Connection

#: Records changed between two reports of progress.
_STEP = 20

#: Of so many records that stand in the way of a step the reasons are told.
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Published:
    """A version, and the record as it was then; None if the history does not hold it."""

    version: Version
    record: Record | None


@dataclass(frozen=True, slots=True)
class Manner:
    """How records are published or reviewed: by which rules, and who hears how far it is."""

    rules: Rules = PLAIN
    progress: Progress = quiet


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way of records: where it leads, and why. `check` may raise to refuse it."""

    workflow: Workflow
    reason: str = ""
    check: Callable[[Record], None] = lambda _record: None


def submit(library: Library, ids: Sequence[RecordId], *, progress: Progress = quiet) -> Changes:
    """Hand records to a second person to check."""
    name = f"{named(library, ids, 'Submit')} for a second check"
    return move(library, ids, name, Step(Workflow.SECOND_CHECK), progress)


def send_back(
    library: Library, ids: Sequence[RecordId], reason: str = "", *, progress: Progress = quiet
) -> Changes:
    """Make records drafts again."""
    name = f"{named(library, ids, 'Make')} a draft again"
    return move(library, ids, name, Step(Workflow.DRAFT, reason), progress)


def withdraw(
    library: Library, ids: Sequence[RecordId], reason: str, *, progress: Progress = quiet
) -> Changes:
    """Take records back for a reason; they are found on request.

    Raises `UserCanFix` without a reason, or if one of them was never published.
    """
    if not reason.strip():
        raise UserCanFix("Say why: whoever finds it later wants to know.")

    def check(record: Record) -> None:
        if not lineages.published_ever(record):
            raise UserCanFix(
                f"“{record.title or 'Untitled'}” was never published, so it cannot be withdrawn: "
                "exclude it in screening, or delete it."
            )

    name = named(library, ids, "Withdraw")
    with library.connections.reading() as connection:
        lineages = Lineages(connection)
        return move(library, ids, name, Step(Workflow.WITHDRAWN, reason, check), progress)


def publish(
    library: Library,
    ids: Sequence[RecordId],
    *,
    today: date,
    note: str = "",
    manner: Manner | None = None,
) -> Changes:
    """Publish records, and say when they are due for review. Each gets a new version.

    What was taken back and says what its last version said is that version again; the note then
    says why it stands. Without a `manner` the rules of the library hold.

    Raises `UserCanFix` if one of them has an error, says nothing new since it was published, or
    may only be published by somebody else; then none is.
    """
    manner = manner or Manner(library.rules)

    act = _Publishing(today, library.person, note, manner.rules)
    return _stand_by(library, ids, "Publish", manner, act.published)


def save_and_publish(
    library: Library, record: Record, base: Record | None, *, today: date, note: str = ""
) -> Changes:
    """Save a record that began as `base` and publish it, in one operation.

    Raises as `editing.save` does, and `UserCanFix` as `publish` does; then nothing is written.
    """
    second = library.rules.second_person
    if second and record != base:
        raise UserCanFix("Somebody else must publish it: a second person must check (Settings).")
    with library.change(f"Publish “{record.title or 'Untitled'}”") as change:
        connection = change.operation.connection
        editing.put_upon(change, record, base)
        held = _held(connection, record.id)
        if second:
            second_person.check(connection, [held], library.person)
        act = _Publishing(today, library.person, note, library.rules)
        made = act.published(connection, held)
        change.put_record(made)
        succession.release(change, held, made)
    return change.operation.changes()


def review(
    library: Library,
    ids: Sequence[RecordId],
    *,
    today: date,
    manner: Manner | None = None,
) -> Changes:
    """Confirm published records as they are, and put their next review off.

    Raises `UserCanFix` if one of them is not published, has an error, or says something new that
    only somebody else may confirm; then none is confirmed.
    """
    manner = manner or Manner(library.rules)

    def reviewed(_connection: Connection, record: Record) -> Record:
        check_published(record)
        _check_errors(record, today)
        return _checked(record, today, manner.rules)

    return _stand_by(library, ids, "Review", manner, reviewed)


@dataclass(frozen=True, slots=True)
class _Publishing:
    """How records are published: when, by whom, with what note, and by which rules."""

    today: date
    person: str
    note: str
    rules: Rules

    def published(self, connection: Connection, record: Record) -> Record:
        """Give a record as its next version. Raises `UserCanFix` if it cannot be published."""
        _check_errors(record, self.today)
        same = _refuse_old_news(record, Lineages(connection).of(record))
        if same and record.versions:
            again = _checked(record, self.today, self.rules)
            return replace(again, workflow_reason=self.note.strip())
        made = Version(
            number=last_number(record) + 1,
            date=_day(self.today),
            by=self.person,
            note=self.note.strip(),
        )
        return _checked(replace(record, versions=(*record.versions, made)), self.today, self.rules)


def _refuse_old_news(record: Record, lineage: Lineage) -> bool:
    """Raise `UserCanFix` if a record stands and says nothing new; tell whether it says the same."""
    known = lineage.published is not None
    same = known and not lineage.news
    if record.workflow in STOOD_BY and (same or not known):
        raise UserCanFix(
            f"“{record.title}” is published already and says nothing new since; use “review” to "
            "confirm it."
        )
    return same


def _stand_by(
    library: Library,
    ids: Sequence[RecordId],
    act: str,
    manner: Manner,
    changed: Callable[[Connection, Record], Record],
) -> Changes:
    """Change records that are published then: by a second person, where that is the rule."""

    name = named(library, ids, act) + succession.told(library, ids, Workflow.PUBLISHED)
    with library.change(name, progress=manner.progress) as change:
        if manner.rules.second_person:
            connection = change.operation.connection
            second_person.check(connection, _each_held(connection, ids), library.person)
        _change_each(change, ids, changed, manner.progress)
    return change.operation.changes()


def versions(library: Library, record_id: RecordId) -> tuple[Published, ...]:
    """List the published versions of a record, the newest first.

    What came into the library as published is version 0, the oldest.
    Raises `RecordGone` if it is not in the library.
    """
    with library.connections.reading() as connection:
        record = _held(connection, record_id)
        return published_in(Lineages(connection).of(record), record)


def published_in(lineage: Lineage, record: Record) -> tuple[Published, ...]:
    """List what was published of a record as its lineage holds it, the newest first."""
    listed = [Published(one, lineage.versions.get(one)) for one in reversed(record.versions)]
    if lineage.arrival is not None:
        listed.append(Published(*lineage.arrival))
    return tuple(listed)


def version(library: Library, record_id: RecordId, number: int) -> Record:
    """Give a record as a version published it. Raises `UserCanFix` if that is not known."""
    for one in versions(library, record_id):
        if one.version.number == number:
            if one.record is None:
                raise UserCanFix(f"What version {number} said is not in this library's history.")
            return one.record
    raise UserCanFix(f"The record has no version {number}.")


def since_published(library: Library, record_id: RecordId) -> tuple[FieldChange, ...] | None:
    """Tell what is new in a record since it was published last; None if it never was.

    None, too, if what was published then is not in this library's history.
    """
    with library.connections.reading() as connection:
        now = _held(connection, record_id)
        last = Lineages(connection).of(now).published
    return _compared(said(last), said(now)) if last is not None else None


def difference(
    library: Library, record_id: RecordId, old: int | None, new: int | None
) -> tuple[FieldChange, ...]:
    """Compare two versions field by field; how far the record was is left out.

    None is the record as it is now.
    """
    return _compared(_state(library, record_id, old), _state(library, record_id, new))


def restore_version(library: Library, record_id: RecordId, number: int) -> Changes:
    """Make a record say again what a version said. It is a draft then: publish it to stand by it.

    Raises `UserCanFix` if the version is not known or says the same.
    """
    wanted = version(library, record_id, number)

    def restored(record: Record, _headings: editing.Headings) -> Record:
        standing = {name: getattr(record, name) for name in STANDING}
        new = replace(wanted, **standing, source_text=record.source_text)
        if new == record:
            raise UserCanFix(f"The record says what version {number} said.")
        return replace(new, workflow=Workflow.DRAFT)

    name = f"Restore version {number} of “{wanted.title or 'Untitled'}”"
    return editing.change_many(library, [record_id], restored, name=name)


def _state(library: Library, record_id: RecordId, number: int | None) -> Record:
    if number is not None:
        return version(library, record_id, number)
    with library.connections.reading() as connection:
        return _held(connection, record_id)


def _held(connection: Connection, key: RecordId) -> Record:
    record = records.get(connection, key)
    if record is None:
        raise gone(connection, key)
    return record


def _each_held(connection: Connection, ids: Sequence[RecordId]) -> Iterator[Record]:
    return (_held(connection, key) for key in dict.fromkeys(ids))


def _compared(old: Record, new: Record) -> tuple[FieldChange, ...]:
    changed = history.difference(old, new)
    return tuple(one for one in changed if one.field not in NOT_SAID)


def move(
    library: Library,
    ids: Sequence[RecordId],
    name: str,
    step: Step,
    progress: Progress = quiet,
) -> Changes:
    """Let records take a step, in one operation."""

    def moved(record: Record) -> Record:
        step.check(record)
        return replace(record, workflow=step.workflow, workflow_reason=step.reason.strip())

    name += succession.told(library, ids, step.workflow)
    return change_each(library, ids, name, moved, progress)


def change_each(
    library: Library,
    ids: Sequence[RecordId],
    name: str,
    change_one: Callable[[Record], Record],
    progress: Progress = quiet,
) -> Changes:
    """Change records in one operation, whole or not at all.

    Raises `RecordGone` if one is gone, `UserCanFix` if `change_one` does for any of them: then how
    many stand in the way is told, and why for the first of them.
    """
    with library.change(name, progress=progress) as change:
        _change_each(change, ids, lambda _, record: change_one(record), progress)
    return change.operation.changes()


def _change_each(
    change: Change,
    ids: Sequence[RecordId],
    change_one: Callable[[Connection, Record], Record],
    progress: Progress,
) -> None:
    wanted = tuple(dict.fromkeys(ids))
    refused: list[str] = []
    connection = change.operation.connection
    for done, key in enumerate(wanted):
        if done % _STEP == 0:
            progress(done, len(wanted), "Changing")
        record = _held(connection, key)
        try:
            new = change_one(connection, record)
        except UserCanFix as error:
            refused.append(str(error))
            continue
        if new != record and not refused:
            change.put_record(new)
            succession.release(change, record, new)
    _refuse(refused, len(wanted))


def _refuse(reasons: Sequence[str], asked: int) -> None:
    """Raise `UserCanFix` with the first reasons, and how many of the records stand in the way."""
    if not reasons:
        return
    if asked == 1:
        raise UserCanFix(reasons[0])
    stand = "stands" if len(reasons) == 1 else "stand"
    said = [f"{len(reasons):,} of {asked:,} records {stand} in the way, so none was changed."]
    said += reasons[:_TOLD]
    if len(reasons) > _TOLD:
        said.append(f"And {len(reasons) - _TOLD:,} more.")
    raise UserCanFix(" ".join(said))


def check_published(record: Record) -> None:
    """Raise `UserCanFix` unless a record is published."""
    if record.workflow not in STOOD_BY:
        raise UserCanFix(f"“{record.title}” is not published; only what is can be reviewed.")


def named(library: Library, ids: Sequence[RecordId], act: str) -> str:
    """Name an operation on records: by the title of the one, or by how many they are."""
    return f"{act} {records_named(library, ids)}"


def _check_errors(record: Record, today: date) -> None:
    found = [one for one in editing.problems(record, today) if one.severity is Severity.ERROR]
    if found:
        said = " ".join(problem.message for problem in found)
        raise UserCanFix(f"“{record.title or 'Untitled'}” cannot be published. {said}")


def _checked(record: Record, today: date, rules: Rules) -> Record:
    due = PartialDate(today.year + rules.years_for(record.kind), today.month, raw="")
    return replace(
        record,
        workflow=Workflow.PUBLISHED,
        workflow_reason="",
        checked=_day(today),
        review_due=replace(due, raw=due.value),
    )


def _day(today: date) -> PartialDate:
    return PartialDate(today.year, today.month, today.day, today.isoformat())
