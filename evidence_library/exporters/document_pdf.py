"""A document as PDF: tagged by PDF/UA-1, with bookmarks, set by typst with fonts of our own.

The same document gives the same bytes. Every text goes to typst as data, never as markup, and typst
runs in a process that can be stopped and that reads nothing but a folder of its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import BinaryIO

from evidence_library.assets import resource
from evidence_library.errors import EnvironmentFailed
from evidence_library.exporters import pdf_setting
from evidence_library.exporters.office_text import no_picture
from evidence_library.exporters.pdf_data import Composed, composed
from evidence_library.model.document import Document

#: Called with what is done, the total (0 if unknown) and what is being done. It may raise
#: `Cancelled`.
Progress = Callable[[int, int, str], None]

#: How long nobody is asked whether to go on, in seconds.
_PATIENCE = 0.05

#: What typst says of a picture that is damaged.
_NO_PICTURE = "failed to decode image"

#: How a process ends that was refused memory, or ended by the computer for taking too much.
_KILLED = {-9, -6, 137, 134}


def nobody_asks(done: int, total: int, what: str) -> None:
    """Report progress to nobody."""


def write(document: Document, target: BinaryIO, progress: Progress = nobody_asks) -> None:
    """Write the document as PDF. Nothing is written if it fails or is stopped.

    Raises `UserCanFix` if a picture is damaged, `EnvironmentFailed` if the computer has no memory
    for it, `OSError` as files do, and whatever `progress` raises.
    """
    progress(0, 2, "Composing the pages")
    prepared = composed(document)
    with tempfile.TemporaryDirectory(prefix="evidence-library-") as scratch:
        folder = Path(scratch)
        _lay_out(folder, document, prepared)
        _set(folder, progress)
        progress(2, 2, "Writing the PDF")
        with (folder / "document.pdf").open("rb") as made:
            shutil.copyfileobj(made, target)


def told_in_words(document: Document) -> tuple[str, ...]:
    """Say what of the document no font of the program can show, one sentence for each, and where.

    In the PDF, words in square brackets stand in its place.
    """
    made = composed(document)
    said = tuple(
        f"The PDF says “[{what}]” where the text has {_times(count)} that its fonts cannot show."
        if what != _MARKS
        else f"In the PDF, {_times(count)} stand without marks that its fonts cannot show."
        for what, count in sorted(made.told.items())
    )
    if not made.where:
        return said
    named = ", ".join(f"“{one}”" for one in made.where[:_MOST_NAMED])
    more = len(made.where) - _MOST_NAMED
    others = f" and {more} more" if more > 0 else ""
    return (*said, f"Signs that the fonts of the PDF cannot show stand in {named}{others}.")


_MARKS = "letters without their marks"

#: So many places are named where signs are told in words.
_MOST_NAMED = 10


def _times(count: int) -> str:
    return f"{count:,} signs" if count != 1 else "a sign"


def _lay_out(folder: Path, document: Document, prepared: Composed) -> None:
    """Put into the folder what typst reads."""
    for template in ("document.typ", "blocks.typ", "cards.typ"):
        (folder / template).write_bytes(resource("typst", template).read_bytes())
    shutil.copyfile(pdf_setting.__file__, folder / "pdf_setting.py")
    for name, data in prepared.files.items():
        (folder / name).write_bytes(data)
    text = json.dumps(prepared.data, ensure_ascii=False, separators=(",", ":"))
    (folder / "document.json").write_text(text, "utf-8")
    made = datetime.combine(document.made, time(), UTC)
    setting = {"fonts": str(resource("fonts")), "made": int(made.timestamp())}
    (folder / "setting.json").write_text(json.dumps(setting), "utf-8")


def _set(folder: Path, progress: Progress) -> None:
    """Let typst set the pages, and ask again and again whether to go on."""
    # What it says goes into a file: a pipe that nobody empties would stop it.
    with (folder / "said.txt").open("wb") as said:
        setting = subprocess.Popen(
            [sys.executable, "-P", "pdf_setting.py", "."],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            cwd=folder,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        with setting:
            try:
                ended = _awaited(setting, progress)
            except BaseException:
                setting.kill()
                raise
    what = (folder / "said.txt").read_text("utf-8", "replace").strip()
    if ended in _KILLED:
        raise EnvironmentFailed(
            "There was not enough memory to make the PDF; close other programs, or take a smaller "
            "selection."
        )
    if _NO_PICTURE in what:
        raise no_picture()
    if ended or what:
        raise RuntimeError(f"typst ended with {ended} and said: {what}")


def _awaited(setting: subprocess.Popen[bytes], progress: Progress) -> int:
    while True:
        progress(1, 2, "Setting the pages")
        try:
            return setting.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            continue
