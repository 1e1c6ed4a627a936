"""Where the boxes of a drawn chain of evidence stand: columns from left to right.

In the middle is the thing, to its left what it rests on, to its right what rests on it. Nothing
here knows how it is drawn: who draws it says how wide words are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from evidence_library.model.chain import (
    RESTS_ON,
    SUPPORTS,
    Branch,
    Chain,
    Node,
    more_than_shown,
    nothing_here,
)

#: Breaks words into lines of a width; told is whether they are the title, which is larger.
Wrap = Callable[[str, float, bool], list[str]]

#: Lines that title, detail and role have at most.
_TITLE, _DETAIL, _ROLE = 4, 4, 3


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in pixels: of boxes, of what parts them, and of the lines of each kind of words."""

    box: float = 232
    gap: float = 152
    between: float = 18
    pad: float = 10
    title: float = 18
    words: float = 16

    def times(self, scale: float) -> Sizes:
        """Give all of it larger or smaller."""
        named = (self.box, self.gap, self.between, self.pad, self.title, self.words)
        return Sizes(*(one * scale for one in named))


@dataclass(frozen=True, slots=True)
class Box:
    """A thing as it is drawn: its place, its words in lines, and what it hangs on.

    `node` is None for a remark, such as that there was no room for more. `path` is its place in
    the outline: the direction, -1 for what the middle rests on, and the position on each level.
    `before` is the number of the box that is nearer to the middle, -1 for the middle itself.
    """

    path: tuple[int, ...]
    node: Node | None
    caption: str
    title: tuple[str, ...]
    detail: tuple[str, ...]
    role: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    before: int

    @property
    def middle(self) -> float:
        """The height at which lines meet it."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawn chain; the first box is the thing in the middle."""

    boxes: tuple[Box, ...]
    width: float
    height: float

    @property
    def sides(self) -> tuple[tuple[float, str], ...]:
        """Where the words for a direction stand: from which place on, and what they are."""
        middle = self.boxes[0]
        return ((0.0, RESTS_ON), (middle.left + middle.width, SUPPORTS))


@dataclass(slots=True)
class _Tree:
    """A box with those beyond it, before it has its place."""

    box: Box
    beyond: list[_Tree]
    needs: float = 0.0


def layout(chain: Chain, wrap: Wrap, sizes: Sizes) -> Layout:
    """Give each thing its place."""
    making = _Making(wrap, sizes)
    sides = {
        -1: making.side(chain.node, chain.rests_on, chain.below, -1),
        1: making.side(chain.node, chain.supports, chain.above, 1),
    }
    needs = {side: making.needed(trees) for side, trees in sides.items()}
    middle = making.box((), chain.node, "", chain.node.detail)
    height = max(middle.height, *needs.values())
    columns = max((_depth(one) for one in sides[-1]), default=0)
    left = columns * (sizes.box + sizes.gap)
    boxes = [replace(middle, left=left, top=(height - middle.height) / 2)]
    for side, trees in sides.items():
        making.place(trees, (height - needs[side]) / 2, 0, boxes)
    right = max(one.left + one.width for one in boxes)
    return Layout(tuple(boxes), right, height)


class _Making:
    """Makes boxes and gives them their places."""

    def __init__(self, wrap: Wrap, sizes: Sizes) -> None:
        self._wrap, self._sizes = wrap, sizes

    def side(self, node: Node, branches: Sequence[Branch], left_out: int, side: int) -> list[_Tree]:
        """Make all boxes of a direction; where it is empty, one that says so."""
        if not branches:
            words = nothing_here(node.kind, RESTS_ON if side < 0 else SUPPORTS)
            return [self._tree(self._remark((side, 0), words), [])]
        return self._trees(branches, left_out, (side,))

    def box(self, path: tuple[int, ...], node: Node, role: str, detail: str) -> Box:
        """Make the box of a thing, without a place."""
        sizes = self._sizes
        room = sizes.box - 2 * sizes.pad
        title = _few(self._wrap(node.title, room, True), _TITLE)
        told = _few(self._wrap(detail, room, False), _DETAIL) if detail else ()
        caption = f"{node.kind.value.capitalize()}{' · example' if node.example else ''}"
        height = 2 * sizes.pad + sizes.words * (1 + len(told)) + sizes.title * len(title)
        lines = _few(self._wrap(role, sizes.gap - 3 * sizes.pad, False), _ROLE) if role else ()
        return Box(path, node, caption, title, told, lines, 0, 0, sizes.box, height, -1)

    def needed(self, trees: Sequence[_Tree]) -> float:
        """Give the height of boxes below each other."""
        return sum(one.needs for one in trees) + self._sizes.between * max(0, len(trees) - 1)

    def place(self, trees: Sequence[_Tree], top: float, before: int, boxes: list[Box]) -> None:
        """Put boxes below each other, one column on from the one they hang on."""
        step = self._sizes.box + self._sizes.gap
        for tree in trees:
            box, at = tree.box, len(boxes)
            boxes.append(
                replace(
                    box,
                    left=boxes[before].left + step * box.path[0],
                    top=top + (tree.needs - box.height) / 2,
                    before=before,
                )
            )
            inner = top + (tree.needs - self.needed(tree.beyond)) / 2
            self.place(tree.beyond, inner, at, boxes)
            top += tree.needs + self._sizes.between

    def _trees(
        self, branches: Sequence[Branch], left_out: int, path: tuple[int, ...]
    ) -> list[_Tree]:
        made = []
        for at, one in enumerate(branches):
            here = (*path, at)
            after = "see nearer to the middle" if one.repeated else ""
            after = "more lies beyond" if one.cut else after
            detail = "; ".join(filter(None, (one.node.detail, after)))
            box = self.box(here, one.node, one.role, detail)
            made.append(self._tree(box, self._trees(one.branches, one.left_out, here)))
        if left_out:
            remark = self._remark((*path, len(branches)), more_than_shown(left_out))
            made.append(self._tree(remark, []))
        return made

    def _remark(self, path: tuple[int, ...], words: str) -> Box:
        sizes = self._sizes
        lines = tuple(self._wrap(words, sizes.box - 2 * sizes.pad, False))
        height = 2 * sizes.pad + sizes.words * len(lines)
        return Box(path, None, "", (), lines, (), 0, 0, sizes.box, height, -1)

    def _tree(self, box: Box, beyond: list[_Tree]) -> _Tree:
        words = self._sizes.words * (2 * len(box.role) + 1)  # the line goes below them
        return _Tree(box, beyond, max(box.height, words, self.needed(beyond)))


def _few(lines: list[str], most: int) -> tuple[str, ...]:
    """Keep so many lines; the last one tells that there are more."""
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], f"{lines[most - 1].rstrip('.,; ')}…")


def _depth(tree: _Tree) -> int:
    return 1 + max((_depth(one) for one in tree.beyond), default=0)
