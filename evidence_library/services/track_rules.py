"""What may be kept of a recommendation, and how what people type is understood.

Errors are `UserCanFix`, one plain sentence each; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.clocks import reported_on
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecommendationId, is_identity
from evidence_library.model.problem import Flag
from evidence_library.model.recommendation import (
    Deadline,
    Part,
    Recommendation,
    RecommendationSet,
)
from evidence_library.services.identities import record_meant
from evidence_library.services.opened import Library
from evidence_library.text.partial_dates import parse_partial_date, says_more
from evidence_library.text.recommendations.cells import Timetable, read_deadline, read_timetable
from evidence_library.text.recommendations.wording import read_wording

#: The flag on a recommendation whose wording is no longer that of its source; `raw` is what was.
EDITED = "wording-edited"


class FieldProblem(UserCanFix):
    """What was typed into a field cannot be kept; `field` is its name, as forms call it."""

    def __init__(self, field: str, message: str) -> None:
        """Say which field it is, and what is wrong with it."""
        super().__init__(message)
        self.field = field


_LONGEST_NUMBER = 40
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")


def in_one_line(text: str) -> str:
    """Even out the spaces of a short text."""
    return " ".join(text.split())


def wording_of(typed: str) -> str:
    """Give the wording of a recommendation. Raises `UserCanFix` if it is empty."""
    text = in_one_line(typed)
    if not text:
        raise FieldProblem("text", "A recommendation needs its text.")
    return text


def number_of(typed: str, owner: RecommendationSet, own: RecommendationId | None = None) -> str:
    """Give the number of a recommendation; the next free one where none is typed.

    `own` is the recommendation that is to have it. Raises `UserCanFix` if another one has it.
    """
    number = in_one_line(typed)
    if not number:
        return next_number(owner)
    if len(number) > _LONGEST_NUMBER:
        message = f"A number may have no more than {_LONGEST_NUMBER} characters."
        raise FieldProblem("number", message)
    if any(
        one.id != own and one.number.casefold() == number.casefold()
        for one in owner.recommendations
    ):
        message = f"“{owner.title}” has a recommendation {number} already."
        raise FieldProblem("number", message)
    return number


def next_number(owner: RecommendationSet) -> str:
    """Propose a number: the one that follows the highest of the set."""
    matches = (_WHOLE_NUMBER.match(one.number) for one in owner.recommendations)
    highest = max((int(match[0]) for match in matches if match), default=0)
    taken = {one.number for one in owner.recommendations}
    while str(highest + 1) in taken:
        highest += 1
    return str(highest + 1)


def leads_of(typed: Iterable[str]) -> tuple[str, ...]:
    """Give lead bodies, each once."""
    return tuple(dict.fromkeys(filter(None, map(in_one_line, typed))))


def worded(item: Recommendation, typed: str) -> Recommendation:
    """Give a recommendation another wording: "i) ... ii) ..." become parts.

    Parts that stay, by their markers, keep their deadlines and statuses. Of one that was read from
    a source the wording it had there is kept in a flag. Raises `UserCanFix` if it is empty, or if a
    part would go of which something was reported or linked.
    """
    text = wording_of(typed)
    if text == item.text:
        return item
    found = read_wording(text)
    had = {one.marker: one for one in item.parts}
    markers = [marker for marker, _ in found.parts]
    _keep_spoken_of(item, markers)
    parts = tuple(
        replace(had.get(marker, Part(marker=marker, text="")), text=words)
        for marker, words in found.parts
    )
    return replace(
        item, text=text, stem=found.stem, parts=parts, closing=found.closing,
        flags=_flags(item, text),
    )  # fmt: skip


def timed(item: Recommendation, typed: str) -> Recommendation:
    """Give a recommendation its deadline: one for the whole, or "i) Q3 2005 ii) Q1 2006".

    Only one that has none, or that was added by hand, takes another one: what was promised is
    never overwritten. Raises `UserCanFix` for any other, and for a part there is not.
    """
    timetable = read_timetable(in_one_line(typed))
    for marker in timetable.parts:
        check_part(item, marker)
    wanted = replace(item, deadline=timetable.whole, parts=_timed_parts(item, timetable))
    named = (timetable.whole, *timetable.parts.values())
    unclear = next((one for one in named if one is not None and not one.value), None)
    if wanted != item and unclear is not None:
        raise _no_deadline("deadline", unclear.raw)
    if wanted != item and item.cells and _promised(item):
        raise FieldProblem(
            "deadline",
            f"The deadline of recommendation {item.number} stays as it was promised; "
            "report a revised one instead.",
        )
    return wanted


def revised_of(typed: str) -> Deadline | None:
    """Give a revised deadline; None if nothing is typed. Raises `UserCanFix` if it is not clear."""
    words = in_one_line(typed)
    if not words:
        return None
    found = read_deadline(words)
    if not found.value:
        raise _no_deadline("revised", words)
    return found


def _no_deadline(field: str, words: str) -> FieldProblem:
    message = (
        f"“{words}” is no deadline that is understood; "
        "write it as Q3 2006, March 2006 or 2006-03-31."
    )
    return FieldProblem(field, message)


def reported_date(typed: str) -> PartialDate:
    """Give when something was reported: today where nothing is typed.

    Raises `UserCanFix` if it is no date, if it may mean several days, or if it is not over yet.
    """
    found = past_date(typed) if typed.strip() else on_day(date.today())
    if reported_on(found) > date.today():
        raise FieldProblem(
            "date", f"“{found.raw}” is not over yet, so it would not count today; add the day."
        )
    return found


def past_date(typed: str, field: str = "date") -> PartialDate:
    """Read a date that may not lie in the future. Raises `UserCanFix` if it does, or is no date.

    `field` is what it was typed into.
    """
    words = in_one_line(typed)
    found = parse_partial_date(words)
    if found.year is None or says_more(found):
        raise FieldProblem(
            field,
            f"“{words}” is no date that is understood; write it as 2005-10-01 or October 2005.",
        )
    today = date.today()
    if found.earliest > (today.year, today.month, today.day):
        raise FieldProblem(field, f"“{words}” lies in the future; give a day that has been.")
    return found


def on_day(day: date) -> PartialDate:
    """Write a day as a date."""
    return PartialDate(day.year, day.month, day.day, day.isoformat())


def check_part(item: Recommendation, marker: str) -> None:
    """Raise `UserCanFix` if a recommendation has no part with a marker; the whole has none."""
    if not marker or marker in {one.marker for one in item.parts}:
        return
    parts = ", ".join(one.marker for one in item.parts)
    there = f"its parts are {parts}" if parts else "it has no parts"
    raise FieldProblem("part", f"Recommendation {item.number} has no part {marker}; {there}.")


def marker_of(typed: str) -> str:
    """Give the marker that is meant by "(ii)", "ii)" or "II"."""
    return typed.strip(" ().").casefold()


def source_of(library: Library, typed: str) -> str:
    """Give where something was reported: words, or the id of a record, which must be there."""
    words = in_one_line(typed)
    return record_meant(library, words) if is_identity(words) else words


def _timed_parts(item: Recommendation, timetable: Timetable) -> tuple[Part, ...]:
    return tuple(replace(part, deadline=timetable.parts.get(part.marker)) for part in item.parts)


def _promised(item: Recommendation) -> bool:
    deadlines = (item.deadline, *(part.deadline for part in item.parts))
    return any(one is not None and one.raw for one in deadlines)


def _keep_spoken_of(item: Recommendation, markers: Collection[str]) -> None:
    for part in item.parts:
        if part.marker in markers:
            continue
        spoken_of = {*(one.part for one in item.progress), *(one.part for one in item.links)}
        if part.marker in spoken_of or part.deadline or part.status:
            raise FieldProblem(
                "text",
                f"Part {part.marker} has a deadline, progress or records of its own; "
                "keep it in the text.",
            )


def _flags(item: Recommendation, text: str) -> tuple[Flag, ...]:
    """Keep the wording of the source in a flag, as long as the wording is another one."""
    others = tuple(one for one in item.flags if one.code != EDITED)
    source = next((one.raw for one in item.flags if one.code == EDITED), item.text)
    if not item.cells or text == source:
        return others
    message = "The wording was changed here; what the source says is kept."
    return (*others, Flag(EDITED, message, item.number, source))
