"""The dialogs of actions: write one down or edit it, report progress, find matching practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.action import Action
from evidence_library.model.ids import ActionId, RecordId
from evidence_library.model.recommendation import ProgressEntry
from evidence_library.model.vocabulary import Status, in_words
from evidence_library.text.partial_dates import parse_partial_date
from evidence_library.ui.presenters.assess_actions import (
    ActionsPresenter,
    Match,
    deadline_from,
    question_about,
    today_as_written,
    written,
)
from evidence_library.ui.presenters.assess_chosen import Opened
from evidence_library.ui.screens.answering import AnsweringDialog
from evidence_library.ui.screens.assess_supports import RecordFinder
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.checked import CheckedLine
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.pick import Found, SearchList
from evidence_library.ui.widgets.fields.text import TextField
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import button, in_tab_order, label, literal, shortened, tip

_QUARTER = "Q3 2027 or 2027-09-30"
_LONGEST = 110

#: So many letters of a title fit behind a tick.
_TITLE = 66

_REPORTED = (Status.IN_PROGRESS, Status.MET, Status.PARTLY_MET, Status.NOT_MET, Status.NOT_DUE)


class FormDialog(AnsweringDialog):
    """Fields below each other in a page that scrolls, with two buttons below it."""

    def __init__(self, parts: Parts, title: str, act: str, size: tuple[int, int]) -> None:
        """Start without fields."""
        super().__init__(parts, title, act, parts.window)
        page = QWidget()
        page.setProperty("role", "plain")
        page.setMinimumWidth(1)  # nothing in it may widen it beyond the dialog
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(0, 0, 12, 0)
        self.column.setSpacing(6)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        for one in (self.go_on, self.cancel):
            one.setAutoDefault(False)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.cancel)
        last.addWidget(self.go_on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(self.messages)
        whole.addWidget(area, 1)
        whole.addLayout(last)
        px = parts.theme.px
        self.resize(QSize(px(size[0]), px(size[1])).boundedTo(parts.window.size() * 0.95))

    def ask(self, *fields: FieldWidget) -> None:
        """Put fields below each other, each under its words."""
        for field in fields:
            words = label(field.name, "strong")
            words.setContentsMargins(0, 6, 0, 0)
            words.setBuddy(field)
            self.column.addWidget(words)
            self.column.addWidget(field)


class PracticeTicks(QWidget):
    """Records that may help, each with the reason, to tick."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self.boxes: dict[RecordId, QCheckBox] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._note = label("", "secondary", wrap=True)
        self._rows.addWidget(self._note)

    @property
    def ticked(self) -> tuple[RecordId, ...]:
        """The records that are ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def offer(self, found: Sequence[Match]) -> None:
        """Offer records; those that are ticked stay."""
        held = {key: box.text() for key, box in self.boxes.items() if box.isChecked()}
        for key in [key for key in self.boxes if key not in held]:
            self._drop(key)
        for one in found:
            if one.id not in self.boxes:
                self._add(one.id, one.title, f"{one.reason}. {one.finding}".strip())
        self._note.setText("" if self.boxes else "No record of the library matches yet.")
        self._note.setVisible(not self.boxes)

    def tick(self, key: RecordId, title: str, detail: str = "") -> None:
        """Offer a record as ticked."""
        if key not in self.boxes:
            self._add(key, title, detail)
        self.boxes[key].setChecked(True)
        self._note.hide()

    def _add(self, key: RecordId, title: str, reason: str) -> None:
        box = QCheckBox(literal(shortened(title, _TITLE)))
        box.setAccessibleName(title)
        box.setAccessibleDescription(reason)
        box.setToolTip(tip(title))
        why = label(shortened(reason, 240), "secondary", wrap=True)
        why.setVisible(bool(reason))
        why.setContentsMargins(26, 0, 0, 4)
        box.setProperty("why", why)
        self.boxes[key] = box
        self._rows.addWidget(box)
        self._rows.addWidget(why)

    def _drop(self, key: RecordId) -> None:
        box = self.boxes.pop(key)
        for one in (box.property("why"), box):
            if isinstance(one, QWidget):
                one.hide()
                one.deleteLater()


class ActionDialog(FormDialog):
    """Asks who does what by when. `taken` brings the action."""

    taken = Signal(object)

    def __init__(
        self,
        parts: Parts,
        presenter: ActionsPresenter,
        action: Action,
        opened: Opened | None,
        titles: Mapping[RecordId, str],
    ) -> None:
        """Ask about a new action, or about one that has an id."""
        title = "Edit the action" if action.id else "New action"
        super().__init__(parts, title, "Save" if action.id else "Add the action", (620, 720))
        theme = parts.theme
        self._presenter, self._action, self._opened = presenter, action, opened
        presenter_of_quarters = presenter.quarters()
        self.what = TextField(theme, "What is to be done", lines=(2, 6))
        self.owner = LineField(theme, "Owner", placeholder="A person or a team")
        self.deadline = CheckedLine(
            theme,
            "By when",
            deadline_from,
            placeholder=_QUARTER,
            write=lambda one: written(one) if one is not None else "",
        )
        self.measure = TextField(theme, "How one will know", lines=(2, 6))
        self.theme = ChoiceField(theme, "Theme", _themes(opened))
        self.ticks = PracticeTicks()
        self.search = SearchList(
            theme, "Other records", RecordFinder(parts, self), "Search another record"
        )
        self.notes = TextField(theme, "Notes", lines=(2, 5))
        if action.breakthrough:
            self.column.addWidget(label(f"Breakthrough: {action.breakthrough}", "muted", wrap=True))
        self.ask(self.what, self.owner, self.deadline)
        self._offer_quarters(presenter_of_quarters)
        if action.id and action.deadline is not None:
            note = "The first deadline stays; another one is a revision."
            self.column.addWidget(label(note, "secondary", wrap=True))
        self.ask(self.measure)
        if opened is not None:
            self.ask(self.theme)
        self.column.addWidget(label("Practice that may help", "strong"))
        self.column.addWidget(self.ticks)
        self.column.addWidget(self.search)
        self.ask(self.notes)
        self.column.addStretch(1)
        self._fill(action, titles)
        self.measure.changed.connect(self._question)
        self.theme.changed.connect(self._suggest)
        self.what.edit.textChanged.connect(lambda: self.what.show_problem(""))
        self.search.picked.connect(self._on_picked)
        self._question()
        self._suggest()
        in_tab_order(self.what, self.owner, self.deadline, self.measure)
        self.begins()
        self.what.take_focus()

    def entered(self) -> object:
        """Give what the fields hold."""
        fields = (self.what, self.owner, self.deadline, self.measure, self.theme, self.notes)
        return ([one.value() for one in fields], self.deadline.problem, self.ticks.ticked)

    def submit(self) -> None:
        """Bring the action, unless something of it cannot be kept."""
        what = " ".join(self.what.value().split())
        if not what:
            self.what.show_problem("Say what is to be done.")
            self.what.take_focus()
            return
        if self.deadline.problem:
            self.deadline.take_focus()
            return
        kept = [one for one in self._action.records if one not in self.ticks.boxes]
        wanted = replace(
            self._action,
            what=what,
            owner=self.owner.value(),
            deadline=self.deadline.value(),
            measure=self.measure.value(),
            theme=str(self.theme.value() or "") if self._opened else self._action.theme,
            records=(*kept, *self.ticks.ticked),
            notes=self.notes.value(),
        )
        self.taken.emit(wanted)

    def _fill(self, action: Action, titles: Mapping[RecordId, str]) -> None:
        self.what.set_value(action.what)
        self.owner.set_value(action.owner)
        latest = action.revisions[-1] if action.revisions else action.deadline
        self._latest = latest
        self.deadline.set_value(latest)
        self.measure.set_value(action.measure)
        self.theme.set_value(action.theme)
        self.notes.set_value(action.notes)
        for key in action.records:
            self.ticks.tick(key, titles.get(key, "A record that is no longer in the library"))

    def _offer_quarters(self, quarters: Sequence[str]) -> None:
        row = QWidget()
        flow = FlowLayout(row, 6)
        for words in quarters:
            chip = button(words, partial(self._take_quarter, words), role="chip")
            chip.setAccessibleName(f"By {words}")
            flow.addWidget(chip)
        self.column.addWidget(row)

    def _take_quarter(self, words: str) -> None:
        self.deadline.set_value(deadline_from(words))

    def _question(self) -> None:
        """Ask in words whether the measure tells of a change for people; it decides nothing."""
        self.measure.show_problem(question_about(self.measure.value()), "")

    def _suggest(self) -> None:
        theme = str(self.theme.value() or "")
        words = self._action.what or self._action.breakthrough
        self._presenter.suggest(self._opened, theme, words, self.ticks.offer)

    def _on_picked(self, found: Found) -> None:
        self.ticks.tick(found.value, found.words, found.detail)


class ReportDialog(FormDialog):
    """Asks how one or several actions stand. `taken` brings a `ProgressEntry`."""

    taken = Signal(object)

    def __init__(self, parts: Parts, titles: Sequence[str]) -> None:
        """Ask about actions by their words."""
        number = len(titles)
        title = "Report progress" if number == 1 else f"Report progress on {number} actions"
        super().__init__(parts, title, "Report", (520, 480))
        theme = parts.theme
        self.status = ChoiceField(
            theme, "How it stands", [Option(one, in_words(one)) for one in _REPORTED], radio=True
        )
        self.words = TextField(theme, "What happened", lines=(3, 8))
        self.date = LineField(theme, "As at", placeholder="2026-11-30")
        self.date.set_value(today_as_written().raw)
        self.revised = CheckedLine(
            theme,
            "New deadline",
            deadline_from,
            placeholder=f"Only if it was moved: {_QUARTER}",
            write=lambda one: written(one) if one is not None else "",
        )
        self.revised.set_value(None)
        for one in titles[:3]:
            self.column.addWidget(label(shortened(one, _LONGEST), "muted", wrap=True))
        if number > 3:
            self.column.addWidget(label(f"and {number - 3} more", "muted"))
        self.ask(self.status, self.words, self.date, self.revised)
        self.column.addStretch(1)
        self.begins()
        self.status.take_focus()

    def entered(self) -> object:
        """Give what the fields hold."""
        fields = (self.status, self.words, self.date, self.revised)
        return ([one.value() for one in fields], self.revised.problem)

    def submit(self) -> None:
        """Bring the entry, unless the day or the deadline is not understood."""
        day = parse_partial_date(self.date.value())
        if not day or not day.year:
            self.date.show_problem("Write the day as 2026-11-30.")
            self.date.take_focus()
            return
        today = ActionsPresenter.today()
        if day.earliest > (today.year, today.month, today.day):
            self.date.show_problem("It lies in the future; give a day that has been.")
            self.date.take_focus()
            return
        if self.revised.problem:
            self.revised.take_focus()
            return
        status = self.status.value()
        known = status if isinstance(status, Status) else Status.UNKNOWN
        self.taken.emit(
            ProgressEntry(
                raw=self.words.value().strip() or in_words(known),
                status=known,
                date=day,
                revised=self.revised.value(),
            )
        )


class PracticeDialog(FormDialog):
    """Offers records that may help with an action. `taken` brings the ids of those ticked."""

    taken = Signal(object)

    def __init__(
        self, parts: Parts, presenter: ActionsPresenter, action: Action, opened: Opened | None
    ) -> None:
        """Look for records."""
        super().__init__(parts, "Matching practice", "Link what is ticked", (620, 560))
        self._known = frozenset(action.records)
        about = "Records under the headings of the theme, or with the words of the action."
        self.column.addWidget(label(about, "secondary", wrap=True))
        self.ticks = PracticeTicks()
        self.column.addWidget(self.ticks)
        self.search = SearchList(
            parts.theme, "Other records", RecordFinder(parts, self), "Search another record"
        )
        self.search.picked.connect(
            lambda found: self.ticks.tick(found.value, found.words, found.detail)
        )
        self.column.addWidget(self.search)
        self.column.addStretch(1)
        presenter.suggest(opened, action.theme, action.what, self._offer)
        self.begins()

    def submit(self) -> None:
        """Bring what is ticked."""
        if self.ticks.ticked:
            self.taken.emit(self.ticks.ticked)
        else:
            self.accept()

    def entered(self) -> object:
        """Give what is ticked."""
        return self.ticks.ticked

    def _offer(self, found: tuple[Match, ...]) -> None:
        self.ticks.offer([one for one in found if one.id not in self._known])


def blank(opened: Opened | None, theme: str, breakthrough: str) -> Action:
    """Give an action that is to be written down, with where it comes from."""
    item = opened.assessment if opened else None
    return Action(
        id=ActionId(""),
        what=breakthrough,
        assessment=item.id if item else None,
        theme=theme,
        breakthrough=breakthrough,
        example=bool(item and item.example),
    )


def _themes(opened: Opened | None) -> list[Option]:
    known = opened.instrument.themes if opened and opened.instrument else ()
    return [Option("", "No theme"), *(Option(one.key, one.name) for one in known)]
