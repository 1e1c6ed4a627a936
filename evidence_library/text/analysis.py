"""How the library understands words: the one analyser for indexing, matching and highlighting.

Whoosh's filters do the work: lower case, accents folded before stemming (so that "evaluation" finds
"Évaluation"), words with inner marks taken apart and also kept joined ("hot-spot": hot, spot,
hotspot), possessives dropped, British and American spelling made one, Snowball's English stems. A
text has few distinct words, so what the filters make of a word is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from whoosh.analysis import (
    STOP_WORDS,
    CharsetFilter,
    IntraWordFilter,
    LowercaseFilter,
    RegexTokenizer,
)
from whoosh.lang import stemmer_for_language
from whoosh.support.charset import accent_map

from evidence_library.text import spelling

#: A word may hold hyphens, apostrophes, full stops and ampersands between its letters.
_MARK = "[-‐‑'’.&]"
_WORD = re.compile(rf"\w+(?:{_MARK}\w+)*")

#: A short form in capitals that stands for several.
_SEVERAL = re.compile(r"([A-Z]{2,})s")

#: Words longer than this are noise (encoded data); they are cut before the filters see them.
_LONGEST_WORD = 80

#: How many different words are remembered: more than any library of reports holds.
_MOST_REMEMBERED = 200_000

_FILTERS = (
    RegexTokenizer(_WORD)
    | LowercaseFilter()
    | CharsetFilter(accent_map)
    | IntraWordFilter(splitnums=False, mergewords=True, mergenums=False)
)
_STEMMER = stemmer_for_language("en")

#: Words that Snowball takes for a form of another one: an elder is a relative or a tree.
_OWN_STEMS = frozenset({"elderly"})

#: Words that are searched like any other but never marked: marking every "and" helps nobody.
UNMARKED_WORDS: frozenset[str] = frozenset(STOP_WORDS)


@dataclass(frozen=True, slots=True)
class Word:
    """What the analyser makes of one word of a text, or of words that stand side by side.

    `exact` and `stems` run in parallel, one entry per piece; `joined` is the word with its inner
    marks left out ("hotspot" for "hot-spot"), empty for a simple word and for several words.
    """

    exact: tuple[str, ...]
    stems: tuple[str, ...]
    joined: str = ""

    @property
    def joined_stem(self) -> str:
        """The stem of the joined form."""
        return stem(self.joined) if self.joined else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A word and where it stands in the text: characters `start` to `end`."""

    word: Word
    start: int
    end: int


def places(text: str, start: int = 0) -> Iterator[Place]:
    """Give the words of a text from a position on, with their positions."""
    for match in _WORD.finditer(text, start):
        yield Place(analyse_word(match.group()), match.start(), match.end())


@lru_cache(maxsize=64)
def words_beginning(letters: frozenset[str]) -> re.Pattern[str]:
    """Make what finds the raw words that begin with one of some letters, small or capital.

    Words with a mark inside or with letters beyond ASCII are found whatever they begin with: the
    analyser may make anything of them.
    """
    plain = "".join(sorted({case for letter in letters for case in (letter, letter.upper())}))
    beginnings = [rf"[{re.escape(plain)}]\w*(?:{_MARK}\w+)*"] if plain else []
    marked = rf"\w++(?:{_MARK}\w+)+"
    beyond = r"[A-Za-z0-9_]*+[^\W\x00-\x7f]\w*"
    return re.compile(rf"\b(?:{'|'.join((*beginnings, marked, beyond))})")


def find_raw_words(text: str) -> Iterator[re.Match[str]]:
    """Give the words of a text as they stand, with their positions."""
    return _WORD.finditer(text)


def words(text: str) -> Iterator[Word]:
    """Give the words of a text."""
    return map(analyse_word, _WORD.findall(text))


def side_by_side(text: str) -> Word:
    """Give the words of a text as one: what is found is all of them, side by side, in any form."""
    found = tuple(words(text))
    if len(found) == 1:
        return found[0]
    exact = tuple(piece for word in found for piece in word.exact)
    return Word(exact, tuple(stem for word in found for stem in word.stems))


def exact_terms(text: str) -> tuple[str, ...]:
    """Give the unstemmed pieces of a text in order, as they are matched in a phrase."""
    return tuple(piece for word in words(text) for piece in word.exact)


def streams(text: str) -> tuple[str, str]:
    """Give a text as the index stores it: exact terms, and stems; separated by spaces.

    The joined forms come last, behind a gap word that no query can hold, so that they are found
    and yet never make or break a phrase.
    """
    found = _WORD.findall(text)
    exact = [_exact_text[raw] for raw in found]
    stems = [_stem_text[raw] for raw in found]
    # Only a word with a mark inside can have a joined form.
    marked = (analyse_word(raw) for raw in dict.fromkeys(found) if not raw.isalnum())
    joined = {word.joined: word.joined_stem for word in marked if word.joined}
    if joined:
        exact.extend((GAP, *joined))
        stems.extend((GAP, *joined.values()))
    return " ".join(filter(None, exact)), " ".join(filter(None, stems))


#: Stands between things that must not look adjacent. The analyser never makes a term of it.
GAP = "_"


@lru_cache(maxsize=_MOST_REMEMBERED)
def analyse_word(raw: str) -> Word:
    """Run one word through the filters."""
    simple = _simple_word(raw)
    if simple:
        # The stemmer takes no "s" from "RCTs" or "VRUs": their letters make no English word.
        several = _SEVERAL.fullmatch(raw)
        return Word((simple,), (stem(several.group(1).lower() if several else simple),))
    pieces: list[str] = []
    joined = ""
    position = -1
    for token in _FILTERS(raw[:_LONGEST_WORD], positions=True):
        if token.pos == position:
            joined = token.text
        else:
            pieces.append(token.text)
        position = token.pos
    clean = tuple(term for term in map(_bare, pieces) if term)
    return Word(clean, tuple(stem(term) for term in clean), _bare(joined))


@lru_cache(maxsize=_MOST_REMEMBERED)
def stem(term: str) -> str:
    """Give the stem of an exact term; a term in another script is its own stem.

    Spellings of one word have one stem: "organisation" and "organization".
    """
    if not term.isascii() or term in _OWN_STEMS:
        return term
    return str(_STEMMER(spelling.folded(term)))


class _Remembered(dict[str, str]):
    """A text for each word met, made once. A lookup that hits costs no call into Python."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, raw: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        text = self[raw] = self._make(raw)
        return text


_exact_text = _Remembered(lambda raw: GAP if raw == GAP else " ".join(analyse_word(raw).exact))
_stem_text = _Remembered(lambda raw: GAP if raw == GAP else " ".join(analyse_word(raw).stems))


def _simple_word(raw: str) -> str:
    """Spare plain ASCII words the detour: lower case is all the filters would do to them."""
    return raw.lower() if raw.isascii() and raw.isalnum() and len(raw) <= _LONGEST_WORD else ""


def _bare(term: str) -> str:
    """Keep letters and digits only: the index splits at ASCII punctuation."""
    return term if term.isalnum() else "".join(filter(str.isalnum, term))
