"""A small window with a few sentences, over what they are about. Esc or a click closes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label

_WIDTH = 400
_KEYS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Popover(QFrame):
    """Shows sentences until one looks elsewhere; the focus then is where it was."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Stay hidden until there is something to say."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setProperty("role", "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label(role="strong", wrap=True)
        self._lines: list[QLabel] = []
        self.close_button = button("Close", self.hide)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(6)
        self._column.addWidget(self._title)
        self._column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)

    def show_lines(self, title: str, lines: Sequence[str], owner: QWidget, beside: QRect) -> None:
        """Say something about the part `beside` of a widget."""
        for old in self._lines:
            self._column.removeWidget(old)
            old.deleteLater()
        self._lines = [label(line, wrap=True) for line in lines]
        self._title.setText(title)
        for at, line in enumerate(self._lines):
            self._column.insertWidget(1 + at, line)
        self.setAccessibleName(f"{title} {self.text}")
        width = min(self._theme.px(_WIDTH), self.screen().availableGeometry().width())
        self.setFixedWidth(width)
        for part in (self, self._title, *self._lines, self.close_button):
            part.ensurePolished()  # the style sheet has a say in how high they are
        self.setFixedHeight(self.heightForWidth(width))
        self.move(self._place(owner.mapToGlobal(beside.bottomLeft()), owner, beside))
        self.show()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(line.text() for line in self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc or Enter."""
        if Qt.Key(event.key()) in _KEYS:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _place(self, below: QPoint, owner: QWidget, beside: QRect) -> QPoint:
        """Stand below the part, or above it where there is no room; inside the screen."""
        room = self.screen().availableGeometry()
        top = below.y()
        if top + self.height() > room.bottom():
            top = owner.mapToGlobal(beside.topLeft()).y() - self.height()
        left = max(room.left(), min(below.x() + self._theme.px(16), room.right() - self.width()))
        return QPoint(left, max(room.top(), min(top, room.bottom() - self.height())))
