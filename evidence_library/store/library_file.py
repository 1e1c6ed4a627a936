"""Creates and opens the database of a library folder."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from evidence_library.errors import EnvironmentFailed, NoLibrary, UserCanFix
from evidence_library.store import attachment_texts, backup, indexing, places
from evidence_library.store.connections import Connections
from evidence_library.store.failures import told_plainly
from evidence_library.store.indexing import Tell
from evidence_library.store.schema import APPLICATION_ID, WITH_NEW_INDEXES, migrations


def is_library(folder: Path) -> bool:
    """Tell whether a folder holds a library."""
    try:
        return (folder / places.DATABASE).is_file()
    except OSError:  # a name that is too long for this computer
        return False


def is_there(folder: Path) -> bool:
    """Tell whether there is anything of this name. Raises `EnvironmentFailed` if none can be."""
    with told_plainly(folder):
        return folder.exists()


def create(folder: Path) -> Connections:
    """Make an empty library in a folder that does not hold one yet.

    The database is built beside its final name and renamed when it is whole, so a start that was
    cut off leaves no half library. Raises `UserCanFix` if there is one already or if the folder
    holds other things.
    """
    name = folder.name or str(folder)
    if is_library(folder):
        raise UserCanFix(f"“{name}” already is a library; open it, or choose another folder.")
    with told_plainly(folder):
        if not places.may_create(folder):
            raise EnvironmentFailed(f"“{folder}” cannot be written to; choose another folder.")
        if folder.exists() and not folder.is_dir():
            raise UserCanFix(f"“{name}” is a file; choose a folder for the library.")
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        if not made and any(entry.name not in places.FOLDERS for entry in folder.iterdir()):
            raise UserCanFix(
                f"The folder “{name}” holds other files; choose an empty folder for the library."
            )
        try:
            _build(folder)
        except BaseException:
            if made:
                shutil.rmtree(folder, ignore_errors=True)
            raise
    return open_database(folder)


def open_database(folder: Path, progress: Tell = lambda *_: None) -> Connections:
    """Open the database of a library folder; bring an older one up to date after a backup.

    Where all records have to be indexed again for that, `progress` hears of `indexing.ANEW` and may
    raise; the library is then left as it was. Raises `UserCanFix` if the folder is no library or
    comes from a newer version.
    """
    path = folder / places.DATABASE
    name = folder.name or str(folder)
    if not is_library(folder):
        raise NoLibrary(f"There is no library in “{folder}”.")
    frozen = not places.may_write(folder)
    journal = "delete" if places.is_shared(folder) else "wal"
    connections = Connections(path, journal=journal, frozen=frozen)
    try:
        with connections.reading() as connection:
            _check_identity(connection, name)
            behind = _check_version(connection, name)
        if behind and not frozen:
            with told_plainly(folder):
                copy = backup.back_up(path, folder / "backups")
                if behind & WITH_NEW_INDEXES:
                    _index_anew(connections, copy, progress)
                migrations.apply(connections.writer())
    except BaseException:
        connections.close()
        raise
    return connections


def discard(folder: Path, *, keep_folder: bool) -> None:
    """Take a library that could not be finished away again; the folder itself if it was made."""
    with told_plainly(folder):
        if not keep_folder:
            shutil.rmtree(folder, ignore_errors=True)
            return
        for leftover in folder.glob(f"{places.DATABASE}*"):
            leftover.unlink(missing_ok=True)
        for name in places.FOLDERS:
            shutil.rmtree(folder / name, ignore_errors=True)


def _build(folder: Path) -> None:
    draft = folder / f".{places.DATABASE}.{secrets.token_hex(4)}"
    connections = None
    try:
        draft.touch()
        connections = Connections(draft, journal="delete")
        database = connections.writer()
        database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(database)
        connections.close()
        for name in places.FOLDERS:
            (folder / name).mkdir(exist_ok=True)
        draft.replace(folder / places.DATABASE)
    finally:
        if connections is not None:
            connections.close()
        for leftover in folder.glob(f"{draft.name}*"):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _index_anew(connections: Connections, copy: Path, progress: Tell) -> None:
    """Make the indexes of an older library anew; if that is stopped, drop its new `copy` too.

    They come before the migrations: cut short here, the next start does both again.
    """
    try:
        with connections.writing() as database:
            indexing.rebuild(database.conn, progress)
            attachment_texts.index_anew(
                database.conn, lambda done, total: progress(done, total, indexing.ANEW)
            )
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def _check_identity(connection: sqlite3.Connection, name: str) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise UserCanFix(
            f"The file in “{name}” is not a library of this program; choose another folder."
        )


def _check_version(connection: sqlite3.Connection, name: str) -> set[str]:
    """Refuse what a newer program made; name the migrations the database has not seen."""
    with contextlib.closing(Database(memory=True)) as nothing_applied:
        known = {migration.name for migration in migrations.pending(nothing_applied)}
    database = Database(connection, execute_plugins=False)
    applied = {migration.name for migration in migrations.applied(database)}
    if applied - known:
        raise UserCanFix(
            f"The library “{name}” was made by a newer version of this program; update the program."
        )
    return known - applied
