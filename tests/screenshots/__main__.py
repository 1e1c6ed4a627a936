"""Draws every screen to PNG files.

Run with a folder: `python -m tests.screenshots build/screenshots`; with a scale and names of
`SCENES` behind it, only those are drawn. Each scale is drawn by a process of its own, as Qt takes
the scale of the screen only when it starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.screenshots import (
    assessing,
    chains,
    curating,
    files,
    finding,
    importing_tables,
    packing,
    picturing,
    tracking,
    words,
    writing,
)
from tests.screenshots.stage import ROOT, Scenes, Stage

THEMES = ("light", "dark")
SCALES = ("1", "2")

#: Everything that is drawn, in an order in which each finds what it needs.
SCENES: Mapping[str, Callable[[Stage], Scenes]] = {
    "reading": finding.reading,
    "views": finding.views,
    "several": finding.several,
    "finding_nothing": finding.finding_nothing,
    "places": finding.places,
    "words": words.words,
    "editor": writing.editor,
    "new_from": writing.new_from,
    "trash": writing.trash,
    "history": writing.history,
    "curating": curating.curating,
    "many": curating.many,
    "duplicates": curating.duplicates,
    "attachments": files.attachments,
    "importing": writing.importing,
    "headings_and_tags": curating.headings_and_tags,
    "packing": packing.packing,
    "tracking": tracking.tracking,
    "picturing": picturing.picturing,
    "importing_tables": importing_tables.importing_tables,
    "assessing": assessing.assessing,
    "chains": chains.chains,
    "narrow": finding.narrow,
}


def main(arguments: list[str]) -> int:
    """Draw the screens into the folder named first."""
    folder = Path(arguments[0] if arguments else "build/screenshots").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if len(arguments) > 1:
        draw(folder, arguments[1], arguments[2:] or SCENES)
        return 0
    for scale in SCALES:
        environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "tests.screenshots", str(folder), scale]
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
    print(f"{len(list(folder.glob('*.png')))} screenshots in {folder}")
    return 0


def draw(folder: Path, scale: str, scenes: Collection[str]) -> None:
    """Draw scenes in both themes at the scale this process was started with."""
    qInstallMessageHandler(_tell_unless_known)
    app = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        for theme in THEMES:
            stage = Stage(app, Path(scratch) / theme, theme)
            for name, widget in _scenes(stage, scenes):
                suffix = "" if scale == "1" else f"@{scale}x"
                widget.grab().save(str(folder / f"{name}-{theme}{suffix}.png"))
            stage.close()


def _scenes(stage: Stage, names: Collection[str]) -> Scenes:
    """Lead the window to each screen and give its name."""
    stage.window.session.start(stage.scratch / "Starter library")
    stage.wait(lambda: stage.window.finder.answer is not None)
    yield "welcome", stage.shown()
    for name in names:
        yield from SCENES[name](stage)


def _tell_unless_known(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Print what Qt says, except what it says of every window without a screen."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
