"""Years and dates behind a field: "year:2003..2011", "added:last-year", "review:overdue"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from evidence_library.query import spans
from evidence_library.query.fields import NAMES, FieldKind
from evidence_library.query.tree import Added, Due, Overdue, Query, Years

#: Called with what was not understood and the place of its first and last character.
Tell = Callable[[str, int, int], None]


class DatedValues:
    """Reads the values of fields that hold years and dates; tells what it does not understand."""

    def __init__(self, tell: Tell, today: date) -> None:
        """Reckon relative dates from `today`."""
        self._tell = tell
        self.today = today
        #: How the value of each kind of field is read: syntax node and its text.
        self.readers: dict[FieldKind, Callable[[Any, str], Query | None]] = {
            FieldKind.YEAR: self.year,
            FieldKind.DATE: self.date,
            FieldKind.DUE: self.due,
        }

    def span(self, node: Any) -> Query | None:
        """Read a span such as "2003..2011", behind a field or alone."""
        field = NAMES.get(node.fieldname or "year")
        first, _, last = (half.strip() for half in node.text.partition(".."))
        if field and field.kind is FieldKind.DATE:
            return self._dates(node, spans.date_span(first, last))
        if field and field.kind is FieldKind.DUE:
            return self._as_due(self._dates(node, spans.date_span(first, last)))
        if field is None or field.kind is not FieldKind.YEAR:
            message = "A span goes with “year:”, “added:” or “review:” only; it was left out."
            self._tell(message, node.startchar, node.endchar)
            return None
        if "-" in node.text:
            return self.year(node, node.text)
        return self._years(node, *(int(half) if half else None for half in (first, last)))

    def year(self, node: Any, text: str) -> Query | None:
        """Read a year, or years in words."""
        found = spans.years(text, self.today)
        if found:
            return self._years(node, *found)
        message = f"“{text}” is not a year or a span such as 2003..2011; it was left out."
        self._tell(message, node.startchar, node.endchar)
        return None

    def date(self, node: Any, text: str) -> Query | None:
        """Read a date or a time in words, such as "last-year"."""
        return self._dates(node, spans.dates(text, self.today))

    def due(self, node: Any, text: str) -> Query | None:
        """Read when a review is due, or "overdue"."""
        word = spans.as_word(text)
        if word == spans.OVERDUE:
            return Overdue(self.today.isoformat())
        if word in {spans.DUE_SOON, "soon"}:
            return Due(*spans.soon(self.today))
        return self._as_due(self.date(node, text))

    @staticmethod
    def _as_due(found: Query | None) -> Query | None:
        """Take a span of dates for when a record is due."""
        return Due(found.first, found.last) if isinstance(found, Added) else found

    def _dates(self, node: Any, found: spans.Dates | None) -> Query | None:
        if found is None:
            message = f"“{node.text}” is not a date such as 2011-10 or last-year; it was left out."
            self._tell(message, node.startchar, node.endchar)
            return None
        first, last = found
        if first and last and first > last:
            self._tell("This span was turned round.", node.startchar, node.endchar)
            first, last = f"{last[:4]}-01-01", f"{first[:4]}-12-31"
        return Added(first, last)

    def _years(self, node: Any, first: int | None, last: int | None) -> Query:
        if first is not None and last is not None and first > last:
            self._tell("This span of years was turned round.", node.startchar, node.endchar)
            first, last = last, first
        return Years(first, last)
