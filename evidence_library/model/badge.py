"""How we know, in one sentence composed from the coded fields; never more than is coded."""

from __future__ import annotations

from evidence_library.model.record import Appraisal, Record
from evidence_library.model.vocabulary import (
    About,
    Confidence,
    Direction,
    EvidenceKind,
    in_words,
)

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

#: What a kind of evidence says of how the knowledge was won, as part of a sentence.
_KINDS = {
    EvidenceKind.PRACTICE_ACCOUNT: "told by those who did it",
    EvidenceKind.LOCAL_MONITORING: "counted by those who ran it",
    EvidenceKind.LOCAL_EVALUATION: "evaluated locally",
    EvidenceKind.INDEPENDENT_EVALUATION: "evaluated independently",
    EvidenceKind.COMPARISON_GROUP: "with a comparison group",
    EvidenceKind.RANDOMISED_TRIAL: "a randomised trial",
    EvidenceKind.SYSTEMATIC_REVIEW: "a systematic review",
    EvidenceKind.REVIEW_OF_PRACTICE: "a review of practice or policy",
    EvidenceKind.QUALITATIVE: "qualitative research",
    EvidenceKind.NOT_RESEARCH: "not research",
}

#: What a level of the Maryland scale says besides; from 3 on there was something to compare with.
_LEVELS = {
    1: "no comparison group",
    2: "no like-for-like comparison",
    3: "compared before and after, with and without",
    4: "several places or groups compared",
    5: "groups made by chance",
}

#: Levels that say no more than these kinds of evidence do.
_SAID_ALREADY = {
    EvidenceKind.RANDOMISED_TRIAL: frozenset({5}),
    EvidenceKind.COMPARISON_GROUP: frozenset({3, 4}),
}

_VERDICTS = {
    Confidence.HIGH: "unlikely to be luck",
    Confidence.MODERATE: "probably right",
    Confidence.LOW: "may be right, may be luck",
    Confidence.VERY_LOW: "may be luck",
}

#: What is said where the rest of what is coded does not bear out so much confidence.
_CODED_HIGH = "coded High confidence"

#: The same where nothing that was tried was measured, so that there is nothing luck could do.
_VERDICTS_WITHOUT_EFFECT = {
    Confidence.HIGH: _CODED_HIGH,
    Confidence.MODERATE: "probably right",
    Confidence.LOW: "may be right",
    Confidence.VERY_LOW: "a first hint only",
}

#: Levels that compare with nothing, or with nothing alike: they rule luck out for nobody.
_BEAR_LITTLE = frozenset({1, 2})

NOT_RATED = "Not rated"


def badge_sentence(record: Record) -> str:
    """Say how we know and how sure we are: "Two places, no comparison group: may be luck".

    What is not coded is left out. Without a rating it begins with "Not rated", whatever else is
    known. A second appraiser who rates otherwise is told of.
    """
    facts = ", ".join(_facts(record))
    verdict = _verdict(record)
    if not verdict:
        sentence = f"{NOT_RATED}: {facts}" if facts else NOT_RATED
    else:
        sentence = f"{facts}: {verdict}" if facts else verdict
    return in_words(sentence) + _other_view(record)


def _facts(record: Record) -> list[str]:
    return [one for one in (_where(record), _for_whom(record), *_how(record.appraisal)) if one]


def _where(record: Record) -> str:
    areas = {(one.country, one.area) for one in record.place if one.area}
    countries = {one.country for one in record.place if one.country}
    if areas:
        return _counted(len(areas), "place", "places")
    return _counted(len(countries), "country", "countries") if countries else ""


def _for_whom(record: Record) -> str:
    groups = {one.casefold() for one in record.population if one.strip()}
    return _counted(len(groups), "group of people", "groups of people") if len(groups) > 1 else ""


def _how(appraisal: Appraisal) -> tuple[str, str]:
    kind, level = appraisal.evidence_kind, appraisal.maryland
    if kind is None:
        told, said = "", frozenset[int]()
    else:
        told, said = _KINDS[kind], _SAID_ALREADY.get(kind, frozenset())
    if not isinstance(level, int) or level in said:
        return told, ""
    return told, _LEVELS.get(level, "")


def _verdict(record: Record) -> str:
    measured = any(
        one.about is About.INTERVENTION and one.direction is not Direction.NOT_MEASURED
        for one in record.outcomes
    )
    confidence = record.appraisal.confidence
    if confidence is Confidence.HIGH and record.appraisal.maryland in _BEAR_LITTLE:
        return _CODED_HIGH
    verdicts = _VERDICTS if measured else _VERDICTS_WITHOUT_EFFECT
    return verdicts.get(confidence, "")


def _other_view(record: Record) -> str:
    second = record.second_appraisal
    if second is None or second.confidence is Confidence.NOT_RATED:
        return ""
    if second.confidence is record.appraisal.confidence:
        return " (two appraisers agree)"
    return f" (a second appraiser says {second.confidence.value})"


def _counted(number: int, one: str, many: str) -> str:
    words = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{words} {one if number == 1 else many}"
