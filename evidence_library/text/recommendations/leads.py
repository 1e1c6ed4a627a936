"""The lead cell of a recommendation table: which bodies it names.

"/", "," and ";" part bodies. "and" may stand between two bodies or inside a name, "Health and
Safety Executive": it parts for certain only where both sides are acronyms or bodies that the table
names elsewhere. Everything else is flagged, whether it was parted or kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple


class Leads(NamedTuple):
    """Bodies in order, how many elements were empty, and what was not sure.

    `unsure` are names that may be two bodies, `parted` the words that were read as two bodies.
    """

    names: tuple[str, ...]
    empty: int = 0
    unsure: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()


_NONE = re.compile(r"(?:n\s?[/.]?\s?a\.?|none|nil|not applicable|tb[acd]|[-–—?]+)", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:(?<!\band)/(?!\s?or\b)|,(?:\s*(?:and\b|&))?)\s*")
_JOINT = re.compile(
    r"(\s+(?:and\s?/\s?or|and|&|plus|(?:(?:jointly|together) )?with|or)\s+|(?<=[A-Z])&(?=[A-Z]))"
)
_NAME = re.compile(
    r"(?<!and )(?<!& )\b(?:The )?([A-Z][a-z]{1,30}(?: [A-Z][a-z]{1,30}){1,4})\b(?! and\b| &)"
)
#: Longer than any list of bodies: kept as it stands.
_LONGEST = 5000
_PLAIN_JOINTS = {"and", "&"}
_ACRONYM = re.compile(r"(?=.{0,9}[A-Z].{0,9}[A-Z])[A-Za-z]{2,10}")


def read_leads(cell: str, known: Collection[str] = ()) -> Leads:
    """Read the bodies of a lead cell, in order. Where there is a semicolon, only it separates.

    `known` are bodies that the table names elsewhere.
    """
    if _NONE.fullmatch(cell.strip()):
        return Leads(())
    if len(cell) > _LONGEST:
        return Leads((cell,), unsure=(cell,))
    if ";" in cell:
        names = [" ".join(piece.split()) for piece in cell.removesuffix(";").split(";")]
        return Leads(tuple(filter(None, names)), empty=names.count(""))
    pieces = [" ".join(piece.split()) for piece in _LIST.split(cell)]
    found = [_divided(piece, known) for piece in pieces if piece]
    return Leads(
        tuple(name for leads in found for name in leads.names),
        empty=pieces.count("") if found else 0,
        unsure=tuple(words for leads in found for words in leads.unsure),
        parted=tuple(words for leads in found for words in leads.parted),
    )


def write_leads(names: Sequence[str]) -> str:
    """Write a lead cell that reads as these bodies."""
    plain = ", ".join(names)
    if read_leads(plain) == Leads(tuple(names)):
        return plain
    return "; ".join(names) + (";" if len(names) == 1 else "")


def known_bodies(cells: Iterable[str], text: str) -> frozenset[str]:
    """Give the bodies that lead cells name for certain, or that `text` names apart from "and"."""
    pieces = {
        piece
        for cell in cells
        if len(cell) <= _LONGEST
        for part in cell.split(";")
        for piece in _LIST.split(" ".join(part.split()))
    }
    sides = {side for piece in pieces for side in _JOINT.split(piece)[::2]}
    return frozenset(pieces & sides | _names_in(text) & sides)


def _names_in(text: str) -> set[str]:
    """Give the names of several words that a text has with no "and" beside them."""
    return {match[1] for match in _NAME.finditer(text)}


def _divided(piece: str, known: Collection[str]) -> Leads:
    """Part a piece at its "and"s; what is not sure to be two is told."""
    name, *further = _JOINT.split(piece)
    names: list[str] = []
    parted: list[str] = []
    for joint, beside in zip(further[::2], further[1::2], strict=True):
        sure = [_is_body(side, known) for side in (name, beside)]
        if any(sure):
            if not all(sure) or joint.strip() not in _PLAIN_JOINTS:
                parted.append(f"{name}{joint}{beside}")
            names.append(name)
            name = beside
        else:
            name = f"{name}{joint}{beside}"
    names.append(name)
    unsure = tuple(each for each in names if _JOINT.search(each))
    return Leads(tuple(names), unsure=unsure, parted=tuple(parted))


def _is_body(words: str, known: Collection[str]) -> bool:
    return bool(_ACRONYM.fullmatch(words)) or words in known
