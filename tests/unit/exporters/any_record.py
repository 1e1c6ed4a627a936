"""Records of every shape for property tests: any field, with anything a person could enter."""

from __future__ import annotations

import calendar
import unicodedata
import uuid
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId
from evidence_library.model.record import Appraisal, Record, Section, TopicHeading

#: A small scheme: labels and notations, casefolded, and what they mean.
HEADINGS: dict[str, ConceptId] = {
    "street lighting": ConceptId("c-lighting"),
    "lig": ConceptId("c-lighting"),
    "night-time economy": ConceptId("c-night"),
    "nte": ConceptId("c-night"),
}
_IDENTITIES = frozenset({"id", "to", "recommendation_sets"})


def any_record() -> st.SearchStrategy[Record]:
    """Records with arbitrary fields, as far as the library can hold them."""
    return st.from_type(Record).map(_entered)


def any_section() -> st.SearchStrategy[Section]:
    """Sections with arbitrary headings and texts."""
    return st.from_type(Section).map(_entered)


def _entered(value: Any) -> Any:
    """Bring a generated value to what can be entered: real dates, identities, printable text."""
    match value:
        case Enum() | bool() | None:
            entered = value
        case str():
            entered = "".join(filter(_can_be_typed, value))
        case int():
            entered = value % 100_000
        case tuple():
            entered = tuple(map(_entered, value))
        case PartialDate():
            entered = _real_date(value)
        case TopicHeading():
            entered = _heading_of_scheme(value)
        case _:
            entered = _entered_thing(value)
    return entered


def _entered_thing(thing: Any) -> Any:
    assert is_dataclass(thing)
    assert not isinstance(thing, type)
    changed = {
        entry.name: _identities(part) if entry.name in _IDENTITIES else _entered(part)
        for entry in fields(thing)
        if (part := getattr(thing, entry.name)) is not None
    }
    return _in_range(replace(thing, **changed))


def _can_be_typed(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) not in {"Cc", "Cs"}


def _identities(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_identities, value))
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr(value)))


def _real_date(date: PartialDate) -> PartialDate:
    raw = _entered(date.raw)
    if date.year is None:
        return PartialDate(raw=raw)
    year = 1 + date.year % 9999
    if date.month is None:
        return PartialDate(year, raw=raw)
    month = 1 + date.month % 12
    if date.day is None:
        return PartialDate(year, month, raw=raw)
    return PartialDate(year, month, 1 + date.day % calendar.monthrange(year, month)[1], raw)


def _heading_of_scheme(heading: TopicHeading) -> TopicHeading:
    concepts = sorted(set(HEADINGS.values()))
    label = _entered(heading.label)
    if heading.concept is None:
        return TopicHeading(label)
    written = ("Street Lighting", "LIG Street lighting", label)[len(label) % 3]
    return TopicHeading(written, concepts[len(heading.concept) % len(concepts)])


def _in_range(value: Any) -> Any:
    if isinstance(value, Section):
        heading = " ".join(value.heading.split("\n")).strip()
        return replace(value, heading=heading, level=1 + value.level % 5)
    if isinstance(value, Appraisal):
        maryland = value.maryland
        if isinstance(maryland, int):
            maryland = 1 + maryland % 5
        band = None if value.cost_band is None else 1 + value.cost_band % 5
        return replace(value, maryland=maryland, cost_band=band)
    return value
