"""Answers a query tree with a few things that have no index of their own, such as actions.

Their words are indexed in memory while a query is answered, by the same analyser and tokenizer, so
that a word means the same wherever one types it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

from evidence_library.query.tree import (
    Everything,
    Leaf,
    Near,
    Part,
    Phrase,
    Plain,
    Prefix,
    Query,
    Tracked,
    sought,
)
from evidence_library.store import bitsets
from evidence_library.store.evaluation import Answers, evaluate
from evidence_library.store.matching import expression
from evidence_library.store.recommendation_lines import TOKENIZER
from evidence_library.text.analysis import streams

#: Tells whether the thing at a place has what is asked.
Has = Callable[[int, Tracked], bool]


def answering(query: Query, texts: Sequence[str], has: Has) -> tuple[int, ...]:
    """Give the places of the things that a query is answered with, by their texts and fields."""
    every = bitsets.from_numbers(range(len(texts)))
    with _index(texts) as index:

        def text(part: Part) -> int:
            first = sought(part)[0]
            if first.field:
                return 0
            column = "stems" if isinstance(first, Plain) else "exact"
            row = index.execute(
                "SELECT group_concat(rowid) FROM terms WHERE terms MATCH ?",
                (f"{column} : {expression(part)}",),
            ).fetchone()
            return bitsets.from_list(row[0])

        def leaf(node: Leaf) -> int:
            match node:
                case Plain() | Phrase() | Prefix() | Near():
                    return text(node)
                case Tracked():
                    return bitsets.from_numbers([at for at in range(len(texts)) if has(at, node)])
                case Everything():
                    return every
                case _:
                    return 0

        def any_of(parts: tuple[Part, ...]) -> int:
            found = 0
            for part in parts:
                found |= text(part)
            return found

        found = evaluate(query, Answers(every, leaf, any_of)) & every
    return tuple(place for place in range(len(texts)) if found >> place & 1)


@contextmanager
def _index(texts: Sequence[str]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            f'CREATE VIRTUAL TABLE terms USING fts5(exact, stems, tokenize="{TOKENIZER}")'
        )
        connection.executemany(
            "INSERT INTO terms (rowid, exact, stems) VALUES (?, ?, ?)",
            ((place, *streams(text)) for place, text in enumerate(texts)),
        )
        yield connection
