"""What is derived from each recommendation: its words, its line in lists, and its records.

None of it is history. Each is known by the number of the row of its recommendation.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.tracked import line_of, linked_records
from evidence_library.text.analysis import GAP, streams
from evidence_library.text.plain_data import from_json, to_json

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


def drop(connection: sqlite3.Connection, number: int, *, words: bool = True) -> None:
    """Take away what was derived from the recommendation of a number."""
    tables = ("recommendation_lines", "number"), ("recommendation_links", "recommendation")
    for table, column in (*tables, *((("recommendation_terms", "rowid"),) if words else ())):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))


def add_words(connection: sqlite3.Connection, number: int, item: Recommendation) -> None:
    """Let a recommendation be found by its words."""
    connection.execute(
        "INSERT INTO recommendation_terms (rowid, exact, stems) VALUES (?, ?, ?)",
        (number, *streams(words_of(item))),
    )


def add_line(
    connection: sqlite3.Connection,
    number: int,
    item: Recommendation,
    owner: RecommendationSet,
    changed: int,
) -> None:
    """Derive the line of a recommendation and which records are linked to it."""
    connection.execute(
        "INSERT OR REPLACE INTO recommendation_lines (number, line, changed) VALUES (?, ?, ?)",
        (number, to_json(line_of(item, owner)), changed),
    )
    connection.execute("DELETE FROM recommendation_links WHERE recommendation = ?", (number,))
    connection.executemany(
        "INSERT INTO recommendation_links (record, recommendation) VALUES (?, ?)",
        ((record, number) for record in linked_records(item)),
    )


def lines_of_set(connection: sqlite3.Connection, owner: RecommendationSet, changed: int) -> None:
    """Derive the lines of a whole set: what its quarters are changed."""
    rows = connection.execute(
        'SELECT number, document FROM recommendations WHERE "set" = ?', (owner.id,)
    )
    for number, document in rows.fetchall():
        add_line(connection, number, from_json(document, Recommendation), owner, changed)


def rebuild(connection: sqlite3.Connection) -> None:
    """Derive everything again."""
    for table in ("recommendation_terms", "recommendation_lines", "recommendation_links"):
        connection.execute(f"DELETE FROM {table}")
    newest = connection.execute("SELECT coalesce(max(id), 0) FROM operations").fetchone()[0]
    heads = connection.execute("SELECT document FROM recommendation_sets").fetchall()
    owners = {one.id: one for one in (from_json(head, RecommendationSet) for (head,) in heads)}
    rows = connection.execute('SELECT number, "set", document FROM recommendations ORDER BY number')
    for number, owner, document in rows.fetchall():
        item = from_json(document, Recommendation)
        add_words(connection, number, item)
        add_line(connection, number, item, owners[owner], newest)
