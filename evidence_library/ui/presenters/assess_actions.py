"""Actions as at a day: listed, filtered, grouped; added, edited, reported on, deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from evidence_library.model.action import Action
from evidence_library.model.changes import Changes
from evidence_library.model.clocks import Schedule, reported_on, schedule_in_words
from evidence_library.model.ids import ActionId, AssessmentId, RecordId
from evidence_library.model.quarters import quarter_at, quarter_of
from evidence_library.model.recommendation import Deadline, ProgressEntry
from evidence_library.model.vocabulary import QuarterConvention, in_words
from evidence_library.services import actions, assess, assess_search, chosen, matching_practice
from evidence_library.services.actions import Listed, deadline_from, today_as_written
from evidence_library.services.assess import Opened, theme_name
from evidence_library.services.matching_practice import Match
from evidence_library.services.opened import Library
from evidence_library.text.process_measures import question_about
from evidence_library.ui.itemmodels.action_table import ActionHeading, ActionLine
from evidence_library.ui.itemmodels.track_table import Cell
from evidence_library.ui.presenters.as_at import TODAY, AsAt, as_at
from evidence_library.ui.presenters.assess import EXAMPLE_BADGE
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import SCHEDULE_SIGNS, STATUS_SIGNS, counted
from evidence_library.ui.tasks import Job

__all__ = [
    "COLUMNS",
    "GROUPINGS",
    "ActionsPresenter",
    "By",
    "Detail",
    "Match",
    "deadline_from",
    "question_about",
    "today_as_written",
]

#: Is told why something was not done; nothing if it was.
Answered = Callable[[str], None]

#: Every column: key, words, width at 100 % text. Those that come last give way first.
COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("what", "Action", 0),
    ("schedule", "Schedule", 118),
    ("owner", "Owner", 108),
    ("deadline", "Deadline", 84),
    ("status", "Reported", 100),
    ("theme", "Theme", 130),
    ("measure", "How one will know", 170),
)


class By(StrEnum):
    """What actions are grouped by."""

    NONE = "none"
    OWNER = "owner"
    THEME = "theme"
    SCHEDULE = "schedule"


GROUPINGS: tuple[tuple[By, str], ...] = (
    (By.NONE, "No groups"),
    (By.OWNER, "Owner"),
    (By.THEME, "Theme"),
    (By.SCHEDULE, "Schedule"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: `of` is the id of an assessment, empty for the actions of all."""

    of: str = ""
    text: str = ""
    rule: str = TODAY
    by: By = By.NONE
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class ActionsAnswer:
    """A table ready to be shown. `themes` names where each action comes from."""

    asked: Asked
    at: AsAt
    listed: Mapping[ActionId, Listed]
    themes: Mapping[ActionId, str]
    titles: Mapping[RecordId, str]
    rows: tuple[object, ...]
    sentence: str
    note: str
    overdue: int
    total: int


@dataclass(frozen=True, slots=True)
class Detail:
    """An action as it is read: its listing, where it comes from, the records it draws on."""

    listed: Listed
    theme: str
    records: tuple[tuple[RecordId, str], ...]
    day: date

    @property
    def action(self) -> Action:
        """What it is."""
        return self.listed.action

    @property
    def clock_words(self) -> tuple[tuple[str, str, str], ...]:
        """What the schedule says and what was reported, each with sign and tone."""
        clock = self.listed.clock
        mark, colour = SCHEDULE_SIGNS[clock.schedule]
        sign, tone = STATUS_SIGNS[clock.status]
        return (
            (schedule_in_words(clock.schedule, clock.quarters_over), mark, colour),
            (in_words(clock.status), sign, tone),
        )


class ActionsPresenter(QObject):
    """Asks `services.actions`, off the screen's thread.

    `answered` follows each listing; `added` names a new action; `told` brings a sentence and the
    operation that takes it back; `failed` why something was not done.
    """

    answered = Signal(object)
    asked_changed = Signal()
    added = Signal(str)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Ask for nothing yet."""
        super().__init__()
        self.session = session
        self.asked = Asked()
        self.answer: ActionsAnswer | None = None
        self._folded: set[str] = set()
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

    @property
    def writable(self) -> bool:
        """Whether actions can be changed."""
        return not self.session.hindrance

    def change(self, **fields: object) -> None:
        """Ask for the same with other fields of `Asked`."""
        self.asked = replace(self.asked, **fields)  # type: ignore[arg-type]
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        library, asked, at, folded = self.session.library, self.asked, self.at, set(self._folded)
        self.asked_changed.emit()
        if library is None:
            return
        job = Job(
            lambda _report: _answer(library, asked, at, folded),
            self,
            done=self._on_answered,
            failed=self.failed.emit,
        )
        self.session.tasks.read(job, replaces="actions")

    def fold(self, key: str) -> None:
        """Fold a group, or unfold it."""
        self._folded ^= {key}
        self.refresh()

    def detail(self, key: str) -> Detail | None:
        """Give an action that is listed."""
        answer = self.answer
        found = answer.listed.get(ActionId(key)) if answer is not None else None
        if answer is None or found is None:
            return None
        gone = "A record that is no longer in the library"
        records = tuple((one, answer.titles.get(one, gone)) for one in found.action.records)
        return Detail(found, answer.themes.get(found.action.id, ""), records, answer.at.day)

    def cells(self, line: ActionLine) -> tuple[Cell, ...]:
        """Word the cells of a line, one for each of `COLUMNS`."""
        found = self.detail(line.id)
        return _cells(found) if found is not None else ()

    def quarters(self) -> tuple[str, ...]:
        """Offer the quarters that come next as deadlines."""
        now = quarter_of(self.today(), QuarterConvention.CALENDAR).position
        return tuple(quarter_at(now + step).label for step in range(1, 5))

    def suggest(
        self,
        opened: Opened | None,
        theme: str,
        words: str,
        then: Callable[[tuple[Match, ...]], object],
    ) -> None:
        """Look for records that may help with a theme, or have some words."""
        library = self.session.library
        if library is None:
            return

        def work(_report: object) -> tuple[Match, ...]:
            found = opened.instrument.theme(theme) if opened and opened.instrument else None
            if found is not None:
                return matching_practice.for_theme(library, found, words)
            return matching_practice.matching(library, (), words)

        job = Job(work, self, done=lambda found: _deliver(found, then), failed=self.failed.emit)
        self.session.tasks.read(job, replaces="matching practice")

    def read_assessment(self, key: str, then: Callable[[Opened | None], object]) -> None:
        """Read the assessment an action comes from; None if there is none, or it is gone."""
        library = self.session.library
        if library is None:
            return

        def work(_report: object) -> Opened | None:
            return assess.opened(library, AssessmentId(key)) if key else None

        def gone(_message: str) -> None:
            then(None)

        job = Job(work, self, done=lambda found: _lead(found, then), failed=gone)
        self.session.tasks.read(job)

    # What one does

    def add(self, wanted: Action, then: Answered | None = None) -> None:
        """Add an action, and have it shown; `then` is told why not, or nothing."""
        library = self.session.library
        if library is None:
            return

        def done(made: tuple[Action, Changes]) -> None:
            if then is not None:
                then("")
            self._tell(made[1])
            self.added.emit(made[0].id)

        job = Job(
            lambda _report: actions.add(library, wanted),
            self,
            "Adding an action",
            done=done,
            failed=then or self.failed.emit,
        )
        self.session.tasks.write(job)

    def edit(self, wanted: Action, expected: Action, then: Answered | None = None) -> None:
        """Change an action; `then` is told why not, or nothing."""
        self._change(lambda library: actions.edit(library, wanted, expected), then)

    def report(
        self, keys: Sequence[str], entry: ProgressEntry, then: Answered | None = None
    ) -> None:
        """Report progress on one or several; `then` is told why not, or nothing."""
        ids = [ActionId(key) for key in keys]
        self._change(lambda library: actions.report(library, ids, entry), then)

    def link(self, key: str, records: Sequence[RecordId], then: Answered | None = None) -> None:
        """Link records to an action; `then` is told why not, or nothing."""
        self._change(lambda library: actions.link(library, ActionId(key), records), then)

    def unlink(self, key: str, record: RecordId) -> None:
        """Take a link away."""
        self._change(lambda library: actions.unlink(library, ActionId(key), record))

    def delete(self, keys: Sequence[str]) -> None:
        """Move actions into the trash."""
        self._change(lambda library: actions.delete(library, [ActionId(key) for key in keys]))

    def _change(self, act: Callable[[Library], Changes], then: Answered | None = None) -> None:
        library = self.session.library
        if library is None:
            return

        def done(changes: Changes) -> None:
            if then is not None:
                then("")
            if changes.any:
                self._tell(changes)

        job = Job(
            lambda _report: act(library),
            self,
            "Changing actions",
            done=done,
            failed=then or self.failed.emit,
        )
        self.session.tasks.write(job)

    def _tell(self, changes: Changes) -> None:
        self.session.tell_changed(changes)
        self.told.emit(f"Done: {changes.name}.", changes.operation)

    def _on_answered(self, answer: ActionsAnswer) -> None:
        self.answer = answer
        self.answered.emit(answer)

    def _on_changes(self, changes: Changes) -> None:
        touched = changes.actions or changes.assessments or changes.instruments or changes.trashed
        if self.answer is not None and (touched or changes.records):
            self.refresh()

    def _on_opened(self) -> None:
        self.answer, self._folded = None, set()
        self.asked = replace(self.asked, of="", text="", overdue=False)


def _answer(library: Library, asked: Asked, at: AsAt, folded: set[str]) -> ActionsAnswer:
    """Read, choose and group; runs off the screen's thread."""
    every = actions.listed(library, at.day)
    ours = [one for one in every if asked.of in {"", one.action.assessment}]
    found = assess_search.actions_matching(library, asked.text, ours)
    overdue = sum(one.clock.overdue for one in found.actions)
    shown = [one for one in found.actions if one.clock.overdue or not asked.overdue]
    themes = _themes(library, shown)
    records = [key for one in shown for key in one.action.records]
    narrowed = len(shown) < len(ours)
    number = counted(len(ours), "action")
    return ActionsAnswer(
        asked,
        at,
        {one.action.id: one for one in shown},
        themes,
        chosen.titles_of(library, records),
        _rows(shown, themes, asked.by, folded),
        f"{len(shown):,} of {number}" if narrowed else number,
        " ".join(one.message for one in found.problems),
        overdue,
        len(ours),
    )


def _themes(library: Library, shown: Sequence[Listed]) -> dict[ActionId, str]:
    """Name the theme each action comes from."""
    held = {one.id: one for one in assess.listed(library)}
    opened: dict[str, Opened] = {}
    names = {}
    for one in shown:
        key = one.action.assessment
        if key is None or key not in held or held[key].assessment is None:
            names[one.action.id] = one.action.theme
            continue
        if key not in opened:
            opened[key] = assess.opened(library, key)
        names[one.action.id] = theme_name(opened[key].instrument, one.action.theme)
    return names


def _rows(
    shown: Sequence[Listed], themes: Mapping[ActionId, str], by: By, folded: set[str]
) -> tuple[object, ...]:
    lines = {one.action.id: ActionLine(one.action.id, one.action.what) for one in shown}
    if by is By.NONE:
        return tuple(lines.values())
    groups: dict[str, list[Listed]] = {}
    for one in shown:
        groups.setdefault(_group(one, themes, by), []).append(one)
    rows: list[object] = []
    for words, held in sorted(groups.items(), key=lambda pair: _group_order(pair, by)):
        key = f"{by}:{words}"
        rows.append(ActionHeading(key, words, len(held), key in folded))
        if key not in folded:
            rows.extend(lines[one.action.id] for one in held)
    return tuple(rows)


def _group(one: Listed, themes: Mapping[ActionId, str], by: By) -> str:
    if by is By.OWNER:
        return one.action.owner or "No owner"
    if by is By.THEME:
        return themes.get(one.action.id, "") or "No theme"
    return in_words(one.clock.schedule)


def _group_order(pair: tuple[str, list[Listed]], by: By) -> tuple[int, str]:
    words, held = pair
    if by is By.SCHEDULE:
        return (list(Schedule).index(held[0].clock.schedule), words)
    return (int(words.startswith("No ")), words.casefold())


def _cells(found: Detail) -> tuple[Cell, ...]:
    item = found.action
    (schedule, mark, colour), (status, sign, tone) = found.clock_words
    return (
        Cell(item.what, below=EXAMPLE_BADGE if item.example else ""),
        Cell(schedule, mark, colour),
        Cell(item.owner or "No owner", tone="" if item.owner else "muted"),
        Cell(*_deadline(item)),
        Cell(status, sign, tone),
        Cell(found.theme),
        _measure(found),
    )


def _deadline(item: Action) -> tuple[str, str, str, str]:
    if item.deadline is None:
        return ("Not stated", "", "muted", "")
    revised = f"revised: {written(item.revisions[-1])}" if item.revisions else ""
    return (written(item.deadline), "", "", revised)


def _measure(found: Detail) -> Cell:
    if not found.action.measure:
        return Cell("Not stated", tone="muted")
    below = "◆ Does it tell of a change?" if found.listed.question else ""
    return Cell(found.action.measure, below=below)


def written(deadline: Deadline) -> str:
    """Write a deadline for people: "Q3 2027", or as it was typed."""
    if deadline.year is not None and deadline.quarter is not None:
        return f"Q{deadline.quarter} {deadline.year}"
    return deadline.raw or deadline.value


def progress_told(action: Action, day: date) -> tuple[tuple[str, str], ...]:
    """Tell the history of an action, the latest entry first: what was said, when and by whom.

    An entry that is dated later than the day that is looked at says so.
    """
    told = []
    for entry in reversed(action.progress):
        when = entry.date.raw or entry.date.value if entry.date else "no date"
        later = ", later than the day looked at" if reported_on(entry.date) > day else ""
        who = f", {entry.by}" if entry.by else ""
        revised = f" New deadline: {written(entry.revised)}." if entry.revised else ""
        words = entry.raw or entry.note
        told.append((f"{when}{who}{later}: {in_words(entry.status)}", f"{words}{revised}"))
    return tuple(told)


def _lead(found: Opened | None, then: Callable[[Opened | None], object]) -> None:
    then(found)


def _deliver(found: tuple[Match, ...], then: Callable[[tuple[Match, ...]], object]) -> None:
    then(found)
