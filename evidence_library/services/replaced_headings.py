"""Filters that name a topic heading which was replaced mean the one in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evidence_library.services.found import Request
from evidence_library.store.concepts import Scheme

Values = Mapping[str, frozenset[str]]


def followed(scheme: Scheme, request: Request) -> Request:
    """Give a request with the headings in use in the place of those that were replaced."""
    filters = _followed(scheme, request.filters)
    excluded = _followed(scheme, request.excluded)
    if filters is request.filters and excluded is request.excluded:
        return request
    return replace(request, filters=filters, excluded=excluded)


def _followed(scheme: Scheme, values: Values) -> Values:
    chosen = values.get("topic", frozenset())
    if chosen.isdisjoint(scheme.replaced):
        return values
    meant = ((value, scheme.meant(value)) for value in chosen)
    return {**values, "topic": frozenset(new.id if new else old for old, new in meant)}
