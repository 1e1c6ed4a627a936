"""The thesaurus: groups of words that mean the same and are searched together."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum

from evidence_library.model.ids import WordGroupId


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


#: The columns of a table of words; spreadsheets show them in this order.
TABLE_COLUMNS = ("group", "term", "kind", "first_year", "last_year", "note")

#: Stands for the kind in a library's own table: the shipped term, or group, is not searched.
SWITCHED_OFF = "switched off"


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


#: The form of `OwnWords` that this program writes. One with a higher number is kept and not used.
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What a library makes of one group: words of its own, and what it does without.

    It holds only what differs from the shipped group of that name, so that shipped groups may
    become better without anybody's words being lost. `without` are shipped terms as they are
    written; a group that is `off` is not searched at all. `format` is the form of the document.
    """

    terms: tuple[Term, ...] = ()
    without: tuple[str, ...] = ()
    off: bool = False
    format: int = FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWords:
    """Own words as the library holds them. `words` is None if this program cannot read them."""

    id: WordGroupId
    name: str
    words: OwnWords | None


def group_key(name: str) -> str:
    """Give what makes two names of groups one, whatever their capitals and blanks."""
    return " ".join(name.split()).casefold()


def group_id(name: str) -> WordGroupId:
    """Give the identity of a group: the same name is the same group in every library."""
    named = f"evidence-library:words:{group_key(name)}"
    return WordGroupId(str(uuid.uuid5(uuid.NAMESPACE_URL, named)))
