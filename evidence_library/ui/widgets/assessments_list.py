"""The list at the side of Assess: what is assessed, when, how far, and whether it is an example."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from evidence_library.ui.itemmodels.packs import PACK_LINE, PackLine, PacksModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.packs_list import PacksList
from evidence_library.ui.widgets.side_list import SideDelegate


@dataclass(frozen=True, slots=True)
class AssessmentLine(PackLine):
    """An assessment as the list draws it; `badge` says that it is an example."""

    badge: str = ""


class AssessmentsList(PacksList):
    """Shows assessments: `chose` names the one one has come to, `entered` follows Enter."""

    def __init__(self, theme: Theme, lines: PacksModel) -> None:
        """Show the lines of a model."""
        super().__init__(theme, lines)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName("Assessments")
        self.setAccessibleDescription("Enter goes to the assessment, F2 edits, Delete deletes.")
        self.setDragDropMode(QListView.DragDropMode.NoDragDrop)
        self.setUniformItemSizes(False)


class _Delegate(SideDelegate):
    """Draws title, what is said of it, and the badge of an example."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the height of a line, which a badge makes higher."""
        theme, line = self._theme, index.data(PACK_LINE)
        small = theme.metrics("secondary").height()
        badge = small if isinstance(line, AssessmentLine) and line.badge else 0
        high = theme.metrics(bold=True).height() + small + badge
        return QSize(self._view.viewport().width(), round(high) + theme.px(18))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        line = index.data(PACK_LINE)
        if not isinstance(line, PackLine):
            return
        painter.save()
        chosen = index.row() == self._view.currentIndex().row()
        px, area, theme = self._theme.px, option.rect, self._theme
        self._paint_pointed(painter, option)
        if chosen:
            painter.fillRect(area, theme.colour("accent_soft"))
            painter.fillRect(area.left(), area.top(), px(3), area.height(), theme.colour("accent"))
        self._paint_focus(painter, option)
        inner = area.adjusted(px(16), px(7), -px(12), -px(7))
        top = self._write(
            painter, inner, line.title, ("base", "accent" if chosen else "ink", chosen)
        )
        top = (
            self._write(
                painter, inner.adjusted(0, top, 0, 0), line.about, ("secondary", "muted", False)
            )
            + top
        )
        if isinstance(line, AssessmentLine) and line.badge:
            self._write(
                painter, inner.adjusted(0, top, 0, 0), line.badge, ("secondary", "warn", True)
            )
        painter.restore()

    def _write(
        self, painter: QPainter, area: QRect, words: str, look: tuple[str, str, bool]
    ) -> int:
        """Write a line at the top of an area; give how much of it that takes."""
        role, colour, bold = look
        metrics = self._theme.metrics(role, bold=bold)
        painter.setFont(self._theme.font(role, bold=bold))
        painter.setPen(self._theme.colour(colour))
        short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        line = QRect(area)
        line.setHeight(round(metrics.height()) + 1)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
        return line.height() + self._theme.px(1)
