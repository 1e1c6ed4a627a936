"""Composes a pack into slides: one to three for each record, with few words on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from evidence_library.model import headline
from evidence_library.model.badge import badge_sentence
from evidence_library.model.document import (
    Block,
    Blocks,
    Deck,
    Listed,
    Note,
    NoteKind,
    Paragraph,
    Slide,
    Words,
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
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import SectionKind, in_words
from evidence_library.services import pack_document, pack_items, pack_parts
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_wording import (
    EDITIONS,
    boxed,
    cautions,
    listed,
    markdown,
    one_line,
    say,
    spoken_day,
    told,
    without_headings,
)
from evidence_library.text.plain_text import plain_text, without_tags

#: Letters of a title that stand in one or two lines, and words of a text on a slide.
_TITLE = 90
_WORDS = 45

#: Entries of a list that fit on one slide.
_ENTRIES = 8
_SOURCES = 5

Thing = TypeVar("Thing")

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def compose_slides(contents: Contents) -> Deck:
    """Compose a pack into slides. What trainers say stands in the notes of their edition only."""
    pack = contents.pack
    return Deck(
        title=one_line(pack.title),
        made=contents.made,
        slides=tuple(_slides(contents)),
        subtitle=EDITIONS[contents.edition],
        creator=one_line(pack.house_name),
        subject=one_line(pack.audience),
        keywords=pack_document.keywords(contents),
        logo=contents.logo,
        footer=pack_document.footer(contents),
    )


def _slides(contents: Contents) -> Iterator[Slide]:
    yield _opening(contents)
    if contents.pack.outcomes:
        yield Slide("What you will learn", listed(contents.pack.outcomes))
    yield from _agenda(contents)
    for position, item in enumerate(contents.pack.items, start=1):
        yield from _with_notes(contents, position, list(_item(contents, item)))
    yield from _sources(contents)


def _opening(contents: Contents) -> Slide:
    pack = contents.pack
    found: list[Block] = []
    if pack.audience.strip():
        found.append(told(f"For {pack.audience}"))
    if pack.date:
        found.append(told(spoken_day(date.fromisoformat(pack.date)), muted=True))
    notes = (
        *without_headings(markdown(pack.introduction, top=1)),
        *without_headings(markdown(pack.trainer_note, top=1)),
    )
    if contents.timing is None:
        notes = ()
    return Slide(one_line(pack.title), tuple(found), notes, opening=True)


def _agenda(contents: Contents) -> Iterator[Slide]:
    titles = [
        _short(title, _TITLE)
        for item in contents.pack.items
        if (title := pack_items.title_of(contents, item))
    ]
    for at, some in enumerate(_batches(titles, _ENTRIES)):
        items = tuple((told(one),) for one in some)
        name = "Agenda" if not at else f"Agenda, part {at + 1}"
        yield Slide(name, (Listed(items, numbered=True, start=at * _ENTRIES + 1),))


def _item(contents: Contents, item: Item) -> Iterator[Slide]:
    title = _short(pack_items.title_of(contents, item), _TITLE)
    match item:
        case RecordItem():
            yield from _record(contents, item, title)
        case ExerciseItem():
            task = _few_words(item.task)
            yield Slide(title, (*([told(task)] if task else []), *_to_discuss(item.questions)))
        case TextItem():
            text = _few_words(item.body)
            if title or text:
                yield Slide(title or "In between", (told(text),) if text else ())
        case BreakItem():
            yield Slide(title)


def _record(contents: Contents, item: RecordItem, title: str) -> Iterator[Slide]:
    record = contents.records.get(item.record)
    if record is None:
        yield Slide(title, (told(contents.missing[item.record]),))
        return
    allowed = contents.rights[item.record].allowed
    keys = pack_parts.chosen(record, item.sections)
    context: list[Block] = [*cautions(record)]
    if allowed and record.finding.strip():
        context.append(Paragraph(say(record.finding, strong=True)))
    if allowed:
        context.extend(_told_of(record, keys, "problem", SectionKind.AIM))
    else:
        reason = contents.rights[item.record].reason
        context.append(told(f"The text is not handed on here, because {reason}."))
    yield Slide(title, tuple(context))
    done = tuple(_what_was_done(record, keys)) if allowed else ()
    if done:
        yield Slide(_short(f"What was done, what changed: {title}", _TITLE), done)
    yield Slide(
        _short(f"How we know: {title}", _TITLE), tuple(_how_we_know(contents, item, record))
    )


def _what_was_done(record: Record, keys: frozenset[str]) -> Iterator[Block]:
    yield from _told_of(record, keys, "what_was_done", SectionKind.IMPLEMENTATION)
    changed = [
        f"{one.outcome}: {in_words(one.direction)}{f' – {one.size}' if one.size else ''}"
        for one in sorted(record.outcomes, key=lambda one: not one.main)[:4]
    ]
    if pack_parts.OUTCOMES in keys and changed:
        yield Listed(tuple((told(_short(one, 160)),) for one in changed))
    else:
        yield from _told_of(record, keys, "what_changed", SectionKind.OUTCOMES)


def _how_we_know(contents: Contents, item: RecordItem, record: Record) -> Iterator[Block]:
    effect = headline.effect(record)
    yield Listed(
        (
            (told(badge_sentence(record)),),
            (told(f"Effect: {effect.label}"),),
            (told(f"How current: {headline.how_current(record, contents.made.year).label}"),),
        )
    )
    yield from _to_discuss(item.questions)
    task = _few_words(item.task)
    if task:
        yield Note(NoteKind.TASK, (told(task),))


def _told_of(
    record: Record, keys: frozenset[str], field: str, kind: SectionKind
) -> Iterator[Block]:
    """Say a few words from a field of the case, or from the first section of a kind."""
    text = getattr(record.case_study, field) if record.case_study and field in keys else ""
    sections = (
        one.body
        for one in record.sections
        if one.kind is kind and (one.heading or pack_parts.TEXT) in keys
    )
    words = _few_words(text or next(sections, ""))
    if words:
        yield told(words)


def _to_discuss(questions: Iterable[Question]) -> Iterator[Note]:
    texts = [plain_text(one.text) for one in questions if one.text.strip()]
    if texts:
        items = tuple((told(one),) for one in texts)
        yield Note(NoteKind.QUESTIONS, (Listed(items, numbered=True),))


def _with_notes(contents: Contents, position: int, slides: list[Slide]) -> list[Slide]:
    """Put what is for the trainer beside the slides of an item; participants get no notes."""
    if contents.timing is None or not slides:
        return slides
    item = contents.pack.items[position - 1]
    first = (told(pack_items.when(contents.timing.items[position - 1])),)
    slides[0] = replace(slides[0], notes=(*first, *boxed(NoteKind.TRAINER, item.trainer_note)))
    answers: list[Block] = []
    if isinstance(item, RecordItem | ExerciseItem):
        answers += [
            one for one in pack_items.questions(item.questions) if one.kind is NoteKind.ANSWER
        ]
    if isinstance(item, ExerciseItem):
        answers += boxed(NoteKind.ANSWER, item.answer)
    last: Blocks = slides[-1].notes
    slides[-1] = replace(slides[-1], notes=(*last, *answers))
    return slides


def _sources(contents: Contents) -> Iterator[Slide]:
    keys = list(contents.citations)
    for at, some in enumerate(_batches(keys, _SOURCES)):
        items = tuple(_source(contents, key) for key in some)
        name = "Sources and licences" if not at else f"Sources and licences, part {at + 1}"
        yield Slide(name, (Listed(items, numbered=True, start=at * _SOURCES + 1),))


def _source(contents: Contents, key: RecordId) -> Blocks:
    terms = contents.rights[key].terms.title
    cited = contents.citations[key]
    stop = " " if cited.text.endswith(".") else ". "
    return (Paragraph((*cited.runs, Words(f"{stop}{terms}."))),)


def _few_words(markdown_text: str) -> str:
    """Take the first sentences of a text, as many as fit on a slide; at least the first one."""
    text = one_line(plain_text(without_tags(markdown_text)))
    kept: list[str] = []
    count = 0
    for sentence in _SENTENCE_END.split(text):
        count += len(sentence.split())
        if kept and count > _WORDS:
            break
        kept.append(sentence)
    whole = " ".join(kept)
    several = whole.split()
    return whole if len(several) <= 2 * _WORDS else " ".join(several[: 2 * _WORDS]) + " …"


def _short(text: str, most: int) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _batches(things: Sequence[Thing], size: int) -> Iterator[Sequence[Thing]]:
    return (things[at : at + size] for at in range(0, len(things), size))
