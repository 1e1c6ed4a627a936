"""Puts marks around matched words in HTML that is already clean."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from evidence_library.text.marks import Marks, marked


def mark_html(html: str, marks: Marks) -> str:
    """Wrap every matched word of the text in `<mark>`; tags and attributes stay as they are."""
    if not marks:
        return html
    marker = _Marker(marks)
    marker.feed(html)
    marker.close()
    return "".join(marker.pieces)


class _Marker(HTMLParser):
    def __init__(self, marks: Marks) -> None:
        super().__init__(convert_charrefs=True)
        self._marks = marks
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        for span in marked(data, self._marks):
            text = escape(span.text, quote=False)
            self.pieces.append(f"<mark>{text}</mark>" if span.marked else text)
