"""A library folder is made whole or not at all, and what cannot be opened says why."""

from __future__ import annotations

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from evidence_library.errors import EnvironmentFailed, LibraryError, UserCanFix
from evidence_library.services.find import Request, search
from evidence_library.services.library import create_library, open_library
from evidence_library.services.opened import Library
from evidence_library.store import backup, indexing, library_file, places, schema
from tests.helpers import disk
from tests.helpers.libraries import add, note


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_library_is_a_folder_of_its_own(tmp_path: Path) -> None:
    library = create_library(tmp_path / "deep" / "library", starter=False)
    assert library.count() == 0
    assert library.name == "library"
    library.close()
    names = sorted(path.name for path in library.folder.iterdir())
    assert names == ["attachments", "backups", "drafts", "library.db"]


def test_a_library_is_not_made_twice(library: Library) -> None:
    with pytest.raises(UserCanFix, match="already is a library"):
        create_library(library.folder, starter=False)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UserCanFix, match="holds other files"):
        create_library(tmp_path, starter=False)
    assert files(tmp_path) == {"letter.txt": b"mine"}


def test_making_a_library_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence_library.assets.resource", lambda *parts: tmp_path / "missing.csv")
    with pytest.raises(FileNotFoundError):
        create_library(tmp_path / "library", starter=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_library_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserCanFix, match="There is no library in"):
        open_library(tmp_path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"This is a letter, not a database. " * 50, "is damaged"), (b"", "is not a library")],
)
def test_a_file_that_is_no_library_is_refused(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    (tmp_path / places.DATABASE).write_bytes(content)
    with pytest.raises(UserCanFix, match=sentence):
        open_library(tmp_path)
    assert files(tmp_path) == {places.DATABASE: content}


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / places.DATABASE)
    database.execute("CREATE TABLE songs (title)")
    database.close()
    before = files(tmp_path)
    with pytest.raises(UserCanFix, match="is not a library of this program"):
        open_library(tmp_path)
    assert files(tmp_path) == before


def test_a_library_of_the_first_version_is_brought_up_to_date(library: Library) -> None:
    add(library, note("one", "Two pieces of text", setting=("schools",), tags=("a", "b")))
    old = library.connections.writer()
    old.execute("DROP TABLE saved_searches")
    old.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_saved_searches'")
    old.execute("DELETE FROM record_facets WHERE facet = 'setting'")
    library.close()
    opened = open_library(library.folder)
    assert search(opened, Request("setting:schools")).total == 1
    assert opened.connections.writer()["saved_searches"].exists()
    assert len(list((library.folder / "backups").iterdir())) == 1
    opened.close()


def test_words_are_added_to_an_older_library_without_indexing_it_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, note("one", "Two pieces of text"))
    old = library.connections.writer()
    old.execute("DROP TABLE word_groups")
    old.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_word_groups'")
    library.close()
    monkeypatch.delattr(indexing, "rebuild")
    opened = open_library(library.folder)
    assert opened.connections.writer()["word_groups"].exists()
    assert search(opened, Request("pieces")).total == 1
    opened.close()


def test_a_library_from_before_learns_what_is_not_stated(library: Library) -> None:
    add(library, note("one"))
    old = library.connections.writer()
    old.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_what_is_not_stated'")
    old.execute("DELETE FROM record_facets WHERE facet = 'author'")
    library.close()
    opened = open_library(library.folder)
    assert search(opened, Request("author:none")).total == 1
    opened.close()


def test_a_library_of_a_newer_version_is_refused(library: Library) -> None:
    library.connections.writer().table("_sqlite_migrations").insert(
        {"migration_set": "evidence-library", "name": "m999_later", "applied_at": "2099"}
    )
    library.close()
    with pytest.raises(UserCanFix, match="newer version of this program"):
        open_library(library.folder)


def test_an_older_library_is_backed_up_and_brought_up_to_date(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, note("one"))
    library.close()
    newer = type(schema.migrations)("evidence-library")
    newer._migrations = list(schema.migrations._migrations)

    @newer(name="m002_more")
    def _more(db: Database) -> None:
        db.execute("CREATE TABLE more (x)")

    monkeypatch.setattr(library_file, "migrations", newer)
    reopened = open_library(library.folder)
    assert reopened.count() == 1
    reopened.close()
    [copy] = (library.folder / "backups").iterdir()
    kept = sqlite3.connect(copy)
    assert kept.execute("SELECT count(*) FROM records").fetchone() == (1,)
    kept.close()


def test_a_backup_that_is_not_complete_is_thrown_away(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = iter([[("records", 1)], [("records", 0)]])
    monkeypatch.setattr(backup, "_sizes", lambda _connection: next(sizes))
    with pytest.raises(EnvironmentFailed, match="could not be verified"):
        backup.back_up(library.connections.path, library.folder / "backups")
    assert list((library.folder / "backups").iterdir()) == []


def test_a_library_that_may_not_be_written_can_be_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, note("trust"))
    library.close()
    monkeypatch.setattr(places, "may_write", lambda _folder: False)
    before = files(library.folder)
    frozen = open_library(library.folder)
    assert search(frozen, Request("trust")).total == 1
    assert frozen.read_only
    assert "read-only" in frozen.notice
    with pytest.raises(EnvironmentFailed, match="is read-only; copy its folder"):
        add(frozen, note("two"))
    frozen.close()
    assert files(library.folder) == before


HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_library_another_program_is_writing_to_can_be_read_but_not_changed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, note("trust"))
    library.close()
    monkeypatch.setattr("evidence_library.store.connections.BUSY_TIMEOUT", 20)
    path = str(library.connections.path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "held\n"
        opened = open_library(library.folder)
        assert search(opened, Request("trust")).total == 1
        with pytest.raises(EnvironmentFailed, match="in use by another program"):
            add(opened, note("two"))
        opened.close()
        other.stdin.close()
    again = open_library(library.folder)
    assert again.count() == 1
    again.close()


class Refusing:
    """Stands in front of a connection and refuses the statements that begin so."""

    def __init__(self, connection: sqlite3.Connection, start: str, error: Callable[[], Exception]):
        self._connection, self._start, self._error = connection, start, error

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        if statement.startswith(self._start):
            raise self._error()
        return self._connection.execute(statement, *values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


def sqlite_error(code: int) -> Callable[[], Exception]:
    def make() -> Exception:
        error = sqlite3.OperationalError("refused")
        error.sqlite_errorcode = code
        return error

    return make


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), "is full; make room"),
        (sqlite_error(sqlite3.SQLITE_READONLY), "is read-only"),
        (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), "reports an error"),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), "is damaged"),
        (lambda: OSError(errno.ENOSPC, "no space"), "is full; make room"),
        (lambda: OSError(errno.EROFS, "read-only"), "is read-only"),
    ],
)
@pytest.mark.parametrize("statement", ["INSERT INTO", "COMMIT"])
def test_what_the_disk_refuses_is_told_plainly_and_changes_nothing(
    library: Library, statement: str, error: Callable[[], Exception], sentence: str
) -> None:
    add(library, note("one"))
    database = library.connections.writer()
    real = database.conn
    database.conn = Refusing(real, statement, error)  # type: ignore[assignment]
    with pytest.raises(LibraryError, match=sentence):
        add(library, note("two"))
    database.conn = real
    assert library.count() == 1
    add(library, note("three"))
    assert library.count() == 2


def test_a_defect_of_ours_is_not_dressed_up(library: Library) -> None:
    with pytest.raises(sqlite3.OperationalError), library.connections.reading() as connection:
        connection.execute("SELECT nonsense FROM nowhere")


def test_a_save_is_on_the_disk_before_it_counts_as_done(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    disk.wait_as_shipped(monkeypatch)
    connection = library.connections.writer().conn
    settings = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "journal_mode", "foreign_keys")
    ]
    assert settings == [2, "wal", 1]  # 2 is FULL


def test_readers_cannot_write(library: Library) -> None:
    with pytest.raises(LibraryError), library.connections.reading() as connection:
        connection.execute("DELETE FROM concepts")


@pytest.mark.parametrize("name", ["OneDrive - Council", "Dropbox", "My iCloud Drive"])
def test_synchronised_folders_are_known_by_their_names(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "library"
    assert places.is_shared(folder)
    library = create_library(folder, starter=False)
    assert "synchronised" in library.notice
    journal = library.connections.writer().conn.execute("PRAGMA journal_mode").fetchone()[0]
    assert journal == "delete"
    library.close()
    assert not places.is_shared(tmp_path / "library")


KILLED = """
import os, signal, sys
from pathlib import Path
from evidence_library.services.library import open_library
from tests.helpers.libraries import note
library = open_library(Path(sys.argv[1]))
with library.change("Never finished") as change:
    for number in range(200):
        change.put_record(note(f"doomed {number}", "trust"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(
    sys.platform == "win32", reason="processes cannot be killed this way on Windows"
)
def test_a_program_killed_in_the_middle_of_a_change_loses_nothing(library: Library) -> None:
    add(library, note("kept", "trust"))
    library.close()
    subprocess.run([sys.executable, "-c", KILLED, str(library.folder)], check=False)
    again = open_library(library.folder)
    assert search(again, Request("trust")).total == 1
    assert again.connections.reader().execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again.close()
