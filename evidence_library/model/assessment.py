"""Assessments: which stage an organisation has reached in each theme, who says so, and why.

A judgement is a word with its reasons. There are no points, so nothing is totalled or averaged:
where assessors differ, both judgements are shown, and what they agree on is a judgement of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence_library.model.ids import AssessmentId, InstrumentId, RecordId
from evidence_library.model.vocabulary import Confidence

#: Stands in the place of a theme for the judgement of the whole.
OVERALL = ""

#: Stands wherever an example shows.
EXAMPLE_MARK = "example of an invented organisation"


class ScopeKind(StrEnum):
    """What is assessed."""

    ORGANISATION = "organisation"
    DEPARTMENT = "department"
    PARTNERSHIP = "partnership"


class Verdict(StrEnum):
    """What kind of judgement it is. Not assessed and not applicable are different things."""

    STAGE = "stage"
    NOT_ASSESSED = "not assessed"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is assessed: an organisation, a department of `organisation`, or a partnership."""

    kind: ScopeKind = ScopeKind.ORGANISATION
    name: str = ""
    organisation: str = ""

    @property
    def label(self) -> str:
        """What people call it: "Housing, Example Council"."""
        return ", ".join(filter(None, (self.name, self.organisation)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a judgement rests on: a record of the library, or an attached file, and why."""

    record: RecordId | None = None
    file: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one assessor says of one theme.

    `stage` is the key of a stage where the verdict is one. `confidence` is how sure the assessor
    is, None where that was not said. `at` is an ISO date and time.
    """

    theme: str
    assessor: str
    verdict: Verdict = Verdict.NOT_ASSESSED
    stage: str = ""
    rationale: str = ""
    supports: tuple[Support, ...] = ()
    confidence: Confidence | None = None
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What the assessors agreed on for a theme: by whom and why. Their own judgements stay."""

    theme: str
    verdict: Verdict
    stage: str = ""
    why: str = ""
    by: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """An assessment with one version of an instrument, which is kept with it.

    `date` is the day it speaks of, ISO. While it is `blind`, no assessor sees the judgements of
    another before both have said that they are ready. `finished` is the day it was closed, ISO;
    a finished one is not changed, only opened again. An `example` is of an invented organisation.
    """

    id: AssessmentId
    instrument: InstrumentId
    version: int
    scope: Scope = Scope()
    date: str = ""
    participants: tuple[str, ...] = ()
    assessors: tuple[str, ...] = ()
    blind: bool = False
    ready: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    notes: str = ""
    finished: str = ""
    example: bool = False

    @property
    def revealed(self) -> bool:
        """Whether assessors see each other's judgements."""
        return not self.blind or set(self.assessors) <= set(self.ready)

    def judgement(self, theme: str, assessor: str) -> Judgement | None:
        """Give what an assessor says of a theme."""
        found = (one for one in self.judgements if (one.theme, one.assessor) == (theme, assessor))
        return next(found, None)

    def agreement(self, theme: str) -> Agreed | None:
        """Give what was agreed on for a theme."""
        return next((one for one in self.agreed if one.theme == theme), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an assessment stands in a theme.

    `verdict` and `stage` are what was agreed, else what all who judged say; None where they
    `differ` and nothing was agreed. `judgements` are those that may be seen; where it is `hidden`,
    nothing may be told to this viewer yet, not even whether somebody judged.
    """

    theme: str
    verdict: Verdict | None
    stage: str
    differ: bool
    agreed: Agreed | None
    judgements: tuple[Judgement, ...]
    hidden: bool = False


def standing(item: Assessment, theme: str, viewer: str = "") -> Standing:
    """Say where an assessment stands in a theme, as `viewer` may see it.

    Before a blind assessment is revealed, each assessor sees only their own judgements, and nobody
    else sees any: that there is a difference would tell what the other one said.
    """
    agreed = item.agreement(theme) if item.revealed else None
    seen = tuple(
        one
        for one in item.judgements
        if one.theme == theme and (item.revealed or (viewer and one.assessor == viewer))
    )
    said: set[tuple[Verdict, str]] = {
        (one.verdict, one.stage) for one in seen if one.verdict is not Verdict.NOT_ASSESSED
    }
    if not said:
        said.add((Verdict.NOT_ASSESSED, ""))
    if agreed is not None:
        return Standing(
            theme=theme,
            verdict=agreed.verdict,
            stage=agreed.stage,
            differ=len(said) > 1,
            agreed=agreed,
            judgements=seen,
        )
    differ = len(said) > 1
    verdict, stage = (None, "") if differ else next(iter(said))
    return Standing(
        theme=theme,
        verdict=verdict,
        stage=stage,
        differ=differ,
        agreed=None,
        judgements=seen,
        hidden=not item.revealed and not seen and viewer not in item.assessors,
    )


def disagreements(item: Assessment, themes: Sequence[str]) -> tuple[Standing, ...]:
    """List the themes on which those who judged differ and nothing is agreed yet."""
    found = (standing(item, theme) for theme in themes)
    return tuple(one for one in found if one.differ and one.agreed is None)


class Move(StrEnum):
    """How a theme moved from one assessment to another. It is an order of stages, no distance."""

    ON = "further on"
    BACK = "further back"
    SAME = "the same stage"
    NOT_COMPARABLE = "cannot be compared"


def moved(before: Standing, after: Standing, order: Mapping[str, int]) -> Move:
    """Say how a theme moved; `order` tells the place of each stage.

    It cannot be compared where one of them is no stage or is not agreed.
    """
    stages = [one.stage for one in (before, after) if one.verdict is Verdict.STAGE]
    if len(stages) < 2 or any(one not in order for one in stages):
        return Move.NOT_COMPARABLE
    first, second = order[stages[0]], order[stages[1]]
    if first == second:
        return Move.SAME
    return Move.ON if second > first else Move.BACK
