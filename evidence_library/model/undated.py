"""Entries of progress without a date: which recommendations have some, and what these mean.

The rule is that of the clocks (`model.clocks`): such an entry counts at every date. Lists, reports
and comparisons count the same way and say it in the same words: each recommendation once, whether
or not its status rests on the entry.
"""

from __future__ import annotations

from evidence_library.model.recommendation import Recommendation


def has_undated(item: Recommendation) -> bool:
    """Tell whether something was reported of a recommendation without a date."""
    return any(entry.date is None or not entry.date.year for entry in item.progress)


def undated_in_words(number: int) -> str:
    """Say how many recommendations have entries without a date; empty for none."""
    if not number:
        return ""
    have = "recommendation has" if number == 1 else "recommendations have"
    return f"{number:,} {have} entries without a date; such an entry counts at every date."
