"""In which direction a text is written."""

from __future__ import annotations

from unicodedata import bidirectional

#: More is not looked at: a direction shows in the first letters.
_ENOUGH = 1_000


def right_to_left(text: str) -> bool:
    """Tell whether a text is written from right to left: whether its first letter is."""
    for character in text[:_ENOUGH]:
        direction = bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
