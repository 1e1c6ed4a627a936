"""A document as it will be printed or handed out: blocks and words, without any format.

Packs, reports and forms are composed into it, and each exporter writes it in one format. Nothing in
it is markup: text stands as people read it, and every exporter escapes it for its own language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Layout(StrEnum):
    """On what paper, and how large, a document is set."""

    A4 = "a4"
    LETTER = "letter"
    LARGE_PRINT = "large-print"
    CARDS = "cards"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Paper:
    """Width and height in millimetres, margin on all sides in millimetres, body text in points."""

    width: float
    height: float
    margin: float
    points: float


#: The paper of each layout. Large print is 18 point at least, on A4.
PAPERS = {
    Layout.A4: Paper(210, 297, 22, 11),
    Layout.LETTER: Paper(215.9, 279.4, 22, 11),
    Layout.LARGE_PRINT: Paper(210, 297, 20, 18),
    Layout.CARDS: Paper(105, 148, 8, 9),
    Layout.BRIEF: Paper(210, 297, 18, 10),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Running text. It holds no line end."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link that leads out of the document; its words are never empty."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class InnerLink:
    """A link to the block that has this anchor."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line ends here, within a paragraph."""


Run = Words | WebLink | InnerLink | LineEnd
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands below the title of the document. `anchor` is for inner links."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. A `muted` one says what is secondary, such as a version and a date."""

    runs: Runs
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of items, each of one or more blocks; numbered from `start` if `numbered`."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row. `caption` says what it shows, and is never empty.

    Every row has as many cells as the header. With `row_headings` the first cell of each row names
    the row.
    """

    caption: str
    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    row_headings: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody else said, word by word."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text whose blanks and line ends count."""

    text: str


class NoteKind(StrEnum):
    """What a box is for. The words are what stands in it where it has no title of its own."""

    HOW_WE_KNOW = "How we know"
    TRAINER = "For the trainer"
    TASK = "Task"
    QUESTIONS = "To discuss"
    ANSWER = "Model answer"
    CAUTION = "Please note"


@dataclass(frozen=True, slots=True)
class Note:
    """Blocks set apart in a box that says what it is for."""

    kind: NoteKind
    blocks: tuple[Block, ...]
    title: str = ""

    @property
    def heading(self) -> str:
        """What stands at the top of the box."""
        return self.title or self.kind.value


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, PNG or JPEG, already known to be one. `alt` says what it shows.

    `width` and `height` are in pixels; `wide` in millimetres is how broad it stands at the most.
    """

    data: bytes
    media_type: str
    alt: str
    width: int
    height: int
    wide: float = 60


@dataclass(frozen=True, slots=True)
class EmptyLines:
    """Lines of a form to be written on by hand, at least one; nothing to be read stands on them."""

    number: int = 1


@dataclass(frozen=True, slots=True)
class PageEnd:
    """What follows begins a new page."""


Block = (
    Heading
    | Paragraph
    | Listed
    | Table
    | Quotation
    | Verbatim
    | Note
    | Picture
    | EmptyLines
    | PageEnd
)
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document.

    `made` is the only date that an exporter may write into a file, so that the same document gives
    the same bytes. `front` stands on the title page, before the contents; `body` after them. In
    the layout of cards each of `cards` is one card, and `body` is empty; all others have no cards.
    `footer` stands at the foot of each page, beside its number.
    """

    title: str
    made: date
    layout: Layout = Layout.A4
    subtitle: str = ""
    language: str = "en-GB"
    creator: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    logo: Picture | None = None
    front: Blocks = ()
    contents: bool = True
    body: Blocks = ()
    cards: tuple[Card, ...] = ()
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One card: a title, what is on it, and a line at its foot."""

    title: str
    blocks: Blocks
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: a title of its own, few words, and what the speaker says beside it."""

    title: str
    blocks: Blocks = ()
    notes: Blocks = ()
    opening: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """Slides in their order. The fields it shares with `Document` mean the same."""

    title: str
    made: date
    slides: tuple[Slide, ...]
    subtitle: str = ""
    language: str = "en-GB"
    creator: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    logo: Picture | None = None
    footer: str = ""


def words(text: str, *, strong: bool = False, emphasis: bool = False) -> Runs:
    """Make running text; a line end in it ends the line."""
    runs: list[Run] = []
    for at, line in enumerate(text.splitlines()):
        if at:
            runs.append(LineEnd())
        if line:
            runs.append(Words(line, strong, emphasis))
    return tuple(runs)


def paragraph(text: str, *, muted: bool = False) -> Paragraph:
    """Make a paragraph of plain text."""
    return Paragraph(words(text), muted)


def plain(runs: Runs) -> str:
    """Give the words of a paragraph, without what they look like or lead to."""
    return "".join("\n" if isinstance(run, LineEnd) else run.text for run in runs)
