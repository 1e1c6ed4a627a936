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
from PySide6.QtGui import QKeyEvent
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
    last_column = model.columnCount() - 1
    for first, last in spans:
        chosen.select(model.index(first, 0), model.index(last, last_column))
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


def take_key(view: QAbstractItemView, event: QKeyEvent) -> bool:
    """Take Esc and Space for what is chosen; tell whether the key is dealt with.

    Qt would search all rows for a space, and fetch every one of them.
    """
    key, index = event.key(), view.currentIndex()
    if key == Qt.Key.Key_Escape:
        return keep_one(view)
    if key != Qt.Key.Key_Space or not index.isValid():
        return False
    toggles = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    view.selectionModel().select(index, (_Flag.Toggle if toggles else _Flag.Select) | _WHOLE_ROWS)
    return True


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


_MOUSE = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease})
