"""What the buttons of a Markdown text do to it: pure functions on a text and a selection."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from evidence_library.model.rules import is_web_address

#: Gives what stands before a line, by its number from 0.
_Sign = Callable[[int], str]

_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]) +")
_HEADING = re.compile(r"#{1,6} +")


class Marked(NamedTuple):
    """A text and what is selected in it, from `start` to `end`."""

    text: str
    start: int
    end: int

    @property
    def chosen(self) -> str:
        """The selected text."""
        return self.text[self.start : self.end]


def bold(marked: Marked) -> Marked:
    """Put the selection between two stars, or take them away."""
    return _around(marked, "**")


def italic(marked: Marked) -> Marked:
    """Put the selection between single stars, or take them away."""
    return _around(marked, "*")


def heading(marked: Marked) -> Marked:
    """Make the lines headings below that of the section, or plain lines again."""
    return _each_line(marked, lambda _at: "#### ", _HEADING)


def bullets(marked: Marked) -> Marked:
    """Make the lines items of a list, or plain lines again."""
    return _each_line(marked, lambda _at: "- ", _ITEM)


def numbers(marked: Marked) -> Marked:
    """Make the lines numbered items, or plain lines again."""
    return _each_line(marked, lambda at: f"{at + 1}. ", _ITEM)


def quotation(marked: Marked) -> Marked:
    """Make the lines a quotation, or plain lines again."""
    return _each_line(marked, lambda _at: "> ", re.compile(r"> ?"))


def link(marked: Marked) -> Marked:
    """Make the selection a link, with its address selected to be typed over."""
    chosen = marked.chosen
    if is_web_address(chosen.strip()):
        words, address = "words", chosen.strip()
        begin = marked.start + 1
        end = begin + len(words)
    else:
        words, address = chosen or "words", "https://"
        begin = marked.start + len(words) + 3
        end = begin + len(address)
    text = f"{marked.text[: marked.start]}[{words}]({address}){marked.text[marked.end :]}"
    return Marked(text, begin, end)


def _around(marked: Marked, sign: str) -> Marked:
    text, start, end = marked
    size = len(sign)
    # One star more belongs to the other mark: only as many as are meant are taken away.
    before, after = text[:start], text[end:]
    outside = _stars_at_end(before), _stars_at_start(after)
    if all(_holds(count, size) for count in outside):
        kept = before[: len(before) - size] + text[start:end] + after[size:]
        return Marked(kept, start - size, end - size)
    return Marked(f"{before}{sign}{text[start:end]}{sign}{after}", start + size, end + size)


def _holds(stars: int, size: int) -> bool:
    """Tell whether so many stars hold the mark: three are bold and italic at once."""
    return stars in {size, 3}


def _stars_at_end(text: str) -> int:
    return len(text) - len(text.rstrip("*"))


def _stars_at_start(text: str) -> int:
    return len(text) - len(text.lstrip("*"))


def _each_line(marked: Marked, sign: _Sign, known: re.Pattern[str]) -> Marked:
    text = marked.text
    first = text.rfind("\n", 0, marked.start) + 1
    last = text.find("\n", marked.end)
    last = len(text) if last < 0 else last
    lines = text[first:last].split("\n")
    wanted = [sign(at) for at in range(len(lines))]
    if all(line.startswith(one) for line, one in zip(lines, wanted, strict=True)):
        changed = [line[len(one) :] for line, one in zip(lines, wanted, strict=True)]
    else:
        bare = [known.sub("", line, count=1) if known.match(line) else line for line in lines]
        changed = [one + line for one, line in zip(wanted, bare, strict=True)]
    # Markdown sees a list or a heading only below an empty line.
    gap = "\n" if first and text[:first].strip() and not text[:first].endswith("\n\n") else ""
    new = gap + "\n".join(changed)
    end = first + len(new)
    start = end if marked.start == marked.end else first + len(gap)
    return Marked(text[:first] + new + text[last:], start, end)
