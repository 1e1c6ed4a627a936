"""Days as people or scripts write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from evidence_library.text.partial_dates import parse_day


class Day(click.ParamType[date]):
    """A day: "2005-10-01" or "1 October 2005"."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Give the day; what is none, or less than one, ends in a usage error."""
        if isinstance(value, date):
            return value
        found = parse_day(str(value))
        if found is None:
            self.fail(f"“{value}” is not a day; write it as in 2005-10-01.", param, ctx)
        return found


#: The day that recommendations are told as at.
as_at_option = click.option("--as-at", type=Day(), help="As at which day; else today.")
