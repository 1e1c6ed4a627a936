"""Entries of progress without a date: which recommendations have some, and what these mean.

The rule is that of the clocks (`model.clocks`): such an entry counts at every date. Lists, reports
and comparisons count the same way and say it in the same words: each recommendation once, whether
or not its status rests on the entry.
"""

from __future__ import annotations

from evidence_library.model.clocks import Clock
from evidence_library.model.recommendation import Recommendation
from evidence_library.model.vocabulary import Status


def has_undated(item: Recommendation) -> bool:
    """Tell whether something was reported of a recommendation without a date."""
    return any(entry.date is None or not entry.date.year for entry in item.progress)


def counts_undated(item: Recommendation, at: Clock) -> bool:
    """Tell whether what is said of a recommendation rests on what has no date.

    That is so, too, where such an entry is all there is and states no status.
    """
    return at.undated or (at.status is Status.UNKNOWN and has_undated(item))


def undated_in_words(number: int) -> str:
    """Say how many recommendations have entries without a date; empty for none."""
    if not number:
        return ""
    have = "recommendation has" if number == 1 else "recommendations have"
    return f"{number:,} {have} entries without a date; such an entry counts at every date."
