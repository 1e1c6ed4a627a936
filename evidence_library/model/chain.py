"""The chain of evidence: what a thing rests on, and what rests on it.

Recommendations, packs, judgements and actions rest on records; actions also on judgements and
recommendations, and a judgement on the theme that it judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """What a thing in the chain is. The value is the word people read."""

    RECOMMENDATION = "recommendation"
    RECORD = "record"
    PACK = "pack"
    THEME = "theme"
    JUDGEMENT = "judgement"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the chain.

    `detail` says in words how it stands. One that is `gone` is named, but no longer in the library.
    The id of a theme is that of its instrument and its key, of a judgement that of its assessment
    and the theme's key, with a slash between.
    """

    kind: NodeKind
    id: str
    title: str
    detail: str = ""
    example: bool = False
    gone: bool = False

    @property
    def key(self) -> tuple[NodeKind, str]:
        """What makes it the same thing wherever it stands."""
        return (self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing with what lies beyond it; `role` says how it bears on the thing before it.

    What stands further up already is `repeated` and not followed again; of one that is `cut` more
    lies beyond.
    """

    node: Node
    role: str
    branches: tuple[Branch, ...] = ()
    repeated: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """A thing with all it rests on and all that rests on it."""

    node: Node
    rests_on: tuple[Branch, ...]
    supports: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line of the outline; `depth` counts from 1 below the two headings."""

    branch: Branch
    depth: int


def outline(branches: tuple[Branch, ...], depth: int = 1) -> Iterator[OutlineLine]:
    """Give branches as indented lines, each thing before what lies beyond it."""
    for one in branches:
        yield OutlineLine(one, depth)
        yield from outline(one.branches, depth + 1)
