"""Dates that were not understood, or only in part: they are kept as written, and told."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.model import rules
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.record import Record
from evidence_library.text.partial_dates import in_words, says_more

#: Fields that may hold an odd date.
FIELDS = frozenset(
    {"published", "accessed", "appraisal", "second_appraisal", "links", "external_ratings"}
)


def odd_dates(record: Record) -> Iterator[Problem]:
    """Name the dates of which not all was understood. Who added it may stand beside a day."""
    yield from rules.unread_dates(record)
    for field, date in rules.dates(record):
        if date.year is not None and field != "added" and says_more(date):
            message = (
                f"Only {in_words(date)} was understood of the date “{date.raw.strip()}”; it is "
                "kept as written."
            )
            yield Problem(Severity.WARNING, "date-partly-understood", message, field)
