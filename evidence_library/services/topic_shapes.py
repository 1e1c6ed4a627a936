"""What scripts are given about topic headings. The shapes are a contract: add, never rename."""

from __future__ import annotations

from typing import Any

from evidence_library.model.changes import Changes
from evidence_library.model.concept import Concept
from evidence_library.services.topic_files import FilePlan
from evidence_library.services.topics import Details, Heading, Preview

Data = dict[str, Any]


def heading(item: Heading) -> Data:
    """Give a heading in use; "broader" is a notation or null."""
    one = item.concept
    return {
        "id": one.id,
        "notation": one.notation,
        "label": one.label,
        "broader": item.broader_notation or None,
        "depth": item.depth,
        "status": one.status.value,
        "retired": one.retired,
        "alternative_labels": list(one.alternative_labels),
        "count": item.count,
        "replaced_by": None,
    }


def replaced(old: Concept, now: Concept | None) -> Data:
    """Give a heading that was replaced, in the shape of one in use; it has no records."""
    return {
        "id": old.id,
        "notation": old.notation,
        "label": old.label,
        "broader": None,
        "depth": 0,
        "status": old.status.value,
        "retired": True,
        "alternative_labels": list(old.alternative_labels),
        "count": 0,
        "replaced_by": _named(now) if now else None,
    }


def details(found: Details) -> Data:
    """Give a heading with all that is said of it."""
    one = found.heading.concept
    return {
        **heading(found.heading),
        "path": list(found.path),
        "scope_note": one.scope_note,
        "hidden_labels": list(one.hidden_labels),
        "narrower": [_named(each) for each in found.narrower],
        "related": [_named(each) for each in found.related],
        "replaces": [_named(each) for each in found.former],
        "source": one.source,
        "valid_from": one.valid_from.raw if one.valid_from else None,
        "valid_to": one.valid_to.raw if one.valid_to else None,
        "history": [{"date": event.date.value, "note": event.note} for event in one.history],
    }


def change(preview: Preview, changes: Changes | None) -> Data:
    """Give what a change of the scheme did, or with no `changes` would do."""
    return {
        "operation": preview.name,
        "dry_run": changes is None,
        "added": list(preview.added),
        "changed": list(preview.changed),
        "records": [{"id": key, "title": title} for key, title in preview.records],
        "rewritten": preview.rewritten,
        "notes": list(preview.notes),
    }


def file_plan(plan: FilePlan, changes: Changes | None, *, dry_run: bool) -> Data:
    """Give what a file changed, or would change."""
    return {
        **change(plan.preview, changes),
        "dry_run": dry_run,
        "file": plan.name,
        "steps": list(plan.steps),
        "missing": list(plan.missing),
        "notes": [*plan.preview.notes, *plan.notes],
    }


def _named(concept: Concept) -> Data:
    return {"id": concept.id, "notation": concept.notation, "label": concept.label}
