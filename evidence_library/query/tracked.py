"""What one may ask of recommendations: `status:"not met"`, `deadline:2005-Q3`, `lead:DWP`.

Records have none of it. Which recommendations are meant depends on a day, so it is told later; what
is read here is only whether a value can be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from evidence_library.model.vocabulary import EvidenceRole, ResponseKind, Status
from evidence_library.query import spans
from evidence_library.query.tree import Tracked
from evidence_library.text.analysis import exact_terms

_terms = lru_cache(maxsize=10_000)(exact_terms)

#: Words behind `is:` for what the schedule says; the words of `STATUSES` may stand there, too.
OVERDUE, DUE_SOON, UNREPORTED, CONTRADICTED = "overdue", "due soon", "unreported", "contradicted"
NOT_YET_DUE, NO_DEADLINE = "not yet due", "no deadline"
#: Words behind `is:` for how an assessment stands.
FINISHED, OPEN, DIFFER = "finished", "open", "differ"
ASSESSED = (FINISHED, OPEN, DIFFER)
SCHEDULES = (OVERDUE, DUE_SOON, UNREPORTED, CONTRADICTED, NOT_YET_DUE, NO_DEADLINE)

STATUSES: Mapping[str, Status] = {status.value.replace("_", " "): status for status in Status}

RESPONSES: Mapping[str, ResponseKind] = {kind.value: kind for kind in ResponseKind}

#: Words behind `has:` for the records that are linked.
ROLES: Mapping[str, EvidenceRole] = {
    "evidence": EvidenceRole.PROGRESS,
    "practice": EvidenceRole.PRACTICE,
    "problem": EvidenceRole.PROBLEM,
}

#: Stands for what is not stated.
NONE = "none"

#: The fields whose values are fixed words.
WORDS: Mapping[str, tuple[str, ...]] = {
    "status": tuple(STATUSES),
    "response": (*RESPONSES, NONE),
    "is": tuple(dict.fromkeys((*SCHEDULES, *STATUSES, *ASSESSED))),
    "has": tuple(ROLES),
    "deadline": (OVERDUE, DUE_SOON, NONE),
}

_CALLED = {
    "status": "a status",
    "response": "a response",
    "is": "something that is told of recommendations",
}
_SOON = frozenset({DUE_SOON, "soon"})
_NOT_STATED = frozenset({NONE, "empty", "not stated", "unstated"})
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_QUARTER = re.compile(r"(?:(\d{4})[\s/-]*Q([1-4])|Q([1-4])[\s/-]*(\d{4}))", re.IGNORECASE)


def meant(field: str, value: str) -> tuple[str, ...]:
    """List the fixed words that are meant: the one typed, or those that begin like it."""
    wanted, known = as_words(value), WORDS.get(field, ())
    if wanted in known:
        return (wanted,)
    return tuple(word for word in known if wanted and word.startswith(wanted))


def read(field: str, value: str, today: date) -> Tracked | None:
    """Read the value of a field of recommendations; None if it can be none."""
    text = value.strip()
    if as_words(text) in _NOT_STATED and field != "is":
        return Tracked(field, NONE)
    if field == "deadline":
        return _due(text, today)
    if field in WORDS and not meant(field, text):
        return None
    return Tracked(field, text)


def is_role(value: str) -> bool:
    """Tell whether `has:` asks for linked records."""
    return as_words(value) in ROLES


def not_read(field: str, value: str) -> str:
    """Say in a sentence that a value can be none of a field."""
    if field == "deadline":
        return f"“{value}” is not a quarter or date such as 2005-Q3; it was left out."
    known = ", ".join(WORDS[field])
    return f"“{value}” is not {_CALLED[field]} and was left out; use one of: {known}."


def as_words(value: str) -> str:
    """Write a word of several parts as the lists have it: `Not_met` is "not met"."""
    return " ".join(value.casefold().replace("_", " ").replace("-", " ").split())


def named(typed: str, names: Iterable[str]) -> bool:
    """Tell whether one of some names holds the words typed, side by side."""
    if typed == NONE:
        return not any(names)
    return any(holds(_terms(name), _terms(typed)) for name in names)


def holds(name: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Tell whether the terms of a name have those of a part in them, side by side."""
    size = len(part)
    return size > 0 and any(name[at : at + size] == part for at in range(len(name) - size + 1))


def ends(value: str) -> tuple[str, str]:
    """Give the first and the last end of when something is due, alike if it has but one.

    Each is a quarter, "2005-Q3", a date, or empty if that end is open.
    """
    first, between, last = value.partition("..")
    return first, last if between else first


def quarter(end: str) -> tuple[int, int] | None:
    """Give year and number of an end that is a quarter."""
    found = _QUARTER.fullmatch(end.strip())
    if found is None:
        return None
    return int(found[1] or found[4]), int(found[2] or found[3])


def _due(text: str, today: date) -> Tracked | None:
    if as_words(text) in {OVERDUE, *_SOON}:
        return Tracked("is", OVERDUE if as_words(text) == OVERDUE else DUE_SOON)
    if ".." not in text and quarter(text) is None:
        found = spans.dates(text, today)
        return Tracked("deadline", "..".join(end or "" for end in found)) if found else None
    first, last = (_end(end.strip(), at) for at, end in enumerate(ends(text)))
    if first is None or last is None or not (first or last):
        return None
    return Tracked("deadline", first if first == last else f"{first}..{last}")


def _end(text: str, at: int) -> str | None:
    """Write the first (0) or last (1) end of a span as it is kept; None if it is no time."""
    named = quarter(text)
    if named is not None:
        return f"{named[0]:04d}-Q{named[1]}"
    found = spans.date_span(text, text) if text and _DATE.fullmatch(text) else None
    return "" if not text else (found[at] if found else None)
