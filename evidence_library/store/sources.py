"""The texts things were read from, verbatim, each kept once."""

from __future__ import annotations

import hashlib
import sqlite3


def keep(connection: sqlite3.Connection, text: str) -> str | None:
    """Keep a source text and give the digest it is found by; None for no text.

    Source texts never change and are never deleted: history refers to them.
    """
    if not text:
        return None
    digest = digest_of(text)
    connection.execute("INSERT OR IGNORE INTO sources (digest, text) VALUES (?, ?)", (digest, text))
    return digest


def text_of(connection: sqlite3.Connection, digest: str | None) -> str:
    """Give a kept text, exactly as it was."""
    row = connection.execute("SELECT text FROM sources WHERE digest = ?", (digest,)).fetchone()
    return str(row[0]) if row else ""


def digests_of(text: str) -> tuple[str, ...]:
    """Give the digests under which a text may be kept: as it is, or with other line ends."""
    plain = one_kind_of_line_end(text)
    forms = dict.fromkeys((text, plain, plain.replace("\n", "\r\n")))
    return tuple(map(digest_of, forms))


def one_kind_of_line_end(text: str) -> str:
    """Write every line end as one line feed, so that copies from other systems compare equal."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def digest_of(text: str) -> str:
    """Give the digest of a text (SHA-256 of its UTF-8 bytes)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
