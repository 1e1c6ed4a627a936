"""Keeps text from being run as a formula, and from being refused, by a spreadsheet."""

from __future__ import annotations

import re

#: What a spreadsheet may take for the beginning of a formula, in narrow and wide letters. Tab and
#: line ends count because some programs drop them and then look at what follows.
_FORMULA = re.compile(r"[ \u00a0]*[=+\-@\t\r\n＝＋－＠]")

#: Characters that no table and no XML can hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def is_plain(text: str) -> bool:
    """Tell at once of most texts that they need no care: printable, led by a letter or digit."""
    return text.isprintable() and text[:1].isalnum()


def may_be_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take a text for a formula."""
    return _FORMULA.match(text) is not None


def harmless(text: str) -> str:
    """Put an apostrophe before what might be a formula, as spreadsheets themselves do."""
    return f"'{text}" if may_be_formula(text) else text


def guarded(text: str) -> str:
    """Make a cell harmless so that `as_meant` gives back exactly what it was."""
    return f"'{text}" if may_be_formula(text.lstrip("'")) else text


def as_meant(cell: str) -> str:
    """Take away the apostrophe that `guarded` put before a cell."""
    return cell[1:] if cell.startswith("'") and may_be_formula(cell.lstrip("'")) else cell


def printable(text: str) -> str:
    """Leave out control characters, which break tables; tabs and line ends stay."""
    return _FORBIDDEN.sub("", text)
