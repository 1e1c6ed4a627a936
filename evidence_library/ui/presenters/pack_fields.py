"""What a person types into the fields of a pack, and what is wrong with it."""

from __future__ import annotations

from evidence_library.services import citation_styles, pack_rules

#: The styles sources can be cited in, with their words.
STYLES: tuple[tuple[str, str], ...] = tuple((one.name, one.label) for one in citation_styles.STYLES)


def title(typed: str) -> str:
    """Read a title. Raises `UserCanFix` if it is none."""
    return pack_rules.tidied_title(typed)


def time_of_day(typed: str) -> str:
    """Read a time of day. Raises `UserCanFix` if it is none."""
    return pack_rules.tidied_time(typed)


def day(typed: str) -> str:
    """Read a day. Raises `UserCanFix` if it is none."""
    return pack_rules.tidied_date(typed)


def planned(typed: str) -> int:
    """Read planned minutes; nothing typed means that none are planned.

    Raises `UserCanFix` if it is no number of minutes.
    """
    return minutes(typed) or 0


def minutes(typed: str) -> int | None:
    """Read the minutes of an item; nothing typed means that they are estimated.

    Raises `UserCanFix` if it is no number of minutes.
    """
    words = typed.strip()
    if not words:
        return None
    return pack_rules.checked_minutes(int(words) if words.isdecimal() and len(words) < 7 else -1)
