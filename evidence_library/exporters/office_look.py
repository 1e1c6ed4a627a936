"""How documents of an office program look: one table of styles for Word and OpenDocument.

Every measure of a style is a multiple of the body text, so that all of it grows in large print.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence_library.model.document import PAPERS, Layout, NoteKind

INK, MUTED, ACCENT, LINE, SOFT = "1B2420", "55635C", "0B6B57", "9AA69F", "EDF1EE"
LINK = "1D4E9E"

#: Found on every computer or replaced by one of the same widths; no word needs another.
FONT, TYPEWRITER = "Arial", "Courier New"

#: Which headings the contents list.
CONTENTS_LEVELS = 2
#: Levels of headings and of lists that office programs know.
DEEPEST_HEADING, DEEPEST_LIST = 9, 9
#: How far a level of a list stands in, in multiples of the body text.
LIST_STEP = 1.7

#: The colour of the bar beside a box, and of the ground below its words.
BOXES = {
    NoteKind.HOW_WE_KNOW: (ACCENT, "E2F1EC"),
    NoteKind.TRAINER: ("8A4B00", "FBEEDC"),
    NoteKind.TASK: ("1D4E9E", "E3ECFA"),
    NoteKind.QUESTIONS: ("5B2E91", "EEE6F8"),
    NoteKind.ANSWER: ("1E6B2E", "E4F3E6"),
    NoteKind.CAUTION: ("A3262A", "FBE6E5"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """A style of paragraphs. Measures are multiples of the body text, colours are RRGGBB.

    `outline` is the level of a heading, 0 for all else. `bar` is the colour of a line on the left,
    `ground` that of what lies below the words.
    """

    name: str
    based_on: str = "Normal"
    follows: str = "Normal"
    size: float = 1
    bold: bool = False
    italic: bool = False
    typewriter: bool = False
    colour: str = ""
    before: float = 0
    after: float | None = None
    indent: float = 0
    keep_with_next: bool = False
    outline: int = 0
    bar: str = ""
    ground: str = ""


#: How much room there is above a line that people write on, in points.
ABOVE_A_LINE = 14


def box_style(kind: NoteKind) -> str:
    """Name the style of the words in a box."""
    return f"{kind.value} box"


def box_title_style(kind: NoteKind) -> str:
    """Name the style of the line at the top of a box."""
    return f"{kind.value} box title"


def body_points(layout: Layout) -> float:
    """Give the size of the body text in points."""
    return PAPERS[layout].points


def points(layout: Layout, times: float) -> float:
    """Give a size in points, to the half point; in large print nothing is below the body text."""
    body = body_points(layout)
    size = round(body * times * 2) / 2
    return max(size, body) if layout is Layout.LARGE_PRINT else size


def _heading(level: int) -> TextStyle:
    size, colour, before = {1: (1.55, ACCENT, 1.5), 2: (1.27, INK, 1.2), 3: (1.1, INK, 1.0)}.get(
        level, (1.0, MUTED, 0.9)
    )
    return TextStyle(
        name=f"Heading {level}",
        size=size,
        bold=True,
        colour=colour,
        before=before,
        after=0.4,
        keep_with_next=True,
        outline=level,
    )


def _lists() -> tuple[TextStyle, ...]:
    return tuple(
        TextStyle(name=f"{name}{f' {level}' if level > 1 else ''}", follows="", after=0.3)
        for name in ("List Bullet", "List Number", "List Continue")
        for level in (1, 2, 3)
    )


def box_styles(kinds: Iterable[NoteKind]) -> tuple[TextStyle, ...]:
    """Give the styles of boxes; of those that a document does not have, it should not know."""
    made: list[TextStyle] = []
    for kind in kinds:
        bar, ground = BOXES[kind]
        name, title = box_style(kind), box_title_style(kind)
        made.append(TextStyle(name=name, follows=name, after=0.3, bar=bar, ground=ground))
        made.append(
            TextStyle(
                name=title,
                based_on=name,
                follows=name,
                bold=True,
                colour=bar,
                before=0.6,
                after=0.3,
                keep_with_next=True,
                bar=bar,
                ground=ground,
            )
        )
    return tuple(made)


NORMAL = TextStyle(name="Normal", based_on="", follows="", colour=INK, after=0.6)

#: All styles but those of boxes; each stands behind the one it is based on.
STYLES = (
    NORMAL,
    TextStyle(name="Title", size=2.3, bold=True, colour=INK, before=0.6, after=0.3),
    TextStyle(name="Subtitle", size=1.3, colour=MUTED, after=1.2),
    *(_heading(level) for level in range(1, DEEPEST_HEADING + 1)),
    *_lists(),
    TextStyle(
        name="Caption",
        size=0.95,
        bold=True,
        colour=INK,
        before=0.8,
        after=0.35,
        keep_with_next=True,
    ),
    TextStyle(name="Quote", follows="Quote", italic=True, indent=1.5, after=0.4, bar=LINE),
    TextStyle(name="Verbatim", follows="Verbatim", size=0.92, typewriter=True, ground=SOFT),
    TextStyle(name="Secondary", size=0.92, colour=MUTED),
    TextStyle(name="Table Text", follows="Table Text", size=0.95, after=0.1),
    TextStyle(name="Table Heading", based_on="Table Text", follows="", bold=True, after=0.1),
    TextStyle(name="TOC Heading", size=1.55, bold=True, colour=ACCENT, after=0.5),
    TextStyle(name="TOC 1", follows="", before=0.3, after=0.15),
    TextStyle(name="TOC 2", follows="", indent=1.5, after=0.1),
    TextStyle(name="Card Foot", size=0.9, colour=MUTED, before=0.6),
    TextStyle(name="Header", follows="", size=0.85, colour=MUTED, after=0),
    TextStyle(name="Footer", follows="", size=0.85, colour=MUTED, after=0),
)


def list_style(*, numbered: bool, depth: int) -> str:
    """Name the style of an item whose list stands `depth` lists deep; the first is 0."""
    return _levelled("List Number" if numbered else "List Bullet", depth)


def list_continued(depth: int) -> str:
    """Name the style of what follows in an item behind its first paragraph."""
    return _levelled("List Continue", depth)


def _levelled(name: str, depth: int) -> str:
    return name if depth < 1 else f"{name} {min(depth + 1, 3)}"
