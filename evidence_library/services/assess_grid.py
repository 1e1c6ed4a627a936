"""Where an organisation stands, theme by theme and stage by stage, in words.

A place in the grid holds names: of assessors, or of departments. How many there are in a place is
not counted, and a row has no sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_library.model.assessment import OVERALL, Assessment, Standing, Verdict, standing
from evidence_library.model.ids import AssessmentId
from evidence_library.model.instrument import Instrument
from evidence_library.services import assess
from evidence_library.services.assess import NOT_SHOWN, Opened, standing_in_words, theme_name
from evidence_library.services.opened import Library

#: What is said in a place of what was agreed, or of what a single assessor says.
AGREED = "Agreed"


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in a theme at a stage: `names` of who says so; the `judgement` if it is that."""

    names: tuple[str, ...] = ()
    judgement: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A theme with a place for each stage, and what is no stage, in words.

    `group` is what the theme stands under; `words` say the judgement, `differ` that assessors do.
    """

    theme: str
    name: str
    group: str
    places: tuple[Place, ...]
    aside: str
    words: str
    differ: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Themes by stages. `stages` are the names of the columns, `doubts` why one is not sure."""

    stages: tuple[str, ...]
    doubts: tuple[str, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """An assessment among others of one organisation."""

    id: AssessmentId
    label: str
    date: str
    example: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The latest assessments of an organisation and its departments, side by side.

    Each row is a theme with the judgement of each side in words; empty where it is no theme there.
    """

    organisation: str
    sides: tuple[Side, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def grid(opened: Opened, viewer: str = "") -> Grid:
    """Lay an assessment out, as `viewer` may see it; without its instrument, in no columns."""
    known, item = opened.instrument, opened.assessment
    stages = known.stages if known else ()
    keys = [OVERALL, *(one.key for one in known.themes)] if known else _judged(item)
    return Grid(
        stages=tuple(one.name for one in stages),
        doubts=tuple(one.doubt for one in stages),
        rows=tuple(_row(known, standing(item, key, viewer)) for key in keys),
    )


def organisations(library: Library) -> tuple[str, ...]:
    """List the organisations that were assessed, or whose departments were, by name."""
    names = {_organisation(one.assessment) for one in assess.listed(library) if one.assessment}
    return tuple(sorted(names, key=str.casefold))


def overview(library: Library, organisation: str, day: str = "") -> Overview:
    """Put the latest assessment of an organisation beside the latest of each of its departments.

    With a `day`, ISO, those of later days are left out. Themes are matched by their names.
    """
    latest: dict[str, Assessment] = {}
    for told in assess.listed(library):
        one = told.assessment
        if one is None or _organisation(one) != organisation or (day and one.date > day):
            continue
        latest.setdefault(one.scope.label, one)
    held = sorted(latest.values(), key=lambda one: (one.scope.name != organisation, one.scope.name))
    opened = [assess.opened(library, one.id) for one in held]
    names = dict.fromkeys(
        [
            "Overall",
            *(theme.name for one in opened if one.instrument for theme in one.instrument.themes),
        ]
    )
    return Overview(
        organisation,
        tuple(Side(one.id, one.scope.name, one.date, one.example) for one in held),
        tuple((name, tuple(_words(one, name) for one in opened)) for name in names),
    )


def _row(known: Instrument | None, found: Standing) -> GridRow:
    theme = known.theme(found.theme) if known else None
    stages = [one.key for one in known.stages] if known else []
    return GridRow(
        theme=found.theme,
        name=theme_name(known, found.theme),
        group=theme.group if theme else "",
        places=tuple(_place(found, key) for key in stages),
        aside=_aside(found),
        words=standing_in_words(known, found),
        differ=found.differ,
    )


def _place(found: Standing, stage: str) -> Place:
    names = [
        one.assessor
        for one in found.judgements
        if one.verdict is Verdict.STAGE and one.stage == stage
    ]
    is_judgement = found.verdict is Verdict.STAGE and found.stage == stage
    if found.agreed is not None and is_judgement:
        names = [AGREED, *names]
    return Place(tuple(names), is_judgement)


def _aside(found: Standing) -> str:
    """Say what is no stage: that it is hidden, not assessed, or for whom it does not apply."""
    if found.hidden:
        return NOT_SHOWN
    if found.agreed is not None and found.verdict is Verdict.NOT_APPLICABLE:
        return f"{AGREED}: not applicable"
    if found.verdict is Verdict.NOT_ASSESSED and not found.differ:
        return found.verdict.value[:1].upper() + found.verdict.value[1:]
    apart = [one for one in found.judgements if one.verdict is Verdict.NOT_APPLICABLE]
    return "; ".join(f"{one.assessor}: not applicable" for one in apart)


def _words(opened: Opened, name: str) -> str:
    known, item = opened.instrument, opened.assessment
    if name == "Overall":
        key: str | None = OVERALL
    else:
        themes: Iterable[tuple[str, str]] = (
            ((one.name, one.key) for one in known.themes) if known else ()
        )
        key = dict(themes).get(name)
    if key is None:
        return ""
    found = standing(item, key)
    return standing_in_words(known, found)


def _organisation(item: Assessment) -> str:
    return item.scope.organisation or item.scope.name


def _judged(item: Assessment) -> Sequence[str]:
    return list(dict.fromkeys([OVERALL, *(one.theme for one in item.judgements)]))
