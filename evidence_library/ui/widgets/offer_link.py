"""A link to another query that one may want to ask instead."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from evidence_library.ui.widgets.plain import literal


class OfferLink(QPushButton):
    """Asks the query behind it by a click or Enter; hidden while there is none."""

    taken = Signal(str)

    def __init__(self) -> None:
        """Offer nothing yet."""
        super().__init__()
        self._query = ""
        self.setProperty("role", "link")
        self.setMinimumWidth(1)  # long words must not widen what it stands in
        self.clicked.connect(self._on_clicked)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            here = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(key), self, self.click, context=here)
        self.hide()

    def offer(self, query: str, words: str) -> None:
        """Offer a query in these words; an empty one hides the link."""
        self._query = query
        self.setText(literal(words))
        self.setAccessibleName(f"{words}: search for them")
        self.setVisible(bool(query))

    def _on_clicked(self) -> None:
        self.taken.emit(self._query)
