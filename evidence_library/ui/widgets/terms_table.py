"""The table in which the words of a group are edited, by keyboard alone if one likes."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from evidence_library.ui.icons import icon
from evidence_library.ui.itemmodels.words import COLUMNS, KIND, REMARK, TermsModel
from evidence_library.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ROW = 38

#: Room beside and above the text of a field, and for a sign, at 100 % text.
_PADDING = 12
_LINE = 6
_SIGN = 24

#: Widths at 100 % text; the remark takes what is left, but never less than this.
_WIDTHS = (170, 134, 66, 66, 110, 190)


class TermsTable(QTableView):
    """Shows a `TermsModel`. `added` and `taken_out` follow Insert and Delete."""

    added = Signal()
    taken_out = Signal()

    def __init__(self, theme: Theme, kinds: tuple[str, ...]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self.terms = TermsModel(self)
        self.setModel(self.terms)
        self.setItemDelegate(_Fields(theme, kinds, self))
        self.setProperty("role", "table")
        self.setAccessibleName("Words of the group")
        self.setAccessibleDescription(
            "F2 or Enter edits a field, Insert adds a word, Delete takes the word out."
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setAccessibleName("Columns of the table")
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.sectionResized.connect(self._on_column_resized)
        self.terms.modelReset.connect(self._fit_rows)
        self.terms.dataChanged.connect(self._fit_rows)
        self.terms.rowsInserted.connect(self._fit_rows)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def row(self) -> int:
        """The row one is in; -1 for none."""
        return self.currentIndex().row()

    def edit_word(self, row: int) -> None:
        """Go to a row and type its word."""
        index = self.terms.index(row, 0)
        self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first field when one comes here by keyboard."""
        if not self.currentIndex().isValid() and self.terms.rowCount():
            self.setCurrentIndex(self.terms.index(0, 0))
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the remarks into the new width, and keep the field one is in, in sight."""
        super().resizeEvent(event)
        self._fit_remarks()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, add with Insert, take out with Delete."""
        key = Qt.Key(event.key())
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the field has had it first
        elif key in _ENTER and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Insert:
            self.added.emit()
        elif key == Qt.Key.Key_Delete:
            self.taken_out.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        px, colour = self._theme.px, self._theme.colour
        self.verticalHeader().setMinimumSectionSize(px(_ROW))
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.horizontalHeader().setMinimumSectionSize(px(min(_WIDTHS)))
        for at, width in enumerate(_WIDTHS):
            self.setColumnWidth(at, px(width))
        self.terms.draw_with(
            icon("circle-x", colour("bad"), px(16)), icon("info", colour("muted"), px(16))
        )
        self._fit_remarks()
        self._fit_rows()

    def _fit_remarks(self) -> None:
        """Give remarks the room that is left, and always enough to be read."""
        others = sum(self.columnWidth(at) for at in range(REMARK))
        left = self.viewport().width() - others
        self.setColumnWidth(REMARK, max(left, self._theme.px(_WIDTHS[REMARK])))

    def _on_column_resized(self, column: int) -> None:
        if column != REMARK:
            self._fit_remarks()
        self._fit_rows()

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()


class _Fields(QStyledItemDelegate):
    """Edits a field in its cell; the kind is chosen from a list."""

    def __init__(self, theme: Theme, kinds: tuple[str, ...], parent: QTableView) -> None:
        super().__init__(parent)
        self._theme, self._kinds, self._table = theme, kinds, parent
        self._before: tuple[QPersistentModelIndex, str] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the height of all lines: the style sheet's padding is not in Qt's own hint."""
        px = self._theme.px
        width = self._table.columnWidth(index.column()) - px(2 * _PADDING)
        if index.data(Qt.ItemDataRole.DecorationRole) is not None:
            width -= px(_SIGN)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = QRect(0, 0, max(width, 1), 10_000)
        needed = self._table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text)
        return QSize(needed.width(), max(needed.height() + px(2 * _LINE), px(_ROW)))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a line, or a list for the kind.

        What is typed counts at once, so that it can be saved without leaving the field first.
        """
        self._before = (QPersistentModelIndex(index), str(index.data(Qt.ItemDataRole.EditRole)))
        name = f"{COLUMNS[index.column()][1]} of row {index.row() + 1}"
        if index.column() != KIND:
            line = QLineEdit(parent)
            line.setAccessibleName(name)
            line.textEdited.connect(lambda _text: self.commitData.emit(line))
            return line
        box = QComboBox(parent)
        box.addItems(self._kinds)
        box.setAccessibleName(name)
        box.view().setAccessibleName(name)
        box.activated.connect(lambda _at: self.commitData.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the field holds, and leave alone what shows it already."""
        held = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentText(held)
        elif isinstance(editor, QLineEdit) and editor.text().strip() != held:
            editor.setText(held)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was typed or chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Go back with Esc to what the field held before."""
        escaped = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escaped and event.type() == QEvent.Type.KeyPress and self._before is not None:
            index, held = self._before
            self._table.model().setData(index, held)
        return super().eventFilter(editor, event)
