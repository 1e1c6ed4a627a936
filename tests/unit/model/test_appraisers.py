"""Where two appraisers differ is told in words."""

from __future__ import annotations

from evidence_library.model.appraisers import agreement, disagreements
from evidence_library.model.record import Appraisal, Record
from evidence_library.model.vocabulary import Confidence, EvidenceKind
from tests.helpers.libraries import identity


def judged(first: Appraisal, second: Appraisal | None) -> Record:
    return Record(id=identity("x"), appraisal=first, second_appraisal=second)


def test_without_a_second_appraisal_there_is_nothing_to_tell() -> None:
    record = judged(Appraisal(), None)
    assert (disagreements(record), agreement(record)) == ((), "")


def test_the_same_choices_are_an_agreement_whatever_the_reasons() -> None:
    first = Appraisal(confidence=Confidence.LOW, reasons="small")
    assert agreement(judged(first, Appraisal(confidence=Confidence.LOW, reasons="short"))) == (
        "Both appraisers agree on every choice."
    )


def test_differences_are_named() -> None:
    first = Appraisal(
        confidence=Confidence.MODERATE, maryland=3, evidence_kind=EvidenceKind.COMPARISON_GROUP
    )
    second = Appraisal(confidence=Confidence.LOW, maryland=2, cost_band=1)
    assert agreement(judged(first, second)) == (
        "The appraisers differ. "
        "Kind of evidence: comparison-group study, and not stated by the second appraiser. "
        "Maryland scale: level 3, and level 2 by the second appraiser. "
        "Confidence: moderate, and low by the second appraiser. "
        "Cost: not stated, and band 1 of 5 by the second appraiser."
    )
