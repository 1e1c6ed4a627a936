"""Several values of one kind, each in a row that can be moved, taken out and added to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.icons import dress, icon
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.plain import button, label, set_tip

#: The narrowest a field of a row is before it goes into a line of its own, at 100 % text.
_NARROWEST = 190
_ICON = 16
#: A row of so many fields is low.
_LOW = 3

#: What the keys do in a row.
KEYS = "Ctrl+Shift+Up and Ctrl+Shift+Down move it, Alt+Delete takes it out, Alt+Insert adds one."


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a row: the attribute it holds (empty: the whole value), and how it is made.

    `make` takes the theme and the name for screen readers. One that is `wide` has a line of its
    own. `words` stand above the field.
    """

    key: str
    words: str
    make: Callable[[Theme, str], FieldWidget]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class RowKind:
    """What rows hold: the word for one of them ("author"), its parts, and an empty value."""

    one: str
    parts: tuple[Part, ...]
    blank: Any


class RowsField(FieldWidget):
    """Values of one kind in their order, held as a tuple."""

    def __init__(self, theme: Theme, name: str, kind: RowKind, *, help_text: str = "") -> None:
        """Start without rows."""
        super().__init__(theme, name, help_text)
        self._kind = kind
        self._rows: list[Row] = []
        self._waiting: list[Any] = []
        self._filling = QTimer(self)
        self._filling.timeout.connect(self._fill_next)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self._column.addLayout(self._list)
        self.add_button = button(f"Add {_with_article(kind.one)}", self.add_row)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(0, 0, 0, 0)
        self._foot.setSpacing(8)
        self._foot.addWidget(self.add_button)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self._stack()
        for keys, act in (
            ("Ctrl+Shift+Up", lambda: self.move_row(self.current, -1)),
            ("Ctrl+Shift+Down", lambda: self.move_row(self.current, 1)),
            ("Alt+Delete", lambda: self.remove_row(self.current)),
            ("Alt+Insert", self.add_row),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        theme.changed.connect(self._draw)
        self._draw()

    def value(self) -> tuple[Any, ...]:
        """Give the values; a row that was added and never filled is none."""
        return (*(row.value() for row in self._rows if row.counts), *self._waiting)

    def set_value(self, value: tuple[Any, ...]) -> None:
        """Show values: the first at once, the others while the window has time for them."""
        while self._rows:
            self._drop(0)
        self._waiting = list(value)
        self._fill_next()
        if self._waiting:
            self._filling.start(0)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        self._fill_all()
        return tuple(self._rows)

    def take_focus(self, index: int | None = None) -> None:
        """Go to a row; to the button that adds one where there is none."""
        wanted = index or 0
        while (
            self._waiting and len(self._rows) <= wanted
        ):  # not those behind: there may be hundreds
            self._fill_next()
        if self._rows:
            self._rows[min(wanted, len(self._rows) - 1)].take_focus()
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> int:
        """The number of the row one is in; -1 for none."""
        focused = self.window().focusWidget()
        places = (at for at, row in enumerate(self._rows) if focused and row.isAncestorOf(focused))
        return next(places, -1)

    def add_row(self) -> None:
        """Add an empty row below the one one is in, and go there."""
        at = self.current + 1 or len(self.rows)
        self._insert(at, self._kind.blank, added=True)
        self._number()
        self.rows[at].take_focus()

    def add_values(self, values: Sequence[Any]) -> None:
        """Add values at the end, as a person would."""
        self._fill_all()
        for one in values:
            self._insert(len(self._rows), one, added=False)
        self._number()
        self.changed.emit()

    def remove_row(self, at: int) -> None:
        """Take a row out, and go to the one that is now in its place."""
        if not 0 <= at < len(self.rows):
            return
        counted = self.rows[at].counts
        # Gone to before, so that the focus does not wander off with the row.
        neighbour = at + 1 if at + 1 < len(self.rows) else at - 1
        if neighbour >= 0:
            self.rows[neighbour].take_focus()
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop(at)
        self._number()
        if counted:
            self.changed.emit()

    def move_row(self, at: int, by: int) -> None:
        """Move a row up or down, and stay in it."""
        to = at + by
        if at < 0 or not 0 <= to < len(self.rows):
            return
        focused = self.window().focusWidget()
        row = self._rows.pop(at)
        self._rows.insert(to, row)
        self._list.removeWidget(row)
        self._list.insertWidget(to, row)
        self._number()
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def put_beside_add(self, made: QPushButton) -> None:
        """Put another button beside the one that adds a row."""
        self._foot.insertWidget(self._foot.count() - 1, made)

    def _insert(self, at: int, value: Any, *, added: bool) -> None:
        row = Row(self._theme, self._kind, value, added=added)
        row.changed.connect(self.changed)
        row.moved.connect(lambda by: self.move_row(self._rows.index(row), by))
        row.removed.connect(lambda: self.remove_row(self._rows.index(row)))
        self._rows.insert(at, row)
        self._list.insertWidget(at, row)
        row.show()  # now, so that it can take the focus

    def _fill_all(self) -> None:
        while self._waiting:
            self._fill_next()

    def _fill_next(self) -> None:
        if self._waiting:
            self._insert(len(self._rows), self._waiting.pop(0), added=False)
        if not self._waiting:
            self._filling.stop()
            self._number()

    def _drop(self, at: int) -> None:
        row = self._rows.pop(at)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _number(self) -> None:
        for at, row in enumerate(self._rows):
            row.number(self.name, at, len(self.rows))
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go through the rows in the order they are seen in."""
        before: QWidget | None = None
        for row in self._rows:
            for widget in row.stops():
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        if before is not None:
            QWidget.setTabOrder(before, self.add_button)

    def _draw(self) -> None:
        dress(self.add_button, "plus", self._theme.colour("ink"), self._theme.px(_ICON))


class Row(QFrame):
    """One value. `moved` says by how much, `removed` that it is to be taken out."""

    changed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, theme: Theme, kind: RowKind, value: Any, *, added: bool) -> None:
        """Show a value; `added` says that a person has just asked for an empty row."""
        super().__init__()
        self._theme, self._kind, self._held, self._added = theme, kind, value, added
        self.setProperty("role", "card")
        self.fields = {part.key: part.make(theme, part.words) for part in kind.parts}
        self._cells = _Cells(theme, [(part, self.fields[part.key]) for part in kind.parts])
        self.up = _sign_button(lambda: self.moved.emit(-1))
        self.down = _sign_button(lambda: self.moved.emit(1))
        self.remove = _sign_button(self.removed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(self._cells, 1)
        row.addLayout(self._controls())
        for key, field in self.fields.items():
            field.set_value(getattr(value, key) if key else value)
            field.changed.connect(self.changed)
        theme.changed.connect(self._draw)
        self._draw()

    def _controls(self) -> QBoxLayout:
        """Stand the buttons beside each other in a low row, below each other in a tall one."""
        tall = len(self._kind.parts) > _LOW
        direction = QBoxLayout.Direction
        made = QBoxLayout(direction.TopToBottom if tall else direction.LeftToRight)
        made.setSpacing(2)
        for control in (self.up, self.down, self.remove):
            made.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
        if tall:
            made.addStretch(1)
        return made

    @property
    def counts(self) -> bool:
        """Whether it holds anything, or held it when it was shown."""
        return not self._added or self.value() != self._kind.blank

    def value(self) -> Any:
        """Give the value with what was changed in its fields."""
        if "" in self.fields:
            return self.fields[""].value()
        return replace(self._held, **{key: field.value() for key, field in self.fields.items()})

    def take_focus(self) -> None:
        """Go to the first field."""
        self.fields[self._kind.parts[0].key].take_focus()

    def number(self, name: str, at: int, count: int) -> None:
        """Let screen readers say which row it is, and let its buttons do what is possible."""
        one = f"{self._kind.one} {at + 1} of {count}"
        for part in self._kind.parts:
            field = self.fields[part.key]
            target = field.focusProxy() or field
            target.setAccessibleName(f"{part.words or name}, {one}")
        for control, words in (
            (self.up, f"Move {one} up"),
            (self.down, f"Move {one} down"),
            (self.remove, f"Take {one} out"),
        ):
            control.setAccessibleName(words)
            set_tip(control, words, KEYS)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at + 1 < count)

    def stops(self) -> tuple[QWidget, ...]:
        """Give what Tab stops at, in order."""
        own = (field.focusProxy() or field for field in self.fields.values())
        return (*own, self.up, self.down, self.remove)

    def _draw(self) -> None:
        size = self._theme.px(_ICON)
        for control, name in ((self.up, "chevron-up"), (self.down, "chevron-down")):
            colour, grey = self._theme.colour("ink"), self._theme.colour("line")
            control.setIcon(icon(name, colour, size, grey))
            control.setIconSize(QSize(size, size))
        dress(self.remove, "x", self._theme.colour("ink"), size)


class _Cells(QWidget):
    """The fields of a row, side by side as far as there is room."""

    def __init__(self, theme: Theme, cells: Sequence[tuple[Part, FieldWidget]]) -> None:
        super().__init__()
        self._theme = theme
        self._cells = [(part, _captioned(part.words, field)) for part, field in cells]
        for _part, widget in self._cells:  # columns are as wide as each other, whatever is in them
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._arrange(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put more or fewer fields beside each other."""
        super().resizeEvent(event)
        fitting = event.size().width() // self._theme.px(_NARROWEST)
        most = sum(not part.wide for part, _widget in self._cells)
        self._arrange(max(1, min(3, most or 1, fitting)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at in range(3):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        row = column = 0
        for part, widget in self._cells:
            if part.wide and column:
                row, column = row + 1, 0
            span = columns if part.wide else 1
            self._grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
            if column >= columns:
                row, column = row + 1, 0


def _captioned(words: str, field: FieldWidget) -> QWidget:
    """Put the words for a field above it."""
    if not words:
        return field
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    caption: QLabel = label(words, "secondary")
    caption.setBuddy(field)
    column.addWidget(caption)
    column.addWidget(field)
    return made


def _sign_button(on_click: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    made.setProperty("role", "flat")
    made.clicked.connect(lambda _checked=False: on_click())
    return made


def _with_article(one: str) -> str:
    return f"an {one}" if one[:1] in "aeiou" else f"a {one}"
