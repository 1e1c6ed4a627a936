"""The short forms of a pack: one card for each record, and a brief of findings and facts.

Cards are cut apart: each names its source, and the last ones hold all sources and licences.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.model import headline
from evidence_library.model.badge import badge_sentence
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import (
    Block,
    Blocks,
    Card,
    Listed,
    Note,
    NoteKind,
    Paragraph,
    Run,
    WebLink,
    Words,
)
from evidence_library.model.ids import RecordId
from evidence_library.model.pack import (
    ExerciseItem,
    RecordItem,
)
from evidence_library.model.record import Record
from evidence_library.services import (
    pack_items,
    pack_parts,
    pack_record_blocks,
    pack_sources,
    pack_trainer_page,
)
from evidence_library.services.pack_contents import Contents
from evidence_library.services.pack_rights import Terms
from evidence_library.services.pack_shortening import by_heading
from evidence_library.services.pack_wording import (
    boxed,
    cautions,
    heading,
    linked,
    markdown,
    one_line,
    say,
    told,
    without_headings,
)
from evidence_library.text.citation import short_names
from evidence_library.text.csl_data import source_link
from evidence_library.text.web_addresses import leads_out

#: What of a case fits on a card, besides its finding.
_ON_A_CARD = ("problem", "what_was_done", "what_changed")


def cards(contents: Contents) -> tuple[Card, ...]:
    """Make a card of each record and each exercise, and cards of sources and licences.

    A card says the finding, how we know, what to discuss, and from where it is.
    """
    found: list[Card] = []
    for position, item in enumerate(contents.pack.items, start=1):
        title = pack_items.title_of(contents, item)
        if isinstance(item, RecordItem):
            found.append(Card(one_line(title), _record_card(contents, item), _foot(contents, item)))
        elif isinstance(item, ExerciseItem):
            inside = pack_items.blocks(contents, position)
            rest = tuple(one for one in inside if isinstance(one, Note | Paragraph))
            found.append(Card(title, rest, one_line(contents.pack.title)))
    return (*found, *_source_cards(contents))


def _source_cards(contents: Contents) -> Iterator[Card]:
    if not contents.records:
        return
    for blocks in (pack_sources.sources(contents), pack_sources.licences(contents)):
        for title, inside in by_heading(blocks):
            yield Card(title, without_headings(inside), one_line(contents.pack.title))


def brief(contents: Contents) -> Iterator[Block]:
    """Write findings and facts only, with the sources below: what fits on one page or two.

    Trainers get a further page with all that belongs to the session.
    """
    pack = contents.pack
    if pack.audience.strip():
        yield told(f"For {pack.audience}", muted=True)
    yield from without_headings(markdown(pack.introduction, top=1))
    seen: set[RecordId] = set()
    for item in pack.items:
        if isinstance(item, RecordItem) and item.record not in seen:
            seen.add(item.record)
            yield heading(1, contents.title_of(item.record))
            yield from _in_brief(contents, item.record)
    yield from _short_sources(contents)
    yield from pack_trainer_page.blocks(contents)


def _record_card(contents: Contents, item: RecordItem) -> Blocks:
    record = contents.records.get(item.record)
    if record is None:
        return (told(contents.missing[item.record]),)
    found: list[Block] = list(_in_brief(contents, item.record))
    keys = pack_parts.chosen(record, item.sections)
    case = record.case_study if contents.rights[item.record].allowed else None
    if case is not None:
        for name in (one for one in _ON_A_CARD if one in keys):
            found.extend(pack_record_blocks.case_field(case, name))
    # What is left for a further card is a task, never the source alone.
    found.append(_short_source(record, contents.rights[item.record].terms))
    found.extend(pack_items.questions(item.questions))
    found.extend(boxed(NoteKind.TASK, item.task))
    found.extend(boxed(NoteKind.TRAINER, item.trainer_note))
    return tuple(found)


def _short_source(record: Record, terms: Terms) -> Paragraph:
    """Name the source in a line: who, when, where it is found, and under what terms."""
    names = short_names(record.authors, 1) or short_names(record.publisher, 1)
    year = str(record.published.year) if record.published and record.published.year else "no date"
    runs: list[Run] = [Words(f"Source: {one_line(names) or 'Names not stated'}, {year}. ")]
    found = source_link(record)
    addresses = [one.url for one in record.links if leads_out(one.url)]
    address = found.url if found else next(iter(addresses), "")
    if address:
        runs += [WebLink(address, address), Words(" ")]
    return Paragraph((*runs, *_terms(terms)), muted=True)


def _terms(terms: Terms) -> tuple[Run, ...]:
    """Name terms of use, with the way to them."""
    if not terms.address:
        return (Words(f"{terms.title}."),)
    return (WebLink(terms.title, terms.address), Words("."))


def _in_brief(contents: Contents, key: RecordId) -> Blocks:
    """Write finding and facts of a record, as far as they may be handed on."""
    record = contents.records.get(key)
    if record is None:
        return (told(contents.missing[key]),)
    found: list[Block] = list(cautions(record))
    if not contents.rights[key].allowed:
        reason = contents.rights[key].reason
        found.append(told(f"The text is not handed on here, because {reason}."))
    elif record.finding.strip():
        found.append(Paragraph(say(record.finding, strong=True)))
    effect = headline.effect(record)
    current = headline.how_current(record, contents.made.year)
    detail = f" ({current.detail})" if current.detail else ""
    found.append(
        Listed(
            (
                (told(f"Effect: {effect.label}"),),
                (told(f"How we know: {badge_sentence(record).replace(': ', ' – ')}"),),
                (told(f"How current: {current.label}{detail}"),),
            )
        )
    )
    return tuple(found)


def _short_sources(contents: Contents) -> Iterator[Block]:
    sources = pack_sources.by_source(contents)
    if not sources:
        return
    yield heading(1, "Sources and licences")
    items: list[Blocks] = []
    numbers: dict[str, list[int]] = {}
    for number, keys in enumerate(sources, start=1):
        lines: list[Block] = []
        for key in keys:
            terms = contents.rights[key].terms
            state = (*linked(pack_sources.state_of(contents, key, keys)), Words(" "))
            lines.append(Paragraph((*state, *_terms(terms)), muted=True))
            numbers.setdefault(terms.statement, []).append(number)
        items.append((Paragraph(contents.citations[keys[0]].runs), *lines))
    yield Listed(tuple(items), numbered=True)
    yield told(" ".join(pack_sources.statements(numbers)), muted=True)


def _foot(contents: Contents, item: RecordItem) -> str:
    """Write the line at the foot of a card: the version and the day."""
    record = contents.records.get(item.record)
    if record is None:
        return one_line(contents.pack.title)
    version = f"Version {record.versions[-1].number}. " if record.versions else ""
    return f"{version}As of {day_in_words(contents.day_of(item.record))}."
