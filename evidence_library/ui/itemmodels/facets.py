"""The filters as one list: headings of groups, values with counts, and "more" rows that unfold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter; `children` are narrower topic headings.

    `empty` is the value of records that state nothing; it stands last, whatever is folded.
    """

    value: str
    label: str
    count: int
    chosen: bool = False
    children: tuple[Value, ...] = ()
    excluded: bool = False
    empty: bool = False
    colour: str = ""

    @property
    def on_the_way(self) -> bool:
        """Whether it, or something below it, is chosen or left out."""
        return self.chosen or self.excluded or any(child.on_the_way for child in self.children)


@dataclass(frozen=True, slots=True)
class Group:
    """A filter with its values; more than `limit` of them are folded away, `folded` all of them."""

    key: str
    title: str
    values: tuple[Value, ...]
    limit: int = 6
    folded: bool = False


class LineKind(Enum):
    """What a line of the list is."""

    HEADING = "heading"
    VALUE = "value"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. `depth` counts broader headings above it."""

    kind: LineKind
    group: str
    label: str
    value: str = ""
    count: int = 0
    depth: int = 0
    chosen: bool = False
    parent: bool = False
    open: bool = False
    excluded: bool = False
    colour: str = ""

    @property
    def shown(self) -> str:
        """What it reads."""
        return f"{self.label} – left out" if self.excluded else self.label

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if self.kind is LineKind.MORE:
            return self.label
        parts = [self.label]
        if self.kind is LineKind.VALUE:
            parts.append("1 record" if self.count == 1 else f"{self.count:,} records")
        if self.excluded:
            parts.append("left out")
        if self.chosen:
            parts.append("selected")
        if self.parent:
            parts.append("expanded" if self.open else "collapsed")
        return ", ".join(parts)


LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(slots=True)
class _Folds:
    """What the person has unfolded: groups shown to their end, groups and headings by hand."""

    more: set[str] = field(default_factory=set)
    groups: dict[str, bool] = field(default_factory=dict)
    values: dict[str, bool] = field(default_factory=dict)


class FacetsModel(QAbstractListModel):
    """Lines of the filters pane, made from groups."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._folds = _Folds()
        self._lines: tuple[Line, ...] = ()

    def show(self, groups: tuple[Group, ...]) -> None:
        """Show other groups; what was unfolded stays so."""
        self._groups = groups
        self._rebuild()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a line, its words, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard reach everything but the line that says there is nothing."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line = self._lines[index.row()]
        if line.kind is LineKind.HEADING and not line.parent:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def line(self, row: int) -> Line | None:
        """Give a line by its place."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def place(self, group: str, value: str) -> int:
        """Find the place of a value; -1 if it is folded away."""
        for row, line in enumerate(self._lines):
            if (line.group, line.value) == (group, value) and line.kind is LineKind.VALUE:
                return row
        return -1

    def nearest(self, line: Line, row: int) -> int:
        """Find a line that was at `row` before; if it is gone, what stands nearest to there."""
        wanted = (line.kind, line.group, line.value)
        for at, other in enumerate(self._lines):
            if (other.kind, other.group, other.value) == wanted:
                return at
        return min(row, len(self._lines) - 1)

    def unfold(self, row: int, *, opened: bool | None = None) -> None:
        """Open or close a group, or what a "more" row or a heading with narrower ones hides."""
        line = self.line(row)
        if line is None:
            return
        wanted = (not line.open) if opened is None else opened
        if line.kind is LineKind.MORE:
            self._folds.more ^= {line.group}
        elif line.kind is LineKind.HEADING and line.parent:
            self._folds.groups[line.group] = wanted
        elif line.parent:
            self._folds.values[line.value] = wanted
        self._rebuild()

    @property
    def folds(self) -> dict[str, bool]:
        """Which groups were opened (true) or closed by hand."""
        return dict(self._folds.groups)

    def restore_folds(self, folds: dict[str, bool]) -> None:
        """Open and close groups as they were before."""
        self._folds.groups.update(folds)
        self._rebuild()

    def _rebuild(self) -> None:
        lines = tuple(line for group in self._groups for line in self._group_lines(group))
        lines = lines or (Line(LineKind.HEADING, "", "Nothing to filter"),)
        if len(lines) == len(self._lines):
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def _group_lines(self, group: Group) -> Iterator[Line]:
        if not group.values:
            return
        opened = self._folds.groups.get(group.key, not group.folded)
        yield Line(LineKind.HEADING, group.key, group.title, parent=True, open=opened)
        named = [value for value in group.values if not value.empty]
        later = named[group.limit :]
        unfolded = group.key in self._folds.more
        for at, value in enumerate(named):
            if value.on_the_way or (opened and (unfolded or at < group.limit)):
                yield from self._value_lines(group.key, value, 0)
        hidden = sum(not value.on_the_way for value in later)
        if opened and hidden:
            label = "Show fewer" if unfolded else f"{hidden} more…"
            yield Line(LineKind.MORE, group.key, label)
        for value in group.values:
            if value.empty and (opened or value.on_the_way):
                yield from self._value_lines(group.key, value, 0)

    def _value_lines(self, group: str, value: Value, depth: int) -> Iterator[Line]:
        opened = self._folds.values.get(value.value, value.on_the_way)
        yield Line(
            LineKind.VALUE,
            group,
            value.label,
            value.value,
            value.count,
            depth,
            value.chosen,
            bool(value.children),
            opened,
            value.excluded,
            value.colour,
        )
        for child in value.children:
            if opened or child.on_the_way:
                yield from self._value_lines(group, child, depth + 1)
