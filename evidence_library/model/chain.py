"""The chain of evidence: what a thing rests on, and what rests on it.

Recommendations, packs, judgements and actions rest on records; actions also on judgements and
recommendations, a judgement on the theme that it judges, and a record on those that evaluate it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evidence_library.model.assessment import EXAMPLE_MARK


class NodeKind(StrEnum):
    """What a thing in the chain is. The value is the word people read."""

    RECOMMENDATION = "recommendation"
    RECORD = "record"
    PACK = "pack"
    THEME = "theme"
    JUDGEMENT = "judgement"
    ACTION = "action"


#: The two directions in words.
RESTS_ON, SUPPORTS = "What it rests on", "What rests on it"


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

    @property
    def called(self) -> str:
        """Its kind and title, with the mark of an example."""
        example = f" ({EXAMPLE_MARK})" if self.example else ""
        return f"{self.kind.value.capitalize()}: {self.title}{example}"


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing with what lies beyond it; `role` says how it bears on the thing before it.

    What stands further up already is `repeated` and not followed again; of one that is `cut` more
    lies beyond. `left_out` counts the things beyond it for which there was no room.
    """

    node: Node
    role: str
    branches: tuple[Branch, ...] = ()
    repeated: bool = False
    cut: bool = False
    left_out: int = 0

    @property
    def about(self) -> str:
        """Say how it bears on the thing before it, how it stands, and where the chain goes on."""
        after = "see above" if self.repeated else "more lies beyond" if self.cut else ""
        return "; ".join(filter(None, (self.role.rstrip(". "), self.node.detail, after)))


@dataclass(frozen=True, slots=True)
class Chain:
    """A thing with all it rests on and all that rests on it.

    `below` and `above` count the things next to it for which there was no room.
    """

    node: Node
    rests_on: tuple[Branch, ...]
    supports: tuple[Branch, ...]
    below: int = 0
    above: int = 0


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


def nothing_here(kind: NodeKind, heading: str) -> str:
    """Say that nothing lies in a direction, and what one can do; `heading` is its name."""
    return (_NOTHING_BELOW if heading == RESTS_ON else _NOTHING_ABOVE)[kind]


def more_than_shown(number: int) -> str:
    """Say that there was no room for some things."""
    return f"{number:,} more {'is' if number == 1 else 'are'} not shown."


_NOTHING_BELOW = {
    NodeKind.RECOMMENDATION: "No record is linked yet. Link a record that shows the problem, "
    "progress or good practice.",
    NodeKind.RECORD: "A record is where a chain begins; no other record evaluates this one.",
    NodeKind.PACK: "The pack holds no record yet. Add records from Find.",
    NodeKind.THEME: "No record stands under the headings of this theme yet.",
    NodeKind.JUDGEMENT: "No record is linked to this judgement yet. Link the records that it "
    "rests on.",
    NodeKind.ACTION: "Nothing is linked to this action yet. Link a record, or begin actions from "
    "a theme or a recommendation.",
}

_NOTHING_ABOVE = {
    NodeKind.RECOMMENDATION: "No action answers this recommendation yet. Add one in Assess.",
    NodeKind.RECORD: "Nothing rests on this record yet. Link it to a recommendation or a "
    "judgement, or add it to a pack.",
    NodeKind.PACK: "Nothing rests on a pack; it is what people take with them.",
    NodeKind.THEME: "No assessment has judged this theme yet.",
    NodeKind.JUDGEMENT: "No action comes from this judgement yet. Add one in Assess.",
    NodeKind.ACTION: "Nothing rests on an action; it is where a chain ends.",
}
