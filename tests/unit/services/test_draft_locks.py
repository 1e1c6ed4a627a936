"""A draft whose window is open is told from one that a crash left behind."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_library.services import draft_locks, drafts
from evidence_library.services.draft_locks import Sitting, Window, window_of
from evidence_library.services.opened import Library
from evidence_library.store.places import DRAFTS
from tests.helpers.libraries import empty_library, identity, note

ROOT = Path(__file__).resolve().parents[3]

#: Keeps a draft as an editor does, and waits to be killed.
WRITING = """
import sys
from pathlib import Path
from evidence_library.services import drafts
from evidence_library.services.draft_locks import Sitting
from evidence_library.services.library import open_library
from tests.helpers.libraries import note
library = open_library(Path(sys.argv[1]))
sitting = Sitting(library.folder)
sitting.hold()
drafts.keep(library, note("Elsewhere"), None, sitting.writer)
print("kept", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = empty_library(tmp_path / "library")
    yield made
    made.close()


def test_a_draft_of_another_process_is_left_over_only_once_that_is_gone(library: Library) -> None:
    command = [sys.executable, "-c", WRITING, str(library.folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "kept\n"
        assert drafts.unsaved(library) == ()
        assert drafts.begin(library, identity("Elsewhere")).window is Window.OPEN
        program.kill()
    (left,) = drafts.unsaved(library)
    assert left.title == "Elsewhere"
    assert drafts.begin(library, left.record).window is Window.ENDED


def test_a_window_that_left_its_draft_lets_it_go(library: Library) -> None:
    sitting = Sitting(library.folder)
    sitting.hold()
    sitting.hold()
    drafts.keep(library, note("Mine"), None, sitting.writer)
    assert drafts.unsaved(library) == ()
    drafts.keep(library, note("Mine"), None, sitting.writer, leaves=True)
    sitting.let_go()
    assert [one.title for one in drafts.unsaved(library)] == ["Mine"]
    assert drafts.begin(library, identity("Mine")).window is None
    assert not list((library.folder / DRAFTS).glob("*.open"))


def test_what_is_forgotten_is_let_go(library: Library) -> None:
    sitting = Sitting(library.folder)
    sitting.hold()
    writer = sitting.writer
    assert window_of(library.folder, writer) is Window.OPEN
    del sitting
    gc.collect()
    assert window_of(library.folder, writer) is Window.UNKNOWN


def test_of_another_computer_nobody_claims_to_know(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = Sitting(library.folder)
    sitting.hold()
    (path,) = (library.folder / DRAFTS).glob("*.open")
    sitting.let_go()
    path.write_text("another computer", encoding="utf-8")
    assert window_of(library.folder, sitting.writer) is Window.UNKNOWN
    assert window_of(library.folder, "nobody") is Window.UNKNOWN


def test_files_of_windows_that_are_gone_are_swept_up(library: Library) -> None:
    one, other = Sitting(library.folder), Sitting(library.folder)
    one.hold()
    other.hold()
    gone = library.folder / DRAFTS / "gone.open"
    gone.write_text("", encoding="utf-8")
    draft_locks.sweep(library.folder, ())
    assert not gone.exists()
    assert len(list((library.folder / DRAFTS).glob("*.open"))) == 2
    one.let_go()
    other.let_go()
