"""Attachments for scripts: the shapes behind `attach --json`. A contract: add, never rename."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence_library.model.attachment import TextOf
from evidence_library.model.record import Attachment
from evidence_library.services.attachment_check import Report
from evidence_library.services.attachments import Kept

Data = dict[str, Any]


def kept(attachments: Iterable[Kept]) -> list[Data]:
    """Give the attachments of a record."""
    return [
        {
            **_attachment(one.attachment),
            "state": one.state.value,
            "text": _text(one.text),
            "archived_copy_of": list(one.archived_copy_of),
        }
        for one in attachments
    ]


def report(found: Report) -> Data:
    """Give what a check of the attachments found."""
    return {
        "attachments": [
            {
                "record": one.record,
                "title": one.title,
                **_attachment(one.attachment),
                "state": one.state.value,
                "text": _text(one.text),
            }
            for one in found.attachments
        ],
        "wrong": len(found.wrong),
        "unreferenced": list(found.unreferenced),
        "broken_copies": found.drafts,
        "idle_bytes": found.idle_bytes,
    }


def _attachment(one: Attachment) -> Data:
    return {
        "sha256": one.sha256,
        "name": one.name,
        "media_type": one.media_type,
        "size": one.size,
        "pages": one.pages,
        "source_url": one.source_url,
        "licence": one.licence.value,
        "may_redistribute": one.may_redistribute.value,
    }


def _text(one: TextOf) -> Data:
    return {"state": one.state.value, "sentence": one.sentence}
