"""How long a session with a pack takes: reading and talking, estimated where no minutes are set."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from evidence_library.model.counting import counted
from evidence_library.model.ids import PackItemId, RecordId
from evidence_library.model.pack import BreakItem, ExerciseItem, Item, Pack, RecordItem, TextItem
from evidence_library.model.record import Record
from evidence_library.services import pack_parts

#: How fast people read to understand, in words a minute.
WORDS_A_MINUTE = 200

#: Minutes that it takes to discuss a question, to do a task, and that a break lasts.
A_QUESTION = 5
A_TASK = 10
A_BREAK = 15

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class TimedItem:
    """An item with its minutes; `starts` is a time of day, "09:30", or nothing."""

    id: PackItemId
    minutes: int
    estimated: bool
    starts: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """The minutes of all items, and their sum against what is planned, 0 if nothing is."""

    items: tuple[TimedItem, ...]
    total: int
    planned: int
    ends: str = ""

    @property
    def over(self) -> int:
        """Minutes beyond what is planned; below 0, minutes that are left. 0 without a plan."""
        return self.total - self.planned if self.planned else 0

    @property
    def sentence(self) -> str:
        """Say in words how the sum stands to the plan."""
        said = f"{spoken(self.total)} in all"
        if not self.planned:
            return f"{said}; no time is planned."
        if not self.over:
            return f"{said}, as planned."
        way = "more" if self.over > 0 else "less"
        return f"{said}: {spoken(abs(self.over))} {way} than the {spoken(self.planned)} planned."


def timed(pack: Pack, records: Mapping[RecordId, Record]) -> Timing:
    """Reckon the times of a pack. Records that are not there take no time to read."""
    at = _minute_of(pack.starts)
    items: list[TimedItem] = []
    total = 0
    for item in pack.items:
        minutes = estimated(item, records) if item.minutes is None else item.minutes
        starts = "" if at is None else _clock(at + total)
        items.append(TimedItem(item.id, minutes, item.minutes is None, starts))
        total += minutes
    ends = "" if at is None else _clock(at + total)
    return Timing(tuple(items), total, pack.planned_minutes, ends)


def estimated(item: Item, records: Mapping[RecordId, Record]) -> int:
    """Estimate the minutes of an item: reading what is shown, discussing, doing the task."""
    match item:
        case RecordItem():
            record = records.get(item.record)
            shown = _shown_words(record, item) if record is not None else 0
            task = A_TASK if item.task.strip() else 0
            return _reading(shown + _words(item.task)) + task + A_QUESTION * len(item.questions)
        case ExerciseItem():
            return _reading(_words(item.task)) + A_TASK + A_QUESTION * len(item.questions)
        case TextItem():
            return _reading(_words(item.body))
        case BreakItem():
            return A_BREAK


def spoken(minutes: int) -> str:
    """Write minutes for people: "45 minutes", "1 hour 5 minutes"."""
    hours, rest = divmod(minutes, 60)
    told = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        told.append(counted(rest, "minute"))
    return " ".join(told)


def _shown_words(record: Record, item: RecordItem) -> int:
    keys = pack_parts.chosen(record, item.sections)
    return sum(map(_words, pack_parts.texts(record, keys)))


def _words(text: str) -> int:
    return len(text.split())


def _reading(words: int) -> int:
    return math.ceil(words / WORDS_A_MINUTE)


def _minute_of(clock: str) -> int | None:
    hours, colon, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes) if colon else None


def _clock(minute: int) -> str:
    return f"{minute % _DAY // 60:02d}:{minute % 60:02d}"
