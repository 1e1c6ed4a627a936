"""Counts as stacked bars, one below the other, to look at and to walk through.

It is a real table, so screen readers read rows, columns and numbers as such; only where its cells
lie is different: they follow each other as long as their numbers are great.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from evidence_library.model.clock_looks import Look
from evidence_library.model.tracked_counts import Counts
from evidence_library.ui.itemmodels.track_counts import CountsModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.patterns import edge, fill
from evidence_library.ui.widgets.plain import bare_table

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_Action = QAbstractItemView.CursorAction

#: Height of a row, widths of labels and totals and of the smallest segment, at 100 % text.
_ROW, _LABELS, _TOTAL, _LEAST = 40, 190, 56, 38


class ClockBars(QTableView):
    """Shows a `CountsModel`. `chosen` brings the `Segment` that was clicked or entered."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self.counts = CountsModel(self)
        self.setModel(self.counts)
        self.setAccessibleName("Stacked bars")
        self.setAccessibleDescription(
            "Left and right go along a bar, up and down from bar to bar. "
            "Enter shows the recommendations of a number in the table."
        )
        bare_table(self)
        self.setProperty("role", "bars")
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalHeader(_Labels(theme, self))
        self.setWordWrap(False)
        self.clicked.connect(self._choose)
        self.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())
        theme.changed.connect(self._fit)
        self._fit()

    def show_counts(self, counts: Counts) -> None:
        """Show other counts; the cursor stays where it was, as far as something is there."""
        at = self.currentIndex()
        known = (at.row(), at.column()) if at.isValid() else None
        self.counts.show(counts)
        self.setAccessibleName(counts.title)
        self._fit()
        if known is not None and self.counts.rowCount():
            row = min(known[0], self.counts.rowCount() - 1)
            self.setCurrentIndex(self._nearest(row, known[1]))

    # Where things lie

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Give the place of a segment in the viewport."""
        if not index.isValid():
            return QRect()
        places = self._places(index.row())
        if index.column() >= len(places):
            return QRect()
        left, width = places[index.column()]
        inset = self._theme.px(6)
        top, height = self.rowViewportPosition(index.row()), self.rowHeight(index.row())
        return QRect(left, top + inset, width, height - 2 * inset)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Give the segment at a place of the viewport."""
        row = self.rowAt(point.y())
        if row < 0:
            return QModelIndex()
        for column in range(self.counts.columnCount()):
            index = self.counts.index(row, column)
            if self.visualRect(index).contains(point):
                return index
        return QModelIndex()

    def _places(self, row: int) -> list[tuple[int, int]]:
        """Give left edge and width of each segment of a row; empty ones have no width."""
        counts = self.counts.counts
        if counts is None:
            return []
        px = self._theme.px
        room = max(1, self.viewport().width() - px(_TOTAL) - px(8))
        numbers = [self.counts.number(row, at) for at in range(len(counts.columns))]
        full = room * sum(numbers) / counts.longest
        least = min(px(_LEAST), room // max(1, sum(map(bool, numbers))))
        widths = [max(least, round(full * one / sum(numbers))) if one else 0 for one in numbers]
        over = sum(widths) - room
        if over > 0:  # what the smallest ones took more is taken from the widest
            widths[widths.index(max(widths))] -= over
        left, places = px(8), []
        for width in widths:
            places.append((left, width))
            left += width
        return places

    # Walking

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the next segment that way; where nothing stands is passed by."""
        at, last = self.currentIndex(), self.counts.rowCount() - 1
        if last < 0:
            return QModelIndex()
        if not at.isValid():
            return self._nearest(0, 0)
        row, column = at.row(), at.column()
        if action in {_Action.MoveLeft, _Action.MovePrevious, _Action.MoveRight, _Action.MoveNext}:
            step = -1 if action in {_Action.MoveLeft, _Action.MovePrevious} else 1
            return self._beside(row, column, step)
        page = max(1, self.viewport().height() // max(1, self._theme.px(_ROW)) - 1)
        steps = {
            _Action.MoveUp: -1,
            _Action.MoveDown: 1,
            _Action.MovePageUp: -page,
            _Action.MovePageDown: page,
            _Action.MoveHome: -last - 1,
            _Action.MoveEnd: last + 1,
        }
        return self._nearest(max(0, min(row + steps[action], last)), column)

    def _beside(self, row: int, column: int, step: int) -> QModelIndex:
        at = column + step
        while 0 <= at < self.counts.columnCount():
            if self.counts.number(row, at):
                return self.counts.index(row, at)
            at += step
        return self.counts.index(row, column)

    def _nearest(self, row: int, column: int) -> QModelIndex:
        held = [at for at in range(self.counts.columnCount()) if self.counts.number(row, at)]
        if not held:
            return QModelIndex()
        return self.counts.index(row, min(held, key=lambda at: abs(at - column)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first segment when one comes by keyboard."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.counts.rowCount():
            self.setCurrentIndex(self._nearest(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a segment with Enter."""
        if Qt.Key(event.key()) in _ENTER:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a segment can be clicked."""
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the labels to the room."""
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self._fit()

    def _choose(self, index: QModelIndex) -> None:
        found = self.counts.segment(index)
        if found is not None:
            self.chosen.emit(found)

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars that are in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        counts = self.counts.counts
        if counts is None or not counts.rows:
            return
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        for row in range(first, (last if last >= 0 else len(counts.rows) - 1) + 1):
            self._paint_bar(painter, counts, row)
        painter.end()

    def _paint_bar(self, painter: QPainter, counts: Counts, row: int) -> None:
        theme, px = self._theme, self._theme.px
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        base = QRectF(0, top + height - 1, self.viewport().width(), 1)
        painter.fillRect(base, theme.colour("line"))
        right = 0
        for column, look in enumerate(counts.columns):
            index = self.counts.index(row, column)
            area = self.visualRect(index)
            if area.width() and self.counts.number(row, column):
                self._paint_segment(painter, QRectF(area), look, index)
                right = area.right()
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("base", bold=True))
        box = QRectF(right + px(10), top, px(_TOTAL), height)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"{counts.rows[row].total:,}")

    def _paint_segment(
        self, painter: QPainter, area: QRectF, look: Look, index: QModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        inner = area.adjusted(0.5, 0.5, -1.5, -0.5)
        fill(painter, inner, theme, look, px(3))
        self._paint_words(painter, inner, look, self.counts.number(index.row(), index.column()))
        if self.hasFocus() and index == self.currentIndex():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(-2, -2.5, 2, 2.5), px(5), px(5))

    def _paint_words(self, painter: QPainter, area: QRectF, look: Look, number: int) -> None:
        """Write the number, before it the sign and behind it the word where there is room."""
        theme = self._theme
        metrics = theme.metrics("secondary", bold=True)
        room = area.width() - theme.px(6)
        wanted = (f"{look.sign} {number:,} {look.label.lower()}", f"{look.sign} {number:,}")
        fits = (one for one in wanted if metrics.horizontalAdvance(one) <= room)
        words = next(fits, f"{number:,}")
        painter.setFont(theme.font("secondary", bold=True))
        at = area
        if words != f"{number:,}":
            painter.setPen(edge(theme, look))
            width = metrics.horizontalAdvance(words)
            at = QRectF(area.center().x() - width / 2, area.top(), width + 1, area.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, look.sign)
            at = at.adjusted(metrics.horizontalAdvance(f"{look.sign} "), 0, 0, 0)
            words = words.removeprefix(f"{look.sign} ")
            painter.setPen(theme.colour("ink"))
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, words)
            return
        painter.setPen(theme.colour("ink"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def _fit(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        width = min(px(_LABELS), max(1, self.width() * 2 // 5))
        self.verticalHeader().setFixedWidth(width)
        self.updateGeometries()
        self.viewport().update()


class _Labels(QHeaderView):
    """The words of the rows, elided where they are too long; the tooltip has all of them."""

    def __init__(self, theme: Theme, view: ClockBars) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._theme, self._view = theme, view
        self.setAccessibleName("Rows of the bars")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Give the width of the labels."""
        return QSize(self._theme.px(_LABELS), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one label."""
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.fillRect(rect, theme.colour("panel"))
        line = QRectF(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, theme.colour("line"))
        now = section == self._view.currentIndex().row()
        painter.setPen(theme.colour("accent" if now else "ink"))
        painter.setFont(theme.font("base", bold=now))
        area = QRectF(rect).adjusted(px(12), 0, -px(8), 0)
        words = str(self.model().headerData(section, Qt.Orientation.Vertical))
        metrics = theme.metrics("base", bold=now)
        short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, short)
        painter.restore()


class Legend(QWidget):
    """What the signs and grounds mean, in words."""

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self._row = FlowLayout(self, gap=14)
        self.setAccessibleName("Legend")

    def show_looks(self, looks: tuple[Look, ...]) -> None:
        """Show what these looks mean."""
        self._row.clear()
        for look in looks:
            item = _LegendItem(self._theme, look)
            self._row.addWidget(item)
            item.show()
        self.setAccessibleDescription(", ".join(look.label for look in looks))
        self.updateGeometry()


class _LegendItem(QWidget):
    """A sample and its word."""

    def __init__(self, theme: Theme, look: Look) -> None:
        super().__init__()
        self._theme, self._look = theme, look
        self.setAccessibleName(look.label)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Give the room of the sample and the word."""
        px, metrics = self._theme.px, self._theme.metrics("secondary")
        width = px(28) + metrics.horizontalAdvance(self._look.label) + px(4)
        return QSize(round(width), max(px(22), round(metrics.lineSpacing())))

    def minimumSizeHint(self) -> QSize:
        """Never be smaller than that."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sample, sign and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._theme, self._theme.px
        side = px(18)
        box = QRectF(0.5, (self.height() - side) / 2 + 0.5, px(22) - 1, side - 1)
        fill(painter, box, theme, self._look, px(3))
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(edge(theme, self._look))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._look.sign)
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.colour("ink"))
        words = QRectF(px(28), 0, self.width() - px(28), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._look.label)
        painter.end()
