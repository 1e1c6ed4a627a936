"""Searches the texts of attached files: which records have a file that holds what is asked.

Words of an attachment find its record, and nothing else: they never leave a record out, never make
a search do without other words, and count for no order. A field such as `title:` is none of theirs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from evidence_library.query.tree import Leaf, Near, Part, Phrase, Plain, Prefix, sought
from evidence_library.store import attachment_texts, bitsets
from evidence_library.store.attachment_texts import PAGE_BITS
from evidence_library.store.evaluation import Answers
from evidence_library.store.matching import expression


def everywhere(own: Answers, of_files: Callable[[tuple[Part, ...]], int]) -> Answers:
    """Give where sets of leaves come from if attachments count as well.

    `of_files` gives the records with a file that holds any of some parts.
    """

    def leaf(node: Leaf) -> int:
        found = own.leaf(node)
        if isinstance(node, Plain | Phrase | Prefix | Near):
            found |= of_files((node,)) & own.every
        return found

    def any_of(parts: tuple[Part, ...]) -> int:
        return own.any_of(parts) | (of_files(parts) & own.every)

    return replace(own, leaf=leaf, any_of=any_of, excluding=own)


def holding(connection: sqlite3.Connection, parts: Sequence[Part]) -> int:
    """Give the records with a file on one page of which any of the parts is found."""
    match = _match(parts)
    if not match:
        return 0
    row = connection.execute(
        "SELECT group_concat(record) FROM record_files WHERE file IN "
        f"(SELECT DISTINCT rowid >> {PAGE_BITS} FROM page_terms WHERE page_terms MATCH ?)",
        (match,),
    ).fetchone()
    return bitsets.from_list(row[0])


def best_page(
    connection: sqlite3.Connection, record: int, parts: Sequence[Part]
) -> tuple[str, int] | None:
    """Give the page of a record's files that holds most of the parts: its digest and number from 0.

    Of pages alike it is the first one.
    """
    held: dict[int, int] = {}
    for part in dict.fromkeys(parts):
        for page in _pages(connection, record, part):
            held[page] = held.get(page, 0) + 1
    if not held:
        return None
    best = min(held, key=lambda page: (-held[page], page))
    digest = connection.execute(
        "SELECT sha256 FROM attachment_files WHERE number = ?", (best >> PAGE_BITS,)
    ).fetchone()[0]
    return str(digest), best & ((1 << PAGE_BITS) - 1)


def pages_with(connection: sqlite3.Connection, digest: str, parts: Sequence[Part]) -> list[int]:
    """List the pages of a file that hold any of the parts, counted from 0."""
    match = _match(parts)
    row = connection.execute(
        "SELECT number FROM attachment_files WHERE sha256 = ?", (digest,)
    ).fetchone()
    if not match or row is None:
        return []
    first = row[0] << PAGE_BITS
    listed = connection.execute(
        "SELECT group_concat(rowid - ?) FROM page_terms WHERE page_terms MATCH ? "
        "AND rowid BETWEEN ? AND ?",
        (first, match, first, first + (1 << PAGE_BITS) - 1),
    ).fetchone()[0]
    return sorted(bitsets.numbers_of(listed))


def _pages(connection: sqlite3.Connection, record: int, part: Part) -> list[int]:
    match = _match((part,))
    if not match:
        return []
    files = connection.execute("SELECT file FROM record_files WHERE record = ?", (record,))
    found: list[int] = []
    for (file,) in files.fetchall():
        listed = connection.execute(
            "SELECT group_concat(rowid) FROM page_terms WHERE page_terms MATCH ? "
            "AND rowid BETWEEN ? AND ?",
            (match, file << PAGE_BITS, ((file + 1) << PAGE_BITS) - 1),
        ).fetchone()[0]
        found.extend(bitsets.numbers_of(listed))
    return found


def _match(parts: Sequence[Part]) -> str:
    """Write a MATCH expression for the parts that no field narrows; empty if there are none."""
    told = []
    for part in parts:
        texts = sought(part)
        if not any(text.field for text in texts):
            column = "stems" if isinstance(texts[0], Plain) else "exact"
            told.append(f"{column} : {expression(part)}")
    return " OR ".join(dict.fromkeys(told))


def version(connection: sqlite3.Connection) -> int:
    """Give a number that changes with the texts; 0 while there is nothing to search."""
    return attachment_texts.version(connection) if attachment_texts.known(connection) else 0
