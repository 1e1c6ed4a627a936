"""Ctrl+C, or a terminal that is closed, ends a verb with one sentence and nothing half done."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import click

from evidence_library.cli.output import complain

#: What a shell reports of a program that was stopped by Ctrl+C.
STOPPED = 130

_STOPPED = "Stopped; nothing was left half done."


class Stoppable(click.Group):
    """Verbs that end with the status `STOPPED` and one sentence where they are stopped."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; drafts are taken away and changes rolled back before it is told."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            complain(_STOPPED)
            sys.exit(STOPPED)


@contextmanager
def stopped_by_closing() -> Iterator[None]:
    """Let the end of the terminal, and a request to end, do what Ctrl+C does."""
    names = ("SIGHUP", "SIGTERM", "SIGBREAK")  # each system has some of them
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {}
    with suppress(ValueError):  # only the main thread hears of them
        for one in signals:
            before[one] = signal.signal(one, _stop)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
