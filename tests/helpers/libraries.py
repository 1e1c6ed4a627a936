"""Small real libraries for tests."""

from __future__ import annotations

import functools
import tempfile
import uuid
from pathlib import Path

from evidence_library.assets import casestudies
from evidence_library.model.concept import Concept
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record, Section, TopicHeading
from evidence_library.services.library import create_library, open_library
from evidence_library.services.opened import Library
from evidence_library.store import places

#: How many records the starter content holds: one a Markdown file, but for the README.
STARTER_RECORDS = len(list(casestudies().glob("*.md"))) - 1


def empty_library(folder: Path) -> Library:
    """Make a library with the topic scheme and no records: a copy of one that was made before."""
    database = empty_database()
    for name in places.FOLDERS:
        (folder / name).mkdir(parents=True)
    (folder / places.DATABASE).write_bytes(database)
    return open_library(folder)


@functools.cache
def empty_database() -> bytes:
    """Give the database of a library just made: making it takes ten times as long as a copy."""
    with tempfile.TemporaryDirectory() as folder:
        create_library(Path(folder) / "library", starter=False).close()
        return (Path(folder) / "library" / places.DATABASE).read_bytes()


def identity(name: str) -> RecordId:
    """Give the same identity for the same name, in every test."""
    return RecordId(str(uuid.uuid5(uuid.NAMESPACE_URL, name)))


def note(name: str, body: str = "", **fields: object) -> Record:
    """Make a small record; its title is its name unless one is given."""
    values: dict[str, object] = {"title": name, "kind": "evaluation", **fields}
    year = values.pop("year", None)
    if year is not None:
        values["published"] = PartialDate(int(str(year)), raw=str(year))
    return Record(
        id=identity(name),
        sections=(Section(heading="What happened", body=body),) if body else (),
        **values,  # type: ignore[arg-type]
    )


def add(library: Library, *records: Record, name: str = "Add records") -> None:
    """Put records into a library in one operation."""
    with library.change(name) as change:
        for record in records:
            change.put_record(record)


def heading(library: Library, label: str) -> TopicHeading:
    """Give the heading with a preferred label."""
    return TopicHeading(label, concept(library, label).id)


def concept(library: Library, label: str) -> Concept:
    """Give the concept with a preferred label."""
    scheme = library.search.facets_now().scheme
    return next(item for item in scheme.concepts.values() if item.label == label)
