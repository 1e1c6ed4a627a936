"""What one can do with a filter value: choose it, leave it out, take it off. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from evidence_library.services.find import Request

Chosen = Mapping[str, frozenset[str]]
Act = Callable[[Request, str, str], Request]


def chosen(request: Request, facet: str, value: str) -> Request:
    """Choose a value beside the others; it is no longer left out."""
    filters = _put(request.filters, facet, request.filters.get(facet, frozenset()) | {value})
    return replace(request, filters=filters, excluded=_taken(request.excluded, facet, value))


def only(request: Request, facet: str, value: str) -> Request:
    """Choose a value alone in its facet."""
    filters = _put(request.filters, facet, frozenset({value}))
    return replace(request, filters=filters, excluded=_put(request.excluded, facet, frozenset()))


def left_out(request: Request, facet: str, value: str) -> Request:
    """Leave out what has a value; it is no longer chosen."""
    excluded = _put(request.excluded, facet, request.excluded.get(facet, frozenset()) | {value})
    return replace(request, filters=_taken(request.filters, facet, value), excluded=excluded)


def dropped(request: Request, facet: str, value: str) -> Request:
    """Take a value off, whether it is chosen or left out."""
    filters = _taken(request.filters, facet, value)
    return replace(request, filters=filters, excluded=_taken(request.excluded, facet, value))


def toggled(request: Request, facet: str, value: str) -> Request:
    """Choose a value, or drop it if it is chosen."""
    act = dropped if value in request.filters.get(facet, ()) else chosen
    return act(request, facet, value)


def toggled_out(request: Request, facet: str, value: str) -> Request:
    """Leave a value out, or drop it if it is left out."""
    act = dropped if value in request.excluded.get(facet, ()) else left_out
    return act(request, facet, value)


#: What the list of filters asks for, by name.
ACTS: dict[str, Act] = {
    "only": only,
    "also": chosen,
    "out": left_out,
    "off": dropped,
    "toggle": toggled,
    "toggle out": toggled_out,
}


def _taken(values: Chosen, facet: str, value: str) -> Chosen:
    return _put(values, facet, values.get(facet, frozenset()) - {value})


def _put(values: Chosen, facet: str, new: frozenset[str]) -> Chosen:
    kept = {**values, facet: new}
    return {key: found for key, found in kept.items() if found}
