"""Screening and succession: what is taken into the library, and what takes the place of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.holdings import ON_THE_WAY
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record, Relation
from evidence_library.model.standing import STOOD_BY
from evidence_library.model.vocabulary import RelationType, Workflow
from evidence_library.services.identities import record_meant
from evidence_library.services.lineage import Lineages
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.publishing import (
    Step,
    change_each,
    check_published,
    move,
    named,
)
from evidence_library.services.read import gone
from evidence_library.store import records

#: What was taken back or set aside.
_SET_BACK = frozenset({Workflow.EXCLUDED, Workflow.WITHDRAWN, Workflow.SUPERSEDED})

#: From where one can go on to screen a record, to take it in, and to leave it out.
_SCREENED = ON_THE_WAY | {Workflow.EXCLUDED}


def suggest(library: Library, ids: Sequence[RecordId], *, progress: Progress = quiet) -> Changes:
    """Put records among what is suggested for the library."""
    name = named(library, ids, "Suggest")
    return move(library, ids, name, Step(Workflow.SUGGESTED, "", _screened), progress)


def start(library: Library, ids: Sequence[RecordId], *, progress: Progress = quiet) -> Changes:
    """Say that records are being screened."""
    name = named(library, ids, "Screen")
    return move(library, ids, name, Step(Workflow.SCREENING, "", _screened), progress)


def include(
    library: Library, ids: Sequence[RecordId], reason: str = "", *, progress: Progress = quiet
) -> Changes:
    """Take records in: they are drafts then. What was excluded can be taken in again."""
    name = named(library, ids, "Include")
    return move(library, ids, name, Step(Workflow.DRAFT, reason, _screened), progress)


def exclude(
    library: Library, ids: Sequence[RecordId], reason: str, *, progress: Progress = quiet
) -> Changes:
    """Leave records out for a reason, which is kept; they are found on request.

    Raises `UserCanFix` without a reason, or if one of them was published.
    """
    if not reason.strip():
        raise UserCanFix("Say why it is left out: whoever screens it again wants to know.")

    def check(record: Record) -> None:
        _screened(record)
        if lineages.published_ever(record):
            raise UserCanFix(f"“{record.title}” was published; withdraw it instead.")

    name = named(library, ids, "Exclude")
    with library.connections.reading() as connection:
        lineages = Lineages(connection)
        return move(library, ids, name, Step(Workflow.EXCLUDED, reason, check), progress)


def ask_for_review(
    library: Library, ids: Sequence[RecordId], reason: str = "", *, progress: Progress = quiet
) -> Changes:
    """Say that published records are due for review, whatever their date says."""
    name = named(library, ids, "Ask for a review of")
    due = Workflow.DUE_FOR_REVIEW
    return move(library, ids, name, Step(due, reason, check_published), progress)


def supersede(library: Library, ids: Sequence[RecordId], by: RecordId) -> Changes:
    """Let a record take the place of others: they say so, and it leads to them.

    Raises `RecordGone` if one is not there, `UserCanFix` if a record would supersede itself, or
    if what shall take the place is not published.
    """
    old = tuple(dict.fromkeys(ids))
    if by in old:
        raise UserCanFix("A record cannot take its own place.")
    with library.connections.reading() as connection:
        found = records.get(connection, by)
        if found is None:
            raise gone(connection, by)
    _check_successor(found)
    title = found.title or "Untitled"

    def changed(record: Record) -> Record:
        if record.id == by:
            _check_successor(record)
            known = {one.to for one in record.relations if one.type is RelationType.SUPERSEDES}
            new = (
                Relation(type=RelationType.SUPERSEDES, to=key) for key in old if key not in known
            )
            return replace(record, relations=(*record.relations, *new))
        reason = f"Superseded by “{title}”."
        return replace(record, workflow=Workflow.SUPERSEDED, workflow_reason=reason)

    return change_each(library, (by, *old), named(library, old, "Supersede"), changed)


def successor(library: Library, typed: str) -> RecordId:
    """Give the record that is meant to take the place of others: by its id or its whole title.

    Raises `UserCanFix` if there is none, or if several have that title.
    """
    wanted = " ".join(typed.split())
    with library.connections.reading() as connection:
        found = records.called(connection, wanted)
    if len(found) > 1:
        raise UserCanFix(f"{len(found)} records are called “{wanted}”; give the id of one.")
    return found[0] if found else record_meant(library, wanted)


def _check_successor(record: Record) -> None:
    if record.workflow in STOOD_BY:
        return
    back = record.workflow in _SET_BACK
    why = f"{record.workflow} itself" if back else f"not published yet ({record.workflow})"
    advice = "" if back else " Publish it first."
    raise UserCanFix(
        f"“{record.title or 'Untitled'}” is {why}, so it cannot take the place of others.{advice}"
    )


def _screened(record: Record) -> None:
    if record.workflow not in _SCREENED:
        raise UserCanFix(
            f"“{record.title}” is {record.workflow}; only what is not published yet is screened."
        )
