"""What changed of recommendations between two days, as a page to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from html import escape
from pathlib import Path
from textwrap import shorten

from PySide6.QtCore import Signal

from evidence_library.model.quarters import days_of, quarter_at, quarter_of
from evidence_library.model.tracked_changes import Change, ChangesBetween, Turn, in_short, sentences
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.services import track_changes, track_drawings
from evidence_library.services.track_histories import Histories
from evidence_library.ui.presenters import as_at
from evidence_library.ui.presenters.page_parts import bullets, fold, link, paragraph, text
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.track_picture import Behind, Picture, Scope

#: Changes of a group that are told before one asks for all, and then at most.
_AT_FIRST, _AT_MOST = 60, 1_000

#: Letters of the wording that name a recommendation.
_NAMED = 110

#: Sign and tone of each group; the words always stand beside them.
_SIGNS = {
    Turn.MET: ("▲", "good"),
    Turn.OVERDUE: ("▼", "bad"),
    Turn.CONTRADICTED: ("!", "bad"),
    Turn.NO_REPORT: ("□", "warn"),
    Turn.SLIPPED: ("→", "warn"),
    Turn.NO_LONGER_MET: ("▼", "bad"),
    Turn.OTHER: ("●", ""),
}


class Since(StrEnum):
    """The days before the one that is looked at that one often compares it with."""

    QUARTER = "A quarter before"
    YEAR = "A year before"


class ChangesPresenter(Picture):
    """Compares two days. `compared` brings the page as HTML, after `days_changed`."""

    compared = Signal(str)
    days_changed = Signal()
    kind = "changes"

    def __init__(self, session: Session, behind: Behind) -> None:
        """Compare nothing yet."""
        super().__init__(session, behind)
        self.since: Since | date = Since.YEAR
        self.until: date | None = None
        self.found: ChangesBetween | None = None
        self._opened: frozenset[str] = frozenset()

    @property
    def second(self) -> date:
        """The later day: the one that is looked at unless another one was chosen."""
        day = self.scope.day if self.scope is not None else date.max
        return self.until or day

    @property
    def first(self) -> date:
        """The day it is compared with."""
        if isinstance(self.since, date):
            return self.since
        return _before(self.second, self.since)

    def choose_first(self, since: Since | date) -> None:
        """Compare with another day."""
        self.since = since
        self._compare()

    def choose_second(self, until: date | None) -> None:
        """Look at another day than the workspace does; None: at the same."""
        self.until = until
        self._compare()

    def show_scope(self, scope: Scope) -> None:
        """Compare something else."""
        self.scope = scope
        self._compare()

    def fold(self, name: str) -> None:
        """Tell all of a group, or its beginning."""
        self._opened ^= {name}
        self._show()

    def _compare(self) -> None:
        self.days_changed.emit()
        self.again()

    def _made_from(
        self, scope: Scope
    ) -> tuple[Callable[[Histories], object], Callable[[object], None]]:
        first, second = self.first, self.second

        def make(behind: Histories) -> ChangesBetween:
            return track_changes.changes(scope.lines, behind, first, second)

        return make, self._on_compared

    def _on_compared(self, found: object) -> None:
        if isinstance(found, ChangesBetween):
            self.found = found
            self._show()

    def _show(self) -> None:
        if self.found is not None:
            self.compared.emit(page(self.found, self._opened))

    def _writer(self, path: Path) -> Callable[[], None] | None:
        found, scope = self.found, self.scope
        if found is None or scope is None:
            return None
        return lambda: track_drawings.save_table(track_changes.listing(found, scope.facts), path)


def understood(typed: str) -> date | None:
    """Read a day as people type it, in the ways the table of recommendations does."""
    found = as_at.understood(typed, date.today())
    return found.day if found is not None else None


def _before(day: date, since: Since) -> date:
    if since is Since.QUARTER:
        convention = QuarterConvention.CALENDAR
        position = quarter_of(day, convention).position - 1
        span = days_of(quarter_at(position), convention)
        begun = day - days_of(quarter_at(position + 1), convention).first
        return min(span.first + begun, span.last)
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day - timedelta(days=366)


def page(found: ChangesBetween, opened: frozenset[str] = frozenset()) -> str:
    """Tell the changes in groups, as HTML; the number of each recommendation opens it."""
    if not found.groups:
        return ""
    return "".join(_group(turn, held, found, opened) for turn, held in found.groups)


def _group(
    turn: Turn, held: tuple[Change, ...], found: ChangesBetween, opened: frozenset[str]
) -> str:
    sign, tone = _SIGNS[turn]
    head = f'<span class="{tone}">{escape(sign)}</span> ' if tone else f"{escape(sign)} "
    words = f"{head}{escape(turn.value)} ({len(held):,})"
    most = _AT_MOST if turn.name in opened else _AT_FIRST
    told = "".join(_told(change, turn, found) for change in held[:most])
    rest = ""
    if len(held) > _AT_FIRST:
        more = len(held) - most
        rest = fold(
            turn.name,
            f"Show {more:,} more" if turn.name not in opened else "Show fewer",
            "",
            opened=turn.name in opened,
        )
        if turn.name in opened and more > 0:
            rest += paragraph(f"{more:,} more stand in the exported table.", "small")
    return f"<h2>{words}</h2>{told}{rest}"


def _told(change: Change, turn: Turn, found: ChangesBetween) -> str:
    line = change.line
    wording = shorten(line.excerpt, _NAMED, placeholder=" …")
    name = link("recommendation", line.id, f"{line.number}. {wording}")
    leads = f' <span class="muted">{text(", ".join(line.leads))}</span>' if line.leads else ""
    first_time = turn is change.turns[0]
    words = sentences(change, found.first, found.second) if first_time else in_short(change, turn)
    return f"<p>{name}{leads}</p>{bullets(map(text, words))}"
