"""What lies over the left of a narrow window: it closes with Esc, and when one goes elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from evidence_library.ui.theme import Theme

_WATCHED = frozenset({QEvent.Type.KeyPress, QEvent.Type.FocusOut})


class Drawer(QWidget):
    """Holds the filters over the left of a narrow window."""

    def __init__(self, page: QWidget, theme: Theme) -> None:
        """Lie over `page`, closed and empty."""
        super().__init__(page)
        self._page, self._theme = page, theme
        self.setProperty("role", "drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 1, 0)
        self.hide()

    def take(self, side: QWidget, lists: Sequence[QWidget]) -> None:
        """Take the filters in; they are out of sight until asked for. One can be in the `lists`."""
        self.hide()
        self._column.addWidget(side)
        side.show()
        for one in lists:
            one.installEventFilter(self)

    def toggle(self, filters: QWidget) -> None:
        """Open or close."""
        self.setVisible(not self.isVisible())
        if self.isVisible():
            self.fit()
            self.raise_()
            filters.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fit(self) -> None:
        """Take the height of the page and a part of its width."""
        width = max(320, self._theme.px(210))
        self.setGeometry(0, 0, min(width, self._page.width() - 40), self._page.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close with Esc, and when one goes elsewhere."""
        if event.type() not in _WATCHED or not self.isVisible():
            return False
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        if isinstance(event, QFocusEvent) and not self._keeps(event):
            self.hide()
        return False

    def _keeps(self, event: QFocusEvent) -> bool:
        """Tell whether the focus stays here: in another list, or in a menu that will close."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        return inside or event.reason() is Qt.FocusReason.PopupFocusReason
