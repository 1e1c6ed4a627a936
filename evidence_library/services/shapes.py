"""What scripts are given: the shapes behind `--json`. They are a contract: add, never rename."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evidence_library.exporters import record_data
from evidence_library.model.appraisers import disagreements
from evidence_library.model.badge import badge_sentence
from evidence_library.model.comment import Comment
from evidence_library.model.evidence_map import EvidenceMap, Side
from evidence_library.model.headline import standing_told
from evidence_library.model.history import Entry, Trashed
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.record import Record
from evidence_library.model.saved_search import SavedSearch
from evidence_library.services import track_edit_shapes
from evidence_library.services.checking import Checked
from evidence_library.services.compare import Comparison
from evidence_library.services.explain import Why
from evidence_library.services.find import Found, Hit
from evidence_library.services.history import FieldChange, ThingChange
from evidence_library.services.ingest import FilePreview, ImportReport
from evidence_library.services.publishing import Published
from evidence_library.services.read import RecordView
from evidence_library.services.related import Similar
from evidence_library.services.saved_searches import Saved
from evidence_library.services.starter import Standing, Update
from evidence_library.services.topics import Heading
from evidence_library.services.track_links import Serves
from evidence_library.services.worklists import Worklist
from evidence_library.text.differences import Fate, Stretch
from evidence_library.text.marks import Span
from evidence_library.text.plain_data import to_data

Data = dict[str, Any]


def found(answer: Found, hits: Sequence[Hit], whys: Sequence[Why] = ()) -> Data:
    """Give the answer to a search. Facets map a heading's label or a vocabulary word to a count.

    `whys` say of each hit why it was found, if that was asked.
    """
    return {
        "query": answer.request.text,
        "total": answer.total,
        "hits": [
            {**_hit(hit), **({"why": _why(whys[at])} if whys else {})}
            for at, hit in enumerate(hits)
        ],
        "facets": {
            facet: {(item.label if facet == "topic" else item.value): item.count for item in values}
            for facet, values in answer.facets.items()
        },
        "facet_values": {
            facet: [
                {"value": item.value, "label": item.label, "count": item.count} for item in values
            ]
            for facet, values in answer.facets.items()
        },
        "elsewhere": {"recommendations": answer.recommendations},
        "problems": to_data(answer.problems),
        "also_searched": list(answer.also_searched),
        "left_out": list(answer.left_out),
        "set_aside": answer.set_aside,
        "asks": answer.asks
        and {
            "phrase": answer.asks.phrase,
            "facet": answer.asks.facet,
            "values": list(answer.asks.values),
        },
        "most": to_data(answer.most),
        "understood": [part.words for part in answer.parts],
        "nearest": answer.nearest and answer.nearest.label,
        "did_you_mean": answer.did_you_mean or None,
        "words_that_begin": to_data(answer.beginning),
    }


def worklist(wanted: Worklist, count: int | None) -> Data:
    """Give a worklist and how much is on it, null if that was not counted.

    `query` is the search for it, if there is one.
    """
    return {
        "key": wanted.key,
        "title": wanted.title,
        "hint": wanted.hint,
        "query": wanted.query or None,
        "count": count,
    }


def plain(things: Sequence[object]) -> list[Data]:
    """Give things whose parts are words and numbers only."""
    return [to_data(one) for one in things]


def comment(one: Comment, number: int) -> Data:
    """Give a comment on a record, with its number among the comments on it."""
    return {
        "number": number,
        "id": one.id,
        "field": one.field,
        "text": one.text,
        "made": one.made,
        "by": one.by,
        "resolved": one.resolved or None,
        "resolved_by": one.resolved_by,
    }


def history_entry(entry: Entry) -> Data:
    """Give one operation of the history."""
    return {
        "number": entry.number,
        "name": entry.name,
        "kind": entry.kind.value,
        "made_at": entry.made_at,
        "by": entry.by,
        "undone": entry.undone,
        "records": list(entry.records),
    }


def thing_change(change: ThingChange) -> Data:
    """Give what an operation did to one thing; of a record that was changed, field by field."""
    return {
        "thing": change.thing,
        "id": change.id,
        "name": change.name,
        "act": change.act,
        "fields": field_changes(change.fields),
    }


def field_changes(fields: Iterable[FieldChange]) -> list[Data]:
    """Give the fields of a record that changed, with their texts before and after."""
    return [
        {
            "field": one.field,
            "label": one.label,
            **_before_and_after(one.stretches),
        }
        for one in fields
    ]


def _before_and_after(stretches: Iterable[Stretch]) -> Data:
    parts = tuple(stretches)
    return {
        "before": "".join(part.text for part in parts if part.fate != Fate.ADDED),
        "after": "".join(part.text for part in parts if part.fate != Fate.REMOVED),
    }


def checked(one: Checked) -> Data:
    """Give a record with what is wrong with it."""
    return {"id": one.id, "title": one.title, "problems": to_data(one.problems)}


def version(one: Published) -> Data:
    """Give a published version; `known` tells whether the history holds what it said."""
    made = one.version
    return {
        "number": made.number,
        "date": made.date.value,
        "by": made.by,
        "note": made.note,
        "known": one.record is not None,
    }


def trashed(one: Trashed) -> Data:
    """Give a record in the trash."""
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "deleted": one.deleted,
        "by": one.by,
    }


def starter(standing: Standing, *, newer: bool) -> Data:
    """Say how much of the starter content is here, and whether the program brings other texts."""
    return {
        "records": standing.records,
        "hidden": standing.hidden,
        "changed": standing.changed,
        "deleted": standing.gone,
        "newer": newer,
    }


def starter_update(one: Update) -> Data:
    """Give what an update does with one thing of the starter content, field by field."""
    return {
        "id": one.id,
        "title": one.title,
        "act": one.act.value,
        "fields": [
            {"field": field.path, "label": field.label, "fate": field.fate.value}
            | _before_and_after(field.stretches)
            for field in one.fields
        ],
    }


def saved(listed: Iterable[Saved]) -> list[Data]:
    """Give saved searches; of one that is not understood, only its name is known."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "understood": one.kept.search is not None,
            "damaged": one.kept.damaged,
            "count": one.count,
            "notes": list(one.notes),
            **(_asked(one.kept.search) if one.kept.search else {}),
        }
        for one in listed
    ]


def _asked(search: SavedSearch) -> Data:
    return {
        "query": search.text,
        "filters": {facet: list(values) for facet, values in search.filters.items()},
        "excluded": {facet: list(values) for facet, values in search.excluded.items()},
        "order": search.order,
        "synonyms": search.synonyms,
        "lenient": search.lenient,
        "labels": {facet: dict(names) for facet, names in search.labels.items()},
    }


def record(
    view: RecordView, similar: Sequence[Similar] = (), served: Sequence[Serves] = ()
) -> Data:
    """Give a record with every field and what is wrong with it, and records on the same subject.

    "recommendations" are those it serves.

    "topics" are the labels of now; where the record was read with others, these are
    "topics_as_read".
    """
    data = record_data.record(view.record, view.problems)
    as_read, now = data["topics"], list(view.headings)
    return {
        **data,
        "topics": now,
        **({"topics_as_read": as_read} if as_read != now else {}),
        "citation": view.citation,
        "badge": badge_sentence(view.record),
        "standing": standing_told(view.record, shipped=view.starter),
        "disagreements": to_data(disagreements(view.record)),
        "related": to_data(view.related),
        "similar": [{**to_data(one), "reason": one.reason} for one in similar],
        "recommendations": [track_edit_shapes.serves(one) for one in served],
    }


def topics(headings: Iterable[Heading]) -> list[Data]:
    """Give the topic headings; "broader" is a notation or null."""
    return [
        {
            "notation": item.concept.notation,
            "label": item.concept.label,
            "broader": item.broader_notation or None,
            "status": item.concept.status.value,
            "alternative_labels": list(item.concept.alternative_labels),
            "count": item.count,
        }
        for item in headings
    ]


def evidence_map(drawn: EvidenceMap) -> Data:
    """Give an evidence map; `cells[row][column]` is a number of records, 0 a gap."""
    return {
        "rows": drawn.row_facet,
        "columns": drawn.column_facet,
        "total": drawn.total,
        "row_values": [_side(side) for side in drawn.rows],
        "column_values": [_side(side) for side in drawn.columns],
        "cells": [list(line) for line in drawn.counts],
        "left_out": drawn.left_out,
        "asked": dict(drawn.asked),
        "date": drawn.drawn,
    }


def comparison(compared: Comparison, *, only_differing: bool = False) -> Data:
    """Give records side by side; `cells` of a row stand in the order of `records`."""
    return {
        "records": [
            {"id": one.id, "title": one.title, "standing": one.standing} for one in compared.records
        ],
        "rows": [
            {
                "name": row.name,
                "verdict": row.verdict.value,
                "cells": [
                    [{"text": one.text, "only_here": one.only_here} for one in cell]
                    for cell in row.cells
                ],
            }
            for row in (compared.differing if only_differing else compared.rows)
        ],
    }


def _side(side: Side) -> Data:
    return {"label": side.label, "count": side.total, "depth": side.depth}


def imported(report: ImportReport, *, dry_run: bool) -> Data:
    """Give what an import did, or would do, file by file."""
    return {
        "dry_run": dry_run,
        "imported": report.imported,
        "unchanged": report.unchanged,
        "failed": report.failed,
        "files": [_file(item) for item in report.previews],
    }


def _why(why: Why) -> Data:
    return {
        "words": [{**to_data(one), "places": dict(one.places)} for one in why.reasons],
        "missing": list(why.missing),
        "in_attachments": [{"asked": word, "place": place} for word, place in why.in_files],
        "sentences": list(why.sentences),
    }


def _hit(hit: Hit) -> Data:
    return {
        "id": hit.id,
        "title": hit.plain_title,
        "kind": hit.kind,
        "year": hit.year,
        "topics": list(hit.topics),
        "excerpt": with_marks(hit.excerpt),
        "finding": "".join(span.text for span in hit.finding),
        "effect": hit.effect.value,
        "confidence": hit.how_we_know.value,
        "workflow": hit.workflow.value,
        "published_version": hit.version or None,
        "attachment": hit.attachment
        and {
            "name": hit.attachment.name,
            "sha256": hit.attachment.sha256,
            "page": hit.attachment.page,
            "excerpt": with_marks(hit.attachment.excerpt),
        },
        "starter": hit.starter,
    }


def with_marks(spans: Iterable[Span]) -> str:
    """Write matched words between double asterisks, the way Markdown writes strong words."""
    return "".join(f"**{span.text}**" if span.marked else span.text for span in spans)


def _file(item: FilePreview) -> Data:
    reading = item.reading
    return {
        "file": str(item.path),
        "error": item.error,
        "already_here": item.already_here,
        "replaces": item.replaces,
        "format": reading.format if reading else "",
        "encoding": reading.encoding if reading else "",
        "encoding_assumed": bool(reading and reading.encoding_assumed),
        "problems": to_data(reading.problems) if reading else [],
        "near": [
            {"id": one.id, "title": one.title, "score": round(one.score, 3), "reason": one.reason}
            for one in item.near
        ],
        "records": [_summary(record) for record in (reading.records if reading else ())],
        "sets": [_set(found) for found in (reading.sets if reading else ())],
    }


def _summary(item: Record) -> Data:
    return {
        "id": item.id,
        "title": item.title,
        "kind": item.kind,
        "topics": [heading.label for heading in item.topics],
        "flags": to_data(item.flags),
    }


def _set(item: RecommendationSet) -> Data:
    flags = [*item.flags, *(flag for row in item.recommendations for flag in row.flags)]
    return {
        "id": item.id,
        "title": item.title,
        "recommendations": len(item.recommendations),
        "parts": sum(len(row.parts) for row in item.recommendations),
        "flags": to_data(flags),
    }
