"""A record as Markdown with YAML front matter; importing the file gives an equal record.

What the record was read from (`source_text`, `source_name`) stays out: the file is its own source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from types import MappingProxyType
from typing import Any

from evidence_library.model import record as model
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId
from evidence_library.model.record import Record
from evidence_library.text import front_matter
from evidence_library.text.partial_dates import parse_added, parse_partial_date
from evidence_library.text.record_body import join_sections
from evidence_library.text.topic_labels import resolve

_NO_HEADINGS: Mapping[str, ConceptId] = MappingProxyType({})

#: The order in which the names stand in a file: what people look for first comes first.
_ORDER = (
    *("id", "title", "alternative_titles", "kind", "kind_sentence", "authors", "funders"),
    *("publisher", "published", "accessed", "added", "identifiers", "topics", "tags", "setting"),
    *("place", "population", "approach", "finding", "outcomes", "appraisal"),
    *("second_appraisal", "external_ratings"),
    *("case_study", "links", "attachments", "pointers", "relations", "recommendation_sets"),
    *(
        "licence",
        "rights_holder",
        "may_redistribute",
        "workflow",
        "workflow_reason",
        "checked",
        "review_due",
    ),
    *("versions", "notes", "further_details", "form", "flags"),
)
#: Written even where they say what is assumed without them.
_ALWAYS = frozenset({"title", "kind", "workflow"})


def write(record: Record, headings: Mapping[str, ConceptId] = _NO_HEADINGS) -> str:
    """Write a record. Topic headings that `headings` finds by their label are written as labels."""
    values = {}
    for name in _ORDER:
        value = getattr(record, name)
        if name in _ALWAYS or value != _DEFAULTS.get(name):
            values[name] = _plain(value)
    if record.topics:
        values["topics"] = [_topic(heading, headings) for heading in record.topics]
    return front_matter.join(values, join_sections(record.sections))


def _defaults(kind: type) -> dict[str, Any]:
    return {entry.name: entry.default for entry in fields(kind)}


_DEFAULTS = _defaults(Record)


def _plain(value: Any) -> Any:
    """Give a field as lists, named values, texts and numbers."""
    match value:
        case PartialDate():
            plain: Any = _date(value)
        case Added():
            plain = _added(value)
        case Enum():
            plain = value.value
        case tuple():
            plain = [_plain(entry) for entry in value]
        case str() | int():
            plain = value
        case _:
            plain = _named(value)
    return plain


def _named(value: Any) -> dict[str, Any]:
    """Give the fields of a thing that differ from what is assumed without them."""
    defaults = _defaults(type(value))
    named = {entry.name: getattr(value, entry.name) for entry in fields(value)}
    return {name: _plain(entry) for name, entry in named.items() if entry != defaults[name]}


def _date(date: PartialDate) -> Any:
    """Give a date in its own words where they are understood alike, else with its meaning."""
    if date.raw and parse_partial_date(date.raw) == date:
        return date.raw
    return _value_and_raw(date)


def _added(added: Added) -> Any:
    if added.date.raw and parse_added(added.date.raw) == added:
        return added.date.raw
    return _value_and_raw(added.date) | ({"by": added.by} if added.by else {})


def _value_and_raw(date: PartialDate) -> dict[str, str]:
    stated = {"value": date.value, "raw": date.raw}
    return {name: words for name, words in stated.items() if words}


def _topic(heading: model.TopicHeading, headings: Mapping[str, ConceptId]) -> Any:
    if resolve(heading.label, headings) == heading:
        return heading.label
    return {"label": heading.label, "concept": heading.concept or ""}
