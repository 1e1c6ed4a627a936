"""A completed assessment: theme by stage in words, and for each theme why it was judged so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence_library.model.assessment import OVERALL, standing
from evidence_library.model.document import Block, Listed, Paragraph, Runs, Table
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services import assess_grid
from evidence_library.services.assess import Opened, theme_name
from evidence_library.services.assess_grid import GridRow
from evidence_library.services.assess_report_parts import (
    BLIND,
    doubts,
    example_box,
    iso_day_in_words,
    judged,
    labelled,
    reasons,
    records_section,
    stage_name,
    support_lines,
)
from evidence_library.services.pack_wording import heading, one_line, say, told
from evidence_library.services.track_wording import together

_NO_INSTRUMENT = (
    "The instrument it was made with is no longer in the library, so stages and themes are told by "
    "the keys they have in it."
)


def front(opened: Opened) -> Iterator[Block]:
    """Say what was assessed, when, by whom, with what, and how the whole was judged."""
    item, known = opened.assessment, opened.instrument
    yield from example_box(example=item.example)
    of = f" of {one_line(item.scope.organisation)}" if item.scope.organisation else ""
    yield labelled(f"What is assessed ({item.scope.kind.value}{of})", item.scope.name)
    yield labelled("As it was on", iso_day_in_words(item.date))
    if item.assessors:
        yield labelled("Judged by", together(map(one_line, item.assessors)))
    if item.participants:
        yield labelled("Took part", "; ".join(map(one_line, item.participants)))
    yield labelled("Made with", f"{known.title}, version {known.version}" if known else "")
    if known is None:
        yield told(_NO_INSTRUMENT)
    finished = (
        f"Finished on {iso_day_in_words(item.finished)}." if item.finished else "Not finished."
    )
    yield told(finished)
    yield from overall(opened)
    for said in doubts(known):
        yield told(said, muted=True)
    if item.notes.strip():
        yield labelled("Notes", item.notes)


def overall(opened: Opened) -> Iterator[Block]:
    """Say how the whole was judged."""
    item, known = opened.assessment, opened.instrument
    if not item.revealed:
        yield told(BLIND)
        return
    found = standing(item, OVERALL)
    yield Paragraph(say(f"Overall: {judged(known, found.verdict, found.stage)}", strong=True))


def body(opened: Opened, records: Mapping[RecordId, Record]) -> Iterator[Block]:
    """Tell of the whole and of each theme; nothing of judgements that may not be seen yet."""
    if not opened.assessment.revealed:
        yield heading(1, "Judgements")
        yield told(BLIND)
        return
    laid_out = assess_grid.grid(opened)
    if laid_out.stages:
        yield heading(1, "Theme by stage", "grid")
        yield from grid(opened)
    yield heading(1, "Overall judgement", "overall")
    yield from _judgement(opened, OVERALL, records)
    group = ""
    for row in laid_out.rows:
        if row.theme == OVERALL:
            continue
        if row.group != group or not group:
            if row.group or not group:
                yield heading(1, row.group or "Theme by theme")
            group = row.group or "Theme by theme"
        yield heading(2, row.name, f"theme-{row.theme}")
        yield from _judgement(opened, row.theme, records)
    yield from records_section("Records it rests on", records.values())


def grid(opened: Opened) -> Iterator[Block]:
    """Lay the themes out by stages, in words: who says so, and where the judgement lies."""
    known = opened.instrument
    if known is None:
        return
    several = len(opened.assessment.assessors) > 1
    who = ", with the names of those who judged it so" if several else ""
    yield told(
        f"“Judgement” stands at the stage that holds for a theme{who}. A theme without a stage "
        "says why beside its name."
    )
    header = ("Theme", *map(stage_name, known.stages))
    rows = tuple(_row(row, several=several) for row in assess_grid.grid(opened).rows)
    yield Table("Theme by stage", tuple(map(say, header)), rows, row_headings=True)


def _row(row: GridRow, *, several: bool) -> tuple[Runs, ...]:
    apart = (
        "assessors differ" if not any(one.judgement for one in row.places) and row.differ else ""
    )
    aside = row.aside[:1].lower() + row.aside[1:] if not row.differ or row.aside else ""
    notes = "; ".join(filter(None, (apart, aside or _no_stage(row))))
    name = f"{one_line(row.name)} ({notes})" if notes else one_line(row.name)
    cells = []
    for place in row.places:
        names = [one for one in place.names if one != assess_grid.AGREED] if several else []
        cells.append(say("\n".join([*(("Judgement",) if place.judgement else ()), *names])))
    return (say(name), *cells)


def _no_stage(row: GridRow) -> str:
    if any(one.judgement for one in row.places) or row.words == "Assessors differ":
        return ""
    return row.words[:1].lower() + row.words[1:]


def _judgement(opened: Opened, theme: str, records: Mapping[RecordId, Record]) -> Iterator[Block]:
    known = opened.instrument
    found = standing(opened.assessment, theme)
    verdict = judged(known, found.verdict, found.stage)
    yield Paragraph(say(f"Judgement: {verdict}", strong=True))
    yield from reasons(known, found)
    if not found.judgements:
        yield told(f"Nobody judged “{one_line(theme_name(known, theme))}”.")
    lines = tuple(support_lines(found.judgements, records))
    if lines:
        yield Paragraph(say("What it rests on:", strong=True))
        yield Listed(tuple((Paragraph(one),) for one in lines))
    elif found.judgements:
        yield told("No record or file is named that it rests on.", muted=True)
