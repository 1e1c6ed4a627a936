"""Composes a pack into a document, which any format can be written from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_library.model.dates import day_in_words
from evidence_library.model.document import (
    Block,
    Blocks,
    Document,
    InnerLink,
    Layout,
    NoteKind,
    Paragraph,
    Runs,
    Table,
    Words,
)
from evidence_library.model.pack import BreakItem, ExerciseItem, Item, RecordItem
from evidence_library.model.vocabulary import in_words
from evidence_library.services import pack_items, pack_short, pack_sources
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_wording import (
    EDITIONS,
    boxed,
    heading,
    in_outline,
    listed,
    markdown,
    one_line,
    say,
    told,
    without_headings,
)


def compose(contents: Contents, layout: Layout) -> Document:
    """Compose a pack for a layout: all of it, or findings and facts, or one card a record."""
    pack = contents.pack
    whole = layout not in {Layout.CARDS, Layout.BRIEF}
    subtitle = EDITIONS[contents.edition] if whole else ""
    front = in_outline(front_of(contents)) if whole else ()
    body: Blocks = ()
    if whole:
        body = in_outline(_body(contents))
    elif layout is Layout.BRIEF:
        body = in_outline(pack_short.brief(contents))
    return Document(
        title=one_line(pack.title),
        made=contents.made,
        layout=layout,
        subtitle=subtitle,
        creator=one_line(pack.house_name),
        subject=one_line(pack.audience),
        keywords=keywords(contents),
        logo=contents.logo,
        front=front,
        contents=whole,
        body=body,
        cards=pack_short.cards(contents) if layout is Layout.CARDS else (),
        footer=footer(contents),
    )


def footer(contents: Contents) -> str:
    """Write what stands at the foot of each page."""
    pack = contents.pack
    told_of = (pack.house_name, pack.title, EDITIONS[contents.edition])
    return " · ".join(one for one in map(one_line, told_of) if one)


def keywords(contents: Contents) -> tuple[str, ...]:
    """Give the topic headings of the records, each once."""
    labels = (one.label for record in contents.records.values() for one in record.topics)
    return tuple(dict.fromkeys(filter(None, map(one_line, labels))))


def front_of(contents: Contents) -> Blocks:
    """Write what stands on the title page: for whom, when, what one learns, an introduction."""
    pack = contents.pack
    found: list[Block] = []
    if pack.audience.strip():
        found.append(told(f"For {pack.audience}"))
    day = day_in_words(date.fromisoformat(pack.date)) if pack.date else ""
    line = " · ".join(one for one in (one_line(pack.house_name), day) if one)
    if line:
        found.append(told(line, muted=True))
    outcomes = listed(pack.outcomes)
    if outcomes:
        found += [Paragraph(say("Afterwards you can:", strong=True)), *outcomes]
    found.extend(without_headings(markdown(pack.introduction, top=1)))
    found.extend(boxed(NoteKind.TRAINER, pack.trainer_note))
    return tuple(found)


def _body(contents: Contents) -> Iterator[Block]:
    if contents.pack.items:
        yield heading(1, "Agenda", "agenda")
        yield _agenda(contents)
        if contents.timing is not None:
            yield told(contents.timing.sentence, muted=True)
    for position in range(1, len(contents.pack.items) + 1):
        yield from pack_items.blocks(contents, position)
    yield from pack_sources.sources(contents)
    yield from pack_sources.licences(contents)


def _agenda(contents: Contents) -> Table:
    """List what comes in which order; for trainers with times."""
    timing = contents.timing
    rows: list[tuple[Runs, ...]] = []
    for position, item in enumerate(contents.pack.items, start=1):
        title = pack_items.title_of(contents, item)
        what: Runs = (InnerLink(title, pack_items.anchor_of(position)),) if title else say("Text")
        row: tuple[Runs, ...] = ((Words(str(position)),), what, say(_kind(contents, item)))
        if timing is not None:
            timed = timing.items[position - 1]
            estimated = " (estimated)" if timed.estimated else ""
            row = (*row, say(timed.starts), say(f"{timed.minutes}{estimated}"))
        rows.append(row)
    times = ("Starts", "Minutes") if timing is not None else ()
    header = ("Number", "What", "Kind", *times)
    return Table("What comes in which order", tuple(map(say, header)), tuple(rows))


def _kind(contents: Contents, item: Item) -> str:
    match item:
        case RecordItem():
            record = contents.records.get(item.record)
            return in_words(record.kind) if record and record.kind else "Record"
        case ExerciseItem():
            return "Exercise"
        case BreakItem():
            return "Break"
        case _:
            return "Text"
