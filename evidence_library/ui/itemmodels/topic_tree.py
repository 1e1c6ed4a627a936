"""The topic headings as a tree: label, number of records, and how the heading stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

KEY = Qt.ItemDataRole.UserRole + 1

COLUMNS = ("Heading", "Records", "")


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A heading as it is shown. `depth` 0 is the broadest; `state` is a sign and a word."""

    id: str
    label: str
    notation: str
    count: int
    state: str
    depth: int

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        records = "1 record" if self.count == 1 else f"{self.count:,} records"
        return f"{self.label}, {self.notation or 'no notation'}, {records}, {self.state[2:]}"


class TopicTreeModel(QStandardItemModel):
    """Lines under each other, in the order of the scheme."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.lines: tuple[TopicLine, ...] = ()
        self.setHorizontalHeaderLabels(COLUMNS)

    def show(self, lines: Sequence[TopicLine]) -> None:
        """Show other headings; each stands below the last one before it that is broader."""
        self.lines = tuple(lines)
        self.removeRows(0, self.rowCount())
        above: list[QStandardItem] = [self.invisibleRootItem()]
        for line in lines:
            del above[line.depth + 1 :]
            row = _row(line)
            above[-1].appendRow(row)
            above.append(row[0])

    def index_of(self, key: str) -> QModelIndex:
        """Find a heading; an invalid index if it is not shown."""
        return next(
            (item.index() for item in self._items() if item.data(KEY) == key), QModelIndex()
        )

    def labels(self) -> list[str]:
        """List the labels shown, each behind as many dots as it is deep."""
        return [f"{'.' * line.depth}{line.label}" for line in self.lines]

    def _items(self) -> Iterator[QStandardItem]:
        waiting = [self.invisibleRootItem()]
        while waiting:
            item = waiting.pop()
            for row in range(item.rowCount()):
                child = item.child(row, 0)
                yield child
                waiting.append(child)


def _row(line: TopicLine) -> list[QStandardItem]:
    texts = (line.label, f"{line.count:,}", line.state[:1])
    row = [QStandardItem(text) for text in texts]
    for item in row:
        item.setEditable(False)
        item.setData(line.id, KEY)
    row[0].setData(line.spoken, Qt.ItemDataRole.AccessibleTextRole)
    row[2].setData(line.state[2:], Qt.ItemDataRole.AccessibleTextRole)
    row[2].setToolTip(line.state[2:])
    row[1].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return row
