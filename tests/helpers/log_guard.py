"""Catches what is logged during a test, so that no warning passes unseen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Self

ExpectLog = Callable[[str], None]


class LogGuard(logging.Handler):
    """Collects records from WARNING upwards and tells the unexpected and the missing ones."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._expected: list[str] = []

    def __enter__(self) -> Self:
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *exception: object) -> None:
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def expect(self, part: str) -> None:
        """Expect at least one record whose message contains `part`."""
        self._expected.append(part)

    def complaints(self) -> list[str]:
        """One line for each unexpected record and each expected one that never came."""
        messages = [record.getMessage() for record in self._records]
        unexpected = [
            f"logged unexpectedly: {record.levelname} {record.name}: {message}"
            for record, message in zip(self._records, messages, strict=True)
            if not any(part in message for part in self._expected)
        ]
        missing = [
            f"expected in the log, but never came: {part}"
            for part in self._expected
            if not any(part in message for message in messages)
        ]
        return unexpected + missing
