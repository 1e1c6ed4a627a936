"""The texts of attached files, page by page, and the index in which they are searched.

All of it is derived: from the files, and from which record has which file. `record_files` follows
the records and is written with their index; the pages belong to a file, whatever records have it,
and stay while an undo could bring a record back that has it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from evidence_library.model.attachment import TextOf, TextState, is_digest
from evidence_library.model.record import Record
from evidence_library.text.analysis import streams

#: A page has the number of its file, then as many bits as this for its own number from 0.
PAGE_BITS = 16

_DIGEST = re.compile(r"[0-9a-f]{64}")

#: Columns in which documents lie, with what history remembers of them.
_HOLDERS = ("document", "base", "before", "after")


def known(connection: sqlite3.Connection) -> bool:
    """Tell whether a library has these tables: one of an older version may lie read-only."""
    return bool(
        connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'record_files'").fetchone()
    )


def link(connection: sqlite3.Connection, number: int, record: Record) -> None:
    """Note which files a record has; a file not seen before waits to be read."""
    for digest in dict.fromkeys(one.sha256 for one in record.attachments):
        if is_digest(digest):
            connection.execute(
                "INSERT OR IGNORE INTO attachment_files (sha256, changed) VALUES (?, ?)",
                (digest, version(connection) + 1),
            )
            connection.execute(
                "INSERT OR IGNORE INTO record_files (record, file) "
                "SELECT ?, number FROM attachment_files WHERE sha256 = ?",
                (number, digest),
            )


def unlink(connection: sqlite3.Connection, number: int) -> None:
    """Forget which files a record has."""
    connection.execute("DELETE FROM record_files WHERE record = ?", (number,))


def unlink_all(connection: sqlite3.Connection) -> None:
    """Forget which files any record has, before all of them are indexed anew."""
    if known(connection):
        connection.execute("DELETE FROM record_files")


def version(connection: sqlite3.Connection) -> int:
    """Give a number that grows with every change of a text: what was found by it may be old."""
    row = connection.execute("SELECT coalesce(max(changed), 0) FROM attachment_files").fetchone()
    return int(row[0])


def of_files(connection: sqlite3.Connection, digests: Iterable[str]) -> dict[str, TextOf]:
    """Tell how far the texts of files are; files that nobody attached are left out."""
    if not known(connection):
        return {}
    rows = connection.execute(
        "SELECT sha256, state, sentence, pages, paged FROM attachment_files "
        "WHERE sha256 IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return {row[0]: _text_of(row) for row in rows.fetchall()}


def waiting(connection: sqlite3.Connection) -> list[str]:
    """List the files whose text is to be read and that a record has, the oldest first."""
    if not known(connection):
        return []
    rows = connection.execute(
        "SELECT sha256 FROM attachment_files WHERE state = ? "
        "AND number IN (SELECT file FROM record_files) ORDER BY number",
        (TextState.WAITING,),
    )
    return [digest for (digest,) in rows.fetchall()]


def records_with(connection: sqlite3.Connection, digest: str) -> list[int]:
    """List the numbers of the records that have a file."""
    rows = connection.execute(
        "SELECT record FROM record_files WHERE file = "
        "(SELECT number FROM attachment_files WHERE sha256 = ?) ORDER BY record",
        (digest,),
    )
    return [number for (number,) in rows.fetchall()]


def records_with_any(connection: sqlite3.Connection) -> list[int]:
    """List the numbers of the records that name any file, be it there or not."""
    rows = connection.execute(
        "SELECT number FROM records WHERE json_array_length(document, '$.attachments') > 0 "
        "ORDER BY number"
    )
    return [number for (number,) in rows.fetchall()]


def put(connection: sqlite3.Connection, text: TextOf) -> None:
    """Note how far the text of a file is."""
    connection.execute(
        "UPDATE attachment_files SET state = ?, sentence = ?, pages = ?, paged = ?, changed = ? "
        "WHERE sha256 = ?",
        (
            *(text.state, text.sentence, text.pages, text.paged),
            version(connection) + 1,
            text.sha256,
        ),
    )


def put_pages(
    connection: sqlite3.Connection, digest: str, first: int, pages: Sequence[str]
) -> bool:
    """Keep pages of a file from number `first` on, counted from 0, and index them.

    With the first page, whatever was kept of the file before is dropped. Tells whether the file is
    known: it may have been forgotten meanwhile.
    """
    file = _number(connection, digest)
    if file is None:
        return False
    if first == 0:
        _drop_pages(connection, file)
    start = (file << PAGE_BITS) + first
    connection.executemany(
        "INSERT INTO attachment_pages (number, text) VALUES (?, ?)",
        [(start + at, text) for at, text in enumerate(pages)],
    )
    connection.executemany(
        "INSERT INTO page_terms (rowid, exact, stems) VALUES (?, ?, ?)",
        [(start + at, *streams(text)) for at, text in enumerate(pages) if text.strip()],
    )
    return True


def page(connection: sqlite3.Connection, digest: str, number: int) -> str:
    """Give the text of a page, counted from 0; empty if it is not kept."""
    file = _number(connection, digest)
    row = connection.execute(
        "SELECT text FROM attachment_pages WHERE number = ?",
        (((file or 0) << PAGE_BITS) + number,),
    ).fetchone()
    return str(row[0]) if row else ""


def pages(connection: sqlite3.Connection, digest: str) -> list[str]:
    """Give the text of a file, page by page."""
    file = _number(connection, digest)
    rows = connection.execute(
        "SELECT text FROM attachment_pages WHERE number BETWEEN ? AND ? ORDER BY number",
        _span(file or 0),
    )
    return [text for (text,) in rows.fetchall()]


def index_anew(connection: sqlite3.Connection, progress: Callable[[int, int], None]) -> None:
    """Make the index of all pages anew from their texts: what words are taken for has changed.

    `progress` is told of pages done and their number, and may raise to stop.
    """
    if not known(connection):
        return
    numbers = connection.execute("SELECT number FROM attachment_pages ORDER BY number").fetchall()
    connection.execute("DELETE FROM page_terms")
    for done, (number,) in enumerate(numbers):
        progress(done, len(numbers))
        text = connection.execute(
            "SELECT text FROM attachment_pages WHERE number = ?", (number,)
        ).fetchone()[0]
        if text.strip():
            connection.execute(
                "INSERT INTO page_terms (rowid, exact, stems) VALUES (?, ?, ?)",
                (number, *streams(text)),
            )


def read_again(connection: sqlite3.Connection, digest: str) -> None:
    """Let the text of a file wait to be read once more."""
    put(connection, TextOf(sha256=digest))


def read_failed_again(connection: sqlite3.Connection, digest: str) -> None:
    """Let the text of a file wait once more if it could not be read."""
    found = of_files(connection, [digest]).get(digest)
    if found is not None and found.state is TextState.FAILED:
        read_again(connection, digest)


def referenced(connection: sqlite3.Connection) -> set[str]:
    """List every digest that anything names: records, trash, drafts, and history, so that no undo
    misses a file. It reads every document that speaks of a file, which takes time.
    """
    found: set[str] = set()
    for table, column in _places(connection):
        rows = connection.execute(
            f'SELECT "{column}" FROM "{table}" WHERE instr("{column}", \'sha256\') '
            f"OR instr(\"{column}\", 'attachment:')"
        )
        for (text,) in rows:
            found.update(_DIGEST.findall(str(text)))
    return found


def forget(connection: sqlite3.Connection, kept: set[str]) -> list[str]:
    """Drop the texts of files that are not among those to be kept; list the files."""
    rows = connection.execute("SELECT number, sha256 FROM attachment_files").fetchall()
    gone = [(number, digest) for number, digest in rows if digest not in kept]
    for number, _ in gone:
        _drop_pages(connection, number)
        connection.execute("DELETE FROM record_files WHERE file = ?", (number,))
        connection.execute("DELETE FROM attachment_files WHERE number = ?", (number,))
    return [digest for _, digest in gone]


def any_file(connection: sqlite3.Connection) -> bool:
    """Tell whether any file was ever attached and is not forgotten."""
    if not known(connection):
        return False
    return bool(connection.execute("SELECT 1 FROM attachment_files LIMIT 1").fetchone())


def _places(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """List the columns of all tables that may name a file: every one that holds documents."""
    rows = connection.execute(
        "SELECT tables.name, columns.name FROM sqlite_master AS tables, "
        "pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' "
        "AND columns.name IN (SELECT value FROM json_each(?))",
        (json.dumps(_HOLDERS),),
    )
    return [(table, column) for table, column in rows.fetchall()]


def _number(connection: sqlite3.Connection, digest: str) -> int | None:
    row = connection.execute(
        "SELECT number FROM attachment_files WHERE sha256 = ?", (digest,)
    ).fetchone()
    return int(row[0]) if row else None


def _span(file: int) -> tuple[int, int]:
    return file << PAGE_BITS, ((file + 1) << PAGE_BITS) - 1


def _drop_pages(connection: sqlite3.Connection, file: int) -> None:
    connection.execute("DELETE FROM page_terms WHERE rowid BETWEEN ? AND ?", _span(file))
    connection.execute("DELETE FROM attachment_pages WHERE number BETWEEN ? AND ?", _span(file))


def _text_of(row: tuple[str, str, str, int, int]) -> TextOf:
    digest, state, sentence, pages_, paged = row
    return TextOf(
        sha256=digest,
        state=TextState(state),
        sentence=sentence,
        pages=pages_,
        paged=bool(paged),
    )
