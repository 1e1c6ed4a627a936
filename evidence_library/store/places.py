"""Where a library lies: a folder of its own, and whether that folder is shared over a network."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DATABASE = "library.db"
#: The folder for what is being written and not saved yet.
DRAFTS = "drafts"
FOLDERS = ("attachments", "backups", DRAFTS)

_NETWORK_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "fuse.sshfs",
    "davfs",
    "ncpfs",
}
_SYNCHRONISED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "box sync",
)


def is_shared(folder: Path) -> bool:
    """Tell whether a folder lies on a network drive or is kept in step by a cloud service.

    SQLite's shared memory does not work across machines there, so the library is then written with
    a rollback journal.
    """
    resolved = folder.absolute()
    names = " / ".join(part.lower() for part in resolved.parts)
    if any(word in names for word in _SYNCHRONISED):
        return True
    if sys.platform == "win32":
        return str(resolved).startswith("\\\\")
    return _file_system(resolved) in _NETWORK_SYSTEMS


def may_write(folder: Path) -> bool:
    """Tell whether the operating system lets us write into a folder and its database."""
    database = folder / DATABASE
    return os.access(folder, os.W_OK) and (not database.exists() or os.access(database, os.W_OK))


def may_create(folder: Path) -> bool:
    """Tell whether a folder may be made, or filled if it is there already."""
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return os.access(nearest, os.W_OK)


def _file_system(folder: Path) -> str:
    """Name the type of file system a folder lies on; empty where the system does not tell."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    best, system = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        point = fields[1].replace("\\040", " ")
        if len(point) >= len(best) and folder.is_relative_to(point):
            best, system = point, fields[2]
    return system
