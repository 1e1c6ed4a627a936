"""The words of a library: what a pattern stands for, and what a misspelt word may have meant."""

from __future__ import annotations

import sqlite3
import threading
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from evidence_library.query import patterns
from evidence_library.query.misspelling import may_be_meant, may_be_misspelt
from evidence_library.query.tree import Fuzzy, Pattern
from evidence_library.text.analysis import GAP, stem

#: A word and in how many records it stands.
Counted = tuple[str, int]

#: By how much commoner a word must be to be offered for one that some records hold.
_COMMONER = 10

#: SQLite orders text by code point; no word begins with this one.
_LAST = "\U0010ffff"

#: The view of the index that lists its words. Each reader makes its own: it takes no room.
VIEW = "CREATE VIRTUAL TABLE temp.exact_words USING fts5vocab('main', 'exact_terms', 'row')"


@dataclass(frozen=True, slots=True)
class Fitting:
    """The words that fit a pattern, best first; `limited` if there were more."""

    words: tuple[str, ...]
    limited: bool = False


class Vocabulary:
    """Knows the words of one library.

    SQLite counts the records of a word each time the word is listed, which takes longer than all
    else. So the words with one first letter are read once for each state of the library.
    """

    def __init__(self) -> None:
        self._operation = -1
        self._listed: dict[str, list[Counted]] = {}
        self._lock = threading.Lock()

    def fitting(self, connection: sqlite3.Connection, operation: int, pattern: Pattern) -> Fitting:
        """Find the words that fit a pattern: the nearest of a misspelt one, or the commonest."""
        fits = patterns.test(pattern)
        counted = self.beginning(connection, operation, patterns.beginning(pattern))
        found = [(word, number) for word, number in counted if fits(word)]
        best = nsmallest(patterns.MOST_WORDS, found, key=lambda item: _worth(pattern, *item))
        return Fitting(tuple(word for word, _ in best), len(found) > len(best))

    def near(self, connection: sqlite3.Connection, operation: int, term: str, records: int) -> str:
        """Find a word that may have been meant by one that few `records` hold; "" if none was.

        It is nearest in its letters, then commonest, and far commoner than a word that is known.
        Forms of the word itself do not count: the word finds them.
        """
        pattern = may_be_misspelt(term)
        if pattern is None:
            return ""
        own = stem(term)
        counted = self.beginning(connection, operation, patterns.beginning(pattern))
        found = [
            (patterns.distance(pattern, word), -number, word)
            for word, number in counted
            if number >= max(1, records * _COMMONER)
            and patterns.distance(pattern, word) <= pattern.edits
            and stem(word) != own
            and may_be_meant(term, word)
        ]
        return min(found, default=(0, 0, ""))[2]

    def beginning(
        self, connection: sqlite3.Connection, operation: int, start: str
    ) -> list[Counted]:
        """List the words of the library, as of an operation, that begin with some letters."""
        with self._lock:
            if self._operation != operation:
                self._operation, self._listed = operation, {}
            for listed in ("", start[:1]):
                if listed in self._listed:
                    return _slice(self._listed[listed], start)
            if len(start) <= 1:
                self._listed[start] = _read(connection, start)
                return self._listed[start]
        return _read(connection, start)


def _slice(counted: list[Counted], start: str) -> list[Counted]:
    first = bisect_left(counted, (start,)) if start else 0
    return counted[first : bisect_left(counted, (start + _LAST,))]


def _read(connection: sqlite3.Connection, start: str) -> list[Counted]:
    rows = connection.execute(
        "SELECT term, doc FROM temp.exact_words WHERE term >= ? AND term < ? ORDER BY term",
        (start, start + _LAST),
    )
    return _words(rows.fetchall())


def _words(rows: Iterable[Counted]) -> list[Counted]:
    return [(word, number) for word, number in rows if word != GAP]


def _worth(pattern: Pattern, word: str, number: int) -> tuple[int, int, str]:
    far = patterns.distance(pattern, word) if isinstance(pattern, Fuzzy) else 0
    return far, -number, word
