"""Opens and makes libraries."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from evidence_library import assets
from evidence_library.importers import topic_scheme
from evidence_library.services import saved_searches
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import concepts, indexing, library_file, operations

__all__ = [
    "INDEXING_ANEW",
    "OLDER_VERSION",
    "Library",
    "create_library",
    "default_folder",
    "folder_from_environment",
    "is_library",
    "open_library",
]

#: What is being done while a library of an older version is opened, and why.
INDEXING_ANEW = indexing.ANEW
OLDER_VERSION = "This library comes from an older version; its index is made anew."

#: Names the folder of the library to work with, unless one is given.
FOLDER_VARIABLE = "EVIDENCE_LIBRARY"


def folder_from_environment() -> Path | None:
    """Give the library folder that the environment names; None if it names none."""
    named = os.environ.get(FOLDER_VARIABLE, "")
    return Path(named).expanduser() if named else None


def default_folder() -> Path:
    """Give the library folder that is used when none is named.

    That is the folder the environment names, or one in the platform's user data folder.
    """
    data = Path(platformdirs.user_data_dir("evidence-library", appauthor=False))
    return folder_from_environment() or data / "library"


def is_library(folder: Path) -> bool:
    """Tell whether a folder holds a library."""
    return library_file.is_library(folder)


def open_library(folder: Path, progress: Progress = quiet) -> Library:
    """Open the library in a folder; raises a `LibraryError` with one sentence if it cannot be.

    `progress` hears of `INDEXING_ANEW` if the library is of an older version. If it raises
    `Cancelled`, the library is left as it was.
    """
    return Library(library_file.open_database(folder, progress))


def create_library(folder: Path, *, starter: bool, progress: Progress = quiet) -> Library:
    """Make a library with the topic scheme, and with the starter content if asked for.

    If the starter content cannot be imported or the person cancels, no library is left behind.
    """
    existed = library_file.is_there(folder)
    library = Library(library_file.create(folder))
    try:
        with library.change("Set up the library", operations.SET_UP) as change:
            scheme = assets.resource("topics", "scheme.csv").read_text(encoding="utf-8")
            concepts.put(change.operation, topic_scheme.read(scheme))
            saved_searches.put_starters(change.operation)
        if starter:
            _add_starter(library, progress)
    except BaseException:
        library.close()
        library_file.discard(folder, keep_folder=existed)
        raise
    return library


def _add_starter(library: Library, progress: Progress) -> None:
    # It needs every importer, and who opens a library that is there needs none.
    from evidence_library.services import starter  # noqa: PLC0415

    starter.add_to_new(library, progress)
