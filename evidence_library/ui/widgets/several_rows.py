"""Rows of a view that can be chosen in any number: with Shift, Ctrl, Ctrl+A and Ctrl+Space.

What is chosen is told in spans of rows, so that all of a long list are one span, fetched or not.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

_Flag = QItemSelectionModel.SelectionFlag
_WHOLE_ROWS = _Flag.Rows

#: From a first row to a last one, both among them.
Span = tuple[int, int]


def spans_of(view: QAbstractItemView) -> tuple[Span, ...]:
    """Give the chosen rows of a view, in whatever order."""
    selection = view.selectionModel().selection()
    ranges = (selection.at(place) for place in range(selection.count()))
    return tuple((one.top(), one.bottom()) for one in ranges)


def choose_spans(view: QAbstractItemView, spans: Iterable[Span]) -> None:
    """Choose these rows of a view and no others; one stays where one is, if anywhere."""
    model, chosen = view.model(), QItemSelection()
    for first, last in spans:
        chosen.select(model.index(first, 0), model.index(last, 0))
    selection = view.selectionModel()
    selection.select(chosen, _Flag.ClearAndSelect | _WHOLE_ROWS)
    if not view.currentIndex().isValid() and chosen.count():
        selection.setCurrentIndex(chosen.at(0).topLeft(), _Flag.NoUpdate)


def is_alone(view: QAbstractItemView, index: QModelIndex) -> bool:
    """Tell whether one is at a row and has chosen no other; only such a one is read."""
    return index.isValid() and spans_of(view) == ((index.row(), index.row()),)


def row_of(view: QAbstractItemView) -> int:
    """Give the row that is chosen alone, or else the one one is at; -1 for none."""
    spans = spans_of(view)
    alone = len(spans) == 1 and spans[0][0] == spans[0][1]
    return spans[0][0] if alone else view.currentIndex().row()


def keep_one(view: QAbstractItemView) -> bool:
    """Go back to the row one is at, if others are chosen; tell whether there were any."""
    index = view.currentIndex()
    spans = spans_of(view)
    if not index.isValid() or sum(last - first + 1 for first, last in spans) < 2:
        return False
    view.setCurrentIndex(index)
    return True


def choose_first(view: QAbstractItemView) -> None:
    """Choose the row one is at, or the first one, if none is chosen."""
    if view.model().rowCount() and not spans_of(view):
        index = view.currentIndex()
        view.setCurrentIndex(index if index.isValid() else view.model().index(0, 0))


class Extending:
    """Lets Shift choose all rows from where one began to where one goes.

    Qt finds them by where they are drawn, which a row far below may not be yet.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        """Begin where one is."""
        self._view = view
        self._from, self._to = -1, -1

    def take_key(self, event: QKeyEvent) -> bool:
        """Take Esc, Space, and Shift with a key that moves; tell whether the key is dealt with.

        Qt would search all rows for a space, and fetch every one of them.
        """
        key, index = event.key(), self._view.currentIndex()
        if not index.isValid():
            return False
        if key == Qt.Key.Key_Escape:
            return keep_one(self._view)
        if key == Qt.Key.Key_Space:
            toggles = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            flag = _Flag.Toggle if toggles else _Flag.Select
            self._view.selectionModel().select(index, flag | _WHOLE_ROWS)
            return True
        row = self._row_for(Qt.Key(key), index.row())
        if event.modifiers() & _WITHOUT_KEYPAD != Qt.KeyboardModifier.ShiftModifier or row is None:
            return False
        self._extend(row)
        return True

    def take_press(self, event: QMouseEvent) -> bool:
        """Take a click with Shift; tell whether it is dealt with."""
        index = self._view.indexAt(event.position().toPoint())
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.button() != Qt.MouseButton.LeftButton or not shift or not index.isValid():
            return False
        self._extend(index.row())
        return True

    def _extend(self, row: int) -> None:
        view, here = self._view, self._view.currentIndex()
        begun = (min(self._from, self._to), max(self._from, self._to))
        if here.row() != self._to or begun not in spans_of(view):
            self._from = max(0, here.row())
        self._to = row
        there = view.model().index(row, max(0, here.column()))
        view.selectionModel().setCurrentIndex(there, _Flag.NoUpdate)
        choose_spans(view, [(min(self._from, row), max(self._from, row))])
        view.scrollTo(there)

    def _row_for(self, key: Qt.Key, row: int) -> int | None:
        """Give the row to which a key goes, None for one that goes to none."""
        last = self._view.model().rowCount() - 1
        height = max(
            1,
            self._view.sizeHintForRow(row),
            self._view.visualRect(self._view.currentIndex()).height(),
        )
        page = max(1, self._view.viewport().height() // height - 1)
        rows = {
            Qt.Key.Key_Up: row - 1,
            Qt.Key.Key_Down: row + 1,
            Qt.Key.Key_PageUp: row - page,
            Qt.Key.Key_PageDown: row + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        return max(0, min(last, rows[key])) if key in rows else None


def command_for(
    usual: QItemSelectionModel.SelectionFlag,
    index: QModelIndex | QPersistentModelIndex,
    event: QEvent | None,
) -> QItemSelectionModel.SelectionFlag:
    """Give what an event does to what is chosen, from what Qt would do.

    Where the program goes to a row it chooses that row alone, whatever keys are held down; a click
    beside the rows changes nothing.
    """
    if event is None:
        return _Flag.ClearAndSelect | _WHOLE_ROWS
    beside = not index.isValid() and event.type() in _MOUSE
    return _Flag.NoUpdate if beside else usual


_WITHOUT_KEYPAD = ~Qt.KeyboardModifier.KeypadModifier

_MOUSE = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease})
