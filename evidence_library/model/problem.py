"""What is wrong or odd about something that was read or written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Errors block publishing, never saving; warnings block nothing."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right.

    `code` is stable for scripts, `message` one sentence for people, `field` the name of the record
    field it concerns (empty: the whole).
    """

    severity: Severity
    code: str
    message: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A repair or an oddity of reading, kept so that a person can see and undo it.

    `where` names the field or the row ("outcomes", "15"), `raw` is the text as it stood.
    """

    code: str
    message: str
    where: str = ""
    raw: str = ""
