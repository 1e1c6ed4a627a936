"""How the reported status and the schedule of recommendations look: word, sign, tone, pattern.

The sign and the word always go with the colour, in lists, pictures and documents alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence_library.model.clocks import Schedule, State
from evidence_library.model.vocabulary import Status, in_words


class Dial(StrEnum):
    """Which of the clocks a picture shows; the two are never mixed."""

    SCHEDULE = "schedule"
    STATUS = "status"


#: What people read for each clock.
DIAL_WORDS = {Dial.SCHEDULE: "Schedule", Dial.STATUS: "Reported status"}


class Pattern(StrEnum):
    """What fills an area besides its colour."""

    PLAIN = "plain"
    RISING = "rising"
    FALLING = "falling"
    CROSSED = "crossed"
    DOTS = "dots"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Look:
    """How a value looks. `tone` is good, warn, bad or empty, as colours of the theme are named."""

    value: str
    label: str
    sign: str
    tone: str
    pattern: Pattern


def _status(status: Status, sign: str, tone: str, pattern: Pattern) -> Look:
    label = "Not known" if status is Status.UNKNOWN else in_words(status)
    return Look(status.value, label, sign, tone, pattern)


def _schedule(schedule: Schedule, sign: str, tone: str, pattern: Pattern) -> Look:
    return Look(schedule.value, in_words(schedule), sign, tone, pattern)


#: Every status and every word of the schedule, in the order of pictures: from done to open.
LOOKS: dict[Dial, tuple[Look, ...]] = {
    Dial.STATUS: (
        _status(Status.MET, "▲", "good", Pattern.PLAIN),
        _status(Status.PARTLY_MET, "◆", "warn", Pattern.RISING),
        _status(Status.MIXED, "◇", "warn", Pattern.CROSSED),
        _status(Status.NOT_MET, "▼", "bad", Pattern.FALLING),
        _status(Status.IN_PROGRESS, "●", "", Pattern.DOTS),
        _status(Status.NOT_DUE, "○", "", Pattern.PLAIN),
        _status(Status.ADDRESSED_ELSEWHERE, "■", "", Pattern.LEVEL),
        _status(Status.UNKNOWN, "□", "", Pattern.CROSSED),
    ),
    Dial.SCHEDULE: (
        _schedule(Schedule.MET, "▲", "good", Pattern.PLAIN),
        _schedule(Schedule.OVERDUE, "▼", "bad", Pattern.FALLING),
        _schedule(Schedule.NO_REPORT, "□", "warn", Pattern.CROSSED),
        _schedule(Schedule.DUE_SOON, "◆", "warn", Pattern.RISING),
        _schedule(Schedule.NOT_YET_DUE, "○", "", Pattern.PLAIN),
        _schedule(Schedule.ADDRESSED_ELSEWHERE, "■", "", Pattern.LEVEL),
        _schedule(Schedule.NO_DEADLINE, "●", "", Pattern.DOTS),
    ),
}

_BY_VALUE = {dial: {look.value: look for look in looks} for dial, looks in LOOKS.items()}


def shown(state: State, dial: Dial) -> str:
    """Give what a clock shows of a state."""
    return state.schedule if dial is Dial.SCHEDULE else state.status


def look_of(state: State, dial: Dial) -> Look:
    """Say how a state looks on a clock."""
    return _BY_VALUE[dial][shown(state, dial)]
