"""What somebody stands by when a record is published, and what becomes of that when it changes.

What a record says is its content. Where that changes, nobody has checked it, and the record is a
draft again until it is published as the next version. All other fields are kept beside it.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Flag
from evidence_library.model.record import Record, Version
from evidence_library.model.vocabulary import RelationType, Workflow, in_words

#: How far records are that somebody stands by.
STOOD_BY = frozenset({Workflow.PUBLISHED, Workflow.DUE_FOR_REVIEW})

#: What tells how far a record is. Only the steps of the workflow change it.
STANDING = ("workflow", "workflow_reason", "checked", "review_due", "versions")

#: What is kept beside the content: how it is sorted, where it came from, what curators note.
BESIDE = frozenset(
    {
        *STANDING,
        *("id", "added", "tags", "notes", "attachments", "flags", "form"),
        *("recommendation_sets", "source_name", "source_text"),
    }
)

#: The fields that are content, in the order of the model.
CONTENT = tuple(one.name for one in fields(Record) if one.name not in BESIDE)


def says_the_same(old: Record, new: Record) -> bool:
    """Tell whether the content of two states of a record is the same.

    Whether a link has an archived copy, a pointer was followed, or another record was superseded is
    kept within fields of content, but is none.
    """
    return all(_same(name, getattr(old, name), getattr(new, name)) for name in CONTENT)


def after_change(old: Record, new: Record) -> Record:
    """Give a changed record as it stands: a draft, if what somebody stood by says something else.

    Who takes a step of the workflow or makes a version says how far the record is.
    """
    stays = old.workflow in STOOD_BY and new.workflow in STOOD_BY and new.versions == old.versions
    if not stays or says_the_same(old, new):
        return new
    return replace(new, workflow=Workflow.DRAFT, workflow_reason="")


def last_number(record: Record) -> int:
    """Give the number of the version that was published last; 0 if there is none."""
    return max((one.number for one in record.versions), default=0)


def as_brought(record: Record) -> Record:
    """Give a record that came from elsewhere as it stands here: nobody here stands by it.

    What was published there is a draft. What its file says of being checked is told in a flag.
    """
    claims = (record.workflow in STOOD_BY, record.versions, record.checked, record.review_due)
    if not any(claims):
        return record
    workflow = Workflow.DRAFT if record.workflow in STOOD_BY else record.workflow
    flag = Flag("standing-elsewhere", _told_elsewhere(record), "workflow", record.workflow.value)
    flags = record.flags if flag in record.flags else (*record.flags, flag)
    return replace(
        record, workflow=workflow, checked=None, review_due=None, versions=(), flags=flags
    )


def as_new_draft(record: Record, key: RecordId) -> Record:
    """Give what was read as a draft of its own, which no workflow, version or check belongs to."""
    brought = as_brought(record)
    return replace(
        brought, id=key, workflow=Workflow.DRAFT, workflow_reason="", recommendation_sets=()
    )


def _same(name: str, old: Any, new: Any) -> bool:
    return old is new or old == new or _bare(name, old) == _bare(name, new)


def _bare(name: str, value: Any) -> Any:
    """Leave out of a field what is no content."""
    if name == "links":
        return tuple(replace(link, archived_copy="") for link in value)
    if name == "pointers":
        return tuple(replace(pointer, resolved=False) for pointer in value)
    if name == "relations":
        return tuple(one for one in value if one.type is not RelationType.SUPERSEDES)
    return value


def _told_elsewhere(record: Record) -> str:
    parts = [f"it is {in_words(record.workflow).lower()}"]
    if record.versions:
        parts.append(f"has {_versions(record.versions)}")
    if record.checked:
        parts.append(f"was checked {record.checked.value or record.checked.raw}")
    if record.review_due:
        parts.append(f"is due for review {record.review_due.value or record.review_due.raw}")
    *before, last = parts
    said = f"{', '.join(before)} and {last}" if before else last
    return f"Its file says that {said}. Here nobody has checked it yet."


def _versions(made: tuple[Version, ...]) -> str:
    told = []
    for one in made:
        beside = ", ".join(filter(None, (one.date.value, one.by, one.note)))
        told.append(f"version {one.number}" + (f" ({beside})" if beside else ""))
    return ", ".join(told)
