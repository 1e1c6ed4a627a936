"""The fields of a record under the names people know, each as text.

History, versions and the difference between two of them are told in these words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.record import Record, TopicHeading
from evidence_library.model.vocabulary import in_words

#: What people call a field, in the order they read them.
LABELS: Mapping[str, str] = {
    "title": "Title",
    "alternative_titles": "Other titles",
    "kind": "Kind",
    "kind_sentence": "Kind, as the source says it",
    "authors": "Authors",
    "funders": "Funders",
    "publisher": "Publisher",
    "published": "Published",
    "accessed": "Accessed",
    "added": "Added",
    "identifiers": "Identifiers",
    "topics": "Topic headings",
    "tags": "Tags",
    "setting": "Setting",
    "place": "Place",
    "population": "Population",
    "approach": "Approach",
    "finding": "One-line finding",
    "sections": "Text",
    "outcomes": "Outcomes",
    "appraisal": "Appraisal",
    "second_appraisal": "Second appraisal",
    "external_ratings": "Ratings by others",
    "case_study": "The case",
    "links": "Links",
    "attachments": "Attachments",
    "pointers": "Pointers into the source",
    "relations": "Related records",
    "licence": "Licence",
    "rights_holder": "Holder of the rights",
    "may_redistribute": "May be handed on",
    "workflow": "Workflow",
    "workflow_reason": "Why it stands there",
    "checked": "Checked",
    "review_due": "Review due",
    "versions": "Versions",
    "notes": "Notes of the curators",
    "further_details": "Further details",
    "form": "Lines of the summary form",
    "flags": "Flags",
    "recommendation_sets": "Sets of recommendations",
    "source_name": "Read from",
    "source_text": "Source text",
}


def texts(record: Record) -> dict[str, str]:
    """Give each field that holds anything as text, by its name in the model."""
    told = ((name, as_text(getattr(record, name))) for name in LABELS)
    return {name: text for name, text in told if text}


def as_text(value: object) -> str:
    """Write a value of the model for people: entries of a list on lines of their own."""
    return "\n".join(_lines(value))


def _lines(value: object) -> Iterator[str]:
    if value is None or value == "" or value is False:
        return
    if isinstance(value, tuple):
        for one in value:
            yield from _entry(one)
    elif isinstance(value, PartialDate):
        yield value.raw or value.value
    elif isinstance(value, Added):
        yield " ".join(filter(None, (as_text(value.date), f"({value.by})" if value.by else "")))
    elif isinstance(value, Enum):
        yield in_words(str(value.value))
    elif is_dataclass(value):
        for item in fields(value):
            text = as_text(getattr(value, item.name))
            if text:
                yield f"{in_words(item.name)}: {text}"
    else:
        yield str(value)


def _entry(value: object) -> Iterator[str]:
    """Write an entry of a list; one of several parts takes one line, unless a part has several.

    A heading is told by its label: its identity means nothing to anybody.
    """
    if isinstance(value, TopicHeading):
        yield value.label if value.concept else f"{value.label} (not in the topic scheme)"
        return
    if not is_dataclass(value) or isinstance(value, PartialDate | Added):
        yield from _lines(value)
        return
    parts = list(_lines(value))
    if any("\n" in part for part in parts):
        yield from parts
    elif parts:
        yield "; ".join(parts)
