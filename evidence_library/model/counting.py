"""Numbers with their nouns, and the rule by which recommendations are counted."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: "1 record", "1,204 records"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def recommendations_and_parts(recommendations: int, parts: int) -> str:
    """State the counting rule: "28 recommendations, 30 explicit parts".

    Each recommendation counts once; its explicit parts are counted beside it, never instead.
    """
    return f"{counted(recommendations, 'recommendation')}, {counted(parts, 'explicit part')}"
