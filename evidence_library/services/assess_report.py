"""Composes reports on assessments, which any format of documents can be written from.

Blank forms, a completed assessment, a comparison of two, an action plan as at a day, and one page
for a board. Judgements are words with their reasons: nothing is added up in any of them. What a
blind assessment does not show yet is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from evidence_library.errors import UserCanFix
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Blocks, Document, Layout
from evidence_library.model.ids import AssessmentId, InstrumentId, RecordId
from evidence_library.model.instrument import Instrument
from evidence_library.model.record import Record
from evidence_library.services import (
    actions,
    assess,
    assess_report_actions,
    assess_report_board,
    assess_report_form,
    assess_report_moves,
    assess_report_whole,
    comparing_assessments,
    instruments,
    page_preview,
    track,
)
from evidence_library.services.actions import Listed
from evidence_library.services.assess import Opened, theme_name
from evidence_library.services.assess_report_actions import Plan
from evidence_library.services.assess_report_board import ROOMS, Board, Room
from evidence_library.services.assess_report_form import Form
from evidence_library.services.assess_report_moves import Both
from evidence_library.services.assess_report_parts import MARK, PARTLY, dated_label, wanted_records
from evidence_library.services.opened import Library
from evidence_library.services.pack_wording import in_outline, one_line
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import records

#: The layouts a report can be set in: cards and briefs are for packs.
LAYOUTS = (Layout.A4, Layout.LETTER, Layout.LARGE_PRINT)


class Kind(StrEnum):
    """What a report is."""

    FORM = "form"
    ASSESSMENT = "assessment"
    COMPARISON = "comparison"
    ACTIONS = "actions"
    BOARD = "board"


#: What each kind is called, before what it is about.
TITLES = {
    Kind.FORM: "Workshop form",
    Kind.ASSESSMENT: "Self-assessment",
    Kind.COMPARISON: "What moved",
    Kind.ACTIONS: "Action plan",
    Kind.BOARD: "Self-assessment in short",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report is to tell.

    Without an `assessment`, a form is one for the `instrument`, and an action plan one of all
    actions. `other` is the earlier or the second assessment. Actions are told as at a day, which is
    also the only date of writing in the files.
    """

    kind: Kind
    as_at: date
    assessment: AssessmentId | None = None
    other: AssessmentId | None = None
    instrument: InstrumentId | None = None
    layout: Layout = Layout.A4


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report tells, read from the library once; each format is composed of it.

    `room` is how much a board is told: what fits on its page.
    """

    asked: Asked
    instrument: Instrument | None
    opened: Opened | None
    both: Both | None
    plan: Plan
    records: dict[RecordId, Record]
    room: Room = ROOMS[0]

    @property
    def mark(self) -> str:
        """What title, footer and metadata say of an example; nothing of what is real.

        Actions of the whole library may be partly real: then it does not say that all is invented.
        """
        of_actions = self.asked.assessment is None and self.asked.kind is Kind.ACTIONS
        if of_actions and self.example and not all(o.action.example for o in self.plan.actions):
            return PARTLY
        return MARK if self.example else ""

    @property
    def example(self) -> bool:
        """Whether any of it is of an invented organisation."""
        opened = [self.opened, *((self.both.before, self.both.after) if self.both else ())]
        of_actions = self.asked.kind in {Kind.ACTIONS, Kind.BOARD}
        return any(one.assessment.example for one in opened if one) or (
            of_actions and any(one.action.example for one in self.plan.actions)
        )


def gathered(library: Library, asked: Asked, progress: Progress = quiet) -> Report:
    """Read what a report tells. Raises `UserCanFix` where something is missing or gone.

    For a board the pages are counted, so it may raise `EnvironmentFailed`, and what `progress`
    raises.
    """
    _refuse(asked)
    opened = assess.opened(library, asked.assessment) if asked.assessment else None
    known = _instrument(library, asked, opened)
    plan = _plan(library, asked, opened)
    if asked.kind is Kind.ACTIONS and not plan.actions:
        raise UserCanFix("There are no actions to write about.")
    wanted = wanted_records(opened) if opened and asked.kind is Kind.ASSESSMENT else set()
    report = Report(
        asked=asked,
        instrument=known,
        opened=opened,
        both=_both(library, asked),
        plan=plan,
        records=_records(library, wanted),
    )
    return _fitted(report, progress) if _is_one_page(asked) else report


def title_of(report: Report) -> str:
    """Name a report by its kind and what it is about; an example says that it is one."""
    kind, opened = report.asked.kind, report.opened
    about = ""
    if report.both is not None and kind is Kind.COMPARISON:
        one, other = report.both.before.assessment, report.both.after.assessment
        about = one.scope.label
        if other.scope.label != about:
            about = f"{about} and {other.scope.label}"
    elif opened is not None:
        about = opened.assessment.scope.label
    elif kind is Kind.FORM and report.instrument is not None:
        about = report.instrument.title
    title = f"{TITLES[kind]}: {one_line(about)}" if about else TITLES[kind]
    return f"{title} ({report.mark})" if report.mark else title


def compose(report: Report) -> Document:
    """Compose the report."""
    asked = report.asked
    title = title_of(report)
    front, body = _parts(report)
    board = asked.kind is Kind.BOARD
    layout = Layout.BRIEF if board and asked.layout is Layout.A4 else asked.layout
    subtitle = _subtitle(report)
    return Document(
        title=title,
        made=asked.as_at,
        layout=layout,
        subtitle=subtitle,
        subject=". ".join(filter(None, (TITLES[asked.kind], report.mark))),
        keywords=(report.mark,) if report.mark else (),
        # What is on the title page only has no page behind it.
        front=(*front, *body) if board else front,
        contents=not board,
        body=() if board else in_outline(body),
        footer=" · ".join(filter(None, (title, subtitle))),
    )


def _refuse(asked: Asked) -> None:
    if asked.layout not in LAYOUTS:
        known = ", ".join(one.value for one in LAYOUTS)
        raise UserCanFix(f"A report has no layout “{asked.layout.value}”; choose among: {known}.")
    if asked.kind is Kind.COMPARISON and (asked.assessment is None or asked.other is None):
        raise UserCanFix("A comparison is of two assessments; name the second one too.")
    if asked.assessment is None and asked.kind in {Kind.ASSESSMENT, Kind.BOARD}:
        raise UserCanFix("Name the assessment that the report is about.")
    if asked.assessment is None and asked.kind is Kind.FORM and asked.instrument is None:
        raise UserCanFix("A form is for an assessment or for an instrument; name one.")
    if asked.other is not None and asked.other == asked.assessment:
        raise UserCanFix("An assessment is compared with another one, not with itself.")


def _instrument(library: Library, asked: Asked, opened: Opened | None) -> Instrument | None:
    if opened is not None:
        if opened.instrument is None and asked.kind is Kind.FORM:
            raise instruments.InstrumentGone(
                "The instrument of this assessment is no longer here; import it again to print it."
            )
        return opened.instrument
    return instruments.find(library, asked.instrument) if asked.instrument else None


def _both(library: Library, asked: Asked) -> Both | None:
    """Read two assessments; one that a board is told of is the later of the two."""
    if asked.assessment is None or asked.other is None:
        return None
    if asked.kind not in {Kind.COMPARISON, Kind.BOARD}:
        return None
    keys = asked.other, asked.assessment
    if asked.kind is Kind.COMPARISON:
        keys = comparing_assessments.in_order(library, asked.assessment, asked.other)
    one, other = (assess.opened(library, key) for key in keys)
    found = comparing_assessments.compare(library, one.assessment.id, other.assessment.id)
    return Both(one, other, found)


def _plan(library: Library, asked: Asked, opened: Opened | None) -> Plan:
    wanted: Iterable[Listed] = ()
    if asked.kind in {Kind.ACTIONS, Kind.BOARD, Kind.ASSESSMENT}:
        wanted = actions.listed(library, asked.as_at)
    if asked.assessment is not None:
        wanted = (one for one in wanted if one.action.assessment == asked.assessment)
    return plan_of(library, tuple(wanted), asked.as_at, _about(opened))


def plan_of(library: Library, some: tuple[Listed, ...], day: date, about: str) -> Plan:
    """Read what some actions come from and draw on. `about` says in words which they are."""
    answered = {one.action.recommendation for one in some if one.action.recommendation}
    return Plan(
        day=day,
        about=about,
        actions=some,
        themes=_themes(library, some),
        records=_records(library, {key for one in some for key in one.action.records}),
        recommendations={held.item.id: held for held in track.some(library, sorted(answered))},
    )


def _about(opened: Opened | None) -> str:
    if opened is None:
        return "All actions of the library."
    return f"Those that come from the assessment of {dated_label(opened.assessment)}."


def _themes(library: Library, some: Iterable[Listed]) -> dict[str, str]:
    """Name the theme of each action; of one whose assessment is gone only its key is known."""
    known: dict[AssessmentId, Instrument | None] = {}
    found: dict[str, str] = {}
    for one in some:
        item = one.action
        if not item.theme:
            continue
        if item.assessment and item.assessment not in known:
            try:
                known[item.assessment] = assess.opened(library, item.assessment).instrument
            except UserCanFix:  # the assessment is gone; the action stays
                known[item.assessment] = None
        instrument = known.get(item.assessment) if item.assessment else None
        found[item.id] = theme_name(instrument, item.theme)
    return found


def _records(library: Library, wanted: set[RecordId]) -> dict[RecordId, Record]:
    with library.connections.reading() as connection:
        return {one.id: one for one in records.by_ids(connection, sorted(wanted))}


def _is_one_page(asked: Asked) -> bool:
    return asked.kind is Kind.BOARD and asked.layout is not Layout.LARGE_PRINT


def _fitted(report: Report, progress: Progress) -> Report:
    """Give the board as much as has room on one page, by the pages of the PDF itself."""
    for room in ROOMS:
        fitting = replace(report, room=room)
        if page_preview.preview_of(compose(fitting), progress).pages == 1:
            break
    return fitting


def _subtitle(report: Report) -> str:
    asked = report.asked
    if asked.kind in {Kind.ACTIONS, Kind.BOARD}:
        return f"As at {day_in_words(asked.as_at)}"
    if report.both is not None:
        one, other = report.both.before.assessment, report.both.after.assessment
        same = one.scope.label == other.scope.label
        days = [dated_label(both).rpartition(", ")[2] for both in (one, other)]
        return " and ".join(days) if same else f"{dated_label(one)} and {dated_label(other)}"
    if report.opened is not None and asked.kind is Kind.ASSESSMENT:
        return dated_label(report.opened.assessment).rpartition(", ")[2]
    return report.instrument.title if report.opened and report.instrument else ""


def _parts(report: Report) -> tuple[Blocks, Blocks]:
    """Give what stands before the contents and what stands after them."""
    asked, opened = report.asked, report.opened
    match asked.kind:
        case Kind.FORM if report.instrument is not None:
            of = opened.assessment if opened else None
            form = Form(report.instrument, of, asked.layout)
            return (
                tuple(assess_report_form.front(form)),
                tuple(assess_report_form.body(form)),
            )
        case Kind.ASSESSMENT if opened is not None:
            return (
                tuple(assess_report_whole.front(opened)),
                tuple(assess_report_whole.body(opened, report.records)),
            )
        case Kind.COMPARISON if report.both is not None:
            return (
                tuple(assess_report_moves.front(report.both)),
                tuple(assess_report_moves.body(report.both)),
            )
        case Kind.BOARD if opened is not None:
            board = Board(opened, report.both, report.plan, report.room)
            return (), tuple(assess_report_board.blocks(board))
        case _:
            return (
                tuple(assess_report_actions.front(report.plan)),
                tuple(assess_report_actions.body(report.plan)),
            )
