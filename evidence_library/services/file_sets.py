"""Writes several files into a folder at once: all of them or none."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.services.progress import Progress
from evidence_library.services.safe_files import replacing

#: What is known of a format, whatever it is a format of.
Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class FileToWrite:
    """A file that is to be written: where, what its format is called, and what writes it."""

    path: Path
    label: str
    write: Callable[[BinaryIO, Progress], None]


def write_all(folder: Path, files: Sequence[FileToWrite], progress: Progress) -> None:
    """Write files into a folder, which is made if need be.

    Earlier files of the same names are replaced once all are whole: if anything fails or is
    cancelled, they stay as they were. Raises `EnvironmentFailed` if the computer refuses, and what
    `progress` and the writing raise.
    """
    with _made_folder(folder), ExitStack() as opened:
        for done, one in enumerate(files):
            progress(done, len(files), f"Writing {one.label}")
            target = opened.enter_context(replacing(one.path))
            one.write(target, _within(progress, one.label))
        progress(len(files), len(files), "Putting the files in their place")


def formats_named(names: Sequence[str], known: Mapping[str, Known]) -> tuple[Known, ...]:
    """Give the formats of some names, each once. Raises `UserCanFix` for one that is not known."""
    wanted = tuple(dict.fromkeys(one.strip().lower() for one in names if one.strip()))
    if not wanted:
        raise UserCanFix(f"Name a format: {', '.join(known)}.")
    for one in wanted:
        if one not in known:
            raise UserCanFix(f"There is no format “{one}”; choose among: {', '.join(known)}.")
    return tuple(known[one] for one in wanted)


def _within(progress: Progress, label: str) -> Progress:
    def tell(done: int, total: int, what: str) -> None:
        progress(done, total, f"{label}: {what}")

    return tell


@contextlib.contextmanager
def _made_folder(folder: Path) -> Iterator[None]:
    """Make a folder if it is not there; take it away again if nothing came into it."""
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).rstrip(".")
        raise EnvironmentFailed(f"The folder “{folder}” cannot be made ({reason}).") from error
    try:
        yield
    except BaseException:
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
