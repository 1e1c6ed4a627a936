"""The themes at the side of an assessment: groups, names, and below each its judgement in words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from evidence_library.ui.itemmodels.themes import THEME_LINE, ThemeLine, ThemesModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.side_list import SideDelegate, SideList

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ThemeList(SideList):
    """Shows a `ThemesModel`. `chose` brings the theme one has come to; `entered` follows Enter."""

    chose = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, themes: ThemesModel) -> None:
        """Show the themes of a model."""
        super().__init__()
        self.themes = themes
        self._quiet = False
        self.setModel(themes)
        self.setItemDelegate(_ThemeDelegate(theme, self))
        self.setAccessibleName("Themes")
        self.setAccessibleDescription("Enter goes to the judgement of the theme.")
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_chosen(self, key: str) -> None:
        """Go to the line of a theme, without telling anybody."""
        row = self.themes.row_of(key)
        self._quiet = True
        index = self.themes.index(row) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the judgement with Enter."""
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to the first theme when one comes here by keyboard."""
        if not self.currentIndex().isValid():
            first = (at for at, one in enumerate(self.themes.lines) if one.key is not None)
            self.setCurrentIndex(self.themes.index(next(first, 0)))
        super().focusInEvent(event)

    def _tell(self, now: QModelIndex) -> None:
        line = self.themes.line(now.row())
        if line is not None and line.key is not None and not self._quiet:
            self.chose.emit(line.key)


class _ThemeDelegate(SideDelegate):
    """Draws a group as a small heading, a theme as two lines with a bar if it is shown."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the height of a group or of a theme, whose name may take two lines."""
        theme, line = self._theme, index.data(THEME_LINE)
        width = self._view.viewport().width()
        small = round(theme.metrics("secondary").height())
        if not isinstance(line, ThemeLine) or line.key is None:
            return QSize(width, small + theme.px(18))
        return QSize(width, self._name_height(line, width) + small + theme.px(14))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        line = index.data(THEME_LINE)
        if not isinstance(line, ThemeLine):
            return
        painter.save()
        if line.key is None:
            self._paint_group(painter, option.rect, line)
        else:
            self._paint_theme(painter, option, index, line)
        painter.restore()

    def _paint_group(self, painter: QPainter, area: QRect, line: ThemeLine) -> None:
        px, theme = self._theme.px, self._theme
        painter.setFont(theme.font("secondary", bold=True))
        painter.setPen(theme.colour("muted"))
        inner = area.adjusted(px(16), px(8), -px(8), -px(4))
        metrics = theme.metrics("secondary", bold=True)
        words = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)

    def _paint_theme(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        line: ThemeLine,
    ) -> None:
        px, area, theme = self._theme.px, option.rect, self._theme
        chosen = index.row() == self._view.currentIndex().row()
        self._paint_pointed(painter, option)
        if chosen:
            painter.fillRect(area, theme.colour("accent_soft"))
            painter.fillRect(area.left(), area.top(), px(3), area.height(), theme.colour("accent"))
        self._paint_focus(painter, option)
        inner = area.adjusted(px(16), px(6), -px(10), -px(6))
        above = QRect(inner)
        above.setHeight(self._name_height(line, area.width()))
        painter.setFont(theme.font())
        painter.setPen(theme.colour("accent" if chosen else "ink"))
        wrapped = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value
        painter.drawText(above, wrapped, line.name)
        below = QRect(inner)
        below.setTop(above.bottom() + px(1))
        strong = line.tone not in {"", "muted"}
        painter.setFont(theme.font("secondary", bold=strong))
        painter.setPen(theme.colour(line.tone or "ink"))
        metrics = theme.metrics("secondary", bold=strong)
        words = f"{line.sign} {line.words}".strip()
        short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)

    def _name_height(self, line: ThemeLine, width: int) -> int:
        metrics = self._theme.metrics()
        room = max(1, width - self._theme.px(26))
        lines = 1 if metrics.horizontalAdvance(line.name) <= room else 2
        return round(metrics.lineSpacing() * lines) + 1
