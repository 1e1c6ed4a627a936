"""What is derived from each recommendation: its words, its line in lists, and its records.

None of it is history. Each is known by the number of the row of its recommendation.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.tracked import line_of, linked_records
from evidence_library.text.analysis import GAP, streams
from evidence_library.text.plain_data import from_json, to_json

T = TypeVar("T")

#: A recommendation and the number of its row.
Numbered = tuple[int, Recommendation]

#: Recommendations of which what is derived is written together.
STEP = 250

#: How the index of words takes its terms apart: they come analysed, so it decides nothing.
TOKENIZER = "ascii tokenchars '_'"


def make_tables(connection: sqlite3.Connection, where: str) -> None:
    """Make the tables of lines and of linked records. `changed` is the operation that wrote one."""
    connection.execute(
        f"CREATE TABLE {where}.recommendation_lines (number INTEGER PRIMARY KEY, "
        "line TEXT NOT NULL, changed INTEGER NOT NULL)"
    )
    connection.execute(
        f"CREATE INDEX {where}.recommendation_lines_changed ON recommendation_lines (changed)"
    )
    connection.execute(
        f"CREATE TABLE {where}.recommendation_links (record TEXT NOT NULL, "
        "recommendation INTEGER NOT NULL, PRIMARY KEY (record, recommendation)) WITHOUT ROWID"
    )
    connection.execute(
        f"CREATE INDEX {where}.recommendation_links_of ON recommendation_links (recommendation)"
    )


def words_of(item: Recommendation) -> str:
    """Give what is searched of a recommendation, so that no phrase reaches from one into another.

    That is its wording, theme and leads, what was reported and answered, and one's own notes.
    """
    return f" {GAP} ".join(filter(None, _texts(item)))


def _texts(item: Recommendation) -> Iterator[str]:
    yield item.text
    yield item.theme
    yield from item.leads
    yield item.status_raw
    for entry in item.progress:
        if entry.raw != item.status_raw:
            yield entry.raw
        yield entry.note
    yield from (one.raw for one in item.responses)
    yield from (one.note for one in item.links)
    yield item.notes


def drop(connection: sqlite3.Connection, numbers: Sequence[int], *, words: bool = True) -> None:
    """Take away what was derived from the recommendations of some numbers."""
    tables = ("recommendation_lines", "number"), ("recommendation_links", "recommendation")
    for table, column in (*tables, *((("recommendation_terms", "rowid"),) if words else ())):
        connection.executemany(
            f"DELETE FROM {table} WHERE {column} = ?", ((number,) for number in numbers)
        )


def add_words(connection: sqlite3.Connection, items: Iterable[Numbered]) -> None:
    """Let recommendations be found by their words. Quickest in the order of their numbers."""
    connection.executemany(
        "INSERT INTO recommendation_terms (rowid, exact, stems) VALUES (?, ?, ?)",
        ((number, *streams(words_of(item))) for number, item in items),
    )


def add_lines(
    connection: sqlite3.Connection,
    items: Sequence[tuple[int, Recommendation, RecommendationSet]],
    changed: int,
) -> None:
    """Derive the lines of recommendations and which records are linked to them.

    Nothing may be derived of them yet.
    """
    connection.executemany(
        "INSERT INTO recommendation_lines (number, line, changed) VALUES (?, ?, ?)",
        ((number, to_json(line_of(item, owner)), changed) for number, item, owner in items),
    )
    connection.executemany(
        "INSERT INTO recommendation_links (record, recommendation) VALUES (?, ?)",
        ((record, number) for number, item, _ in items for record in linked_records(item)),
    )


def lines_of_set(connection: sqlite3.Connection, owner: RecommendationSet, changed: int) -> None:
    """Derive the lines of a whole set: what its quarters are changed."""
    rows = connection.execute(
        'SELECT number, document FROM recommendations WHERE "set" = ? ORDER BY number', (owner.id,)
    )
    for chunk in chunks(rows.fetchall()):
        drop(connection, [number for number, _ in chunk], words=False)
        items = [(number, from_json(said, Recommendation), owner) for number, said in chunk]
        add_lines(connection, items, changed)


def rebuild(connection: sqlite3.Connection) -> None:
    """Derive everything again."""
    for table in ("recommendation_terms", "recommendation_lines", "recommendation_links"):
        connection.execute(f"DELETE FROM {table}")
    newest = connection.execute("SELECT coalesce(max(id), 0) FROM operations").fetchone()[0]
    heads = connection.execute("SELECT document FROM recommendation_sets").fetchall()
    owners = {one.id: one for one in (from_json(head, RecommendationSet) for (head,) in heads)}
    rows = connection.execute('SELECT number, "set", document FROM recommendations ORDER BY number')
    for chunk in chunks(rows.fetchall()):
        items = [
            (number, from_json(document, Recommendation), owners[owner])
            for number, owner, document in chunk
        ]
        add_words(connection, ((number, item) for number, item, _ in items))
        add_lines(connection, items, newest)


def chunks(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """Give things by the few hundred: what is derived of these is written together."""
    return (things[start : start + STEP] for start in range(0, len(things), STEP))
