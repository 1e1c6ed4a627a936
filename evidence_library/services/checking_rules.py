"""The house rules of checking: must a second person publish, and how long does a check hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evidence_library.errors import UserCanFix

#: After so many years a published record is looked at again, unless another number is given.
REVIEW_YEARS = 3

_MOST_YEARS = 50
_ENTRY = re.compile(r"(?P<kind>.*?)\s*[:=]?\s*(?P<years>\d{1,2})(?:\s*years?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """Whether a second person must publish, and after how many years each kind is reviewed."""

    second_person: bool = False
    years: int = REVIEW_YEARS
    by_kind: Mapping[str, int] = field(default_factory=dict)

    def years_for(self, kind: str) -> int:
        """Give the years between two reviews of a record of a kind."""
        return self.by_kind.get(kind.strip().casefold(), self.years)

    def every(self, years: int | None) -> Rules:
        """Give these rules with one number of years for every kind; None changes nothing."""
        return self if years is None else replace(self, years=years, by_kind={})


#: One person may do it all, and looks again after the usual time.
PLAIN = Rules()


def rules_from(values: Mapping[str, object]) -> Rules:
    """Read the rules from the settings of a library; what they do not say has its default.

    Raises `UserCanFix` if the review intervals are not understood.
    """
    every, by_kind = intervals(str(values.get("review_years", REVIEW_YEARS)))
    return Rules(values.get("second_person") is True, every, by_kind)


def intervals(text: str) -> tuple[int, dict[str, int]]:
    """Read "3; statistics 1; systematic review 5": years for all kinds, and those for some.

    Raises `UserCanFix` with the part that is not understood.
    """
    every, by_kind = REVIEW_YEARS, {}
    for part in filter(None, (one.strip() for one in re.split("[;,]", text))):
        found = _ENTRY.fullmatch(part)
        years = int(found["years"]) if found else 0
        if found is None or not 1 <= years <= _MOST_YEARS:
            raise UserCanFix(
                f"The setting “Years between reviews” is not understood at “{part}”. Write a "
                "number of years, then exceptions by kind: 3; statistics 1; systematic review 5."
            )
        if found["kind"]:
            by_kind[found["kind"].casefold()] = years
        else:
            every = years
    return every, by_kind
