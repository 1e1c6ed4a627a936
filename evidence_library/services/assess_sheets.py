"""Assessments, comparisons, forms and actions as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence_library.model.assessment import OVERALL, standing
from evidence_library.model.dates import day_in_words
from evidence_library.model.ids import RecordId
from evidence_library.model.listing import Cell, Sheet
from evidence_library.model.record import Record
from evidence_library.services import action_wording, assess_grid
from evidence_library.services.actions import Listed
from evidence_library.services.assess import Opened, theme_name
from evidence_library.services.assess_report import Kind, Report, title_of
from evidence_library.services.assess_report_actions import Plan
from evidence_library.services.assess_report_moves import Both, moved_in_words
from evidence_library.services.assess_report_parts import (
    BLIND,
    MARK,
    PARTLY,
    dated_label,
    doubts,
    iso_day_in_words,
    judged,
    stage_name,
    support_lines,
)
from evidence_library.services.pack_wording import one_line
from evidence_library.services.track_wording import entry_in_words, existing, together

#: The columns of each sheet, each with its width in characters.
_JUDGEMENTS = {
    "Theme": 30,
    "Group": 24,
    "Who": 24,
    "Judgement": 26,
    "How sure": 12,
    "Reasons": 80,
    "Rests on": 60,
    "On": 18,
}
_ACTIONS = {
    "Action": 60,
    "Who": 24,
    "Due": 18,
    "Due ends": 12,
    "Date named later": 18,
    "How one will know that it worked": 50,
    "To think about": 40,
    "Reported": 22,
    "Schedule": 26,
    "Theme": 24,
    "Takes up": 40,
    "Answers": 30,
    "Draws on": 50,
    "Progress": 70,
    "Example": 20,
    "Id": 38,
}
_MOVES = {"Theme": 30, "First": 26, "Second": 26, "How it moved": 22, "In words": 60}
_FORM = {"Theme": 30, "Group": 24, "Stage": 20, "Says": 20, "Words": 90, "Whose words": 18}
_TO_FILL = {
    "Theme": 30,
    "Group": 24,
    "Who": 20,
    "Stage": 20,
    "How sure": 12,
    "Reasons": 60,
    "Rests on": 40,
}

ACTION_COLUMNS = tuple(_ACTIONS)


def sheets(report: Report) -> tuple[Sheet, ...]:
    """Give the sheets of a report."""
    above = tuple(_above(report))
    kind, opened = report.asked.kind, report.opened
    found: list[Sheet] = []
    if kind is Kind.FORM:
        found += [_sheet("To fill in", above, _TO_FILL, _blank(report)),
                  _sheet("What it looks like", above, _FORM, _cells(report))]  # fmt: skip
    if kind is Kind.COMPARISON and report.both is not None:
        found.append(_sheet("What moved", above, _MOVES, _moves(report.both)))
    elif opened is not None and kind in {Kind.ASSESSMENT, Kind.BOARD}:
        rows = _judgements(opened, report.records)
        found.append(_sheet("Judgements", above, _JUDGEMENTS, rows))
        stages = opened.instrument.stages if opened.instrument else ()
        columns = {"Theme": 30, **{stage_name(one): 24 for one in stages}, "No stage": 24}
        found.append(_sheet("Theme by stage", above, columns, _grid(opened)))
    if kind in {Kind.ASSESSMENT, Kind.BOARD, Kind.ACTIONS}:
        found.append(_sheet("Actions", above, _ACTIONS, action_rows(report.plan)))
    return tuple(found)


def facts(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Say of a list of actions which they are, and as at when."""
    examples = [one.action.example for one in plan.actions]
    return (
        ("Which actions", plan.about),
        ("As at", day_in_words(plan.day)),
        *((("Example", MARK if all(examples) else PARTLY),) if any(examples) else ()),
    )


def action_sheet(plan: Plan) -> Sheet:
    """Give a list of actions as a sheet."""
    above = ("Actions", *(f"{name}: {value}" for name, value in facts(plan)))
    return _sheet("Actions", above, _ACTIONS, action_rows(plan))


def action_rows(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    """Give a row for each action, with cells in the order of `ACTION_COLUMNS`."""
    for one in plan.actions:
        yield _action(plan, one)


def _above(report: Report) -> Iterator[str]:
    yield title_of(report)
    if report.mark:
        yield report.mark
    if report.opened is not None:
        yield dated_label(report.opened.assessment)
        if not report.opened.assessment.revealed:
            yield BLIND
    if report.asked.kind in {Kind.ACTIONS, Kind.ASSESSMENT, Kind.BOARD}:
        yield f"Actions as at {day_in_words(report.asked.as_at)}"
    yield from doubts(report.instrument)
    if report.asked.kind is Kind.FORM and report.instrument and report.instrument.wording:
        yield one_line(report.instrument.wording)


def _sheet(
    name: str, above: tuple[str, ...], columns: dict[str, int], rows: Iterator[tuple[Cell, ...]]
) -> Sheet:
    return Sheet(
        name=name,
        columns=tuple(columns),
        rows=rows,
        widths=tuple(columns.values()),
        above=above,
    )


def _judgements(opened: Opened, records: Mapping[RecordId, Record]) -> Iterator[tuple[Cell, ...]]:
    """Give a row for each theme and assessor, and one for what was agreed; none while blind."""
    known, item = opened.instrument, opened.assessment
    for row in assess_grid.grid(opened).rows if item.revealed else ():
        found = standing(item, row.theme)
        if found.agreed is not None:
            yield (
                row.name,
                row.group,
                f"Agreed: {together(map(one_line, found.agreed.by))}",
                judged(known, found.agreed.verdict, found.agreed.stage),
                "",
                found.agreed.why,
                "",
                iso_day_in_words(found.agreed.at),
            )
        for one in found.judgements:
            lines = ("".join(getattr(run, "text", "") for run in line)
                     for line in support_lines((one,), records))  # fmt: skip
            yield (
                row.name,
                row.group,
                one.assessor,
                judged(known, one.verdict, one.stage),
                one.confidence.value if one.confidence else "not said",
                one.rationale,
                "\n".join(lines),
                iso_day_in_words(one.at),
            )


def _grid(opened: Opened) -> Iterator[tuple[Cell, ...]]:
    if not opened.assessment.revealed:
        return
    for row in assess_grid.grid(opened).rows:
        cells = (
            "\n".join(
                (
                    *(("Judgement",) if place.judgement else ()),
                    *(name for name in place.names if name != assess_grid.AGREED),
                )
            )
            for place in row.places
        )
        at_a_stage = any(place.judgement for place in row.places)
        yield (row.name, *cells, "" if at_a_stage else row.words)


def _moves(both: Both) -> Iterator[tuple[Cell, ...]]:
    for row in both.found.rows if both.revealed else ():
        words = (
            judged(opened.instrument, found.verdict, found.stage) if found else said
            for opened, found, said in (
                (both.before, row.before, row.before_words),
                (both.after, row.after, row.after_words),
            )
        )
        yield (row.name, *words, row.move.value, moved_in_words(both, row))


def _action(plan: Plan, one: Listed) -> tuple[Cell, ...]:
    item, unit = one.action, one.clock.units[0]
    held = plan.recommendations.get(item.recommendation) if item.recommendation else None
    titles = (plan.records[key].title if key in plan.records else key for key in item.records)
    return (
        item.what,
        item.owner,
        action_wording.due(one),
        unit.since.isoformat() if unit.since else "",
        action_wording.revised(one),
        item.measure,
        one.question,
        action_wording.reported(one),
        action_wording.schedule(one),
        plan.themes.get(item.id, ""),
        item.breakthrough,
        f"{held.item.number} of {held.owner.title}" if held else "",
        "\n".join(titles),
        "\n".join(map(entry_in_words, existing(item.progress, plan.day))),
        MARK if item.example else "",
        item.id,
    )


def _blank(report: Report) -> Iterator[tuple[Cell, ...]]:
    known = report.instrument
    for key in [OVERALL, *(one.key for one in known.themes)] if known else ():
        theme = known.theme(key) if known else None
        yield theme_name(known, key), theme.group if theme else "", "", "", "", "", ""


def _cells(report: Report) -> Iterator[tuple[Cell, ...]]:
    known = report.instrument
    for one in known.cells if known else ():
        stage = known.stage(one.stage) if known and one.stage else None
        theme = known.theme(one.theme) if known else None
        if not one.shown.strip() or known is None or theme is None:
            continue
        ours = "our own words" if known.ships or known.wording.strip() else ""
        yield (
            theme.name,
            theme.group,
            stage_name(stage) if stage else "at any stage",
            one.kind.value,
            one.shown,
            "of your own copy" if one.own.strip() else ours,
        )
