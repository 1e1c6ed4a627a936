"""Records side by side, as a table that keyboard and screen reader go through cell by cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from evidence_library.ui.itemmodels.comparison import HTML, ComparisonModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import bare_table
from evidence_library.ui.widgets.safe_browser import style

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PAGES = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}
_LABELS, _NARROWEST = 172, 150
_LINES_OF_A_TITLE = 4


class CompareTable(QTableView):
    """Shows a `ComparisonModel`. `record_asked` names a column: its record shall be read."""

    record_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self.comparison = ComparisonModel(self)
        self.setModel(self.comparison)
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setProperty("role", "compare")
        self.setAccessibleName("Comparison")
        self.setAccessibleDescription(
            "A column for each record. Enter reads the record one is at, Ctrl+C copies the cell."
        )
        bare_table(self)
        self._lay_out_headers()
        # Rows are measured when the columns have their width, once for all changes of it.
        self._measuring = QTimer(self)
        self._measuring.setSingleShot(True)
        self._measuring.timeout.connect(self.resizeRowsToContents)
        self.comparison.modelReset.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    def _lay_out_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setAccessibleName("Records")
        down.setAccessibleName("Fields")
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionsClickable(True)
        across.setHighlightSections(False)
        down.setHighlightSections(False)
        across.setToolTip("Read this record")
        across.setCursor(Qt.CursorShape.PointingHandCursor)
        wrapped = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value
        for header in (across, down):
            header.setDefaultAlignment(Qt.AlignmentFlag(wrapped | Qt.AlignmentFlag.AlignTop.value))
        across.sectionClicked.connect(self.record_asked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first cell when one comes here by keyboard."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.comparison.rowCount():
            self.setCurrentIndex(self.comparison.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the record with Enter, copy a cell, scroll through one taller than the window."""
        at, key = self.currentIndex(), Qt.Key(event.key())
        if key in _ENTER and at.isValid():
            self.record_asked.emit(at.column())
        elif event.matches(QKeySequence.StandardKey.Copy) and at.isValid():
            QGuiApplication.clipboard().setText(str(at.data()))
        elif key in _PAGES:
            self.verticalScrollBar().triggerAction(_PAGES[key])
        elif key == Qt.Key.Key_Escape:
            event.ignore()  # for the page, which leads back to the results
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width with the height of the rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        px, columns = self._theme.px, max(1, self.comparison.columnCount())
        labels = min(px(_LABELS), max(1, self.width() * 3 // 10))
        self.verticalHeader().setFixedWidth(labels)
        bar = self.verticalScrollBar().sizeHint().width()  # kept free, whether it is there or not
        width = max(px(_NARROWEST), (self.width() - labels - bar - 4) // columns)
        self.horizontalHeader().setDefaultSectionSize(width)
        room = QRectF(0, 0, width - px(28), 10_000)
        metrics, wrapped = self._theme.metrics(bold=True), Qt.TextFlag.TextWordWrap.value
        tall = [metrics.boundingRect(room, wrapped, head.title) for head in self.comparison.heads]
        most = metrics.lineSpacing() * _LINES_OF_A_TITLE
        highest = max((one.height() for one in tall), default=metrics.lineSpacing())
        self.horizontalHeader().setFixedHeight(round(min(highest, most)) + px(14))
        delegate = self.itemDelegate()
        if isinstance(delegate, _CellDelegate):
            delegate.forget()
        self._measuring.start()


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell as the small page it is."""

    def __init__(self, theme: Theme, view: CompareTable) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._pages: dict[tuple[str, int], QTextDocument] = {}

    def forget(self) -> None:
        """Lay everything out anew."""
        self._pages.clear()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the height the text needs in the width of its column."""
        width = self._view.columnWidth(index.column())
        page = self._page(index, width)
        lowest = 2 * self._theme.metrics().lineSpacing()
        height = max(page.size().height(), lowest) + self._theme.px(14)
        return QSize(width, round(height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        px, theme, area = self._theme.px, self._theme, option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, theme.colour("accent_soft" if chosen else "panel"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("line"))
        painter.fillRect(area.left(), area.top(), 1, area.height(), theme.colour("line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(QRectF(area).adjusted(2, 1, -1, -2))
        painter.translate(area.left() + px(11), area.top() + px(7))
        self._page(index, area.width()).drawContents(painter)
        painter.restore()

    def _page(self, index: QModelIndex | QPersistentModelIndex, width: int) -> QTextDocument:
        html = str(index.data(HTML))
        known = self._pages.get((html, width))
        if known is not None:
            return known
        page = QTextDocument(self)
        page.setUndoRedoEnabled(False)
        page.setDefaultFont(self._theme.font())
        page.setDocumentMargin(0)
        page.setDefaultStyleSheet(style(self._theme) + "p { margin: 0 0 4px 0; }")
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        page.setDefaultTextOption(option)
        page.setHtml(f"<body>{html}</body>")
        page.setTextWidth(max(40, width - self._theme.px(22)))
        self._pages[html, width] = page
        return page
