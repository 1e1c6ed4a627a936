"""Gives each heading of a document an anchor of its own, so that links within it lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence_library.model.document import (
    Block,
    Blocks,
    Card,
    Document,
    Heading,
    InnerLink,
    Listed,
    Note,
    Paragraph,
    Quotation,
    Run,
    Runs,
    Table,
    Words,
)

_USABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,80}")


def anchored(blocks: Blocks, within: str = "") -> Blocks:
    """Give the same blocks, their headings with anchors that are unique names in HTML and XML.

    Levels are mended so that none is passed over. Links within the document lead to the new
    anchors; those that led nowhere become words. All anchors begin with `within`.
    """
    return _Anchoring(blocks, within).all(blocks)


def anchored_parts(document: Document) -> tuple[Blocks, Blocks]:
    """Give the front and the body of a document, which share their anchors."""
    both = anchored(document.front + document.body)
    return both[: len(document.front)], both[len(document.front) :]


def anchored_card(card: Card, number: int) -> tuple[Heading, Blocks]:
    """Give the title of a card as a heading, and its blocks with their headings below it."""
    below = (
        replace(block, level=block.level + 1) if isinstance(block, Heading) else block
        for block in card.blocks
    )
    title = Heading(1, card.title, f"card-{number}")
    return title, anchored((title, *below), within=f"card-{number}-")[1:]


def headings(blocks: Blocks) -> Iterator[Heading]:
    """Give the headings in their order, those within lists, boxes and quotations too."""
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Note() | Quotation():
                yield from headings(block.blocks)
            case Listed():
                for item in block.items:
                    yield from headings(item)
            case _:
                pass


class _Anchoring:
    """Names headings in the order in which they stand."""

    def __init__(self, blocks: Blocks, within: str) -> None:
        self._named: dict[str, str] = {}
        names: list[str] = []
        for number, heading in enumerate(headings(blocks), start=1):
            own = _USABLE.fullmatch(heading.anchor) and heading.anchor not in self._named
            names.append(f"{within}to-{heading.anchor}" if own else f"{within}part-{number}")
            if heading.anchor:
                self._named.setdefault(heading.anchor, names[-1])
        self._names = iter(names)
        self._level = 0

    def all(self, blocks: Blocks) -> Blocks:
        """Give blocks with their new anchors."""
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Heading():
                self._level = max(1, min(block.level, self._level + 1))
                return replace(block, level=self._level, anchor=next(self._names))
            case Paragraph():
                return replace(block, runs=self._runs(block.runs))
            case Listed():
                return replace(block, items=tuple(map(self.all, block.items)))
            case Note() | Quotation():
                return replace(block, blocks=self.all(block.blocks))
            case Table():
                return replace(
                    block,
                    header=tuple(map(self._runs, block.header)),
                    rows=tuple(tuple(map(self._runs, row)) for row in block.rows),
                )
            case _:
                return block

    def _runs(self, runs: Runs) -> Runs:
        return tuple(map(self._run, runs))

    def _run(self, run: Run) -> Run:
        if not isinstance(run, InnerLink):
            return run
        name = self._named.get(run.anchor)
        return InnerLink(run.text, name) if name else Words(run.text)
