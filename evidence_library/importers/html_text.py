"""Web pages as text: what one reads there, as our own Markdown, without scripts, styles, pictures.

Only links to web addresses stay links. Nothing is loaded from anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from evidence_library.text.encodings import decode_web, refuse_size
from evidence_library.text.html_markdown import to_markdown
from evidence_library.text.html_pieces import Progress, nobody_asks

_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)

#: So much of a page is looked at to see what it is and how it is encoded, in bytes.
_HEAD = 2048

#: A page says its title within so many characters, or is taken to have none.
_BEGINNING = 20_000
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,1000})<", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What is read of a web page: the title it gives itself, and its text as Markdown."""

    title: str
    markdown: str


def is_page(data: bytes, name: str) -> bool:
    """Tell whether a file is a web page: by its beginning, or by its name and a tag there."""
    named = name.casefold().endswith((".html", ".htm", ".xhtml"))
    return begins_page(data) or (named and b"<" in data[:_HEAD] and not data.startswith(b"PK"))


def begins_page(data: bytes) -> bool:
    """Tell whether something begins as web pages do."""
    return bool(_PAGE.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")))


def read(data: bytes, name: str, progress: Progress = nobody_asks) -> Page:
    """Read a web page. Raises `UserCanFix` if it is no text, and what `progress` does."""
    html = html_of(data, name)
    found = _TITLE.search(html[:_BEGINNING])
    title = " ".join(unescape(found[1]).split()) if found else ""
    return Page(title, to_markdown(html, progress).strip())


def html_of(data: bytes, name: str) -> str:
    """Decode a page as it says itself, where it says anything that is true."""
    refuse_size(len(data), name)
    stated = _CHARSET.search(data[:_HEAD])
    return decode_web(data, stated[1].decode("ascii") if stated else "", name).text
