"""Derives what is searched from what is stored, in the transaction that changes it.

The analyser makes two streams of every text: exact terms (phrases, beginnings of words) and stems
(plain words). Headings bring their other labels and those of the broader headings along, so a
record is found by "ASB" and by the heading above its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

from evidence_library.model.headline import NOT_STATED, effect_value
from evidence_library.model.holdings import holdings
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import KIND_FAMILIES
from evidence_library.store import (
    attachment_texts,
    comments,
    concepts,
    heading_changes,
    recommendation_lines,
    recommendation_split,
    records,
)
from evidence_library.store.concepts import Scheme
from evidence_library.store.schema import INDEX_COLUMNS, SHORT_COLUMNS
from evidence_library.text.analysis import GAP, streams

_SLOT = ", ".join("?" * (len(INDEX_COLUMNS) + 1))
_SHORT_SLOT = ", ".join("?" * (len(SHORT_COLUMNS) + 1))
_NAMES = ", ".join(INDEX_COLUMNS)
_SHORT_NAMES = ", ".join(SHORT_COLUMNS)

#: How a row is put into each index of words: its number and its columns.
INSERT_WORDS = {
    "exact_terms": f"INSERT INTO exact_terms (rowid, {_NAMES}) VALUES ({_SLOT})",
    "stem_terms": f"INSERT INTO stem_terms (rowid, {_NAMES}) VALUES ({_SLOT})",
    "short_terms": f"INSERT INTO short_terms (rowid, {_SHORT_NAMES}) VALUES ({_SHORT_SLOT})",
}
_TABLES = ("exact_terms", "stem_terms", "short_terms")

ADD_FACET = "INSERT OR IGNORE INTO record_facets (facet, value, record) VALUES (?, ?, ?)"

#: The fields of a record that `facet_values` looks at, and those that `texts` does. What else
#: changes leaves those indexes as they are.
IN_FACETS = frozenset(
    {
        *("title", "authors", "kind", "topics", "tags", "outcomes", "appraisal", "workflow"),
        *("licence", "published", "added", "setting", "population", "approach", "place"),
        *("review_due", "links", "attachments", "external_ratings", "finding", "pointers"),
        *("relations", "flags", "notes", "versions"),
    }
)
IN_WORDS = frozenset(
    {
        *("title", "alternative_titles", "topics", "tags", "finding", "authors", "funders"),
        *("publisher", "place", "case_study", "sections", "outcomes", "setting", "population"),
        *("approach", "appraisal", "form"),
    }
)

#: Each facet value is made of one field, but for those that are made of several of a group.
MADE_TOGETHER = (frozenset({"versions", "workflow"}),)

#: Told how far work is: what is done, the total, and what is being done. It may raise to stop it.
Tell = Callable[[int, int, str], None]

#: What is being done while every record is indexed again.
ANEW = "Making the index anew"

#: What is being done while the records under changed headings are indexed again.
HEADED = "Indexing the records under the heading"

#: Stands for a heading that is not in the scheme, in front of its label.
UNKNOWN_HEADING = heading_changes.UNKNOWN_HEADING

#: How many records are indexed between two reports of progress.
STEP = 25

#: Stands for a value that is not stated.
NONE = ""


def to_nobody(_done: int, _total: int, _what: str) -> None:
    """Tell nobody how far work is."""


def texts(record: Record, scheme: Scheme) -> dict[str, str]:
    """Give the text of a record for each column of the index."""
    return {
        "title": _join((record.title, *record.alternative_titles)),
        "labels": _labels(record, scheme),
        "finding": record.finding,
        "people": _join(
            name.name for name in (*record.authors, *record.funders, *record.publisher)
        ),
        "place": _join(_place_names(record)),
        "body": _join(_body(record)),
    }


def facet_values(record: Record, scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Give every (facet, value) a record counts under; a heading counts for broader ones too."""
    yield from (("topic", value) for value in _topics(record, scheme))
    yield from (("tag", tag) for tag in record.tags or (NONE,))
    yield "kind", record.kind
    yield "family", KIND_FAMILIES.get(record.kind, record.kind)
    yield "effect", effect_value(record)
    yield "confidence", record.appraisal.confidence.value
    # Of fields of text, only that they are not stated: their words are in the other indexes.
    for field, stated in (("title", record.title), ("author", record.authors)):
        if not stated:
            yield field, NONE
    kind = record.appraisal.evidence_kind
    yield "evidence", kind.value if kind else NOT_STATED
    yield "workflow", record.workflow.value
    yield "licence", record.licence.value
    year = record.published.year if record.published else None
    yield "year", str(year) if year else NONE
    yield "added", record.added.date.value if record.added else NONE
    yield "review", record.review_due.value if record.review_due else NONE
    yield from (("has", held.value) for held in holdings(record))
    for facet, values in (
        ("setting", record.setting),
        ("population", record.population),
        ("approach", record.approach),
        ("place", tuple(_places(record))),
    ):
        yield from ((facet, value) for value in values or (NONE,))


def rebuild(connection: sqlite3.Connection, progress: Tell = to_nobody) -> None:
    """Index every record again: what is indexed changed.

    `progress` may raise; whoever began the transaction then rolls all of it back.
    """
    numbers = connection.execute("SELECT number FROM records").fetchall()
    progress(0, len(numbers), ANEW)
    scheme = concepts.load(connection)
    for table in (*_TABLES, "record_facets", "record_relations"):
        connection.execute(f"DELETE FROM {table}")
    attachment_texts.unlink_all(connection)
    if recommendation_split.is_known(connection):  # else a migration that is to come does it
        recommendation_lines.rebuild(connection)
    for done, (number,) in enumerate(numbers):
        if done % STEP == 0:
            progress(done, len(numbers), ANEW)
        for record in records.by_numbers(connection, (number,)):
            add(connection, number, record, scheme)


def drop(connection: sqlite3.Connection, number: int) -> None:
    """Take everything out of the indexes that belongs to a number."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))
    connection.execute("DELETE FROM record_facets WHERE record = ?", (number,))
    connection.execute("DELETE FROM record_relations WHERE record = ?", (number,))
    attachment_texts.unlink(connection, number)


def add(connection: sqlite3.Connection, number: int, record: Record, scheme: Scheme) -> None:
    """Put a record into all indexes under a number they do not hold yet."""
    for table, row in words_of(number, record, scheme).items():
        connection.execute(INSERT_WORDS[table], row)
    add_beside_words(connection, number, record, scheme)


def words_of(number: int, record: Record, scheme: Scheme) -> dict[str, tuple[object, ...]]:
    """Give the row of a record in each index of words, the number first."""
    pairs = {name: streams(text) for name, text in texts(record, scheme).items()}
    return {
        "exact_terms": (number, *(pairs[name][0] for name in INDEX_COLUMNS)),
        "stem_terms": (number, *(pairs[name][1] for name in INDEX_COLUMNS)),
        "short_terms": (number, *(pairs[name][1] for name in SHORT_COLUMNS)),
    }


def add_beside_words(
    connection: sqlite3.Connection, number: int, record: Record, scheme: Scheme
) -> None:
    """Put a record into all indexes but those of words."""
    connection.executemany(
        ADD_FACET,
        ((facet, value, number) for facet, value in facet_values(record, scheme)),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO record_facets (facet, value, record) VALUES ('has', ?, ?)",
        ((held.value, number) for held in comments.holdings(connection, record.id)),
    )
    add_relations(connection, number, record)
    # A library of an older version is indexed anew before it has this table.
    if record.attachments and attachment_texts.known(connection):
        attachment_texts.link(connection, number, record)


def add_relations(connection: sqlite3.Connection, number: int, record: Record) -> None:
    """Note which records a record names."""
    connection.executemany(
        'INSERT INTO record_relations (record, "to", type) VALUES (?, ?, ?)',
        ((number, relation.to, relation.type.value) for relation in record.relations),
    )


def relabel(
    connection: sqlite3.Connection,
    numbers: Sequence[int],
    scheme: Scheme,
    progress: Callable[[int], None],
) -> None:
    """Index records again whose headings mean something else; all else about them holds."""
    for start in range(0, len(numbers), STEP):
        progress(start)
        batch = numbers[start : start + STEP]
        for number, record in zip(batch, records.by_numbers(connection, batch), strict=True):
            exact, stems = streams(_labels(record, scheme))
            for table, text in zip(_TABLES, (exact, stems, stems), strict=True):
                connection.execute(f"UPDATE {table} SET labels = ? WHERE rowid = ?", (text, number))
            connection.execute(
                "DELETE FROM record_facets WHERE record = ? AND facet = 'topic'", (number,)
            )
            connection.executemany(
                "INSERT OR IGNORE INTO record_facets (facet, value, record) VALUES ('topic', ?, ?)",
                ((value, number) for value in _topics(record, scheme)),
            )


def _topics(record: Record, scheme: Scheme) -> Iterator[str]:
    """Give each heading a record counts under, those above its own, too."""
    for heading in record.topics:
        known = [concept.id for concept in scheme.upward(heading.concept)]
        yield from known or (UNKNOWN_HEADING + heading.label,)
    if not record.topics:
        yield NONE


def _labels(record: Record, scheme: Scheme) -> str:
    return _join((*_heading_labels(record, scheme), *record.tags))


def _join(parts: Iterator[str] | tuple[str, ...]) -> str:
    """Join texts so that no phrase reaches from one into the next."""
    return f" {GAP} ".join(part for part in parts if part)


def _heading_labels(record: Record, scheme: Scheme) -> Iterator[str]:
    seen = set()
    for heading in record.topics:
        known = list(scheme.upward(heading.concept))
        if not known:
            yield heading.label
        for concept in known:
            if concept.id not in seen:
                seen.add(concept.id)
                yield from scheme.labels(concept)


def _places(record: Record) -> Iterator[str]:
    """Give each country, and each area with its country: both can be chosen."""
    for place in record.place:
        if place.country:
            yield place.country
        if place.area:
            yield ", ".join(part for part in (place.area, place.country) if part)


def _place_names(record: Record) -> Iterator[str]:
    for place in record.place:
        yield place.country
        yield place.area
    if record.case_study:
        yield record.case_study.place


def _body(record: Record) -> Iterator[str]:
    for section in record.sections:
        yield section.heading
        yield section.body
    yield from body_fields(record)


def body_fields(record: Record) -> Iterator[str]:
    """Give what is indexed with the text of a record besides its sections."""
    for outcome in record.outcomes:
        yield f"{outcome.outcome}. {outcome.size}. {outcome.population}"
    yield from (*record.setting, *record.population, *record.approach)
    appraisal = record.appraisal
    yield from (appraisal.reasons, appraisal.cost, appraisal.transferability)
    emmie = appraisal.emmie
    yield from (
        emmie.effect,
        emmie.mechanism,
        emmie.moderators,
        emmie.implementation,
        emmie.economics,
    )
    if record.case_study:
        yield from _case_study_texts(record)
    yield from (line.value for line in record.form if line.value)


def _case_study_texts(record: Record) -> Iterator[str]:
    study = record.case_study
    if study:
        yield from (study.organisation, study.period, study.problem, study.what_was_done)
        yield from (study.who_was_involved, study.what_changed, study.resources)
        yield study.what_did_not_work
