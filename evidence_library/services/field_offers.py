"""What the library holds already, offered while somebody fills in a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId, RecordId
from evidence_library.model.record import TopicHeading
from evidence_library.model.vocabulary import APPROACHES, HeadingStatus
from evidence_library.services import find, tag_names
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store import author_names, records, tags
from evidence_library.store.concepts import Scheme
from evidence_library.store.indexing import NONE
from evidence_library.text.analysis import exact_terms, stem

#: So many are offered.
MOST = 12

#: Which facet holds the words of a field.
_FACETS = {
    "tags": "tag",
    "setting": "setting",
    "population": "population",
    "approach": "approach",
    "area": "place",
    "country": "place",
}

#: What is proposed for a field even where no record has it yet.
_PROPOSED = {"approach": APPROACHES}


@dataclass(frozen=True, slots=True)
class Offered:
    """Something to pick: its value, its words, what it stands under, and what it covers.

    `instead_of` names what was asked for where that leads to something else now.
    """

    value: object
    words: str
    detail: str = ""
    note: str = ""
    instead_of: str = ""


def words(library: Library, field: str, typed: str) -> tuple[str, ...]:
    """Offer what records say in a field, or the names of people and bodies for "names"."""
    if field == "names":
        with library.connections.reading() as connection:
            return tuple(author_names.beginning(connection, exact_terms(typed))[:MOST])
    counted = library.search.facets_now().values.get(_FACETS[field], {})
    held = {name: bits.bit_count() for name, bits in counted.items() if name != NONE and bits}
    known = _places(field, held) if _FACETS[field] == "place" else held
    if field == "tags":
        known = tag_names.offered(held)
    named = {**dict.fromkeys(_PROPOSED.get(field, ()), 0), **known}
    fitting = [name for name in named if _begins(typed, (name,))]
    return tuple(sorted(fitting, key=lambda name: (-named[name], name.casefold()))[:MOST])


def headings(library: Library, typed: str) -> tuple[Offered, ...]:
    """Offer topic headings by their words, other labels or notation; none that is retired.

    One that was replaced is not offered, but the heading it leads to is, and says so.
    """
    scheme = library.search.facets_now().scheme
    led_to = _led_to(scheme, typed)
    found = [
        one
        for one in scheme.concepts.values()
        if not one.retired and (one.id in led_to or _means(typed, _names(one)))
    ]
    # As it is typed before what only has the same stem, the label before other labels.
    best = sorted(
        found,
        key=lambda one: (
            not _begins(typed, _names(one)),
            not _means(typed, (one.label, one.notation)),
        ),
    )
    return tuple(_offered(scheme, one, led_to.get(one.id, "")) for one in best[:MOST])


def _led_to(scheme: Scheme, typed: str) -> dict[ConceptId, str]:
    """Map headings that are not called so to the label of one that was and leads to them."""
    found: dict[ConceptId, str] = {}
    for old in scheme.replaced.values():
        new = scheme.meant(old.id)
        if new is None or _means(typed, (new.label, new.notation)):
            continue
        if _means(typed, _names(old)):
            found.setdefault(new.id, old.label)
    return found


def _offered(scheme: Scheme, concept: Concept, old: str) -> Offered:
    one = _heading(scheme, concept)
    detail = f"{one.detail} · in the place of “{old}”" if old else one.detail
    return replace(one, detail=detail, instead_of=old)


def tag_spellings(library: Library) -> Mapping[str, str]:
    """Map the tags of all records, in lower case, to the spelling in use."""
    with library.connections.reading() as connection:
        return tag_names.spellings(tags.in_use(connection))


def heading(library: Library, held: TopicHeading) -> Offered:
    """Describe a heading of a record; what is not in the scheme has no path."""
    scheme = library.search.facets_now().scheme
    found = scheme.meant(held.concept)
    return Offered(held, held.label) if found is None else _heading(scheme, found)


def found_records(library: Library, typed: str, besides: RecordId) -> tuple[Offered, ...]:
    """Offer records that a search for the words finds, except one."""
    found = find.search(library, Request(text=typed))
    hits = find.hits(library, found, limit=MOST + 1, every_excerpt=False)
    offers = (
        Offered(hit.id, hit.plain_title, ", ".join(_about(hit.kind, hit.year)))
        for hit in hits
        if hit.id != besides
    )
    return tuple(offers)[:MOST]


def record(library: Library, key: RecordId) -> Offered:
    """Give a record the words it is known by."""
    with library.connections.reading() as connection:
        title = records.titles(connection, [key]).get(key)
    return Offered(key, title or f"A record that is not in this library ({key})")


def _places(field: str, held: dict[str, int]) -> dict[str, int]:
    """Part "Derby, England" into area and country; what has no area is a country."""
    parted: dict[str, int] = {}
    for name, number in held.items():
        area, _, country = name.rpartition(", ")
        part = country if field == "country" else area
        if part:
            parted[part] = parted.get(part, 0) + number
    return parted


def _heading(scheme: Scheme, concept: Concept) -> Offered:
    above = [one.label for one in scheme.upward(concept.id)][1:]
    path = " › ".join(reversed(above)) or "A main heading"
    proposed = " (a proposed heading)" if concept.status is HeadingStatus.PROPOSED else ""
    retired = " · retired: pick another one" if concept.retired else ""
    value = TopicHeading(concept.label, concept.id)
    return Offered(value, concept.label, f"{path}{proposed}{retired}", concept.scope_note)


def _names(concept: Concept) -> Sequence[str]:
    return (concept.label, concept.notation, *concept.alternative_labels, *concept.hidden_labels)


def _begins(typed: str, names: Iterable[str]) -> bool:
    """Tell whether each word typed begins a word of one of the names."""
    wanted = exact_terms(typed)
    return any(
        all(any(word.startswith(one) for word in exact_terms(name)) for one in wanted)
        for name in names
    )


def _means(typed: str, names: Iterable[str]) -> bool:
    """Tell whether each word typed begins a word of one of the names, or has the stem of one."""
    wanted = [(one, stem(one)) for one in exact_terms(typed)]
    return any(
        all(
            any(word.startswith(one) or stem(word) == root for word in exact_terms(name))
            for one, root in wanted
        )
        for name in names
    )


def _about(kind: str, year: int | None) -> Iterable[str]:
    if kind:
        yield kind
    if year is not None:
        yield str(year)
