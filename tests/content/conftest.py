"""The starter library, made once for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evidence_library.services.library import create_library
from evidence_library.services.opened import Library


@pytest.fixture(scope="session")
def starter_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The starter library; a test must not change it."""
    made = create_library(tmp_path_factory.mktemp("starter") / "library", starter=True)
    yield made
    made.close()
