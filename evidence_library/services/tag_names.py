"""What a tag may be called, whoever puts it on: one line, not endless, in the spelling in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence_library.errors import UserCanFix

#: Letters of a tag: it stands on a chip.
LONGEST = 40


def checked(tag: str) -> str:
    """Give a tag in one line. Raises `UserCanFix` if nothing is left or it is too long."""
    clean = one_line(tag)
    if not clean:
        raise UserCanFix("A tag needs a name.")
    if len(clean) > LONGEST:
        raise UserCanFix(f"A tag has at most {LONGEST} letters.")
    return clean


def one_line(tag: str) -> str:
    """Give a tag with single blanks, and none in front or behind."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in tag).split())


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Map tags in lower case to the spelling in use; of several the first in the alphabet."""
    known: dict[str, str] = {}
    for name in sorted(names, key=lambda one: (one.casefold(), one)):
        known.setdefault(name.casefold(), name)
    return known


def offered(counted: Mapping[str, int]) -> dict[str, int]:
    """Give of tags with how many carry them those to offer: each in one spelling, none endless."""
    known = spellings(counted)
    told: dict[str, int] = {}
    for name, number in counted.items():
        spelt = known[name.casefold()]
        if len(spelt) <= LONGEST:
            told[spelt] = told.get(spelt, 0) + number
    return told


def in_use(known: Mapping[str, str], names: Iterable[str], tag: str) -> str:
    """Give a tag in the spelling in which it is in use; as it is if it is one of `names`."""
    clean = " ".join(tag.split())
    return clean if clean in names else known.get(clean.casefold(), clean)
