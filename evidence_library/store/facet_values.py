"""Which facet values a person means by the words they typed behind a field name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import chain

from evidence_library.model.concept import Concept
from evidence_library.model.headline import EFFECTS, NOT_STATED
from evidence_library.model.holdings import Has
from evidence_library.model.vocabulary import (
    KIND_FAMILIES,
    Confidence,
    EvidenceKind,
    Licence,
    Workflow,
)
from evidence_library.query.parsing import NONE_WORDS
from evidence_library.query.tree import Facet
from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import NONE, UNKNOWN_HEADING
from evidence_library.text.analysis import exact_terms, stem

_Terms = tuple[str, ...]

#: The words of fixed lists. One of them means itself only: "low" is not "very low".
_WORD_LISTS: dict[str, frozenset[_Terms]] = {
    facet: frozenset(map(exact_terms, words))
    for facet, words in {
        "kind": (*KIND_FAMILIES, *KIND_FAMILIES.values()),
        "family": tuple(KIND_FAMILIES.values()),
        "effect": EFFECTS,
        "confidence": tuple(Confidence),
        "evidence": (*EvidenceKind, NOT_STATED),
        "workflow": tuple(Workflow),
        "has": tuple(Has),
        "licence": tuple(Licence),
    }.items()
}

#: What a list says where nothing is stated.
_WORD_FOR_NONE = {
    "effect": NOT_STATED,
    "evidence": NOT_STATED,
    "confidence": Confidence.NOT_RATED.value,
    "licence": Licence.UNKNOWN.value,
}

#: Values that people read under another name than their own; it can be typed as well.
SHOWN_AS = {
    ("tag", NONE): "No tag",
    ("topic", NONE): "No heading",
    ("licence", Licence.UNKNOWN.value): "Licence not known",
}

#: Words that turn the meaning of those behind them: "research" is not "not research".
_TURNING = frozenset({"no", "not"})

#: The names of values are looked at with each search.
_terms = lru_cache(maxsize=20_000)(exact_terms)


@dataclass(frozen=True, slots=True)
class Value:
    """A value, the set of its records, and its names: those of an earlier tier come first.

    A kind may also be named by its `family`: "research finding" is seven kinds.
    """

    value: str
    bits: int
    tiers: tuple[tuple[str, ...], ...]
    family: bool = False

    def is_called(self, wanted: _Terms, tier: int) -> bool:
        """Tell whether a name of a tier consists of these words."""
        return any(_terms(name) == wanted for name in self.tiers[tier])


def named(sets: FacetSets, facet: Facet) -> int:
    """Give the records under the values that a person means by what was typed."""
    return reduce(int.__or__, (value.bits for value in meant(sets, facet)), 0)


def meant(sets: FacetSets, facet: Facet) -> Sequence[Value]:
    """Find the values that a person means by what was typed.

    They are those with that very name. If none has it, and it is no word of the facet's list
    either, those count that begin with what was typed: `kind:eval` is evaluation; then those with
    another word for it: `evidence:RCT` is randomised trial; then those of which each typed word
    begins some word: `evidence:trial`. Of a topic heading, each typed word may begin any word.
    """
    if states_none(facet.name, facet.value):
        return (Value(NONE, _none(sets, facet.name), ()),)
    wanted = exact_terms(facet.value)
    values = list(_values(sets, facet.name))
    found = _exactly(values, facet.value, wanted)
    if found or wanted in _WORD_LISTS.get(facet.name, ()):
        return found
    if facet.name == "topic":
        return _beginning(values, wanted, _begin_anywhere) or _otherwise(values, facet)
    own = [Value(value.value, value.bits, value.tiers[:1]) for value in values]
    return (
        _beginning(own, wanted, _begin_in_order)
        or _beginning(values, wanted, _begin_in_order)
        or _otherwise(values, facet)
        or _beginning(own, wanted, _begin_anywhere)
    )


def heading(sets: FacetSets, typed: str) -> Concept | None:
    """Give the heading of the scheme that has the name typed, whether or not it holds records."""
    wanted = exact_terms(typed)
    return sets.scheme.by_terms.get(wanted) if wanted else None


def exact(sets: FacetSets, facet: str, typed: str) -> str | None:
    """Give the one value with the name typed, whatever else begins so; None if there is none.

    A value just as typed comes before one in other capitals, and both before other names.
    """
    values = [value for value in _values(sets, facet) if not value.family]
    found = [value.value for value in _exactly(values, typed, exact_terms(typed))]
    same = [value for value in found if value.casefold() == typed.casefold()]
    return next(iter((*same, *found)), None)


def years(sets: FacetSets, first: int | None, last: int | None) -> int:
    """Give the records of a span of years, both ends included; None is open."""
    bits = 0
    for value, members in sets.values.get("year", {}).items():
        if (
            value
            and (first is None or int(value) >= first)
            and (last is None or int(value) <= last)
        ):
            bits |= members
    return bits


def dated(sets: FacetSets, facet: str, first: str | None, last: str | None) -> int:
    """Give the records with a date in a span of ISO dates; a month counts if any day of it does."""
    bits = 0
    for value, members in sets.values.get(facet, {}).items():
        ends_late_enough = first is None or value >= first[: len(value)]
        begins_early_enough = last is None or value <= last[: len(value)]
        if value and ends_late_enough and begins_early_enough:
            bits |= members
    return bits


def overdue(sets: FacetSets, before: str) -> int:
    """Give the records that were due for review before an ISO date, on whatever day it was."""
    due = sets.values.get("review", {}).items()
    late = (members for value, members in due if value and value < before[: len(value)])
    return reduce(int.__or__, late, 0)


def states_none(facet: str, typed: str) -> bool:
    """Tell whether what was typed asks for records that state nothing."""
    said = typed.strip().casefold()
    return said in NONE_WORDS or said == SHOWN_AS.get((facet, NONE), "none").casefold()


def value_for_none(facet: str) -> str:
    """Give the value under which records that state nothing count."""
    return _WORD_FOR_NONE.get(facet, NONE)


def _none(sets: FacetSets, facet: str) -> int:
    """Give the records that state nothing: some lists have a word of their own for it."""
    values = sets.values.get(facet, {})
    return values.get(NONE, 0) | values.get(value_for_none(facet), 0)


def _exactly(values: Sequence[Value], typed: str, wanted: _Terms) -> Sequence[Value]:
    """Find the values just as typed, or else those with a name of these words.

    A heading without records is what was meant if that is its own name; one of its other names may
    be the beginning of something that was meant more likely.
    """
    same = [value for value in values if value.value == typed and not value.family]
    if same or not wanted:
        return same
    for tier in range(max((len(value.tiers) for value in values), default=0)):
        found = [value for value in values if tier < len(value.tiers)]
        found = [value for value in found if value.is_called(wanted, tier)]
        if tier < _OWN_NAMES and found:
            return found
        if any(value.bits for value in found):
            return found
    return ()


#: The label of a heading and its notation.
_OWN_NAMES = 2


def _otherwise(values: Sequence[Value], facet: Facet) -> Sequence[Value]:
    """Find the values that are called by another word for what was typed."""
    others = {exact_terms(other) for other in facet.others}
    return [
        value for value in values if others & {_terms(name) for name in chain(*value.tiers)} - {()}
    ]


def _beginning(
    values: Iterable[Value], wanted: _Terms, begins: Callable[[_Terms, _Terms], bool]
) -> Sequence[Value]:
    return [
        value
        for value in values
        if value.bits and any(begins(wanted, _terms(name)) for name in chain(*value.tiers))
    ]


def _values(sets: FacetSets, facet: str) -> Iterator[Value]:
    """Give the values of a facet that records have, and all headings."""
    if facet == "topic":
        yield from _headings(sets)
        return
    for value, bits in sets.values.get(facet, {}).items():
        if value and bits:
            shown = SHOWN_AS.get((facet, value))
            yield Value(value, bits, ((value,), (shown,) if shown else ()))
    if facet == "kind":
        for value, bits in sets.values.get("family", {}).items():
            if bits:
                yield Value(value, bits, ((), (value,)), family=True)


def _headings(sets: FacetSets) -> Iterator[Value]:
    for concept in sets.scheme.concepts.values():
        yield Value(concept.id, sets.of("topic", concept.id), sets.scheme.names(concept))
    for value, bits in sets.values.get("topic", {}).items():
        if value.startswith(UNKNOWN_HEADING) and bits:
            yield Value(value, bits, ((), (), (value.removeprefix(UNKNOWN_HEADING),)))


def _begin_anywhere(wanted: _Terms, label: _Terms) -> bool:
    if label[:1] and label[0] in _TURNING and not _TURNING & set(wanted):
        return False
    return all(any(_begins(word, term) for term in label) for word in wanted)


def _begin_in_order(wanted: _Terms, label: _Terms) -> bool:
    if len(wanted) > len(label):
        return False
    return all(map(_begins, wanted, label))


def _begins(word: str, term: str) -> bool:
    """Tell whether a word is the beginning of another, or another form of it."""
    return term.startswith(word) or stem(word) == stem(term)
