"""Composes a pack into slides: one to three for each record, with few words on each.

What people wrote for the session goes in whole; what does not fit goes on on further slides. Of the
text of a record a slide has the first sentences, and whole it stands in the notes of the trainer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from evidence_library.model import headline
from evidence_library.model.badge import badge_sentence
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import (
    Block,
    Blocks,
    Deck,
    Listed,
    NoteKind,
    Paragraph,
    Slide,
)
from evidence_library.model.pack import (
    BreakItem,
    ExerciseItem,
    Item,
    RecordItem,
    TextItem,
)
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import SectionKind, in_words
from evidence_library.services import pack_document, pack_items, pack_parts, pack_sources
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_shortening import (
    by_heading,
    first_sentences,
    shortened,
    titled,
)
from evidence_library.services.pack_wording import (
    EDITIONS,
    boxed,
    cautions,
    listed,
    markdown,
    one_line,
    say,
    told,
    without_headings,
)
from evidence_library.text.plain_text import plain_text, without_tags

#: Letters of a title that stand in one or two lines, and words of a record's text on a slide.
_TITLE = 90
_WORDS = 45

#: Entries of a list that fit on one slide.
_ENTRIES = 8

#: Outcomes that are told of a record, and letters of each.
_OUTCOMES, _OUTCOME = 4, 160

Thing = TypeVar("Thing")


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
    introduction = markdown(contents.pack.introduction, top=1)
    if introduction:
        yield Slide("Introduction", introduction)
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
        found.append(told(day_in_words(date.fromisoformat(pack.date)), muted=True))
    notes = without_headings(markdown(pack.trainer_note, top=1))
    return Slide(one_line(pack.title), tuple(found), notes, opening=True)


def _agenda(contents: Contents) -> Iterator[Slide]:
    titles = [
        shortened(title, _TITLE)
        for item in contents.pack.items
        if (title := pack_items.title_of(contents, item))
    ]
    for at, some in enumerate(_batches(titles, _ENTRIES)):
        items = tuple((told(one),) for one in some)
        name = "Agenda" if not at else f"Agenda, part {at + 1}"
        yield Slide(name, (Listed(items, numbered=True, start=at * _ENTRIES + 1),))


def _item(contents: Contents, item: Item) -> Iterator[Slide]:
    title = pack_items.title_of(contents, item)
    match item:
        case RecordItem():
            yield from _record(contents, item, title)
        case ExerciseItem():
            task = markdown(item.task, top=1)
            yield Slide(title, (*task, *pack_items.to_discuss(item.questions)))
        case TextItem():
            text = markdown(item.body, top=1)
            if title or text:
                yield Slide(title or "In between", text)
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
    aim = _told_of(record, keys, "problem", SectionKind.AIM) if allowed else _NOTHING
    context.extend(aim.shown)
    if not allowed:
        reason = contents.rights[item.record].reason
        context.append(told(f"The text is not handed on here, because {reason}."))
    yield Slide(title, tuple(context), _for_trainers(contents, aim))
    if allowed:
        yield from _what_was_done(contents, record, keys, title)
    yield Slide(titled("How we know", title, _TITLE), tuple(_how_we_know(contents, item, record)))


def _what_was_done(
    contents: Contents, record: Record, keys: frozenset[str], title: str
) -> Iterator[Slide]:
    done = _told_of(record, keys, "what_was_done", SectionKind.IMPLEMENTATION)
    changed = [
        f"{one.outcome}: {in_words(one.direction)}{f' – {one.size}' if one.size else ''}"
        for one in sorted(record.outcomes, key=lambda one: not one.main)[:_OUTCOMES]
    ]
    if pack_parts.OUTCOMES in keys and changed:
        items = tuple((told(shortened(one, _OUTCOME)),) for one in changed)
        more = len(record.outcomes) - len(changed)
        rest = (told(f"And {more} more.", muted=True),) if more else ()
        effect = _Told((Listed(items), *rest))
    else:
        effect = _told_of(record, keys, "what_changed", SectionKind.OUTCOMES)
    if done.shown or effect.shown:
        yield Slide(
            titled("What was done, what changed", title, _TITLE),
            (*done.shown, *effect.shown),
            _for_trainers(contents, done, effect),
        )


def _how_we_know(contents: Contents, item: RecordItem, record: Record) -> Iterator[Block]:
    effect = headline.effect(record)
    yield Listed(
        (
            (told(badge_sentence(record)),),
            (told(f"Effect: {effect.label}"),),
            (told(f"How current: {headline.how_current(record, contents.made.year).label}"),),
        )
    )
    yield from pack_items.to_discuss(item.questions)
    yield from boxed(NoteKind.TASK, item.task)


@dataclass(frozen=True, slots=True)
class _Told:
    """What of a text is shown on a slide, and the `whole` of it where that is not all."""

    shown: Blocks
    whole: Blocks = ()


_NOTHING = _Told(())


def _told_of(record: Record, keys: frozenset[str], field: str, kind: SectionKind) -> _Told:
    """Say a few words from a field of the case, or from the first section of a kind."""
    text = getattr(record.case_study, field) if record.case_study and field in keys else ""
    sections = (
        one.body
        for one in record.sections
        if one.kind is kind and (one.heading or pack_parts.TEXT) in keys
    )
    text = text or next(sections, "")
    words = one_line(plain_text(without_tags(text)))
    if len(words.split()) <= _WORDS:
        return _Told(without_headings(markdown(text, top=1)))
    return _Told((told(first_sentences(words, _WORDS)),), without_headings(markdown(text, top=1)))


def _for_trainers(contents: Contents, *texts: _Told) -> Blocks:
    """Give what is only begun on a slide as a whole; participants get no notes."""
    if contents.timing is None:
        return ()
    return tuple(block for one in texts for block in one.whole)


def _with_notes(contents: Contents, position: int, slides: list[Slide]) -> list[Slide]:
    """Put what is for the trainer beside the slides of an item; participants get no notes."""
    if contents.timing is None or not slides:
        return slides
    item = contents.pack.items[position - 1]
    first = (told(pack_items.when(contents.timing.items[position - 1])),)
    mine = boxed(NoteKind.TRAINER, item.trainer_note)
    slides[0] = replace(slides[0], notes=(*first, *mine, *slides[0].notes))
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
    """Give sources and licences as the documents have them; long lists go on by themselves."""
    for blocks in (pack_sources.sources(contents), pack_sources.licences(contents)):
        for part, inside in by_heading(blocks):
            yield Slide(part, inside)


def _batches(things: Sequence[Thing], size: int) -> Iterator[Sequence[Thing]]:
    return (things[at : at + size] for at in range(0, len(things), size))
