"""Two people appraised the same record: where they differ, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evidence_library.model.record import Appraisal, Record
from evidence_library.model.vocabulary import in_words

#: What is compared, and what people call it. Texts are told, not compared: nobody writes the same.
_COMPARED = {
    "evidence_kind": "Kind of evidence",
    "maryland": "Maryland scale",
    "confidence": "Confidence",
    "stage": "Stage of practice",
    "cost_band": "Cost",
}

_NOTHING = "not stated"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A part of the appraisal in which two appraisers differ, with the words of each."""

    part: str
    label: str
    first: str
    second: str

    @property
    def sentence(self) -> str:
        """Tell it: "Confidence: moderate, and low by the second appraiser"."""
        return f"{self.label}: {self.first}, and {self.second} by the second appraiser"


def disagreements(record: Record) -> tuple[Disagreement, ...]:
    """List where the second appraiser judged otherwise; empty without a second appraisal."""
    if record.second_appraisal is None:
        return ()
    return tuple(_compared(record.appraisal, record.second_appraisal))


def agreement(record: Record) -> str:
    """Say in a sentence whether both agree; empty without a second appraisal."""
    if record.second_appraisal is None:
        return ""
    found = disagreements(record)
    if not found:
        return "Both appraisers agree on every choice."
    return "The appraisers differ. " + ". ".join(one.sentence for one in found) + "."


def _compared(first: Appraisal, second: Appraisal) -> Iterator[Disagreement]:
    for part, label in _COMPARED.items():
        one, other = getattr(first, part), getattr(second, part)
        if one != other:
            yield Disagreement(part, label, _word(part, one), _word(part, other))


def _word(part: str, value: Any) -> str:
    if value is None:
        return _NOTHING
    if isinstance(value, int):
        return f"level {value}" if part == "maryland" else f"band {value} of 5"
    return in_words(value).lower()
