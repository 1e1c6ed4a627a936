"""Filters as people write them on a command line: `topic=Housing`, `effect=worse`."""

from __future__ import annotations

from collections.abc import Iterable

from evidence_library.errors import UserCanFix
from evidence_library.query.fields import NAMES
from evidence_library.query.parsing import NONE_WORDS
from evidence_library.services.find import FACETS
from evidence_library.services.opened import Library
from evidence_library.store import facet_values
from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import NONE, UNKNOWN_HEADING


def chosen(library: Library, written: Iterable[str]) -> dict[str, frozenset[str]]:
    """Read filters for a `Request` from texts of the form `facet=value`.

    A heading may be named by its label, another of its labels or its notation; `none` stands for
    what is not stated. Raises `UserCanFix` for a facet or a value the library does not have.
    """
    sets = library.search.facets_now()
    values: dict[str, set[str]] = {}
    for text in written:
        facet, value = _read(sets, text)
        values.setdefault(facet, set()).add(value)
    return {facet: frozenset(found) for facet, found in values.items()}


def _read(sets: FacetSets, text: str) -> tuple[str, str]:
    name, sign, typed = (part.strip() for part in text.partition("="))
    if not sign or not typed:
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
    if facet == "topic":
        concept = facet_values.heading(sets, typed)
        if concept is not None:
            return concept.id
        typed = typed if typed.lower() in NONE_WORDS else UNKNOWN_HEADING + typed
    if typed.lower() in NONE_WORDS and typed.lower() not in known:
        return facet_values.value_for_none(facet) if known else NONE
    return next((value for value in known if value.casefold() == typed.casefold()), None)
