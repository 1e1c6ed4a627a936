"""The rail on the left: one button per workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from evidence_library.ui.icons import pixmap
from evidence_library.ui.theme import Theme

_WIDTH = 76

#: So long after something is held over a place, that is shown, in milliseconds.
_SHOWN_AFTER = 800

#: Above the first button and below the last, in pixels.
_ROOM = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace: its key, the word on its button, its icon, its help; `low` ones stand below."""

    key: str
    text: str
    icon: str
    help: str
    low: bool = False


class Rail(QWidget):
    """Says by `chosen` which workspace one wants; without room for icons it shows words alone.

    `dropped` names the workspace onto which something was dropped that it takes.
    """

    chosen = Signal(str)
    dropped = Signal(str)

    def __init__(
        self, theme: Theme, places: Sequence[Place], parent: QWidget | None = None
    ) -> None:
        """Make a button for every place."""
        super().__init__()
        self._theme = theme
        self._places = {place.key: place for place in places}
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = {place.key: _PlaceButton(theme, place) for place in places}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _ROOM, 1, _ROOM)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setSpacing(0)
        for place in sorted(places, key=lambda item: item.low):
            one = self._buttons[place.key]
            group.addButton(one)
            column.addWidget(one)
            one.clicked.connect(lambda _=False, key=place.key: self.chosen.emit(key))
        column.insertStretch(sum(not place.low for place in places), 1)
        theme.changed.connect(self._draw)
        self._draw()

    def show_chosen(self, key: str) -> None:
        """Mark the workspace one is in."""
        self._buttons[key].setChecked(True)

    @property
    def chosen_place(self) -> str:
        """The workspace that is marked; empty if none is."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def take_drops(self, key: str, kind: str) -> None:
        """Let things of a MIME type be dropped onto a workspace, or be held there to go to it."""
        place = self._buttons[key]
        place.takes = kind
        place.setAcceptDrops(True)
        place.dropped.connect(lambda: self.dropped.emit(key))
        place.held.connect(lambda: self.chosen.emit(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show icons if there is room for them."""
        super().resizeEvent(event)
        self._draw()

    def minimumSizeHint(self) -> QSize:
        """Need the height of the words alone."""
        words = sum(one.height_for(with_icon=False) for one in self._buttons.values())
        margins = self.contentsMargins()
        return QSize(self._theme.px(_WIDTH), words + margins.top() + margins.bottom() + 2 * _ROOM)

    def _draw(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
        whole = sum(one.height_for(with_icon=True) for one in self._buttons.values())
        for one in self._buttons.values():
            one.with_icon = whole + 2 * _ROOM <= self.height()
            one.setFixedSize(one.sizeHint())
            one.update()


class _PlaceButton(QRadioButton):
    """One of several places, as a screen reader shall tell; drawn as an icon over a word.

    `dropped` follows something of the type that it `takes`; `held` says that such a thing is held
    over it.
    """

    dropped = Signal()
    held = Signal()

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__(place.text)
        self._theme, self._icon = theme, place.icon
        self.with_icon = True
        self.takes = ""
        self._holding = QTimer(self)
        self._holding.setSingleShot(True)
        self._holding.setInterval(_SHOWN_AFTER)
        self._holding.timeout.connect(self.held)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(place.text)
        self.setAccessibleDescription(place.help)
        self.setToolTip(place.help)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what may be dropped here."""
        if self.takes and event.mimeData().hasFormat(self.takes):
            event.acceptProposedAction()
            self._holding.start()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Stay where one is."""
        self._holding.stop()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say that something was dropped."""
        self._holding.stop()
        event.acceptProposedAction()
        self.dropped.emit()

    def sizeHint(self) -> QSize:
        """Be as wide as the rail, and as high as icon and word."""
        width = self._theme.px(_WIDTH) - 1
        return QSize(width, self.height_for(with_icon=self.with_icon))

    def height_for(self, *, with_icon: bool) -> int:
        """Give the height that the word needs, with its icon or alone."""
        return self._theme.px(40 if with_icon else 14) + round(self._line().height())

    def minimumSizeHint(self) -> QSize:
        """Need all of that."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere, not only on the word."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, bar, icon, word and focus ring."""
        theme, px, area = self._theme, self._theme.px, self.rect()
        chosen, pointed = self.isChecked(), self.underMouse()
        ink = theme.colour("accent" if chosen else "ink" if pointed else "muted")
        painter = QPainter(self)
        if chosen or pointed:
            painter.fillRect(area, theme.colour("accent_soft" if chosen else "hover"))
        if chosen:
            painter.fillRect(0, 0, px(3), area.height(), theme.colour("accent"))
        if self.with_icon:
            drawn = pixmap(self._icon, ink, px(20), self.devicePixelRatioF())
            painter.drawPixmap((area.width() - px(20)) // 2 + 1, px(9), drawn)
        painter.setFont(theme.font("small", bold=chosen))
        painter.setPen(ink)
        where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(area.adjusted(px(2), 0, 0, -px(7)), where, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()

    def _line(self) -> QFontMetricsF:
        return self._theme.metrics("small", bold=True)
