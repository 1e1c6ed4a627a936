"""The recommendations of a library as a table, as at a day: what is asked for, and what comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.clocks import schedule_in_words
from evidence_library.model.dates import day_in_words
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.track_choices import Grouping, Order, Quick
from evidence_library.model.tracked import Line
from evidence_library.model.vocabulary import ROLE_WORDS, EvidenceRole, in_words
from evidence_library.query.describing import Told
from evidence_library.services import track
from evidence_library.services.opened import Library
from evidence_library.services.track import Board, Matches
from evidence_library.services.track_listing import (
    Listing,
    Wanted,
    in_words_counted,
    listing,
)
from evidence_library.ui.itemmodels.track_table import Cell, Heading, Row
from evidence_library.ui.presenters.as_at import TODAY, AsAt, as_at
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import SCHEDULE_SIGNS, STATUS_SIGNS, counted
from evidence_library.ui.tasks import Job

#: Every column: key, words, width at 100 % text. Those that come last give way first.
COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("number", "No.", 56),
    ("text", "Recommendation", 0),
    ("schedule", "Schedule", 120),
    ("reported", "Reported", 104),
    ("lead", "Lead", 84),
    ("deadline", "Deadline", 84),
    ("evidence", "Evidence", 80),
    ("theme", "Theme", 120),
    ("set", "Set", 150),
)

#: What one begins with; theme and set are there for the asking.
FIRST_COLUMNS = tuple(key for key, _, _ in COLUMNS[:7])

_ORDERS: dict[str, Order] = {
    "number": Order.NUMBER,
    "text": Order.TEXT,
    "schedule": Order.SCHEDULE,
    "reported": Order.REPORTED,
    "lead": Order.LEAD,
    "deadline": Order.DEADLINE,
    "evidence": Order.EVIDENCE,
    "theme": Order.THEME,
    "set": Order.SET,
}

#: What one groups by, in words.
GROUPINGS: tuple[tuple[Grouping, str], ...] = (
    (Grouping.NONE, "No groups"),
    (Grouping.LEAD, "Lead"),
    (Grouping.STATUS, "Reported status"),
    (Grouping.SCHEDULE, "Schedule"),
    (Grouping.THEME, "Theme"),
    (Grouping.QUARTER, "Quarter"),
    (Grouping.SET, "Set"),
)

#: What one often looks for: words and what they mean.
QUICK_WORDS: dict[Quick, tuple[str, str]] = {
    Quick.OVERDUE: ("Overdue", "The original deadline has passed, and it is not met"),
    Quick.DUE_SOON: ("Due soon", "The deadline ends in this quarter or the next one"),
    Quick.NO_REPORT: ("No report", "The deadline has passed, and nothing was reported"),
    Quick.CONTRADICTION: (
        "Contradicted",
        "Reported as not due although the deadline has passed",
    ),
    Quick.NOT_MET: ("Not met", "Reported as not met"),
    Quick.NO_EVIDENCE: ("No evidence", "No record is linked as evidence of progress"),
}

#: How groups count where some stand in several.
EXPLAINED = "Recommendations with several leads stand under each of them."


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, as a person asks: `text` as typed, `rule` for the day (`as_at`)."""

    set_id: SetId | None = None
    text: str = ""
    rule: str = TODAY
    quick: frozenset[Quick] = frozenset()
    by: Grouping = Grouping.NONE
    order: Order = Order.TABLE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class TrackAnswer:
    """A table ready to be shown. `sentence` states the counting rule; `note` says what is odd.

    It is `doubtful` where part of the search was not understood; `understood` tells the rest.
    """

    board: Board
    found: Listing
    asked: Asked
    at: AsAt
    sentence: str
    rows: tuple[Row, ...] = ()
    note: str = ""
    doubtful: bool = False
    understood: tuple[Told, ...] = ()

    def lists(self, key: RecommendationId) -> bool:
        """Tell whether a recommendation is listed, in whatever group."""
        return any(one.id == key for one in self.found.lines)

    @property
    def empty(self) -> bool:
        """Whether the library has no recommendations at all."""
        return not self.board.lines and not self.board.sets

    @property
    def filters(self) -> str:
        """Say how what is listed was chosen, for what is written of it; empty if all is listed."""
        asked = self.asked
        owner = self.board.sets.get(asked.set_id) if asked.set_id else None
        quick = (QUICK_WORDS[one][0].lower() for one in Quick if one in asked.quick)
        said = (
            f"the set “{owner.title}”" if owner else "",
            f"search “{asked.text.strip()}”" if asked.text.strip() else "",
            *quick,
        )
        return ", ".join(filter(None, said))

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.sentence}, as at {day_in_words(self.at.day)}"


class TrackPresenter(QObject):
    """Asks for tables. `answered` brings each one, `asked_changed` precedes it."""

    answered = Signal(object)
    asked_changed = Signal()
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Ask for nothing yet."""
        super().__init__()
        self.session = session
        self.asked = Asked()
        self.answer: TrackAnswer | None = None
        self._board: Board | None = None
        self._folded: set[str] = set()
        #: What was added or brought back since it was last shown.
        self.came: frozenset[RecommendationId] = frozenset()
        session.changed.connect(self._on_changes)
        session.opened.connect(self._on_opened)

    @staticmethod
    def today() -> date:
        """Give the day it is."""
        return datetime.now(tz=UTC).astimezone().date()

    @property
    def at(self) -> AsAt:
        """The day that is looked at."""
        return as_at(self.asked.rule, self.today())

    def come_here(self) -> None:
        """Read what is shown, if it was not read yet; another day may have begun."""
        at = self.answer.at.day if self.answer else None
        if self._board is None or self.at.day != at:
            self.ask(self.asked)

    def ask(self, asked: Asked) -> None:
        """Ask for something else."""
        library = self.session.library
        if library is None:
            return
        self.asked = asked
        self.asked_changed.emit()
        board, at = self._board, self.at
        job = Job(
            lambda _report: _answer(library, board, asked, at),
            self,
            done=self._on_answered,
            failed=self.failed.emit,
        )
        self.session.tasks.read(job, replaces="track")

    def change(self, **fields: object) -> None:
        """Ask for the same with other fields of `Asked`."""
        self.ask(replace(self.asked, **fields))  # type: ignore[arg-type]

    def narrow(self, text: str) -> None:
        """Ask for what a search finds among what is listed."""
        before = self.asked.text.strip()
        if " or " in before.casefold():
            before = f"({before})"
        self.change(text=f"{before} {text}".strip())

    def toggle(self, quick: Quick) -> None:
        """Look for something often looked for, or no longer."""
        self.change(quick=self.asked.quick ^ {quick})

    def clear_filters(self) -> None:
        """Show all recommendations of the chosen set."""
        self.change(text="", quick=frozenset())

    def sort(self, column: int, *, descending: bool | None = None) -> None:
        """Sort by a column; by the same one again the other way, and then no longer."""
        order = _ORDERS[COLUMNS[column][0]]
        if descending is not None:
            self.change(order=order, descending=descending)
        elif self.asked.order is not order:
            self.change(order=order, descending=False)
        elif not self.asked.descending:
            self.change(descending=True)
        else:
            self.change(order=Order.TABLE, descending=False)

    @property
    def column(self) -> int:
        """The column it is sorted by; -1 for the order of the tables."""
        keys = [key for key, _, _ in COLUMNS]
        return next(
            (keys.index(key) for key, order in _ORDERS.items() if order is self.asked.order), -1
        )

    def fold(self, key: str) -> None:
        """Fold a group, or unfold it."""
        self._folded ^= {key}
        self._show_folded()

    def open_groups(self, *, opened: bool) -> None:
        """Unfold all groups, or fold them."""
        found = self.answer.found.groups if self.answer else ()
        self._folded = set() if opened else {group.key for group in found}
        self._show_folded()

    def drop_part(self, start: int, end: int) -> None:
        """Take a part out of the search."""
        text = self.asked.text
        self.change(text=" ".join(f"{text[:start]} {text[end:]}".split()))

    def cells(self, line: Line) -> tuple[Cell, ...]:
        """Word the cells of a line, one for each of `COLUMNS`."""
        if self.answer is None:
            return ()
        return _cells(line, self.answer)

    def refresh(self) -> None:
        """Read everything anew."""
        self._board = None
        self.ask(self.asked)

    def _show_folded(self) -> None:
        """Show the same with other groups folded; nothing is worked out for that."""
        answer = self.answer
        if answer is not None:
            rows = _rows(answer.found, frozenset(self._folded))
            self.answer = replace(answer, rows=rows)
            self.answered.emit(self.answer)

    def _on_answered(self, answer: TrackAnswer) -> None:
        self._board = answer.board
        if self.asked.set_id not in answer.board.sets:
            self.asked = replace(self.asked, set_id=None)
        rows = _rows(answer.found, frozenset(self._folded))  # one may have folded meanwhile
        self.answer = answer = replace(answer, rows=rows)
        self.answered.emit(answer)

    def _on_opened(self) -> None:
        self._board, self.answer, self._folded = None, None, set()
        self.asked = replace(self.asked, set_id=None, text="", quick=frozenset())

    def _on_changes(self, changes: Changes) -> None:
        """Read anew what changed, if anything of it was read before."""
        touched = (changes.sets, changes.recommendations, changes.starter, changes.trashed)
        # What is linked counts from when it was published; any record may be.
        linked = changes.records and self._board is not None and self._board.bearings
        if (any(touched) or linked) and self._board is not None:
            self._follow(changes)
            self.refresh()

    def _follow(self, changes: Changes) -> None:
        """Show a set that is new; remember which recommendations came into one there was."""
        board = self._board
        if board is None:
            return
        new = changes.sets - board.sets.keys()
        if len(new) == 1:
            self.asked = replace(self.asked, set_id=next(iter(new)), text="", quick=frozenset())
        elif not new:
            self.came = changes.recommendations - {one.id for one in board.lines}


def _answer(library: Library, board: Board | None, asked: Asked, at: AsAt) -> TrackAnswer:
    """Read, choose and group; runs off the screen's thread."""
    board = board if board is not None else track.board(library)
    if asked.set_id is not None and asked.set_id not in board.sets:
        asked = replace(asked, set_id=None)
    matches = Matches(())
    matching: frozenset[RecommendationId] | None = None
    if asked.text.strip():
        matches = track.search(library, asked.text, at.day)
        matching = frozenset(matches.ids)
    found = listing(
        board,
        Wanted(
            day=at.day,
            set_id=asked.set_id,
            matching=matching,
            quick=asked.quick,
            by=asked.by,
            order=asked.order,
            descending=asked.descending,
        ),
    )
    notes = [one.message for one in matches.problems]
    return TrackAnswer(
        board=board,
        found=found,
        asked=asked,
        at=at,
        sentence=in_words_counted(found),
        note=" ".join([*notes, *([EXPLAINED] if found.several else ())]),
        doubtful=bool(notes),
        understood=matches.understood,
    )


def _rows(found: Listing, folded: frozenset[str]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for group in found.groups:
        shut = group.key in folded
        if group.key:
            rows.append(Heading(group.key, group.words, len(group.lines), shut))
        if not shut:
            rows.extend(group.lines)
    return tuple(rows)


def _cells(line: Line, answer: TrackAnswer) -> tuple[Cell, ...]:
    day = answer.at.day
    state = line.state(day)
    sign, tone = STATUS_SIGNS[state.status]
    mark, colour = SCHEDULE_SIGNS[state.schedule]
    parts = counted(line.parts, "part") if line.parts else ""
    owner = answer.board.sets.get(line.set_id)
    return (
        Cell(line.number, below=parts),
        Cell(line.excerpt),
        Cell(schedule_in_words(state.schedule, line.quarters_over(day)), mark, colour),
        Cell(in_words(state.status), sign, tone),
        Cell(", ".join(line.leads) or "Not stated", tone="" if line.leads else "muted"),
        Cell(line.due or "Not stated", tone="" if line.due else "muted"),
        _evidence(answer.board.bearing(line.id, day)),
        Cell(line.theme),
        Cell(owner.title if owner else ""),
    )


def _evidence(bearing: Mapping[EvidenceRole, int]) -> Cell:
    """Count the linked records that existed at the day, and say as what."""
    if not bearing:
        return Cell("None yet", tone="muted")
    roles = [ROLE_WORDS[one].removeprefix("Evidence of ") for one in EvidenceRole if one in bearing]
    return Cell(counted(sum(bearing.values()), "record"), below=", ".join(roles))
