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


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a draft beside a file; it takes the file's place once it is whole and on the disk.

    If anything goes wrong meanwhile, the draft is taken away and an older file stays as it was.
    Raises `UserCanFix` if the place cannot be a file, `EnvironmentFailed` if the computer refuses.
    """
    if path.is_dir():
        raise UserCanFix(f"“{path.name}” is a folder; name a file.")
    if not path.parent.is_dir():
        raise UserCanFix(f"There is no folder “{path.parent}”; choose another place.")
    draft = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
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


@contextmanager
def _told(path: Path, lead: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error) or type(error).__name__).rstrip(".")
        raise EnvironmentFailed(f"{lead.rstrip('?')} ({reason}).") from error
