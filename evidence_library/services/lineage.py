"""How a record came to say what it says: its versions, and who wrote what is new since the last.

A version is the state that stood when it was published, unless that was taken back. What stood
before there was any, because it came into the library as published, is version 0. What somebody
wrote stays theirs when others take it back and do it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record, Version
from evidence_library.model.standing import STANDING, STOOD_BY
from evidence_library.model.vocabulary import RelationType, Workflow
from evidence_library.store import deeds, redirects
from evidence_library.store.connections import Connection
from evidence_library.store.deeds import Deed

#: What no version says: how far the record is, and where it came from, which no state in the
#: history holds.
NOT_SAID = frozenset({*STANDING, "source_text"})

#: Tags sort the library; they claim nothing that somebody else would have to check.
_NOT_WRITTEN = frozenset({"tags"})

#: The number of what stood before anybody here published it, and what is said of it.
AS_IT_CAME = 0
_CAME = "As it came into the library"

_SAID = tuple(name for name in Record.__dataclass_fields__ if name not in NOT_SAID)


def said(record: Record) -> Record:
    """Leave out of a record what it took the place of: that tells how far others are."""
    kept = (one for one in record.relations if one.type is not RelationType.SUPERSEDES)
    return replace(record, relations=tuple(kept))


def says_other(one: Record, other: Record) -> frozenset[str]:
    """Name the fields in which two states say something else; how far they are does not matter."""
    one, other = said(one), said(other)
    return frozenset(name for name in _SAID if getattr(one, name) != getattr(other, name))


class Lineage:
    """What stands of the history of one record, `deeds`, and what it says `now`."""

    def __init__(self, listed: Sequence[Deed], now: Record) -> None:
        """Take the deeds, the oldest first."""
        self._now = now
        self._states = [
            _State(one.operation, one.by, one.record, one.made_at) for one in listed if one.record
        ]

    @cached_property
    def versions(self) -> Mapping[Version, Record]:
        """What the versions of the record said, as far as the history holds it."""
        return {version: self._states[at].record for version, at in self._published.items()}

    @cached_property
    def arrival(self) -> tuple[Version, Record] | None:
        """What stood before the first version, as version 0; None if nothing did.

        No row holds it: a library is filled with what is published already, and few of it change.
        """
        at = self._arrived
        if at is None:
            return None
        state = self._states[at]
        day = datetime.fromisoformat(state.made_at).astimezone().date()
        came = PartialDate(day.year, day.month, day.day, day.isoformat())
        return Version(number=AS_IT_CAME, date=came, by=state.by, note=_CAME), state.record

    @property
    def published(self) -> Record | None:
        """What was published last: as a version, or by coming into the library as published."""
        at = self._base
        return None if at is None else self._states[at].record

    @property
    def base_operation(self) -> int:
        """The operation that published it last; 0 if none did."""
        at = self._base
        return 0 if at is None else self._states[at].operation

    @property
    def news(self) -> frozenset[str]:
        """The fields in which it says something new since it was published; all if it never was."""
        published = self.published
        return frozenset(_SAID) if published is None else says_other(published, self._now)

    def writers(self) -> frozenset[str]:
        """Name who wrote anything of what is new; "" for who wrote without a name.

        Who hands to a second check what somebody wrote without a name stands for it.
        """
        news, base = self.news - _NOT_WRITTEN, self._base
        found: set[str] = set()
        nameless = False
        for at in range(0 if base is None else base + 1, len(self._states)):
            state, before = self._states[at], self._states[at - 1].record if at else None
            wrote = before is None or bool(says_other(before, state.record) & news)
            handed = state.record.workflow is Workflow.SECOND_CHECK
            nameless = nameless or (wrote and not state.by)
            if state.by and (wrote or (nameless and handed)):
                found.add(state.by)
            nameless = nameless and not (handed and state.by)
        return frozenset(found | {""} if nameless else found)

    @cached_property
    def _published(self) -> dict[Version, int]:
        """Where each version was published."""
        last: dict[int, tuple[Version, int]] = {}
        before: tuple[Version, ...] = ()
        for at, state in enumerate(self._states):
            record = state.record
            new = record.versions and record.versions[-1] not in before
            if new and record.workflow is Workflow.PUBLISHED:
                version = record.versions[-1]
                last[version.number] = (version, at)
            before = record.versions
        held = dict(last.values())
        return {one: held[one] for one in self._now.versions if one in held}

    @cached_property
    def _base(self) -> int | None:
        if self._now.versions:
            return self._published.get(self._now.versions[-1])
        return self._arrived

    @cached_property
    def _arrived(self) -> int | None:
        """Where it came as published, or was last brought up to date as that, without a version."""
        arrived: int | None = None
        stood: Record | None = None
        for at, state in enumerate(self._states):
            record = state.record
            stands = record.workflow in STOOD_BY and not record.versions
            if stands and (stood is None or says_other(stood, record)):
                arrived = at
            stood = record if stands else None
        return arrived


@dataclass(frozen=True, slots=True)
class _State:
    operation: int
    by: str
    record: Record
    made_at: str


class Lineages:
    """Reads lineages within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read nothing yet."""
        self._connection = connection

    @cached_property
    def _undone(self) -> frozenset[int]:
        return deeds.undone(self._connection)

    def of(self, record: Record) -> Lineage:
        """Give the lineage of a record as it is now."""
        return Lineage(deeds.standing(self._connection, record.id, self._undone), record)

    def published_ever(self, record: Record) -> bool:
        """Tell whether a record is, or once was, published in this library."""
        if record.versions or record.workflow in STOOD_BY:
            return True
        return self.of(record).arrival is not None

    def writers(self, record: Record) -> frozenset[str]:
        """Name who wrote anything new of a record, and of those merged into it since."""
        lineage = self.of(record)
        found = set(lineage.writers())
        for key in redirects.leading_to(self._connection, [record.id]):
            found |= self._writers_of_merged(key, lineage.base_operation)
        return frozenset(found)

    def _writers_of_merged(self, key: RecordId, since: int) -> frozenset[str]:
        listed = deeds.standing(self._connection, key, self._undone)
        states = [one.record for one in listed if one.record is not None]
        if not states or listed[-1].operation <= since:
            return frozenset()
        return Lineage(listed, states[-1]).writers()
