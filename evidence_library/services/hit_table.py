"""What a search found as a table: the facts of each record in columns, in the order of any."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

from evidence_library.model import headline
from evidence_library.model.headline import EFFECTS, NOT_STATED
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import Confidence, EvidenceKind, Licence
from evidence_library.services import find
from evidence_library.services.find import Found
from evidence_library.services.opened import Library
from evidence_library.store import bitsets, records
from evidence_library.store.facets import FacetSets
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
}

#: Lists whose own order says more than the alphabet.
_LISTS: dict[str, tuple[str, ...]] = {
    "effect": EFFECTS,
    "confidence": tuple(Confidence),
    "evidence": tuple(EvidenceKind),
}

#: Values that state nothing: their records come last, whichever way the column is sorted.
_NOTHING = frozenset({NONE, NOT_STATED, Licence.UNKNOWN.value, Confidence.NOT_RATED.value})


@dataclass(frozen=True, slots=True)
class TableRow:
    """The facts of one record, in the order of `COLUMNS`; `effect` is the word of its list."""

    id: RecordId
    cells: tuple[str, ...]
    effect: str


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column a table is sorted, and whether the last comes first."""

    column: str
    descending: bool = False


def rows(library: Library, found: Found, offset: int, limit: int) -> tuple[TableRow, ...]:
    """Read some rows of the table."""
    with library.connections.reading() as connection:
        read = records.by_numbers(connection, found.numbers[offset : offset + limit])
    return tuple(_row(record) for record in read)


def ordered(library: Library, found: Found, sorting: Sorting | None) -> Found:
    """Give what was found in the order of a column; records alike in it keep theirs."""
    if sorting is None:
        return found
    sets = library.search.facets_now()
    if sorting.column in _STORED:
        numbers = _as_stored(library, sets, found, sorting)
    else:
        numbers = _by_value(sets, found.numbers, sorting)
    return replace(found, numbers=numbers)


#: The order of the store for each column that has one, and for the same from its end.
_STORED = {
    "title": ("title", ""),
    "year": ("oldest", "newest"),
    "authors": ("authors", "authors-down"),
}


def _as_stored(
    library: Library, sets: FacetSets, found: Found, sorting: Sorting
) -> tuple[int, ...]:
    forwards, backwards = _STORED[sorting.column]
    name = (backwards or forwards) if sorting.descending else forwards
    with library.connections.reading() as connection:
        order = sets.ordering(connection, name)
    numbers = order.of(bitsets.from_numbers(found.numbers) & sets.every)
    return numbers[::-1] if sorting.descending and not backwards else numbers


def _by_value(sets: FacetSets, numbers: Sequence[int], sorting: Sorting) -> tuple[int, ...]:
    """Sort by the first of its values that a record has, in the order of the values."""
    values = sets.values.get(sorting.column, {})
    listed = _LISTS.get(sorting.column, ())
    place = {value: at for at, value in enumerate(listed)}
    stated = sorted(
        (value for value in values if value not in _NOTHING),
        key=lambda value: (place.get(value, len(place)), value.casefold()),
    )
    size = max(numbers, default=0) + 1
    last = len(stated)
    rank = array("l", [last]) * size
    left = bitsets.from_numbers(numbers)
    for at, value in enumerate(stated):
        here = values[value] & left
        left &= ~here
        for number in compress(range(size), bitsets.flags(here)):
            rank[number] = last - 1 - at if sorting.descending else at
    return tuple(sorted(numbers, key=rank.__getitem__))


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
        ),
        effect.value,
    )
