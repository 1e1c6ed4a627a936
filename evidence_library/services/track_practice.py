"""Practice that would satisfy a recommendation, and what a record might serve, by shared words.

Suggestions only: nobody is told that a record serves anything before a person has said so. Words
count if they stand in the thesaurus or in topic headings and few records hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log2

from evidence_library.model import headline
from evidence_library.model.ids import RecommendationId, RecordId
from evidence_library.model.recommendation import Recommendation
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import EvidenceRole, Workflow
from evidence_library.services import track, track_words
from evidence_library.services.opened import Library
from evidence_library.services.related import words_of_the_field
from evidence_library.services.track import Held
from evidence_library.store import likeness, records, redirects
from evidence_library.text.characteristic import weighted_stems
from evidence_library.text.plain_text import plain_text

#: So many suggestions are made, of so many records that are looked at.
MOST = 8
_COMPARED = 40

#: A word counts if it stands in at most this part of the records; in a small library, in so many.
_COMMON = 0.25
_FEW = 12

#: A record is suggested if it shares so many of these words, and so much of what all of them tell.
_FEWEST = 2
_LEAST = 0.12

#: A word counts if it stands in the title or finding of a record, or so many times in it. The more
#: different words a record has the more often it must stand: a long one holds every word once.
_HELD = 2
_HELD_FOR_EACH = 250

#: Shared words that are told.
_TOLD = 4

#: What is no practice: the documents that recommend, and what nobody should rely on.
_NO_PRACTICE = frozenset({"policy and recommendations"})
_SET_ASIDE = frozenset({Workflow.SUGGESTED, Workflow.SCREENING, Workflow.EXCLUDED,
                        Workflow.SUPERSEDED, Workflow.WITHDRAWN})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that might satisfy a recommendation: what it found, how sure that is, and why.

    `score` is how much of what the words of the recommendation tell it shares, from 0 to 1.
    """

    id: RecordId
    title: str
    kind: str
    effect: str
    confidence: str
    words: tuple[str, ...]
    score: float

    @property
    def reason(self) -> str:
        """Say why it is suggested."""
        return _speak_of(self.words)


@dataclass(frozen=True, slots=True)
class Served:
    """A recommendation that a record might serve, and why."""

    held: Held
    words: tuple[str, ...]
    score: float

    @property
    def reason(self) -> str:
        """Say why it is suggested."""
        return _speak_of(self.words)


def for_recommendation(library: Library, key: RecommendationId) -> tuple[Suggestion, ...]:
    """Suggest records with practice that would satisfy a recommendation, the likeliest first.

    Those linked as that already are left out. It reads some records, so the window asks in the
    background. Raises `UserCanFix` if the recommendation is gone.
    """
    held = track.held(library, key)
    weights = _weighed(library, _stems_of(held.item))
    with library.connections.reading() as connection:
        linked = {
            redirects.target(connection, one.record)
            for one in held.item.links
            if one.role is EvidenceRole.PRACTICE
        }
        scores = likeness.holding(connection, list(weights), _COMPARED)
        read = records.by_numbers(connection, [number for number, _ in scores])
    found = (
        _suggested(record, weights)
        for record in read
        if _is_practice(record) and record.id not in {*linked, held.owner.source_record}
    )
    return _best(one for one in found if one)


def for_record(library: Library, record: RecordId) -> tuple[Served, ...]:
    """Suggest recommendations that a record might serve, the likeliest first.

    Those it is linked to already are left out. A record that is gone serves none. It reads all
    recommendations, so the window asks in the background.
    """
    with library.connections.reading() as connection:
        item = records.get(connection, record)
    if item is None or not _is_practice(item):
        return ()
    known = {one.item.id for one in track.serving(library, record)}
    holds = weighted_stems(_texts_of_record(item))
    every = [(Held(owner, one), _stems_of(one)) for owner, one in track.recommendations(library)]
    weights = _weighed(library, {word for _, stems in every for word in stems})
    found = []
    for held, stems in every:
        own = {word: weights[word] for word in stems if word in weights}
        shared = _shared(own, holds)
        if shared and held.item.id not in known and held.owner.source_record != record:
            found.append(Served(held, *shared))
    found.sort(key=lambda one: (-one.score, one.held.item.number))
    return tuple(found[:MOST])


def _weighed(library: Library, stems: Iterable[str]) -> dict[str, float]:
    """Weigh words of the field: the fewer records hold one, the more it tells."""
    tells = words_of_the_field(library)
    documents = max(1, library.count())
    most = max(_FEW, round(documents * _COMMON))
    with library.connections.reading() as connection:
        counted = likeness.counts(connection, filter(tells, stems))
    return {
        word: log2(1 + documents / one.records)
        for word, one in counted.items()
        if 0 < one.records <= most
    }


def _stems_of(item: Recommendation) -> tuple[str, ...]:
    return tuple(one for one, _ in track_words.telling(f"{item.text} {item.theme}"))


def _suggested(record: Record, weights: Mapping[str, float]) -> Suggestion | None:
    shared = _shared(weights, weighted_stems(_texts_of_record(record)))
    if shared is None:
        return None
    return Suggestion(
        record.id,
        record.title or "Untitled",
        record.kind,
        headline.effect(record).label,
        headline.how_we_know(record).label,
        *shared,
    )


def _shared(
    weights: Mapping[str, float], holds: Mapping[str, tuple[int, str]]
) -> tuple[tuple[str, ...], float] | None:
    """Give the words both hold, those that tell most first, and how much of all they tell."""
    often = _HELD + len(holds) // _HELD_FOR_EACH
    held = (one for one in weights if one in holds and holds[one][0] >= often)
    both = sorted(held, key=lambda one: (-weights[one], one))
    told = sum(weights[word] for word in both)
    whole = sum(weights.values())
    if len(both) < _FEWEST or told < _LEAST * whole:
        return None
    return tuple(holds[word][1] for word in both), told / whole


def _best(found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(sorted(found, key=lambda one: (-one.score, one.title))[:MOST])


def _is_practice(record: Record) -> bool:
    return record.kind not in _NO_PRACTICE and record.workflow not in _SET_ASIDE


def _texts_of_record(record: Record) -> Iterable[tuple[str, int]]:
    yield record.title, 5
    yield record.finding, 5
    yield from ((plain_text(section.body), 1) for section in record.sections)
    yield from ((heading.label, 5) for heading in record.topics)
    yield from ((text, 5) for text in (*record.setting, *record.population))


def _speak_of(words: tuple[str, ...]) -> str:
    return f"Both speak of {', '.join(words[:_TOLD])}"
