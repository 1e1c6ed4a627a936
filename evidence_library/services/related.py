"""Records on the same subject: found by shared headings and characteristic words, not by people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import log2
from weakref import WeakKeyDictionary

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.query.leniency import LITTLE_WORDS
from evidence_library.services.opened import Library
from evidence_library.services.thesaurus import synonyms_of
from evidence_library.store import bitsets, likeness, records
from evidence_library.store.facets import FacetSets
from evidence_library.text.analysis import stem, words
from evidence_library.text.characteristic import characteristic, weighted_stems
from evidence_library.text.plain_text import plain_text

#: So many similar records are shown.
MOST = 5

#: So many words stand for a record, so many of them are told, and so many records are compared.
_WORDS = 16
_TOLD = 4
_COMPARED = 16

#: A word counts if it stands in at most this part of the records; in a small library, in so many.
_COMMON = 0.05
_FEW = 12

#: Two records are of one subject if they share a heading; where one of them has none, if they share
#: so many of these words. A word must
#: stand in title or finding or several times in the one, and more than once in the other: many
#: records share a chance word, and "both speak of little, sign" helps nobody.
_FEWEST_WITHOUT_HEADING = 5
_STRONG = 3
_HELD = 2

#: Words that stand in terms and headings, too, and tell how something was studied or nothing at
#: all; as stems.
_SAY_NOTHING = frozenset(
    stem(word)
    for word in (
        *LITTLE_WORDS,
        *"answer average before after control controlled effect evaluation".split(),
        *"experimental good group interval key level long low mixed new outcome own part".split(),
        *"people person practice pre post primary programme project quality random".split(),
        *"randomised rate ratio result review scheme series service short sign single size".split(),
        *"stage study systematic term time trial two use value way work year".split(),
    )
)
_KEPT = 128


@dataclass(frozen=True, slots=True)
class Similar:
    """A record on the same subject, and what both have in common."""

    id: RecordId
    title: str
    headings: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Say what both have in common."""
        parts = []
        if self.headings:
            parts.append(f"both under {', '.join(self.headings)}")
        if self.words:
            parts.append(f"both speak of {', '.join(self.words[:_TOLD])}")
        told = "; ".join(parts)
        return told[:1].upper() + told[1:]


_known: WeakKeyDictionary[Library, dict[tuple[int, RecordId], tuple[Similar, ...]]] = (
    WeakKeyDictionary()
)


def similar(library: Library, record: Record) -> tuple[Similar, ...]:
    """Find records on the same subject, the likest first; none that a relation already names.

    It reads some records and takes some tens of milliseconds, so the window asks in the background;
    what was found is remembered until the library changes.
    """
    sets = library.search.facets_now()
    known = _known.setdefault(library, {})
    key = (sets.operation, record.id)
    if key not in known:
        if len(known) >= _KEPT:
            known.clear()
        known[key] = _find(library, record, sets)
    return known[key]


def _find(library: Library, record: Record, sets: FacetSets) -> tuple[Similar, ...]:
    record = sets.scheme.headed(record)
    stems = weighted_stems(_texts(record))
    documents = sets.every.bit_count()
    most = max(_FEW, round(documents * _COMMON))
    with library.connections.reading() as connection:
        counted = likeness.counts(connection, stems)
        usual = {stem: one.times for stem, one in counted.items() if 1 < one.records <= most}
        tells = words_of_the_field(library)
        own = {
            stem: count
            for stem, (count, _) in stems.items()
            if stem in usual and count >= _STRONG and tells(stem)
        }
        chosen = characteristic(own, usual, documents, _WORDS)
        scores = dict(likeness.holding(connection, chosen, _COMPARED))
        for number in _under_same(record, sets):
            scores.setdefault(number, 0.0)
        read = [sets.scheme.headed(one) for one in records.by_numbers(connection, list(scores))]
        named = {relation.to for relation in record.relations} | {record.id}
        named |= {key for key, _ in records.pointing_at(connection, record.id)}
    by_id = {one.id: score for one, score in zip(read, scores.values(), strict=False)}
    shown = {stem: stems[stem][1] for stem in chosen}
    found = [
        (by_id[other.id] + _rarity(record, other, sets), both)
        for other in read
        if other.id not in named
        and (both := _compared(record, other, shown))
        and (both.words or _tells(both, record, sets, most))
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].title))
    return tuple(both for _, both in found[:MOST])


def words_of_the_field(library: Library) -> Callable[[str], bool]:
    """Give the test whether a stem is one of the field: in the thesaurus or in a topic heading."""
    synonyms = synonyms_of(library)
    labels = " ".join(
        label
        for concept in library.search.facets_now().scheme.concepts.values()
        for label in (concept.label, *concept.alternative_labels)
    )
    headings = {stem for word in words(labels) for stem in word.stems}
    return lambda stem: stem not in _SAY_NOTHING and (stem in headings or synonyms.knows(stem))


def _tells(both: Similar, record: Record, sets: FacetSets, most: int) -> bool:
    """Tell whether shared headings alone are a reason: several, or one that few records have."""
    shared = [one.concept for one in record.topics if one.label in both.headings]
    numbers = [sets.of("topic", one or "").bit_count() for one in shared]
    return len(shared) > 1 or any(number <= most for number in numbers)


def _under_same(record: Record, sets: FacetSets) -> Iterator[int]:
    """Give the records under the rarest heading of a record, if they are few."""
    bits = [sets.of("topic", heading.concept or "") for heading in record.topics]
    fewest = min((one for one in bits if one), key=int.bit_count, default=0)
    if fewest.bit_count() <= _COMPARED:
        yield from (at for at, flag in enumerate(bitsets.flags(fewest)) if flag)


def _rarity(record: Record, other: Record, sets: FacetSets) -> float:
    """Score shared headings: the fewer records one has, the more it tells."""
    shared = {heading.concept for heading in record.topics if heading.concept}
    shared &= {heading.concept for heading in other.topics if heading.concept}
    every = sets.every.bit_count()
    return sum(log2(every / max(1, sets.of("topic", one).bit_count())) for one in shared if one)


def _compared(record: Record, other: Record, words: dict[str, str]) -> Similar | None:
    """Say what two records have in common; None if it is too little."""
    labels = {heading.label for heading in other.topics}
    headings = tuple(heading.label for heading in record.topics if heading.label in labels)
    held = weighted_stems(_texts(other))
    shared = tuple(word for stem, word in words.items() if stem in held and held[stem][0] >= _HELD)
    if not headings and ((labels and record.topics) or len(shared) < _FEWEST_WITHOUT_HEADING):
        return None
    return Similar(other.id, other.title or "Untitled", headings, shared)


def _texts(record: Record) -> Iterator[tuple[str, int]]:
    """Give the texts that tell the subject of a record, and how much each weighs."""
    yield record.title, 3
    yield record.finding, 3
    yield from _weighed((plain_text(section.body) for section in record.sections), 1)
    yield from _weighed((outcome.outcome for outcome in record.outcomes), 1)
    yield from _weighed((*record.setting, *record.population), 2)


def _weighed(texts: Iterable[str], weight: int) -> Iterator[tuple[str, int]]:
    return ((text, weight) for text in texts)
