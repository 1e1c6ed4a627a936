"""Libraries for unit tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_library.services.opened import Library
from tests.helpers.libraries import empty_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An open library with the topic scheme and no records."""
    opened = empty_library(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for many examples: each replaces the records of the one before."""
    library = empty_library(tmp_path_factory.mktemp("shared") / "library")
    yield library
    library.close()
