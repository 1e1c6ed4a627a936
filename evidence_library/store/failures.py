"""What SQLite and the file system refuse, in one plain sentence each."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidence_library.errors import Cancelled, EnvironmentFailed, LibraryError, UserCanFix

_BUSY = "The library “{name}” is in use by another program; close it there, or wait and try again."
_READ_ONLY = (
    "The library “{name}” is read-only; copy its folder to a place where you may write "
    "and open it there."
)
_FULL = "The disk that holds the library “{name}” is full; make room and try again."
_DAMAGED = "The library “{name}” is damaged; restore it from a copy or from its “backups” folder."
_UNREACHABLE = "The library “{name}” cannot be opened; check that its folder is there and yours."
_TOO_LONG = "The name of the folder “{name}” is too long for this computer; choose a shorter one."
_DEVICE = "The disk that holds the library “{name}” reports an error; nothing was changed."

_SENTENCES: dict[int, tuple[type[LibraryError], str]] = {
    sqlite3.SQLITE_BUSY: (EnvironmentFailed, _BUSY),
    sqlite3.SQLITE_LOCKED: (EnvironmentFailed, _BUSY),
    sqlite3.SQLITE_READONLY: (EnvironmentFailed, _READ_ONLY),
    sqlite3.SQLITE_PERM: (EnvironmentFailed, _READ_ONLY),
    sqlite3.SQLITE_FULL: (EnvironmentFailed, _FULL),
    sqlite3.SQLITE_CORRUPT: (UserCanFix, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (UserCanFix, _DAMAGED),
    sqlite3.SQLITE_CANTOPEN: (EnvironmentFailed, _UNREACHABLE),
    sqlite3.SQLITE_IOERR: (EnvironmentFailed, _DEVICE),
}

_FILE_SENTENCES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EIO: _DEVICE,
    errno.ENAMETOOLONG: _TOO_LONG,
}


@contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Turn refusals of SQLite and the file system into `LibraryError`s that name the library.

    An interrupted search becomes `Cancelled`. Errors that mean a defect of ours pass unchanged.
    """
    name = folder.name or str(folder)
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, name) from error
    except OSError as error:
        if error.errno not in _FILE_SENTENCES:
            raise
        raise EnvironmentFailed(_FILE_SENTENCES[error.errno].format(name=name)) from error


def read_only(folder: Path) -> EnvironmentFailed:
    """Say that a library cannot be changed where it lies."""
    return EnvironmentFailed(_READ_ONLY.format(name=folder.name or str(folder)))


def _translated(error: sqlite3.Error, name: str) -> Exception:
    # The low byte is the primary code; the rest says which of its cases it was.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_INTERRUPT:
        return Cancelled("The search was stopped.")
    if code not in _SENTENCES:
        return error
    kind, sentence = _SENTENCES[code]
    return kind(sentence.format(name=name))
