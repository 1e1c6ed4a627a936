"""Which recommendation of a set a row of another table speaks of, by number and wording."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

#: How alike two wordings are, 0 to 100: the same but for spelling, and one that was changed.
SAME, CHANGED, DOUBTFUL = 95.0, 70.0, 55.0

_WORD = re.compile(r"\w+")
#: A word that stands in more wordings than this finds nothing; so many wordings are compared.
_COMMON, _COMPARED = 200, 12


@dataclass(slots=True)
class Wordings:
    """The wordings of a set, to be looked up by the words in them."""

    plain: list[str] = field(default_factory=list)
    _by_text: dict[str, int] = field(default_factory=dict)
    _by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, texts: Iterable[str]) -> Wordings:
        """Take wordings in; they are known by their places from then on."""
        found = cls()
        for at, text in enumerate(texts):
            plain = plain_words(text)
            found.plain.append(plain)
            found._by_text.setdefault(plain, at)
            for word in dict.fromkeys(plain.split()):
                found._by_word[word].append(at)
        return found

    def same(self, plain: str) -> int | None:
        """Give the place of the wording that is the same, letter by letter."""
        return self._by_text.get(plain) if plain else None

    def alike(self, plain: str, at: int) -> float:
        """Say how alike a wording is to the one at a place, 0 to 100."""
        return float(_fuzz().ratio(plain, self.plain[at]))

    def nearest(self, plain: str) -> tuple[int, float] | None:
        """Give the place of the wording that is most alike, and how much; None if none is."""
        shared: Counter[int] = Counter()
        for word in dict.fromkeys(plain.split()):
            places = self._by_word.get(word, ())
            if len(places) <= _COMMON:
                shared.update(places)
        candidates = [at for at, _count in shared.most_common(_COMPARED)]
        rated = [(self.alike(plain, at), -at) for at in candidates]
        if not rated:
            return None
        score, place = max(rated)
        return (-place, score) if score >= DOUBTFUL else None


def plain_words(text: str) -> str:
    """Give the words of a text in small letters, without marks between them."""
    return " ".join(_WORD.findall(text.casefold()))


def places_by_number(numbers: Sequence[str]) -> dict[str, int]:
    """Give the place of each number that stands once."""
    count = Counter(numbers)
    return {number: at for at, number in enumerate(numbers) if number and count[number] == 1}


@cache
def _fuzz() -> ModuleType:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only needed where tables are compared

    return fuzz
