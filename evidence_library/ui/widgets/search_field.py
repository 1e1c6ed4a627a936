"""The search field that is always there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from evidence_library.ui.icons import dress, pixmap
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import label, restyle

LONGEST_QUERY = 1000
_WATCHED = frozenset({QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.KeyPress})


class SearchField(QWidget):
    """A field with a loupe and a clear button. Problems of the query are underlined in it."""

    edited = Signal(str)
    submitted = Signal()
    went_down = Signal()

    def __init__(self, theme: Theme, shortcut: str, parent: QWidget | None = None) -> None:
        """Show the shortcut that leads here while the field is empty."""
        super().__init__(parent)
        self._theme = theme
        self.underlined: tuple[tuple[int, int], ...] = ()
        self.setProperty("role", "searchbox")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._loupe = QLabel()
        self.line = _line_edit()
        self.setFocusProxy(self.line)
        self._hint = label(shortcut, "secondary")
        self._clear = _flat_button("Clear the search")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 6, 2)
        row.setSpacing(8)
        for part in (self._loupe, self.line, self._hint, self._clear):
            row.addWidget(part)
        self.line.textEdited.connect(self.edited)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self.submitted)
        self._clear.clicked.connect(self._on_clear)
        self.line.installEventFilter(self)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self._on_text_changed("")

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Write into the field without asking for a search."""
        if text != self.line.text():
            self.line.setText(text)

    def take_focus(self) -> None:
        """Go to the field and select what is in it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def underline(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline stretches of the text, from start to end, as in a spelling check."""
        self.underlined = tuple(spans)
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(self._theme.colour("bad"))
        cursor = self.line.cursorPosition()
        kind = QInputMethodEvent.AttributeType.TextFormat
        marks = [
            QInputMethodEvent.Attribute(kind, start - cursor, end - start, wave)
            for start, end in spans
        ]
        # A line edit takes formats for its text only in the way an input method sends them.
        QCoreApplication.sendEvent(self.line, QInputMethodEvent("", marks))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus on the whole field; go down into the list with the arrow key."""
        if event.type() not in _WATCHED:
            return False
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            restyle(self, "focused", event.type() == QEvent.Type.FocusIn)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.went_down.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.line.text():
                self._on_clear()
                return True
        return False

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._hint.setVisible(not text)

    def _on_clear(self) -> None:
        self.line.clear()
        self.edited.emit("")
        self.line.setFocus()

    def _draw_icons(self) -> None:
        muted = self._theme.colour("muted")
        size = self._theme.px(16)
        self._loupe.setPixmap(pixmap("search", muted, size, self.devicePixelRatioF()))
        dress(self._clear, "x", muted, size)


def _line_edit() -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(
        "Search the evidence: words, “a phrase”, topic:housing, year:2003..2011"
    )
    line.setAccessibleName("Search")
    line.setAccessibleDescription("Results follow while you type. Down goes to the results.")
    line.setMaxLength(LONGEST_QUERY)
    return line


def _flat_button(name: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("role", "flat")
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
