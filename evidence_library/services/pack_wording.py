"""Small pieces of what a pack says: texts without control characters, links, boxes, dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from evidence_library.model.badge import badge_sentence
from evidence_library.model.dates import PartialDate, day_in_words
from evidence_library.model.document import (
    Block,
    Blocks,
    Heading,
    LineEnd,
    Listed,
    Note,
    NoteKind,
    Paragraph,
    Quotation,
    Run,
    Runs,
    WebLink,
    Words,
    words,
)
from evidence_library.model.headline import how_we_know, standing_told
from evidence_library.model.pack import Edition
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import pack_standing
from evidence_library.text import markdown_blocks
from evidence_library.text.plain_text import only_text
from evidence_library.text.web_addresses import find_addresses, leads_out

#: The deepest heading of a document.
_LOWEST = 6

#: What each edition is called on its title page.
EDITIONS = {
    Edition.TRAINER: "Trainer edition",
    Edition.PARTICIPANT: "Participant edition",
}


def one_line(text: str) -> str:
    """Give a text in one line, without what no file may hold."""
    return " ".join(only_text(text).split())


def say(text: str, *, strong: bool = False) -> Runs:
    """Make running text of what anybody may have typed."""
    return words(_clean(text), strong=strong)


def told(text: str, *, muted: bool = False) -> Paragraph:
    """Make a paragraph of what anybody may have typed; addresses in it are links."""
    return Paragraph(linked(text), muted)


def linked(text: str) -> Runs:
    """Make running text in which web addresses lead to where they say."""
    runs: list[Run] = []
    for at, line in enumerate(_clean(text).split("\n")):
        if at:
            runs.append(LineEnd())
        end = 0
        for found in find_addresses(line):
            if leads_out(found.url):
                runs.extend(words(line[end : found.start]))
                runs.append(WebLink(found.url, found.url))
                end = found.end
        runs.extend(words(line[end:]))
    return tuple(runs)


def _clean(text: str) -> str:
    return only_text(text).replace("\t", " ").strip()


def link(label: str, address: str) -> Run:
    """Make a link, or plain words where the address is none that a document may lead to."""
    text = one_line(label) or one_line(address)
    return WebLink(text, address) if leads_out(address) else Words(text)


def heading(level: int, text: str, anchor: str = "") -> Heading:
    """Make a heading, which is never empty."""
    return Heading(min(level, _LOWEST), one_line(text) or "Untitled", anchor)


def markdown(text: str, *, top: int) -> Blocks:
    """Take Markdown apart whose highest headings get the level `top`."""
    return _taken_apart(text, min(top, _LOWEST)) if text.strip() else ()


@lru_cache(maxsize=2048)
def _taken_apart(text: str, top: int) -> Blocks:
    """Take Markdown apart; a pack is composed anew for each of its formats."""
    return markdown_blocks.blocks(text, top=top)


def boxed(kind: NoteKind, text: str, title: str = "") -> tuple[Note, ...]:
    """Make a box of Markdown; nothing if there is no text."""
    inside = without_headings(markdown(text, top=1))
    return (Note(kind, inside, one_line(title)),) if inside else ()


def listed(texts: tuple[str, ...], *, numbered: bool = False) -> tuple[Listed, ...]:
    """Make a list of plain texts; nothing if there are none."""
    items = tuple((told(one),) for one in texts if one.strip())
    return (Listed(items, numbered),) if items else ()


def without_headings(blocks: Blocks) -> Blocks:
    """Make headings strong paragraphs: what stands in a box is not part of the outline."""
    return tuple(_without_heading(one) for one in blocks)


def _without_heading(block: Block) -> Block:
    match block:
        case Heading(text=text):
            return Paragraph(words(text, strong=True))
        case Quotation(blocks=inside):
            return Quotation(without_headings(inside))
        case _:
            return block


def in_outline(blocks: Iterable[Block], above: int = 0) -> Blocks:
    """Let no heading stand more than one level below the heading before it."""
    kept: list[Block] = []
    last = above
    for block in blocks:
        if isinstance(block, Heading):
            last = min(block.level, last + 1)
            kept.append(Heading(last, block.text, block.anchor))
        else:
            kept.append(block)
    return tuple(kept)


def how_we_know_box(record: Record) -> Note:
    """Say in words how we know: the badge, how sure we are, and what that means."""
    fact = how_we_know(record)
    detail = f"{fact.label}. {fact.detail}".strip(". ")
    return Note(
        NoteKind.HOW_WE_KNOW,
        (
            Paragraph(say(badge_sentence(record), strong=True)),
            Paragraph(say(f"How sure we are: {detail}.")),
            Paragraph(say(fact.meaning), muted=True),
        ),
    )


def cautions(record: Record) -> tuple[Note, ...]:
    """Warn of a record that nobody stands by: a draft, or one withdrawn or superseded."""
    said = pack_standing.caution(record)
    return (Note(NoteKind.CAUTION, (told(said),)),) if said else ()


def version_line(record: Record) -> str:
    """Say which state of a record this is: "Version 2, of 3 May 2026. Checked 2026-05-01." """
    said = []
    if record.versions:
        last = record.versions[-1]
        said.append(f"Version {last.number}, of {dated(last.date)}")
    if record.published is not None:
        said.append(f"Source published {dated(record.published)}")
    said.append(f"Checked {dated(record.checked)}" if record.checked else "Not checked yet")
    if record.workflow is not Workflow.PUBLISHED:
        said.append(standing_told(record))
    return ". ".join(said) + "."


def dated(day: PartialDate) -> str:
    """Write a date as people read it, as exactly as it is known."""
    if day.year and day.month and day.day:
        try:
            return day_in_words(date(day.year, day.month, day.day))
        except ValueError:  # no such day; it stays as it was read
            return one_line(day.raw) or day.value
    return one_line(day.raw) or day.value or "an unknown date"
