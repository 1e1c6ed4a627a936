"""Names of authors, funders and publishers: how many there are, and which are bodies.

How it is decided, in this order: "Surname, A." is a person; a name with a word that bodies carry
(Commission, Council, Office ...) or with an acronym (CRE) is a body. Anything else is flagged as
unsure: several words are taken for a person, a single word for a body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from evidence_library.model.problem import Flag
from evidence_library.model.record import Name

_BODY_WORDS = frozenset(
    """agency alliance assembly association authority board bureau centre charity college commission
    commissioner committee company consortium consultancy consultants consulting council councils
    department directorate executive federation forum foundation fund government group inspectorate
    institute institution laboratory limited ltd ministry museum network nhs observatory office
    organisation parliament partnership plc police programme project royal school secretariat
    service services society taskforce team trust union unit university"""
    # A plain list of words reads better than as many quoted ones.
    .split()
)
_CAPITALISED = r"[^\W\d_a-z][\w'’-]{0,40}"
_PERSON = re.compile(
    rf"(?:(?:van|von|de|der|den|la|le|du|da|di) ){{0,3}}{_CAPITALISED}(?: {_CAPITALISED}){{0,3}}"
    r", (?:[A-Z]\.?[ -]?){1,4}(?!\w)"
)
_JOINT = re.compile(r"\s*,?\s+(?:and|&)\s+|\s*,\s+")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
#: Longer than any list of authors: taken as one name as it stands.
_LONGEST = 2000


class ReadNames(NamedTuple):
    """Names, the wording with "{}" in each one's place, and what was not sure."""

    names: tuple[Name, ...]
    pattern: str
    flags: tuple[Flag, ...]


def read_names(text: str, field: str) -> ReadNames:
    """Read the value of an author, funder or publisher line; `field` is named in the flags."""
    words = " ".join(text.split())
    if not words:
        return ReadNames((), "", ())
    pieces = _pieces(words)
    flags = [flag for piece in pieces for flag in _doubts(piece, words, field)]
    names = tuple(Name(piece, _is_body(piece)) for piece in pieces)
    return ReadNames(names, pattern_of(words, pieces), tuple(flags))


def one_name(text: str) -> Name:
    """Read one name, judging only whether it is a body."""
    return Name(text, _is_body(text))


def is_sure(text: str) -> bool:
    """Tell whether a name shows for certain that it is a person or a body."""
    return bool(_PERSON.fullmatch(text)) or _has_body_word(text)


def _pieces(words: str) -> list[str]:
    if len(words) > _LONGEST:
        return [words]
    if ";" in words:
        return [piece for piece in (part.strip() for part in words.split(";")) if piece]
    persons = [match[0].strip() for match in _PERSON.finditer(words)]
    if persons and not _PERSON.sub("", words).replace("and", "").strip(" ,&"):
        return persons
    pieces = [piece for piece in _JOINT.split(words) if piece]
    alike = all(map(_has_body_word, pieces)) or all(map(_looks_like_person, pieces))
    return pieces if alike else [words]


def _is_body(name: str) -> bool:
    if _PERSON.fullmatch(name):
        return False
    return _has_body_word(name) or len(name.split()) == 1


def _has_body_word(name: str) -> bool:
    words = re.findall(r"[^\W\d_]+", name)
    if any(word.casefold() in _BODY_WORDS for word in words):
        return True
    # "JOHN SMITH" is no list of acronyms: beside other capitals, capitals say nothing.
    shouted = len(words) > 1 and name.isupper()
    return not shouted and any(_ACRONYM.fullmatch(word) for word in words)


def _looks_like_person(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 4
        and not _has_body_word(name)
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
    )


def _doubts(piece: str, words: str, field: str) -> list[Flag]:
    doubts = []
    if not is_sure(piece):
        what = "a body" if _is_body(piece) else "a person"
        message = f"“{piece}” was taken for {what}; nothing in the name says so for certain."
        doubts.append(Flag("name-unsure", message, field, piece))
    if (
        piece == words
        and not _PERSON.fullmatch(piece)
        and ";" not in words
        and _JOINT.search(words)
    ):
        message = f"“{piece}” was read as one name; it may be several."
        doubts.append(Flag("names-unsure", message, field, piece))
    return doubts


def pattern_of(words: str, pieces: Sequence[str]) -> str:
    """Give how pieces of a line stand in it, empty for a single one or pieces parted by "; "."""
    if words == "; ".join(pieces):
        return ""
    pattern, at = "", 0
    for piece in pieces:
        found = words.index(piece, at)
        pattern += words[at:found] + "{}"
        at = found + len(piece)
    return pattern + words[at:]
