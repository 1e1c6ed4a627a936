"""The fields that can be edited on many records at once, and what can be done with each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from evidence_library.model.record import CaseStudy, Emmie, Identifiers
from evidence_library.model.vocabulary import (
    KIND_FAMILIES,
    Confidence,
    EvidenceKind,
    Licence,
    Permission,
    Stage,
)
from evidence_library.services import entry_texts, record_fields
from evidence_library.services.field_edits import FieldEdits, Replacement
from evidence_library.services.opened import Library


class Act(StrEnum):
    """What can be done with a field."""

    SET = "Set to"
    EMPTY = "Empty"
    ADD = "Add"
    REMOVE = "Remove"
    REPLACE = "Replace words"


@dataclass(frozen=True, slots=True)
class BulkField:
    """A field: its name, its label, what can be done with it, and the words it may hold.

    `facet` names the facet whose values it may hold, where the library knows some; `hint` is what
    an entry is like that has several parts.
    """

    name: str
    label: str
    acts: tuple[Act, ...]
    choices: tuple[str, ...] = ()
    facet: str = ""
    hint: str = ""


_LIST = (Act.ADD, Act.REMOVE, Act.SET, Act.EMPTY, Act.REPLACE)
_ENTRIES = (Act.ADD, Act.REMOVE, Act.SET, Act.EMPTY)
_HEADINGS = (Act.ADD, Act.REMOVE, Act.SET)
_TEXT = (Act.SET, Act.EMPTY, Act.REPLACE)
_DATE = _WORD = (Act.SET, Act.EMPTY)
_WORDS_ONLY = (Act.REPLACE,)
_ONE_TO_FIVE = ("1", "2", "3", "4", "5")

#: Parts of an appraisal that hold texts; in the order of the form.
_EMMIE = tuple(f"emmie.{one.name}" for one in fields(Emmie))


def _field(
    name: str, acts: tuple[Act, ...], choices: Iterable[str] = (), facet: str = ""
) -> BulkField:
    top, _, below = name.partition(".")
    label = record_fields.LABELS[top]
    if below:
        label = f"{label}: {_PARTS.get(below) or below.replace('_', ' ').replace('.', ' ')}"
    hint = entry_texts.example(top) if top in entry_texts.ENTRIES else ""
    return BulkField(name, label, acts, tuple(map(str, choices)), facet, hint)


#: What parts are called that are more than their names.
_PARTS = {
    "maryland": "Maryland scale",
    "isbn": "ISBN",
    "doi": "DOI",
    **{one: f"EMMIE {one.partition('.')[2]}" for one in _EMMIE},
}


def _appraisal(top: str) -> tuple[BulkField, ...]:
    """List the parts of an appraisal."""
    return (
        _field(f"{top}.confidence", _WORD, Confidence),
        _field(f"{top}.evidence_kind", _WORD, EvidenceKind),
        _field(f"{top}.stage", _WORD, Stage),
        _field(f"{top}.maryland", _WORD, (*_ONE_TO_FIVE, "not applicable")),
        _field(f"{top}.cost_band", _WORD, _ONE_TO_FIVE),
        *(_field(f"{top}.{one}", _TEXT) for one in ("cost", "transferability", "reasons", *_EMMIE)),
        _field(f"{top}.appraised_by", _TEXT),
        _field(f"{top}.appraised", _DATE),
    )


#: Every field that people write, those that are edited most often first. How far a record is has
#: steps of its own, and files are attached and removed one by one.
FIELDS: tuple[BulkField, ...] = (
    _field("tags", _LIST, facet="tag"),
    _field("topics", _HEADINGS, facet="topic"),
    _field("licence", _WORD, Licence),
    _field("may_redistribute", _WORD, Permission),
    _field("rights_holder", _TEXT),
    _field("kind", _WORD, KIND_FAMILIES),
    *_appraisal("appraisal"),
    _field("setting", _LIST, facet="setting"),
    _field("place", _LIST, facet="place"),
    _field("population", _LIST, facet="population"),
    _field("approach", _LIST, facet="approach"),
    _field("published", _DATE),
    _field("accessed", _DATE),
    _field("added", _DATE),
    _field("authors", _LIST),
    _field("funders", _LIST),
    _field("publisher", _LIST),
    _field("title", _TEXT),
    _field("alternative_titles", _LIST),
    _field("kind_sentence", _TEXT),
    *(_field(f"identifiers.{one.name}", _TEXT) for one in fields(Identifiers)),
    _field("finding", _TEXT),
    _field("sections", _WORDS_ONLY),
    _field("outcomes", _LIST),
    _field("links", _LIST),
    _field("external_ratings", _LIST),
    _field("pointers", _ENTRIES),
    _field("relations", _ENTRIES),
    *(_field(f"case_study.{one.name}", _TEXT) for one in fields(CaseStudy)),
    *_appraisal("second_appraisal"),
    _field("notes", _TEXT),
    _field("further_details", _TEXT),
)


def offered(library: Library, field: BulkField, act: Act | None = None) -> tuple[str, ...]:
    """List what may stand in a field: the words of its list, or what records of the library hold.

    Of headings these are all that can be chosen; retired ones only to be taken off.
    """
    sets = library.search.facets_now()
    if field.choices:
        return field.choices
    if field.facet == "topic":
        every = sets.scheme.concepts.values()
        return tuple(one.label for one in every if act is Act.REMOVE or not one.retired)
    held = sets.values.get(field.facet, {})
    return tuple(
        sorted((value for value, bits in held.items() if value and bits), key=str.casefold)
    )


def edits(field: BulkField, act: Act, value: str, old: str = "", *, match_case: bool) -> FieldEdits:
    """Make the edit of a field; `value` is set, added, removed, or put in the place of `old`."""
    if act is Act.ADD:
        return FieldEdits(set={}, add=((field.name, value),))
    if act is Act.REMOVE:
        return FieldEdits(set={}, remove=((field.name, value),))
    if act is Act.REPLACE:
        return FieldEdits(set={}, replace=(Replacement(field.name, old, value, match_case),))
    return FieldEdits(set={field.name: "" if act is Act.EMPTY else value})
