"""The thesaurus: groups of words that mean the same and are searched together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TermKind(StrEnum):
    """What a term is to its group."""

    PREFERRED = "preferred"
    SYNONYM = "synonym"
    SPELLING = "spelling variant"
    HISTORICAL = "historical name"
    ABBREVIATION = "abbreviation"
    #: In small letters it is an ordinary word ("dare"), so only capitals are taken for it.
    CAPITALS = "abbreviation in capitals"


#: Short forms: they are single words, whatever marks stand between their letters.
SHORT_FORMS = frozenset({TermKind.ABBREVIATION, TermKind.CAPITALS})


@dataclass(frozen=True, slots=True)
class Term:
    """A word or some words as people write them, and the years they were in use, where known."""

    text: str
    kind: TermKind
    first_year: int | None = None
    last_year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms that mean the same, the preferred one first."""

    name: str
    terms: tuple[Term, ...]
