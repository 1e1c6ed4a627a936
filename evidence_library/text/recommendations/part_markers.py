"""The markers of parts inside running text: "i)" or "(i)", and then "ii)", in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

#: The numerals a part may have, in order.
NUMERALS = tuple(
    tens + ones
    for tens in ("", "x", "xx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    if tens + ones
)
_PATTERNS = {numeral: re.compile(rf"(?<![\w(])\(?{numeral}\)") for numeral in NUMERALS}
#: How often a numeral may turn out to be something else before the search is given up.
_TRIES = 20


#: A cell that names single parts is no longer than this.
_SHORT = 5000


#: First and second marker of other ways to number parts.
_OTHERS = tuple(
    (re.compile(rf"(?<![\w(])\(?{one}\)\s"), re.compile(rf"(?<![\w(])\(?{two}\)\s"))
    for one, two in (("a", "b"), ("A", "B"), ("1", "2"), ("I", "II"))
) + tuple(
    (re.compile(rf"(?:^|(?<=\s)){one}\.\s"), re.compile(rf"(?<=\s){two}\.\s"))
    for one, two in (("a", "b"), ("1", "2"), ("i", "ii"))
)


class Marker(NamedTuple):
    """A marker and where it stands, brackets included."""

    numeral: str
    start: int
    end: int


def parts_in(text: str) -> tuple[Marker, ...]:
    """Find the markers that divide a text into parts: i, ii, iii ... in order, at least two.

    "(SBS)" and the like are no markers, nor is a numeral that merely closes a bracket.
    """
    found = tuple(_in_order(text))
    return found if len(found) > 1 else ()


def lone_marker(text: str) -> bool:
    """Tell whether a text has "i)" but no "ii)" after it, so that it is not divided."""
    return len(tuple(_in_order(text))) == 1


def other_markers(text: str) -> str:
    """Give the first marker of a text that numbers its parts otherwise, "(a) ... (b) ..."."""
    for one, two in _OTHERS:
        first = one.search(text)
        if first and two.search(text, first.end()):
            return first[0].strip()
    return ""


def mentioned(text: str, numerals: Sequence[str]) -> tuple[Marker, ...]:
    """Find which of the given markers a short text speaks of, in order; some may be missing."""
    found: list[Marker] = []
    at = 0
    if len(text) > _SHORT or ")" not in text:
        return ()
    for numeral in numerals:
        marker = _next(text, numeral, at)
        if marker:
            found.append(marker)
            at = marker.end
    return tuple(found)


def _in_order(text: str) -> list[Marker]:
    found: list[Marker] = []
    if ")" not in text:
        return found
    for numeral in NUMERALS:
        marker = _next(text, numeral, found[-1].end if found else 0)
        if marker is None:
            break
        found.append(marker)
    return found


def _next(text: str, numeral: str, at: int) -> Marker | None:
    looked = at
    for _ in range(_TRIES):
        match = _PATTERNS[numeral].search(text, looked)
        if match is None:
            return None
        opened = text.count("(", at, match.start()) > text.count(")", at, match.start())
        if match[0].startswith("(") or not opened:
            return Marker(numeral, match.start(), match.end())
        looked = match.end()
    return None
