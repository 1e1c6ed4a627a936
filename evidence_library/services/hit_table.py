"""What a search found as a table: the facts of each record in columns."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model import headline
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services import find
from evidence_library.services.find import Found
from evidence_library.services.opened import Library
from evidence_library.store import records
from evidence_library.store.indexing import NONE
from evidence_library.text.citation import short_names

#: The columns in the order they stand, and what people call them.
COLUMNS: dict[str, str] = {
    "title": "Title",
    "year": "Year",
    "kind": "Kind",
    "effect": "Effect",
    "confidence": "How sure",
    "evidence": "Kind of evidence",
    "place": "Place",
    "authors": "Authors",
    "licence": "Licence",
    "workflow": "Workflow",
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """The facts of one record, in the order of `COLUMNS`; `effect` is the word of its list."""

    id: RecordId
    cells: tuple[str, ...]
    effect: str


def rows(library: Library, found: Found, offset: int, limit: int) -> tuple[TableRow, ...]:
    """Read some rows of the table."""
    with library.connections.reading() as connection:
        read = records.by_numbers(connection, found.numbers[offset : offset + limit])
    return tuple(_row(record) for record in read)


def _row(record: Record) -> TableRow:
    year = record.published.year if record.published else None
    kind = record.appraisal.evidence_kind
    effect = headline.effect(record)
    places = dict.fromkeys(
        ", ".join(part for part in (place.area, place.country) if part) for place in record.place
    )
    return TableRow(
        record.id,
        (
            record.title or "Untitled",
            str(year) if year else "Not stated",
            find.label("kind", record.kind),
            effect.label,
            headline.how_we_know(record).label,
            find.label("evidence", kind.value if kind else NONE),
            "; ".join(place for place in places if place) or "Not stated",
            short_names(record.authors, named=1) or "Not stated",
            find.label("licence", record.licence.value),
            find.label("workflow", record.workflow.value),
        ),
        effect.value,
    )
