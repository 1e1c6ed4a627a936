"""A chain of evidence as a drawing: boxes that can be walked by keyboard, nearer or farther."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from evidence_library.model.chain import Chain, Node
from evidence_library.model.chain_layout import Box, Layout, Sizes, layout
from evidence_library.ui.theme import SIZES, Theme
from evidence_library.ui.widgets.plain import tip

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

#: Steps of nearness; 1 is the size of the text.
_STEPS = (0.4, 0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0)

#: Room around the boxes, and above them for the words of the directions; in pixels at 100 %.
_MARGIN, _HEAD = 14, 30


class ChainPicture(QScrollArea):
    """Shows a chain. `came_to` follows the box one is at, by its path; others as the outline's."""

    came_to = Signal(object)
    opened = Signal(object)
    begun = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self.canvas = _Canvas(theme, self)
        self.setWidget(self.canvas)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Drawing of the chain of evidence")

    def show_chain(self, chain: Chain) -> None:
        """Show another chain, with its thing in sight."""
        self.canvas.show_chain(chain)

    def go_to(self, path: tuple[int, ...]) -> None:
        """Mark the box of a place, and bring it into sight; nothing is told of it."""
        self.canvas.go_to(path)

    def zoom(self, step: int) -> None:
        """Come nearer or go farther; 0 is the size of the text again."""
        self.canvas.zoom(step)

    @property
    def at(self) -> Box | None:
        """The box one is at."""
        return self.canvas.at

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the drawing fill what is there."""
        super().resizeEvent(event)
        self.canvas.fit()


class _Canvas(QWidget):
    """The drawing itself."""

    def __init__(self, theme: Theme, view: ChainPicture) -> None:
        super().__init__()
        self._theme, self._view = theme, view
        self._chain: Chain | None = None
        self.drawn: Layout | None = None
        self._step = _STEPS.index(1.0)
        self._now = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Drawing of the chain of evidence")
        theme.changed.connect(self._lay_out)

    @property
    def at(self) -> Box | None:
        """The box one is at."""
        return self.drawn.boxes[self._now] if self.drawn is not None else None

    def show_chain(self, chain: Chain) -> None:
        """Show another chain."""
        self._chain, self._now = chain, 0
        self._lay_out()

    def go_to(self, path: tuple[int, ...]) -> None:
        """Mark a box and bring it into sight."""
        for at, box in enumerate(self.drawn.boxes if self.drawn else ()):
            if box.path == path:
                self._come(at)
                return

    def zoom(self, step: int) -> None:
        """Come nearer or go farther."""
        usual = _STEPS.index(1.0)
        self._step = usual if not step else max(0, min(len(_STEPS) - 1, self._step + step))
        self._lay_out()

    def fit(self) -> None:
        """Be as large as the drawing, and at least as large as there is room."""
        self.resize(self.sizeHint().expandedTo(self._view.viewport().size()))

    # Events

    def event(self, event: QEvent) -> bool:
        """Show in full what a box had to shorten."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._at(QPointF(event.pos()))
            box = self.drawn.boxes[at] if at is not None and self.drawn else None
            if box is not None and box.node is not None:
                QToolTip.showText(event.globalPos(), tip(_told(self._chain, box)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Come to a box."""
        at = self._at(event.position())
        if at is not None:
            self._choose(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the thing of a box."""
        at = self._at(event.position())
        node = self.drawn.boxes[at].node if at is not None and self.drawn else None
        if node is not None:
            self._view.opened.emit(node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from box to box; plus and minus come nearer and go farther."""
        key = Qt.Key(event.key())
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        nearer = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        box = self.at
        if key in ways:
            self._walk(*ways[key])
        elif key in nearer:
            self.zoom(nearer[key])
        elif key == Qt.Key.Key_Home:
            self._choose(0)
        elif key in _ENTER and box is not None and box.node is not None:
            further = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self._view.begun if further else self._view.opened).emit(box.node)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come nearer with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def sizeHint(self) -> QSize:
        """Give the size of the drawing."""
        if self.drawn is None:
            return QSize(1, 1)
        around = 2 * self._px(_MARGIN)
        width = self.drawn.width + around
        return QSize(round(width), round(self.drawn.height + around + self._px(_HEAD)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw lines, then boxes, those in sight."""
        if self.drawn is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.colour("panel"))
        painter.translate(self._start)
        self._paint_sides(painter, self.drawn)
        for box in self.drawn.boxes[1:]:
            self._paint_line(painter, self.drawn, box)
        for at, box in enumerate(self.drawn.boxes):
            self._paint_box(painter, box, first=at == 0, now=at == self._now)
        painter.end()

    # What it is made of

    def _px(self, size: float) -> float:
        return self._theme.px(100) / 100 * size * _STEPS[self._step]

    def _font(self, role: str, *, bold: bool = False) -> QFont:
        font = self._theme.font(role, bold=bold)
        font.setPixelSize(max(1, round(self._px(SIZES[role]))))
        return font

    @property
    def _sizes(self) -> Sizes:
        return Sizes().times(self._px(1))

    def _lay_out(self) -> None:
        """Give boxes the places that go with the text and the nearness."""
        if self._chain is None:
            return
        fonts = {True: self._font("base", bold=True), False: self._font("secondary")}

        def wrap(words: str, width: float, large: bool) -> list[str]:
            return _lines(words, fonts[large], width)

        title = QFontMetricsF(fonts[True]).lineSpacing()
        other = QFontMetricsF(fonts[False]).lineSpacing()
        sizes = self._sizes
        fitted = Sizes(sizes.box, sizes.gap, sizes.between, sizes.pad, title, other)
        self.drawn = layout(self._chain, wrap, fitted)
        self._now = min(self._now, len(self.drawn.boxes) - 1)
        self.fit()
        self.setAccessibleDescription(_told(self._chain, self.drawn.boxes[self._now]))
        self._come(self._now)

    @property
    def _start(self) -> QPointF:
        """Where the drawing begins: in the middle across, if there is more room than it needs."""
        left = max(0, self.width() - self.sizeHint().width()) / 2 + self._px(_MARGIN)
        return QPointF(left, self._px(_MARGIN) + self._px(_HEAD))

    def _place(self, box: Box) -> QRectF:
        return QRectF(box.left, box.top, box.width, box.height).translated(self._start)

    def _at(self, place: QPointF) -> int | None:
        boxes = self.drawn.boxes if self.drawn else ()
        return next((n for n, box in enumerate(boxes) if self._place(box).contains(place)), None)

    def _choose(self, at: int) -> None:
        self._come(at)
        box = self.at
        if box is not None:
            self._view.came_to.emit(box.path)

    def _come(self, at: int) -> None:
        self._now = at
        box = self.at
        if box is None:
            return
        self.setAccessibleDescription(_told(self._chain, box))
        place, gap = self._place(box), round(self._px(_MARGIN))
        around = place.adjusted(-gap, -gap, gap, gap).toRect()
        middle = around.center()
        self._view.ensureVisible(
            middle.x(), middle.y(), around.width() // 2 + 1, around.height() // 2 + 1
        )
        self.update()

    def _walk(self, across: int, down: int) -> None:
        """Go to the nearest box that way: along the lines across, in the column up and down."""
        if self.drawn is None:
            return
        boxes, here = self.drawn.boxes, self.drawn.boxes[self._now]
        side = here.path[0] if here.path else 0
        if down:
            beside = [
                (abs(box.middle - here.middle), at)
                for at, box in enumerate(boxes)
                if box.left == here.left and (box.middle - here.middle) * down > 0
            ]
        elif side * across < 0:
            beside = [(0.0, here.before)]
        else:
            beside = [
                (abs(box.middle - here.middle), at)
                for at, box in enumerate(boxes)
                if box.before == self._now and box.path[0] == across
            ]
        if beside:
            self._choose(min(beside)[1])

    # Painting

    def _paint_sides(self, painter: QPainter, drawn: Layout) -> None:
        (left, below), (right, above) = drawn.sides
        painter.setPen(self._theme.colour("ink"))
        painter.setFont(self._font("base", bold=True))
        up = -self._px(14)
        painter.drawText(QPointF(left, up), f"← {below}")
        painter.drawText(QPointF(right + self._sizes.gap, up), f"{above} →")

    def _paint_line(self, painter: QPainter, drawn: Layout, box: Box) -> None:
        theme, pad, other = self._theme, self._sizes.pad, drawn.boxes[box.before]
        rests = box.path[0] < 0
        start, end = (box, other) if rests else (other, box)
        x = start.left + start.width
        turn = end.left - 2 * pad if rests else x + pad
        pen = QPen(theme.colour("border"), max(1.0, self._px(1)))
        if box.node is None:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bends = (
            QPointF(x, start.middle),
            QPointF(turn, start.middle),
            QPointF(turn, end.middle),
            QPointF(end.left, end.middle),
        )
        painter.drawPolyline(QPolygonF(bends))
        if box.node is not None:
            tip_at, size = QPointF(end.left, end.middle), self._px(7)
            painter.setBrush(theme.colour("border"))
            painter.drawPolygon(
                QPolygonF(
                    (
                        tip_at,
                        tip_at + QPointF(-size, -size / 2),
                        tip_at + QPointF(-size, size / 2),
                    )
                )
            )
        font = self._font("secondary")
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        height = QFontMetricsF(font).lineSpacing()
        top = box.middle - height * (len(box.role) - 1) - self._px(5)
        for at, words in enumerate(box.role):
            place = QPointF((x if rests else turn) + pad / 2, top + at * height)
            painter.drawText(place, words)

    def _paint_box(self, painter: QPainter, box: Box, *, first: bool, now: bool) -> None:
        theme, pad = self._theme, self._sizes.pad
        place = QRectF(box.left, box.top, box.width, box.height)
        pen = QPen(theme.colour("accent" if first else "border"), self._px(2 if first else 1))
        if box.node is None or box.node.gone:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("accent_soft" if first else "panel"))
        painter.drawRoundedRect(place, self._px(6), self._px(6))
        if now:
            ring = self._px(4)
            painter.setPen(QPen(theme.colour("accent"), theme.px(2 if self.hasFocus() else 1)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(-ring, -ring, ring, ring), ring * 2, ring * 2)
        y = box.top + pad
        lines = (
            ([box.caption] if box.caption else [], "secondary", "muted", False),
            (box.title, "base", "ink", True),
            (box.detail, "secondary", "muted", False),
        )
        for words, role, colour, bold in lines:
            font = self._font(role, bold=bold)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            for one in words:
                painter.drawText(QPointF(box.left + pad, y + metrics.ascent()), one)
                y += metrics.lineSpacing()


def _lines(words: str, font: QFont, width: float) -> list[str]:
    """Break words into lines as wide as there is room."""
    laid = QTextLayout(words, font)
    laid.beginLayout()
    found = []
    while (line := laid.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        found.append(words[start : start + line.textLength()].strip())
    laid.endLayout()
    return found or [""]


def _told(chain: Chain | None, box: Box) -> str:
    """Say of a box what a screen reader says."""
    node: Node | None = box.node
    if node is None:
        return " ".join(box.detail)
    said = [node.called, node.detail]
    if chain is not None and box.path:
        at = chain.rests_on if box.path[0] < 0 else chain.supports
        role = ""
        for step in box.path[1:]:
            role, at = at[step].role, at[step].branches
        said.insert(1, role)
    return ". ".join(filter(None, said))
