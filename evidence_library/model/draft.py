"""A draft: what somebody is writing of a record and has not saved yet."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A record as it is being written.

    `base` is what the library held when it began, None for a new record; `kept` is when this state
    was kept, as an ISO date and time in UTC. `by` is the person, `writer` one sitting of theirs at
    one window, so that two windows do not write over each other.
    """

    record: Record
    base: Record | None
    kept: str
    by: str = ""
    writer: str = ""
