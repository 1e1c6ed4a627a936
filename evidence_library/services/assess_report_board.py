"""A summary for a board: one page of A4. What has no room is cut, and a sentence says what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_library.model.assessment import OVERALL, Move, Standing, Verdict, standing
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Block, Listed, Paragraph, Table, Words
from evidence_library.services import action_wording
from evidence_library.services.actions import Listed as ListedAction
from evidence_library.services.assess import Opened, theme_name
from evidence_library.services.assess_report_actions import Plan
from evidence_library.services.assess_report_moves import Both
from evidence_library.services.assess_report_parts import (
    BLIND,
    MARK,
    dated_label,
    doubts,
    iso_day_in_words,
    judged,
    stage_name,
)
from evidence_library.services.pack_wording import heading, one_line, say, told
from evidence_library.services.track_wording import shortened, together


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each part there is room for: reasons, actions, names of themes, letters."""

    reasons: int = 1_000
    overdue: int = 1_000
    actions: int = 1_000
    names: int = 1_000
    letters: int = 400


#: From all there is to next to nothing; the first that fits on a page is taken.
ROOMS = (
    Room(),
    Room(reasons=8, overdue=8, actions=8, letters=240),
    Room(reasons=5, overdue=6, actions=5, letters=180),
    Room(reasons=3, overdue=4, actions=4, names=40, letters=140),
    Room(reasons=2, overdue=4, actions=3, names=24, letters=120),
    Room(reasons=0, overdue=3, actions=2, names=12, letters=100),
    Room(reasons=0, overdue=1, actions=0, names=6, letters=80),
    Room(reasons=0, overdue=0, actions=0, names=2, letters=60),
)


@dataclass(frozen=True, slots=True)
class Board:
    """What a board is told: an assessment, what moved since another one, and the actions."""

    opened: Opened
    both: Both | None
    plan: Plan
    room: Room = ROOMS[0]


def blocks(board: Board) -> Iterator[Block]:
    """Give the page."""
    cut: list[str] = []
    yield from _head(board.opened)
    if board.opened.assessment.revealed:
        yield from _overall(board)
        yield from _stages(board, cut)
        yield from _moved(board, cut)
        yield from _reasons(board, cut)
    else:
        yield told(BLIND)
    yield from _actions(board, cut)
    for said in _doubts(board):
        yield told(said, muted=True)
    if cut:
        yield told(
            f"Left out here, to keep to one page: {together(cut)}. The full assessment and the "
            "action plan have all of it.",
            muted=True,
        )


def _doubts(board: Board) -> Iterator[str]:
    """Say why the name of a stage is not certain, if a theme is at it."""
    known = board.opened.instrument
    found = [*_found(board.opened), standing(board.opened.assessment, OVERALL)]
    there = {one.stage for one in found if one.verdict is Verdict.STAGE}
    if known is not None:
        yield from doubts(known, there)


def _head(opened: Opened) -> Iterator[Block]:
    item = opened.assessment
    if item.example:
        yield Paragraph(say(f"{MARK}: nothing here is about real people.", strong=True))
    by = f", judged by {together(map(one_line, item.assessors))}" if item.assessors else ""
    state = f"finished on {iso_day_in_words(item.finished)}" if item.finished else "not finished"
    made = f" Made with “{one_line(opened.instrument.title)}”." if opened.instrument else ""
    yield told(f"{dated_label(item)}{by}; {state}.{made}", muted=True)


def _overall(board: Board) -> Iterator[Block]:
    opened = board.opened
    found = standing(opened.assessment, OVERALL)
    verdict = judged(opened.instrument, found.verdict, found.stage)
    why = shortened(_why(found), max(board.room.letters, 160))
    yield Paragraph((*say(f"Overall: {verdict}.", strong=True), Words(f" {why}" if why else "")))


def _stages(board: Board, cut: list[str]) -> Iterator[Block]:
    """Name the themes at each stage, and those that are at none."""
    known = board.opened.instrument
    if known is None:
        return
    found = _found(board.opened)
    rows = [
        (stage_name(stage), [one for one in found if _is_at(one, stage.key)])
        for stage in known.stages
    ]
    rows += [
        ("Assessors differ", [one for one in found if one.verdict is None]),
        ("Not assessed", [one for one in found if one.verdict is Verdict.NOT_ASSESSED]),
        ("Not applicable", [one for one in found if one.verdict is Verdict.NOT_APPLICABLE]),
    ]
    most = board.room.names
    if any(len(some) > most for _, some in rows):
        cut.append("the names of some themes")
    table = tuple((say(name), say(_named(board.opened, some, most))) for name, some in rows if some)
    if table:
        yield Table(
            "Where the themes stand", (say("Stage"), say("Themes")), table, row_headings=True
        )


def _named(opened: Opened, some: Sequence[Standing], most: int) -> str:
    names = [one_line(theme_name(opened.instrument, one.theme)) for one in some]
    return "; ".join([*names[:most], *(["and others"] if len(names) > most else [])])


def _moved(board: Board, cut: list[str]) -> Iterator[Block]:
    both = board.both
    if both is None or not both.revealed:
        return
    yield heading(1, f"Since {iso_day_in_words(both.before.assessment.date)}")
    most = board.room.names
    for move, words in ((Move.ON, "Further on"), (Move.BACK, "Further back")):
        names = [one_line(row.name) for row in both.found.moved(move)]
        if len(names) > most and "the names of some themes" not in cut:
            cut.append("the names of some themes")
        told_names = "; ".join([*names[:most], *(["and others"] if len(names) > most else [])])
        yield Paragraph((*say(f"{words}:", strong=True), Words(f" {told_names or 'no theme'}.")))
    if both.found.note:
        yield told(both.found.note, muted=True)


def _reasons(board: Board, cut: list[str]) -> Iterator[Block]:
    """Give the reasons for the themes at the earliest stage any is at."""
    known = board.opened.instrument
    found = _found(board.opened)
    for stage in known.stages if known else ():
        some = [one for one in found if _is_at(one, stage.key) and _why(one)]
        if not some:
            continue
        shown = some[: board.room.reasons]
        if len(shown) < len(some):
            cut.append("reasons for some themes" if shown else "the reasons for themes")
        if shown:
            yield heading(1, f"Why “{one_line(stage.name)}”")
            yield _list(
                (theme_name(known, one.theme), shortened(_why(one), board.room.letters))
                for one in shown
            )
        return


def _actions(board: Board, cut: list[str]) -> Iterator[Block]:
    plan, room = board.plan, board.room
    yield heading(1, f"Actions as at {day_in_words(plan.day)}")
    if not plan.actions:
        yield told("No action is planned yet.")
        return
    late = plan.overdue
    if not late:
        yield told("Nothing is overdue.")
    elif room.overdue:
        yield Paragraph(say("Overdue", strong=True))
        yield _list((one.action.what, f"{_owner(one)} {action_wording.delay(one)}")
                    for one in late[: room.overdue])  # fmt: skip
    if len(late) > room.overdue:
        cut.append("some overdue actions" if room.overdue else "the overdue actions")
    others = [one for one in plan.actions if not one.clock.overdue]
    shown = others[: room.actions]
    if shown:
        yield Paragraph(say("Others", strong=True))
        yield _list((one.action.what, _other(one)) for one in shown)
    if len(shown) < len(others):
        cut.append("some other actions" if shown else "the other actions")


def _other(one: ListedAction) -> str:
    said = action_wording.in_short(one)
    return f"{said}. {one.question}" if one.question else f"{said}."


def _owner(one: ListedAction) -> str:
    return f"{action_wording.owner_of(one)}."


def _list(pairs: Iterator[tuple[str, str]]) -> Listed:
    return Listed(
        tuple(
            (Paragraph((*say(f"{one_line(name)}:", strong=True), Words(f" {text}"))),)
            for name, text in pairs
        )
    )


def _found(opened: Opened) -> list[Standing]:
    known = opened.instrument
    return [standing(opened.assessment, one.key) for one in known.themes] if known else []


def _is_at(found: Standing, stage: str) -> bool:
    return found.verdict is Verdict.STAGE and found.stage == stage


def _why(found: Standing) -> str:
    if found.agreed is not None:
        return one_line(found.agreed.why)
    said = [one for one in found.judgements if one.rationale.strip()]
    if len(said) == 1:
        return one_line(said[0].rationale)
    return " ".join(f"{one_line(one.assessor)}: {one_line(one.rationale)}" for one in said)
