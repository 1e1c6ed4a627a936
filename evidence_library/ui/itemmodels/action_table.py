"""Actions as rows under headings that fold, in the table that recommendations have."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from evidence_library.model.ids import ActionId
from evidence_library.ui.itemmodels.track_table import Cell, Heading, TrackTableModel


@dataclass(frozen=True, slots=True)
class ActionHeading(Heading):
    """Stands above the actions of a group."""

    @property
    def told(self) -> str:
        """What a screen reader says."""
        state = "folded" if self.folded else "open"
        number = f"{self.count:,} action{'' if self.count == 1 else 's'}"
        return f"Group {self.words}, {number}, {state}"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in the table; `number` is what one types to come to it: its words."""

    id: ActionId
    number: str


class ActionTableModel(TrackTableModel):
    """Shows actions; what is said of each is worked out by whoever shows them."""

    def row_of(self, key: str, near: int = 0) -> int:
        """Give the row of an action, of several the nearest to one; -1 if there is none."""
        found = [at for at, row in enumerate(self.rows) if getattr(row, "id", "") == key]
        return min(found, key=lambda at: abs(at - near), default=-1)

    def line_at(self, row: int) -> ActionLine | None:  # type: ignore[override]
        """Give the line of a row; None for a heading or no row."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, ActionLine) else None

    def cell(self, row: int, column: int) -> Cell | None:
        """Give a cell; None in a heading."""
        line = self.line_at(row)
        return self._cells(line)[column] if line is not None else None  # type: ignore[arg-type]

    def ids_at(self, rows: Collection[int]) -> tuple[ActionId, ...]:  # type: ignore[override]
        """Give the actions in some rows, each once, in the order of the rows."""
        lines = (self.line_at(row) for row in sorted(rows))
        return tuple(dict.fromkeys(line.id for line in lines if line is not None))
