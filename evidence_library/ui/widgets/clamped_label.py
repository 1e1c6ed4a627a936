"""A label that wraps, but never takes more than some lines; the whole text is its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy

from evidence_library.text.utf16 import to_index
from evidence_library.ui.widgets.plain import ENDLESS, breakable, set_tip


class ClampedLabel(QLabel):
    """Shows plain text, cut with "…" where it would need more than `lines` lines."""

    def __init__(self, role: str, *, lines: int) -> None:
        """Show nothing yet; `role` is one of the style sheet's."""
        super().__init__()
        self._lines = lines
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Cut the text for another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        end = self._end(self._whole)
        cut = end < len(self._whole)
        shown = _before_last_word(self._whole[: end - 1]) if cut else self._whole
        shown = breakable(shown)
        set_tip(self, self._whole if cut else "", "Shortened on the screen" if cut else "")
        if shown != self.text():
            self.setText(shown)

    def _end(self, text: str) -> int:
        """Give how many characters fit into the lines."""
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        end = 0
        for _ in range(self._lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(self.contentsRect().width(), 60))
            end = line.textStart() + line.textLength()
        layout.endLayout()
        return to_index(text, end)


def _before_last_word(text: str) -> str:
    """Leave out the last word, which may not be whole; of an endless one only the end."""
    words, _, last = text.rpartition(" ")
    kept = words if words and len(last) < ENDLESS else text[:-1]
    return f"{kept.rstrip(' ,;:')}…"
