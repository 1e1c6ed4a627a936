"""A verb that is stopped: one sentence, a status of its own, and nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.command_line import Done, Script

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")

#: Runs a verb and stops it by a signal as soon as `sys.argv[2]` was called so many times.
STOPPED_AT = """
import importlib, os, signal, sys
# Whoever runs the tests in the background hands on that some signals are to be ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
for one in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(one, signal.SIG_DFL)
from evidence_library.app import main
number, (module, name), times = int(sys.argv[1]), sys.argv[2].split(":"), int(sys.argv[3])
module = importlib.import_module(module)
called, left = getattr(module, name), times

def stopping(*args, **named):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), number)
    return called(*args, **named)

setattr(module, name, stopping)
sys.argv[0] = "evidence-library"
main(sys.argv[4:])
"""

SIGNALS = [signal.SIGINT] + ([] if sys.platform == "win32" else [signal.SIGTERM, signal.SIGHUP])


def stopped(folder: Path, number: int, where: str, times: int, *verb: object) -> Done:
    words = [str(number), where, str(times), *map(str, verb)]
    done = subprocess.run(
        [sys.executable, "-c", STOPPED_AT, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "EVIDENCE_LIBRARY": str(folder)},
    )
    return Done(done.returncode, done.stdout, done.stderr)


SAID = Done(130, "", "Stopped; nothing was left half done.\n")


def notes(folder: Path, number: int) -> list[Path]:
    paths = [folder / f"note-{at}.md" for at in range(number)]
    for at, path in enumerate(paths):
        path.write_text(f"---\ntitle: Note {at}\nkind: evaluation\n---\n\nWardens.\n", "utf-8")
    return paths


@pytest.mark.parametrize(
    ("where", "times", "number"),
    [
        ("evidence_library.importers.formats:read_file", 3, signal.SIGINT),
        ("evidence_library.store.mending:refresh", 1, signal.SIGINT),
        *(("evidence_library.store.records:put", 3, number) for number in SIGNALS),
    ],
)
def test_an_import_that_is_stopped_changes_nothing(
    tmp_path: Path, where: str, times: int, number: int
) -> None:
    script = Script(tmp_path / "library")
    script.does("init", "--empty")
    files = notes(tmp_path, 5)
    assert stopped(script.folder, number, where, times, "import", *files) == SAID
    assert script.reads("search", "")["total"] == 0
    assert script.fails("undo") == "There is nothing to undo.\n"
    assert script.reads("import", *files)["imported"] == 5


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".md"])
def test_a_list_that_is_stopped_leaves_no_half_file(starter_library: Path, suffix: str) -> None:
    path = starter_library.parent / "lists" / f"list{suffix}"
    path.parent.mkdir()
    path.write_text("older", "utf-8")
    where = "evidence_library.services.result_lists:_row"
    done = stopped(starter_library, signal.SIGINT, where, 9, "search", "", "--export", path)
    assert done == SAID
    assert path.read_text("utf-8") == "older"
    assert list(path.parent.iterdir()) == [path]


def test_a_library_whose_making_is_stopped_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    where = "evidence_library.store.records:put"
    assert stopped(folder, signal.SIGINT, where, 3, "init") == SAID
    assert not folder.exists()
