"""Connections to one library: one writer, and one reader for every thread that asks.

The only place that opens SQLite and the only place that begins a transaction.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from evidence_library.store import likeness, recommendation_split, vocabulary
from evidence_library.store.failures import read_only as read_only_failure
from evidence_library.store.failures import told_plainly

#: What the modules of the store read and write through; services only hand it on.
Connection = sqlite3.Connection

#: How long a write waits for another program's, in milliseconds.
BUSY_TIMEOUT = 5_000

#: How SQLite waits for the disk: a change that was told as made outlasts a power cut.
DURABILITY = "FULL"

#: Memory for pages a write has changed, in KiB. A large import would otherwise spill over and over.
_WRITER_CACHE = 32_768

#: Memory for pages of the index, for each thread that reads, in KiB: a common word reads many.
_READER_CACHE = 12_288


class Connections:
    """Opens connections to a library's database as they are needed and closes them together.

    `journal` is "wal", or "delete" where shared memory is not safe (network folders). A `frozen`
    database lies where nothing can be written and is read as it stands.
    """

    def __init__(self, path: Path, *, journal: str = "wal", frozen: bool = False) -> None:
        self.path = path
        self.folder = path.parent
        self.frozen = frozen
        self._journal = journal
        self._local = threading.local()
        self._lock = threading.RLock()
        self._readers: list[sqlite3.Connection] = []
        self._writer: Database | None = None

    def writer(self) -> Database:
        """Give the one connection that may write. Only one thread may use it at a time."""
        if self.frozen:
            raise read_only_failure(self.folder)
        with self._lock, told_plainly(self.folder):
            if self._writer is None:
                prepare = (
                    f"journal_mode = {self._journal}",
                    f"synchronous = {DURABILITY}",
                    f"cache_size = -{_WRITER_CACHE}",
                )
                self._writer = Database(self._open(*prepare), execute_plugins=False)
            return self._writer

    def reader(self) -> sqlite3.Connection:
        """Give this thread's own connection, which cannot write."""
        connection: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if connection is None:
            with told_plainly(self.folder):
                connection = self._open(f"cache_size = -{_READER_CACHE}")
                for view in (vocabulary.VIEW, likeness.VIEW):
                    connection.execute(view)
                if self.frozen and not recommendation_split.is_known(connection):
                    recommendation_split.read_beside(connection)
                connection.execute("PRAGMA query_only = ON")
            self._local.reader = connection
            with self._lock:
                self._readers.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a reader inside one transaction: everything it sees belongs to one moment."""
        connection = self.reader()
        with told_plainly(self.folder):
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Run one write transaction: all of it happens, or nothing does.

        It takes the write lock at once, because a transaction that reads first and writes later
        is refused without waiting when somebody else wrote in between.
        """
        database = self.writer()
        with self._lock, told_plainly(self.folder):
            connection = database.conn
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute("PRAGMA defer_foreign_keys = ON")
                yield database
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for connection in self._readers:
                connection.close()
            self._readers.clear()
            self._local = threading.local()
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _open(self, *pragmas: str) -> sqlite3.Connection:
        """Open a connection and set it up; one that cannot be set up is closed again."""
        mode = "mode=ro&immutable=1" if self.frozen else "mode=rw"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{mode}",
            uri=True,
            isolation_level=None,  # transactions begin and end where we say so
            check_same_thread=False,
            timeout=BUSY_TIMEOUT / 1000,
        )
        try:
            for pragma in ("foreign_keys = ON", *pragmas):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection
