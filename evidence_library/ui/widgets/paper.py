"""Prints pieces of text one below the other, so that a list of any length can go on paper."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QPainter, QPalette, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from evidence_library.errors import EnvironmentFailed
from evidence_library.ui.theme import FAMILY

_POINTS = 10.0
_FOOT_POINTS = 8.0
_STYLE = "h1 { font-size: 16pt; } h3 { font-size: 11pt; margin: 0 0 2px 0; } p { margin: 0; }"

#: Millimetres from the edge of the paper to the text, unless the printer needs more.
_MARGIN = 16.0

#: Millimetres between two pieces.
_GAP = 4.0

#: Parts of a page up to which a piece is not torn but begins on the next page.
_KEPT_WHOLE = 0.5


class Sheets:
    """Paper for pieces of HTML, each laid out by itself.

    It may be made in one thread and used in another; from the first `put` on it belongs to that
    one. No single step takes longer than laying out one piece, so the thread at work never keeps
    the screen's waiting. `pages` counts the pages that were printed.
    """

    def __init__(self, printer: QPrinter) -> None:
        """Take the printer as its dialog has set it up."""
        self.pages = 0
        self._printer = printer
        self._pen: _Pen | None = None

    def put(self, html: str) -> None:
        """Print a piece below the earlier ones. Raises `EnvironmentFailed` if that cannot be."""
        if self._pen is None:
            self._pen = _Pen(self._printer)
        self._pen.write(html)

    def finish(self) -> None:
        """Send the pages to the printer or its file. Raises `EnvironmentFailed`."""
        if self._pen is not None:
            self._pen.end()
            self.pages, self._pen = self._pen.pages, None

    def abandon(self) -> None:
        """Send nothing more, and as far as the printer can, nothing at all."""
        if self._pen is not None:
            self._printer.abort()
            self._pen.painter.end()
            self._pen = None


class _Pen:
    """Writes on the pages of a printer; all that it holds belongs to the thread that made it."""

    def __init__(self, printer: QPrinter) -> None:
        self.pages = 0
        self._printer = printer
        self.painter = QPainter()
        _check(worked=self.painter.begin(printer))
        dots = QPrinter.Unit.DevicePixel
        paper, page = printer.paperRect(dots), printer.pageRect(dots)
        edge = self._millimetres(_MARGIN)
        inner = paper.marginsRemoved(QMarginsF(edge, edge, edge, edge)).intersected(page)
        self._text = inner.translated(-page.topLeft())  # a printer counts from where it can print
        self._page = 1
        self._at = self._text.top()
        self._document = self._blank()

    def write(self, html: str) -> None:
        """Write a piece below the earlier ones, on the next page if it is short and does not fit.

        Nothing is done for what stands behind the last page that is wanted.
        """
        last = self._printer.toPage()
        if last and self._page > last:
            return
        self._document.setHtml(html)
        height = self._document.size().height()
        room, whole = self._text.bottom() - self._at, self._text.height()
        if height > room and (height <= whole * _KEPT_WHOLE or room < whole / 10):
            self._turn()
        self._draw(height)
        self._at += self._millimetres(_GAP)

    def end(self) -> None:
        """Number the last page and send all."""
        self._foot()
        _check(worked=self.painter.end())

    def _blank(self) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._printer)
        document.setDefaultFont(_font(_POINTS))
        document.setDefaultStyleSheet(_STYLE)
        document.setDocumentMargin(0)
        option = document.defaultTextOption()
        option.setWrapMode(option.WrapMode.WrapAtWordBoundaryOrAnywhere)  # long addresses
        document.setDefaultTextOption(option)
        document.setTextWidth(self._text.width())
        return document

    def _draw(self, height: float) -> None:
        """Draw the document, torn between lines where a page ends."""
        top = 0.0
        while height - top > self._text.bottom() - self._at:
            tear = self._last_line_above(top, top + self._text.bottom() - self._at)
            self._draw_part(top, tear)
            top = tear
            self._turn()
        self._draw_part(top, height)
        self._at += height - top

    def _last_line_above(self, top: float, limit: float) -> float:
        """Give where the last line ends that fits between two heights; a giant line is cut."""
        layout = self._document.documentLayout()
        block = self._document.firstBlock()
        found = top
        while block.isValid():
            start = layout.blockBoundingRect(block).top()
            if start > limit:
                break
            lines = block.layout()
            for number in range(lines.lineCount()):
                line = lines.lineAt(number)
                end = start + line.y() + line.height()
                found = max(found, end) if end <= limit else found
            block = block.next()
        return found if found > top else limit

    def _draw_part(self, top: float, bottom: float) -> None:
        if not self._is_wanted(self._page):
            return
        self.painter.save()
        self.painter.translate(self._text.left(), self._at - top)
        part = QRectF(0, top, self._text.width(), bottom - top)
        self.painter.setClipRect(part)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = part
        context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)  # in a dark theme
        self._document.documentLayout().draw(self.painter, context)
        self.painter.restore()

    def _turn(self) -> None:
        """Go on to the next page."""
        self._foot()
        self._page += 1
        self._at = self._text.top()
        if self._is_wanted(self._page) and self.pages:
            _check(worked=self._printer.newPage())

    def _foot(self) -> None:
        """Number the page, below the text, in the margin if there is room."""
        if not self._is_wanted(self._page):
            return
        self.pages += 1
        self.painter.setFont(_font(_FOOT_POINTS))
        self.painter.setPen(Qt.GlobalColor.black)
        line = QRectF(self._text)
        line.setTop(line.bottom() + self._millimetres(3))
        line.setHeight(self._millimetres(5))
        where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self.painter.drawText(line, where, f"{self._printer.docName()}, page {self._page}")

    def _is_wanted(self, page: int) -> bool:
        first, last = self._printer.fromPage(), self._printer.toPage()
        return first <= page and (not last or page <= last)

    def _millimetres(self, length: float) -> float:
        return length / 25.4 * self._printer.logicalDpiY()


def _check(*, worked: bool) -> None:
    if not worked:
        raise EnvironmentFailed("The printer, or the file it prints into, could not be written.")


def _font(points: float) -> QFont:
    font = QFont(FAMILY)
    font.setPointSizeF(points)  # in points, as a printer's dots are tiny
    return font
