"""What was searched besides the words typed: short, and whole where one asks for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from evidence_library.ui.widgets.clamped_label import ClampedLabel
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import beside_links, button, label


class AlsoLine(QWidget):
    """A line of other words. Links below it show all of them, or switch the search for them off."""

    switched_off = Signal()

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._whole = ""
        self._short = ClampedLabel("muted", lines=2)
        self._all = label("", "muted", wrap=True)
        self._more = button("Show all words", self._on_more, role="link")
        self._more.setProperty("small", "true")
        self._more.setCheckable(True)
        self.only_typed = button("Only the words typed", self.switched_off.emit, role="link")
        self.only_typed.setAccessibleName("Only the words typed: do not search other words")
        self.only_typed.setProperty("small", "true")
        links = QWidget()
        flow = FlowLayout(links, gap=12)
        for link in self.buttons:
            flow.addWidget(link)
        beside_links(self._short, self._all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._short)
        column.addWidget(self._all)
        column.addWidget(links)
        self.show_words("", "")

    @property
    def button(self) -> QPushButton:
        """What shows all words."""
        return self._more

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The links below it, in order."""
        return self._more, self.only_typed

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
