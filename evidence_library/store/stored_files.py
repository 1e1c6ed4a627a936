"""The files of attachments: each once in the folder `attachments`, under its SHA-256.

A file is copied into a draft beside its place, written through to the disk and renamed. What was
renamed and never came to belong to a record is found as unreferenced.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evidence_library.errors import EnvironmentFailed, UserCanFix
from evidence_library.model.attachment import LARGEST_FILE, FileState, is_digest
from evidence_library.store.failures import read_only, told_plainly
from evidence_library.store.indexing import Tell

FOLDER = "attachments"

#: Bytes copied or compared between two reports of progress.
_PIECE = 1024 * 1024

_DRAFT = ".part"

#: A draft older than this belongs to no copying under way, in seconds.
_FORGOTTEN = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole copy of a file, not in its place yet. `size` in bytes."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Listed:
    """What lies in the folder: digests of files, and drafts that nobody writes any more."""

    files: frozenset[str]
    drafts: tuple[Path, ...]


@contextmanager
def drafted(folder: Path, source: Path, progress: Tell) -> Iterator[Draft]:
    """Copy a file into the library as a draft, which is taken away again unless it is kept.

    Raises `UserCanFix` if it is no file, empty or too large; `EnvironmentFailed` if the computer
    refuses. `progress` counts bytes and may raise to stop.
    """
    home = _home(folder)
    with _opened(source) as (file, size), told_plainly(folder):
        home.mkdir(exist_ok=True)
        if not os.access(home, os.W_OK):
            raise read_only(folder)
        path = home / f".{secrets.token_hex(8)}{_DRAFT}"
        try:
            with path.open("xb") as copy:
                sha256, copied = _copied(file, copy, size, source.name, progress)
                copy.flush()
                os.fsync(copy.fileno())
            yield Draft(path, sha256, copied)
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def keep(folder: Path, draft: Draft) -> FileState:
    """Put a draft into its place; tell how the file that was to be there stood before.

    One that was missing or changed is put right by that.
    """
    path = place(folder, draft.sha256)
    before = verified(folder, draft.sha256, lambda *_: None)
    if before is FileState.THERE:
        return before
    if path.is_dir() and not path.is_symlink():
        raise UserCanFix(f"“{path.name}” in “{FOLDER}” is a folder; move it out of the library.")
    with told_plainly(folder):
        draft.path.replace(path)
        _write_through(path.parent)
    return before


def place(folder: Path, sha256: str) -> Path:
    """Give where a file lies. Raises `UserCanFix` for what is no digest: it may name anything."""
    if not is_digest(sha256):
        raise UserCanFix("This attachment names no file of the library.")
    return folder / FOLDER / sha256


def state(folder: Path, sha256: str, size: int) -> FileState:
    """Tell at a glance how a file stands: whether it is there, with its size in bytes."""
    if not is_digest(sha256):
        return FileState.MISSING
    try:
        found = place(folder, sha256).lstat()
    except OSError:
        return FileState.MISSING
    if not stat.S_ISREG(found.st_mode):
        return FileState.MISSING
    return FileState.THERE if found.st_size == size or not size else FileState.CHANGED


def verified(folder: Path, sha256: str, progress: Tell) -> FileState:
    """Tell how a file stands, from every byte of it."""
    if not is_digest(sha256):
        return FileState.MISSING
    try:
        same = _digest_of(place(folder, sha256), progress) == sha256
    except OSError:
        return FileState.MISSING
    return FileState.THERE if same else FileState.CHANGED


def read(folder: Path, sha256: str, name: str) -> bytes:
    """Read a file, verified by its digest. Raises `UserCanFix` if it is missing or changed."""
    if not is_digest(sha256):
        raise _missing(name)
    path = place(folder, sha256)
    try:
        with _plain_file(path) as file:
            data = file.read()
    except OSError as error:
        raise _missing(name) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _changed(name)
    return data


def write_to(folder: Path, sha256: str, name: str, out: BinaryIO, progress: Tell) -> None:
    """Write a file into another one that is open. Raises as `read` does, in the end at the latest.

    Whoever calls keeps what was written only if nothing was raised.
    """
    if not is_digest(sha256):
        raise _missing(name)
    path = place(folder, sha256)
    try:
        file = _plain_file(path)
    except OSError as error:
        raise _missing(name) from error
    with file:
        found, _ = _copied(file, out, os.fstat(file.fileno()).st_size, name, progress)
    if found != sha256:
        raise _changed(name)


def listing(folder: Path) -> Listed:
    """List what lies in the folder. Raises `UserCanFix` if something else has its name."""
    home = _home(folder)
    if not home.is_dir():
        return Listed(frozenset(), ())
    with told_plainly(folder):
        entries = list(home.iterdir())
    files = frozenset(
        entry.name
        for entry in entries
        if is_digest(entry.name) and (entry.is_symlink() or not entry.is_dir())
    )
    old = time.time() - _FORGOTTEN
    drafts = (entry for entry in entries if entry.suffix == _DRAFT and entry.name.startswith("."))
    return Listed(files, tuple(sorted(one for one in drafts if _made(one) < old)))


def refuse_elsewhere(folder: Path) -> None:
    """Raise `UserCanFix` if the folder is a link: other libraries may need what lies there."""
    if _home(folder).is_symlink():
        raise UserCanFix(
            f"“{FOLDER}” in the folder of the library is a link to another place; nothing is "
            "removed there. Put the folder itself in its place first."
        )


def remove(folder: Path, sha256: str) -> None:
    """Remove a file."""
    path = place(folder, sha256)
    with told_plainly(folder):
        path.unlink(missing_ok=True)


def _home(folder: Path) -> Path:
    """Give the folder of the files. Raises `UserCanFix` if something else has its name."""
    home = folder / FOLDER
    if not home.is_dir() and (home.is_symlink() or home.exists()):
        raise UserCanFix(
            f"“{FOLDER}” in the folder of the library is no folder, or a link that leads nowhere; "
            "move it away, or put the folder of the attachments in its place."
        )
    return home


def _plain_file(path: Path) -> BinaryIO:
    """Open a file that is one: no link, and no pipe or device, which would never end.

    Raises OSError.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise FileNotFoundError(path)
    return path.open("rb")


@contextmanager
def _opened(source: Path) -> Iterator[tuple[BinaryIO, int]]:
    name = source.name or str(source)
    try:
        found = source.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UserCanFix(f"“{name}” is no file; choose a file.")
        file = source.open("rb")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).rstrip(".")
        raise UserCanFix(f"“{name}” cannot be read ({reason}).") from error
    with file:
        _refuse_size(found.st_size, name)
        if not found.st_size:
            raise UserCanFix(f"“{name}” is empty; there is nothing to attach.")
        yield file, found.st_size


def _copied(
    file: BinaryIO, copy: BinaryIO, size: int, name: str, progress: Tell
) -> tuple[str, int]:
    digest, copied = hashlib.sha256(), 0
    while piece := _read_from(file, name):
        digest.update(piece)
        copy.write(piece)
        copied += len(piece)
        _refuse_size(copied, name)  # it may grow while it is read
        progress(copied, size, f"Copying “{name}”")
    return digest.hexdigest(), copied


def _read_from(file: BinaryIO, name: str) -> bytes:
    try:
        return file.read(_PIECE)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).rstrip(".")
        raise EnvironmentFailed(f"“{name}” cannot be read to its end ({reason}).") from error


def _refuse_size(size: int, name: str) -> None:
    if size > LARGEST_FILE:
        raise UserCanFix(
            f"“{name}” has {size / 1024**2:,.0f} MB, more than the "
            f"{LARGEST_FILE // 1024**2} MB an attachment may have; attach a smaller file."
        )


def _digest_of(path: Path, progress: Tell) -> str:
    digest, done = hashlib.sha256(), 0
    with _plain_file(path) as file:
        size = os.fstat(file.fileno()).st_size
        while piece := file.read(_PIECE):
            digest.update(piece)
            done += len(piece)
            progress(done, size, "Comparing")
    return digest.hexdigest()


def _missing(name: str) -> UserCanFix:
    return UserCanFix(
        f"“{name}” is missing in the folder of the library; attach it again, or bring it back "
        "from a copy of the library."
    )


def _changed(name: str) -> UserCanFix:
    return UserCanFix(
        f"“{name}” was changed outside of the program and is not opened; attach the right file "
        "again."
    )


def _made(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()


def _write_through(folder: Path) -> None:
    """Let the disk know of a new name, where a folder can be opened for that."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
