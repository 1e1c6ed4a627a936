"""What a record that comes from elsewhere says of attached files, set against what is known here.

Front matter may name any file of the library, and claim anything of it: a file of another record is
told, and no claim stands against what the library knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence_library.model.attachment import is_digest
from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Flag
from evidence_library.model.record import Attachment, Record
from evidence_library.model.vocabulary import Licence, Permission
from evidence_library.store import attachment_texts, records
from evidence_library.store.connections import Connection

_WHERE = "attachments"


def as_known(connection: Connection, record: Record) -> Record:
    """Give a record that was read with what the library knows of its files; what is odd is flagged.

    A file of another record stays with this one, under the terms the library knows.
    """
    if not record.attachments:
        return record
    listed: list[Attachment] = []
    flags: list[Flag] = []
    for one in record.attachments:
        holders = dict(_holders(connection, one.sha256))
        flags.extend(_flags(record.id, one, holders))
        known = holders.get(record.id) or next(iter(holders.values()), None)
        listed.append(_under_known_terms(one, known) if known is not None else one)
    fresh = tuple(flag for flag in flags if flag not in record.flags)
    return replace(record, attachments=tuple(listed), flags=(*record.flags, *fresh))


def _holders(connection: Connection, digest: str) -> Iterator[tuple[RecordId, Attachment]]:
    if not is_digest(digest) or not attachment_texts.known(connection):
        return
    numbers = attachment_texts.records_with(connection, digest)
    for record in records.by_numbers(connection, numbers):
        for one in record.attachments:
            if one.sha256 == digest:
                yield record.id, one


def _flags(
    record: RecordId, one: Attachment, holders: dict[RecordId, Attachment]
) -> Iterator[Flag]:
    if not is_digest(one.sha256):
        said = f"“{one.name}” names no file; attach the file itself."
        yield Flag("attachment-names-no-file", said, _WHERE, one.sha256)
    elif holders and record not in holders:
        said = (
            f"“{one.name}” names a file that another record brought; "
            "check that it belongs here. Its licence is the one known of it."
        )
        yield Flag("attachment-of-another-record", said, _WHERE, one.sha256)


def _under_known_terms(one: Attachment, known: Attachment) -> Attachment:
    """Keep what the library knows of a file; what it does not know may be told."""
    return replace(
        one,
        media_type=known.media_type,
        size=known.size,
        pages=known.pages,
        licence=one.licence if known.licence is Licence.UNKNOWN else known.licence,
        may_redistribute=(
            one.may_redistribute
            if known.may_redistribute is Permission.UNKNOWN
            else known.may_redistribute
        ),
    )
