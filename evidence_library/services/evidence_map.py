"""Evidence map: what a search found, counted by two things at once, with the gaps in sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from evidence_library.errors import UserCanFix
from evidence_library.exporters import evidence_map as written
from evidence_library.model.evidence_map import EvidenceMap, Side
from evidence_library.model.headline import EFFECTS, NOT_STATED
from evidence_library.model.ids import ConceptId
from evidence_library.model.vocabulary import KIND_FAMILIES, Confidence, EvidenceKind, in_words
from evidence_library.services import find
from evidence_library.services.find import Found
from evidence_library.services.opened import Library
from evidence_library.services.safe_files import replacing
from evidence_library.store import bitsets
from evidence_library.store.concepts import Scheme
from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import NONE, UNKNOWN_HEADING

#: What can stand on either side, and what people call it.
SIDES: dict[str, str] = {
    "topic": "Topic heading",
    "evidence": "Kind of evidence",
    "effect": "Effect",
    "population": "Population",
    "approach": "Approach",
    "confidence": "How sure",
    "kind": "Kind of record",
    "place": "Place",
    "setting": "Setting",
    "year": "Year",
}

#: More values than this on one side would hide the gaps; the commonest are shown.
MOST = 40

#: Years are shown in bands of so many; a longer span than `_LONG` in bands of ten.
_BAND, _WIDE_BAND, _LONG = 5, 10, 40

#: The values of fixed lists in their order: one without records is a gap worth seeing.
_LISTS: dict[str, tuple[str, ...]] = {
    "evidence": (*EvidenceKind, NOT_STATED),
    "effect": EFFECTS,
    "confidence": tuple(Confidence),
    "kind": tuple(KIND_FAMILIES),
}

Values = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn: a facet of `SIDES` down and one across, and the headings opened."""

    rows: str = "topic"
    columns: str = "evidence"
    opened: frozenset[str] = frozenset()

    def turned(self) -> Plan:
        """Give the plan with rows and columns exchanged."""
        return replace(self, rows=self.columns, columns=self.rows)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or column before it is counted: its words, its values, and their records."""

    label: str
    values: frozenset[str]
    bits: int
    depth: int = 0
    opens: bool = False
    opened: bool = False

    @property
    def side(self) -> Side:
        """What is shown of it."""
        total = bitsets.count(self.bits)
        return Side(self.label, self.values, total, self.depth, self.opens, self.opened)


def draw_up(
    library: Library, found: Found, plan: Plan | None = None, today: date | None = None
) -> EvidenceMap:
    """Count the records found by two facets.

    The number in a cell is what a search with the two values chosen, in place of what was chosen
    in these facets, finds. Raises `UserCanFix` if a side is not one of `SIDES` or both are the
    same.
    """
    plan = plan or Plan()
    _check(plan)
    sets = library.search.facets_now()
    hits = bitsets.from_numbers(found.numbers) & sets.every
    rows, rows_without = _lines(sets, hits, found, plan.rows, plan.opened)
    columns, columns_without = _lines(sets, hits, found, plan.columns, frozenset())
    counts = tuple(
        tuple(bitsets.count(row.bits & column.bits) for column in columns) for row in rows
    )
    return EvidenceMap(
        row_facet=plan.rows,
        column_facet=plan.columns,
        row_name=SIDES[plan.rows],
        column_name=SIDES[plan.columns],
        rows=tuple(line.side for line in rows),
        columns=tuple(line.side for line in columns),
        counts=counts,
        total=bitsets.count(hits),
        left_out=rows_without + columns_without,
        asked=tuple(_asked(found)),
        drawn=(today or date.today()).isoformat(),
    )


def narrowed(found: Found, drawn: EvidenceMap, row: Side | None, column: Side | None) -> Values:
    """Give the filters of the search that a cell opens; without row or column, of a total."""
    filters = dict(found.request.filters)
    if row is not None:
        filters[drawn.row_facet] = row.values
    if column is not None:
        filters[drawn.column_facet] = column.values
    return filters


#: The forms a map can be written in, with the words for each.
FORMS: dict[str, str] = {"svg": "SVG drawing", "csv": "CSV table"}


def write(drawn: EvidenceMap, form: str, *, bare: bool = False) -> str:
    """Write a map in one of `FORMS`, or as "tsv" or "html" for the clipboard.

    A `bare` CSV is the table alone, without what was searched for above it.
    """
    if form == "csv":
        return written.csv_table(drawn, bare=bare)
    if form == "tsv":
        return written.tab_separated(drawn)
    return written.svg(drawn) if form == "svg" else written.html_table(drawn)


def save(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises `LibraryError` if it cannot be written."""
    with replacing(path) as file:
        file.write(content)


def _check(plan: Plan) -> None:
    for side in (plan.rows, plan.columns):
        if side not in SIDES:
            raise UserCanFix(f"A map cannot be drawn by “{side}”; choose from {', '.join(SIDES)}.")
    if plan.rows == plan.columns:
        raise UserCanFix("Rows and columns of a map must differ; choose another one of them.")


def _lines(
    sets: FacetSets, hits: int, found: Found, facet: str, opened: frozenset[str]
) -> tuple[list[_Line], int]:
    """Give the rows or columns of a facet, and how many values there was no room for."""
    request = found.request
    chosen = request.filters.get(facet, frozenset())
    excluded = request.excluded.get(facet, frozenset())
    if facet == "topic":
        made = _headings(sets, hits, chosen, opened)
    elif facet == "year":
        made = _bands(sets, hits, chosen, excluded)
    else:
        made = (
            _Line(find.label(facet, value), frozenset({value}), hits & sets.of(facet, value))
            for value in _values(sets, hits, facet, chosen)
        )
    lines = [line for line in made if not line.values <= excluded]
    return (lines, 0) if facet in _FIXED else _fullest(lines)


#: Sides that are never cut: their lists are short, and their order says something.
_FIXED = frozenset({"topic", "year", *_LISTS})


def _fullest(lines: list[_Line]) -> tuple[list[_Line], int]:
    if len(lines) <= MOST:
        return lines, 0
    return lines[:MOST], len(lines) - MOST


def _values(sets: FacetSets, hits: int, facet: str, chosen: frozenset[str]) -> list[str]:
    """List the values of a facet: of a fixed list all of them, of others those that occur.

    Where values are chosen as filters, only those: a click on another would leave the result.
    """
    present = {
        value: bitsets.count(bits & hits) for value, bits in sets.values.get(facet, {}).items()
    }
    listed = _LISTS.get(facet, ())
    others = sorted(
        (value for value, number in present.items() if number and value not in listed),
        key=lambda value: (value == NONE, -present[value], value.casefold()),
    )
    every = [str(value) for value in (*listed, *others)]
    return [value for value in every if value in chosen] if chosen else every


def _headings(
    sets: FacetSets, hits: int, chosen: frozenset[str], opened: frozenset[str]
) -> Iterator[_Line]:
    scheme = sets.scheme
    below: dict[str | None, list[str]] = {}
    for concept in scheme.concepts.values():
        below.setdefault(concept.broader, []).append(concept.id)
    tops = _without_narrower(scheme, chosen) if chosen else below.get(None, [])

    def unfolded(concept: str, depth: int) -> Iterator[_Line]:
        narrower = below.get(concept, [])
        is_open = bool(narrower) and concept in opened
        label = scheme.concepts[ConceptId(concept)].label
        bits = hits & sets.of("topic", concept)
        yield _Line(label, frozenset({concept}), bits, depth, bool(narrower), is_open)
        if is_open:
            for child in narrower:
                yield from unfolded(child, depth + 1)

    for top in tops:
        yield from unfolded(top, 0)
    for value in sorted(sets.values.get("topic", {})):
        outside = value == NONE or value.startswith(UNKNOWN_HEADING)
        bits = hits & sets.of("topic", value)
        if outside and (value in chosen or (bits and not chosen)):
            label = value.removeprefix(UNKNOWN_HEADING) or find.label("topic", NONE)
            yield _Line(label, frozenset({value}), bits)


def _without_narrower(scheme: Scheme, chosen: frozenset[str]) -> list[str]:
    """List the headings chosen, but none that stands below another one of them."""
    return [
        concept.id
        for concept in scheme.concepts.values()
        if concept.id in chosen
        and not any(broader.id in chosen for broader in list(scheme.upward(concept.id))[1:])
    ]


def _bands(
    sets: FacetSets, hits: int, chosen: frozenset[str], excluded: frozenset[str]
) -> Iterator[_Line]:
    """Give bands of years from the first to the last year found, and one for no year."""
    sets_of_years = sets.values.get("year", {})
    wanted = (chosen or frozenset(sets_of_years)) - excluded
    found = sorted(int(value) for value in wanted if value and sets_of_years.get(value, 0) & hits)
    if found:
        width = _BAND if found[-1] - found[0] < _LONG else _WIDE_BAND
        for first in range(found[0] - found[0] % width, found[-1] + 1, width):
            inside = {str(year) for year in range(first, first + width)}
            values = frozenset(inside & wanted) or frozenset({str(first)})
            bits = _any(sets_of_years.get(value, 0) for value in values) & hits
            yield _Line(f"{first}–{first + width - 1}", values, bits)
    if sets_of_years.get(NONE, 0) & hits and NONE in wanted:
        bits = sets_of_years[NONE] & hits
        yield _Line(find.label("year", NONE), frozenset({NONE}), bits)


def _any(sets: Iterable[int]) -> int:
    bits = 0
    for one in sets:
        bits |= one
    return bits


def _asked(found: Found) -> Iterator[tuple[str, str]]:
    """Say what was searched for: the words, what was chosen and what was left out."""
    request = found.request
    yield "Search", request.text.strip() or "All records"
    for words, filters in (("Only", request.filters), ("Without", request.excluded)):
        for facet, values in filters.items():
            labels = {item.value: item.label for item in found.facets.get(facet, ())}
            told = "; ".join(sorted(labels.get(one, find.label(facet, one)) for one in values))
            yield f"{words} {SIDES.get(facet, in_words(facet)).lower()}", told
