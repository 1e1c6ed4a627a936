"""What the start of the window loads: nothing that only some of its work needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: What reads and writes files of one kind, or does one kind of work.
_LATER = {
    *("rdflib", "rapidfuzz", "pypdfium2", "mammoth", "openpyxl", "xlsxwriter"),
    "evidence_library.ui.screens.editor",
    "evidence_library.ui.screens.chain_dialog",
    "evidence_library.ui.screens.packs",
    "evidence_library.ui.screens.assess",
    "evidence_library.services.assess",
    "evidence_library.ui.screens.track",
    "evidence_library.services.track_listing",
    "evidence_library.services.packs",
    "evidence_library.services.starter",
    "evidence_library.cli.search",
}

_LOADED = """
import builtins, sys
ours = builtins.__import__
import evidence_library.app
import evidence_library.ui.start
print(*sys.modules)
print(builtins.__import__ is ours)
"""


@pytest.fixture(scope="module")
def loaded() -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_the_start_of_the_window_loads_nothing_that_can_wait(loaded: list[str]) -> None:
    assert "evidence_library.ui.main_window" in loaded[0].split()
    assert sorted(_LATER & set(loaded[0].split())) == []


def test_qt_leaves_the_way_python_imports_as_it_was(loaded: list[str]) -> None:
    assert loaded[1] == "True"
