"""What changed between two days: the states of recommendations then and then, and what came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from evidence_library.model.clocks import Schedule, State, quarters_over, schedule_in_words
from evidence_library.model.counting import counted
from evidence_library.model.dates import day_in_words
from evidence_library.model.ids import RecommendationId
from evidence_library.model.tracked import Line
from evidence_library.model.undated import undated_in_words
from evidence_library.model.vocabulary import Status, in_words


class Turn(StrEnum):
    """What a change is, in the order in which changes are told."""

    MET = "Newly met"
    OVERDUE = "Newly overdue"
    CONTRADICTED = "Newly contradicted"
    NO_REPORT = "Deadline passed without a report"
    SLIPPED = "A revised date was named"
    NO_LONGER_MET = "No longer met"
    OTHER = "Other changes"


class EventKind(StrEnum):
    """What came in."""

    PROGRESS = "progress"
    RESPONSE = "response"
    LINK = "link"


class Event(NamedTuple):
    """Something dated that came in, on a day (an ordinal), in words. `slips` names a new date."""

    day: int
    recommendation: RecommendationId
    kind: EventKind
    words: str
    slips: bool = False


class UnitChange(NamedTuple):
    """A part before and after."""

    marker: str
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of a recommendation. It stands in the group of each of its `turns`."""

    line: Line
    before: State
    after: State
    units: tuple[UnitChange, ...]
    events: tuple[Event, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class ChangesBetween:
    """What changed from one day to another, in `groups` that are never empty.

    `changed` counts each recommendation once; `overdue` those that were overdue on both days;
    `undated` those with entries that have no date, which hold on both days.
    """

    first: date
    second: date
    groups: tuple[tuple[Turn, tuple[Change, ...]], ...]
    changed: int
    overdue: int
    undated: int
    compared: int

    @property
    def title(self) -> str:
        """What is compared."""
        return f"What changed from {day_in_words(self.first)} to {day_in_words(self.second)}"

    @property
    def sentence(self) -> str:
        """Say in words how much changed, what did not, and what cannot be told."""
        said = [f"{self.changed:,} of {counted(self.compared, 'recommendation')} changed."]
        if self.overdue:
            were = "was" if self.overdue == 1 else "were"
            said.append(f"{self.overdue:,} {were} overdue on both days.")
        if sum(len(changes) for _, changes in self.groups) > self.changed:
            said.append("A recommendation stands in each group that fits it.")
        if self.undated:
            said.append(f"{undated_in_words(self.undated)} It is no change.")
        return " ".join(said)


def sentences(change: Change, first: date, second: date) -> tuple[str, ...]:
    """Say what changed of a recommendation, then what came in.

    What the parts tell is not told of the whole once more.
    """
    days = (change.line, first, second)
    of_parts = [_compared(one.before, one.after, days) for one in change.units]
    told = {words for said in of_parts for words in said}
    said = [
        f"{what}: {words}."
        for what, words in _compared(change.before, change.after, days)
        if (what, words) not in told
    ]
    for unit, found in zip(change.units, of_parts, strict=True):
        said.extend(f"{what} of part {unit.marker}: {words}." for what, words in found)
    if change.after.contradiction and change.after.contradiction != change.before.contradiction:
        said.append(change.after.contradiction)
    return (*said, *(event.words for event in change.events))


def in_short(change: Change, turn: Turn) -> tuple[str, ...]:
    """Say again what a recommendation has in a group, where all was told above."""
    if turn is Turn.CONTRADICTED and change.after.contradiction:
        return (change.after.contradiction,)
    if turn is Turn.SLIPPED:
        return tuple(event.words for event in change.events if event.slips)
    return (f"Told above: {change.turns[0].value.lower()}.",)


def _compared(
    before: State, after: State, at: tuple[Line, date, date]
) -> tuple[tuple[str, str], ...]:
    line, first, second = at
    said = []
    if before.status is not after.status:
        said.append(("Reported status", f"{_status(before)} → {_status(after)}"))
    if before.schedule is not after.schedule:
        old, new = _schedule(before, line, first), _schedule(after, line, second)
        said.append(("Schedule", f"{old} → {new}"))
    return tuple(said)


def _status(state: State) -> str:
    return "not known" if state.status is Status.UNKNOWN else in_words(state.status).lower()


def _schedule(state: State, line: Line, day: date) -> str:
    words = schedule_in_words(Schedule(state.schedule), quarters_over(state, day, line.convention))
    return words[:1].lower() + words[1:]
