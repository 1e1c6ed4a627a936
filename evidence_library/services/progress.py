"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

#: Called with what is done, the total (0 if unknown) and what is being done. It may raise
#: `Cancelled`; the work then stops and changes nothing.
Progress = Callable[[int, int, str], None]


def quiet(done: int, total: int, what: str) -> None:
    """Report to nobody."""
