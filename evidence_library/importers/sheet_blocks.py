"""The text of a summary sheet as headings, paragraphs and lists, mended where it was cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence_library.model.problem import Flag
from evidence_library.text.sheet_form import form_heading_kind
from evidence_library.text.stated_counts import stated_counts

_BULLET = re.compile(r"(\s{0,12})(?:[-*•·‣▪◦–—]|([0-9]{1,2}[.)]))\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.?!:;][\"”’')\]*]{0,4}$")
#: A heading is short and does not end like a sentence.
_HEADING_LENGTH = 90
_HEADING_WORDS = 12
_RAW = 2000


@dataclass(slots=True)
class Paragraph:
    """Running text, its lines kept."""

    text: str


@dataclass(slots=True)
class Items:
    """A list: each item with its bullet or number."""

    items: list[str]
    mended: bool = False


@dataclass(slots=True)
class Heading:
    """A line that stands alone as a heading. `of_form`: one of the form's own."""

    text: str
    of_form: bool


Unit = Paragraph | Items | Heading


@dataclass(slots=True)
class Mended:
    """Units in order, and what was repaired or looks wrong, with the heading it stands under."""

    units: list[Unit] = field(default_factory=list)
    flags: list[tuple[str, Flag]] = field(default_factory=list)
    heading: str = ""

    def add(self, unit: Unit) -> None:
        """Add a unit below what is there."""
        self.units.append(unit)
        if isinstance(unit, Heading):
            self.heading = unit.text

    def flag(self, code: str, message: str, raw: str) -> None:
        """Flag something under the heading that was added last."""
        place = f"Under “{self.heading}”: " if self.heading else ""
        self.flags.append((self.heading, Flag(code, place + message, "", raw[:_RAW])))


def blocks_of(text: str) -> list[list[str]]:
    """Cut a text into blocks of lines at its blank lines."""
    blocks: list[list[str]] = []
    block: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            block.append(line.rstrip())
        elif block:
            blocks.append(block)
            block = []
    return [*blocks, block] if block else blocks


def read_units(blocks: Sequence[Sequence[str]]) -> Mended:
    """Read blocks as units; lists and items that a blank line cut are put together and flagged."""
    raw_units = [list(_units_of(block)) for block in blocks]
    mended = Mended()
    for units, following in zip(raw_units, [*raw_units[1:], []], strict=False):
        first, *others = units
        if isinstance(first, Paragraph) and not others and _is_bare_heading(first.text, following):
            mended.add(Heading(first.text, of_form=False))
        elif not _joined(mended, first):
            mended.add(first)
        for unit in others:
            mended.add(unit)
    return mended


def as_markdown(units: Sequence[Unit]) -> str:
    """Write paragraphs and lists as Markdown."""
    return "\n\n".join(
        "\n".join(unit.items) if isinstance(unit, Items) else unit.text for unit in units
    )


class _Growing:
    """A unit whose lines are still being collected; they are joined once, at its end."""

    def __init__(self, first: str, *, bullet: str = "") -> None:
        self.bulleted = bool(bullet)
        self._pieces = [[bullet + first]]
        self._last = first
        self._open_brackets = first.count("(") - first.count(")")

    def next_item(self, bullet: str, first: str) -> None:
        """Begin the next item of a list."""
        self._pieces.append([bullet + first])
        self._last = first
        self._open_brackets = first.count("(") - first.count(")")

    def go_on(self, line: str) -> None:
        """Add a line to what was begun last."""
        self._pieces[-1].append(line)
        self._last = line
        self._open_brackets += line.count("(") - line.count(")")

    def takes(self, line: str) -> bool:
        """Tell whether a line right below is the rest of what was begun last."""
        if not self.bulleted or line[:1].isspace():
            return True
        return _goes_on(self._last[-9:], line, open_bracket=self._open_brackets > 0)

    def unit(self) -> Unit:
        """Give the unit as it stands."""
        if self.bulleted:
            return Items([" ".join(lines) for lines in self._pieces])
        return Paragraph("\n".join(self._pieces[0]))


def _units_of(block: Sequence[str]) -> Iterator[Unit]:
    growing: _Growing | None = None
    for line in block:
        bullet = _BULLET.match(line)
        is_heading = bullet is None and form_heading_kind(line) is not None
        mark = f"{bullet[1]}{bullet[2] or '-'} " if bullet else ""
        rest = line[bullet.end() :] if bullet else line.strip()
        if growing and bullet and growing.bulleted:
            growing.next_item(mark, rest)
            continue
        if growing and not bullet and not is_heading and growing.takes(line):
            growing.go_on(rest)
            continue
        if growing:
            yield growing.unit()
        growing = None if is_heading else _Growing(rest, bullet=mark)
        if is_heading:
            yield Heading(rest, of_form=True)
    if growing:
        yield growing.unit()


def _is_bare_heading(text: str, following: Sequence[Unit]) -> bool:
    if not following or isinstance(following[0], Heading):
        return False
    return (
        len(text) <= _HEADING_LENGTH
        and "\n" not in text
        and "://" not in text
        and len(text.split()) <= _HEADING_WORDS
        and text.lstrip("\"'“‘*")[:1].isupper()
        and text[-1] not in ".,;:!?)"
    )


def _joined(mended: Mended, unit: Unit) -> bool:
    """Put a unit to the list before it, where a blank line has cut one list or one item in two."""
    before = mended.units[-1] if mended.units else None
    if not isinstance(before, Items):
        return False
    if isinstance(unit, Items):
        raw = f"{before.items[-1]}\n\n{unit.items[0]}"
        message = "a blank line stood inside a list; its two halves were put together."
        mended.flag("list-joined", message, raw)
        before.items.extend(unit.items)
        before.mended = False
        return True
    if isinstance(unit, Heading) or before.mended or not _continues(before.items[-1], unit.text):
        return False
    raw = f"{before.items[-1]}\n\n{unit.text}"
    message = "a blank line cut a list item in the middle of a sentence; it was put together."
    mended.flag("item-joined", message, raw)
    before.items[-1] += " " + " ".join(unit.text.split("\n"))
    before.mended = True
    return True


def _continues(item: str, text: str) -> bool:
    """Tell whether a text goes on with an item: it starts small, or closes the item's bracket."""
    return _goes_on(item[-9:], text, open_bracket=item.count("(") > item.count(")"))


def _goes_on(end: str, text: str, *, open_bracket: bool) -> bool:
    if _SENTENCE_END.search(end):
        return False
    closes_bracket = open_bracket and text.count(")") > text.count("(")
    return text[:1].islower() or closes_bracket


def check_counts(mended: Mended) -> None:
    """Flag each list whose introduction announces another number of things."""
    mended.heading = ""
    for before, unit in zip(mended.units, mended.units[1:], strict=False):
        if isinstance(before, Heading):
            mended.heading = before.text
        if not isinstance(unit, Items) or not isinstance(before, Paragraph):
            continue
        counts = stated_counts(before.text)
        items = sum(not item[:1].isspace() for item in unit.items)
        if counts and items not in counts:
            message = f"the text announces {counts[-1]}, but the list has {items} items."
            mended.flag("stated-count", message, before.text)
