"""What was changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

#: What is compared: a word with what follows it up to the next one, or one other sign.
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")

#: Texts with more pieces than this are compared line by line first: comparing takes squared time.
_MOST_PIECES = 1_500


class Fate(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the old text, the new text, or both."""

    text: str
    fate: Fate


def changes(old: str, new: str) -> tuple[Stretch, ...]:
    """Give both texts as one row of stretches.

    Those kept and removed make the old text together, those kept and added the new one. What was
    put in the place of something else stands behind it.
    """
    return tuple(_joined(_compared(old, new)))


def _compared(old: str, new: str) -> Iterator[Stretch]:
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if max(len(before), len(after)) <= _MOST_PIECES:
        yield from _matched(before, after)
        return
    lines, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for fate, first, last, start, end in _blocks(lines, others):
        one, other = "".join(lines[first:last]), "".join(others[start:end])
        short = max(len(one), len(other)) <= _MOST_PIECES
        if fate == "replace" and short:
            yield from _matched(_PIECE.findall(one), _PIECE.findall(other))
        elif fate == "equal":
            yield Stretch(one, Fate.KEPT)
        else:
            yield Stretch(one, Fate.REMOVED)
            yield Stretch(other, Fate.ADDED)


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterator[Stretch]:
    for fate, first, last, start, end in _blocks(before, after):
        if fate == "equal":
            yield Stretch("".join(before[first:last]), Fate.KEPT)
        else:
            yield Stretch("".join(before[first:last]), Fate.REMOVED)
            yield Stretch("".join(after[start:end]), Fate.ADDED)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    told = (one for one in stretches if one.text)
    for fate, same in groupby(told, key=lambda one: one.fate):
        yield Stretch("".join(one.text for one in same), fate)
