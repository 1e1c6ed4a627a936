"""The items of a pack as blocks of a document."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.model.document import (
    Block,
    Blocks,
    Listed,
    Note,
    NoteKind,
    PageEnd,
    Paragraph,
    Words,
    words,
)
from evidence_library.model.ids import RecordId
from evidence_library.model.pack import (
    BreakItem,
    ExerciseItem,
    Item,
    Question,
    RecordItem,
    TextItem,
)
from evidence_library.services import pack_parts, pack_record_blocks
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_timing import TimedItem, spoken
from evidence_library.services.pack_wording import (
    boxed,
    cautions,
    heading,
    how_we_know_box,
    markdown,
    one_line,
    say,
    told,
    version_line,
    without_headings,
)
from evidence_library.text.plain_text import plain_text


def title_of(contents: Contents, item: Item) -> str:
    """Say what an item is called; a text may go without a title."""
    if isinstance(item, RecordItem):
        return contents.title_of(item.record)
    if isinstance(item, ExerciseItem):
        return one_line(item.title) or "Exercise"
    if isinstance(item, BreakItem):
        return one_line(item.title) or "Break"
    return one_line(item.title)


def anchor_of(position: int) -> str:
    """Give the anchor of the item at a position, counted from 1."""
    return f"item-{position}"


def blocks(contents: Contents, position: int) -> Blocks:
    """Write the item at a position, counted from 1."""
    item = contents.pack.items[position - 1]
    found: list[Block] = [PageEnd()] if item.page_break and position > 1 else []
    title = title_of(contents, item)
    if title:
        found.append(heading(1, title, anchor_of(position)))
    found.extend(_when(contents, position))
    match item:
        case RecordItem():
            found.extend(_record(contents, item))
        case TextItem():
            found.extend(markdown(item.body, top=2))
        case ExerciseItem():
            found.extend(boxed(NoteKind.TASK, item.task))
            found.extend(questions(item.questions))
            found.extend(boxed(NoteKind.ANSWER, item.answer))
    found.extend(boxed(NoteKind.TRAINER, item.trainer_note))
    return tuple(found)


def questions(asked: tuple[Question, ...]) -> Iterator[Note]:
    """Write the questions in one box, and each model answer that there is in a box of its own."""
    yield from to_discuss(asked)
    for one in (one for one in asked if one.text.strip()):
        inside = without_headings(markdown(one.answer, top=1))
        if inside:
            lead = Paragraph(words(one_line(plain_text(one.text)), strong=True))
            yield Note(NoteKind.ANSWER, (lead, *inside))


def to_discuss(asked: tuple[Question, ...]) -> tuple[Note, ...]:
    """Write the questions in one box, without their answers; nothing if there are none."""
    items = tuple(_asked(one) for one in asked if one.text.strip())
    return (Note(NoteKind.QUESTIONS, (Listed(items, numbered=True),)),) if items else ()


def record_blocks(contents: Contents, key: RecordId, keys: frozenset[str]) -> Blocks:
    """Write parts of a record, or only where to find it if its text may not be handed on."""
    record, rights = contents.records[key], contents.rights[key]
    if rights.allowed:
        return pack_record_blocks.parts(record, keys, top=2, this_year=contents.made.year)
    reason = Note(
        NoteKind.CAUTION,
        (told(f"The text is not handed on here, because {rights.reason}."),),
    )
    return (reason, pack_record_blocks.links(record)) if record.links else (reason,)


def _record(contents: Contents, item: RecordItem) -> Iterator[Block]:
    record = contents.records.get(item.record)
    if record is None:
        yield Note(NoteKind.CAUTION, (told(contents.missing[item.record]),))
    else:
        yield told(version_line(record), muted=True)
        yield from cautions(record)
        yield how_we_know_box(record)
        keys = pack_parts.chosen(record, item.sections)
        yield from record_blocks(contents, item.record, keys)
        lead = (*say("Source:", strong=True), Words(" "))
        yield Paragraph((*lead, *contents.citations[item.record].runs))
    yield from questions(item.questions)
    yield from boxed(NoteKind.TASK, item.task)


def _asked(one: Question) -> Blocks:
    return without_headings(markdown(one.text, top=1)) or (told(one.text),)


def _when(contents: Contents, position: int) -> tuple[Paragraph, ...]:
    """Say to the trainer when an item begins and how long it takes."""
    if contents.timing is None:
        return ()
    return (told(when(contents.timing.items[position - 1]), muted=True),)


def when(timed: TimedItem) -> str:
    """Say when an item begins and how long it takes: "From 09:30, 20 minutes (estimated)"."""
    starts = f"From {timed.starts}, " if timed.starts else ""
    return f"{starts}{spoken(timed.minutes)}{' (estimated)' if timed.estimated else ''}"
