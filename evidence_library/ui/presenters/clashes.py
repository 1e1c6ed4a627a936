"""Two people changed the same record: field by field, what differs and which may stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from evidence_library.model.record import Record
from evidence_library.services import record_fields

#: Says nothing a person would choose between: the source stays what is in the library.
_NOT_CHOSEN = frozenset({"source_text"})


@dataclass(frozen=True, slots=True)
class Clash:
    """A field in which two states differ.

    `mine` tells which of them is proposed; `both` that both people changed it, so that nothing can
    be proposed for a reason.
    """

    field: str
    label: str
    my_text: str
    their_text: str
    mine: bool
    both: bool


@dataclass(frozen=True, slots=True)
class Clashes:
    """Fields to choose in: what to say above them, and what is done once they are chosen."""

    sentence: str
    act: str
    fields: tuple[Clash, ...]


def clashes(base: Record | None, mine: Record, theirs: Record) -> tuple[Clash, ...]:
    """List the fields that differ, in the order people read them."""
    found = []
    for name, label in record_fields.LABELS.items():
        ours, other = getattr(mine, name), getattr(theirs, name)
        if ours == other or name in _NOT_CHOSEN:
            continue
        before = getattr(base, name) if base is not None else None
        i_changed, they_changed = ours != before, other != before
        found.append(
            Clash(
                field=name,
                label=label,
                my_text=record_fields.as_text(ours),
                their_text=record_fields.as_text(other),
                mine=i_changed,
                both=i_changed and they_changed,
            )
        )
    return tuple(found)


def settled(mine: Record, theirs: Record, keep_mine: Mapping[str, bool]) -> Record:
    """Give their record with the fields of mine that were chosen."""
    kept = {name: getattr(mine, name) for name, wanted in keep_mine.items() if wanted}
    return replace(theirs, **kept)


def with_edits(record: Record, before: Record, after: Record) -> Record:
    """Give a record with the fields that were edited from one state to another."""
    names = (entry.name for entry in fields(Record))
    edited = {
        name: getattr(after, name)
        for name in names
        if getattr(after, name) != getattr(before, name)
    }
    return replace(record, **edited)
