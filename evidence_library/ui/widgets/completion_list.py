"""The list below the search field with what may be typed next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from evidence_library.ui.itemmodels.completions import CHOICE, Choice, CompletionsModel
from evidence_library.ui.theme import Theme


class CompletionList(QListView):
    """Lies over the page and never takes the focus from the field; `taken` brings a choice."""

    taken = Signal(object)

    def __init__(self, theme: Theme, field: QWidget) -> None:
        """Stay hidden until there is something to offer below `field`."""
        super().__init__(field)
        self._theme, self._field = theme, field
        self._model = CompletionsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_ChoiceDelegate(theme, self))
        self.setProperty("role", "completion")
        self.setAccessibleName("Completions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.taken.emit(index.data(CHOICE)))
        self.hide()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is offered; nothing while it is hidden."""
        return () if self.isHidden() else self._model.choices

    @property
    def chosen(self) -> Choice | None:
        """The choice one has gone to."""
        index = self.currentIndex()
        return index.data(CHOICE) if index.isValid() and not self.isHidden() else None

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show choices below the field, none of them chosen; without any, hide."""
        self._model.show(choices)
        self.setCurrentIndex(QModelIndex())
        if not choices or not self._field.isVisible():
            self.hide()
            return
        page = self._field.window()
        if self.parentWidget() is not page:
            self.setParent(page)
        corner = self._field.mapTo(page, QPoint(0, self._field.height() + 2))
        height = len(choices) * self.row_height() + 2 * self.frameWidth()
        room = max(self.row_height(), page.height() - corner.y() - 4)
        self.setGeometry(QRect(corner, QSize(self._field.width(), min(height, room))))
        self.show()
        self.raise_()

    def step(self, by: int) -> str:
        """Go to the next or previous choice, around its ends through none; give what to say."""
        count = len(self._model.choices)
        row = self.currentIndex().row() + by
        row = row if row < count else -1
        row = count - 1 if row < -1 else row
        self.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())
        choice = self.chosen
        return f"{choice.spoken}, {row + 1} of {count}" if choice else ""

    def row_height(self) -> int:
        """Give the height of a line."""
        return round(self._theme.metrics().lineSpacing()) + self._theme.px(10)


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws words on the left, what they are and how often on the right."""

    def __init__(self, theme: Theme, view: CompletionList) -> None:
        super().__init__(view)
        self._theme, self._list = theme, view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the one height of all lines."""
        return QSize(self._theme.px(100), self._list.row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        choice = index.data(CHOICE)
        px, rect = self._theme.px, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "accent_soft" if selected else "hover" if hovered else "panel"
        painter.save()
        painter.fillRect(rect, self._theme.colour(ground))
        if selected:
            bar = QRect(rect.left(), rect.top(), px(3), rect.height())
            painter.fillRect(bar, self._theme.colour("accent"))
        if isinstance(choice, Choice):
            self._paint_choice(painter, rect.adjusted(px(14), 0, -px(14), 0), choice)
        painter.restore()

    def _paint_choice(self, painter: QPainter, area: QRect, choice: Choice) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        small = self._theme.metrics("secondary")
        note = " · ".join(part for part in (choice.kind, choice.count) if part)
        painter.setFont(self._theme.font("secondary"))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | middle, note)
        room = area.width() - small.horizontalAdvance(note) - self._theme.px(16)
        words = self._theme.metrics().elidedText(choice.words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | middle, words)
