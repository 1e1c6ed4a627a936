"""The three facts a record shows first, in words: effect, how we know, how current."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.holdings import ON_THE_WAY
from evidence_library.model.record import Outcome, Record
from evidence_library.model.standing import last_number
from evidence_library.model.vocabulary import About, Confidence, Direction, Workflow, in_words

NOT_STATED = "not stated"

#: The words an effect can be summed up in, in the order they are listed.
EFFECTS = (
    Direction.IMPROVED.value,
    Direction.MIXED.value,
    Direction.NO_DIFFERENCE.value,
    Direction.WORSE.value,
    Direction.UNCLEAR.value,
    NOT_STATED,
)

_MEANINGS = {
    "improved": "The main outcome got better where this was tried.",
    "mixed": "Some outcomes got better and others did not.",
    "no difference": "The main outcome was the same with and without it.",
    "worse": "The main outcome got worse where this was tried.",
    "unclear": "The source could not tell whether it made a difference.",
    NOT_STATED: "The source does not say what an intervention changed.",
}

_CONFIDENCE_MEANINGS = {
    Confidence.HIGH: "Further research is unlikely to change this.",
    Confidence.MODERATE: "Probably right; further research could change the size.",
    Confidence.LOW: "May be right; further research is likely to change it.",
    Confidence.VERY_LOW: "A first hint only.",
    Confidence.NOT_RATED: (
        "Nobody has yet judged how sure we can be. That says nothing for or against it."
    ),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A headline fact: its vocabulary `value`, the `label` people read, details and its meaning."""

    value: str
    label: str
    detail: str
    meaning: str


def effect_value(record: Record) -> str:
    """Sum up what the intervention changed, as a word of `EFFECTS`.

    The main outcomes decide; without any marked, all measured ones do. Outcomes that only measure a
    problem say nothing about an effect. Differing directions make "mixed".
    """
    judged = _judged(record)
    directions = {item.direction for item in judged}
    if not directions:
        return NOT_STATED
    if len(directions) == 1:
        return directions.pop().value
    directions.discard(Direction.UNCLEAR)
    return directions.pop().value if len(directions) == 1 else Direction.MIXED.value


def did_not_work(record: Record) -> bool:
    """Tell whether the main outcome of an intervention was no difference or worse."""
    return effect_value(record) in {Direction.NO_DIFFERENCE, Direction.WORSE}


def effect(record: Record) -> Fact:
    """State the effect with the outcomes it is about."""
    value = effect_value(record)
    detail = "; ".join(item.outcome for item in _judged(record))
    if value == NOT_STATED and any(item.about is About.PROBLEM for item in record.outcomes):
        detail = "Measures a problem, not an intervention"
    return Fact(value, in_words(value), detail, _MEANINGS[value])


def how_we_know(record: Record) -> Fact:
    """State confidence and kind of evidence. A blank is "Not rated", never "low"."""
    appraisal = record.appraisal
    kind = appraisal.evidence_kind
    parts = [in_words(kind) if kind else "Kind of evidence not stated", appraisal.reasons]
    return Fact(
        appraisal.confidence.value,
        in_words(appraisal.confidence),
        ". ".join(part for part in parts if part),
        _CONFIDENCE_MEANINGS[appraisal.confidence],
    )


def how_current(record: Record, this_year: int) -> Fact:
    """State the year of the evidence, its age, when it was checked and is due for review."""
    year = record.published.year if record.published else None
    details = []
    if year is not None and this_year > year:
        age = this_year - year
        details.append("1 year old" if age == 1 else f"{age} years old")
    for word, date in (("checked", record.checked), ("review due", record.review_due)):
        if date is not None:
            details.append(f"{word} {date.raw or date.value}")
    label = str(year) if year is not None else "Year not stated"
    meaning = "The year the source was published. Services, laws and places change."
    return Fact(str(year or ""), label, ", ".join(details), meaning)


def _judged(record: Record) -> tuple[Outcome, ...]:
    measured = tuple(
        item
        for item in record.outcomes
        if item.about is About.INTERVENTION and item.direction is not Direction.NOT_MEASURED
    )
    main = tuple(item for item in measured if item.main)
    return main or measured


def how_far(workflow: Workflow, published: int = 0, *, shipped: bool = False) -> str:
    """Say how far a record is: "Draft, version 2 published".

    `published` is the number of its last version, 0 without. What was `shipped` with the program
    was published before it had any.
    """
    word = in_words(workflow)
    if workflow not in ON_THE_WAY or not (published or shipped):
        return word
    return (
        f"{word}, version {published} published" if published else f"{word}, published as it came"
    )


def standing_told(record: Record, *, shipped: bool = False) -> str:
    """Say how far a record is, and why: "Withdrawn: the figures are wrong".

    No full stop ends it, and no word stands twice: "Superseded by “Lamps”".
    """
    word = how_far(record.workflow, last_number(record), shipped=shipped)
    reason = record.workflow_reason.strip().removesuffix(".")
    if reason.casefold().startswith(f"{word.casefold()} "):
        return reason
    return f"{word}: {reason}" if reason else word
