"""The composition root: the only place that knows every part.

A verb runs on the command line and never imports Qt; without a verb the window opens. Where there
is no display, the library is made all the same and shown in words.
"""

from __future__ import annotations

import logging
import os
import shlex
import sys
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path

import click
import platformdirs

from evidence_library import system_libraries
from evidence_library.cli.program import program
from evidence_library.cli.verbs import fail, told_in_one_line
from evidence_library.services.library import create_library, default_folder, is_library

#: Searched where there is no display, to show that and how the library answers.
EXAMPLE_SEARCH = '"race equality" OR employment'

#: Platforms of Qt that draw where nobody can see or close the window.
_UNSEEN = {"offscreen", "minimal", "vnc", "linuxfb"}


def main(arguments: list[str] | None = None) -> int:
    """Run the program. It exits with 0 done, 1 the user can fix it, or 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not stop the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    group = program(open_window)
    group.main(arguments, prog_name="evidence-library")
    return 0


def open_window(folder: Path | None) -> int:
    """Open the window on a library, or show the library in words where there is no display.

    Without a folder the window opens the library it had open last.
    """
    if not has_display(os.environ, sys.platform):
        return show_in_words(folder or default_folder())
    lacking = system_libraries.missing_for_window()
    if lacking:
        fail(lacking)
    try:
        from evidence_library.ui.start import run  # noqa: PLC0415 - verbs never import Qt
    except ImportError as error:
        lacking = system_libraries.missing_system_library(error)
        if lacking is None:
            raise
        fail(lacking)
    keep_log()
    return run(folder)


def keep_log() -> None:
    """Write what goes wrong to a small file in the platform's folder for logs."""
    folder = Path(platformdirs.user_log_dir("evidence-library", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = RotatingFileHandler(
            folder / "evidence-library.log", maxBytes=500_000, backupCount=1, encoding="utf-8"
        )
    except OSError:
        return  # the window must open all the same; what goes wrong is still said in it
    logging.basicConfig(
        handlers=[kept],
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Tell whether a window can appear: on Linux somebody must draw it."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.partition(":")[0] not in _UNSEEN
    if not platform.startswith("linux"):
        return True
    if environment.get("WAYLAND_DISPLAY"):
        return True
    display = environment.get("DISPLAY", "")
    if display.startswith(":"):
        # A local display answers on a socket; a name left over from an old session does not.
        number = display[1:].partition(".")[0]
        return Path(f"/tmp/.X11-unix/X{number}").exists()  # noqa: S108 - where X11 puts it
    return bool(display)


def show_in_words(folder: Path) -> int:
    """Make the starter library if there is none, print what is in it and one search."""
    with told_in_one_line():
        if not is_library(folder):
            create_library(folder, starter=True).close()
            click.echo(f"Made the starter library in “{folder}”.")
    library = [] if folder == default_folder() else ["--library", str(folder)]
    for verb in (["topics", "--used"], ["search", EXAMPLE_SEARCH, "--limit", "3"]):
        click.echo(f"\n$ evidence-library {shlex.join([*library, *verb])}")
        program(open_window).main([*library, *verb], standalone_mode=False)
    click.echo("\nThe window needs a display; on this one, use the verbs: evidence-library --help")
    return 0
