"""What a reader says when it refuses something."""

from __future__ import annotations

from collections.abc import Callable

from evidence_library.errors import UserCanFix


def refusal(read: Callable[[], object]) -> str:
    """Give the sentence with which a call is refused; empty if it is not. Other errors pass on."""
    try:
        read()
    except UserCanFix as error:
        return str(error)
    return ""
