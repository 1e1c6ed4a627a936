"""Whether a change waits until the disk has it. The program does; tests do not, for speed."""

from __future__ import annotations

import os

import pytest

from evidence_library.store import connections

#: How the program as it ships waits.
SHIPPED = connections.DURABILITY


def never_wait(patch: pytest.MonkeyPatch) -> None:
    """Let libraries and files be written without waiting for the disk."""
    patch.setattr(connections, "DURABILITY", "OFF")
    patch.setattr(os, "fsync", lambda _file: None)


def wait_as_shipped(patch: pytest.MonkeyPatch) -> None:
    """Let libraries opened from now on wait as the program that ships does."""
    patch.setattr(connections, "DURABILITY", SHIPPED)
