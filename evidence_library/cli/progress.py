"""How far long work is, in one line on the terminal of whoever waits for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from evidence_library.services.progress import Progress, quiet
from evidence_library.text.plain_text import shown

#: Work shorter than this needs no line about it; seconds.
_PATIENCE = 1.0

#: Between two lines, in seconds.
_PAUSE = 0.1


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give what long work reports to: a line on stderr, gone at the end; only on a terminal."""
    if not sys.stderr.isatty():
        yield quiet
        return
    line = _Line()
    try:
        yield line.tell
    finally:
        line.clear()


class _Line:
    """One line that is written over and over."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _PATIENCE
        self._written = False

    def tell(self, done: int, total: int, what: str) -> None:
        """Say how far the work is."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        self._written = True
        told = f"{what}: {done:,} of {total:,}" if total else f"{what} …"
        click.echo(f"\r\x1b[K{shown(told[:78])}", err=True, nl=False)

    def clear(self) -> None:
        """Take the line away."""
        if self._written:
            click.echo("\r\x1b[K", err=True, nl=False)
