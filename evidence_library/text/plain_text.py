"""Markdown as the plain text people would read aloud."""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,3}[.)]\s+)"  # headings, quotes, list items
    r"|\*\*|__|`"  # strong, code
    r"|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)",  # emphasis
    re.MULTILINE,
)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_SPACE = re.compile(r"\s+")


def plain_text(markdown: str) -> str:
    """Leave the marks of Markdown out and put everything on one line."""
    return _SPACE.sub(" ", _MARKUP.sub("", _LINK.sub(r"\1", markdown))).strip()
