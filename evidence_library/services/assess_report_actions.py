"""An action plan as at a day: what is overdue in words, then each action by its quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Block, InnerLink, Listed, Paragraph, Words
from evidence_library.model.ids import RecommendationId, RecordId
from evidence_library.model.record import Record
from evidence_library.services import action_wording
from evidence_library.services.actions import Listed as ListedAction
from evidence_library.services.assess_report_parts import (
    MARK,
    example_box,
    labelled,
    record_link,
    records_section,
)
from evidence_library.services.pack_wording import heading, one_line, say, told
from evidence_library.services.track import Held
from evidence_library.services.track_wording import entry_in_words, existing


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Actions as at a day, with what they come from and draw on.

    `themes` names the theme of each action that comes from one. `about` says which actions these
    are.
    """

    day: date
    about: str
    actions: Sequence[ListedAction]
    themes: Mapping[str, str]
    records: Mapping[RecordId, Record]
    recommendations: Mapping[RecommendationId, Held]

    @property
    def overdue(self) -> tuple[ListedAction, ...]:
        """Those that are overdue at the day."""
        return tuple(one for one in self.actions if one.clock.overdue)


def front(plan: Plan) -> Iterator[Block]:
    """Say what is overdue, in words, and what the words mean."""
    examples = [one.action.example for one in plan.actions]
    yield from example_box(example=any(examples), partly=any(examples) and not all(examples))
    yield labelled("Which actions", plan.about)
    yield from overdue(plan)
    yield told(
        "Overdue means that the first deadline lies wholly before the day of this plan and that "
        "the action is not met; a date named later stands beside it and changes nothing.",
        muted=True,
    )


def overdue(plan: Plan) -> Iterator[Block]:
    """List what is overdue: what, who, since when."""
    day = day_in_words(plan.day)
    if not plan.overdue:
        yield told(f"Nothing is overdue as at {day}.")
        return
    yield Paragraph(say(f"Overdue as at {day}", strong=True))
    yield Listed(
        tuple(
            (
                Paragraph(
                    (
                        InnerLink(one_line(one.action.what), anchor_of(one)),
                        Words(f" ({action_wording.owner_of(one)}). {action_wording.delay(one)}"),
                    )
                ),
            )
            for one in plan.overdue
        )
    )


def body(plan: Plan) -> Iterator[Block]:
    """Give each action below the quarter it is due in, and the records they draw on."""
    for (_last, quarter), some in groupby(
        sorted(plan.actions, key=_by_quarter), key=action_wording.quarter
    ):
        yield heading(1, quarter)
        for one in some:
            yield from _action(plan, one)
    yield from records_section("Records the actions draw on", plan.records.values())


def anchor_of(one: ListedAction) -> str:
    """Name the place where all of an action stands."""
    return f"action-{one.action.id}"


def _by_quarter(one: ListedAction) -> tuple[date, str, str]:
    return (*action_wording.quarter(one), one.action.what.casefold())


def _action(plan: Plan, one: ListedAction) -> Iterator[Block]:
    item = one.action
    yield heading(2, item.what, anchor_of(one))
    if item.example:
        yield told(MARK, muted=True)
    yield labelled("Who", action_wording.owner_of(one))
    yield labelled("Due", action_wording.due(one))
    if later := action_wording.revised(one):
        yield labelled("Date named later", later)
    yield from _measure(one)
    yield labelled("Reported", action_wording.reported(one))
    said = action_wording.schedule(one)
    yield labelled("Schedule", f"{said}. {one.clock.contradiction}".removesuffix(". "))
    yield from _origin(plan, one)
    entries = existing(item.progress, plan.day)
    if entries:
        yield Paragraph(say("Progress:", strong=True))
        notes = (f" {one_line(entry.note)}" if entry.note.strip() else "" for entry in entries)
        told_of = zip(entries, notes, strict=True)
        yield Listed(tuple((told(f"{entry_in_words(entry)}{note}"),) for entry, note in told_of))
    if item.records:
        yield Paragraph(say("Draws on:", strong=True))
        lines = (record_link(key, plan.records) for key in item.records)
        yield Listed(tuple((Paragraph(line),) for line in lines))
    if item.notes.strip():
        yield labelled("Notes", item.notes)


def _measure(one: ListedAction) -> Iterator[Block]:
    """Say how one will know that it worked, and question what only measures what is done."""
    if one.action.measure.strip():
        yield labelled("How one will know that it worked", one.action.measure)
    if one.question:
        yield labelled("To think about", one.question)


def _origin(plan: Plan, one: ListedAction) -> Iterator[Block]:
    item = one.action
    theme = plan.themes.get(item.id, "")
    if theme:
        yield labelled("From the theme", theme)
    if item.breakthrough.strip():
        yield labelled("Takes up", item.breakthrough)
    held = plan.recommendations.get(item.recommendation) if item.recommendation else None
    if held is not None:
        number, text = one_line(held.item.number), one_line(held.item.text)
        yield labelled(
            "Answers recommendation", f"{number} of “{one_line(held.owner.title)}”: {text}"
        )
