"""The trainer's further page of a brief: what people learn, what to ask, answers, notes, minutes.

The page before it is the one that participants get.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.model.document import Block, NoteKind, PageEnd, Paragraph
from evidence_library.model.pack import Edition, ExerciseItem, Item, Question, RecordItem, TextItem
from evidence_library.services import pack_items
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_timing import spoken
from evidence_library.services.pack_wording import (
    boxed,
    heading,
    listed,
    markdown,
    say,
    told,
    without_headings,
)


def blocks(contents: Contents) -> Iterator[Block]:
    """Write the page for the trainer; nothing for participants."""
    if contents.edition is not Edition.TRAINER:
        return
    pack = contents.pack
    yield PageEnd()
    yield heading(1, "For the trainer")
    outcomes = listed(pack.outcomes)
    if outcomes:
        yield Paragraph(say("Afterwards people can:", strong=True))
        yield from outcomes
    if contents.timing is not None:
        yield told(f"All together: {spoken(contents.timing.total)}.", muted=True)
    yield from boxed(NoteKind.TRAINER, pack.trainer_note)
    for position, item in enumerate(pack.items):
        yield from _item(contents, position, item)


def _questions(asked: tuple[Question, ...]) -> Iterator[Block]:
    """Write each question once: above its model answer, if it has one."""
    answered = tuple(one for one in asked if one.answer.strip())
    yield from pack_items.to_discuss(tuple(one for one in asked if one not in answered))
    told_both = pack_items.questions(answered)
    yield from (one for one in told_both if one.kind is NoteKind.ANSWER)


def _item(contents: Contents, position: int, item: Item) -> Iterator[Block]:
    title = pack_items.title_of(contents, item)
    if title:
        yield heading(2, title)
    if contents.timing is not None:
        yield told(pack_items.when(contents.timing.items[position]), muted=True)
    if isinstance(item, TextItem):
        yield from without_headings(markdown(item.body, top=1))
    if isinstance(item, RecordItem | ExerciseItem):
        yield from boxed(NoteKind.TASK, item.task)
        yield from _questions(item.questions)
    if isinstance(item, ExerciseItem):
        yield from boxed(NoteKind.ANSWER, item.answer)
    yield from boxed(NoteKind.TRAINER, item.trainer_note)
