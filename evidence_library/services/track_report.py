"""Composes a progress report as at a day, which any format of documents can be written from.

What was officially reported, what the schedule says and what linked evidence shows are told side
by side and never mixed: each has its own table, and in the appendix its own line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Block, Blocks, Document, Layout, Paragraph
from evidence_library.model.recommendation import RecommendationSet, count_in_words
from evidence_library.model.undated import has_undated, undated_in_words
from evidence_library.services import (
    track_report_appendix,
    track_report_changes,
    track_report_counts,
    track_report_lists,
    track_scope,
)
from evidence_library.services.opened import Library
from evidence_library.services.pack_wording import dated, in_outline, listed, one_line, say, told
from evidence_library.services.track_scope import Chosen, Scope
from evidence_library.services.track_wording import QUARTERS

#: The layouts a report can be set in: cards and briefs are for packs.
LAYOUTS = (Layout.A4, Layout.LETTER, Layout.LARGE_PRINT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report is to tell: of which recommendations, as at which day, changes since when.

    Nothing is remembered of an earlier report: without `since` there is no section of changes.
    `made` is the only date of writing in the files; without it, that is the day of the report.
    Own notes are left out unless they are asked for.
    """

    scope: Scope
    since: date | None = None
    layout: Layout = Layout.A4
    with_notes: bool = False
    made: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a report tells, read from the library once; each format is composed of it."""

    asked: Asked
    chosen: Chosen


def gathered(library: Library, asked: Asked) -> Report:
    """Read what a report tells. Raises `UserCanFix` if there is nothing to tell."""
    if asked.since is not None and asked.since >= asked.scope.as_at:
        raise UserCanFix(
            "Changes are told since a day before that of the report; name an earlier one."
        )
    if asked.layout not in LAYOUTS:
        known = ", ".join(one.value for one in LAYOUTS)
        raise UserCanFix(f"A report has no layout “{asked.layout.value}”; choose among: {known}.")
    return Report(asked, track_scope.chosen(library, asked.scope))


def title_of(report: Report) -> str:
    """Name a report: by its set, if it is of one."""
    owners = report.chosen.owners
    of = f": {one_line(owners[0].title)}" if len(owners) == 1 else ""
    return f"Progress of recommendations{of}"


def compose(report: Report) -> Document:
    """Compose the report."""
    asked = report.asked
    as_at = f"As at {day_in_words(asked.scope.as_at)}"
    title = title_of(report)
    return Document(
        title=title,
        made=asked.made or asked.scope.as_at,
        layout=asked.layout,
        subtitle=as_at,
        subject="Progress of recommendations",
        front=tuple(_front(report)),
        body=in_outline(_body(report)),
        footer=f"{title} · {as_at}",
    )


def rests_on(chosen: Chosen, owner: RecommendationSet) -> Iterator[str]:
    """Say of a set where it comes from, as at when, and which quarters it means."""
    record = chosen.records.get(owner.source_record) if owner.source_record else None
    if record is not None:
        yield f"{one_line(owner.title)}, kept with the record “{one_line(record.title)}”."
    else:
        yield f"{one_line(owner.title)}."
    if owner.as_at is not None:
        yield f"The table reports as at {dated(owner.as_at)}."
    else:
        yield "The table does not say as at which date it reports."
    yield QUARTERS[owner.quarters]


def counting_rule(chosen: Chosen) -> str:
    """State what is counted, and what entries without a date mean."""
    return (
        f"{count_in_words(chosen.items)}. Each recommendation counts once; "
        "explicit parts are those the text numbers."
    )


def undated_rule(chosen: Chosen) -> str:
    """Say how many recommendations have entries without a date, which count at every date."""
    of = "An entry in the progress logs counts from its date on; one of a later date is left out."
    return f"{of} {undated_in_words(sum(map(has_undated, chosen.items)))}".rstrip()


def _front(report: Report) -> Iterator[Block]:
    chosen = report.chosen
    for sentence in track_report_counts.summary(chosen):
        yield told(sentence)
    yield Paragraph(say("What this rests on", strong=True))
    sources = tuple(" ".join(rests_on(chosen, owner)) for owner in chosen.owners)
    filters = (f"Only: {one_line(chosen.scope.filters)}.",) if chosen.scope.filters else ()
    yield from listed((*sources, *filters, counting_rule(chosen), undated_rule(chosen)))


def _body(report: Report) -> Iterator[Block]:
    chosen, asked = report.chosen, report.asked
    yield from track_report_counts.sections(chosen)
    yield from track_report_lists.delays_section(chosen)
    yield from track_report_lists.waiting_sections(chosen)
    yield from _changes(report)
    yield from track_report_lists.evidence_section(chosen)
    yield from track_report_lists.responses_section(chosen)
    yield from track_report_appendix.section(chosen, with_notes=asked.with_notes)


def _changes(report: Report) -> Blocks:
    since = report.asked.since
    return tuple(track_report_changes.section(report.chosen, since)) if since else ()
