"""Brings the indexes from what records were to what they are, touching only what is different.

A changed licence touches rows of facets and no words; a tag touches the words of one column. What
is different is told from the documents before and after, so an undo takes the same way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.store import (
    attachment_texts,
    concepts,
    heading_changes,
    indexing,
    recommendation_mending,
    records,
)
from evidence_library.store.arriving import Arriving
from evidence_library.store.concepts import Scheme
from evidence_library.store.indexing import ADD_FACET, HEADED, STEP, Tell, to_nobody
from evidence_library.store.operations import GONE, Operation
from evidence_library.store.schema import INDEX_COLUMNS, SHORT_COLUMNS
from evidence_library.text.analysis import streams
from evidence_library.text.plain_data import Fields, differing, fields_of, read_some

#: What is being done while words are written again.
WORDS = "Indexing words"

#: Where the words of more records change, and of a larger part of all, the index is made anew: that
#: is quicker than to take them out one by one.
_FEW = 500
_MOST_PART = 0.4

#: How many different values are remembered with the facet rows they make.
_MOST_MET = 10_000

_COLUMNS_OF = {
    "exact_terms": INDEX_COLUMNS,
    "stem_terms": INDEX_COLUMNS,
    "short_terms": SHORT_COLUMNS,
}

#: Whether a table of words holds exact terms (0) or stems (1).
_STREAM_OF = {"exact_terms": 0, "stem_terms": 1, "short_terms": 1}

_DROP_FACET = "DELETE FROM record_facets WHERE facet = ? AND value = ? AND record = ?"


def refresh(
    operation: Operation,
    fresh: dict[str, Record] | None = None,
    progress: Tell = to_nobody,
) -> None:
    """Index again what an operation touched. `fresh` spares reading records just written.

    `progress` is told how far it is, and may raise to give the whole operation up.
    """
    connection = operation.connection
    recommendation_mending.refresh(operation, progress)
    scheme = concepts.load(connection)
    touched = {**_commented(operation), **operation.touched["records"]}
    written = {*touched.values(), *operation.stale["records"]}
    others = [
        number for number in heading_changes.affected(operation, scheme) if number not in written
    ]
    total = len(touched) + len(others)
    known = fresh or {}
    former = _mendable(operation)
    mender = _Mender(connection, scheme)
    new = sum(number != GONE and number not in former for number in touched.values())
    arriving = Arriving(connection, scheme, new)
    # In the order of the numbers: an index of words that goes back to an earlier row writes all it
    # holds out each time. An undo gives them in the opposite order.
    for number in sorted(operation.stale["records"] - (former.keys() & set(touched.values()))):
        indexing.drop(connection, number)
    for done, (key, number) in enumerate(sorted(touched.items(), key=itemgetter(1))):
        if done % STEP == 0:
            progress(done, total, "Indexing")
        if number in former:
            mender.mend(number, former[number], operation.latter["records"][number])
        elif number != GONE:
            record = known.get(key) or _stored(connection, key)
            arriving.add(number, record)
    arriving.finish()
    mender.finish(progress)
    indexing.relabel(
        connection, others, scheme, lambda done: progress(len(touched) + done, total, HEADED)
    )


def _mendable(operation: Operation) -> Mapping[int, str]:
    """Give the documents that index rows were made of which can be mended.

    Where headings or comments changed, too, a document does not tell all that they were made of.
    """
    if operation.touched["concepts"]:
        return {}
    commented = {operation.touched["records"].get(key) for key in operation.commented}
    former = operation.former["records"].items()
    return {number: document for number, document in former if number not in commented}


def _commented(operation: Operation) -> dict[str, int]:
    """Take what is indexed of records with other comments away; give their numbers by their ids."""
    numbers: dict[str, int] = {}
    for key in operation.commented - set(operation.touched["records"]):
        number = records.number_of(operation.connection, RecordId(key))
        if number is not None:
            indexing.drop(operation.connection, number)
            numbers[key] = number
    return numbers


class _Mender:
    """Brings index rows from one state of a record to another, touching only what is different.

    What is to be done is gathered first and written in the order of the numbers: an index of words
    that goes back to an earlier row writes all it holds out each time.
    """

    def __init__(self, connection: sqlite3.Connection, scheme: Scheme) -> None:
        self._connection = connection
        self._scheme = scheme
        self._words: dict[tuple[str, ...], list[tuple[int, list[tuple[str, str]]]]] = {}
        self._relations: list[tuple[int, Record]] = []
        self._facets_gone: list[tuple[str, str, int]] = []
        self._facets_new: list[tuple[str, str, int]] = []
        self._facets_met: dict[tuple[bytes, ...], set[tuple[str, str]]] = {}

    def mend(self, number: int, former: str, latter: str) -> None:
        """Mend the index rows of a number that stood for one document and stands for another."""
        was, now = fields_of(former), fields_of(latter)
        changed = differing(was, now)
        if changed & indexing.IN_FACETS:
            names = sorted(_with_their_groups(changed & indexing.IN_FACETS))
            before, after = self._facets(was, names), self._facets(now, names)
            self._facets_gone.extend((*pair, number) for pair in before - after)
            self._facets_new.extend((*pair, number) for pair in after - before)
        if changed & indexing.IN_WORDS:
            self._note_words(number, *(_partly(one, indexing.IN_WORDS) for one in (was, now)))
        if "relations" in changed:
            self._relations.append((number, _partly(now, ("relations",))))
        if "attachments" in changed:
            attachment_texts.unlink(self._connection, number)
            attachment_texts.link(self._connection, number, _partly(now, ("attachments",)))

    def finish(self, progress: Tell) -> None:
        """Write what was noted."""
        execute = self._connection.executemany
        execute(_DROP_FACET, sorted(self._facets_gone))
        execute(ADD_FACET, sorted(self._facets_new))
        for number, record in self._relations:
            execute("DELETE FROM record_relations WHERE record = ?", [(number,)])
            indexing.add_relations(self._connection, number, record)
        count, done = sum(map(len, self._words.values())), 0
        records_now = records.count(self._connection) if count > _FEW else 0
        for columns, rows in self._words.items():
            rows.sort(key=itemgetter(0))
            if _FEW < len(rows) > records_now * _MOST_PART:
                progress(done, count, WORDS)
                _rebuild_words(self._connection, columns, rows)
                done += len(rows)
                continue
            for start in range(0, len(rows), STEP):
                progress(done, count, WORDS)
                _rewrite_words(self._connection, columns, rows[start : start + STEP])
                done += STEP

    def _facets(self, fields: Fields, names: Sequence[str]) -> set[tuple[str, str]]:
        """Give the facet rows that some fields make; each facet is made of one field.

        Many records state the same: what some values make is worked out once.
        """
        values = (*map(str.encode, names), *(bytes(fields.get(name, b"")) for name in names))
        known = self._facets_met.get(values)
        if known is None:
            known = set(indexing.facet_values(_partly(fields, names), self._scheme))
            if len(self._facets_met) < _MOST_MET:
                self._facets_met[values] = known
        return known

    def _note_words(self, number: int, old: Record, new: Record) -> None:
        before, after = indexing.texts(old, self._scheme), indexing.texts(new, self._scheme)
        columns = tuple(name for name in INDEX_COLUMNS if before[name] != after[name])
        if columns:
            found = [streams(after[name]) for name in columns]
            self._words.setdefault(columns, []).append((number, found))


def _with_their_groups(names: frozenset[str]) -> frozenset[str]:
    return names.union(*(group for group in indexing.MADE_TOGETHER if group & names))


def _partly(fields: Fields, names: Iterable[str]) -> Record:
    """Read the fields of a record that an index is made of; the others stay empty."""
    return Record(id=RecordId(""), **read_some(fields, names, Record))


def _rewrite_words(
    connection: sqlite3.Connection,
    columns: tuple[str, ...],
    rows: Sequence[tuple[int, list[tuple[str, str]]]],
) -> None:
    for table, at in _STREAM_OF.items():
        held = [place for place, name in enumerate(columns) if name in _COLUMNS_OF[table]]
        if held:
            told = ", ".join(f"{columns[place]} = ?" for place in held)
            connection.executemany(
                f"UPDATE {table} SET {told} WHERE rowid = ?",
                ([*(found[place][at] for place in held), number] for number, found in rows),
            )


def _rebuild_words(
    connection: sqlite3.Connection,
    columns: tuple[str, ...],
    rows: Sequence[tuple[int, list[tuple[str, str]]]],
) -> None:
    """Write words of most of the records: their text first, then the whole index made of it anew.

    FTS5 keeps the text of each column in a table of its own, `c0`, `c1` and so on.
    """
    for table, at in _STREAM_OF.items():
        held = [place for place, name in enumerate(columns) if name in _COLUMNS_OF[table]]
        if held:
            places = tuple(_COLUMNS_OF[table])
            told = ", ".join(f"c{places.index(columns[place])} = ?" for place in held)
            connection.executemany(
                f"UPDATE {table}_content SET {told} WHERE id = ?",
                ([*(found[place][at] for place in held), number] for number, found in rows),
            )
            connection.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")


def _stored(connection: sqlite3.Connection, key: str) -> Record:
    found = records.get(connection, RecordId(key))
    if found is None:
        raise LookupError(key)
    return found
