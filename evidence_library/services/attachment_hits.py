"""Tells of a record that only its attachments find: in which file, on which page, in what words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence_library.model.record import Record
from evidence_library.query.tree import Part, Query, sought_parts
from evidence_library.services.found import InAttachment
from evidence_library.services.opened import Library
from evidence_library.store import attached, attachment_texts
from evidence_library.store import records as stored
from evidence_library.text.marks import Marks
from evidence_library.text.passages import best_passage

#: How long a passage may be, in characters: the name of the file stands before it.
_LENGTH = 130

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def in_attachment(
    library: Library, record: Record, query: Query, marks: Marks
) -> InAttachment | None:
    """Give the page of a record's attachments that answers a query best, with its best passage."""
    return _found(library, record, sought_parts(query), marks)


def holding(library: Library, record: Record, part: Part) -> InAttachment | None:
    """Give the first page of a record's attachments that holds one of the words asked for."""
    return _found(library, record, (part,), Marks())


def pages_with(library: Library, digest: str, query: Query) -> list[int]:
    """List the pages of a file that hold any of the words of a query, counted from 1."""
    with library.connections.reading() as connection:
        return [page + 1 for page in attached.pages_with(connection, digest, sought_parts(query))]


def paragraphs(page: str) -> tuple[str, ...]:
    """Give the paragraphs of a page on one line each: where its lines end says nothing."""
    return tuple(filter(None, (" ".join(part.split()) for part in _PARAGRAPH.split(page))))


def _found(
    library: Library, record: Record, parts: Sequence[Part], marks: Marks
) -> InAttachment | None:
    with library.connections.reading() as connection:
        if not attached.version(connection):
            return None
        number = stored.number_of(connection, record.id)
        place = attached.best_page(connection, number or 0, parts)
        if place is None:
            return None
        digest, page = place
        text = attachment_texts.page(connection, digest, page)
        state = attachment_texts.of_files(connection, [digest])[digest]
    name = next((one.name for one in record.attachments if one.sha256 == digest), digest)
    return InAttachment(
        sha256=digest,
        name=name,
        page=page + 1 if state.paged else None,
        piece=page,
        excerpt=best_passage(paragraphs(text), marks, _LENGTH),
    )
