"""Groups of words that mean the same, as a list; and the terms of one, as a table to edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon

Index = QModelIndex | QPersistentModelIndex

#: The columns of the table: the field a row keeps there, what stands above it.
COLUMNS = (
    ("text", "Word"),
    ("kind", "Kind"),
    ("first_year", "From"),
    ("last_year", "To"),
    ("note", "Note"),
    ("", "Remark"),
)
KIND = 1
REMARK = 5

#: The fields of a remark, where their names differ from those of a row.
_COLUMN_OF = {"term": 0, **{field: at for at, (field, _) in enumerate(COLUMNS) if field}}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group in the list: its name, and what it is in words."""

    name: str
    told: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """One word of a group, as it is typed; one that ships can be `off`, others are taken out."""

    text: str = ""
    kind: str = "synonym"
    first_year: str = ""
    last_year: str = ""
    note: str = ""
    ships: bool = False
    off: bool = False

    @property
    def standing(self) -> str:
        """What it is to the shipped words, in words."""
        if self.off:
            return "switched off"
        return "" if self.ships else "our own"


@dataclass(frozen=True, slots=True)
class RowRemark:
    """What is said about a row. What is `wrong` must be put right; the rest is worth knowing."""

    field: str
    message: str
    wrong: bool


class GroupsModel(QAbstractListModel):
    """The groups; `show` replaces them."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._lines: tuple[GroupLine, ...] = ()

    def show(self, lines: tuple[GroupLine, ...]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of groups."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give name and state of a group."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.name}\n{line.told}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}: {line.told}"
        return None

    def name(self, row: int) -> str:
        """Give the name of a group; empty if there is no such row."""
        return self._lines[row].name if 0 <= row < len(self._lines) else ""

    def row_of(self, name: str) -> int:
        """Find a group; -1 if it is not in the list."""
        return next((at for at, line in enumerate(self._lines) if line.name == name), -1)


class TermsModel(QAbstractTableModel):
    """The words of one group. `edited` follows every change that a person made."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: list[TermRow] = []
        self._remarks: Mapping[int, Sequence[RowRemark]] = {}
        self._writable = False
        self._signs: tuple[QIcon, QIcon] = (QIcon(), QIcon())

    @property
    def rows(self) -> tuple[TermRow, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def show(self, rows: Sequence[TermRow], *, writable: bool) -> None:
        """Replace the table."""
        self.beginResetModel()
        self._rows, self._writable, self._remarks = list(rows), writable, {}
        self.endResetModel()

    def show_remarks(self, remarks: Mapping[int, Sequence[RowRemark]]) -> None:
        """Say beside each row what there is to say about it."""
        self._remarks = remarks
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def draw_with(self, wrong: QIcon, odd: QIcon) -> None:
        """Use these signs beside remarks."""
        self._signs = (wrong, odd)

    def add_row(self) -> int:
        """Add an empty row at the end; give its number."""
        at = len(self._rows)
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.append(TermRow())
        self.endInsertRows()
        self.edited.emit()
        return at

    def take_out(self, at: int) -> None:
        """Take a row out; one that ships is switched off, or on again."""
        row = self._rows[at]
        if row.ships:
            self._rows[at] = replace(row, off=not row.off)
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))
        else:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self.endRemoveRows()
        self.edited.emit()

    def told(self, at: int) -> str:
        """Say what there is to say about a row."""
        return " ".join(one.message for one in self._remarks.get(at, ()))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of words."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let fields be edited, but for the remark and for words that are switched off."""
        flags = super().flags(index)
        if not index.isValid() or not self._writable or index.column() == REMARK:
            return flags
        return flags if self._rows[index.row()].off else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a field, or the remark with its sign."""
        if not index.isValid():
            return None
        at, column = index.row(), index.column()
        text = self._cell(at, column)
        given: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                given = text
            case Qt.ItemDataRole.ToolTipRole:
                given = f"<p>{escape(text)}</p>"  # never taken for HTML
            case Qt.ItemDataRole.AccessibleTextRole:
                given = f"{COLUMNS[column][1]}: {text or 'empty'}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                about = [one for one in self._remarks.get(at, ()) if _column(one) == column]
                given = " ".join(one.message for one in about)
            case Qt.ItemDataRole.DecorationRole if column == REMARK:
                given = self._sign(at)
        return given

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        field, row = COLUMNS[index.column()][0], self._rows[index.row()]
        typed: dict[str, Any] = {field: str(value).strip()}
        changed = replace(row, **typed)
        if changed == row:
            return False
        self._rows[index.row()] = changed
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the words above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][1]
        return None

    def _cell(self, at: int, column: int) -> str:
        row = self._rows[at]
        if column == REMARK:
            return self.told(at) or row.standing
        return str(getattr(row, COLUMNS[column][0]))

    def _sign(self, at: int) -> QIcon | None:
        said = self._remarks.get(at, ())
        if not said:
            return None
        wrong, odd = self._signs
        return wrong if any(one.wrong for one in said) else odd


def _column(remark: RowRemark) -> int:
    return _COLUMN_OF.get(remark.field, 0)
