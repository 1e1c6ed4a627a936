"""The recommendation that is read: brings it and writes its page, as at a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from evidence_library.errors import UserCanFix
from evidence_library.model.clocks import Clock, UnitClock, clock, schedule_in_words
from evidence_library.model.dates import day_in_words
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.recommendation import Recommendation
from evidence_library.model.vocabulary import EvidenceRole, Status, in_words
from evidence_library.services.opened import Library
from evidence_library.services.track_reading import RecommendationView, read_recommendation
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.track_page import PRACTICE, UNDATED, page
from evidence_library.ui.presenters.wording import (
    EFFECT_SIGNS,
    SCHEDULE_SIGNS,
    STATUS_SIGNS,
    counted,
)
from evidence_library.ui.tasks import Job

#: What the second clock is called where there is little room.
_SHOWS = "Evidence"


@dataclass(frozen=True, slots=True)
class ClockCard:
    """One of the three clocks: its name, the word, what that rests on, what it means."""

    caption: str
    label: str
    detail: str
    meaning: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    """A recommendation ready to be shown."""

    id: RecommendationId
    set_id: SetId
    number: str
    crumb: str
    byline: str
    clocks: tuple[ClockCard, ...]
    html: str
    text: str

    @property
    def title(self) -> str:
        """What it is called."""
        return f"Recommendation {self.number}" if self.number else "Recommendation"

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ". ".join((self.title, *(f"{one.caption}: {one.label}" for one in self.clocks)))


class RecommendationPresenter(QObject):
    """Reads recommendations. `shown` brings each page, `emptied` says that there is none."""

    shown = Signal(object)
    emptied = Signal()
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self.page: RecommendationPage | None = None
        self._wanted: tuple[RecommendationId, date] | None = None
        self._opened: frozenset[str] = frozenset()
        session.opened.connect(self.clear)

    def read(self, key: RecommendationId, day: date) -> None:
        """Show a recommendation as at a day."""
        library = self._session.library
        if library is None:
            return
        if self._wanted is None or self._wanted[0] != key:
            self._opened = frozenset()
        self._wanted = wanted = (key, day)
        opened = self._opened

        def done(made: RecommendationPage | None) -> None:
            if self._wanted != wanted:
                return
            if made is None:
                self.clear()
            elif made != self.page:
                self.page = made
                self.shown.emit(made)

        job = Job(
            lambda _report: _page_of(library, key, day, opened),
            self,
            done=done,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="recommendation")

    def fold(self, name: str) -> None:
        """Open or close a part of the page."""
        self._opened ^= {name}
        if self._wanted is not None:
            self.read(*self._wanted)

    def opened(self, name: str) -> bool:
        """Tell whether a part of the page is open."""
        return name in self._opened

    def open(self, name: str) -> None:
        """Open a part of the page."""
        if name not in self._opened:
            self.fold(name)

    def look_again(self) -> None:
        """Read the same again: something it names may have changed."""
        if self._wanted is not None:
            self.read(*self._wanted)

    def clear(self) -> None:
        """Show nothing."""
        self._wanted, self.page = None, None
        self.emptied.emit()


def _page_of(
    library: Library, key: RecommendationId, day: date, opened: frozenset[str]
) -> RecommendationPage | None:
    """Read a recommendation and write its page; runs off the screen's thread."""
    try:
        view = read_recommendation(library, key, day, suggest=PRACTICE in opened)
    except UserCanFix:
        return None
    item, owner = view.held.item, view.held.owner
    now = clock(item, owner.quarters, day)
    return RecommendationPage(
        id=item.id,
        set_id=owner.id,
        number=item.number,
        crumb=owner.title or "Untitled set",
        byline=_byline(item, day),
        clocks=(_reported(now), _shown_by_evidence(view, now), _scheduled(now)),
        html=page(view, now, opened),
        text=item.text,
    )


def _byline(item: Recommendation, day: date) -> str:
    leads = f"Lead: {', '.join(item.leads)}" if item.leads else "Lead not stated"
    return " · ".join(filter(None, (leads, item.theme, f"As at {day_in_words(day)}")))


# The three clocks


def _reported(now: Clock) -> ClockCard:
    sign, tone = STATUS_SIGNS[now.status]
    rests = "rests on an entry without a date, which counts at every date" if now.undated else ""
    mixed = _mixed(now.units) if now.status is Status.MIXED else ""
    meaning = "what was officially reported by this day. It does not prove that anything changed."
    if rests:
        meaning += f" It {rests} ({UNDATED})."
    return ClockCard("Reported", _signed(sign, in_words(now.status)), mixed, meaning, tone)


def _mixed(units: Sequence[UnitClock]) -> str:
    """Say how the parts differ."""
    told = [f"{one.marker} {in_words(one.status).lower()}" for one in units if one.marker]
    return ", ".join(told)


def _shown_by_evidence(view: RecommendationView, now: Clock) -> ClockCard:
    """Say what the records linked as evidence of progress show; people judge what that means."""
    shown = [one.shows for one in view.evidence if one.role is EvidenceRole.PROGRESS]
    other = len(view.evidence) - len(shown)
    meaning = (
        "what the records linked as evidence of progress show that were published by this day. "
        "It is never taken from what was reported, nor from the deadline."
    )
    if other:
        meaning += f" {counted(other, 'record is', 'records are')} linked as something else."
    if not shown:
        return ClockCard(_SHOWS, "No evidence yet", "", meaning)
    effects = {one.partition(",")[0] for one in shown}
    if len(effects) > 1:
        return ClockCard(_SHOWS, "Not all the same", "; ".join(shown), meaning)
    effect = effects.pop()
    sign, tone = EFFECT_SIGNS.get(effect, ("", ""))
    sure = shown[0].partition(", ")[2] if len(shown) == 1 else counted(len(shown), "record")
    detail = f"{sure[:1].upper()}{sure[1:]}"
    return ClockCard(_SHOWS, _signed(sign, in_words(effect)), detail, meaning, tone)


def _scheduled(now: Clock) -> ClockCard:
    sign, tone = SCHEDULE_SIGNS[now.schedule]
    words = schedule_in_words(now.schedule, now.quarters_over)
    over = [one.marker for one in now.units if one.schedule is now.schedule and one.marker]
    whole = not over or len(over) == sum(bool(one.marker) for one in now.units)
    of_parts = "" if whole else f"Part {', '.join(over)}"
    meaning = (
        "the original deadline against this day. Overdue is what was promised for a time that "
        "lies wholly before the day and is not met; partly met counts as not met."
    )
    return ClockCard("Schedule", _signed(sign, words), of_parts, meaning, tone)


def _signed(sign: str, words: str) -> str:
    return f"{sign} {words}".strip()
