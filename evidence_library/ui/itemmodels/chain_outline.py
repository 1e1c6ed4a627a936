"""A chain of evidence as a tree of two branches: what a thing rests on, and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from evidence_library.model.chain import (
    RESTS_ON,
    SUPPORTS,
    Branch,
    Chain,
    Node,
    more_than_shown,
    nothing_here,
)

Index = QModelIndex | QPersistentModelIndex

#: The thing of a line, what is said of it besides its title, and its place in the chain.
NODE, ABOUT, PATH = (Qt.ItemDataRole.UserRole + at for at in (1, 2, 3))


class ChainOutlineModel(QStandardItemModel):
    """Lines of one column; the words for a direction and remarks are no things."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setHorizontalHeaderLabels(["Chain of evidence"])

    def show_chain(self, chain: Chain) -> None:
        """Show another chain."""
        self.clear()
        self.setHorizontalHeaderLabels(["Chain of evidence"])
        for heading, side, branches, more in (
            (RESTS_ON, -1, chain.rests_on, chain.below),
            (SUPPORTS, 1, chain.supports, chain.above),
        ):
            top = _line(heading, path=(side,))
            if not branches:
                top.appendRow(_line(nothing_here(chain.node.kind, heading), path=(side, 0)))
            _add(top, branches, more, (side,))
            self.appendRow(top)

    def node(self, index: Index) -> Node | None:
        """Give the thing of a line; None for words that are none."""
        found = index.data(NODE)
        return found if isinstance(found, Node) else None

    def path(self, index: Index) -> tuple[int, ...]:
        """Give the place of a line in the chain."""
        found = index.data(PATH)
        return found if isinstance(found, tuple) else ()

    def index_of(self, path: Sequence[int]) -> QModelIndex:
        """Find the line of a place; an invalid index for that of the thing in the middle."""
        if not path:
            return QModelIndex()
        found = self.index(0 if path[0] < 0 else 1, 0)
        for at in path[1:]:
            found = self.index(at, 0, found)
        return found


def _add(
    above: QStandardItem, branches: Sequence[Branch], more: int, path: tuple[int, ...]
) -> None:
    for at, one in enumerate(branches):
        here = (*path, at)
        item = _line(one.node.called, one.about, one.node, here)
        _add(item, one.branches, one.left_out, here)
        above.appendRow(item)
    if more:
        above.appendRow(_line(more_than_shown(more), path=(*path, len(branches))))


def _line(
    words: str, about: str = "", node: Node | None = None, path: tuple[int, ...] = ()
) -> QStandardItem:
    item = QStandardItem(words)
    item.setEditable(False)
    item.setData(about, ABOUT)
    item.setData(node, NODE)
    item.setData(path, PATH)
    item.setData(". ".join(filter(None, (words, about))), Qt.ItemDataRole.AccessibleTextRole)
    return item
