"""The names of authors as they are stored, found by the beginnings of their words."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from evidence_library.query.tree import Prefix
from evidence_library.store import matching
from evidence_library.text.analysis import exact_terms

#: So many records are looked at. It bounds the time in large libraries, where more letters help.
MOST_RECORDS = 500

_AUTHORS = "SELECT json_extract(document, '$.authors') FROM records"
_NEWEST = f"{_AUTHORS} ORDER BY number DESC LIMIT ?"
_MATCHING = f"""
    {_AUTHORS} WHERE number IN (
        SELECT rowid FROM exact_terms WHERE exact_terms MATCH ? ORDER BY rowid DESC LIMIT ?
    )
"""

#: Names are looked at with each letter that is typed.
_terms = lru_cache(maxsize=20_000)(exact_terms)


def beginning(connection: sqlite3.Connection, starts: Sequence[str]) -> list[str]:
    """List the names in which each of `starts` begins a word, the commonest first.

    Without any, the names of the records added last. At most `MOST_RECORDS` records are looked at,
    the latest ones, so that a common beginning may not bring every name of a large library.
    """
    told = Counter(
        name
        for names in _stored(connection, starts)
        for name in dict.fromkeys(names)
        if _fits(starts, name)
    )
    return sorted(told, key=lambda name: (-told[name], name.casefold(), name))


def _stored(connection: sqlite3.Connection, starts: Sequence[str]) -> list[list[str]]:
    if starts:
        match = matching.joined((Prefix(start, field="author") for start in starts), "AND")
        rows = connection.execute(_MATCHING, (match, MOST_RECORDS))
    else:
        rows = connection.execute(_NEWEST, (MOST_RECORDS,))
    return [[name["name"] for name in json.loads(found)] for (found,) in rows if found]


def _fits(starts: Sequence[str], name: str) -> bool:
    words = _terms(name)
    return bool(words) and all(any(word.startswith(one) for word in words) for one in starts)
