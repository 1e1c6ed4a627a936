"""From the rows of a table to a set of recommendations, and the record that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence_library.errors import UserCanFix
from evidence_library.importers.table_settings import Settings, read_settings
from evidence_library.model.ids import new_record_id, new_set_id
from evidence_library.model.problem import Flag, Problem, Severity
from evidence_library.model.reading import Reading
from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.record import Record
from evidence_library.model.table_reading import TableReading, TableRow
from evidence_library.model.vocabulary import QuarterConvention, Workflow
from evidence_library.text.recommendations.columns import NUMBER
from evidence_library.text.recommendations.leads import known_bodies
from evidence_library.text.recommendations.row import Row, dated_by, plain_cell, read_row

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Endings that are no part of the name of a table.
_ENDINGS = (
    *(".recommendations.tsv", ".tsv", ".txt", ".csv", ".xlsx", ".xlsm", ".docx"),
    *(".html", ".htm", ".xhtml"),
)


def reading_of(table: TableReading, name: str, form: str, text: str, title: str = "") -> Reading:
    """Make a set of a table and, where no record is named for it, a record that holds the set.

    `title` is what the file calls itself where nothing in the table does. Raises UserCanFix.
    """
    settings = read_settings(table.settings, name)
    title = settings.title or (table.above[0] if table.above else title)
    items = tuple(_recommendations(table.rows, settings.quarters))
    recommendations = tuple(dated_by(item, settings.as_at) for item in items if item.text)
    if not recommendations:
        raise UserCanFix(f"No row of “{name}” has the wording of a recommendation; add it.")
    made = RecommendationSet(
        id=settings.id or new_set_id(),
        title=title or title_from(name),
        source_record=settings.source_record,
        as_at=settings.as_at,
        quarters=settings.quarters,
        recommendations=recommendations,
        bodies=settings.bodies,
        flags=tuple(set_flags(table, settings, [item.number for item in recommendations])),
        source_name=name,
        source_text=text,
    )
    problems = tuple(Problem(Severity.WARNING, "table", sentence) for sentence in table.problems)
    if made.source_record is not None:
        return Reading(name=name, format=form, sets=(made,), problems=problems)
    record = holder(made, titled=bool(title))
    made = replace(made, source_record=record.id)
    return Reading(name=name, format=form, records=(record,), sets=(made,), problems=problems)


def bodies_of(rows: Sequence[TableRow]) -> frozenset[str]:
    """Give the bodies that a table names for certain."""
    leads = [row.cells[1].replace("\n", "") for row in rows]
    return known_bodies(leads, "\n".join(row.cells[0].replace("\n", " ") for row in rows))


def _recommendations(
    rows: Sequence[TableRow], quarters: QuarterConvention
) -> Iterator[Recommendation]:
    bodies = bodies_of(rows)
    for row in rows:
        read_back = read_row(as_row(row, quarters), bodies)
        yield replace(read_back, flags=(*row.flags, *read_back.flags))


def as_row(row: TableRow, quarters: QuarterConvention) -> Row:
    """Give a row of a table as it is read."""
    return Row(
        number=row.number,
        cells=row.cells,
        theme=row.theme,
        response=row.response,
        quarters=quarters,
    )


def set_flags(table: TableReading, settings: Settings, numbers: Sequence[str]) -> Iterator[Flag]:
    """Flag what is odd about a table as a whole; `numbers` are those of its rows."""
    yield from settings.flags
    for line in table.above[0 if settings.title else 1 :]:
        yield Flag("line-above-table", "A line above the table was not used.", "title", line)
    for line in table.stray:
        yield Flag("line-in-table", "A line between the rows was not used.", "", line)
    yield from numbering_flags(numbers)
    for row in table.rows:
        if not plain_cell(row.cells[0])[0]:
            words = " | ".join(filter(None, (row.number, *row.cells)))
            yield Flag(
                "row-without-wording", "A row has no wording and was left out.", row.number, words
            )
    if settings.quarters is QuarterConvention.UNSTATED:
        message = "The source does not say whether its quarters are calendar or financial ones."
        yield Flag("quarters-unstated", message, "quarters")
    if settings.as_at is None:
        message = "The source does not say when the progress was reported."
        yield Flag("as-at-unstated", message, "as_at")


def numbering_flags(numbers: Sequence[str]) -> Iterator[Flag]:
    """Flag numbers that stand twice, and gaps between them."""
    seen: set[str] = set()
    for before, number in zip(("", *numbers), numbers, strict=False):
        if number in seen:
            yield Flag("number-twice", f"Number {number} stands on two rows.", number, number)
        elif not _follows(before, number):
            message = f"Number {number} follows {before}; rows may be missing."
            if not before:
                message = f"The first number is {number}; rows may be missing before it."
            yield Flag("number-gap", message, number, number)
        seen.add(number)


def _follows(before: str, number: str) -> bool:
    """Tell whether a number may follow another: 4 and 5, but also 4, 4a, 4b and 5."""
    first, second = NUMBER.fullmatch(before), NUMBER.fullmatch(number)
    if second is not None and not before:
        return number == "0" or number.rstrip(_LETTERS) == "1"
    if first is None or second is None:
        return True
    here, there = int(first[1].rstrip(_LETTERS)), int(second[1].rstrip(_LETTERS))
    return there == here + 1 or (there == here and not number.isdigit())


def title_from(name: str) -> str:
    """Make a title of the name of a file."""
    stem = name.replace("\\", "/").rpartition("/")[2]
    for suffix in _ENDINGS:
        stem = re.sub(f"{re.escape(suffix)}$", "", stem, flags=re.IGNORECASE)
    return " ".join(stem.replace("-", " ").replace("_", " ").split())


def holder(made: RecommendationSet, *, titled: bool) -> Record:
    """Make the record that holds a set; `titled` tells that the table itself had a title."""
    message = "This record was made from the table so that its recommendations can be found."
    flags = [Flag("made-from-table", message, "", made.title)]
    if not titled:
        message = "The table has no title; the name of the file was taken."
        flags.append(Flag("title-from-name", message, "title", made.source_name))
    return Record(
        id=new_record_id(),
        kind="policy and recommendations",
        title=made.title,
        workflow=Workflow.DRAFT,
        recommendation_sets=(made.id,),
        flags=tuple(flags),
        source_name=made.source_name,
        source_text=made.source_text,
    )
