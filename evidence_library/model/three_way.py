"""Join two editions of one thing that both came from a third, part by part.

What only one of them changed is taken over; what both changed otherwise is left as it is in one's
own, unless somebody chooses the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.record import (
    Appraisal,
    CaseStudy,
    Emmie,
    Identifiers,
    Record,
    Section,
)

T = TypeVar("T")

#: Parts that are compared field by field; all others are taken or left as a whole.
_DEEP = (Record, RecommendationSet, Identifiers, Appraisal, Emmie, CaseStudy)


class Fate(StrEnum):
    """What became of a part that the other edition changed.

    TAKEN: only they changed it. KEPT: both did, and one's own stays. CHOSEN: both did, and theirs
    was asked for.
    """

    TAKEN = "taken"
    KEPT = "kept"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Part:
    """A part that they changed and that is not the same in one's own edition.

    `path` names it: "finding", "appraisal.confidence", or "sections.2" for the third section.
    """

    path: str
    mine: object
    theirs: object
    fate: Fate


def merged(base: T, mine: T, theirs: T, take: Collection[str] = ()) -> tuple[T, tuple[Part, ...]]:
    """Join two editions of `base`; give the result, and the parts that they changed.

    `take` names the parts of which theirs is wanted whoever changed them.
    """
    joined, parts = _merged("", base, mine, theirs, take)
    return joined, tuple(parts)


def _merged(
    path: str, base: Any, mine: Any, theirs: Any, take: Collection[str]
) -> tuple[Any, list[Part]]:
    if theirs == mine or (theirs == base and not _is_wanted(path, take)):
        return mine, []
    if _is_deep(base, mine, theirs):
        names = [one.name for one in fields(mine)]
        joined, parts = _each(
            [f"{path}.{name}" if path else name for name in names],
            [[getattr(one, name) for name in names] for one in (base, mine, theirs)],
            take,
        )
        return replace(mine, **dict(zip(names, joined, strict=True))), parts
    if _are_same_sections(base, mine, theirs):
        paths = [f"{path}.{place}" for place in range(len(mine))]
        joined, parts = _each(paths, [list(base), list(mine), list(theirs)], take)
        return tuple(joined), parts
    if mine == base:
        return theirs, [Part(path, mine, theirs, Fate.TAKEN)]
    chosen = path in take
    fate = Fate.CHOSEN if chosen else Fate.KEPT
    return (theirs if chosen else mine), [Part(path, mine, theirs, fate)]


def _is_wanted(path: str, take: Collection[str]) -> bool:
    """Tell whether theirs is wanted of a part, or of something in it."""
    return path in take or any(not path or one.startswith(f"{path}.") for one in take)


def _each(
    paths: list[str], editions: list[list[Any]], take: Collection[str]
) -> tuple[list[Any], list[Part]]:
    joined, told = [], []
    for path, base, mine, theirs in zip(paths, *editions, strict=True):
        one, parts = _merged(path, base, mine, theirs, take)
        joined.append(one)
        told.extend(parts)
    return joined, told


def _is_deep(*editions: object) -> bool:
    kinds = {type(one) for one in editions}
    return len(kinds) == 1 and kinds <= set(_DEEP)


def _are_same_sections(*editions: object) -> bool:
    """Tell whether these are sections of a text with the same headings in the same order."""
    told = set(map(_headings, editions))
    return len(told) == 1 and None not in told


def _headings(edition: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(edition, tuple) or not edition:
        return None
    return tuple(_each_heading(edition)) if all(isinstance(s, Section) for s in edition) else None


def _each_heading(sections: tuple[Section, ...]) -> Iterator[tuple[str, str]]:
    for section in sections:
        yield section.kind.value, section.heading
