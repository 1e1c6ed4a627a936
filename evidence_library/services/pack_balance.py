"""Whether the records of a pack are balanced; what is missing is offered as a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evidence_library.model import headline
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import KIND_FAMILIES, Confidence, Direction, EvidenceKind
from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.opened import Library

#: Fewer records than this cannot be a mix.
FEWEST = 2

#: From so many records on they should not all be under one heading, or about one group of people.
SEVERAL = 4

#: Evidence older than this many years is old.
OLD = 10

#: Kinds of evidence that compare with what would have happened otherwise.
STRONG = (
    EvidenceKind.COMPARISON_GROUP,
    EvidenceKind.RANDOMISED_TRIAL,
    EvidenceKind.SYSTEMATIC_REVIEW,
)

#: What is said even where the library holds nothing that would put it right.
_SAID_ANYWAY = frozenset({"effect", "evidence", "year"})

_NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Mix:
    """How many records of a pack have which value of a facet; the most frequent first.

    A record may have several values, or none: that counts as "not stated".
    """

    facet: str
    label: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a pack lacks, in a sentence, and a search that finds it.

    `found` is how many records of the library that search finds which are not in the pack; with 0
    there is nothing to offer, and the sentence says so.
    """

    facet: str
    sentence: str
    search: Request
    found: int


@dataclass(frozen=True, slots=True)
class Balance:
    """The mix of the records of a pack, and what they lack."""

    mixes: tuple[Mix, ...]
    lacks: tuple[Lack, ...]


def balance(library: Library, records: Sequence[Record], *, today: date | None = None) -> Balance:
    """Tell how the records of a pack are mixed. With fewer than two nothing is lacking yet."""
    year = (today or date.today()).year
    mixes = tuple(_mix(facet, label, of, records, year) for facet, label, of in _FACETS)
    if len(records) < FEWEST:
        return Balance(mixes, ())
    topics = frozenset(one.concept for record in records for one in record.topics if one.concept)
    lacks = _lacks({one.facet: one for one in mixes}, records, year)
    offered = (_offered(library, one, topics, records) for one in lacks)
    return Balance(mixes, tuple(one for one in offered if one.found or one.facet in _SAID_ANYWAY))


def _lacks(mixes: Mapping[str, Mix], records: Sequence[Record], year: int) -> Iterator[Lack]:
    effects = {value for value, _ in mixes["effect"].counts} - {_NOT_STATED}
    tried = {Direction.IMPROVED.value, Direction.UNCLEAR.value}
    if Direction.IMPROVED.value in effects and effects <= tried:
        yield _lack(
            "effect",
            "Only successes: no record tells of something that made no difference or did harm.",
            effect=(Direction.NO_DIFFERENCE, Direction.WORSE),
        )
    families = {KIND_FAMILIES.get(one.kind, one.kind) for one in records}
    if len(families) == 1:
        only = families.pop() or _NOT_STATED
        others = tuple(one for one in dict.fromkeys(KIND_FAMILIES.values()) if one != only)
        kinds = tuple(kind for kind, family in KIND_FAMILIES.items() if family in others)
        yield _lack("kind", f"All records are of one kind: {only}.", kind=kinds)
    if not any(one.appraisal.evidence_kind in STRONG for one in records):
        yield _lack(
            "evidence",
            "Weak evidence only: no record compares with what would have happened otherwise.",
            evidence=STRONG,
        )
    if all(one.appraisal.confidence is Confidence.NOT_RATED for one in records):
        rated = tuple(one for one in Confidence if one is not Confidence.NOT_RATED)
        yield _lack(
            "confidence", "Of no record somebody has rated how sure we can be.", confidence=rated
        )
    newest = max((one.published.year or 0 for one in records if one.published), default=0)
    if newest and year - newest > OLD:
        request = Request(f"year:>={year - OLD}")
        yield Lack("year", f"Old evidence only: the newest record is of {newest}.", request, 0)
    yield from _only_one(mixes["place"], "All records that name a place are from {}.", FEWEST)
    yield from _only_one(mixes["population"], "All records are about one group: {}.", SEVERAL)
    yield from _only_one(mixes["topic"], "All records are under one heading: {}.", SEVERAL)


def _lack(facet: str, sentence: str, **wanted: Sequence[str]) -> Lack:
    filters = {name: frozenset(map(str, values)) for name, values in wanted.items()}
    return Lack(facet, sentence, Request("", filters=filters), 0)


def _only_one(mix: Mix, sentence: str, fewest: int) -> Iterator[Lack]:
    """Find where all records that state it have one value, and there are enough of them."""
    stated = [(value, number) for value, number in mix.counts if value != _NOT_STATED]
    if len(stated) == 1 and stated[0][1] >= fewest:
        value = stated[0][0]
        quoted = value.replace('"', " ")
        request = Request(f'-{mix.facet}:"{quoted}"')
        yield Lack(mix.facet, sentence.format(value), request, 0)


def _of_what_is_there(library: Library, search: Request) -> Request:
    """Leave out values that no record has: typed, a search that names them is refused."""
    sets = library.search.facets_now()
    filters = {
        facet: frozenset(value for value in values if sets.of(facet, value))
        for facet, values in search.filters.items()
    }
    return replace(search, filters=filters)


def _offered(
    library: Library, lack: Lack, topics: frozenset[str], records: Sequence[Record]
) -> Lack:
    """Look under the headings of the pack first, else in all of the library."""
    ways = [lack.search]
    if topics and lack.facet != "topic":
        within = {**lack.search.filters, "topic": topics}
        ways.insert(0, replace(lack.search, filters=within))
    held = {one.id for one in records}
    for way in ways:
        numbers = find.search(library, way)
        new = _new(library, numbers, held)
        if new:
            return replace(lack, search=_of_what_is_there(library, way), found=new)
    return replace(lack, sentence=f"{lack.sentence} The library holds none to add.")


def _new(library: Library, found: find.Found, held: set[RecordId]) -> int:
    """Count what a search finds that is not in the pack; of very many, the first are looked at."""
    seen = find.hits(library, found, 0, len(held) + 1)
    more = len(found.numbers) - len(seen)
    return more + sum(one.id not in held for one in seen)


def _mix(
    facet: str,
    label: str,
    of: Callable[[Record, int], Iterable[str]],
    records: Sequence[Record],
    year: int,
) -> Mix:
    counted = Counter(
        value
        for record in records
        for value in (set(filter(None, of(record, year))) or {_NOT_STATED})
    )
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].casefold()))
    return Mix(facet, label, tuple(ordered))


def _age(record: Record, year: int) -> Iterable[str]:
    published = record.published.year if record.published else None
    if published is None:
        return ()
    age = year - published
    return ("up to 5 years old" if age <= 5 else "6 to 10 years old" if age <= OLD else "older",)


_FACETS: tuple[tuple[str, str, Callable[[Record, int], Iterable[str]]], ...] = (
    ("kind", "Kind", lambda record, _: (record.kind,)),
    ("effect", "Effect", lambda record, _: (headline.effect_value(record),)),
    ("evidence", "Kind of evidence", lambda record, _: (record.appraisal.evidence_kind or "",)),
    ("confidence", "How sure", lambda record, _: (record.appraisal.confidence.value,)),
    ("year", "Age", _age),
    ("place", "Country", lambda record, _: (one.country for one in record.place)),
    ("population", "Population", lambda record, _: record.population),
    ("topic", "Topic heading", lambda record, _: (one.label for one in record.topics)),
)
