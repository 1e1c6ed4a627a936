"""What all writers of office documents need of a text, a link, a table or a picture."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from evidence_library.errors import UserCanFix
from evidence_library.model.document import (
    Blocks,
    Document,
    Listed,
    Note,
    NoteKind,
    Picture,
    Quotation,
    Table,
    plain,
)
from evidence_library.text.plain_text import only_text
from evidence_library.text.web_addresses import leads_out

#: What an address may hold as it stands; all else is written in hundredths.
_IN_ADDRESSES = "!#$%&'()*+,-./:;=?@[]_~"
#: Word opens no longer ones.
_LONGEST_ADDRESS = 2_000

#: A column is at least and at most so many letters broad when their shares are told.
_NARROWEST, _BROADEST = 6, 60
#: Rows that are looked at for that.
_ROWS_LOOKED_AT = 200


def one_line(text: str) -> str:
    """Give text as a file may hold it, on one line."""
    cleaned = only_text(text)
    if "\n" in cleaned or "\t" in cleaned:
        cleaned = cleaned.replace("\n", " ").replace("\t", " ")
    return cleaned


def kept_lines(text: str) -> list[str]:
    """Give the lines of a text whose blanks count."""
    return only_text(text).expandtabs(4).split("\n")


def link_target(address: str) -> str:
    """Give the address a link may lead to as office programs take it; empty if it may not."""
    if not leads_out(address):
        return ""
    try:
        urlsplit(address)
        written = quote(address, safe=_IN_ADDRESSES)
    except (ValueError, UnicodeError):
        return ""
    return written if len(written) <= _LONGEST_ADDRESS else ""


def size_of(picture: Picture, widest: float, tallest: float) -> tuple[float, float]:
    """Give width and height in millimetres, within both limits and in the picture's own shape."""
    across, down = max(picture.width, 1), max(picture.height, 1)
    width = min(picture.wide, widest)
    height = width * down / across
    if height > tallest:
        width, height = width * tallest / height, tallest
    return max(width, 0.5), max(height, 0.5)


def column_shares(table: Table) -> list[float]:
    """Tell what part of its width each column of a table needs, by the text in it."""
    needed: list[float] = []
    for at, head in enumerate(table.header):
        cells = [plain(row[at]) for row in table.rows[:_ROWS_LOOKED_AT]]
        longest = max((len(cell) for cell in cells), default=0)
        word = max(
            (len(word) for cell in (plain(head), *cells) for word in cell.split()), default=0
        )
        broad = max(min(longest, _BROADEST), min(word, _BROADEST // 2), _NARROWEST)
        needed.append(broad + 2.0)
    total = sum(needed)
    return [broad / total for broad in needed]


def note_kinds(document: Document) -> list[NoteKind]:
    """Name the kinds of boxes that a document has, in a fixed order."""
    parts = (document.front, document.body, *(card.blocks for card in document.cards))
    found = {kind for blocks in parts for kind in _note_kinds(blocks)}
    return [kind for kind in NoteKind if kind in found]


def _note_kinds(blocks: Blocks) -> Iterator[NoteKind]:
    for block in blocks:
        match block:
            case Note():
                yield block.kind
                yield from _note_kinds(block.blocks)
            case Quotation():
                yield from _note_kinds(block.blocks)
            case Listed():
                for item in block.items:
                    yield from _note_kinds(item)
            case _:
                pass


def no_picture() -> UserCanFix:
    """Say that a library could not read a picture."""
    return UserCanFix("A picture is damaged; choose it again, or take it out.")


def picture_ending(data: bytes) -> str:
    """Tell by its beginning how the file of a picture ends; empty for what is no picture."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) > 32:
        return "png"
    return "jpg" if data.startswith(b"\xff\xd8\xff") and len(data) > 32 else ""
