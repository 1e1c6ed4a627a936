"""Finds assessments and actions by the query language: `theme:`, `stage:`, `is:overdue`, words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from evidence_library.model.assessment import OVERALL, Assessment, Verdict, disagreements, standing
from evidence_library.model.clocks import Schedule
from evidence_library.model.quarters import Quarter, Span, days_of, span_of
from evidence_library.model.vocabulary import QuarterConvention, Status
from evidence_library.query import spans, tracked
from evidence_library.query.parsing import QueryProblem
from evidence_library.query.tree import Tracked, asks_of_records, tracked_parts
from evidence_library.services import actions, assess, find, instruments
from evidence_library.services.actions import Listed as ListedAction
from evidence_library.services.assess import Listed, Opened, theme_name, verdict_in_words
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store.few_texts import answering

_SCHEDULES = {
    tracked.OVERDUE: Schedule.OVERDUE,
    tracked.DUE_SOON: Schedule.DUE_SOON,
    tracked.UNREPORTED: Schedule.NO_REPORT,
    tracked.NOT_YET_DUE: Schedule.NOT_YET_DUE,
    tracked.NO_DEADLINE: Schedule.NO_DEADLINE,
}

_ABOUT_RECORDS = "Part of this search is about records only; nothing here has it."


@dataclass(frozen=True, slots=True)
class FoundActions:
    """The actions that a query finds, in the order they were in, and what was not understood."""

    actions: tuple[ListedAction, ...]
    problems: tuple[QueryProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundAssessments:
    """The assessments that a query finds, in the same order, and what was not understood."""

    assessments: tuple[Listed, ...]
    problems: tuple[QueryProblem, ...] = ()


def actions_matching(
    library: Library, text: str, among: Sequence[ListedAction] | None = None
) -> FoundActions:
    """Find actions by a query; an empty one finds all."""
    held = tuple(actions.listed(library) if among is None else among)
    day = held[0].clock.day if held else datetime.now(tz=UTC).date()
    themes = _theme_names(library)
    texts = [_words_of_action(one, themes) for one in held]

    def has(place: int, node: Tracked) -> bool:
        return _action_has(held[place], node, themes)

    found, problems = _answered(library, text, texts, has, day)
    return FoundActions(tuple(held[place] for place in found), problems)


def assessments_matching(
    library: Library, text: str, among: Sequence[Listed] | None = None
) -> FoundAssessments:
    """Find assessments by a query; an empty one finds all."""
    held = tuple(assess.listed(library) if among is None else among)
    opened = [assess.opened(library, one.id) if one.assessment else None for one in held]
    texts = [_words_of_assessment(one) if one else "" for one in opened]

    def has(place: int, node: Tracked) -> bool:
        one = opened[place]
        return one is not None and _assessment_has(one, node)

    found, problems = _answered(library, text, texts, has, datetime.now(tz=UTC).date())
    problems = (*problems, *_unknown_stages(library, text, opened))
    return FoundAssessments(tuple(held[place] for place in found), problems)


def _unknown_stages(
    library: Library, text: str, opened: Sequence[Opened | None]
) -> tuple[QueryProblem, ...]:
    """Tell of the stages that are asked for and that no instrument has."""
    if "stage" not in text.casefold():
        return ()
    asked = find.asked(library, Request(text), today=datetime.now(tz=UTC).date())
    wanted = [one for one in tracked_parts(asked.query) if one.field == "stage"]
    known = [*instruments.listed(library), *(one.instrument for one in opened if one)]
    names = [stage.name for one in known if one is not None for stage in one.stages]
    return tuple(
        QueryProblem(f"No instrument has a stage “{one.value}”.", one.start, one.end)
        for one in wanted
        if one.value != tracked.NONE and not tracked.named(one.value, names)
    )


def _answered(
    library: Library,
    text: str,
    texts: Sequence[str],
    has: Callable[[int, Tracked], bool],
    day: date,
) -> tuple[Sequence[int], tuple[QueryProblem, ...]]:
    if not text.strip():
        return range(len(texts)), ()
    asked = find.asked(library, Request(text), today=day)
    problems = asked.problems
    if asks_of_records(asked.query):
        problems = (*problems, QueryProblem(_ABOUT_RECORDS, 0, len(text)))
    return answering(asked.query, texts, has), problems


def _theme_names(library: Library) -> dict[tuple[str, str], str]:
    """Give the names of all themes that actions come from, by assessment and key."""
    names: dict[tuple[str, str], str] = {}
    for told in assess.listed(library):
        if told.assessment is not None:
            opened = assess.opened(library, told.id)
            for theme in opened.instrument.themes if opened.instrument else ():
                names[told.id, theme.key] = theme.name
    return names


def _words_of_action(one: ListedAction, themes: dict[tuple[str, str], str]) -> str:
    item = one.action
    told = [entry.raw for entry in item.progress]
    about = (item.what, item.owner, item.measure, item.breakthrough, item.notes)
    return "\n".join((*about, *told, _theme_of(one, themes)))


def _theme_of(one: ListedAction, themes: dict[tuple[str, str], str]) -> str:
    return themes.get((one.action.assessment or "", one.action.theme), one.action.theme)


def _action_has(one: ListedAction, node: Tracked, themes: dict[tuple[str, str], str]) -> bool:
    words = tracked.meant(node.field, node.value)
    match node.field:
        case "lead":
            return tracked.named(node.value, (one.action.owner,))
        case "theme":
            return tracked.named(node.value, (_theme_of(one, themes), one.action.theme))
        case "status":
            return one.clock.status in {tracked.STATUSES[word] for word in words}
        case "is":
            return _stands(one, words)
        case "deadline":
            return _due(one, node.value)
        case _:
            return False


def _stands(one: ListedAction, words: Sequence[str]) -> bool:
    schedules = {_SCHEDULES[word] for word in words if word in _SCHEDULES}
    statuses: set[Status] = {tracked.STATUSES[word] for word in words if word in tracked.STATUSES}
    contradicted = tracked.CONTRADICTED in words and bool(one.clock.contradiction)
    return one.clock.schedule in schedules or one.clock.status in statuses or contradicted


def _due(one: ListedAction, value: str) -> bool:
    deadline, convention = one.action.deadline, one.action.quarters
    span = span_of(deadline, convention) if deadline else None
    if value == tracked.NONE or span is None:
        return value == tracked.NONE and span is None
    first, last = (_days(end, convention) for end in tracked.ends(value))
    return (first is None or span.last >= first.first) and (last is None or span.first <= last.last)


def _days(end: str, convention: QuarterConvention) -> Span | None:
    quarter = tracked.quarter(end)
    if quarter is not None:
        return (
            days_of(Quarter(*quarter), convention) if 1 <= quarter[0] <= spans.LAST_YEAR else None
        )
    return Span(date.fromisoformat(end), date.fromisoformat(end)) if end else None


def _words_of_assessment(opened: Opened) -> str:
    item, known = opened.assessment, opened.instrument
    said = [(one.rationale, theme_name(known, one.theme)) for one in item.judgements]
    agreed = [one.why for one in item.agreed]
    parts = (item.scope.label, item.notes, known.title if known else "", *item.participants)
    seen = said if item.revealed else []
    return "\n".join((*parts, *item.assessors, *agreed, *(word for pair in seen for word in pair)))


def _assessment_has(opened: Opened, node: Tracked) -> bool:
    item, known = opened.assessment, opened.instrument
    themes = [OVERALL, *(one.key for one in known.themes)] if known else []
    match node.field:
        case "lead":
            return tracked.named(node.value, item.assessors)
        case "theme":
            judged = [key for key in themes if standing(item, key).verdict is not None]
            return tracked.named(node.value, [theme_name(known, key) for key in judged])
        case "stage":
            stages = [standing(item, key) for key in themes]
            told = [
                verdict_in_words(known, one.verdict, one.stage)
                for one in stages
                if one.verdict is Verdict.STAGE
            ]
            return tracked.named(node.value, told)
        case "is":
            return tracked.as_words(node.value) in _words_for(item, themes)
        case _:
            return False


def _words_for(item: Assessment, themes: Sequence[str]) -> frozenset[str]:
    differ = bool(disagreements(item, themes))
    return frozenset(
        {tracked.FINISHED if item.finished else tracked.OPEN, *({tracked.DIFFER} if differ else ())}
    )
