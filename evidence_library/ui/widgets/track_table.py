"""The table of recommendations: rows of one height, headings that fold, words beside each sign."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from evidence_library.text.utf16 import to_index
from evidence_library.ui.icons import pixmap
from evidence_library.ui.itemmodels.track_table import (
    CELL,
    HEADING,
    Cell,
    Heading,
    Row,
    TrackTableModel,
    Word,
)
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets import several_rows

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_DIRECTIONS = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}

#: Height of a row and of a heading, room beside and above the words, and the least width of the
#: wording column.
_ROW, _HEADING, _SIDE, _ABOVE, _LEAST = 46, 34, 10, 6, 200

#: Of more headings none gets a height of its own: that would take too long.
_MOST_HEADINGS = 400

Column = tuple[str, str, int]
"""Key, words and width at 100 % text; no width: it takes what is left."""


class TrackTable(QTableView):
    """Shows a `TrackTableModel`.

    `came_to` follows each row one comes to, `chose` each other choice. `entered` asks for the
    recommendation itself, `left` for the way back, `folded` brings the key of a heading.
    `sorted_by` names a column, `sorted_as` also which way. `menu_asked` brings the place on the
    screen.
    """

    came_to = Signal()
    chose = Signal()
    entered = Signal()
    left = Signal()
    folded = Signal(str)
    sorted_by = Signal(int)
    sorted_as = Signal(int, bool)
    menu_asked = Signal(object)

    def __init__(self, theme: Theme, columns: tuple[Column, ...]) -> None:
        """Show nothing yet; the columns that come last are hidden first where it is narrow."""
        super().__init__()
        self._theme, self._specs = theme, columns
        self._wanted = {key for key, _, _ in columns}
        self._typed = ""
        self.lines = TrackTableModel([words for _, words, _ in columns], self)
        self.setModel(self.lines)
        self._extending = several_rows.Extending(self)
        self.setItemDelegate(_Rows(theme, self))
        self.setProperty("role", "track")
        self.setAccessibleName("Recommendations")
        self.setAccessibleDescription(
            "Enter opens the recommendation, or folds a group. Digits go to a number."
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setAccessibleName("Columns of the table")
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.sectionClicked.connect(self.sorted_by)
        self.doubleClicked.connect(lambda _index: self._enter())
        self.clicked.connect(self._on_clicked)
        selection = self.selectionModel()
        selection.currentRowChanged.connect(lambda *_: self.came_to.emit())
        selection.selectionChanged.connect(lambda *_: self.chose.emit())
        theme.changed.connect(self._fit)
        self._fit()
        self.show_sorting(-1, descending=False)

    def show_rows(self, rows: Sequence[Row], word: Word) -> None:
        """Replace the rows, each of the height of its kind."""
        self.lines.show(rows, word)
        headings = [at for at, row in enumerate(rows) if isinstance(row, Heading)]
        if len(headings) <= _MOST_HEADINGS:
            height = self._theme.px(_HEADING)
            for at in headings:
                self.verticalHeader().resizeSection(at, height)

    def show_columns(self, keys: Collection[str]) -> None:
        """Show these columns, as far as there is room for them."""
        self._wanted = set(keys)
        self._fit_columns()

    def show_sorting(self, column: int, *, descending: bool) -> None:
        """Show by which column the table is sorted; -1 for none."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)
        self.lines.show_sorting(column, descending=descending)

    @property
    def row(self) -> int:
        """The row one is at; -1 for none."""
        return self.currentIndex().row()

    @property
    def top(self) -> int:
        """The first row in sight."""
        return self.verticalScrollBar().value()

    def go_to(self, row: int, *, top: int = -1) -> None:
        """Come to a row, with another one as the first in sight if one is named."""
        column = max(self.currentIndex().column(), 0)
        self.setCurrentIndex(self.lines.index(row, column))
        if top >= 0:
            self.verticalScrollBar().setValue(top)
        self.scrollTo(self.currentIndex())

    def go_to_first_line(self) -> None:
        """Come to the first recommendation, below whatever heading."""
        for row in range(min(len(self.lines.rows), 2)):  # no heading follows another open one
            if self.lines.line_at(row) is not None:
                self.go_to(row)
                return

    @property
    def chosen_rows(self) -> tuple[int, ...]:
        """The chosen rows, in order."""
        spans = sorted(several_rows.spans_of(self))
        return tuple(row for first, last in spans for row in range(first, last + 1))

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Say what an event does to what is chosen."""
        return several_rows.command_for(super().selectionCommand(index, event), index, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to the first row when one comes here by keyboard."""
        several_rows.choose_first(self)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, fold, sort and choose by keyboard; digits go to a number."""
        key = Qt.Key(event.key())
        heading = self.lines.heading_at(self.row)
        if key in _ENTER:
            self._enter()
        elif key in _DIRECTIONS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.currentIndex().isValid():
                self.sorted_as.emit(self.currentIndex().column(), _DIRECTIONS[key])
        elif heading is not None and key == (
            Qt.Key.Key_Right if heading.folded else Qt.Key.Key_Left
        ):
            self.folded.emit(heading.key)
        elif not self._extending.take_key(event):
            if key == Qt.Key.Key_Escape:
                self.left.emit()
            else:
                super().keyPressEvent(event)

    def keyboardSearch(self, typed: str) -> None:
        """Go to the next recommendation whose number begins with what is typed."""
        if not typed:
            self._typed = ""
            return
        # Qt empties what was typed after a pause; several digits in a row are one number.
        self._typed += typed.casefold()
        rows = len(self.lines.rows)
        start = max(self.row, 0)
        for step in range(rows):
            at = (start + step) % rows
            line = self.lines.line_at(at)
            if line is not None and line.number.casefold().startswith(self._typed):
                self.go_to(at)
                return
        self._typed = ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click with Shift choose all rows up to it."""
        if not self._extending.take_press(event):
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is chosen."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.visualRect(self.currentIndex()).bottomLeft()
        shown = self.viewport().mapToGlobal(place) if by_keyboard else event.globalPos()
        self.menu_asked.emit(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the wording what room is left."""
        super().resizeEvent(event)
        self._fit_columns()

    def _enter(self) -> None:
        if self.row < 0:
            self.go_to_first_line()
        heading = self.lines.heading_at(self.row)
        if heading is not None:
            self.folded.emit(heading.key)
        elif self.lines.line_at(self.row) is not None:
            self.entered.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        """Fold or unfold a group by a click on its heading."""
        heading = self.lines.heading_at(index.row())
        if heading is not None:
            self.folded.emit(heading.key)

    def _fit(self) -> None:
        px = self._theme.px
        line = self._theme.metrics("secondary").lineSpacing()
        self.verticalHeader().setDefaultSectionSize(max(px(_ROW), round(2 * line) + px(2 * _ABOVE)))
        self.horizontalHeader().setMinimumSectionSize(px(36))
        self._fit_columns()
        for at, row in enumerate(self.lines.rows):
            if isinstance(row, Heading):
                self.verticalHeader().resizeSection(at, px(_HEADING))

    def _fit_columns(self) -> None:
        """Hide the last columns until the wording has room; it takes what is left."""
        px, room = self._theme.px, self.viewport().width()
        shown = [spec for spec in self._specs if spec[0] in self._wanted]
        while len(shown) > 3 and sum(px(width or _LEAST) for _, _, width in shown) > room:
            shown.pop()
        fixed = sum(px(width) for _, _, width in shown if width)
        keys = {key for key, _, _ in shown}
        for at, (key, _words, width) in enumerate(self._specs):
            self.setColumnHidden(at, key not in keys)
            self.setColumnWidth(at, px(width) if width else max(room - fixed, px(_LEAST)))


class _Rows(QStyledItemDelegate):
    """Paints cells of two lines at most, and headings across all columns."""

    def __init__(self, theme: Theme, table: TrackTable) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell, or its part of a heading."""
        heading = index.data(HEADING)
        painter.save()
        painter.setClipRect(option.rect)
        self._ground(painter, option, is_heading=isinstance(heading, Heading))
        if isinstance(heading, Heading):
            self._heading(painter, option.rect, heading)
        else:
            cell = index.data(CELL)
            if isinstance(cell, Cell):
                self._cell(painter, option.rect, cell, index.column())
        self._line_below(painter, option.rect)
        if self._is_at(option, index, whole_row=isinstance(heading, Heading)):
            area = QRect(option.rect)
            if isinstance(heading, Heading):
                area.setLeft(0)
                area.setRight(self._table.viewport().width() - 1)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _is_at(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        *,
        whole_row: bool,
    ) -> bool:
        """Tell whether the ring of the focus is drawn here: around a cell, or a whole heading."""
        if not whole_row:
            return bool(option.state & QStyle.StateFlag.State_HasFocus)
        return self._table.hasFocus() and self._table.row == index.row()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, is_heading: bool) -> None:
        colour = self._theme.colour
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colour("accent_soft"))
            first = self._table.columnViewportPosition(0)
            bar = QRect(first, option.rect.y(), self._theme.px(3), option.rect.height())
            painter.fillRect(bar, colour("accent"))
        elif is_heading:
            painter.fillRect(option.rect, colour("bg"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colour("hover"))

    def _line_below(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _heading(self, painter: QPainter, area: QRect, heading: Heading) -> None:
        """Paint the part of a heading that lies in a cell; it begins at the left of the table."""
        px, theme = self._theme.px, self._theme
        left = px(_SIDE)
        name = "chevron-right" if heading.folded else "chevron-down"
        ratio = self._table.devicePixelRatioF()
        drawn = pixmap(name, theme.colour("muted"), px(14), ratio)
        painter.drawPixmap(left, area.center().y() - px(7), drawn)
        bold = theme.metrics("base", bold=True)
        base = area.center().y() + round((bold.ascent() - bold.descent()) / 2)
        left += px(20)
        count = f"{heading.count:,}"
        room = self._table.viewport().width() - left - px(70)
        words = bold.elidedText(heading.words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(theme.font("base", bold=True))
        painter.setPen(theme.colour("ink"))
        painter.drawText(left, base, words)
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(left + round(bold.horizontalAdvance(words)) + px(8), base, count)

    def _cell(self, painter: QPainter, area: QRect, cell: Cell, column: int) -> None:
        px, theme = self._theme.px, self._theme
        inner = area.adjusted(px(_SIDE), px(_ABOVE), -px(4), -px(_ABOVE))
        strong = column == 0 or cell.tone not in {"", "muted"}
        painter.setFont(theme.font("secondary", bold=strong))
        painter.setPen(theme.colour(cell.tone or "ink"))
        metrics = theme.metrics("secondary", bold=strong)
        text = f"{cell.sign} {cell.words}".strip()
        lines = _lines(text, theme, inner.width(), bold=strong, most=1 if cell.below else 2)
        top = inner.y() + metrics.ascent()
        for line in lines:
            painter.drawText(inner.x(), round(top), line)
            top += metrics.lineSpacing()
        if cell.below:
            small = theme.metrics("secondary")
            painter.setFont(theme.font("secondary"))
            painter.setPen(theme.colour("muted"))
            painter.drawText(inner.x(), round(top), _elided(small, cell.below, inner.width()))


def _elided(metrics: QFontMetricsF, text: str, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _lines(text: str, theme: Theme, width: int, *, bold: bool, most: int) -> list[str]:
    """Break a text into lines of a width, the last one with a mark where there is more."""
    metrics = theme.metrics("secondary", bold=bold)
    if most < 2 or metrics.horizontalAdvance(text) <= width:
        return [_elided(metrics, text, width)]
    layout = QTextLayout(text, theme.font("secondary", bold=bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    end = to_index(text, first.textLength())
    return [text[:end].rstrip(), _elided(metrics, text[end:].lstrip(), width)]
