"""A library that is open: what every service works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidence_library.model.history import Kind
from evidence_library.model.record import Record
from evidence_library.model.standing import STOOD_BY, after_change
from evidence_library.services.checking_rules import Rules, rules_from
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import library_settings, mending, operations, places, records
from evidence_library.store.connections import Connections
from evidence_library.store.operations import Operation
from evidence_library.store.search import Search
from evidence_library.text.plain_data import from_json, storable_thing

_SHARED_NOTICE = (
    "This library lies on a network or synchronised folder: keep it open on one computer at a time."
)
_FROZEN_NOTICE = "This library is read-only: it can be searched and read, but not changed."


class Library:
    """An open library. Reading is safe from any thread; changes come from one thread at a time."""

    def __init__(self, connections: Connections) -> None:
        self.connections = connections
        self.search = Search(connections)
        #: Who works with it: name or initials, as history tells them; empty where nobody said.
        self.person = ""

    @property
    def folder(self) -> Path:
        """The folder the library lives in."""
        return self.connections.folder

    @property
    def name(self) -> str:
        """The name people know it by: the name of its folder."""
        return self.folder.name or str(self.folder)

    @property
    def rules(self) -> Rules:
        """By which rules records are published, as they are kept in the library now.

        Raises `UserCanFix` if they are not understood.
        """
        with self.connections.reading() as connection:
            return rules_from(library_settings.load(connection))

    @property
    def read_only(self) -> bool:
        """Whether it lies where nothing can be written."""
        return self.connections.frozen

    @property
    def notice(self) -> str:
        """What a person should know about where the library lies; empty if all is well."""
        if self.read_only:
            return _FROZEN_NOTICE
        return _SHARED_NOTICE if places.is_shared(self.folder) else ""

    def count(self) -> int:
        """Count its records."""
        with self.connections.reading() as connection:
            return records.count(connection)

    @contextmanager
    def change(
        self, name: str, kind: Kind = operations.DO, progress: Progress = quiet
    ) -> Iterator[Change]:
        """Run one named operation: a transaction that happens whole or not at all.

        `progress` hears of the indexing at the end, and may still stop it all.
        """
        with (
            self.connections.writing() as database,
            operations.begin(database.conn, name, kind, self.person) as operation,
        ):
            change = Change(operation)
            yield change
            mending.refresh(operation, change.fresh, progress)

    def close(self) -> None:
        """Close its files."""
        self.connections.close()


class Change:
    """An operation in progress, and the records it has just written."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.fresh: dict[str, Record] = {}

    def put_record(self, record: Record, *, keep_standing: bool = False) -> None:
        """Write a record. What was published and says something else is a draft from then on.

        `keep_standing` is for changes that the library makes itself, such as an id that leads on.
        """
        record = storable_thing(record)
        if not keep_standing and record.workflow in STOOD_BY:
            row = self.operation.row("records", record.id)
            if row is not None:
                record = after_change(from_json(row["document"], Record), record)
        records.put(self.operation, record)
        self.fresh[record.id] = record
