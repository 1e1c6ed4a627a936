"""Judging: the themes at the left, the judgement of one of them at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget

from evidence_library.model.assessment import OVERALL
from evidence_library.ui.itemmodels.themes import ThemesModel
from evidence_library.ui.presenters.assess_chosen import AssessChosen
from evidence_library.ui.presenters.assess_judging import theme_lines, what_is_open
from evidence_library.ui.screens.assess_form import JudgeForm
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.plain import label
from evidence_library.ui.widgets.theme_list import ThemeList

_THEMES, _STACKED_BELOW = 226, 640


class JudgePage(QWidget):
    """Shows what the presenter has opened. `theme_shown` names the theme one is at."""

    theme_shown = Signal(str)

    def __init__(self, parts: Parts, chosen: AssessChosen) -> None:
        """Show nothing yet."""
        super().__init__()
        self._parts, self._chosen = parts, chosen
        self._of = ""
        self.model = ThemesModel(self)
        self.themes = ThemeList(parts.theme, self.model)
        self.chooser = QComboBox()
        self.chooser.setModel(self.model)
        self.chooser.setMinimumWidth(1)
        for one in (self.chooser, self.chooser.view()):
            one.setAccessibleName("Themes")
        self.form = JudgeForm(parts, chosen)
        self.ready = label(role="note", wrap=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.themes)
        self._row.addWidget(self._padded(self.chooser))
        self._row.addWidget(self.form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.ready.setContentsMargins(0, 0, 0, 0)
        note = QVBoxLayout()
        note.setContentsMargins(16, 8, 16, 8)
        note.addWidget(self.ready)
        self._note = QWidget()
        self._note.setLayout(note)
        self._note.hide()
        column.addWidget(self._note)
        column.addLayout(self._row, 1)
        self.themes.chose.connect(self.show_theme)
        self.themes.entered.connect(self.form.take_focus)
        self.chooser.activated.connect(self._on_chosen)
        self.form.assessor_changed.connect(lambda _who: self._show_lines())
        chosen.shown.connect(self._on_shown)
        chosen.emptied.connect(self._on_emptied)
        parts.session.leaving.connect(self.form.keep)
        parts.theme.changed.connect(self._fit)
        self._fit()

    def show_theme(self, key: str) -> None:
        """Show a theme."""
        self.form.show_theme(key)
        self._show_lines()
        self.theme_shown.emit(key)

    def show_opened(self) -> None:
        """Show what is opened."""
        self._on_shown()

    def take_focus(self) -> None:
        """Put the cursor into the themes."""
        self._contents.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""
        first = next(iter(self.form.cards.cards.values()), None)
        target: QWidget = first.choose if first is not None else self.form.rationale.edit
        return (self._contents, target)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was said when one goes elsewhere."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.form.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put a menu in the place of the themes where there is no room beside the cards."""
        super().resizeEvent(event)
        self._fit()

    def _padded(self, chooser: QWidget) -> QWidget:
        self._chooser_row = QWidget()
        row = QVBoxLayout(self._chooser_row)
        row.setContentsMargins(16, 8, 16, 0)
        row.addWidget(chooser)
        return self._chooser_row

    @property
    def _contents(self) -> QWidget:
        return self.chooser if self._chooser_row.isVisibleTo(self) else self.themes

    def _on_emptied(self) -> None:
        self._of = ""

    def _on_shown(self) -> None:
        opened = self._chosen.opened
        if opened is None:
            return
        if opened.assessment.id != self._of:
            self._of = opened.assessment.id
            self.form.forget_assessor()
            known = opened.instrument
            first = known.themes[0].key if known and known.themes else OVERALL
            self.form.theme_key = first
            self.form.take_theirs()
        else:
            self.form.show_opened()
        told = what_is_open(opened)
        self.ready.setText(told)
        self._note.setVisible(bool(told))
        self._show_lines()

    def _show_lines(self) -> None:
        opened = self._chosen.opened
        if opened is None:
            return
        self.model.show(theme_lines(opened, self.form.who))
        self.themes.show_chosen(self.form.theme_key)
        self.chooser.setCurrentIndex(self.model.row_of(self.form.theme_key))

    def _on_chosen(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None and line.key is not None:
            self.show_theme(line.key)

    def _fit(self) -> None:
        px, directions = self._parts.theme.px, QBoxLayout.Direction
        stacked = self.width() < px(_STACKED_BELOW)
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self.themes.setVisible(not stacked)
        self._chooser_row.setVisible(stacked)
        self.themes.setFixedWidth(px(_THEMES))
