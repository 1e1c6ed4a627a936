"""New records that are not empty: from a template, a text, a file, or another record.

Nothing here is saved: what is made goes to the editor, or to `editing.save`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from evidence_library import assets
from evidence_library.errors import UserCanFix
from evidence_library.importers import formats
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId, new_record_id
from evidence_library.model.problem import Flag
from evidence_library.model.record import Record, Section
from evidence_library.model.standing import as_new_draft
from evidence_library.model.vocabulary import KIND_FAMILIES, SectionKind, Workflow
from evidence_library.services.editing import new_record, one_line
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import concepts
from evidence_library.text.encodings import TEXT_LIMIT

#: What a text that was pasted is called.
PASTED = "pasted text"

#: The endings of the files that can be read, for a dialog that asks for one.
ENDINGS: tuple[str, ...] = tuple(
    dict.fromkeys(ending for one in formats.all_formats() for ending in one.endings)
)


def kinds() -> tuple[str, ...]:
    """List the kinds of record that have a template."""
    return tuple(KIND_FAMILIES)


def usual_sections(kind: str) -> tuple[Section, ...]:
    """Give the sections a record of a kind usually has, without text."""
    known = _templates()
    return tuple(
        Section(kind=SectionKind(about), heading=heading)
        for heading, about in known.get(kind, known[""])
    )


def from_template(kind: str, today: date, person: str = "", title: str = "") -> Record:
    """Make a record of a kind, with the headings of its usual sections."""
    made = new_record(title, today, person)
    return replace(made, kind=kind, sections=usual_sections(kind))


def from_text(library: Library, text: str, name: str = PASTED) -> Record:
    """Make a record of a text: a summary sheet, a Markdown record, or any text. Raises UserCanFix.

    Every guess is flagged on the record, which keeps the text.
    """
    if len(text) > TEXT_LIMIT:
        raise UserCanFix(
            f"The text has {len(text) / 1024**2:.0f} million characters, more than the "
            f"{TEXT_LIMIT // 1024**2} million that can be read; take a part of it."
        )
    return _one_record(library, name, text.encode(errors="replace"), quiet)


def from_file(library: Library, path: Path, progress: Progress = quiet) -> Record:
    """Make a record of a file of any format that is read. Raises a `LibraryError`.

    `progress` hears of each page of a document, and stops the reading by raising `Cancelled`.
    """
    return _one_record(library, path.name, formats.contents(path), progress)


def of_kind(record: Record, kind: str) -> Record:
    """Give a record that was read the kind somebody names for it, and flag what was read."""
    given = one_line(kind)
    if given == record.kind:
        return record
    said = f"as “{record.kind}”" if record.kind else "without a kind"
    message = f"It was read {said}; the kind “{given}” was given when it was added."
    flag = Flag("kind-given", message, "kind", record.kind)
    return replace(record, kind=given, flags=(*record.flags, flag))


def duplicate(record: Record, today: date, person: str = "") -> Record:
    """Make a draft that says what another record says: not checked, not published, not read anew.

    Attachments and links are the same; relations are not, as they are about the other record.
    """
    title = f"Copy of {record.title}" if record.title else ""
    at = PartialDate(today.year, today.month, today.day, raw=today.isoformat())
    return replace(
        record,
        id=new_record_id(),
        title=title,
        added=Added(at, person),
        relations=(),
        workflow=Workflow.DRAFT,
        workflow_reason="",
        checked=None,
        review_due=None,
        versions=(),
        flags=(),
        form=(),
        recommendation_sets=(),
        source_name="",
        source_text="",
    )


def _one_record(library: Library, name: str, data: bytes, progress: Progress) -> Record:
    reading = formats.read_anything(name, data, _headings(library), progress)
    if len(reading.records) != 1 or reading.sets:
        raise UserCanFix(f"“{name}” is a {reading.format}, not one record; import it instead.")
    [record] = reading.records
    # A file may carry the identity of the record it was written from, which may be here already.
    return as_new_draft(record, new_record_id())


def _headings(library: Library) -> Mapping[str, ConceptId]:
    with library.connections.reading() as connection:
        return concepts.load(connection).by_label()


@cache
def _templates() -> dict[str, list[tuple[str, str]]]:
    text = assets.resource("templates", "sections.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)["sections"]
    return {kind: [(heading, about) for heading, about in all_] for kind, all_ in listed.items()}
