"""Where a recommendation is divided into stem, parts and closing text, and how to divide it anew.

A division only says where things begin; the text itself is never changed. Boundaries are numbered
from the front: one for each part, and a last one where closing text begins, if there is any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from evidence_library.text.recommendations.part_markers import NUMERALS, parts_in
from evidence_library.text.recommendations.sentences import ends, refers_back, sentences, subjects

#: Whatever people number parts with, where a part may begin: "(a) ", "ii) ", "2. ", a bullet.
_ANY_MARKER = re.compile(
    r"(?<![\w(])(?:\(?(?:[ivx]{1,5}|[a-h]|[0-9]{1,2})\)|(?<!\S)[0-9]{1,2}\.(?=\s)|[•▪])"
)


class Cut(NamedTuple):
    """Where a part begins, where its words begin behind the marker, and its numeral."""

    at: int
    behind: int
    numeral: str


@dataclass(frozen=True, slots=True)
class Division:
    """The parts in order, and where the closing text begins (None: there is none)."""

    cuts: tuple[Cut, ...] = ()
    closing: int | None = None

    @property
    def boundaries(self) -> tuple[int, ...]:
        """Where something new begins, in characters."""
        places = tuple(cut.at for cut in self.cuts)
        return places if self.closing is None else (*places, self.closing)


class Divided(NamedTuple):
    """Slices of a text in order: stem, (numeral, text) of each part, closing text."""

    stem: str
    parts: tuple[tuple[str, str], ...]
    closing: str


def found_in(text: str) -> Division:
    """Divide a text at its markers i), ii), ...; closing text takes up the subject of the stem."""
    cuts = tuple(Cut(one.start, one.end, one.numeral) for one in parts_in(text))
    if not cuts:
        return Division()
    closing = _closing(text[cuts[-1].behind :].strip(), text[: cuts[0].at])
    return Division(cuts, len(text.rstrip()) - closing if closing else None)


def divided(text: str, division: Division) -> Divided:
    """Cut a text as a division says."""
    end = len(text) if division.closing is None else division.closing
    if not division.cuts:
        return Divided(text, (), "")
    places = [*(cut.at for cut in division.cuts[1:]), end]
    parts = tuple(
        (cut.numeral, text[cut.behind : place].strip())
        for cut, place in zip(division.cuts, places, strict=True)
    )
    return Divided(text[: division.cuts[0].at].strip(), parts, text[end:].strip())


def stops(text: str) -> tuple[int, ...]:
    """List where a boundary may well stand: at markers of any kind, and where sentences begin."""
    found = {match.start() for match in _ANY_MARKER.finditer(text)}
    return tuple(sorted((found | set(ends(text))) - {0, len(text)}))


def moved(text: str, division: Division, number: int, to: int) -> Division:
    """Move a boundary to a place; it stays between its neighbours.

    A marker that stands at the new place is no longer part of the words.
    """
    before = division.boundaries[number - 1] + 1 if number else 0
    after = (*division.boundaries[number + 1 :], len(text))[0]
    if number > 0 and number - 1 < len(division.cuts):
        before = max(before, division.cuts[number - 1].behind)
    place = max(before, min(to, after if number + 1 < len(division.boundaries) else len(text)))
    if number == len(division.cuts):
        return replace(division, closing=place if text[place:].strip() else None)
    cuts = list(division.cuts)
    cuts[number] = Cut(place, _behind(text, place, after), cuts[number].numeral)
    return replace(division, cuts=tuple(cuts))


def next_stop(text: str, division: Division, number: int, steps: int) -> int:
    """Give the place that a boundary moves to by a number of stops, back where it is below zero."""
    here = division.boundaries[number]
    places = stops(text)
    ahead = [one for one in places if one > here] if steps > 0 else []
    behind = [one for one in places if one < here][::-1] if steps < 0 else []
    found = ahead or behind
    return found[min(abs(steps), len(found)) - 1] if found else here


def merged(division: Division, number: int) -> Division:
    """Join what begins at a boundary to what stands before it; the other parts keep their marker.

    At the first part that is the stem, at the closing text the last part.
    """
    if number == len(division.cuts):
        return replace(division, closing=None)
    cuts = (*division.cuts[:number], *division.cuts[number + 1 :])
    return Division(cuts, division.closing if cuts else None)


def split(text: str, division: Division, at: int) -> Division:
    """Let a new part begin at a place; it takes the numeral after the one before, if that is free.

    Otherwise the parts behind it are numbered anew. Closing text around the place becomes parts.
    """
    while 0 <= at < len(text) and text[at].isspace():
        at += 1
    in_marker = any(cut.at <= at < cut.behind for cut in division.cuts)
    if not 0 <= at < len(text) or in_marker or at in division.boundaries:
        return division
    before = [cut for cut in division.cuts if cut.at < at]
    after = [cut for cut in division.cuts if cut.at > at]
    number = _position(before[-1].numeral) + 1 if before else 0
    end = min((one for one in division.boundaries if one > at), default=len(text))
    fresh = Cut(at, _behind(text, at, end), _numeral(number))
    taken = {cut.numeral for cut in after}
    if fresh.numeral in taken:
        after = [
            cut._replace(numeral=_numeral(number + place)) for place, cut in enumerate(after, 1)
        ]
    closing = division.closing
    if closing is not None and at > closing:
        closing = None
    return Division((*before, fresh, *after), closing)


def closed(text: str, division: Division, at: int) -> Division:
    """Let the closing text begin at a place behind the beginning of the last part."""
    last = division.cuts[-1].behind if division.cuts else len(text)
    return replace(division, closing=at) if last <= at and text[at:].strip() else division


def _behind(text: str, at: int, end: int) -> int:
    """Give where the words begin at a place, behind a marker that stands there whole."""
    while at < end and text[at].isspace():
        at += 1
    match = _ANY_MARKER.match(text, at)
    return match.end() if match and match.end() <= end else at


def _position(numeral: str) -> int:
    return NUMERALS.index(numeral) if numeral in NUMERALS else len(NUMERALS)


def _numeral(number: int) -> str:
    return NUMERALS[number] if number < len(NUMERALS) else str(number + 1)


def _closing(last: str, stem: str) -> int:
    """Count the characters at the end of the last part that close the whole."""
    spoken_of = frozenset[str]().union(*(subjects(one) for one in sentences(stem.strip())))
    pieces: Sequence[str] = sentences(last)
    for index, sentence in enumerate(pieces[1:], start=1):
        if not refers_back(sentence) and subjects(sentence) & spoken_of:
            return len(" ".join(pieces[index:]))
    return 0
