"""Days as people or scripts write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from evidence_library.model.quarters import span_of
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.text.partial_dates import latest_of_two, parse_day
from evidence_library.text.recommendations.cells import read_deadline


class Day(click.ParamType[date]):
    """A day: "2005-10-01" or "1 October 2005"; of a month, a quarter or a year it is the last one.

    Quarters are those of the calendar.
    """

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Give the day; what is none, or may be two, ends in a usage error."""
        if isinstance(value, date):
            return value
        typed = " ".join(str(value).split())
        found = parse_day(typed)
        if found is None and latest_of_two(typed) is None:
            span = span_of(read_deadline(typed), QuarterConvention.CALENDAR)
            found = span.last if span else None
        if found is None:
            self.fail(f"“{value}” is not a day; write it as in 2005-10-01.", param, ctx)
        return found


#: The day that recommendations are told as at.
as_at_option = click.option("--as-at", type=Day(), help="As at which day; else today.")
