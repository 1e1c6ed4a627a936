"""Every recommendation with all that is known of it, the clocks each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.model.clocks import UnitClock, schedule_in_words
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Block, Listed, Paragraph, Runs, Table, Words
from evidence_library.model.recommendation import Recommendation
from evidence_library.services.pack_wording import (
    heading,
    markdown,
    one_line,
    say,
    told,
    without_headings,
)
from evidence_library.services.track_report_lists import anchor_of, evidence_in_words
from evidence_library.services.track_scope import Chosen, Tracked
from evidence_library.services.track_wording import (
    due_in_words,
    entry_in_words,
    existing,
    leads_of,
    name_of,
    status_in_words,
    status_label,
    unit_name,
)

#: Of more recommendations than that, the contents name the sets only.
_IN_CONTENTS = 60


def section(chosen: Chosen, *, with_notes: bool) -> Iterator[Block]:
    """Give all recommendations; own notes only if they are asked for."""
    yield heading(1, "All recommendations", "all")
    yield told(
        "Each with what was officially reported, what the schedule says and what linked evidence "
        f"shows as at {day_in_words(chosen.scope.as_at)}. “(whole)” marks what a part takes from "
        "the whole."
    )
    of_several = len(chosen.owners) > 1 or len(chosen.tracked) > _IN_CONTENTS
    last = ""
    for one in chosen.tracked:
        if of_several and one.owner.id != last:
            last = one.owner.id
            yield heading(2, one.owner.title)
        yield from _recommendation(chosen, one, level=3 if of_several else 2)
        if with_notes and one.item.notes.strip():
            yield Paragraph(say("Own notes:", strong=True))
            yield from without_headings(markdown(one.item.notes, top=4))


def _recommendation(chosen: Chosen, tracked: Tracked, level: int) -> Iterator[Block]:
    item = tracked.item
    yield heading(level, f"Recommendation {name_of(tracked)}", anchor_of(tracked))
    yield from _wording(item)
    yield _labelled("Lead", leads_of(tracked))
    if item.theme.strip():
        yield _labelled("Theme", one_line(item.theme))
    yield from _clocks(tracked)
    entries = existing(item.progress, chosen.scope.as_at)
    if entries:
        yield Paragraph(say("Progress log:", strong=True))
        yield Listed(tuple((told(entry_in_words(one)),) for one in entries))
    evidence = tuple((told(said),) for said in evidence_in_words(chosen, tracked))
    if evidence:
        yield Paragraph(say("Linked evidence:", strong=True))
        yield Listed(evidence)


def _wording(item: Recommendation) -> Iterator[Block]:
    if not item.parts:
        yield told(one_line(item.text))
        return
    if item.stem:
        yield told(one_line(item.stem))
    yield Listed(
        tuple((told(f"{one_line(part.marker)}) {one_line(part.text)}"),) for part in item.parts)
    )
    if item.closing:
        yield told(one_line(item.closing))


def _clocks(tracked: Tracked) -> Iterator[Block]:
    """Tell the clocks of one without parts in lines, of others in a table."""
    now = tracked.clock
    if not tracked.item.parts:
        (unit,) = now.units
        yield _labelled("Deadline", _deadline(tracked, unit))
        if unit.revised is not None:
            yield _labelled("Revised date", due_in_words(unit.revised, tracked.owner.quarters))
        yield _labelled("Officially reported", status_label(unit.status))
        late = schedule_in_words(unit.schedule, unit.quarters_over)
        yield _labelled("Schedule", f"{late}. {unit.contradiction}" if unit.contradiction else late)
        return
    yield _labelled("Officially reported, all together", status_in_words(now.status))
    header = ("Part", "Deadline", "Revised date", "Officially reported", "Schedule")
    rows = tuple(_row(tracked, unit) for unit in now.units)
    caption = f"The parts of recommendation {one_line(tracked.item.number)}"
    yield Table(caption, tuple(map(say, header)), rows, row_headings=True)
    if now.contradiction:
        yield told(now.contradiction)


def _row(tracked: Tracked, unit: UnitClock) -> tuple[Runs, ...]:
    quarters = tracked.owner.quarters
    cells = (
        unit_name(unit.marker),
        f"{_deadline(tracked, unit)}{' (whole)' if unit.deadline_inherited else ''}",
        due_in_words(unit.revised, quarters) if unit.revised else "None",
        f"{status_label(unit.status)}{' (whole)' if unit.status_inherited else ''}",
        schedule_in_words(unit.schedule, unit.quarters_over),
    )
    return tuple(map(say, cells))


def _deadline(tracked: Tracked, unit: UnitClock) -> str:
    if unit.deadline is None:
        return "None"
    return due_in_words(unit.deadline, tracked.owner.quarters)


def _labelled(name: str, text: str) -> Paragraph:
    return Paragraph((*say(f"{name}:", strong=True), Words(f" {one_line(text)}")))
