"""Dates as sources give them: a year, a month or a day, and the wording they were found in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: The names of the months, whatever language the computer speaks.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_in_words(day: date) -> str:
    """Write a day for people: "1 October 2005"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day.

    `raw` is the wording as found and is never corrected. A wording that could not be understood
    has no year: `value` is then empty.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    raw: str = ""

    @property
    def value(self) -> str:
        """The date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty if it was not understood."""
        if self.year is None:
            return ""
        parts = [f"{self.year:04d}"]
        for number in (self.month, self.day):
            if number is None:
                break
            parts.append(f"{number:02d}")
        return "-".join(parts)

    @property
    def latest(self) -> tuple[int, int, int]:
        """The last day the date can mean, for comparing dates of different precision."""
        return (self.year or 0, self.month or 12, self.day or 31)

    @property
    def earliest(self) -> tuple[int, int, int]:
        """The first day the date can mean, for comparing dates of different precision."""
        return (self.year or 0, self.month or 1, self.day or 1)


@dataclass(frozen=True, slots=True)
class Added:
    """When a record came to the library that first published it, and the initials of who did it."""

    date: PartialDate
    by: str = ""
