"""Quarters side by side, and in each what was due, to look at and to walk through.

It is a real table, so screen readers read quarters and marks as columns and cells.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from evidence_library.model.clock_looks import Dial
from evidence_library.model.dates import day_in_words
from evidence_library.model.quarters import days_of, quarter_at
from evidence_library.model.tracked_timeline import Strip
from evidence_library.ui.itemmodels.quarter_timeline import CELL, Cell, Closeness, TimelineModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.patterns import edge, ground
from evidence_library.ui.widgets.plain import bare_table

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CLOSER = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Equal})
_NEAREST, _FARTHEST = Closeness.LEADS, Closeness.COUNTS

#: Widths of a column by how close one looks, and of a gap, in pixels at 100 % text.
_WIDTHS = {Closeness.COUNTS: 72, Closeness.NUMBERS: 72, Closeness.LEADS: 148}
_GAP, _ROW, _FLAG, _HEAD = 72, 32, 24, 46

#: The widest a column becomes for its words, and what is drawn around them.
_WIDEST, _AROUND_WORDS = 148, 52

#: Quarters that PageUp and PageDown go: a year.
_YEAR = 4

_Action = QAbstractItemView.CursorAction


class QuarterTimeline(QTableView):
    """Shows a `TimelineModel`. `opened` names a recommendation, `gathered` several (a tuple).

    `came_closer` follows the keys plus and minus with how close one looks from now on.
    """

    opened = Signal(str)
    gathered = Signal(object)
    came_closer = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self.marks = TimelineModel(self)
        self.setModel(self.marks)
        self.setItemDelegate(_MarkDelegate(theme, self))
        self.setHorizontalHeader(_Quarters(theme, self))
        self.setAccessibleName("Timeline of deadlines")
        self.setAccessibleDescription(
            "Left and right go from quarter to quarter, up and down through what was due in it. "
            "Enter opens a recommendation, plus and minus come closer and go farther."
        )
        bare_table(self)
        self.setProperty("role", "timeline")
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._open)
        theme.changed.connect(self._fit)

    def show_strip(self, strip: Strip, day: date, dial: Dial, closeness: Closeness) -> None:
        """Show a strip; the cursor stays on its recommendation if it is still there."""
        held = self._mark_at(self.currentIndex())
        first = self.marks.strip is None
        self.marks.show(strip, day, dial, closeness)
        self._fit()
        if held is not None:
            self.go_to(*held)
        if first:
            self.show_day()

    def go_to(self, key: str, marker: str) -> None:
        """Put the cursor on a recommendation, or a part of it."""
        for column in range(self.marks.columnCount()):
            for row in range(self.marks.height(column)):
                if self._mark_at(self.marks.index(row, column)) == (key, marker):
                    self.setCurrentIndex(self.marks.index(row, column))
                    return

    def show_day(self) -> None:
        """Scroll so that the quarter of the day is in sight."""
        if self.marks.strip is not None:
            index = self.marks.index(0, self.marks.strip.at)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    @property
    def day_x(self) -> float:
        """Where the day lies, in pixels of the viewport; -1 without a strip."""
        strip = self.marks.strip
        if strip is None:
            return -1.0
        span = days_of(quarter_at(strip.columns[strip.at].position), strip.convention)
        share = (self.marks.day - span.first).days / max(1, (span.last - span.first).days)
        header = self.horizontalHeader()
        left = header.sectionViewportPosition(strip.at)
        return left + share * header.sectionSize(strip.at)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the next mark that way; quarters without one are passed by."""
        at = self.currentIndex()
        if not at.isValid() or self.marks.cell(at) is None:
            return self._first()
        row, column = at.row(), at.column()
        if action in {_Action.MoveUp, _Action.MoveDown}:
            step = 1 if action is _Action.MoveDown else -1
            last = self.marks.height(column) - 1
            return self.marks.index(max(0, min(row + step, last)), column)
        if action in {_Action.MoveLeft, _Action.MovePrevious}:
            found = self._beside(column, -1, row)
        elif action in {_Action.MoveRight, _Action.MoveNext}:
            found = self._beside(column, 1, row)
        elif action is _Action.MoveHome:
            found = self._beside(-1, 1, 0)
        elif action is _Action.MoveEnd:
            found = self._beside(self.marks.columnCount(), -1, 0)
        elif action is _Action.MovePageUp:
            found = self._beside(max(0, column - _YEAR) + 1, -1, row)
            found = found if found.isValid() else self._beside(-1, 1, row)
        else:
            found = self._beside(column + _YEAR - 1, 1, row)
            found = found if found.isValid() else self._beside(self.marks.columnCount(), -1, row)
        return found if found.isValid() else at

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first mark at or before the day when one comes by keyboard."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._first())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a mark with Enter, come closer with plus, go farther with minus."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._open(self.currentIndex())
        elif key in _CLOSER:
            self._come(1)
        elif key == Qt.Key.Key_Minus:
            self._come(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give wide windows wide columns."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the quarters, the marks, and the line of the day above them."""
        painter = QPainter(self.viewport())
        self._paint_quarters(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._theme.colour("accent"), self._theme.px(2)))
        x = self.day_x
        painter.drawLine(QPointF(x, 0), QPointF(x, self.viewport().height()))
        painter.end()

    def _paint_quarters(self, painter: QPainter) -> None:
        """Draw a hairline before each year, and every other year a little darker."""
        header, height = self.horizontalHeader(), self.viewport().height()
        strip = self.marks.strip
        for at, column in enumerate(strip.columns if strip is not None else ()):
            quarter = quarter_at(column.position)
            left, width = header.sectionViewportPosition(at), header.sectionSize(at)
            if column.quarters > 1:
                painter.fillRect(QRectF(left, 0, width, height), self._theme.colour("bg"))
            if quarter.number == 1 or column.quarters > 1 or at == 0:
                painter.fillRect(QRectF(left, 0, 1, height), self._theme.colour("line"))

    def _first(self) -> QModelIndex:
        """Give the nearest mark at or before the day, else the first one after it."""
        strip = self.marks.strip
        found = self._beside(strip.at + 1, -1, 0) if strip is not None else QModelIndex()
        return found if found.isValid() else self._beside(-1, 1, 0)

    def _beside(self, column: int, step: int, row: int) -> QModelIndex:
        """Give the nearest mark from a column on, that column left out."""
        at = column + step
        while 0 <= at < self.marks.columnCount():
            if height := self.marks.height(at):
                return self.marks.index(min(row, height - 1), at)
            at += step
        return QModelIndex()

    def _mark_at(self, index: QModelIndex) -> tuple[str, str] | None:
        cell = self.marks.cell(index)
        return (cell.marks[0].line.id, cell.marks[0].unit.marker) if cell is not None else None

    def _open(self, index: QModelIndex) -> None:
        cell = self.marks.cell(index)
        if cell is None:
            return
        if len(cell.marks) == 1:
            self.opened.emit(cell.marks[0].line.id)
        else:
            self.gathered.emit(cell.marks)

    def _come(self, step: int) -> None:
        wanted = max(_FARTHEST, min(_NEAREST, self.marks.closeness + step))
        if wanted != self.marks.closeness:
            self.came_closer.emit(int(wanted))

    def _fit(self) -> None:
        """Give columns and rows the size that goes with the text and the room."""
        px, header = self._theme.px, self.horizontalHeader()
        strip = self.marks.strip
        columns = strip.columns if strip is not None else ()
        quarters = sum(one.quarters == 1 for one in columns)
        gaps = (len(columns) - quarters) * px(_GAP)
        least = max(px(_WIDTHS[self.marks.closeness]), self._longest_mark())
        room = (self.viewport().width() - gaps) // max(1, quarters)
        width = max(least, min(room, least * 2))
        for at, column in enumerate(columns):
            header.resizeSection(at, width if column.quarters == 1 else px(_GAP))
        header.setFixedHeight(px(_FLAG + _HEAD))
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.updateGeometries()
        self.viewport().update()

    def _longest_mark(self) -> int:
        """Give the width that the longest words of a mark need, up to a limit."""
        px = self._theme.px
        words = self.marks.longest
        room = self._theme.metrics("secondary", bold=True).horizontalAdvance(words)
        return min(px(_WIDEST), round(room) + px(_AROUND_WORDS))


class _Quarters(QHeaderView):
    """Names the quarters, and above them the day."""

    def __init__(self, theme: Theme, view: QuarterTimeline) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme, self._view = theme, view
        self.setAccessibleName("Quarters")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """Leave room for the day above the quarters."""
        return QSize(super().sizeHint().width(), self._theme.px(_FLAG + _HEAD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the quarters and the flag of the day."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        area = QRectF(self.viewport().rect())
        painter.fillRect(area, theme.colour("panel"))
        for at in range(self.count()):
            self._paint_quarter(painter, at)
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), theme.colour("border"))
        self._paint_day(painter)
        painter.end()

    def _paint_quarter(self, painter: QPainter, at: int) -> None:
        column = self._view.marks.column(at)
        if column is None:
            return
        theme, px = self._theme, self._theme.px
        left, width = self.sectionViewportPosition(at), self.sectionSize(at)
        top, half = px(_FLAG), px(_HEAD) / 2
        upper, lower = QRectF(left, top, width, half), QRectF(left, top + half, width, half)
        now = at == self._view.currentIndex().column()
        if column.quarters > 1:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font("secondary"))
            painter.drawText(upper, _LOW, "…")
            painter.drawText(lower, _HIGH, f"{column.quarters} empty")
            return
        quarter = quarter_at(column.position)
        painter.setPen(theme.colour("accent" if now else "ink"))
        painter.setFont(theme.font("base", bold=True))
        painter.drawText(upper, _LOW, f"Q{quarter.number}")
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("secondary"))
        painter.drawText(lower, _HIGH, str(quarter.year))

    def _paint_day(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        x = self._view.day_x
        words = f"As at {day_in_words(self._view.marks.day)}"
        width = theme.metrics("secondary", bold=True).horizontalAdvance(words) + px(16)
        left = max(0.0, min(x - width / 2, self.viewport().width() - width))
        flag = QRectF(left, 1, width, px(_FLAG) - 3)
        painter.setPen(QPen(theme.colour("accent"), px(2)))
        painter.drawLine(QPointF(x, flag.bottom()), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(flag, px(4), px(4))
        painter.setPen(theme.colour("on_accent"))
        painter.setFont(theme.font("secondary", bold=True))
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, words)


_LOW = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
_HIGH = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class _MarkDelegate(QStyledItemDelegate):
    """Draws a mark: a sign and a number on the ground of its state, and a ring with the focus."""

    def __init__(self, theme: Theme, view: QuarterTimeline) -> None:
        super().__init__(view)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        area = QRectF(option.rect).adjusted(px(4) + 0.5, px(3) + 0.5, -px(4) - 0.5, -px(3) - 0.5)
        self._paint_ground(painter, area, cell, option)
        self._paint_words(painter, area, cell, str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-2.5, -2.5, 2.5, 2.5), px(6), px(6))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRectF, cell: Cell, option: QStyleOptionViewItem
    ) -> None:
        theme, later = self._theme, cell.marks[0].later
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        style = Qt.PenStyle.DashLine if later else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edge(theme, cell.look), 2 if hovered else 1, style))
        painter.setBrush(Qt.BrushStyle.NoBrush if later else ground(theme, cell.look))
        painter.drawRoundedRect(area, theme.px(4), theme.px(4))

    def _paint_words(self, painter: QPainter, area: QRectF, cell: Cell, words: str) -> None:
        theme, px = self._theme, self._theme.px
        sign = QRectF(area.left() + px(6), area.top(), px(14), area.height())
        painter.setFont(theme.font("secondary"))
        painter.setPen(edge(theme, cell.look))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, cell.look.sign)
        warns = any(mark.state.contradiction for mark in cell.marks)
        right = px(14) if warns else px(4)
        room = QRectF(sign.right() + px(4), area.top(), 0, area.height())
        room.setRight(area.right() - right)
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("secondary", bold=True))
        metrics = theme.metrics("secondary", bold=True)
        short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, short)
        if warns:
            painter.setPen(theme.colour("bad"))
            box = QRectF(area.right() - px(14), area.top(), px(12), area.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!")
