"""The top of a plain text: a title on its first line, and lines of names and a date below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_library.importers.names import ReadNames, is_sure, one_name, read_names
from evidence_library.importers.sheet_parts import known_field
from evidence_library.model.dates import PartialDate
from evidence_library.model.problem import Flag
from evidence_library.text.partial_dates import in_words, parse_partial_date, says_more
from evidence_library.text.sheet_form import plain

#: A title is no longer than this, in characters; a date, and how many lines below it are looked at.
_LONGEST_TITLE, _LONGEST_NAMES, _LONGEST_DATE, _LINES_BELOW = 200, 300, 40, 4
#: A wrapped sentence fills its line; a first line that is so much shorter than another is a title.
_MUCH_SHORTER = 0.7
_BULLET = re.compile(r"(?:[-*•·‣▪◦–—]|[0-9]{1,2}[.)])\s")
_BY = re.compile(r"by:?\s+(?=\S)", re.IGNORECASE)
_DATED = re.compile(r"(?:first )?(?:published|issued|dated?)(?: on| in)?:?\s+", re.IGNORECASE)
_INITIALS_FIRST = re.compile(r"(?:[A-Z]\.[ -]?){1,4}[A-Z][\w'’-]+")
_AND = re.compile(r"\s*,?\s+(?:and|&)\s+|\s*[,;]\s+")
#: Words that head a part of a report when they stand alone on a line.
_PARTS = frozenset(
    """abstract acknowledgements aim aims analysis approach background conclusion conclusions
    context cost costs data design discussion evaluation findings implementation introduction
    lessons limitations limits method methodology methods objectives outcome outcomes purpose
    recommendations references results setting summary"""
    # A plain list of words reads better than as many quoted ones.
    .split()
) | {
    *("executive summary", "key findings", "main findings", "key points", "lessons learned"),
    *("next steps", "policy implications", "what changed", "what was done", "what was found"),
    *("how we know", "further reading", "cost and benefits", "costs and benefits"),
}
_NUMBER = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})?[.)]?|[ivx]{1,4}[.)])\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Top:
    """What stands at the top of a text, and the text below it."""

    title: str
    authors: ReadNames | None
    published: PartialDate | None
    flags: tuple[Flag, ...]
    below: str


def heading_alone(line: str) -> str:
    """Give the heading that a line is by itself, such as "Background" or "2. Methods"; or ""."""
    words = _NUMBER.sub("", line.strip(), count=1).strip("*_ ").rstrip(":").strip("*_ ")
    return words if words[:1].isupper() and plain(words) in _PARTS else ""


def read_top(text: str) -> Top | None:
    """Read the title, names and date at the top of a plain text; None if it begins otherwise."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None or not _may_be_title(lines[first].strip()):
        return None
    taken = list(_taken(lines, first + 1))
    block = list(_block(lines, first + 1))
    if block and not taken and not _ends_above(lines[first].strip(), block):
        return None
    authors = next((one for _, one in taken if isinstance(one, ReadNames)), None)
    published = next((one for _, one in taken if isinstance(one, PartialDate)), None)
    end = max([first, *(at for at, _ in taken)]) + 1
    title = lines[first].strip()
    flags = tuple(_flags(title, authors, published))
    return Top(title, authors, published, flags, "\n".join(lines[end:]))


def with_headings_apart(text: str) -> str:
    """Put blank lines around lines that are headings by themselves, so that they part the text."""
    made: list[str] = []
    for line in text.split("\n"):
        heading = heading_alone(line)
        made += ["", heading, ""] if heading else [line]
    return "\n".join(made)


def _may_be_title(line: str) -> bool:
    return (
        0 < len(line) <= _LONGEST_TITLE
        and not line.endswith((".", ",", ";", ":"))
        and "://" not in line
        and not _BULLET.match(line)
        and not known_field(line)
        and not heading_alone(line)
        and not line[:1].islower()
    )


def _block(lines: Sequence[str], start: int) -> Iterator[str]:
    for line in lines[start:]:
        if not line.strip():
            return
        yield line.strip()


def _ends_above(title: str, block: Sequence[str]) -> bool:
    """Tell whether a line ends above those right below it, as a wrapped sentence does not."""
    below = block[0]
    if heading_alone(below) or known_field(below):
        return True
    longest = max(map(len, block))
    return below[:1].isupper() and len(title) < _MUCH_SHORTER * longest


def _taken(lines: Sequence[str], start: int) -> Iterator[tuple[int, ReadNames | PartialDate]]:
    """Give the lines of names and of a date below the title, blank lines or not between them."""
    seen: set[type] = set()
    looked = 0
    for at in range(start, len(lines)):
        line = lines[at].strip()
        if not line:
            continue
        looked += 1
        found = _date(line) or _names(line)
        if found is None or type(found) in seen or looked > _LINES_BELOW:
            return
        seen.add(type(found))
        yield at, found


def _date(line: str) -> PartialDate | None:
    words = _DATED.sub("", line.strip("()* "), count=1)
    if len(words) > _LONGEST_DATE or words.endswith(":"):
        return None
    date = parse_partial_date(words)
    return None if date.year is None or says_more(date) else date


def _names(line: str) -> ReadNames | None:
    """Read a line of nothing but names: each with initials or of two to four capitalised words."""
    said_by = _BY.match(line)
    words = line[said_by.end() :] if said_by else line
    if len(words) > _LONGEST_NAMES or words.endswith(("?", "!", ":")) or heading_alone(words):
        return None
    pieces = [piece for piece in _AND.split(words) if piece]
    if not pieces or any(character.isdigit() for character in words):
        return None
    if all(_INITIALS_FIRST.fullmatch(piece) for piece in pieces):
        return ReadNames(tuple(map(one_name, pieces)), "", ())
    if words.endswith(".") and not is_sure(words):
        return None
    read = read_names(words, "authors")
    if len(read.names) > 1 or said_by or _is_name(read.names[0].name):
        return read if all(_is_name(one.name) for one in read.names) else None
    return None


def _is_name(name: str) -> bool:
    words = name.split()
    small = {"of", "for", "and", "the", "van", "von", "de", "der", "den", "la", "le", "du", "da"}
    capitals = all(word[:1].isupper() or word in small for word in words)
    return capitals and (2 <= len(words) <= 4 or (len(words) <= 8 and is_sure(name)))


def _flags(title: str, authors: ReadNames | None, published: PartialDate | None) -> Iterator[Flag]:
    said = "The title was taken from the first line; check it."
    yield Flag("title-guessed", said, "title", title)
    if authors is not None:
        names = "; ".join(one.name for one in authors.names)
        said = f"“{names}” stands below the title and was taken for the authors."
        yield Flag("authors-guessed", said, "authors", names)
        yield from authors.flags
    if published is not None:
        said = f"“{in_words(published)}” stands below the title and was taken for the date."
        yield Flag("date-guessed", said, "published", published.raw)
