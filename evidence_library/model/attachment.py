"""Attached files: how they stand on the disk, and how far their texts are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

#: Largest file that is taken, in bytes.
LARGEST_FILE = 250 * 1024 * 1024

#: Pages of a file whose text is read.
MOST_PAGES = 10_000

#: Stands before the digest of an attachment that is the archived copy of a link.
ARCHIVED_IN = "attachment:"

_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileState(StrEnum):
    """Whether a file of the library is what was attached."""

    THERE = "there"
    MISSING = "missing"
    CHANGED = "changed"


class TextState(StrEnum):
    """How far the text of a file is: waiting to be read, read, or not to be read."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class FileKind(StrEnum):
    """What a file is to us, whatever its name says."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOf:
    """How far the text of a file is.

    `sentence` says what a person should know of it, such as why there is no text. `pages` is the
    number of pieces it is kept in; only where it is `paged` are they pages that people see.
    """

    sha256: str
    state: TextState = TextState.WAITING
    sentence: str = ""
    pages: int = 0
    paged: bool = False


def is_digest(text: str) -> bool:
    """Tell whether a text is a SHA-256 as this library writes them: nothing else names a file."""
    return _DIGEST.fullmatch(text) is not None
