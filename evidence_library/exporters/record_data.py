"""Records and recommendations as plain data for scripts. The shapes are a contract: only add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.problem import Problem
from evidence_library.model.recommendation import Deadline, Part, Recommendation
from evidence_library.model.record import Record
from evidence_library.text.plain_data import to_data

Data = dict[str, Any]


def record(item: Record, problems: Iterable[Problem] = ()) -> Data:
    """Give a record with every field; dates as {"value", "raw"}, headings by their labels."""
    data: Data = to_data(item)
    data["published"] = date(item.published)
    data["accessed"] = date(item.accessed)
    data["added"] = added(item.added)
    data["checked"] = date(item.checked)
    data["review_due"] = date(item.review_due)
    data["topics"] = [heading.label for heading in item.topics]
    data["appraisal"]["appraised"] = date(item.appraisal.appraised)
    if item.second_appraisal is not None:
        data["second_appraisal"]["appraised"] = date(item.second_appraisal.appraised)
    for row, link in zip(data["links"], item.links, strict=True):
        row["accessed"] = date(link.accessed)
    for row, rating in zip(data["external_ratings"], item.external_ratings, strict=True):
        row["date"] = date(rating.date)
    for row, version in zip(data["versions"], item.versions, strict=True):
        row["date"] = date(version.date)
    for row, pointer in zip(data["pointers"], item.pointers, strict=True):
        row["numbers"] = [number(text) for text in pointer.numbers]
    data["problems"] = [to_data(problem) for problem in problems]
    return data


def recommendation(item: Recommendation) -> Data:
    """Give a recommendation; a part shows what it takes from the whole under "inherited"."""
    return {
        "number": number(item.number),
        "leads": list(item.leads),
        "text": item.text,
        "stem": item.stem,
        "closing": item.closing,
        "parts": [_part(item, part) for part in item.parts],
        "deadline": deadline(item.deadline),
        "status": item.status.value,
        "status_raw": item.status_raw,
        "flags": [to_data(flag) for flag in item.flags],
        "theme": item.theme,
        "progress": [
            {
                "raw": entry.raw,
                "status": entry.status.value,
                "part": entry.part,
                "note": entry.note,
                "revised": deadline(entry.revised),
            }
            for entry in item.progress
        ],
    }


def _part(whole: Recommendation, part: Part) -> Data:
    return {
        "marker": part.marker,
        "text": part.text,
        "deadline": deadline(whole.deadline_of(part)),
        "status": whole.status_of(part).value,
        "inherited": list(whole.inherited(part)),
    }


def date(item: PartialDate | None) -> Data:
    """Give a date as its value (null if unknown) and the wording it was found in."""
    return {"value": (item.value or None) if item else None, "raw": item.raw if item else ""}


def added(item: Added | None) -> Data:
    """Give when a record was added and by whom."""
    return {**date(item.date if item else None), "by": item.by if item else ""}


def deadline(item: Deadline | None) -> str | None:
    """Give a deadline such as "2004-Q2"; null if there is none or it was not understood."""
    return (item.value or None) if item else None


def number(text: str) -> int | str:
    """Give a plain number as a number; "12a" stays as it is."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text
