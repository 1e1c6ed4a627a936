"""A table of recommendations as it was read, before anything of it is kept.

A preview is never changed: a correction gives another one (`services.track_corrections`), so that
any number of them can be taken back. Nothing of it is in the library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_library.importers import table_sets, table_sources
from evidence_library.importers.table_settings import Settings, read_settings
from evidence_library.model.dates import PartialDate
from evidence_library.model.problem import Flag
from evidence_library.model.recommendation import Recommendation, count_in_words
from evidence_library.model.table_reading import (
    Column,
    Columns,
    Grid,
    TableReading,
    TableRow,
    TableSource,
)
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.services.progress import Progress, quiet
from evidence_library.text.recommendations.row import Row, read_row

#: Rows read between two reports of progress.
_STEP = 200

#: So many examples are named in a sentence.
_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """A row: as it stood, as it is read by now, and the recommendation that comes of it.

    `key` stays the same through corrections. `stood` are the cells before any of them; `notes` are
    flags of the table and of corrections.
    """

    key: int
    place: int
    stood: tuple[str, str, str, str]
    row: Row
    notes: tuple[Flag, ...]
    item: Recommendation
    left_out: bool = False

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What is odd about the row, and what was done to it by hand."""
        return self.item.flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A table as read. `here` is the title of the set that holds exactly this already.

    `like` says of which set this may be a later table. `titled` tells that the table has a title,
    or was given one.
    """

    source: TableSource
    grid: int
    table: TableReading
    rows: tuple[PreviewRow, ...]
    settings: Settings
    title: str
    titled: bool
    as_at: PartialDate | None
    quarters: QuarterConvention
    bodies: frozenset[str]
    here: str = ""
    like: str = ""

    @property
    def cells(self) -> Grid:
        """The cells of the table."""
        return self.source.grids[self.grid]

    @property
    def kept(self) -> tuple[PreviewRow, ...]:
        """The rows that were not left out."""
        return tuple(row for row in self.rows if not row.left_out)

    @property
    def items(self) -> tuple[Recommendation, ...]:
        """The recommendations that would come of it; a row without wording is none."""
        return tuple(row.item for row in self.kept if row.item.text)

    @property
    def unworded(self) -> tuple[PreviewRow, ...]:
        """The rows that were not left out and have no wording, such as that of a sum."""
        return tuple(row for row in self.kept if not row.item.text)

    @property
    def counted(self) -> str:
        """The counting rule: "28 recommendations, 30 explicit parts"."""
        return count_in_words(self.items)

    @property
    def may_commit(self) -> bool:
        """Whether there is anything to import that is not there already."""
        return bool(self.items) and not self.here

    def row(self, key: int) -> PreviewRow:
        """Give a row by its key. Raises KeyError."""
        found = next((row for row in self.rows if row.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


def made(
    source: TableSource,
    grid: int | None = None,
    columns: Columns | None = None,
    progress: Progress = quiet,
) -> Preview:
    """Read one of the tables of a source, the likeliest if none is named.

    Raises `UserCanFix` where a line "# name: value" cannot be kept, and what `progress` raises.
    """
    number = table_sources.likeliest(source) if grid is None else grid
    table = table_sources.read_table(source, source.grids[number], columns)
    settings = read_settings(table.settings, source.name)
    above = table.above[0] if table.above else ""
    title = settings.title or above or source.title
    bodies = table_sets.bodies_of(table.rows)
    return Preview(
        source=source,
        grid=number,
        table=table,
        rows=tuple(_rows(table.rows, bodies, settings.quarters, progress)),
        settings=settings,
        title=title or table_sets.title_from(source.name),
        titled=bool(title),
        as_at=settings.as_at,
        quarters=settings.quarters,
        bodies=bodies,
    )


def read_again(preview: Preview, row: PreviewRow) -> PreviewRow:
    """Read a row anew whose cells, notes or division were changed."""
    return replace(row, item=_item(row.row, row.stood, row.notes, preview.bodies))


def set_flags(preview: Preview) -> tuple[Flag, ...]:
    """Flag what is odd about the table as a whole, as it is by now."""
    above = tuple(line for line in preview.table.above if line != preview.title)
    settings = replace(
        preview.settings, title=preview.title, as_at=preview.as_at, quarters=preview.quarters
    )
    numbers = [item.number for item in preview.items]
    left = (
        Flag(
            "row-left-out",
            "A row was left out by hand.",
            row.item.number,
            " | ".join(row.stood),
        )
        for row in preview.rows
        if row.left_out
    )
    table = replace(preview.table, above=above)
    return (*table_sets.set_flags(table, settings, numbers), *left)


def problems(preview: Preview) -> tuple[str, ...]:
    """Say in plain sentences what is wrong or odd, the gravest first."""
    return (*_of_set(preview), *_of_rows(preview), *_of_its_quarters(preview))


def problems_of_later(preview: Preview) -> tuple[str, ...]:
    """Say what is wrong or odd about a table that adds progress to a set.

    Such a table need not hold every row, nor deadlines, quarters or leads: nothing is said of them.
    """
    told = [] if preview.kept else ["There are no rows to match; choose another table."]
    twice = _twice(table_sets.numbering_flags([item.number for item in preview.items]))
    guessed = preview.table.problems if preview.table.columns.guessed else ()
    return (*told, *preview.source.remarks, *guessed, *twice)


def _rows(
    rows: Sequence[TableRow],
    bodies: frozenset[str],
    quarters: QuarterConvention,
    progress: Progress,
) -> Iterator[PreviewRow]:
    for key, one in enumerate(rows):
        if key % _STEP == 0:
            progress(key, len(rows), "Reading rows")
        row = table_sets.as_row(one, quarters)
        yield PreviewRow(
            key=key,
            place=one.place,
            stood=one.cells,
            row=row,
            notes=one.flags,
            item=_item(row, one.cells, one.flags, bodies),
        )


def _item(
    row: Row,
    stood: tuple[str, str, str, str],
    notes: Sequence[Flag],
    bodies: frozenset[str],
) -> Recommendation:
    item = read_row(row, bodies)
    return replace(item, cells=stood, flags=(*notes, *item.flags))


def _of_set(preview: Preview) -> Iterator[str]:
    if preview.here:
        yield f"This table is in the library already, as “{preview.here}”."
    if not preview.items:
        yield "There are no rows to import; choose another table, or say which column is what."
    if Column.RECOMMENDATION not in preview.table.columns.at:
        yield "No column holds the wording of the recommendations; choose it."
    if preview.like:
        yield preview.like


def _of_rows(preview: Preview) -> Iterator[str]:
    yield from preview.source.remarks
    yield from preview.table.problems
    items = preview.items
    yield from _unworded(preview)
    flags = tuple(table_sets.numbering_flags([item.number for item in items]))
    yield from _twice(flags)
    yield from _gaps(flags)
    yield from _flagged(items)


def _of_its_quarters(preview: Preview) -> Iterator[str]:
    if preview.as_at is None:
        yield "The table does not say when its progress was reported; add the date if you know it."
    if preview.quarters is QuarterConvention.UNSTATED:
        yield (
            "The table does not say whether its quarters are calendar or financial ones; "
            "they are read as calendar quarters."
        )


def _unworded(preview: Preview) -> Iterator[str]:
    """Tell rows without wording, which cannot be imported."""
    without = [row.item.number or f"row {row.place}" for row in preview.unworded]
    if without:
        words = "One row has" if len(without) == 1 else f"{len(without):,} rows have"
        yield f"{words} no wording and cannot be imported: {_some(without)}."


def _twice(flags: Iterable[Flag]) -> Iterator[str]:
    """Tell numbers that stand on several rows."""
    twice = list(dict.fromkeys(flag.where for flag in flags if flag.code == "number-twice"))
    if twice:
        noun = "Number" if len(twice) == 1 else "Numbers"
        verb = "stands" if len(twice) == 1 else "stand"
        yield f"{noun} {_some(twice)} {verb} on several rows."


def _gaps(flags: Iterable[Flag]) -> Iterator[str]:
    gaps = [flag.message for flag in flags if flag.code == "number-gap"]
    yield from gaps[:_NAMED]
    if len(gaps) > _NAMED:
        yield f"The numbers have {len(gaps) - _NAMED:,} further gaps."


#: What is told of flags on rows: their code, and the words for one row and for several.
_TOLD: Mapping[str, tuple[str, str]] = {
    "row-cells": (
        "One row has more or fewer cells than the header",
        "{} rows have more or fewer cells than the header",
    ),
    "row-number": ("One row has no number", "{} rows have no number"),
    "merged-cell": (
        "In one row a cell is merged with the one above",
        "In {} rows cells are merged with those above",
    ),
    "continued-row": ("One row goes on further down", "{} rows go on further down"),
    "cells-exchanged": (
        "In one row lead and timetable were exchanged",
        "In {} rows lead and timetable were exchanged",
    ),
    "deadline-not-understood": (
        "One row has a deadline that was not understood",
        "{} rows have deadlines that were not understood",
    ),
    "deadline-is-a-span": (
        "One row has a deadline that is no single quarter",
        "{} rows have deadlines that are no single quarter",
    ),
    "no-deadline": ("One row gives no deadline", "{} rows give no deadline"),
    "no-lead": ("One row names no lead", "{} rows name no lead"),
    "lead-unsure": (
        "In one row it is not sure which bodies lead",
        "In {} rows it is not sure which bodies lead",
    ),
    "status-not-stated": (
        "One row reports progress without a status that is known",
        "{} rows report progress without a status that is known",
    ),
    "response-not-understood": (
        "One row has a response that was not understood",
        "{} rows have responses that were not understood",
    ),
    "no-progress": ("One row reports no progress", "{} rows report no progress"),
}


def _flagged(items: Sequence[Recommendation]) -> Iterator[str]:
    rows: dict[str, list[str]] = {}
    for item in items:
        for code in dict.fromkeys(flag.code for flag in item.flags):
            rows.setdefault(code, []).append(item.number or "without number")
    for code, (one, several) in _TOLD.items():
        found = rows.get(code)
        if (found and len(found) < len(items)) or (found and code not in _OF_COLUMNS):
            words = one if len(found) == 1 else several.format(f"{len(found):,}")
            yield f"{words}: {_some(found)}."


#: If all rows have these flags, a column is missing, which is told once.
_OF_COLUMNS = frozenset({"no-deadline", "no-lead", "no-progress"})


def _some(numbers: Sequence[str]) -> str:
    """Name some of many: "3, 5, 8 and 4 more"."""
    shown = list(Counter(numbers))
    more = len(shown) - _NAMED
    if more > 0:
        return f"{', '.join(shown[:_NAMED])} and {more:,} more"
    return ", ".join(shown)
