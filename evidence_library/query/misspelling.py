"""Which word may have been meant by one that is misspelt.

No list of English words says what is spelt right, so a word is corrected only where the two differ
as a slip of the hand or of the ear would make them differ. Short words have many neighbours that
are words themselves ("rape" and "race", "worn" and "work"): there no letter gives way to another.
"""

from __future__ import annotations

from itertools import groupby

from evidence_library.query.leniency import LITTLE_WORDS
from evidence_library.query.patterns import misspelt
from evidence_library.query.tree import Fuzzy

#: From so many letters on a vowel may stand for another, and any letter for any other.
_VOWELS_MIX = 5
_LETTERS_MIX = 6

#: In shorter words the last letter is right.
_LONG = 8

_VOWELS = frozenset("aeiouy")


def may_be_misspelt(term: str) -> Fuzzy | None:
    """Give what to look for where a word may be misspelt; None for a short or a little word."""
    return None if term in LITTLE_WORDS else misspelt(term)


def may_be_meant(term: str, word: str) -> bool:
    """Tell whether a near word of the library may have been meant by a term."""
    if word in LITTLE_WORDS or term[0] != word[0]:
        return False
    if _once(term) == _once(word) or _are_swapped(term, word):
        return True
    if len(word) == len(term) + 1 and term[-1] == word[-1]:
        return True  # a letter was left out
    if len(word) == len(term):
        return _is_another_letter(term, word)
    return len(term) >= _LETTERS_MIX and (len(term) >= _LONG or term[-1] == word[-1])


def _once(word: str) -> str:
    """Write each doubled letter once."""
    return "".join(letter for letter, _ in groupby(word))


def _are_swapped(term: str, word: str) -> bool:
    differ = [at for at, (one, other) in enumerate(zip(term, word, strict=False)) if one != other]
    if len(term) != len(word) or len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    first, second = differ
    return term[first] == word[second] and term[second] == word[first]


def _is_another_letter(term: str, word: str) -> bool:
    if len(term) >= _LETTERS_MIX:
        return len(term) >= _LONG or term[-1] == word[-1]
    differ = [(one, other) for one, other in zip(term, word, strict=True) if one != other]
    return (
        len(term) >= _VOWELS_MIX
        and term[-1] == word[-1]
        and all(one in _VOWELS and other in _VOWELS for one, other in differ)
    )
