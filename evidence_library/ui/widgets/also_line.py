"""What was searched besides the words typed: short, and whole where one asks for it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_library.ui.widgets.clamped_label import ClampedLabel
from evidence_library.ui.widgets.plain import button, label


class AlsoLine(QWidget):
    """A line of other words. A button below it, in the tab order, shows all of them."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._whole = ""
        self._short = ClampedLabel("muted", lines=2)
        self._all = label("", "muted", wrap=True)
        self._more = button("Show all words", self._on_more, role="link")
        self._more.setProperty("small", "true")
        self._more.setCheckable(True)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._short)
        column.addWidget(self._all)
        column.addLayout(row)
        self.show_words("", "")

    @property
    def button(self) -> QPushButton:
        """What shows all words."""
        return self._more

    @property
    def text(self) -> str:
        """What it says now."""
        if self.isHidden():
            return ""
        return self._short.accessibleName() if self._all.isHidden() else self._all.text()

    def show_words(self, short: str, whole: str) -> None:
        """Show other words; the whole list is folded away again."""
        if whole != self._whole:
            self._more.setChecked(False)
        self._whole = whole
        self._short.show_text(short)
        self._all.setText(whole)
        self.setVisible(bool(whole))
        self._more.setVisible(short != whole)
        self._unfold()

    def _on_more(self) -> None:
        self._unfold()

    def _unfold(self) -> None:
        opened = self._more.isChecked() and not self._more.isHidden()
        self._short.setVisible(not opened)
        self._all.setVisible(opened)
        words = "Show fewer words" if opened else "Show all words"
        self._more.setText(words)
        self._more.setAccessibleName(f"{words} that were also searched")
