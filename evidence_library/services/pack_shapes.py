"""Packs for scripts: the shapes behind `pack --json`. A contract: add, never rename."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence_library.model.ids import RecordId
from evidence_library.model.pack import Pack
from evidence_library.services.pack_balance import Lack
from evidence_library.services.pack_freezing import Since
from evidence_library.services.pack_overview import Checked, Overview
from evidence_library.services.pack_rights import Rights
from evidence_library.services.pack_timing import Timing
from evidence_library.services.packs import Listed
from evidence_library.text.pack_data import pack_data

Data = dict[str, Any]


def listed(packs: Sequence[Listed]) -> list[Data]:
    """Give the packs of a library."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "audience": one.audience,
            "records": one.records,
            "items": one.items,
            "minutes": one.planned_minutes,
            "frozen": one.frozen_on,
            "understood": one.understood,
            "starter": one.starter,
        }
        for one in packs
    ]


def named(pack: Pack) -> Data:
    """Give what a pack goes by."""
    return {"id": pack.id, "title": pack.title}


def done(operation: str, pack: Pack) -> Data:
    """Give what was done to a pack; `operation` is None if nothing was."""
    return {"operation": operation or None, **named(pack), "items": [one.id for one in pack.items]}


def whole(overview: Overview) -> Data:
    """Give a pack with everything in it."""
    data = pack_data(overview.pack)
    told = {name: value for name, value in data.items() if name not in {"format", "items"}}
    items = [
        {**one, "title": line.title, "standing": line.standing}
        for one, line in zip(data["items"], overview.lines, strict=True)
    ]
    return {
        **told,
        "items": items,
        "timing": times(overview.timing),
        "since": since(overview.since),
    }


def checked(found: Checked) -> Data:
    """Give what a check of a pack finds."""
    pack = found.overview.pack
    return {
        **named(pack),
        "warnings": list(found.warnings),
        "mixes": [
            {
                "facet": one.facet,
                "label": one.label,
                "values": [{"value": value, "count": number} for value, number in one.counts],
            }
            for one in found.balance.mixes
        ],
        "lacks": [_lack(one) for one in found.balance.lacks],
        "rights": [_rights(key, one) for key, one in found.rights.items()],
        "timing": times(found.overview.timing),
        "since": since(found.overview.since),
    }


def _lack(one: Lack) -> Data:
    return {
        "facet": one.facet,
        "sentence": one.sentence,
        "query": one.search.text,
        "filters": {name: sorted(values) for name, values in one.search.filters.items()},
        "found": one.found,
    }


def _rights(key: RecordId, one: Rights) -> Data:
    return {
        "record": key,
        "allowed": one.allowed,
        "reason": one.reason,
        "licence": one.terms.name,
        "attribution": one.attribution,
        "files": [
            {"name": file.attachment.name, "allowed": file.allowed, "reason": file.reason}
            for file in one.files
        ],
    }


def times(timing: Timing) -> Data:
    """Give the minutes of a pack, item by item."""
    return {
        "total": timing.total,
        "planned": timing.planned,
        "over": timing.over,
        "ends": timing.ends,
        "sentence": timing.sentence,
        "items": [
            {
                "id": one.id,
                "minutes": one.minutes,
                "estimated": one.estimated,
                "starts": one.starts,
            }
            for one in timing.items
        ],
    }


def since(found: Sequence[Since]) -> list[Data]:
    """Give what became of the records of a frozen pack."""
    return [
        {
            "record": one.record,
            "title": one.title,
            "state": one.state.value,
            "sentence": one.sentence,
            "fields": list(one.fields),
        }
        for one in found
    ]
