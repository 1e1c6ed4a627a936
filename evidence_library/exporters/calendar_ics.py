"""Deadlines as a calendar file, after RFC 5545: whole days that one may put into any calendar.

The rules followed: lines end with CR and LF and are folded at 75 octets, never within a character
(3.1); commas, semicolons, backslashes and line ends in texts are escaped (3.3.11); an event of a
whole day has a start that is a date (3.6.1) and blocks no time (3.8.2.7). There are no alarms:
whoever takes the file in sets their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import BinaryIO

from evidence_library.text.plain_text import only_text

#: The longest line in octets, without its end.
_LONGEST = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A day in a calendar. `uid` stays the same whenever the same event is written again.

    `void` tells that nothing is due on that day any more.
    """

    uid: str
    day: date
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()
    void: bool = False


def write(title: str, made: date, events: Iterable[Event], file: BinaryIO) -> None:
    """Write a calendar of that title into a file that is open for bytes.

    `made` is the day the events were as they are here: the only date of writing in the file.
    """
    for line in _lines(title, made, events):
        file.write(folded(line))


def _lines(title: str, made: date, events: Iterable[Event]) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Evidence Library//Deadlines//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{escaped(title)}"
    yield f"X-WR-CALNAME:{escaped(title)}"
    for event in events:
        yield from _event(event, made)
    yield "END:VCALENDAR"


def _event(event: Event, made: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_day(made)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    yield f"DTEND;VALUE=DATE:{_day(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.categories:
        yield f"CATEGORIES:{','.join(map(escaped, event.categories))}"
    yield f"STATUS:{'CANCELLED' if event.void else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Write a text as a value may hold it; control characters, which none may, are left out."""
    plain = "\n".join(only_text(text).splitlines()).replace("\t", " ")
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """End a line, and break it before it is longer than 75 octets; no character is broken."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join((*pieces, piece)) + b"\r\n"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
