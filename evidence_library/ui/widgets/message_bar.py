"""Tells what happened, what to do about it, and offers a button that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from evidence_library.ui.icons import dress, pixmap
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label, restyle

_ICONS = {"bad": "circle-x", "warn": "triangle-alert", "good": "circle-check", "": "info"}
_SPOKEN = {"bad": "Error", "warn": "Warning", "good": "Done", "": "Note"}

Choice = tuple[str, Callable[[], object]]


class MessageBar(QFrame):
    """One message at a time, above the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._theme = theme
        self._tone = ""
        self._lasting = False
        self.setProperty("role", "message")
        self._icon = QLabel()
        self._text = label(role="strong", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName("Close the message")
        self._close.setToolTip("Close the message")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._close)
        theme.changed.connect(self._draw_icons)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def buttons(self) -> dict[str, QPushButton]:
        """The buttons offered, by their words."""
        found = self.findChildren(QPushButton)
        return {one.text(): one for one in found if not one.isHidden()}

    def say(
        self,
        text: str,
        tone: str = "",
        choices: Sequence[Choice] = (),
        *,
        lasting: bool | None = None,
        must_choose: bool = False,
    ) -> None:
        """Show a message; each choice is a button, and taking it closes the message.

        If one `must_choose`, it cannot be closed otherwise.

        A `lasting` message is not taken away by `pass_on`; unless told, errors and warnings last.
        """
        self._tone = tone
        self._lasting = tone in {"bad", "warn"} if lasting is None else lasting
        self._text.setText(text)
        self._text.setAccessibleName(f"{_SPOKEN[tone]}: {text}")
        restyle(self, "tone", tone)
        self._clear_buttons()
        for words, act in choices:
            made = button(words, partial(self._take, act))
            self._buttons.addWidget(made)
            made.show()  # a layout in sight would only do so later
        self._close.setVisible(not must_choose)
        self._draw_icons()
        self.show()

    def pass_on(self) -> None:
        """Take the message away, unless it is one that lasts."""
        if not self._lasting:
            self.hide()

    def _take(self, act: Callable[[], object]) -> None:
        self.hide()
        act()

    def _clear_buttons(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _draw_icons(self) -> None:
        role = self._tone or "accent"
        size, ratio = self._theme.px(18), self.devicePixelRatioF()
        self._icon.setPixmap(pixmap(_ICONS[self._tone], self._theme.colour(role), size, ratio))
        dress(self._close, "x", self._theme.colour("ink"), self._theme.px(16))
