"""Suggestions while a record is written: headings, tags, and records it may be a duplicate of.

Each says why. Nothing is ever applied by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from evidence_library.model.concept import Concept
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record, TopicHeading
from evidence_library.query.synonyms import Synonyms
from evidence_library.services import duplicates, tag_names, thesaurus
from evidence_library.services.meaning import other_words
from evidence_library.services.opened import Library
from evidence_library.store.concepts import Scheme
from evidence_library.store.indexing import NONE
from evidence_library.text.analysis import exact_terms, stem
from evidence_library.text.plain_text import plain_text

#: So many headings and tags are suggested at most.
_MOST = 8
#: What a place in the record is worth, by the words people read for it.
_WORTH = {"title": 5, "finding": 3, "text": 1}
#: Longer names are never looked for, in words.
_LONGEST_NAME = 6
#: So much of each place is looked at, in characters: more says nothing new about the subject.
_LOOKED_AT = 100_000
#: A single word that is shorter says too little.
_SHORTEST_WORD = 3

_Terms = tuple[str, ...]


class Kind(StrEnum):
    """What is suggested."""

    HEADING = "topic heading"
    TAG = "tag"
    DUPLICATE = "perhaps the same"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may be added, in words, and why.

    `heading` is set for a heading, `record` for a record that may be the same.
    """

    kind: Kind
    words: str
    reason: str
    heading: TopicHeading | None = None
    record: RecordId | None = None


def suggestions(library: Library, record: Record) -> tuple[Suggestion, ...]:
    """Suggest what a record that is being written may need; some milliseconds, off the screen."""
    found = _phrases(record)
    return (
        *_duplicates(library, record),
        *_headings(library, record, found),
        *_tags(library, record, found),
    )


def _duplicates(library: Library, record: Record) -> Iterator[Suggestion]:
    if record.title.strip():
        for one in duplicates.near(library, record):
            yield Suggestion(Kind.DUPLICATE, one.title, one.reason, record=one.id)


#: Runs of words with how often they stand in each place.
_Found = Mapping[str, Counter[_Terms]]


def _phrases(record: Record) -> _Found:
    """Count the runs of up to so many words in each place of a record, by their stems."""
    body = "\n".join(f"{one.heading}\n{one.body}" for one in record.sections)
    places = {"title": record.title, "finding": record.finding, "text": body}
    return {place: Counter(_runs(text)) for place, text in places.items()}


def _runs(text: str) -> Iterator[_Terms]:
    words = exact_terms(plain_text(text[:_LOOKED_AT]))
    terms = tuple(map(stem, words))
    yield from ((_single(word),) for word in words)
    for length in range(2, _LONGEST_NAME + 1):
        for at in range(len(terms) - length + 1):
            yield terms[at : at + length]


def _terms(name: str) -> _Terms:
    words = exact_terms(name)
    return (_single(words[0]),) if len(words) == 1 else tuple(map(stem, words))


def _single(word: str) -> str:
    """Take "wardens" for "warden", but not "prevention" for "Prevent", as its stem would."""
    return word.removesuffix("s")


def _headings(library: Library, record: Record, found: _Found) -> Iterator[Suggestion]:
    scheme = library.search.facets_now().scheme
    here = {meant.id for one in record.topics if (meant := scheme.meant(one.concept))}
    synonyms = thesaurus.synonyms_of(library)
    rated = [
        (worth, concept, reason)
        for concept in scheme.concepts.values()
        if concept.id not in here and not concept.retired
        for worth, reason in [_rated_heading(scheme, concept, found, synonyms)]
        if worth
    ]
    for _worth, concept, reason in sorted(rated, key=lambda one: (-one[0], one[1].label))[:_MOST]:
        heading = TopicHeading(concept.label, concept.id)
        yield Suggestion(Kind.HEADING, concept.label, reason, heading=heading)


def _rated_heading(
    scheme: Scheme, concept: Concept, found: _Found, synonyms: Synonyms
) -> tuple[int, str]:
    """Rate a heading by its names, by words searched with it, or by headings that lead to it."""
    worth, reason = _best(_names(concept), found)
    if worth:
        return worth, reason
    worth, reason = _best(other_words(concept.label, synonyms), found)
    if worth:
        return worth, f"{reason} It is searched together with “{concept.label}”."
    former = [name for old in scheme.former.get(concept.id, ()) for name in _names(old)]
    worth, reason = _best(former, found)
    return worth, f"{reason} That heading was replaced by this one." if worth else ""


def _names(concept: Concept) -> tuple[str, ...]:
    return (concept.label, *concept.alternative_labels, *concept.hidden_labels)


def _tags(library: Library, record: Record, found: _Found) -> Iterator[Suggestion]:
    here = {one.casefold() for one in record.tags}
    values = library.search.facets_now().values.get("tag", {})
    counted = {tag: bits.bit_count() for tag, bits in values.items() if bits and tag != NONE}
    tags = tag_names.offered(counted)
    rated = [
        (worth, tag, reason)
        for tag in tags
        if tag.casefold() not in here
        for worth, reason in [_best((tag,), found)]
        if worth
    ]
    for _worth, tag, reason in sorted(rated, key=lambda one: (-one[0], one[1]))[:_MOST]:
        yield Suggestion(Kind.TAG, tag, reason)


def _best(names: Iterable[str], found: _Found) -> tuple[int, str]:
    """Rate the name that speaks most for something, and say where it stands; 0 if none does."""
    return max((_rated(name, found) for name in names), default=(0, ""))


def _rated(name: str, found: _Found) -> tuple[int, str]:
    terms = _terms(name)
    if not terms or len(terms) > _LONGEST_NAME:
        return 0, ""
    if len(terms) == 1 and len(terms[0]) < _SHORTEST_WORD:
        return 0, ""
    times = {place: counts[terms] for place, counts in found.items() if counts[terms]}
    # A name of several words is a surer sign than one word.
    worth = sum(_WORTH[place] * min(number, 3) for place, number in times.items()) * len(terms)
    return worth, f"“{name}” stands {_in_places(times)}." if times else ""


def _in_places(times: Mapping[str, int]) -> str:
    return " and ".join(_in_place(place, number) for place, number in times.items())


def _in_place(place: str, number: int) -> str:
    often = "" if number == 1 else " twice" if number == 2 else f" {number} times"
    return f"in the {place}{often}"
