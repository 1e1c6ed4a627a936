"""The table of recommendations: rows of one height, headings that fold, words beside each sign."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)

from evidence_library.ui.icons import pixmap
from evidence_library.ui.itemmodels.track_table import (
    Heading,
    Row,
    TrackTableModel,
    Word,
)
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets import several_rows
from evidence_library.ui.widgets.sorted_table import SortedTable
from evidence_library.ui.widgets.track_rows import ABOVE, SIDE, TrackRows, elided

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

#: Height of a row and of a heading, and the least width of the wording column.
_ROW, _HEADING, _LEAST = 46, 34, 200

#: Of more headings none gets a height of its own: that would take too long.
_MOST_HEADINGS = 120

Column = tuple[str, str, int]
"""Key, words and width at 100 % text; no width: it takes what is left."""


class TrackTable(SortedTable):
    """Shows a `TrackTableModel`.

    `came_to` follows each row one comes to, `chose` each other choice. `entered` asks for the
    recommendation itself, `left` for the way back, `folded` brings the key of a heading.
    `menu_asked` brings the place on the screen; `delete_asked` is for what is chosen.
    """

    came_to = Signal()
    chose = Signal()
    entered = Signal()
    left = Signal()
    folded = Signal(str)
    menu_asked = Signal(object)
    delete_asked = Signal()

    def __init__(self, theme: Theme, columns: tuple[Column, ...]) -> None:
        """Show nothing yet; the columns that come last are hidden first where it is narrow."""
        self.lines = self.make_lines([words for _, words, _ in columns])
        super().__init__(self.lines, "track")
        self._theme, self._specs = theme, columns
        self._wanted = {key for key, _, _ in columns}
        self._typed = ""
        self._low: list[int] = []
        self.setItemDelegate(TrackRows(theme, self, self.lines))
        self.setAccessibleName("Recommendations")
        self.setAccessibleDescription(
            "Enter opens the recommendation, or folds a group. Digits go to a number."
        )
        # Of its own, and always empty: with all rows chosen Qt would ask each row of each column.
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(self.lines, header))
        self.doubleClicked.connect(lambda _index: self._enter())
        self.clicked.connect(self._on_clicked)
        selection = self.selectionModel()
        selection.currentRowChanged.connect(lambda *_: self.came_to.emit())
        selection.selectionChanged.connect(lambda *_: self.chose.emit())
        theme.changed.connect(self._fit)
        self._fit()

    def make_lines(self, columns: Sequence[str]) -> TrackTableModel:
        """Make the model of the table; one of other lines makes its own."""
        return TrackTableModel(columns)

    def show_rows(self, rows: Sequence[Row], word: Word) -> None:
        """Replace the rows, each of the height of its kind."""
        self.lines.show(rows, word)
        headings = [at for at, row in enumerate(rows) if isinstance(row, Heading)]
        header, low = self.verticalHeader(), self._low
        self._low = headings if len(headings) <= _MOST_HEADINGS else []
        for at in set(low).difference(self._low):  # rows that were headings before
            if at < len(rows):
                header.resizeSection(at, header.defaultSectionSize())
        for at in self._low:
            header.resizeSection(at, self._theme.px(_HEADING))

    def show_columns(self, keys: Collection[str]) -> None:
        """Show these columns, as far as there is room for them."""
        self._wanted = set(keys)
        self._fit_columns()

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

    def go_near(self, row: int) -> None:
        """Come to the recommendation at a row, or else to the nearest one."""
        rows = range(len(self.lines.rows))
        lines = [at for at in rows if self.lines.line_at(at) is not None]
        if lines:
            self.go_to(min(lines, key=lambda at: (abs(at - row), -at)))

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, fold, sort and choose by keyboard; digits go to a number."""
        key = Qt.Key(event.key())
        heading = self.lines.heading_at(self.row)
        if key in _ENTER:
            self._enter()
        elif heading is not None and key == (
            Qt.Key.Key_Right if heading.folded else Qt.Key.Key_Left
        ):
            self.folded.emit(heading.key)
        else:
            super().keyPressEvent(event)

    def _take_other_key(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self.left.emit()
        elif Qt.Key(event.key()) == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super()._take_other_key(event)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint headings across the table, a line below each row, and the ring of the focus."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        width, bottom = self.viewport().width() - 1, self.viewport().height()
        line = self._theme.colour("line")
        row = max(self.rowAt(0), 0)
        while row < len(self.lines.rows):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            if top > bottom:
                break
            area = QRect(0, top, width + 1, height)
            heading = self.lines.heading_at(row)
            chosen = self.selectionModel().isSelected(self.lines.index(row, 0))
            if heading is not None:
                ground = "accent_soft" if chosen else "bg"
                painter.fillRect(area, self._theme.colour(ground))
                self._paint_heading(painter, area, heading)
            if chosen:
                painter.fillRect(0, top, self._theme.px(3), height, self._theme.colour("accent"))
            painter.setPen(line)
            painter.drawLine(0, area.bottom(), width, area.bottom())
            row += 1
        self._paint_focus(painter)
        painter.end()

    def _paint_heading(self, painter: QPainter, area: QRect, heading: Heading) -> None:
        px, theme = self._theme.px, self._theme
        left = px(SIDE)
        name = "chevron-right" if heading.folded else "chevron-down"
        drawn = pixmap(name, theme.colour("muted"), px(14), self.devicePixelRatioF())
        painter.drawPixmap(left, area.center().y() - px(7), drawn)
        bold = theme.metrics("base", bold=True)
        base = area.center().y() + round((bold.ascent() - bold.descent()) / 2)
        left += px(20)
        words = elided(bold, heading.words, area.width() - left - px(70))
        painter.setFont(theme.font("base", bold=True))
        painter.setPen(theme.colour("ink"))
        painter.drawText(left, base, words)
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.colour("muted"))
        left += round(bold.horizontalAdvance(words)) + px(8)
        painter.drawText(left, base, f"{heading.count:,}")

    def _paint_focus(self, painter: QPainter) -> None:
        """Draw a ring around the cell one is in, or the whole heading."""
        index = self.currentIndex()
        if not (self.hasFocus() and index.isValid()):
            return
        area = self.visualRect(index)
        if self.lines.heading_at(index.row()) is not None:
            area = QRect(0, area.y(), self.viewport().width(), area.height())
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawRect(area.adjusted(1, 1, -1, -2))

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
        self.verticalHeader().setDefaultSectionSize(max(px(_ROW), round(2 * line) + px(2 * ABOVE)))
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
