"""Packs of a hundred records, from the library to the files, and the window meanwhile.

Each figure comes from a process of its own: `python -m tests.benchmarks.packs FOLDER FORMAT` writes
one format and prints seconds and megabytes as JSON; with "window" in the place of a format, the
window exports PDF, Word and slides while its main thread is watched.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from evidence_library.model.ids import PackId
from evidence_library.model.pack import Edition
from evidence_library.services import packs, produce
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from evidence_library.services.produce import Wanted
from tests.benchmarks import report
from tests.benchmarks.memory import peak_memory, peak_memory_of_children

#: What has an aim: seconds for a hundred records, megabytes for any.
_SECONDS, _MEGABYTES = 5.0, 500.0
_AIMED = ("pdf", "docx", "pptx")

#: The longest that the main thread should be busy at a stretch, in milliseconds.
_STALL = 50.0

_RECORDS = 100


def measure(folder: Path) -> None:
    """Print what packs of a hundred records of a library take."""
    for name in produce.FORMATS:
        seconds, megabytes = _asked(folder, name)
        aim = _SECONDS if name in _AIMED else None
        report.figure(f"pack of 100 records as {name}", seconds, "s", aim)
        report.figure(f"memory for {name}", megabytes, "MB", _MEGABYTES)
    seconds, longest, megabytes = _asked(folder, "window")
    report.figure("PDF, Word and slides from the window", seconds, "s")
    report.figure("longest stall of the window meanwhile", longest, "ms", _STALL)
    report.figure("memory of the window meanwhile", megabytes, "MB", _MEGABYTES)


def _asked(folder: Path, what: str) -> list[float]:
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
        }
        command = [sys.executable, "-m", "tests.benchmarks.packs", str(folder), what]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    measured: list[float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _hundred(library: Library) -> PackId:
    """Make a pack of a hundred records."""
    pack, _ = packs.new(library, f"A hundred records {time.time_ns()}")
    with library.connections.reading() as connection:
        found = connection.execute(f"SELECT id FROM records ORDER BY id LIMIT {_RECORDS}")
        packs.add(library, pack.id, [str(one) for (one,) in found])
    return pack.id


def _write(folder: Path, name: str) -> None:
    library = open_library(folder)
    key = _hundred(library)
    with tempfile.TemporaryDirectory() as out:
        started = time.perf_counter()
        produce.export(library, key, Wanted((name,), Path(out), edition=Edition.TRAINER))
        seconds = time.perf_counter() - started
    library.close()
    # typst sets the pages in a process of its own: what it held counts as much.
    children = peak_memory_of_children() if name == "pdf" else 0.0
    print(json.dumps([seconds, peak_memory() + children]))


def _watch(folder: Path) -> None:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - writing alone needs no window

    from evidence_library.model.document import Layout  # noqa: PLC0415
    from evidence_library.ui.presenters.pack_export import Choices, PackExport  # noqa: PLC0415
    from evidence_library.ui.start import open_window  # noqa: PLC0415
    from tests.benchmarks.window_process import Watch  # noqa: PLC0415

    app = QApplication(sys.argv[:1])
    window = open_window(app, folder)
    window.resize(1280, 800)
    while window.finder.answer is None or not window.tasks.idle:
        app.processEvents()
    library = window.session.library
    if library is None:
        raise RuntimeError("no library was opened")
    export = PackExport(window.session, _hundred(library))
    ended: list[object] = []
    export.ended.connect(ended.append)
    with tempfile.TemporaryDirectory() as out:
        watch = Watch()
        started = time.perf_counter()
        export.write(Choices(Path(out), _AIMED, (Edition.TRAINER,), Layout.A4))
        watch.start()
        for _ in itertools.takewhile(lambda _: not ended, itertools.count()):
            app.processEvents()
            time.sleep(0.0005)
        seconds = time.perf_counter() - started
    window.close()
    print(json.dumps([seconds, max(watch.waits), peak_memory()]))


if __name__ == "__main__":
    _place, _what = Path(sys.argv[1]), sys.argv[2]
    if _what == "window":
        _watch(_place)
    else:
        _write(_place, _what)
