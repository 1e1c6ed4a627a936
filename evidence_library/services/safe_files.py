"""Writes a file whole or not at all, and says plainly why it could not be written."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from evidence_library.errors import EnvironmentFailed, UserCanFix

#: Characters of a file's name that stand in that of its draft, which must not be longer itself.
_NAMED = 40


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a draft beside a file; it takes the file's place once it is whole and on the disk.

    If anything goes wrong meanwhile, the draft is taken away and an older file stays as it was.
    Raises `UserCanFix` if the place cannot be a file, `EnvironmentFailed` if the computer refuses.
    """
    _check(path)
    draft = path.with_name(f".{path.name[:_NAMED]}.{secrets.token_hex(4)}.part")
    try:
        with _told(path, f"Nothing can be written in the folder “{path.parent}”"):
            file = draft.open("xb")
        with _told(path, f"“{path.name}” could not be written"), file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with _told(path, f"“{path.name}” could not be replaced; is it open in another program?"):
            draft.replace(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _check(path: Path) -> None:
    """Refuse a place that cannot be a file."""
    try:
        is_folder, has_folder = path.is_dir(), path.parent.is_dir()
    except OSError as error:  # a name that is longer than this computer allows
        shown = f"{path.name[:_NAMED]}…" if len(path.name) > _NAMED else path.name
        raise UserCanFix(f"“{shown}” cannot be the name of a file ({_reason(error)}).") from error
    if is_folder:
        raise UserCanFix(f"“{path.name}” is a folder; name a file.")
    if not has_folder:
        raise UserCanFix(f"There is no folder “{path.parent}”; choose another place.")


@contextmanager
def _told(path: Path, lead: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentFailed(f"{lead.rstrip('?')} ({_reason(error)}).") from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error) or type(error).__name__).rstrip(".")
