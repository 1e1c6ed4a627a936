"""Counts that a text states before a list: "There were seven elements within the research:"."""

from __future__ import annotations

import re

_WORDS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=2)}
#: A number and, within three more words, a plural: "four following key measures".
_COUNT = re.compile(
    rf"\b({'|'.join(_WORDS)}|[2-9]|[1-9][0-9])\s+(?:[\w'’-]+\s+){{0,3}}?[\w'’-]*s\b", re.IGNORECASE
)
#: How much before the colon is looked at, in characters.
_WINDOW = 400


def stated_counts(introduction: str) -> tuple[int, ...]:
    """Give the numbers of things that the sentence leading into a list announces.

    Only a text that ends in a colon introduces a list; only its last sentence counts.
    """
    text = introduction.rstrip()
    if not text.endswith(":"):
        return ()
    sentence = re.split(r"[.?!]\s", text[-_WINDOW:])[-1]
    return tuple(_number(match[1]) for match in _COUNT.finditer(sentence))


def _number(word: str) -> int:
    return _NUMBERS.get(word.casefold()) or int(word)
