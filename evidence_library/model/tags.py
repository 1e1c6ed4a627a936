"""Tags: free words on records, each with a colour if somebody chose one."""

from __future__ import annotations

from dataclasses import dataclass

#: The colours a tag may have; how each looks stands in the themes.
TAG_COLOURS = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "grey")


@dataclass(frozen=True, slots=True)
class TagColour:
    """The colour of a tag, kept under its name whatever its capitals."""

    name: str
    colour: str
