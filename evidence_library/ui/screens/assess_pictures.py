"""Grid and comparisons of Assess: tables of words to look at, to walk through and to open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from evidence_library.ui.presenters.assess import AssessPresenter
from evidence_library.ui.presenters.assess_chosen import AssessChosen
from evidence_library.ui.presenters.assess_pictures import (
    Picture,
    PicturesPresenter,
    grid,
    organisation_of,
    others_to_compare,
)
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.plain import EmptyState, label
from evidence_library.ui.widgets.view_switch import ViewSwitch
from evidence_library.ui.widgets.words_table import WordsTable

_THIS, _DEPARTMENTS = "this", "departments"
_VIEWS = (
    (_THIS, "This assessment", "Themes by stages, with the names of who says so"),
    (_DEPARTMENTS, "Departments", "The organisation and its departments side by side"),
)


class GridPage(QWidget):
    """Themes by stages, or departments side by side. `theme_asked` brings assessment and theme."""

    theme_asked = Signal(str, str)

    def __init__(self, parts: Parts, chosen: AssessChosen) -> None:
        """Show nothing yet."""
        super().__init__()
        self._chosen = chosen
        self.viewer = ""
        self._keys: tuple[str, ...] = ()
        self.presenter = PicturesPresenter(parts.session)
        self.presenter.setParent(self)
        self.switch = ViewSwitch(_VIEWS)
        self.table = WordsTable(
            parts.theme, "Themes by stages", "Enter opens the theme in the assessment."
        )
        self.note = label(role="secondary", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.switch)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        self._view = _THIS
        self.switch.chosen.connect(self.show_view)
        self.table.entered.connect(self._on_entered)
        self.presenter.overviewed.connect(self._show)
        self.presenter.failed.connect(parts.news.tell_failure)

    def show_view(self, view: str) -> None:
        """Show this assessment, or the departments."""
        self._view = view
        self.switch.show_view(view)
        self.show_opened()

    def show_opened(self) -> None:
        """Show what is opened."""
        opened = self._chosen.opened
        if opened is None:
            return
        if self._view == _THIS:
            self._show(grid(opened, self.viewer))
        else:
            self.presenter.overview(organisation_of(opened))

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""
        return (self.table,)

    def _show(self, picture: Picture) -> None:
        self._keys = picture.keys
        departments = self._view == _DEPARTMENTS
        name = "Departments side by side" if departments else "Themes by stages"
        self.table.setAccessibleName(name)
        self.table.show_rows(picture.columns, picture.rows, picture.hints)
        self.note.setText(picture.note)
        self.note.setVisible(bool(picture.note))

    def _on_entered(self, row: int, column: int) -> None:
        line = self.table.cells.rows[row]
        opened = self._chosen.opened
        if opened is None:
            return
        if not self._keys:
            self.theme_asked.emit(opened.assessment.id, line.key)
            return
        known = opened.instrument.themes if opened.instrument else ()
        theme = next((one.key for one in known if one.name == line.key), "")
        self.theme_asked.emit(self._keys[min(column, len(self._keys) - 1)], theme)


class ComparePage(QWidget):
    """What moved from one assessment to another. `theme_asked` brings assessment and theme."""

    theme_asked = Signal(str, str)

    def __init__(self, parts: Parts, presenter: AssessPresenter, chosen: AssessChosen) -> None:
        """Show nothing yet."""
        super().__init__()
        self._parts, self._assessments, self._chosen = parts, presenter, chosen
        self._others: tuple[tuple[str, str], ...] = ()
        self._keys: tuple[str, ...] = ()
        self.presenter = PicturesPresenter(parts.session)
        self.presenter.setParent(self)
        self.other = QComboBox()
        self.other.setMinimumContentsLength(20)
        self.other.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for one in (self.other, self.other.view()):
            one.setAccessibleName("Compare with")
        words = label("Compare with", "secondary")
        words.setBuddy(self.other)
        self.summary = label(role="strong", wrap=True)
        self.note = label(role="secondary", wrap=True)
        self.table = WordsTable(
            parts.theme, "Two assessments side by side", "Enter opens the theme in an assessment."
        )
        self.none = EmptyState()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words)
        row.addWidget(self.other, 1)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        self._asked = QWidget()
        self._asked.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._asked)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(self.none, 1)
        column.addWidget(self.note)
        self.other.activated.connect(lambda _at: self._ask())
        self.table.entered.connect(self._on_entered)
        self.presenter.compared.connect(self._show)
        self.presenter.failed.connect(parts.news.tell_failure)

    def show_opened(self) -> None:
        """Offer what the opened one can be compared with, and compare."""
        shown = self._chosen.key
        chosen = self.other.currentData()
        self._others = others_to_compare(shown, self._assessments.assessments)
        blocked = self.other.blockSignals(True)
        self.other.clear()
        for key, words in self._others:
            self.other.addItem(words, key)
        at = self.other.findData(chosen)
        self.other.setCurrentIndex(max(at, 0) if self._others else -1)
        self.other.blockSignals(blocked)
        there = bool(self._others)
        for one in (self._asked, self.table, self.summary):
            one.setVisible(there)
        self.note.setVisible(there and bool(self.note.text()))
        self.none.setVisible(not there)
        if there:
            self._ask()
        else:
            self.none.say("There is no other assessment yet to compare this one with.")

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        target: QWidget = self.table if self._others else self.other
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""
        return (self.other, self.table) if self._others else ()

    def _ask(self) -> None:
        """Compare, the earlier one first."""
        key, other = self._chosen.key, self.other.currentData()
        if not key or not other:
            return
        dates: dict[str, str] = {
            one.id: one.assessment.date
            for one in self._assessments.assessments
            if one.assessment is not None
        }
        pair: Sequence[str] = sorted((key, other), key=lambda one: dates.get(one, ""))
        self.presenter.compare(*pair)

    def _show(self, picture: Picture) -> None:
        self._keys = picture.keys
        self.table.show_rows(picture.columns, picture.rows)
        self.summary.setText(picture.summary)
        self.note.setText(picture.note)
        self.note.setVisible(bool(picture.note))

    def _on_entered(self, row: int, column: int) -> None:
        if self._keys:
            self.theme_asked.emit(self._keys[min(column, 1)], self.table.cells.rows[row].key)
