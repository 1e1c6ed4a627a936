"""Recommendation tables: tab-separated, in page blocks with a repeated header.

A data row has a number and then the columns the header names. A row without a number whose other
cells are empty goes on from the row above it. Lines "# name: value" above the first header say what
the table itself does not: title, id, source-record, as-at, quarters, body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence_library.errors import UserCanFix
from evidence_library.importers.table_settings import SETTING_LINE, Settings, read_settings
from evidence_library.model.ids import ConceptId, new_record_id, new_set_id
from evidence_library.model.problem import Flag
from evidence_library.model.reading import Reading
from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import QuarterConvention, Workflow
from evidence_library.text.recommendations.leads import known_bodies
from evidence_library.text.recommendations.row import CONTINUATION, Row, read_row

FORMAT = "recommendation table"
SUFFIX = ".recommendations.tsv"

#: Column names as tables print them, and what they hold.
_COLUMNS = {
    "number": "number",
    "no": "number",
    "recommendation": "recommendation",
    "recommendations": "recommendation",
    "lead": "lead",
    "leads": "lead",
    "lead body": "lead",
    "lead bodies": "lead",
    "lead department": "lead",
    "lead departments": "lead",
    "timetable": "timetable",
    "deadline": "timetable",
    "timescale": "timetable",
    "progress": "progress",
    "status": "progress",
    "theme": "theme",
}
_NEEDED = ("recommendation", "lead", "timetable", "progress")
#: How far down a header is looked for when a file is only being recognised, in characters.
_LOOK = 200_000
#: Lines with as many tabs as a table of ours look like one even without a header.
_TABS = 3
_NUMBER = re.compile(r"(\d{1,4})[.)]?$")


def recognises(text: str, name: str) -> bool:
    """Tell whether a text is such a table: by its name, its header or the look of its rows."""
    if name.casefold().endswith(SUFFIX):
        return True
    rows = 0
    for line in text[:_LOOK].splitlines():
        if _header(line):
            return True
        rows += line.count("\t") >= _TABS
    return rows > 1


def read(text: str, name: str, headings: Mapping[str, ConceptId]) -> Reading:
    """Read a table into a set and, where no record is named for it, a record that holds the set."""
    table = _read_lines(text, name)
    settings = read_settings(table.settings, name)
    made = RecommendationSet(
        id=settings.id or new_set_id(),
        title=settings.title or (table.above[0] if table.above else _title_from(name)),
        source_record=settings.source_record,
        as_at=settings.as_at,
        quarters=settings.quarters,
        recommendations=tuple(_recommendations(table)),
        bodies=settings.bodies,
        flags=tuple(_set_flags(table, settings)),
        source_name=name,
        source_text=text,
    )
    if made.source_record is not None:
        return Reading(name=name, format=FORMAT, sets=(made,))
    record = _holder(made, titled=bool(settings.title or table.above))
    made = replace(made, source_record=record.id)
    return Reading(name=name, format=FORMAT, records=(record,), sets=(made,))


@dataclass(slots=True)
class _TableRow:
    number: str
    values: dict[str, list[str]]
    flags: list[Flag] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    settings: list[tuple[int, str]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    rows: list[_TableRow] = field(default_factory=list)


def _read_lines(text: str, name: str) -> _Table:
    table = _Table()
    columns: tuple[str, ...] = ()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line_number, line in enumerate(lines, start=1):
        header = _header(line)
        if header:
            columns = header
        elif columns and "\t" in line and line.strip():
            _add_row(table, columns, line)
        elif line.strip():
            _add_line(table, line_number, line, inside=bool(columns))
    if not columns:
        raise UserCanFix(
            f"“{name}” has no header; put a line with the columns Recommendation, Lead Department, "
            "Timetable and Progress above the rows."
        )
    if not table.rows:
        raise UserCanFix(f"“{name}” has a header but no rows; add the recommendations below it.")
    return table


def _header(line: str) -> tuple[str, ...]:
    """Give the columns of a header line, the number first; empty if the line is no header."""
    if "\t" not in line or len(line) > 400:
        return ()
    names = [" ".join(cell.split()).casefold().rstrip(".") for cell in line.split("\t")]
    columns = [_COLUMNS.get(name, "") for name in names if name]
    if not set(_NEEDED) <= set(columns) or len(set(columns)) != len(columns):
        return ()
    return tuple(columns) if columns[0] == "number" else ("number", *columns)


def _add_line(table: _Table, line_number: int, line: str, *, inside: bool) -> None:
    if inside:
        table.stray.append(line)
    elif SETTING_LINE.match(line):
        table.settings.append((line_number, line))
    else:
        table.above.append(" ".join(line.split()))


def _add_row(table: _Table, columns: Sequence[str], line: str) -> None:
    cells = line.split("\t")
    named = dict(zip(columns, cells, strict=False))
    others = {
        name: cell for name, cell in named.items() if name != "recommendation" and cell.strip()
    }
    if table.rows and not others and named.get("recommendation", "").strip():
        table.rows[-1].values["recommendation"].append(named["recommendation"])
        return
    number = named.get("number", "").strip()
    values = {name: [named.get(name, "")] for name in columns}
    row = _TableRow(number, values)
    if match := _NUMBER.match(number):
        row.number = match[1]
    else:
        message = "The row has no number." if not number else "The number was not understood."
        row.flags.append(Flag("row-number", message, number, line))
    if any(map(str.strip, cells[len(columns) :])) or len(cells) < len(_NEEDED):
        message = f"The row has {len(cells)} cells where the header has {len(columns)}."
        row.flags.append(Flag("row-cells", message, row.number, line))
    table.rows.append(row)


def _recommendations(table: _Table) -> Iterator[Recommendation]:
    leads = ["".join(row.values.get("lead", [])) for row in table.rows]
    text = "\n".join(" ".join(row.values["recommendation"]) for row in table.rows)
    bodies = known_bodies(leads, text)
    for row in table.rows:
        recommendation, lead, timetable, progress = (
            CONTINUATION.join(row.values.get(name, [""])) for name in _NEEDED
        )
        read_back = read_row(
            Row(
                number=row.number,
                cells=(recommendation, lead, timetable, progress),
                theme="".join(row.values.get("theme", [])).strip(),
            ),
            bodies,
        )
        yield replace(read_back, flags=(*row.flags, *read_back.flags))


def _set_flags(table: _Table, settings: Settings) -> Iterator[Flag]:
    yield from settings.flags
    for line in table.above[0 if settings.title else 1 :]:
        yield Flag("line-above-table", "A line above the table was not used.", "title", line)
    for line in table.stray:
        yield Flag("line-in-table", "A line between the rows was not used.", "", line)
    yield from _numbering_flags([row.number for row in table.rows])
    if settings.quarters is QuarterConvention.UNSTATED:
        message = "The source does not say whether its quarters are calendar or financial ones."
        yield Flag("quarters-unstated", message, "quarters")
    if settings.as_at is None:
        message = "The source does not say when the progress was reported."
        yield Flag("as-at-unstated", message, "as_at")


def _numbering_flags(numbers: Sequence[str]) -> Iterator[Flag]:
    seen: set[str] = set()
    for before, number in zip(("0", *numbers), numbers, strict=False):
        if number in seen:
            yield Flag("number-twice", f"Number {number} stands on two rows.", number, number)
        elif before.isdigit() and number.isdigit() and int(number) != int(before) + 1:
            message = f"Number {number} follows {before}; rows may be missing."
            yield Flag("number-gap", message, number, number)
        seen.add(number)


def _title_from(name: str) -> str:
    stem = name.replace("\\", "/").rpartition("/")[2]
    for suffix in (SUFFIX, ".tsv", ".txt"):
        stem = stem.removesuffix(suffix)
    return " ".join(stem.replace("-", " ").replace("_", " ").split())


def _holder(made: RecommendationSet, *, titled: bool) -> Record:
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
