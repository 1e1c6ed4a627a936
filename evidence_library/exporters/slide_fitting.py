"""What fits on a slide: text is told off line by line, and what is too much goes on a further one.

Nothing is ever set smaller to fit. Widths of letters are those of Arial, to the safe side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from evidence_library.exporters.office_text import (
    column_shares,
    kept_lines,
    one_line,
    picture_ending,
)
from evidence_library.model.document import (
    Block,
    Blocks,
    EmptyLines,
    Heading,
    LineEnd,
    Listed,
    Note,
    PageEnd,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Runs,
    Table,
    Verbatim,
    Words,
    paragraph,
    plain,
    words,
)

#: Sizes in points: of a slide, of the room for text, of the part of it beside a picture.
SLIDE = (960.0, 540.0)
LEFT, TOP, WIDTH, HEIGHT = 48.0, 112.0, 864.0, 360.0
BESIDE_PICTURE, PICTURE_WIDTH = 500.0, 340.0
#: Room for the caption above a table.
CAPTION_HEIGHT = 56.0

#: Text of a level in points, and the smallest text there is.
LEVELS = (22, 20, 18, 18, 18)
SMALLEST = 18
#: How far the text of a level of a list stands in, in points.
INDENTS = (27.0, 58.5, 90.0, 126.0, 162.0)
LINE, BETWEEN = 1.2, 6.0
#: What a text box and a cell keep free at their sides, in points.
_EDGES = 16.0
CELL_EDGES, CELL_HEIGHT = 16.0, 8.0
#: A table with more columns is told in words.
MOST_COLUMNS = 7

_NARROW, _WIDE = frozenset("iljtfrI.,;:'|!()[]/\\ -"), frozenset("mwMW@%&—")
_BOLDER = 1.07
#: Letters of a typewriter are all as broad as the broader ones of Arial.
_TYPED_BROADER = 1.1


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph on a slide; `mark` is a bullet or a number, `level` how deep its list stands.

    A `head` says what follows, and never stands last on a slide. `level` is -1 outside lists.
    """

    runs: Runs
    level: int = -1
    mark: str = ""
    number: int = 0
    head: bool = False
    typed: bool = False

    @property
    def size(self) -> int:
        """The size of its letters in points."""
        return LEVELS[min(max(self.level, 0), len(LEVELS) - 1)]

    @property
    def indent(self) -> float:
        """How far it stands in, in points."""
        return 0.0 if self.level < 0 else INDENTS[min(self.level, len(INDENTS) - 1)]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one slide below its title: lines, a table or a picture."""

    lines: tuple[Line, ...] = ()
    table: Table | None = None
    picture: Picture | None = None


def pages(blocks: Blocks) -> list[Page]:
    """Tell blocks off onto slides; at least one, though it be empty."""
    parts = list(_parts(blocks, -1))
    pictures = [part for part in parts if isinstance(part, Picture)]
    lines = [part for part in parts if isinstance(part, Line)]
    if len(pictures) == 1 and lines and len(lines) == len(parts) - 1:
        beside = list(_filled(lines, BESIDE_PICTURE))
        if len(beside) == 1:
            return [Page(beside[0], picture=pictures[0])]
    return list(_pages(parts)) or [Page()]


def _pages(parts: list[_Part]) -> Iterator[Page]:
    lines: list[Line] = []
    for part in (*parts, PageEnd()):
        if isinstance(part, Line):
            lines.append(part)
            continue
        heads = _taken_heads(lines) if isinstance(part, Table) else ""
        yield from (Page(some) for some in _filled(lines, WIDTH))
        lines = []
        if isinstance(part, Table):
            yield from (Page(table=some) for some in _tables(part, heads))
        elif isinstance(part, Picture):
            yield Page(picture=part)


def _taken_heads(lines: list[Line]) -> str:
    """Take the headings off the end of lines: they are said in the caption of what they head."""
    heads: list[str] = []
    while lines and lines[-1].head:
        heads.append(f"{plain(lines.pop().runs)}: ")
    return "".join(reversed(heads))


_Part = Line | Table | Picture | PageEnd


def _parts(blocks: Blocks, level: int) -> Iterator[_Part]:
    for block in blocks:
        yield from _part(block, level)


def _part(block: Block, level: int) -> Iterator[_Part]:
    match block:
        case Paragraph():
            yield Line(block.runs, level)
        case Heading():
            yield Line((Words(one_line(block.text), strong=True),), level, head=True)
        case Listed():
            yield from _list(block, level + 1)
        case Quotation():
            yield from _parts(block.blocks, max(level, 0))
        case Verbatim():
            yield from (_typed(text, level) for text in kept_lines(block.text))
        case Note():
            yield Line((Words(one_line(block.heading), strong=True),), level, head=True)
            yield from _parts(block.blocks, level)
        case Table():
            yield from _table(block, level)
        case Picture():
            yield from _picture(block, level)
        case EmptyLines() | PageEnd():  # nobody writes on a slide by hand
            yield from (block,) if isinstance(block, PageEnd) else ()


def _typed(text: str, level: int) -> Line:
    return Line((Words(text.replace(" ", "\u00a0")),), level, typed=True)


def _table(table: Table, level: int) -> Iterator[_Part]:
    if _needs_words(table):
        yield from _in_words(table, level)
    else:
        yield table


def _picture(picture: Picture, level: int) -> Iterator[_Part]:
    if picture_ending(picture.data):
        yield picture
    elif picture.alt:
        yield from _parts((paragraph(f"Picture: {picture.alt}"),), level)


def _list(listed: Listed, level: int) -> Iterator[_Part]:
    for number, item in enumerate(listed.items, start=max(listed.start, 1)):
        marked = False
        for part in _parts(item, level):
            if not marked and isinstance(part, Line) and part.level == level and not part.mark:
                mark = "number" if listed.numbered else "bullet"
                yield replace(part, mark=mark, number=number)
                marked = True
            else:
                yield part


def _needs_words(table: Table) -> bool:
    """Tell whether a table is too broad for a slide, or its header too high."""
    shares = [share * WIDTH - CELL_EDGES for share in column_shares(table)]
    return len(table.header) > MOST_COLUMNS or row_height(table.header, shares) > HEIGHT / 3


def _in_words(table: Table, level: int) -> Iterator[Line]:
    yield Line((Words(one_line(table.caption), strong=True),), level, head=True)
    for row in table.rows:
        cells = [
            f"{plain(head)}: {plain(cell)}"
            for head, cell in zip(table.header, row, strict=True)
            if plain(cell).strip()
        ]
        yield Line(words(one_line("; ".join(cells))), level + 1, "bullet")


def _filled(lines: list[Line], width: float) -> Iterator[tuple[Line, ...]]:
    """Fill slides with lines; a paragraph that is too long for one is parted between words."""
    held: list[Line] = []
    left = HEIGHT
    waiting = list(reversed(lines))
    while waiting:
        line = waiting.pop()
        high = _height(line, width)
        if high <= left:
            held.append(line)
            left -= high
            continue
        rows = int((left - BETWEEN) // (line.size * LINE))
        if (rows >= 2 and high > HEIGHT / 2) or not held:
            first, rest = _parted(line, width, max(rows, 1))
            held.append(first)
            if rest is not None:
                waiting.append(rest)
        else:
            waiting.append(line)
            while len(held) > 1 and held[-1].head:
                waiting.append(held.pop())
        yield tuple(held)
        held, left = [], HEIGHT
    if held:
        yield tuple(held)


def _height(line: Line, width: float) -> float:
    return _rows(line, width) * line.size * LINE + BETWEEN


def _rows(line: Line, width: float) -> int:
    free = width - line.indent - _EDGES
    size = line.size * (_TYPED_BROADER if line.typed else 1)
    return sum(rows_of(text, size, free) for text in plain(line.runs).split("\n"))


def rows_of(text: str, size: float, width: float) -> int:
    """Tell how many rows a text without line ends fills in a width, both in points."""
    rows, used = 1, 0.0
    blank = _letter(" ") * size
    for word in text.split(" "):
        broad = _breadth(word) * size
        if used and used + blank + broad > width:
            rows, used = rows + 1, 0.0
        else:
            used += blank if used else 0
        used += broad
        if used > width:
            more = int(used // width)
            rows, used = rows + more, used - more * width
    return rows


def _breadth(word: str) -> float:
    return sum(map(_letter, word)) * _BOLDER


def _letter(letter: str) -> float:
    """Tell how broad a letter is, as a part of its height."""
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE or (letter >= "\u2e80" and east_asian_width(letter) in "WF"):
        return 1.05
    return 0.72 if letter.isupper() else 0.57


def _parted(line: Line, width: float, rows: int) -> tuple[Line, Line | None]:
    """Part a paragraph so that the first part fills no more than so many rows."""
    tokens = list(_tokens(line.runs))
    low, high = 1, len(tokens)
    while low < high:  # the greatest number of tokens that fits, one at least
        middle = (low + high + 1) // 2
        if _rows(replace(line, runs=tuple(tokens[:middle])), width) <= rows:
            low = middle
        else:
            high = middle - 1
    if low >= len(tokens):
        return line, None
    rest = replace(line, runs=tuple(tokens[low:]), mark="", head=False)
    return replace(line, runs=tuple(tokens[:low])), rest


#: A word longer than that is parted itself, as no row holds it.
_LONGEST_WORD = 30


def _tokens(runs: Runs) -> Iterator[Run]:
    """Take runs apart into words, each with the blank behind it."""
    for run in runs:
        if isinstance(run, LineEnd):
            yield run
            continue
        pieces = run.text.split(" ")
        for at, piece in enumerate(pieces):
            text = piece + (" " if at < len(pieces) - 1 else "")
            for start in range(0, len(text), _LONGEST_WORD):
                yield replace(run, text=text[start : start + _LONGEST_WORD])


def _tables(whole: Table, heads: str) -> Iterator[Table]:
    """Part a table so that each part fits, with its header; a row may be parted as well."""
    table = replace(whole, caption=f"{heads}{whole.caption}")
    shares = [share * WIDTH - CELL_EDGES for share in column_shares(table)]
    room = HEIGHT - CAPTION_HEIGHT - row_height(table.header, shares)
    most = max(int((room - CELL_HEIGHT) // (SMALLEST * LINE)), 1)
    held: list[tuple[Runs, ...]] = []
    left = room
    for row in (part for one in table.rows for part in _row_parts(one, shares, most)):
        high = row_height(row, shares)
        if held and high > left:
            yield replace(table, rows=tuple(held))
            held, left = [], room
        held.append(row)
        left -= high
    yield replace(table, rows=tuple(held))


def row_height(row: tuple[Runs, ...], widths: list[float]) -> float:
    """Tell how high a row of a table is whose cells have these widths, in points."""
    rows = max(
        (_cell_rows(runs, width) for runs, width in zip(row, widths, strict=True)), default=1
    )
    return rows * SMALLEST * LINE + CELL_HEIGHT


def _cell_rows(runs: Runs, width: float) -> int:
    return sum(rows_of(text, SMALLEST, width) for text in plain(runs).split("\n"))


def _row_parts(row: tuple[Runs, ...], widths: list[float], most: int) -> Iterator[tuple[Runs, ...]]:
    rest: tuple[Runs, ...] = row
    while any(_cell_rows(runs, width) > most for runs, width in zip(rest, widths, strict=True)):
        halves = [
            _parted(Line(runs), width + _EDGES, most)
            if _cell_rows(runs, width) > most
            else (Line(runs), None)
            for runs, width in zip(rest, widths, strict=True)
        ]
        yield tuple(first.runs for first, _ in halves)
        further = tuple(() if other is None else other.runs for _, other in halves)
        if further == rest:
            return
        rest = further
    yield rest


def cut(text: str, size: float, width: float, rows: int) -> str:
    """Shorten a text to so many rows, and let it say so."""
    if rows_of(text, size, width) <= rows:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if rows_of(f"{text[:middle]} …", size, width) <= rows:
            low = middle
        else:
            high = middle - 1
    kept = text[:low]
    if text[low : low + 1].strip():  # not in the middle of a word, if there is a blank before it
        kept = kept.rpartition(" ")[0] or kept
    return f"{kept.rstrip()} …"
