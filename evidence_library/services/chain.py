"""The chain of evidence from any recommendation, record, pack, theme, judgement or action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from evidence_library.errors import UserCanFix
from evidence_library.exporters import chain_svg
from evidence_library.model.chain import Branch, Chain, Node, NodeKind
from evidence_library.services.chain_beside import Neighbours, Row
from evidence_library.services.chain_things import Things
from evidence_library.services.opened import Library
from evidence_library.services.safe_files import replacing

#: So far a chain is followed from where it begins; deeper ones begin anew at another thing.
DEEPEST = 4

#: When so many things stand in one direction, no further one is followed.
_ROOM = 400

_Way = frozenset[tuple[NodeKind, str]]


def chain(
    library: Library, kind: NodeKind, key: str, depth: int = DEEPEST, day: date | None = None
) -> Chain:
    """Follow the chain from a thing in both directions, as things stand at a day, else today.

    Raises `UserCanFix` if the thing is not in the library.
    """
    things = Things(library, day or date.today())
    node = things.node(kind, key)
    if node.gone:
        raise UserCanFix(_not_there(node))
    beside = Neighbours(library, things, node)
    below, left_below = _Following(things, beside.below).follow(node, depth)
    above, left_above = _Following(things, beside.above).follow(node, depth)
    return Chain(node, below, above, left_below, left_above)


def save_drawing(found: Chain, path: Path) -> None:
    """Write a chain as a drawing (SVG), whole or not at all.

    Raises `UserCanFix` or `EnvironmentFailed` with one sentence; an older file then stays.
    """
    svg = chain_svg.svg(found)
    with replacing(path) as file:
        file.write(svg.encode())


def as_text(found: Chain) -> str:
    """Give a chain as an indented outline, to paste elsewhere."""
    return chain_svg.in_words(found)


class _Following:
    """Follows one direction, as long as there is room."""

    def __init__(self, things: Things, beside: Callable[[Node], Row]) -> None:
        self._things, self._beside, self._room = things, beside, _ROOM

    def follow(
        self, node: Node, depth: int, before: _Way = frozenset()
    ) -> tuple[tuple[Branch, ...], int]:
        """Give what lies beyond a thing; what stands on the way already is not followed again."""
        way = before | {node.key}
        row = self._beside(node)
        self._room -= len(row.shown)
        found = []
        for one in row.shown:
            other = self._things.node(one.kind, one.id)
            if other.key in way:
                found.append(Branch(other, one.role, repeated=True))
            elif depth <= 1 or self._room <= 0:
                found.append(Branch(other, one.role, cut=bool(self._beside(other).shown)))
            else:
                beyond, left_out = self.follow(other, depth - 1, way)
                found.append(Branch(other, one.role, beyond, left_out=left_out))
        return tuple(found), row.left_out


def _not_there(node: Node) -> str:
    if node.detail == "":
        return f"This {node.kind.value} is no longer in the library."
    if node.detail == "In the trash":
        return f"“{node.title}” is in the trash; restore it first."
    return f"“{node.title}”: {node.detail[:1].lower()}{node.detail[1:]}."
