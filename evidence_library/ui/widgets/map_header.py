"""The rows of an evidence map: narrower headings stand in, on every line of theirs."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QTableView

from evidence_library.ui.itemmodels.evidence_map import MapModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.marked_text import LEADING, MarkedText

_SIGNS = {True: "▾", False: "▸"}
_WIDTH, _EDGE, _INDENT, _SIGN = 230, 8, 14, 16


class RowLabels(QHeaderView):
    """Draws the labels of a `MapModel`: a sign where a row can be opened, then its words."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        """Draw in the colours and sizes of a theme."""
        super().__init__(Qt.Orientation.Vertical, view)
        self._theme = theme

    def sizeHint(self) -> QSize:
        """Give the one width of all labels."""
        return QSize(self._theme.px(_WIDTH), super().sizeHint().height())

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Leave the words to `paintSection`; the style draws the ground."""
        super().initStyleOptionForIndex(option, section)
        option.text = ""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the ground, the sign, and the words beside it, wrapped."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        words, sign, depth = self._label(section)
        painter.save()
        painter.setPen(self._theme.colour("accent" if section == self._at else "ink"))
        px = self._theme.px
        left = rect.left() + px(_EDGE) + depth * px(_INDENT)
        font = self._theme.font("secondary", bold=section == self._at)
        if sign or depth:
            box = QRectF(left, rect.top(), px(_SIGN), rect.height())
            painter.setFont(font)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), sign)
            left += px(_SIGN)
        line = self._theme.metrics("secondary").lineSpacing()
        lines = 1 + max(0, int((rect.height() - line) / (line * LEADING)))
        width = max(1, rect.right() - px(_EDGE) - left)
        ink = (self._theme.colour("mark"), self._theme.colour("mark_ink"))
        text = MarkedText(((words, False),), font, width, lines, ink)
        text.draw(painter, left, rect.top() + (rect.height() - text.height) / 2)
        painter.restore()

    @property
    def _at(self) -> int:
        view = self.parent()
        at = view.currentIndex() if isinstance(view, QTableView) else None
        return at.row() if at is not None and at.isValid() else -1

    def _label(self, section: int) -> tuple[str, str, int]:
        """Give words, sign and depth of a row."""
        model = self.model()
        side = model.row_side(section) if isinstance(model, MapModel) else None
        if side is None:
            return "All", "", 0
        return side.label, _SIGNS[side.opened] if side.opens else "", side.depth
