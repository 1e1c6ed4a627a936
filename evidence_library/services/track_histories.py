"""What pictures of recommendations need beside their lines: parts through time, and what came in.

It is read once and kept until the library changes; after that any day is looked up in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date

from evidence_library.model.clocks import reported_on
from evidence_library.model.dates import MONTHS, PartialDate, day_in_words
from evidence_library.model.ids import RecommendationId, RecordId
from evidence_library.model.recommendation import (
    ProgressEntry,
    Recommendation,
    RecordLink,
    Response,
)
from evidence_library.model.tracked import Line
from evidence_library.model.tracked_changes import Event, EventKind
from evidence_library.model.unit_lines import UnitLine, due_of, unit_lines
from evidence_library.model.vocabulary import ROLE_WORDS, QuarterConvention, Status, in_words
from evidence_library.services import track
from evidence_library.services.opened import Library
from evidence_library.store import records

#: So much of what was reported is told in a list of changes, in characters.
_QUOTED = 160

#: Cannot be a day that anything came in on.
_NO_DAY = 1


class Histories:
    """The recommendations behind lines. Units are worked out when they are first wanted."""

    def __init__(
        self,
        items: Mapping[RecommendationId, tuple[Recommendation, QuarterConvention]],
        titles: Mapping[RecordId, str],
    ) -> None:
        """Hold recommendations with the convention of their sets, and titles of linked records."""
        self._items, self._titles = items, titles
        self._units: dict[RecommendationId, tuple[UnitLine, ...]] = {}
        found = (event for item, _ in items.values() for event in self._events_of(item))
        self._events = sorted(found, key=_day_of)

    def units(self, line: Line) -> tuple[UnitLine, ...]:
        """Give the whole or the parts of a recommendation; none if it is gone."""
        known = self._units.get(line.id)
        if known is None:
            known = self._units[line.id] = self._made(line)
        return known

    def between(self, first: date, second: date) -> list[Event]:
        """List what came in after the first day, up to the second one, in order."""
        start = bisect_right(self._events, first.toordinal(), key=_day_of)
        return self._events[start : bisect_right(self._events, second.toordinal(), key=_day_of)]

    def take_over(self, older: Histories) -> None:
        """Keep what is known already of recommendations that have not changed."""
        for key, units in older._units.items():
            if self._items.get(key) == older._items.get(key):
                self._units[key] = units

    def _made(self, line: Line) -> tuple[UnitLine, ...]:
        held = self._items.get(line.id)
        if held is None:
            return ()
        item, convention = held
        if not item.parts and not _revised(item):
            due = due_of(item.deadline, convention)  # the whole has the states of its line
            return (UnitLine("", "", due, line.states, ()),)
        return unit_lines(item, convention)

    def _events_of(self, item: Recommendation) -> Iterator[Event]:
        for entry in item.progress:
            day = reported_on(entry.date).toordinal()
            if day > _NO_DAY:
                yield Event(
                    day, item.id, EventKind.PROGRESS, _reported(entry, day), bool(entry.revised)
                )
        for response in item.responses:
            day = reported_on(response.date).toordinal()
            if day > _NO_DAY:
                yield Event(day, item.id, EventKind.RESPONSE, _responded(response, day))
        for link in item.links:
            added = _added(link)
            if added is not None:
                words = self._linked(link, added)
                yield Event(added.toordinal(), item.id, EventKind.LINK, words)

    def _linked(self, link: RecordLink, added: date) -> str:
        title = self._titles.get(link.record, "")
        what = f"“{title}”" if title else "a record"
        part = f" of part {link.part}" if link.part else ""
        return f"Linked on {day_in_words(added)}: {what} ({ROLE_WORDS[link.role].lower()}{part})."


def read(library: Library, older: Histories | None = None) -> Histories:
    """Read what stands behind all lines; what an `older` reading worked out is kept."""
    listed = track.recommendations(library)
    linked = {link.record for _, item in listed for link in item.links}
    with library.connections.reading() as connection:
        titles = records.titles(connection, linked) if linked else {}
    made = Histories({item.id: (item, owner.quarters) for owner, item in listed}, titles)
    if older is not None:
        made.take_over(older)
    return made


def _revised(item: Recommendation) -> bool:
    return bool(item.revisions) or any(entry.revised for entry in item.progress)


def _day_of(event: Event) -> int:
    return event.day


def _reported(entry: ProgressEntry, day: int) -> str:
    status = "" if entry.status is Status.UNKNOWN else in_words(entry.status).lower()
    part = f" of part {entry.part}" if entry.part else ""
    said = f"Reported{part} {_when(entry.date, day)}: {_said(status, entry.raw)}."
    revised = entry.revised.raw or entry.revised.value if entry.revised else ""
    return f"{said} Revised deadline: {revised}." if revised else said


def _responded(response: Response, day: int) -> str:
    return f"Answered {_when(response.date, day)}: {_said(response.kind.value, response.raw)}."


def _when(found: PartialDate | None, day: int) -> str:
    """Say when something came in: a month or a year as it was given."""
    sharp = found is not None and found.day is not None
    if sharp or found is None:
        return f"on {day_in_words(date.fromordinal(day))}"
    month = f"{MONTHS[found.month - 1]} " if found.month else ""
    return f"in {month}{found.year}"


def _said(word: str, raw: str) -> str:
    """Join what was understood with the words it was said in, where these say more."""
    quoted = " ".join(raw.split()).rstrip(".")
    short = quoted if len(quoted) <= _QUOTED else f"{quoted[: _QUOTED - 1].rstrip()}…"
    if not short or short.casefold() == word.casefold():
        return word or "no words"
    return f"{word}, “{short}”" if word else f"“{short}”"


def _added(link: RecordLink) -> date | None:
    """Give the day a link was made on; None if that is not known."""
    try:
        return date.fromisoformat(link.added[:10])
    except ValueError:
        return None
