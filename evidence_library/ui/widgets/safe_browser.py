"""Shows HTML without ever fetching anything; links are handed to who owns it."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QTextEdit, QWidget

from evidence_library.ui.theme import Theme

#: Pixel sizes of headings by level; the deeper ones are as large as the text.
_HEADINGS = {1: 20, 2: 16}

#: Room between the text and the ring that shows the focus, in pixels.
MARGIN = 8

_MARKS = re.compile(r"<(/?)mark>")


class SafeBrowser(QTextBrowser):
    """Reads HTML in the colours of the theme. Sends `link_clicked` with the address of a link.

    With `grows` it is as tall as its text, for use inside a scrolling page.
    """

    link_clicked = Signal(str)

    def __init__(self, theme: Theme, *, grows: bool = False, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._grows = grows
        self._html = ""
        self._found: list[QTextCursor] = []
        self._at = -1
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self._document = self._blank()
        self.setDocument(self._document)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """Load nothing: neither images nor style sheets, from here or elsewhere."""
        return None

    def show_html(self, html: str) -> None:
        """Show sanitised HTML; `<mark>` stands around matched words."""
        self._html = html
        self._at = -1
        self.setExtraSelections([])
        # The document is finished before the screen knows of it, so that it is laid out once.
        document = self._blank()
        document.setHtml(_MARKS.sub(_span, html))
        self._size_headings(document)
        self._found = self._marks(document)
        before, self._document = self._document, document
        self.setDocument(document)
        before.deleteLater()
        if self._grows:
            document.documentLayout().documentSizeChanged.connect(self._fit_soon)
        self._fit()

    @property
    def matches(self) -> int:
        """How many matched words are shown."""
        return len(self._found)

    def step(self, forward: bool) -> QTextCursor | None:
        """Go to the next or previous matched word and give its place, if there is one."""
        if not self._found:
            return None
        return self.go_to_match((self._at + (1 if forward else -1)) % len(self._found))

    def go_to_match(self, number: int) -> QTextCursor | None:
        """Go to a matched word by its number, from 0, and give its place, if there is one."""
        if not 0 <= number < len(self._found):
            return None
        self._at = number
        cursor = self._found[number]
        chosen = QTextEdit.ExtraSelection()
        chosen.format.setBackground(self._theme.colour("mark_now"))
        chosen.cursor = cursor
        self.setExtraSelections([chosen])
        place = QTextCursor(cursor)
        place.setPosition(cursor.selectionStart())
        self.setTextCursor(place)
        return cursor

    def anchor_top(self, name: str) -> float | None:
        """Give how far down a named place of the page is, in pixels; None if there is none."""
        block = self.document().begin()
        while block.isValid():
            for one in block.textFormats():
                if name in one.format.anchorNames():
                    return self.document().documentLayout().blockBoundingRect(block).top()
            block = block.next()
        return None

    def link_place(self) -> QPoint:
        """Give the place on the screen below the link that was followed last, for a menu."""
        return self.viewport().mapToGlobal(self.cursorRect().bottomLeft())

    @property
    def at(self) -> int:
        """The number of the match one is at; -1 before one has gone to any."""
        return self._at

    @property
    def position(self) -> str:
        """Which match one is at: "2 of 5"."""
        return f"{self._at + 1} of {len(self._found)}" if self._at >= 0 else ""

    def find_words(self, words: str) -> int:
        """Mark every place the words stand at; give how many there are."""
        self._found, self._at = [], -1
        cursor = QTextCursor(self.document())
        while words:
            cursor = self.document().find(words, cursor)
            if cursor.isNull():
                break
            self._found.append(QTextCursor(cursor))
        self.setExtraSelections([self._selection(found) for found in self._found])
        return len(self._found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow a change of width with the height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_soon()

    def sizeHint(self) -> QSize:
        """Ask for the text's height where it grows."""
        if not self._grows:
            return super().sizeHint()
        return QSize(super().sizeHint().width(), self._text_height())

    def _selection(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        marked = QTextCharFormat()
        marked.setBackground(self._theme.colour("mark"))
        marked.setForeground(self._theme.colour("mark_ink"))
        made.format = marked
        made.cursor = cursor
        return made

    def _blank(self) -> QTextDocument:
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self.font())
        document.setDocumentMargin(MARGIN)
        document.setDefaultStyleSheet(style(self._theme))
        document.setIndentWidth(self._theme.px(20))
        return document

    def _size_headings(self, document: QTextDocument) -> None:
        """Give headings their size: Qt enlarges them on top of what the style sheet says."""
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                size = self._theme.px(_HEADINGS.get(level, 14))
                for part in block.textFormats():
                    sized = QTextCharFormat(part.format)
                    sized.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
                    sized.setProperty(QTextCharFormat.Property.FontPixelSize, size)
                    _stretch(document, block.position(), part).setCharFormat(sized)
            block = block.next()

    def _marks(self, document: QTextDocument) -> list[QTextCursor]:
        """Collect the matched words: the stretches drawn on the ground of a mark."""
        ground = self._theme.colour("mark")
        found = []
        block = document.begin()
        while block.isValid():
            for fragment in block.textFormats():
                if fragment.format.background().color() == ground:
                    found.append(_stretch(document, block.position(), fragment))
            block = block.next()
        return found

    def _text_height(self) -> int:
        return round(self.document().size().height()) + 6

    def _fit_soon(self) -> None:
        self._fitting.start()  # once for all the changes that come together

    def _fit(self) -> None:
        if self._grows:
            self.setFixedHeight(max(self._text_height(), 1))

    def _on_theme_changed(self) -> None:
        if self._html:
            self.show_html(self._html)

    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.link_clicked.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


def _stretch(document: QTextDocument, start: int, part: QTextLayout.FormatRange) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(start + part.start)
    cursor.setPosition(start + part.start + part.length, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _span(found: re.Match[str]) -> str:
    return "</span>" if found[1] else '<span class="mark">'


def style(theme: Theme) -> str:
    """Give the style sheet of text in the colours and sizes of a theme."""
    tokens, px = theme.tokens, theme.px
    return f"""
        body, p, li, td, th {{ color: {tokens.ink}; }}
        p {{ margin-top: 0; margin-bottom: {px(10)}px; line-height: 138%; }}
        li {{ margin-bottom: {px(4)}px; line-height: 138%; }}
        .part {{ margin-left: {px(20)}px; }}
        ul, ol {{ margin-top: {px(2)}px; margin-bottom: {px(10)}px; }}
        h1 {{ font-weight: 600; margin-top: 0; margin-bottom: {px(12)}px; }}
        h2 {{ font-weight: 600; margin-top: {px(22)}px; margin-bottom: {px(6)}px; }}
        h3 {{ font-weight: 600; margin-top: {px(14)}px; margin-bottom: {px(4)}px; }}
        h4, h5, h6 {{ font-weight: 600; color: {tokens.muted};
                      margin-top: {px(10)}px; margin-bottom: {px(4)}px; }}
        a {{ color: {tokens.accent}; text-decoration: underline; }}
        code, pre {{ font-family: monospace; font-size: {px(13)}px; }}
        blockquote {{ color: {tokens.muted}; }}
        .muted {{ color: {tokens.muted}; }}
        .small {{ color: {tokens.muted}; font-size: {px(12)}px; }}
        .good {{ color: {tokens.good}; }}
        .warn {{ color: {tokens.warn}; }}
        .bad {{ color: {tokens.bad}; }}
        .mark {{ background-color: {tokens.mark}; color: {tokens.mark_ink}; }}
        .removed {{ background-color: {tokens.bad_soft}; color: {tokens.ink};
                    text-decoration: line-through; }}
        .added {{ background-color: {tokens.good_soft}; color: {tokens.ink};
                  text-decoration: underline; }}
        th {{ font-weight: 600; color: {tokens.muted}; font-size: {px(12)}px; text-align: left; }}
        """
