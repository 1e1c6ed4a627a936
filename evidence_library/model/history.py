"""The history of a library: who did what when, and what is in the trash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence_library.model.ids import RecordId


class Kind(StrEnum):
    """What an operation is. A set-up fills a new library; it and emptying cannot be undone."""

    SET_UP = "set up"
    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    EMPTY = "empty the trash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One operation of the history.

    `made_at` is an ISO date and time in UTC. `by` is empty where nobody gave a name. `records` are
    those it touched. It is `undone` if a later undo took it back.
    """

    number: int
    name: str
    kind: Kind
    made_at: str
    by: str
    records: tuple[RecordId, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A document before and after an operation, as JSON; None where there was or is none."""

    table: str
    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trashed:
    """A record in the trash. `deleted` is an ISO date and time in UTC."""

    id: RecordId
    title: str
    kind: str
    deleted: str
    by: str = ""
