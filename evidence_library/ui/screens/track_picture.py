"""The frame of a picture of recommendations: what one chooses above it, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.presenters.track_picture import Picture, Scope
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import EmptyState, button, label

DRAWING, TABLE = "drawing", "table"

#: The least height of a picture, in pixels at 100 % text, if there is room; else in pixels.
_LEAST, _SMALLEST = 220, 120
_EDGE = 12

_T = TypeVar("_T")


class PicturePane(QWidget):
    """Shows the pictures of a presenter.

    `recommendation_chosen` names one that is to be opened, `filter_asked` brings words for the
    filter of the table, `said` what a screen reader says, `failed` why something was not done.
    """

    recommendation_chosen = Signal(str)
    filter_asked = Signal(str)
    said = Signal(str)
    failed = Signal(str)

    def __init__(
        self, theme: Theme, presenter: Picture, dialogs: Dialogs, forms: Mapping[str, str]
    ) -> None:
        """Show nothing yet; `forms` name the files it can be saved as."""
        super().__init__()
        presenter.setParent(self)
        self._theme, self._picture, self._dialogs, self._forms = theme, presenter, dialogs, forms
        self._head = QWidget()
        self._bar = FlowLayout(self._head, gap=8)
        self._sentence = label(role="secondary", wrap=True)
        self._note = label(role="secondary")
        self._note.hide()
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        page = QWidget()
        page.setProperty("role", "plain")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._sentence)
        column.addWidget(self.stack, 1)
        self._column = column
        self._scroll = QScrollArea()  # at large text the picture has more room than the window
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        theme.changed.connect(self._fit)
        self._fit()
        presenter.failed.connect(self.failed)
        presenter.saved.connect(lambda name: self._say(f"Saved as {name}"))

    @property
    def sentence(self) -> str:
        """What it says about the picture: the counting rule."""
        return self._sentence.text()

    @property
    def note(self) -> str:
        """What it confirms."""
        return self._note.text()

    def show_scope(self, scope: Scope) -> None:
        """Picture something else."""
        self._say("", quietly=True)
        self._picture.show_scope(scope)

    def take_focus(self) -> None:
        """Put the cursor into the picture."""
        shown = self.stack.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self, form: str) -> None:
        """Ask where to save it, and save it."""
        start = Path(f"{self._picture.kind}{form}")
        path = self._dialogs.choose_list_file(
            self, f"Save the {self._picture.kind}", start, self._forms
        )
        if path is not None:
            self._picture.save(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture the room there is."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll what stands above the picture away while one walks through it."""
        if event.type() == QEvent.Type.FocusIn:
            self._keep_in_sight()
        return super().eventFilter(watched, event)

    def _follow(self, *shown: QWidget) -> None:
        """Keep these in sight while they have the focus."""
        for one in shown:
            one.installEventFilter(self)

    def _keep_in_sight(self) -> None:
        shown, focus = self.stack.currentWidget(), self.focusWidget()
        if shown is None or focus is None or not focus.hasFocus():
            return
        if focus is shown or shown.isAncestorOf(focus):
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _fit(self) -> None:
        """Let some rows of the picture be in sight, whatever else has to scroll away."""
        room = self._scroll.viewport().height() - 2 * _EDGE
        self.stack.setMinimumHeight(max(_SMALLEST, min(self._theme.px(_LEAST), room)))

    def _offer_export(self) -> None:
        """Put the menu that saves at the end of what one chooses."""
        export = button("Export")
        export.setProperty("menu", "true")
        menu = QMenu(self)
        for form, words in self._forms.items():
            action = menu.addAction(f"Save as {words}…")
            action.triggered.connect(lambda _=False, name=form: self.save(name))
        export.setMenu(menu)
        self._bar.addWidget(export)
        self._bar.addWidget(self._note)

    def _say(self, words: str, *, quietly: bool = False) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))
        if not quietly:
            self.said.emit(words)


class Chooser(QWidget):
    """A list to choose from, with its name before it. `chosen` follows a choice of a person."""

    chosen = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[str, object]], spoken: str) -> None:
        """Offer pairs of words and what they mean; `spoken` is the name for screen readers."""
        super().__init__()
        self.box = QComboBox()
        self.box.setAccessibleName(spoken)
        self.box.view().setAccessibleName(f"Choices for {name.lower()}")
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for words, meant in choices:
            self.box.addItem(words, meant)
        words_before = QLabel(name)
        words_before.setProperty("role", "secondary")
        words_before.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(words_before)
        row.addWidget(self.box)
        self.box.activated.connect(lambda _at: self.chosen.emit())

    def show_choice(self, meant: object) -> None:
        """Show a choice."""
        self.box.setCurrentIndex(self.box.findData(meant))


class FormSwitch(QWidget):
    """Switches between a drawing and its table. `chosen` names one of them."""

    chosen = Signal(str)

    def __init__(self, drawing: str, hint: str) -> None:
        """Show the drawing as chosen; `drawing` is the word for it."""
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(4)
        for key, words, about in (
            (DRAWING, drawing, hint),
            (TABLE, "Table", "The same as a table of words and numbers"),
        ):
            made = button(words, role="chip", hint=about)
            made.setAccessibleName(f"Shown as: {words}")
            made.setCheckable(True)
            made.setAutoExclusive(True)  # so that a screen reader tells one of several
            made.clicked.connect(lambda _=False, form=key: self.chosen.emit(form))
            self._group.addButton(made)
            self.buttons[key] = made
            row.addWidget(made)
        self.buttons[DRAWING].setChecked(True)


def values(words: Mapping[_T, str]) -> list[tuple[str, object]]:
    """Offer the values of a list under their words."""
    return [(said, one) for one, said in words.items()]
