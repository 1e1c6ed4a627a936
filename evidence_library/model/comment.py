"""What somebody who checks a record says about one of its fields."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.ids import CommentId, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark on a field of a record; an empty `field` means the record as a whole.

    `made` and `resolved` are ISO dates and times in UTC; `resolved` is empty while it is open.
    """

    id: CommentId
    record: RecordId
    field: str = ""
    text: str
    made: str
    by: str = ""
    resolved: str = ""
    resolved_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has dealt with it yet."""
        return not self.resolved
