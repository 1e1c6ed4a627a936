"""Draws one hit: title, kind and year, the finding with matched words, badges in words."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from evidence_library.ui.itemmodels.hits import CHOSEN, ROW, TAG_TONE, Badge, Row
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.chosen_sign import CHOSEN_SIGN, paint_signs, signs_width
from evidence_library.ui.widgets.marked_text import MarkedText
from evidence_library.ui.widgets.plain import tip

_TITLE_LINES = 2

#: Title and finding share so many lines, where they are narrower than this at 100 % text one more:
#: four hits are in sight, and what is cut is read in the reader or in a tooltip.
_LINES, _NARROW = 4, 340
_KEPT_LAYOUTS = 300


@dataclass(frozen=True, slots=True)
class _Laid:
    """The texts of a row, laid out for a width."""

    title: MarkedText
    finding: MarkedText


class HitDelegate(QStyledItemDelegate):
    """Draws rows of a `HitsModel`, all of one height. `several`: chosen ones bear a sign."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        """Draw in the colours and sizes of a theme."""
        super().__init__(view)
        self._theme = theme
        self._view: QListView = view
        self.several = False
        self._laid: OrderedDict[tuple[Row, int], _Laid] = OrderedDict()
        theme.changed.connect(self._laid.clear)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the one height of all rows."""
        px = self._theme.px
        line = self._theme.metrics().lineSpacing() * 1.18
        small = self._theme.metrics("secondary").lineSpacing() * 1.3
        return QSize(px(200), round(self._lines() * line + small + px(48)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        painter.save()
        self._paint_ground(painter, option)
        row = index.data(ROW)
        if isinstance(row, Row):
            chosen = self.several and bool(option.state & QStyle.StateFlag.State_Selected)
            compared = bool(index.data(CHOSEN))
            self._paint_row(painter, self._area(option), row, signs=chosen + compared)
            corner = self._corner(option, chosen + compared)
            paint_signs(painter, self._theme, corner, chosen, compared)
        else:
            painter.setPen(self._theme.colour("muted"))
            painter.setFont(self._theme.font("secondary"))
            painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, "Loading…")
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tell the whole title or finding when one points at a row that shows its beginning."""
        row = index.data(ROW)
        if event.type() != QEvent.Type.ToolTip or not isinstance(row, Row):
            return super().helpEvent(event, view, option, index)
        laid = self._lay_out(row, int(self._area(option).width()))
        cut = [
            "".join(text for text, _ in runs)
            for runs, shown in ((row.title, laid.title), (row.finding, laid.finding))
            if shown.is_cut
        ]
        QToolTip.showText(event.globalPos(), "".join(map(tip, cut)), view)
        return True

    def _area(self, option: QStyleOptionViewItem) -> QRectF:
        """Where the texts of a row stand."""
        px = self._theme.px
        return QRectF(option.rect).adjusted(px(16), px(10), -px(16), -px(8))

    def _corner(self, option: QStyleOptionViewItem, signs: int) -> QRect:
        """Where the signs of a chosen row stand: at the lower right, beside the badges."""
        size, area = self._theme.px(CHOSEN_SIGN), self._area(option)
        width = signs_width(self._theme, signs)
        return QRect(round(area.right()) - width, round(area.bottom()) - size, width, size)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "accent_soft" if selected else "hover" if hovered else "panel"
        painter.fillRect(rect, self._theme.colour(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("line"))
        if selected:
            bar = QRect(rect.left(), rect.top(), self._theme.px(3), rect.height())
            painter.fillRect(bar, self._theme.colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))

    def _paint_row(self, painter: QPainter, area: QRectF, row: Row, *, signs: int) -> None:
        px = self._theme.px
        laid = self._lay_out(row, int(area.width()))
        painter.setPen(self._theme.colour("ink"))
        laid.title.draw(painter, area.x(), area.y())
        y = area.y() + laid.title.height + px(3)
        y = self._paint_meta(painter, QRectF(area.x(), y, area.width(), 0), row) + px(5)
        painter.setPen(self._theme.colour("ink"))
        laid.finding.draw(painter, area.x(), y)
        taken = signs_width(self._theme, signs) + px(6) if signs else 0
        beside = area.adjusted(0, 0, -taken, 0)
        self._paint_badges(painter, beside, row.badges)

    def _lay_out(self, row: Row, width: int) -> _Laid:
        key = (row, width)
        laid = self._laid.get(key)
        if laid is None:
            theme = self._theme
            marks = (theme.colour("mark"), theme.colour("mark_ink"))
            title = MarkedText(row.title, theme.font(bold=True), width, _TITLE_LINES, marks)
            rest = self._lines() - title.line_count
            laid = _Laid(title, MarkedText(row.finding, theme.font(), width, rest, marks))
            self._laid[key] = laid
            if len(self._laid) > _KEPT_LAYOUTS:
                self._laid.popitem(last=False)
        return laid

    def _lines(self) -> int:
        """How many lines title and finding share, so that all rows are equally tall."""
        narrow = self._view.viewport().width() < self._theme.px(_NARROW)
        return _LINES + (1 if narrow else 0)

    def _paint_meta(self, painter: QPainter, area: QRectF, row: Row) -> float:
        font = self._theme.font("secondary")
        metrics = self._theme.metrics("secondary")
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        age = f" · {row.age}" if row.age else ""
        room = area.width() - metrics.horizontalAdvance(age)
        text = row.meta
        if metrics.horizontalAdvance(text) > room:
            # The name is cut, not how many others there are.
            name = row.meta.removesuffix(row.others)
            left = room - metrics.horizontalAdvance(row.others)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, left) + row.others
        base = area.y() + metrics.ascent()
        painter.drawText(round(area.x()), round(base), text)
        if age:
            x = area.x() + metrics.horizontalAdvance(text)
            painter.drawText(round(x), round(base), " · ")
            painter.setPen(self._theme.colour("warn"))
            painter.drawText(round(x + metrics.horizontalAdvance(" · ")), round(base), row.age)
        return area.y() + metrics.lineSpacing()

    def _paint_badges(self, painter: QPainter, area: QRectF, badges: tuple[Badge, ...]) -> None:
        px = self._theme.px
        font = self._theme.font("secondary")
        metrics = self._theme.metrics("secondary")
        painter.setFont(font)
        height = metrics.height() + px(5)
        x, y = area.x(), area.bottom() - height
        for badge in badges:
            text = f"{badge.sign} {badge.text}" if badge.sign else badge.text
            room = area.right() - x - px(14)
            if room < px(40):
                break
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            box = QRectF(x, y, metrics.horizontalAdvance(text) + px(14), height)
            self._paint_badge(painter, box, text, badge.tone)
            x = box.right() + px(6)

    def _paint_badge(self, painter: QPainter, box: QRectF, text: str, tone: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tone.startswith(TAG_TONE):
            words, ground = self._theme.tag(tone.removeprefix(TAG_TONE))
        else:
            words = self._theme.colour(tone or "muted")
            ground = self._theme.colour(f"{tone}_soft" if tone else "bg")
        painter.setPen(Qt.PenStyle.NoPen if tone else QPen(self._theme.colour("line"), 1))
        painter.setBrush(ground)
        radius = self._theme.px(4)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(words)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
