"""Places in a text as Qt counts them: in UTF-16, where an emoji takes two units.

Python counts characters. Every place that goes to Qt or comes from it passes through here.
"""

from __future__ import annotations

_LARGEST_SINGLE = "\uffff"


def units(text: str) -> int:
    """Give the length of a text in UTF-16 units."""
    return len(text) + sum(letter > _LARGEST_SINGLE for letter in text)


def to_units(text: str, index: int) -> int:
    """Give the place in UTF-16 units of a character of a text."""
    return units(text[:index])


def to_index(text: str, unit: int) -> int:
    """Give the character of a text at a place in UTF-16 units.

    In the middle of a character it is that character; behind the end it is the end.
    """
    at = 0
    for index, letter in enumerate(text):
        at += 1 + (letter > _LARGEST_SINGLE)
        if at > unit:
            return index
    return len(text)
