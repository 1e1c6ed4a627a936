"""Whether the window that wrote a draft is still open: a locked file says so.

While an editor keeps drafts it holds a lock on a file of its own, beside the drafts. The system
lets go of it when the program ends, however it ends. So a draft whose window is open on this
computer can be told from one that was left behind by a crash.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import weakref
from collections.abc import Collection
from contextlib import suppress
from enum import Enum
from pathlib import Path
from uuid import uuid4

from evidence_library.store.places import DRAFTS

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_ENDING = ".open"
#: The byte that is locked: behind what the file says, as Windows lets nobody read a locked byte.
_LOCKED_BYTE = 4096


class Window(Enum):
    """What is known of the window that wrote a draft."""

    OPEN = "it is open"
    ENDED = "it is gone: the program or the computer stopped"
    UNKNOWN = "nobody can tell: it is on another computer, or its folder knows no locks"


class Sitting:
    """One editor that writes drafts in a library. Its `writer` is the name it signs them with."""

    def __init__(self, library: Path) -> None:
        """Hold nothing before something is written."""
        self.writer = str(uuid4())
        self._path = _path(library, self.writer)
        self._let_go: weakref.finalize[[int, Path], Sitting] | None = None

    def hold(self) -> None:
        """Say that this window is open, until `let_go`; where that cannot be said, do nothing."""
        with suppress(OSError):
            if self._let_go is None:
                self._let_go = weakref.finalize(self, _release, _locked(self._path), self._path)

    def let_go(self) -> None:
        """Say so no longer."""
        release, self._let_go = self._let_go, None
        if release is not None:
            release()  # does nothing a second time


def window_of(library: Path, writer: str) -> Window:
    """Tell whether the window that signs with a name is open."""
    path = _path(library, writer)
    try:
        made_on = path.read_text(encoding="utf-8")
        file = os.open(path, os.O_RDWR)
    except (OSError, ValueError):
        return Window.UNKNOWN
    try:
        _lock(file)
    except BlockingIOError:
        return Window.OPEN
    except OSError:
        return Window.UNKNOWN
    finally:
        os.close(file)
    return Window.ENDED if made_on == platform.node() else Window.UNKNOWN


def sweep(library: Path, writers: Collection[str]) -> None:
    """Remove the files of windows that are gone and of which there is no draft by `writers`."""
    kept = {_path(library, one) for one in writers}
    with suppress(OSError):
        for path in set((library / DRAFTS).glob(f"*{_ENDING}")) - kept:
            file = os.open(path, os.O_RDWR)
            with suppress(BlockingIOError):
                _lock(file)
                _release(file, path)
                continue
            os.close(file)


def _path(library: Path, writer: str) -> Path:
    name = hashlib.sha256(writer.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return library / DRAFTS / f"{name}{_ENDING}"


def _locked(path: Path) -> int:
    """Make the file, say in it which computer it is, and lock it. Raises `OSError`."""
    path.parent.mkdir(exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(file, platform.node().encode("utf-8"))
        _lock(file)
    except OSError:
        os.close(file)
        raise
    return file


def _release(file: int, path: Path) -> None:
    """Remove the file and its lock; Windows removes no file that is open."""
    if sys.platform == "win32":
        os.close(file)
        with suppress(OSError):
            path.unlink()
        return
    with suppress(OSError):
        path.unlink()
    os.close(file)


def _lock(file: int) -> None:
    """Lock a file for this window alone. Raises `BlockingIOError` if another one holds it."""
    if sys.platform == "win32":
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
