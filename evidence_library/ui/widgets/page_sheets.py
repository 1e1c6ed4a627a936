"""Paper for pages that are drawn already: each fills a sheet, at the resolution of the printer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from evidence_library.errors import EnvironmentFailed

#: Dots of a page's width that are worth drawing: a finer printer scales them up.
_FINEST = 2_900


class PageSheets:
    """Prints pictures of pages.

    It may be made in one thread and used in another; from `begin` on it belongs to that one.
    """

    def __init__(self, printer: QPrinter) -> None:
        """Take the printer as its dialog has set it up."""
        self._printer = printer
        self._painter: QPainter | None = None
        self._sheets = 0

    def begin(self) -> int:
        """Begin to print; give how many dots wide a page is. Raises `EnvironmentFailed`."""
        self._printer.setFullPage(True)  # the pages have margins of their own
        self._painter = QPainter()
        _check(worked=self._painter.begin(self._printer))
        return min(_FINEST, max(1, round(self._paper.width())))

    def wanted(self, pages: int) -> Iterable[int]:
        """Give the numbers of the pages that are to be printed, in their order."""
        first, last = self._printer.fromPage() or 1, self._printer.toPage() or pages
        numbers = range(max(1, first), min(last, pages) + 1)
        backwards = self._printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
        return reversed(numbers) if backwards else numbers

    def put(self, size: tuple[int, int, int], pixels: bytes) -> None:
        """Print a page of so many dots, and bytes of a row. Raises `EnvironmentFailed`."""
        painter = self._painter
        if painter is None:
            return
        if self._sheets:
            _check(worked=self._printer.newPage())
        self._sheets += 1
        width, height, stride = size
        page = QImage(pixels, width, height, stride, QImage.Format.Format_RGB32)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_fitted(self._paper, width / max(1, height)), page)

    def finish(self) -> None:
        """Send what was put. Raises `EnvironmentFailed`."""
        if self._painter is not None:
            _check(worked=self._painter.end())
            self._painter = None

    def abandon(self) -> None:
        """Send nothing more."""
        if self._painter is not None:
            self._printer.abort()
            self._painter.end()
            self._painter = None

    @property
    def _paper(self) -> QRectF:
        whole = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        return QRectF(0, 0, whole.width(), whole.height())


def _fitted(paper: QRectF, shape: float) -> QRectF:
    """Give the largest place in the middle of a sheet for a page of a shape (width by height)."""
    width = min(paper.width(), paper.height() * shape)
    height = width / shape
    return QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)


def _check(*, worked: bool) -> None:
    if not worked:
        raise EnvironmentFailed("The printer, or the file it prints into, could not be written.")
