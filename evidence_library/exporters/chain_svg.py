"""A chain of evidence as a drawing: boxes in columns, and lines with their meaning in words."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from evidence_library.exporters.clock_svg import EDGE, escaped, page, text
from evidence_library.model.chain import (
    RESTS_ON,
    SUPPORTS,
    Branch,
    Chain,
    more_than_shown,
    nothing_here,
    outline,
)
from evidence_library.model.chain_layout import Box, Layout, Sizes, layout

#: Pixels of a letter on average, of titles and of other words, also where a wider font stands in.
_TITLE, _WORDS = 8.0, 6.8

#: Room above the boxes for the words that name the directions.
_HEAD = 34

_ABOUT = (
    "Read from left to right: each thing rests on what is to its left. A broken edge is around "
    "what is no longer in the library."
)

_EDGE, _SOFT, _PANEL = "#55635C", "#E2F1EC", "#FFFFFF"
_ACCENT = "#0B6B57"


def svg(chain: Chain) -> str:
    """Draw a chain; what is read out in its place is the outline."""
    drawn = layout(chain, _wrap, Sizes())
    body = [
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        f'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="{_EDGE}"/></marker></defs>',
        *_sides(drawn),
        f'<g transform="translate({EDGE:g} {_HEAD:g})">',
        *(part for box in drawn.boxes for part in _line(drawn, box)),
        *(part for at, box in enumerate(drawn.boxes) for part in _box(box, first=at == 0)),
        "</g>",
    ]
    title = f"Chain of evidence – {chain.node.called}"
    width = drawn.width + 2 * EDGE
    lines = wrap(title, max(40, int(width - 2 * EDGE) // 11))
    short = lines[0] if len(lines) == 1 else f"{lines[0]}…"
    return page(short, (_ABOUT,), width, (body, _HEAD + drawn.height), spoken=in_words(chain))


def in_words(chain: Chain) -> str:
    """Tell a chain as an indented outline, to be read in the place of the drawing."""
    lines = [chain.node.called, *([f"  {chain.node.detail}"] if chain.node.detail else [])]
    for heading, branches, more in (
        (RESTS_ON, chain.rests_on, chain.below),
        (SUPPORTS, chain.supports, chain.above),
    ):
        lines.append(f"{heading}:")
        if not branches:
            lines.append(f"  {nothing_here(chain.node.kind, heading)}")
        lines.extend(_told(branches))
        if more:
            lines.append(f"  {more_than_shown(more)}")
    return "\n".join(lines) + "\n"


def _told(branches: tuple[Branch, ...]) -> Iterator[str]:
    for line in outline(branches):
        indent = "  " * line.depth
        yield f"{indent}{line.branch.node.called}"
        if line.branch.about:
            yield f"{indent}  {line.branch.about}"
        if line.branch.left_out:
            yield f"{indent}  {more_than_shown(line.branch.left_out)}"


def _sides(drawn: Layout) -> Iterator[str]:
    (left, below), (right, above) = drawn.sides
    yield text(EDGE + left, 20, f"← {below}", "bold")
    yield text(EDGE + right + Sizes().gap, 20, f"{above} →", "bold")


def _line(drawn: Layout, box: Box) -> Iterator[str]:
    """Draw what joins a box with the one nearer to the middle, and how it bears on it."""
    if box.before < 0:
        return
    sizes, other = Sizes(), drawn.boxes[box.before]
    dashed = "" if box.node is not None else ' stroke-dasharray="4 3"'
    rests = box.path[0] < 0
    start, end = (box, other) if rests else (other, box)
    x, y = start.left + start.width, start.middle
    # What is to be read stands at the box itself: the lines of others join beyond it.
    turn = end.left - 2 * sizes.pad if rests else x + sizes.pad
    marker = ' marker-end="url(#arrow)"' if box.node is not None else ""
    yield (
        f'<path d="M{x:g} {y:g}H{turn:g}V{end.middle:g}H{end.left:g}" fill="none" '
        f'stroke="{_EDGE}"{dashed}{marker}/>'
    )
    words_at = x + sizes.pad / 2 if rests else turn + sizes.pad / 2
    top = box.middle - sizes.words * (len(box.role) - 1) - 5
    for at, words in enumerate(box.role):
        yield text(words_at, top + at * sizes.words, words, "quiet")


def _box(box: Box, *, first: bool) -> Iterator[str]:
    sizes = Sizes()
    gone = box.node is None or box.node.gone
    fill, edge = (_SOFT, _ACCENT) if first else (_PANEL, _EDGE)
    dashed = ' stroke-dasharray="4 3"' if gone else ""
    yield "<g>"
    if box.node is not None:
        told = "; ".join(filter(None, (box.node.called, box.node.detail)))
        yield f"<title>{escaped(told)}</title>"
    yield (
        f'<rect x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}" '
        f'rx="6" fill="{fill}" stroke="{edge}" stroke-width="{2 if first else 1}"{dashed}/>'
    )
    x, y = box.left + sizes.pad, box.top + sizes.pad - 4
    if box.caption:
        y += sizes.words
        yield text(x, y, box.caption, "quiet")
    for words in box.title:
        y += sizes.title
        yield text(x, y, words, "bold")
    for words in box.detail:
        y += sizes.words
        yield text(x, y, words, "quiet")
    yield "</g>"


def _wrap(words: str, width: float, large: bool) -> list[str]:
    letters = max(8, int(width / (_TITLE if large else _WORDS)))
    return wrap(words, letters, break_on_hyphens=False) or [""]
