"""Duplicates: records that seem to tell of one and the same source, each with the reasons.

Nothing is ever merged by itself. Records that a relation joins are known to be two, and so are
those that somebody has said are no duplicates.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from weakref import WeakKeyDictionary

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.query.leniency import LITTLE_WORDS
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import likeness, operations, records, redirects, sketches
from evidence_library.store.connections import Connection
from evidence_library.text.analysis import exact_terms, stem
from evidence_library.text.sameness import (
    WORTH_A_LOOK,
    Likeness,
    Sketch,
    compare,
    plain_doi,
    plain_isbn,
    sketch,
)

#: Records that are compared with one that is being saved: by title, and by text.
_BY_TITLE = 12
_BY_TEXT = 8

#: So many of its rarest words stand for a title, and for a text.
_RARE = 4
_TEXT_RARE = 8

#: What more records than this have in common tells nothing.
_CROWD = 40

#: So many of the smallest hashes of a text bring two records together.
_RUNS = 6

#: How many records are looked at between two reports of progress.
_STEP = 250

#: Where more records than this changed, all pairs are looked for again.
_MOST_MENDED = 100

_PLAIN = {"doi": plain_doi, "isbn": plain_isbn}

_LITTLE = frozenset(stem(word) for word in LITTLE_WORDS)


@dataclass(frozen=True, slots=True)
class Near:
    """A record that another one may be a duplicate of. `score` is from 0 to 1."""

    id: RecordId
    title: str
    score: float
    reasons: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Say why, in one line that begins with a capital."""
        return _in_one_line(self.reasons)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be duplicates of each other. `score` is from 0 to 1."""

    ids: tuple[RecordId, RecordId]
    titles: tuple[str, str]
    score: float
    reasons: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Say why, in one line that begins with a capital."""
        return _in_one_line(self.reasons)


@dataclass(frozen=True, slots=True)
class _Known:
    """All pairs as of one operation, before those that are known to be two are left out."""

    operation: int
    pairs: tuple[Pair, ...]


_known: WeakKeyDictionary[Library, _Known] = WeakKeyDictionary()


def near(library: Library, record: Record) -> tuple[Near, ...]:
    """Find records of the library that a record may be a duplicate of, the likest first.

    The record itself may be in the library or not; it takes some milliseconds.
    """
    with library.connections.reading() as connection:
        passed = redirects.apart_from(connection, record.id) | _related(connection, record)
        found = _likely(connection, record) - passed - {record.id}
        own = sketch(record)
        others = list(sketches.load(connection, found))
    told = [
        Near(other.id, other.title or "Untitled", alike.score, alike.reasons)
        for other in others
        if record.id not in {relation.to for relation in other.relations}
        and (alike := compare(own, sketch(other))).score >= WORTH_A_LOOK
    ]
    return tuple(sorted(told, key=lambda one: (-one.score, one.title, one.id)))


def pairs(library: Library, progress: Progress = quiet) -> tuple[Pair, ...]:
    """Find all pairs of records that may be duplicates of each other, the likest first.

    All records are compared when it is first asked for, afterwards those that changed. `progress`
    may raise to stop it.
    """
    with library.connections.reading() as connection:
        found = _brought_forward(connection, _known.get(library), progress)
        _known[library] = found
        apart = redirects.apart(connection)
        shown = [pair for pair in found.pairs if frozenset(pair.ids) not in apart]
        joined = _joined(connection, shown)
    return tuple(pair for pair in shown if frozenset(pair.ids) not in joined)


def not_duplicates(library: Library, one: RecordId, other: RecordId) -> Changes:
    """Remember that two records are no duplicates of each other; they are not told again.

    Raises `UserCanFix` if one of them is not there.
    """
    titles = _titles_of(library, one, other)
    with library.change(f"Not duplicates: {titles}") as change:
        redirects.set_apart(change.operation, one, other, titles)
    return change.operation.changes()


def _titles_of(library: Library, one: RecordId, other: RecordId) -> str:
    if one == other:
        raise UserCanFix("Name two different records.")
    with library.connections.reading() as connection:
        titles = records.titles(connection, [one, other])
    if len(titles) < 2:
        raise UserCanFix("One of the two records is no longer in the library.")
    return " and ".join(f"“{titles[key] or 'Untitled'}”" for key in (one, other))


def _related(connection: Connection, record: Record) -> set[str]:
    named = {relation.to for relation in record.relations}
    return {*named, *(key for key, _ in records.pointing_at(connection, record.id))}


def _joined(connection: Connection, shown: Sequence[Pair]) -> set[frozenset[str]]:
    """Give the pairs that a relation joins."""
    ids = {key for pair in shown for key in pair.ids}
    return {
        frozenset((record.id, relation.to))
        for record in sketches.load(connection, ids)
        for relation in record.relations
    }


# One record: candidates come from the indexes.


def _likely(connection: Connection, record: Record) -> set[RecordId]:
    own = sketch(record)
    found = set(_same_number(connection, own))
    titles = [stem for title in own.titles for stem in _stems(title)]
    text = " ".join((record.finding, *(section.body for section in record.sections[:2])))
    counted = likeness.counts(connection, {*titles, *_stems(text[:1_200])})
    rare = sorted(counted, key=lambda stem: (counted[stem].records, stem))
    named = [stem for stem in rare if stem in titles]
    found.update(sketches.titled(connection, named[: 2 * _RARE], _BY_TITLE))
    # A rare word that stands in the record alone, if it is in the library, brings only itself.
    shared = [stem for stem in rare if counted[stem].records > 1] or rare
    found.update(sketches.holding(connection, shared[:_TEXT_RARE], _BY_TEXT))
    return found


def _same_number(connection: Connection, own: Sketch) -> Iterator[RecordId]:
    for name, wanted in (("doi", own.doi), ("isbn", own.isbn)):
        if wanted:
            for key, stated in sketches.numbers_stated(connection, name):
                if wanted == _PLAIN[name](stated):
                    yield key


# All pairs: candidates come from what records share.


def _brought_forward(connection: Connection, old: _Known | None, progress: Progress) -> _Known:
    operation = operations.latest(connection)
    if old is None or operation < old.operation:
        return _Known(operation, tuple(_found(connection, progress)))
    if operation == old.operation:
        return old
    changed = set(operations.records_since(connection, old.operation))
    if len(changed) > _MOST_MENDED:
        return _Known(operation, tuple(_found(connection, progress)))
    kept = [pair for pair in old.pairs if not changed & set(pair.ids)]
    mended = {frozenset(pair.ids): pair for pair in _of(connection, changed)}
    return _Known(operation, _in_order([*kept, *mended.values()]))


def _of(connection: Connection, keys: Iterable[str]) -> Iterator[Pair]:
    """Give the pairs of some records."""
    for record in list(sketches.load(connection, map(RecordId, keys))):
        own = sketch(record)
        for other in sketches.load(connection, _likely(connection, record) - {record.id}):
            alike = compare(own, sketch(other))
            if alike.score >= WORTH_A_LOOK:
                yield _pair(record.id, record.title, other.id, other.title, alike)


def _found(connection: Connection, progress: Progress) -> tuple[Pair, ...]:
    total = records.count(connection)
    keys: list[RecordId] = []
    titles: list[str] = []
    made: list[Sketch] = []
    for done, record in enumerate(sketches.load(connection)):
        if done % _STEP == 0:
            progress(done, total, "Comparing records")
        keys.append(record.id)
        titles.append(record.title)
        made.append(sketch(record))
    found = []
    for one, other in _candidates(made):
        alike = compare(made[one], made[other])
        if alike.score >= WORTH_A_LOOK:
            found.append(_pair(keys[one], titles[one], keys[other], titles[other], alike))
    return _in_order(found)


def _candidates(made: Sequence[Sketch]) -> set[tuple[int, int]]:
    """Give the places of records that share what few have: a number, a title, rare words, text."""
    shared: dict[Hashable, list[int]] = defaultdict(list)
    for at, keys in enumerate(_all_keys(made)):
        for key in keys:
            shared[key].append(at)
    return {
        pair
        for members in shared.values()
        if 1 < len(members) <= _CROWD
        for pair in combinations(members, 2)
        if _years_near(made[pair[0]], made[pair[1]])
    }


def _all_keys(made: Sequence[Sketch]) -> Iterator[set[Hashable]]:
    words = [{stem for title in one.titles for stem in _stems(title)} for one in made]
    known = Counter(stem for stems in words for stem in stems)
    for one, stems in zip(made, words, strict=True):
        keys: set[Hashable] = {("title", title) for title in (*one.titles, one.main) if title}
        keys |= {("number", number) for number in (one.doi, one.isbn) if number}
        keys |= {("run", run) for run in one.runs[:_RUNS]}
        rare = sorted((stem for stem in stems if known[stem] > 1), key=lambda s: (known[s], s))
        keys |= set(combinations(rare[:_RARE], 2)) if len(rare) > 1 else set(rare)
        yield keys


def _years_near(one: Sketch, other: Sketch) -> bool:
    """Tell whether two may be compared: of other years only what shares more than words."""
    if not one.year or not other.year or abs(one.year - other.year) <= 1:
        return True
    same = (one.doi and one.doi == other.doi) or (one.isbn and one.isbn == other.isbn)
    return bool(same or set(one.titles) & set(other.titles) or set(one.runs) & set(other.runs))


def _stems(text: str) -> list[str]:
    stems = dict.fromkeys(stem(word) for word in exact_terms(text))
    return [one for one in stems if one not in _LITTLE and len(one) > 1]


def _pair(one: RecordId, title: str, other: RecordId, its_title: str, alike: Likeness) -> Pair:
    first, second = sorted(((one, title or "Untitled"), (other, its_title or "Untitled")))
    ids, titles = (first[0], second[0]), (first[1], second[1])
    return Pair(ids, titles, alike.score, alike.reasons)


def _in_order(found: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.titles, pair.ids)))


def _in_one_line(reasons: Sequence[str]) -> str:
    told = "; ".join(reasons)
    return told[:1].upper() + told[1:]
