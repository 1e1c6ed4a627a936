"""Filters as people write them on a command line: `topic=Housing`, `effect=worse`."""

from __future__ import annotations

from collections.abc import Iterable

from evidence_library.errors import UserCanFix
from evidence_library.query.fields import NAMES
from evidence_library.services.find import FACETS
from evidence_library.services.opened import Library
from evidence_library.store import facet_values
from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import NONE, UNKNOWN_HEADING


def chosen(library: Library, written: Iterable[str]) -> dict[str, frozenset[str]]:
    """Read filters for a `Request` from texts of the form `facet=value`.

    A heading may be named by its label, another of its labels, its notation or its id; `none` and
    nothing at all stand for what is not stated. Raises `UserCanFix` for a facet or a value the
    library does not have.
    """
    sets = library.search.facets_now()
    values: dict[str, set[str]] = {}
    for text in written:
        facet, value = _read(sets, text)
        values.setdefault(facet, set()).add(value)
    return {facet: frozenset(found) for facet, found in values.items()}


def written(library: Library, facet: str, value: str) -> str:
    """Write a value of a facet so that `chosen` reads that very value.

    A heading is written by its label, or by its notation or id where the label is that of another.
    """
    sets = library.search.facets_now()
    names = [value or "none"]
    if facet == "topic":
        concept = sets.scheme.meant(value)
        if concept is not None:
            value = concept.id
            names = [concept.label, concept.notation]
        elif value:
            names = [value.removeprefix(UNKNOWN_HEADING)]
    return next((name for name in names if name and _value(sets, facet, name) == value), value)


def _read(sets: FacetSets, text: str) -> tuple[str, str]:
    name, sign, typed = (part.strip() for part in text.partition("="))
    if not sign:
        raise UserCanFix(f"“{text}” is not of the form facet=value, such as effect=worse.")
    field = NAMES.get(name.lower())
    if field is None or field.name not in FACETS:
        raise UserCanFix(f"There is no facet “{name}”; there are {', '.join(FACETS)}.")
    value = _value(sets, field.name, typed)
    if value is None:
        raise UserCanFix(f"No record has the {field.name} “{typed}”.")
    return field.name, value


def _value(sets: FacetSets, facet: str, typed: str) -> str | None:
    known = sets.values.get(facet, {})
    meant = sets.scheme.meant(typed) if facet == "topic" else None
    if meant is not None:
        return meant.id
    if typed in known:
        return typed or facet_values.value_for_none(facet)
    if not typed or facet_values.states_none(facet, typed):
        return facet_values.value_for_none(facet) if known else NONE
    if facet == "topic":
        concept = facet_values.heading(sets, typed)
        return concept.id if concept else facet_values.exact(sets, facet, typed)
    return facet_values.exact(sets, facet, typed)
