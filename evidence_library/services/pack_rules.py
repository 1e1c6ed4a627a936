"""What a pack may hold: texts as they are kept, times and minutes that mean something."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence_library.errors import UserCanFix
from evidence_library.model.document import Layout
from evidence_library.model.pack import Item, Pack
from evidence_library.text.partial_dates import parse_day
from evidence_library.text.plain_text import shown

#: Characters of a title; it is the name of files, too.
LONGEST_TITLE = 160

#: No session is longer than a day has minutes.
MOST_MINUTES = 24 * 60

#: More items than this are no pack that anybody could hand out.
MOST_ITEMS = 500

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def tidied(pack: Pack) -> Pack:
    """Give a pack as it is kept. Raises `UserCanFix` for what cannot be kept."""
    if len(pack.items) > MOST_ITEMS:
        raise UserCanFix(f"A pack has at most {MOST_ITEMS} items; make two of it.")
    if len({one.id for one in pack.items}) < len(pack.items):
        raise UserCanFix("Two items of a pack cannot have the same id.")
    if pack.layout not in set(Layout):
        known = ", ".join(Layout)
        raise UserCanFix(f"There is no layout “{pack.layout}”; choose one of: {known}.")
    for item in pack.items:
        _check_item(item)
    return replace(
        pack,
        title=tidied_title(pack.title),
        outcomes=tuple(one for one in map(_in_one_line, pack.outcomes) if one),
        planned_minutes=checked_minutes(pack.planned_minutes),
        starts=tidied_time(pack.starts),
        date=tidied_date(pack.date),
    )


def tidied_title(title: str) -> str:
    """Give a title in one line. Raises `UserCanFix` if it is empty or too long."""
    wanted = _in_one_line(title)
    if not wanted:
        raise UserCanFix("A pack needs a title.")
    if len(wanted) > LONGEST_TITLE:
        raise UserCanFix(f"The title of a pack has at most {LONGEST_TITLE} letters.")
    return wanted


def tidied_time(text: str) -> str:
    """Give a time of day as "09:30", or nothing. Raises `UserCanFix` if it is none."""
    if not text.strip():
        return ""
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise UserCanFix(f"“{text}” is no time of day; write it as in 09:30.")
    return f"{int(found[1]):02d}:{found[2]}"


def tidied_date(text: str) -> str:
    """Give a day as an ISO date, or nothing. Raises `UserCanFix` if it is none."""
    if not text.strip():
        return ""
    found = parse_day(text)
    if found is None:
        raise UserCanFix(f"“{text}” is no date; write it as in 2026-11-22.")
    return found.isoformat()


def checked_minutes(minutes: int) -> int:
    """Give minutes that can be planned. Raises `UserCanFix` for others."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise UserCanFix(f"Minutes are a number from 0 to {MOST_MINUTES:,}.")
    return minutes


def _check_item(item: Item) -> None:
    if item.minutes is not None:
        checked_minutes(item.minutes)


def _in_one_line(text: str) -> str:
    return " ".join(shown(text).split())
