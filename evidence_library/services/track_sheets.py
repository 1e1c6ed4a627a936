"""Recommendations as rows: one for each part and for each whole that has a deadline of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_library.model.clocks import Schedule, UnitClock, reported_on
from evidence_library.model.dates import day_in_words
from evidence_library.model.listing import Cell, Sheet
from evidence_library.model.quarters import span_of
from evidence_library.model.recommendation import Deadline
from evidence_library.model.tracked_changes import sentences
from evidence_library.model.undated import has_undated, undated_in_words
from evidence_library.model.vocabulary import ROLE_WORDS, EvidenceRole, Status, in_words
from evidence_library.services import track_report_changes
from evidence_library.services.pack_wording import one_line
from evidence_library.services.track_report_counts import (
    REPORTED,
    SCHEDULE,
    ByClock,
    by_lead,
    schedule_label,
)
from evidence_library.services.track_report_lists import shown_by
from evidence_library.services.track_scope import Chosen, Tracked
from evidence_library.services.track_wording import (
    delays,
    due_in_words,
    entered_on,
    existing,
    leads_of,
    status_label,
    waits,
)

#: The columns of a row, each with its width in characters.
_COLUMNS = {
    "Number": 9,
    "Part": 7,
    "Recommendation": 60,
    "Lead": 20,
    "Theme": 16,
    "Deadline": 16,
    "Deadline ends": 14,
    "Deadline of": 12,
    "Revised date": 16,
    "Officially reported": 20,
    "Status of": 12,
    "Reported on": 16,
    "All together": 20,
    "Schedule": 24,
    "Quarters overdue": 10,
    "Contradiction": 40,
    "Evidence of the problem": 12,
    "Evidence of progress": 12,
    "Practice that would satisfy it": 14,
    "Response": 20,
    "Set": 36,
    "Id": 38,
}

COLUMNS = tuple(_COLUMNS)

#: The same of the other sheets.
_COUNTS = {"Clock": 26, "Value": 28, "Recommendations": 18, "Explicit parts": 14}
_LEADS = {"Lead": 24, "Clock": 26, "Value": 28, "Recommendations": 18}
_OVERDUE = {"Number": 9, "Lead": 24, "What is overdue": 110, "Set": 36}
_WAITING = {"Schedule": 28, "Number": 9, "Lead": 24, "What is waited for": 110, "Set": 36}
_CHANGES = {"Change": 28, "Number": 9, "Lead": 24, "What changed": 110, "Set": 36}
_RESPONSES = {
    "Number": 9,
    "Response": 24,
    "Answered on": 18,
    "In the words of the source": 60,
    "Source": 36,
    "Entered by": 14,
    "Set": 36,
}
_LOG = {
    "Number": 9,
    "Part": 7,
    "Reported on": 18,
    "Officially reported": 20,
    "In the words of the source": 60,
    "Revised date": 16,
    "Source": 36,
    "Entered by": 14,
    "Set": 36,
}
_LINKS = {
    "Number": 9,
    "Part": 7,
    "As": 28,
    "Record": 50,
    "What it shows": 50,
    "Note": 40,
    "Linked on": 12,
    "By": 12,
    "Record id": 38,
    "Set": 36,
}


def facts(chosen: Chosen) -> tuple[tuple[str, str], ...]:
    """Say what a list holds and how it was chosen, as pairs of a name and a value."""
    quarters = {one.quarters.value for one in chosen.owners}
    undated = sum(map(has_undated, chosen.items))
    found = [
        ("Filter", one_line(chosen.scope.filters) or "none: all recommendations"),
        ("As at", day_in_words(chosen.scope.as_at)),
        ("Sets", "; ".join(one_line(one.title) for one in chosen.owners)),
        ("Quarters", ", ".join(sorted(quarters)).replace("unstated", "unstated, read as calendar")),
        ("Recommendations", f"{len(chosen.tracked):,}"),
        ("Explicit parts", f"{sum(len(item.parts) for item in chosen.items):,}"),
        ("Rows", "one for each part, and for each whole without parts or with its own deadline"),
    ]
    if undated:
        found.append(("Without a date", undated_in_words(undated)))
    return tuple(found)


def rows(chosen: Chosen) -> Iterator[tuple[Cell, ...]]:
    """Give the rows, with cells in the order of `COLUMNS`."""
    for one in chosen.tracked:
        for unit in one.clock.units:
            yield _row(one, unit)


def sheets(chosen: Chosen, since: date | None = None) -> tuple[Sheet, ...]:
    """Give the sheets of a workbook: all that a report tells, changes if it tells since when."""
    above = tuple(f"{name}: {value}" for name, value in facts(chosen))
    top = ("Recommendations", *above)
    return (
        Sheet(
            name="Recommendations",
            columns=COLUMNS,
            rows=rows(chosen),
            widths=tuple(_COLUMNS.values()),
            above=top,
        ),
        _sheet("Counts", top, _COUNTS, _counts(chosen)),
        _sheet("Leads", top, _LEADS, _of_leads(chosen)),
        _sheet("Overdue", top, _OVERDUE, _overdue(chosen)),
        _sheet("Waiting", top, _WAITING, _waiting(chosen)),
        *_changes(chosen, top, since),
        _sheet("Responses", top, _RESPONSES, _responses(chosen)),
        _sheet("Progress log", top, _LOG, _log(chosen)),
        _sheet("Linked records", top, _LINKS, _links(chosen)),
    )


def _sheet(
    name: str, top: tuple[str, ...], columns: dict[str, int], of: Iterator[tuple[Cell, ...]]
) -> Sheet:
    return Sheet(
        name=name,
        columns=tuple(columns),
        rows=of,
        widths=tuple(columns.values()),
        above=(name, *top[1:]),
    )


def _row(tracked: Tracked, unit: UnitClock) -> tuple[Cell, ...]:
    item, owner = tracked.item, tracked.owner
    text = next((one.text for one in item.parts if one.marker == unit.marker), item.text)
    roles = [
        sum(link.role is role and link.part in {"", unit.marker} for link in item.links)
        for role in EvidenceRole
    ]
    response = tracked.clock.response
    return (
        item.number,
        unit.marker,
        one_line(text if unit.marker else item.text),
        "; ".join(item.leads),
        item.theme,
        _due(tracked, unit.deadline),
        unit.since.isoformat() if unit.since else "",
        _origin(unit, inherited=unit.deadline_inherited) if unit.deadline else "",
        _due(tracked, unit.revised),
        status_label(unit.status),
        _origin(unit, inherited=unit.status_inherited),
        _reported_on(unit),
        status_label(tracked.clock.status),
        SCHEDULE.of_unit(unit),
        unit.quarters_over if unit.schedule.value == "overdue" else None,
        unit.contradiction,
        *roles,
        in_words(response.kind) if response else "",
        owner.title,
        item.id,
    )


def _reported_on(unit: UnitClock) -> str:
    if unit.reported is not None:
        return entered_on(unit.reported.date)
    return "" if unit.status is Status.UNKNOWN else "in the table"


def _origin(unit: UnitClock, *, inherited: bool) -> str:
    return "the whole" if inherited or not unit.marker else "the part"


def _due(tracked: Tracked, deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    if span_of(deadline, tracked.owner.quarters) is None:
        return one_line(deadline.raw)
    return due_in_words(deadline, tracked.owner.quarters)


def _counts(chosen: Chosen) -> Iterator[tuple[Cell, ...]]:
    for name, by in _CLOCKS:
        for label in by.labels:
            wholes = sum(by.of(one) == label for one in chosen.tracked)
            parts = sum(
                by.of_unit(unit) == label
                for one in chosen.tracked
                for unit in one.clock.units
                if unit.marker
            )
            if wholes or parts:
                yield name, label, wholes, parts
    for role in EvidenceRole:
        linked = sum(any(link.role is role for link in item.links) for item in chosen.items)
        yield "Linked evidence", ROLE_WORDS[role], linked, None


def _of_leads(chosen: Chosen) -> Iterator[tuple[Cell, ...]]:
    for lead, led in by_lead(chosen.tracked):
        yield lead, "All", "", len(led)
        for name, by in _CLOCKS:
            for label in by.labels:
                number = sum(by.of(one) == label for one in led)
                if number:
                    yield lead, name, label, number
        yield lead, "Linked evidence", "With linked records", sum(bool(o.item.links) for o in led)


_CLOCKS: tuple[tuple[str, ByClock], ...] = (
    ("Officially reported", REPORTED),
    ("Schedule", SCHEDULE),
)


def _overdue(chosen: Chosen) -> Iterator[tuple[Cell, ...]]:
    for one in chosen.overdue():
        yield one.item.number, leads_of(one), "\n".join(delays(one)), one.owner.title


def _waiting(chosen: Chosen) -> Iterator[tuple[Cell, ...]]:
    """List what nobody reported on, what is due soon, and what is addressed elsewhere."""
    for schedule in (Schedule.NO_REPORT, Schedule.DUE_SOON, Schedule.ADDRESSED_ELSEWHERE):
        for one in chosen.tracked:
            said = "\n".join(waits(one, schedule))
            if said:
                label = schedule_label(schedule)
                yield label, one.item.number, leads_of(one), said, one.owner.title


def _changes(chosen: Chosen, top: tuple[str, ...], since: date | None) -> Iterator[Sheet]:
    if since is None:
        return
    found = track_report_changes.compared(chosen, since)
    known = {one.item.id: one for one in chosen.tracked}
    rows = (
        (
            turn.value,
            one.line.number,
            leads_of(known[one.line.id]),
            "\n".join(sentences(one, found.first, found.second)),
            known[one.line.id].owner.title,
        )
        for turn, changes in found.groups
        for one in changes
    )
    yield _sheet("Changes", (*top, f"Since: {day_in_words(since)}"), _CHANGES, rows)


def _responses(chosen: Chosen) -> Iterator[tuple[Cell, ...]]:
    for one in chosen.tracked:
        for said in one.item.responses:
            if reported_on(said.date) <= chosen.scope.as_at:
                yield (
                    one.item.number,
                    in_words(said.kind),
                    entered_on(said.date),
                    said.raw,
                    said.source,
                    said.by,
                    one.owner.title,
                )


def _log(chosen: Chosen) -> Iterator[tuple[Cell, ...]]:
    for one in chosen.tracked:
        for entry in existing(one.item.progress, chosen.scope.as_at):
            dated = reported_on(entry.date).year > 1 and entry.date
            yield (
                one.item.number,
                entry.part,
                dated.value if dated else "without a date",
                status_label(entry.status),
                entry.raw,
                _due(one, entry.revised),
                entry.source,
                entry.by,
                one.owner.title,
            )


def _links(chosen: Chosen) -> Iterator[tuple[Cell, ...]]:
    for one in chosen.tracked:
        for link in one.item.links:
            record = chosen.records.get(link.record)
            yield (
                one.item.number,
                link.part,
                ROLE_WORDS[link.role],
                record.title if record else "no longer in the library",
                shown_by(record) if record else "",
                link.note,
                link.added[:10],
                link.by,
                link.record,
                one.owner.title,
            )
