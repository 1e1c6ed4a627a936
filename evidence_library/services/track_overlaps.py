"""Recommendations of different sets that ask for the same: confirmed groups, and suggestions.

Nothing is joined by itself: a suggestion says why, and a person confirms it or keeps both apart
(`track_links.overlap`, `track_links.keep_apart`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from evidence_library.model.ids import RecommendationId
from evidence_library.services import track, track_words
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.track import Held
from evidence_library.store import redirects

#: So many suggestions are made at most, and so many for one recommendation.
MOST = 200
MOST_OF_ONE = 8

#: So many of its rarest words bring a recommendation together with others, and what more
#: recommendations than this have in common tells nothing.
_RARE = 6
_CROWD = 40

#: How much of what the words of both tell must be shared, from 0 to 1; and what is nearly all.
_LEAST = 0.3
_NEARLY_ALL = 0.8
_FEWEST = 3

#: Shared words that are told.
_TOLD = 4

#: Recommendations looked at between two reports of progress.
_STEP = 250


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two recommendations of different sets that may ask for the same, and why."""

    one: Held
    other: Held
    words: tuple[str, ...]
    leads: tuple[str, ...]
    score: float

    @property
    def reason(self) -> str:
        """Say what both have in common."""
        told = [f"both speak of {', '.join(self.words[:_TOLD])}"]
        if self.score >= _NEARLY_ALL:
            told.insert(0, "nearly the same words")
        if self.leads:
            told.append(f"both led by {', '.join(self.leads)}")
        sentence = "; ".join(told)
        return sentence[:1].upper() + sentence[1:]


def clusters(library: Library) -> tuple[tuple[Held, ...], ...]:
    """Give the groups of recommendations that ask for the same, as people have confirmed.

    Whatever is joined through others is in one group. Those in the trash are left out.
    """
    held = _all(library)
    groups = []
    left = {key: None for key, one in held.items() if one.item.overlaps}
    while left:
        start, _ = left.popitem()
        found = _joined(held, start)
        for key in found:
            left.pop(key, None)
        if len(found) > 1:
            groups.append(tuple(one for key, one in held.items() if key in found))
    return tuple(sorted(groups, key=lambda group: list(held).index(group[0].item.id)))


def cluster_of(library: Library, key: RecommendationId) -> tuple[Held, ...]:
    """Give the recommendations that ask for the same as one, without itself.

    Those that it names itself come first. A recommendation that is gone has none.
    """
    held = _all(library)
    if key not in held:
        return ()
    found = _joined(held, key) - {key}
    named = [one for one in held[key].item.overlaps if one in found]
    return tuple(held[one] for one in (*named, *(one for one in held if one in found - {*named})))


def suggestions(library: Library, progress: Progress = quiet) -> tuple[Overlap, ...]:
    """Suggest pairs that may ask for the same, the likeliest first; none that are known.

    It compares all recommendations and takes some seconds for ten thousand, so the window asks in
    the background; `progress` may stop it.
    """
    return _suggested(library, None, progress)[:MOST]


def suggestions_for(library: Library, key: RecommendationId) -> tuple[Overlap, ...]:
    """Suggest recommendations of other sets that may ask for the same as one (`one` of each)."""
    return _suggested(library, key, quiet)[:MOST_OF_ONE]


def _all(library: Library) -> dict[RecommendationId, Held]:
    return {item.id: Held(owner, item) for owner, item in track.recommendations(library)}


def _joined(
    held: Mapping[RecommendationId, Held], start: RecommendationId
) -> set[RecommendationId]:
    found: set[RecommendationId] = set()
    open_ends = [start]
    while open_ends:
        key = open_ends.pop()
        if key in held and key not in found:
            found.add(key)
            open_ends.extend(held[key].item.overlaps)
    return found


def _suggested(
    library: Library, key: RecommendationId | None, progress: Progress
) -> tuple[Overlap, ...]:
    held = list(_all(library).values())
    with library.connections.reading() as connection:
        apart = redirects.apart(connection)
    progress(0, len(held), "Reading recommendations")
    words = [dict(track_words.telling(f"{one.item.text} {one.item.theme}")) for one in held]
    counts = Counter(stem for each in words for stem in each)
    weights = {stem: log2(1 + len(held) / count) for stem, count in counts.items()}
    ask = range(len(held)) if key is None else [
        at for at, one in enumerate(held) if one.item.id == key
    ]  # fmt: skip
    rare = _by_rare_words(words, counts)
    found = []
    for done, at in enumerate(ask):
        if done % _STEP == 0:
            progress(done, len(ask), "Comparing recommendations")
        for other in _candidates(at, words[at], counts, rare):
            if key is None and other < at:
                continue  # met from the other side
            if not _known(held[at], held[other], apart):
                alike = _compared(held[at], held[other], (words[at], words[other]), weights)
                found.extend([alike] if alike else [])
    return tuple(sorted(found, key=lambda one: -one.score))


def _by_rare_words(
    words: Sequence[Mapping[str, str]], counts: Mapping[str, int]
) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(words):
        for stem in each:
            if 1 < counts[stem] <= _CROWD:
                places[stem].append(at)
    return places


def _candidates(
    at: int, own: Iterable[str], counts: Mapping[str, int], places: Mapping[str, list[int]]
) -> list[int]:
    """Give what shares at least two of its rarest words with a recommendation."""
    rarest = sorted((stem for stem in own if stem in places), key=lambda one: (counts[one], one))
    met = Counter(other for stem in rarest[: 2 * _RARE] for other in places[stem])
    return sorted(other for other, times in met.items() if other != at and times > 1)


def _known(one: Held, other: Held, apart: set[frozenset[str]]) -> bool:
    return (
        one.owner.id == other.owner.id
        or other.item.id in one.item.overlaps
        or frozenset((one.item.id, other.item.id)) in apart
    )


def _compared(
    one: Held,
    other: Held,
    words: tuple[Mapping[str, str], Mapping[str, str]],
    weights: Mapping[str, float],
) -> Overlap | None:
    first, second = words
    both = sorted(first.keys() & second.keys(), key=lambda stem: (-weights[stem], stem))
    shared = sum(weights[stem] for stem in both)
    whole = sum(weights[stem] for stem in first.keys() | second.keys())
    if len(both) < _FEWEST or shared < _LEAST * whole:
        return None
    leads = tuple(name for name in one.item.leads if name in other.item.leads)
    return Overlap(one, other, tuple(first[stem] for stem in both), leads, shared / whole)
