"""Something that is searched for and picked, never typed: a record, a topic heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.itemmodels.completions import Index
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.plain import button, label

_FOUND = Qt.ItemDataRole.UserRole + 1
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOST_SHOWN = 6
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can be picked: its value, its words, what it stands under, what it covers.

    `instead_of` names what was asked for, if it leads to this.
    """

    value: Any
    words: str
    detail: str = ""
    note: str = ""
    instead_of: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ". ".join(part for part in (self.words, self.detail, self.note) if part)


class Finder(Protocol):
    """Finds what can be picked; both deliver at once, later, or never."""

    def search(self, words: str, deliver: Callable[[Sequence[Found]], None]) -> None:
        """Find what words may mean, best first."""

    def describe(self, value: Any, deliver: Callable[[Found], None]) -> None:
        """Give the words of a value that is held."""


class SearchList(QWidget):
    """A line to search in and, below it, what was found. `picked` brings a `Found`."""

    picked = Signal(object)

    def __init__(self, theme: Theme, name: str, finder: Finder, placeholder: str) -> None:
        """Start empty. `on_left` is asked with Esc in the empty line; it says if it had a use."""
        super().__init__()
        self.on_left: Callable[[], bool] = lambda: False
        self._theme, self._finder = theme, finder
        self._offered: tuple[Found, ...] = ()
        self.line = QLineEdit()
        self.line.setAccessibleName(f"Search: {name}")
        self.line.setAccessibleDescription("Down goes to what was found, Enter picks.")
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(_LONGEST)
        self.list = QListWidget()
        self.list.setAccessibleName(f"Found: {name}")
        self.list.setItemDelegate(_FoundDelegate(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.about = label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.line, self.list, self.about):
            column.addWidget(part)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.ask)
        self.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._on_picked)
        self.list.currentItemChanged.connect(lambda now, _before: self._tell(now))
        theme.changed.connect(self._fit)
        self.clear()

    def ask(self, words: str) -> None:
        """Search."""
        if not words.strip():
            self._show(self._offered, "")
            return
        self._finder.search(words, lambda found: self._show_if_wanted(words, found))

    def offer(self, offered: Sequence[Found]) -> None:
        """Offer something before anybody has searched, and whenever the line is empty."""
        self._offered = tuple(offered)
        self.clear()

    def clear(self) -> None:
        """Forget what was searched for."""
        self.line.clear()
        self._show(self._offered, "")

    @property
    def found(self) -> tuple[Found, ...]:
        """What is offered."""
        return tuple(self.list.item(at).data(_FOUND) for at in range(self.list.count()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go down to the list and back, pick with Enter, leave with Esc."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            return self._on_escape()
        if watched is self.line:
            return self._on_line_key(event.key())
        if event.key() in _ENTER and self.list.currentItem() is not None:
            self._on_picked(self.list.currentItem())
            return True
        if event.key() == Qt.Key.Key_Up and self.list.currentRow() <= 0:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _on_line_key(self, key: int) -> bool:
        if key in _ENTER and self.list.count() == 1:
            self._on_picked(self.list.item(0))
        elif key in {*_ENTER, Qt.Key.Key_Down} and self.list.count():
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return key in _ENTER or (key == Qt.Key.Key_Down and self.list.count() > 0)

    def _on_escape(self) -> bool:
        if not self.line.text():
            return self.on_left()
        self.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _on_picked(self, item: QListWidgetItem) -> None:
        found = item.data(_FOUND)
        self.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(found)

    def _show_if_wanted(self, words: str, found: Sequence[Found]) -> None:
        if words == self.line.text():
            self._show(found, words)

    def _show(self, found: Sequence[Found], words: str) -> None:
        self.list.clear()
        for one in found:
            item = QListWidgetItem(self.list)
            item.setData(_FOUND, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, one.spoken)
        self.list.setVisible(bool(found))
        self._say(_told(words.strip(), len(found)))
        self._fit()

    def _tell(self, item: QListWidgetItem | None) -> None:
        self._say(item.data(_FOUND).note if item is not None else "")

    def _say(self, words: str) -> None:
        self.about.setText(words)
        self.about.setVisible(bool(words))

    def _fit(self) -> None:
        rows = min(self.list.count(), _MOST_SHOWN)
        height = self.list.sizeHintForRow(0) if rows else 0
        self.list.setFixedHeight(rows * height + 2 * self.list.frameWidth() + 4)


def _told(words: str, count: int) -> str:
    """Say what a search came to; of one that was found, what it covers is told instead."""
    if not words or count == 1:
        return ""
    if not count:
        return f"Nothing found for “{words}”."
    return f"{count} found: Enter or Down goes to them, Enter again picks one."


class _FoundDelegate(QStyledItemDelegate):
    """Draws words, and below them where they stand."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the one height of all."""
        lines = self._theme.metrics().lineSpacing() + self._theme.metrics("secondary").lineSpacing()
        return QSize(self._theme.px(100), round(lines) + self._theme.px(10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one."""
        found, px = index.data(_FOUND), self._theme.px
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        ground = "accent_soft" if selected else "hover" if hovered else "panel"
        painter.fillRect(option.rect, self._theme.colour(ground))
        if selected:  # not by colour alone
            bar = QRect(option.rect.left(), option.rect.top(), px(3), option.rect.height())
            painter.fillRect(bar, self._theme.colour("accent"))
        area = option.rect.adjusted(px(12), px(5), -px(12), -px(5))
        upper = round(self._theme.metrics().lineSpacing())
        self._line(painter, QRect(area.topLeft(), QSize(area.width(), upper)), found.words, "ink")
        below = area.adjusted(0, upper, 0, 0)
        self._line(painter, below, found.detail, "muted", "secondary")
        painter.restore()

    def _line(
        self, painter: QPainter, area: QRect, words: str, colour: str, role: str = "base"
    ) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.colour(colour))
        metrics = self._theme.metrics(role)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class PickField(FieldWidget):
    """One thing that was picked; `nothing` is the value where nothing was."""

    def __init__(
        self, theme: Theme, name: str, finder: Finder, nothing: Any, *, help_text: str = ""
    ) -> None:
        """Start with nothing picked."""
        super().__init__(theme, name, help_text)
        self._finder, self._nothing, self._value = finder, nothing, nothing
        self._words = label(wrap=True)
        self.change = button("Pick another", self._on_change)
        self._shown = QWidget()
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        self.search = SearchList(theme, name, finder, "Search by words of the title")
        self.search.picked.connect(self._on_picked)
        self.search.on_left = self._back
        self._stack(self._shown, self.search)
        self.set_value(nothing)

    def value(self) -> Any:
        """Give what was picked."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show what was picked."""
        self._value = value
        self._words.setText(str(value))
        self._show(picked=value != self._nothing)
        if value != self._nothing:
            self._finder.describe(value, lambda found: self._tell(value, found))

    @property
    def words(self) -> str:
        """What is shown of what was picked."""
        return self._words.text()

    def _tell(self, value: Any, found: Found) -> None:
        if value == self._value:
            told = (found.words, found.detail)
            self._words.setText(" · ".join(part for part in told if part))

    def _show(self, *, picked: bool) -> None:
        self._shown.setVisible(picked)
        self.search.setVisible(not picked)
        self.setFocusProxy(self.change if picked else self.search.line)
        self._describe()

    def _on_change(self) -> None:
        self._show(picked=False)
        self.take_focus()

    def _back(self) -> bool:
        """Keep what was picked before, if anything was."""
        if self._value == self._nothing:
            return False
        self._show(picked=True)
        self.take_focus()
        return True

    def _on_picked(self, found: Found) -> None:
        self.set_value(found.value)
        self._tell(found.value, found)
        self.take_focus()
        self.changed.emit()
