"""Markdown as the plain text people would read aloud."""

from __future__ import annotations

import re

_LINE_START = re.compile(r"^ {0,3}(?:#{1,6} +|> ?|[-*+] +|\d{1,3}[.)] +)", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<!\w)[*_](?=\w)|(?<=[\w.,;:!?])[*_](?!\w)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")


def plain_text(markdown: str) -> str:
    """Leave the marks of Markdown out and put everything on one line."""
    text = _LINE_START.sub("", markdown)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text.replace("**", "").replace("__", ""))
    return " ".join(text.replace("`", "").split())
