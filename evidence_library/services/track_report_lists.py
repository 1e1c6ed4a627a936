"""The lists of a report: what is overdue, what waits, linked evidence, responses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from evidence_library.model import headline
from evidence_library.model.clocks import Schedule, reported_on
from evidence_library.model.counting import counted
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Block, Blocks, InnerLink, Listed, Paragraph, Runs, Words
from evidence_library.model.recommendation import RecordLink
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import ROLE_WORDS, EvidenceRole
from evidence_library.services import pack_standing
from evidence_library.services.pack_wording import heading, one_line, say, told
from evidence_library.services.track_scope import Chosen, Tracked
from evidence_library.services.track_wording import (
    delays,
    name_of,
    response_in_words,
    shortened,
    waits,
)

_NOT_HERE = "A record that is no longer in the library"


def anchor_of(tracked: Tracked) -> str:
    """Name the place in the report where all of a recommendation stands."""
    return f"recommendation-{tracked.item.id}"


def linked_name(chosen: Chosen, tracked: Tracked) -> Runs:
    """Name a recommendation, as a link to where all of it stands; with its set if of several."""
    of = f" of “{one_line(tracked.owner.title)}”" if len(chosen.owners) > 1 else ""
    return (InnerLink(f"Recommendation {name_of(tracked)}{of}", anchor_of(tracked)),)


def delays_section(chosen: Chosen) -> Iterator[Block]:
    """Say in words who owes what, since when."""
    overdue = chosen.overdue()
    yield heading(1, "Overdue", "overdue")
    if not overdue:
        yield told(f"Nothing is overdue as at {day_in_words(chosen.scope.as_at)}.")
        return
    number = len(overdue)
    yield told(
        f"{counted(number, 'recommendation')} {'is' if number == 1 else 'are'} overdue as at "
        f"{day_in_words(chosen.scope.as_at)}: promised for a time that has passed, and not met."
    )
    yield _listed(chosen, overdue, delays)


def waiting_sections(chosen: Chosen) -> Iterator[Block]:
    """List what nobody reported on, what is due soon, and what is addressed elsewhere."""
    yield from _waiting(
        chosen,
        Schedule.NO_REPORT,
        "Deadline passed, no report",
        "Nobody reported a status by the day of this report, so these are not called overdue.",
    )
    yield from _waiting(
        chosen,
        Schedule.DUE_SOON,
        "Due soon",
        "The deadline ends in the quarter of this report or in the next one.",
    )
    yield from _waiting(
        chosen,
        Schedule.ADDRESSED_ELSEWHERE,
        "Addressed elsewhere",
        "These were reported as addressed by something else; they are not counted as overdue.",
    )


def evidence_section(chosen: Chosen) -> Iterator[Block]:
    """Tell which records are linked to which recommendation, and what they show."""
    yield heading(1, "Linked evidence", "evidence")
    linked = [one for one in chosen.tracked if one.item.links]
    if not linked:
        yield told("No record is linked to any of these recommendations yet.")
        return
    for one in linked:
        yield Paragraph(linked_name(chosen, one))
        yield Listed(tuple((told(said),) for said in evidence_in_words(chosen, one)))


def evidence_in_words(chosen: Chosen, tracked: Tracked) -> Iterator[str]:
    """Say of each record that is linked to a recommendation as what, and what it shows."""
    for role in EvidenceRole:
        for link in tracked.item.links:
            if link.role is role:
                yield _link(link, chosen.records.get(link.record))


def shown_by(record: Record) -> str:
    """Say what a record shows: its effect, and how sure we are."""
    known = headline.how_we_know(record)
    said = f"Effect: {headline.effect(record).label}. How sure we are: {known.label}."
    caution = pack_standing.caution(record)
    return f"{said} {one_line(caution)}" if caution else said


def responses_section(chosen: Chosen) -> Iterator[Block]:
    """Tell what was answered to the recommendations by the day; nothing if nothing was."""
    day = chosen.scope.as_at
    answered = [
        (one, [said for said in one.item.responses if reported_on(said.date) <= day])
        for one in chosen.tracked
    ]
    items = tuple(
        (Paragraph((*linked_name(chosen, one), *say(f": {response_in_words(said)}"))),)
        for one, responses in answered
        for said in responses
    )
    if items:
        yield heading(1, "Responses", "responses")
        yield told("What was answered to a recommendation is no report of progress.")
        yield Listed(items)


def _waiting(chosen: Chosen, schedule: Schedule, title: str, meaning: str) -> Iterator[Block]:
    found = [
        one for one in chosen.tracked if any(unit.schedule is schedule for unit in one.clock.units)
    ]
    yield heading(1, title)
    if not found:
        yield told("None.")
        return
    yield told(meaning)
    yield _listed(chosen, found, lambda one: waits(one, schedule))


def _listed(
    chosen: Chosen, found: Iterable[Tracked], said: Callable[[Tracked], Iterable[str]]
) -> Listed:
    return Listed(tuple(_entry(chosen, one, said(one)) for one in found))


def _entry(chosen: Chosen, tracked: Tracked, sentences: Iterable[str]) -> Blocks:
    text = tracked.item.stem or tracked.item.text
    name = (*linked_name(chosen, tracked), Words(f": {shortened(text)}"))
    return (Paragraph(name), *(told(one) for one in sentences))


def _link(link: RecordLink, record: Record | None) -> str:
    of = f" (part {one_line(link.part)})" if link.part else ""
    title = f"“{one_line(record.title)}”" if record is not None else _NOT_HERE
    said = f"{ROLE_WORDS[link.role]}{of}: {title}."
    if record is not None:
        said += f" {shown_by(record)}"
    if link.note.strip():
        said += f" Note: {one_line(link.note).rstrip('.')}."
    return said
