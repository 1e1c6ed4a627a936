"""Long Markdown in parts that are rendered one by one, since rendering takes longer than its text.

Parts end at blank lines. A table without any is parted between its rows, and the
parts that go on with it have its header again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

#: A part is not made longer than this, in characters, unless a paragraph is.
LONGEST_PART = 20_000

_RULE = frozenset("|:- \t")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a Markdown text; `goes_on` with the table that ended the part before."""

    text: str
    goes_on: bool = False


def parts(text: str, longest: int = LONGEST_PART) -> Iterator[Part]:
    """Give the parts of a Markdown text; a short one is a single part."""
    if len(text) <= longest:
        yield Part(text)
        return
    held: list[str] = []
    size = 0
    for block in _blocks(text):
        if size + len(block) > longest and held:
            yield Part("\n\n".join(held))
            held, size = [], 0
        if len(block) > longest and _is_table(block):
            yield from _of_table(block, longest)
        else:
            held.append(block)
            size += len(block)
    if held:
        yield Part("\n\n".join(held))


def _blocks(text: str) -> Iterator[str]:
    """Give what stands between blank lines."""
    for blank, lines in groupby(text.split("\n"), key=lambda line: not line.strip()):
        if not blank:
            yield "\n".join(lines)


def _is_table(block: str) -> bool:
    """Tell whether the second line is the rule below the header of a table."""
    _header, _, rest = block.partition("\n")
    rule = rest.partition("\n")[0]
    return "|" in rule and "-" in rule and _RULE.issuperset(rule)


def _of_table(block: str, longest: int) -> Iterator[Part]:
    header, rule, *rows = block.split("\n")
    held: list[str] = []
    size = 0
    goes_on = False
    for row in rows:
        if size + len(row) > longest and held:
            yield Part("\n".join((header, rule, *held)), goes_on)
            held, size, goes_on = [], 0, True
        held.append(row)
        size += len(row)
    yield Part("\n".join((header, rule, *held)), goes_on)
