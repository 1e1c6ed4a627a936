"""Topic headings of a record: searched for and picked, never typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from evidence_library.model.record import TopicHeading
from evidence_library.ui.icons import dress, pixmap
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.pick import Finder, Found, SearchList
from evidence_library.ui.widgets.plain import label, set_tip

UNKNOWN = "Not in the topic scheme; kept as it was read. Pick the heading that is meant."


class HeadingsField(FieldWidget):
    """Headings in their order, held as `tuple[TopicHeading, ...]`.

    The `finder` finds and describes `TopicHeading`s: its detail is the path of broader headings,
    its note the scope note.
    """

    def __init__(self, theme: Theme, name: str, finder: Finder, *, help_text: str = "") -> None:
        """Start without headings."""
        super().__init__(theme, name, help_text)
        self._finder = finder
        self.items: list[HeadingItem] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self._column.addLayout(self._list)
        self.search = SearchList(theme, name, finder, "Search the topic headings")
        self.search.picked.connect(self._on_picked)
        self._stack(self.search)
        self.setFocusProxy(self.search.line)
        self._describe()

    def value(self) -> tuple[TopicHeading, ...]:
        """Give the headings."""
        return tuple(item.heading for item in self.items)

    def set_value(self, value: tuple[TopicHeading, ...]) -> None:
        """Show headings."""
        while self.items:
            self._drop(0)
        for heading in value:
            self._insert(heading)

    def take_focus(self, index: int | None = None) -> None:
        """Go to a heading, or to the line in which one searches."""
        known = index is not None and index < len(self.items)
        target = self.items[index].remove if known and index is not None else self.search.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, heading: TopicHeading) -> bool:
        """Add a heading unless it is there; tell whether it was added."""
        if any(one.concept == heading.concept for one in self.value() if one.concept):
            self._note(f"“{heading.label}” is there already.")
            return False
        self._note("")
        self._insert(heading)
        self.changed.emit()
        return True

    def remove(self, item: HeadingItem) -> None:
        """Take a heading out."""
        at = self.items.index(item)
        self._drop(at)
        self._note("")
        self.take_focus(at if at < len(self.items) else None)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a heading out with Delete."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            for item in self.items:
                if watched is item.remove and event.key() == Qt.Key.Key_Delete:
                    self.remove(item)
                    return True
        return False

    def _insert(self, heading: TopicHeading) -> None:
        item = HeadingItem(self._theme, heading)
        item.remove.clicked.connect(partial(self.remove, item))
        item.remove.installEventFilter(self)
        self.items.append(item)
        self._list.addWidget(item)
        QWidget.setTabOrder(item.remove, self.search.line)
        if heading.concept is not None:
            self._finder.describe(heading, item.tell)

    def _drop(self, at: int) -> None:
        item = self.items.pop(at)
        self._list.removeWidget(item)
        item.hide()
        item.deleteLater()

    def _on_picked(self, found: Found) -> None:
        if not isinstance(found.value, TopicHeading) or not self.add(found.value):
            return
        if found.instead_of:
            self._note(f"“{found.instead_of}” is no longer used; it leads to “{found.words}”.")


class HeadingItem(QFrame):
    """A heading with its path; one that is not in the scheme says so with a sign."""

    def __init__(self, theme: Theme, heading: TopicHeading) -> None:
        """Show a heading as it was read."""
        super().__init__()
        self.heading, self._theme = heading, theme
        self.setProperty("role", "card")
        self._sign = QLabel()
        self._sign.setVisible(heading.concept is None)
        words = label(heading.label, "strong", wrap=True)
        self.detail = label(role="secondary", wrap=True)
        self.remove = QToolButton()
        self.remove.setProperty("role", "flat")
        self.remove.setAccessibleName(f"Take “{heading.label}” out")
        set_tip(self.remove, f"Take “{heading.label}” out", "Delete takes it out.")
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(words)
        told.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self._say(UNKNOWN if heading.concept is None else "")
        theme.changed.connect(self._draw)
        self._draw()

    def tell(self, found: Found) -> None:
        """Show where the heading stands; the wording that was read stays."""
        renamed = found.words if found.words.casefold() != self.heading.label.casefold() else ""
        now = f"now “{renamed}”" if renamed else ""
        self._say(" · ".join(part for part in (found.detail, now) if part))
        set_tip(self, found.note)

    def _say(self, words: str) -> None:
        self.detail.setText(words)
        self.detail.setVisible(bool(words))
        self.remove.setAccessibleDescription(words)

    def _draw(self) -> None:
        size = self._theme.px(16)
        dress(self.remove, "x", self._theme.colour("ink"), size)
        warn = self._theme.colour("warn")
        self._sign.setPixmap(pixmap("triangle-alert", warn, size, self.devicePixelRatioF()))
