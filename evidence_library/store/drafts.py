"""Drafts in the database: what somebody is writing and has not saved yet.

They are no part of the history: Undo knows nothing of them, and nothing is indexed.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from evidence_library.model.draft import Draft
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.store import sources
from evidence_library.text.plain_data import from_json, to_json


def put(connection: sqlite3.Connection, draft: Draft) -> None:
    """Keep a draft in the place of the one the record has."""
    record, base = draft.record, draft.base
    connection.execute(
        "INSERT OR REPLACE INTO drafts "
        '(record, title, kept, "by", writer, document, source, base, base_source) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.id,
            record.title,
            draft.kept,
            draft.by,
            draft.writer,
            _document(record),
            sources.keep(connection, record.source_text),
            _document(base) if base is not None else None,
            sources.keep(connection, base.source_text) if base is not None else None,
        ),
    )


def get(connection: sqlite3.Connection, record: RecordId) -> Draft | None:
    """Read the draft of a record."""
    if not _known(connection):
        return None
    row = connection.execute(
        'SELECT kept, "by", writer, document, source, base, base_source '
        "FROM drafts WHERE record = ?",
        (record,),
    ).fetchone()
    if row is None:
        return None
    kept, by, writer, document, source, base, base_source = row
    return Draft(
        record=_record(connection, document, source),
        base=_record(connection, base, base_source) if base is not None else None,
        kept=kept,
        by=by,
        writer=writer,
    )


def writer_of(connection: sqlite3.Connection, record: RecordId) -> str:
    """Tell who writes the draft of a record; empty if it has none."""
    row = connection.execute("SELECT writer FROM drafts WHERE record = ?", (record,)).fetchone()
    return str(row[0]) if row else ""


def listed(connection: sqlite3.Connection) -> list[tuple[RecordId, str, str, str]]:
    """List record, title, moment and person of every draft, the one kept last first."""
    if not _known(connection):
        return []
    rows = connection.execute(
        'SELECT record, title, kept, "by" FROM drafts ORDER BY kept DESC, record'
    )
    return [(RecordId(key), title, kept, by) for key, title, kept, by in rows.fetchall()]


def remove(connection: sqlite3.Connection, record: RecordId) -> None:
    """Drop the draft of a record, if it has one."""
    connection.execute("DELETE FROM drafts WHERE record = ?", (record,))


def _known(connection: sqlite3.Connection) -> bool:
    """Tell whether there are drafts at all: a library that is only read may come from before."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'drafts'").fetchone()
    return found is not None


def _document(record: Record) -> str:
    return to_json(replace(record, source_text=""))


def _record(connection: sqlite3.Connection, document: str, source: str | None) -> Record:
    record = from_json(document, Record)
    return replace(record, source_text=sources.text_of(connection, source))
