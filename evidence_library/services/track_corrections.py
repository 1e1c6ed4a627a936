"""What one can put right in a preview of a table. Each correction gives another preview.

Whatever is done by hand is flagged on its row, with what stood there before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evidence_library.errors import UserCanFix
from evidence_library.model.problem import Flag
from evidence_library.model.table_reading import KEPT, Column, Columns
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.services import track_preview, track_rules
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.track_preview import Preview, PreviewRow
from evidence_library.text.recommendations import division as divisions
from evidence_library.text.recommendations.columns import number_in
from evidence_library.text.recommendations.division import Division
from evidence_library.text.recommendations.row import CONTINUATION, plain_cell

Cells = tuple[str, str, str, str]

#: Where the words of a column stand if lead and timetable stand in each other's place.
_EXCHANGED = {Column.LEAD: Column.TIMETABLE, Column.TIMETABLE: Column.LEAD}

#: The flags of what was done to a row by hand.
_BY_HAND = frozenset({"cell-changed", "rows-joined", "row-split"})


def with_table(preview: Preview, number: int, progress: Progress = quiet) -> Preview:
    """Read another table or sheet of the same source; corrections of rows are given up."""
    if not 0 <= number < len(preview.source.grids):
        raise UserCanFix(f"There is no table {number + 1} in “{preview.source.name}”.")
    return _as_named(preview, track_preview.made(preview.source, number, None, progress))


def with_table_named(preview: Preview, name: str, progress: Progress = quiet) -> Preview:
    """Read the sheet or table with a name, or with a number from 1 on. Raises `UserCanFix`."""
    names = [grid.name for grid in preview.source.grids]
    wanted = name.casefold().strip()
    for number, one in enumerate(names):
        if wanted == one.casefold() or wanted == str(number + 1):
            return with_table(preview, number, progress)
    there = ", ".join(f"“{one}”" for one in names)
    raise UserCanFix(f"There is no sheet or table “{name}”; there is {there}.")


def with_columns(
    preview: Preview, chosen: Mapping[Column, int | None], progress: Progress = quiet
) -> Preview:
    """Say which column is what, from 0 on; None takes a column away.

    The others stay what they are; corrections of rows are given up.
    """
    width = preview.cells.width
    wrong = next((at for at in chosen.values() if at is not None and not 0 <= at < width), None)
    if wrong is not None:
        raise UserCanFix(f"There is no column {wrong + 1}; the table has {width}.")
    now = preview.table.columns
    taken = set(chosen.values())
    at = {
        column: place
        for column, place in now.at.items()
        if column not in chosen and place not in taken
    }
    at |= {column: place for column, place in chosen.items() if place is not None}
    columns = Columns(at, now.header)
    return _as_named(preview, track_preview.made(preview.source, preview.grid, columns, progress))


def with_header(preview: Preview, row: int | None, progress: Progress = quiet) -> Preview:
    """Say which row of the table holds the headings, from 0 on; None: it has none."""
    columns = Columns(preview.table.columns.at, row)
    return _as_named(preview, track_preview.made(preview.source, preview.grid, columns, progress))


def with_title(preview: Preview, title: str) -> Preview:
    """Give the set its title."""
    words = track_rules.in_one_line(title)
    return replace(preview, title=words or preview.title, titled=preview.titled or bool(words))


def with_as_at(preview: Preview, typed: str) -> Preview:
    """Say as at which date the table speaks; nothing typed takes it away. Raises `UserCanFix`."""
    return replace(preview, as_at=track_rules.past_date(typed) if typed.strip() else None)


def with_quarters(preview: Preview, quarters: QuarterConvention) -> Preview:
    """Say what the quarters of the table mean; every row is read again."""
    changed = replace(preview, quarters=quarters)
    rows = tuple(
        track_preview.read_again(changed, replace(row, row=replace(row.row, quarters=quarters)))
        for row in preview.rows
    )
    return replace(changed, rows=rows)


def division_of(row: PreviewRow) -> Division:
    """Give how the wording of a row is divided by now."""
    if row.row.division is not None:
        return row.row.division
    return divisions.found_in(row.item.text)


def move_boundary(preview: Preview, key: int, number: int, to: int) -> Preview:
    """Move the beginning of a part, or of the closing text, to a character of the wording."""
    row = preview.row(key)
    division = division_of(row)
    if not 0 <= number < len(division.boundaries):
        raise UserCanFix("There is no such boundary; split the text first.")
    return _divided(preview, row, divisions.moved(row.item.text, division, number, to))


def step_boundary(preview: Preview, key: int, number: int, steps: int) -> Preview:
    """Move a boundary to the next marker or sentence, or by several; back where it is negative.

    Raises `UserCanFix` where there is none, or where a part would be left without words.
    """
    row = preview.row(key)
    text, division = row.item.text, division_of(row)
    if not 0 <= number < len(division.boundaries):
        raise UserCanFix("There is no such boundary; split the text first.")
    to = divisions.next_stop(text, division, number, steps)
    wanted = divisions.moved(text, division, number, to)
    if wanted == division or _wordless(text, wanted) > _wordless(text, division):
        way = "earlier" if steps < 0 else "later"
        raise UserCanFix(
            f"There is no marker or sentence where this can begin {way}; "
            "put the cursor where it begins, and choose “Start at the cursor”."
        )
    return _divided(preview, row, wanted)


def merge_parts(preview: Preview, key: int, number: int) -> Preview:
    """Join the part that begins at a boundary, or the closing text, to what stands before it."""
    row = preview.row(key)
    division = division_of(row)
    if not 0 <= number < len(division.boundaries):
        raise UserCanFix("There are no two parts to join there.")
    return _divided(preview, row, divisions.merged(division, number))


def split_part(preview: Preview, key: int, at: int) -> Preview:
    """Let a new part begin at a character of the wording."""
    row = preview.row(key)
    return _divided(preview, row, divisions.split(row.item.text, division_of(row), at))


def close_at(preview: Preview, key: int, at: int) -> Preview:
    """Let the closing text begin at a character of the last part."""
    row = preview.row(key)
    return _divided(preview, row, divisions.closed(row.item.text, division_of(row), at))


def divide_as_read(preview: Preview, key: int) -> Preview:
    """Divide a wording at its markers again, as it was read."""
    row = preview.row(key)
    return _put(preview, replace(row, row=replace(row.row, division=None)))


def swap_cells(preview: Preview, key: int) -> Preview:
    """Exchange lead and timetable of a row, or leave them where they stood after all."""
    row = preview.row(key)
    return _put(preview, replace(row, row=replace(row.row, exchange=not _exchanged(row))))


def change_cell(preview: Preview, key: int, column: Column, words: str) -> Preview:
    """Write other words into a cell of a row, or give it another number or theme.

    What is written for the lead is the lead, also where the cells were exchanged.
    """
    row = preview.row(key)
    words = words.strip()
    if words == cell_of(row, column):
        return preview
    note = Flag(
        "cell-changed", f"The {column} was changed by hand.", row.row.number, cell_of(row, column)
    )
    if column is Column.NUMBER:
        changed = replace(row.row, number=track_rules.in_one_line(words))
        kept = tuple(one for one in row.notes if one.code not in {"row-number", "row-numbered"})
        return _put(preview, replace(row, row=changed, notes=(*kept, note)))
    if column is Column.THEME:
        changed = replace(row.row, theme=track_rules.in_one_line(words))
    elif column is Column.RESPONSE:
        changed = replace(row.row, response=track_rules.in_one_line(words))
    else:
        cells = list(row.row.cells)
        cells[_place_of(row, column)] = words
        changed = replace(row.row, cells=_four(cells))
        if column is Column.RECOMMENDATION:
            changed = replace(changed, division=None)
        elif column in _EXCHANGED:  # other words must not put the cells in another order
            changed = replace(changed, exchange=_exchanged(row))
    return _put(preview, replace(row, row=changed, notes=(*row.notes, note)))


def cell_of(row: PreviewRow, column: Column) -> str:
    """Give a cell of a row as it is by now, lead and timetable in the places they were read."""
    if column is Column.NUMBER:
        return row.row.number
    if column is Column.RESPONSE:
        return row.row.response
    return row.row.theme if column is Column.THEME else row.row.cells[_place_of(row, column)]


def put_right(preview: Preview) -> int:
    """Count the rows that were put right by hand; reading the table anew gives that up."""
    return sum(map(_is_put_right, preview.rows))


def leave_out(preview: Preview, key: int, *, out: bool = True) -> Preview:
    """Leave a row out of the import, or take it in again."""
    changed = replace(preview.row(key), left_out=out)
    return _with_rows(preview, {key: (changed,)})


def join_with_above(preview: Preview, key: int) -> Preview:
    """Take a row for more of the row above it. Raises `UserCanFix` for the first one."""
    place = _place(preview, key)
    if place == 0:
        raise UserCanFix("There is no row above the first one.")
    above, row = preview.rows[place - 1], preview.rows[place]
    note = Flag("rows-joined", "Two rows were joined by hand.", above.row.number, row.row.number)
    joined = replace(
        above,
        stood=_joined(above.stood, row.stood),
        row=replace(above.row, cells=_joined(above.row.cells, row.row.cells), division=None),
        notes=(*above.notes, note),
        left_out=False,
    )
    return _with_rows(
        preview, {above.key: (track_preview.read_again(preview, joined),), row.key: ()}
    )


def split_row(preview: Preview, key: int, at: int) -> Preview:
    """Part a row in two at a character of its wording.

    Where the row was put together there, its pieces come apart again; otherwise the second has the
    lead, timetable and progress of the first.
    """
    row = preview.row(key)
    text = row.item.text
    if not text[:at].strip() or not text[at:].strip():
        raise UserCanFix("Put the cursor where the second recommendation begins.")
    pieces = _pieces_before(row, at)
    if pieces:
        first, second = _apart(row.row.cells, pieces)
        stood_first, stood_second = _apart(row.stood, pieces)
    else:
        first = _four((text[:at].strip(), *row.row.cells[1:]))
        second = _four((text[at:].strip(), *row.row.cells[1:]))
        stood_first = stood_second = row.stood
    note = Flag("row-split", "One row was made two by hand.", row.row.number, text)
    fresh = max(one.key for one in preview.rows) + 1
    one = replace(
        row,
        stood=stood_first,
        row=replace(row.row, cells=first, division=None),
        notes=(*row.notes, note),
    )
    number, words = _number_of(second[0])
    other = replace(
        row,
        key=fresh,
        stood=stood_second,
        row=replace(row.row, number=number, cells=(words, *second[1:]), division=None),
        notes=(replace(note, where=number),),
    )
    both = tuple(track_preview.read_again(preview, each) for each in (one, other))
    return _with_rows(preview, {key: both})


def _as_named(before: Preview, after: Preview) -> Preview:
    """Keep what was said of the set by hand when its table is read anew."""
    changed = after
    if before.titled:
        changed = replace(changed, title=before.title, titled=True)
    if before.as_at is not None:
        changed = replace(changed, as_at=before.as_at)
    changed = replace(changed, here=before.here, like=before.like)
    differs = before.quarters not in (changed.quarters, QuarterConvention.UNSTATED)
    return with_quarters(changed, before.quarters) if differs else changed


def _wordless(text: str, division: Division) -> int:
    """Count the parts without words."""
    return sum(not words for _marker, words in divisions.divided(text, division).parts)


def _divided(preview: Preview, row: PreviewRow, division: Division) -> Preview:
    if division == division_of(row):
        return preview
    return _put(preview, replace(row, row=replace(row.row, division=division)))


def _put(preview: Preview, row: PreviewRow) -> Preview:
    return _with_rows(preview, {row.key: (track_preview.read_again(preview, row),)})


def _with_rows(preview: Preview, instead: Mapping[int, tuple[PreviewRow, ...]]) -> Preview:
    rows = tuple(one for row in preview.rows for one in instead.get(row.key, (row,)))
    return replace(preview, rows=rows)


def _place(preview: Preview, key: int) -> int:
    return next(at for at, row in enumerate(preview.rows) if row.key == key)


def _joined(above: Cells, below: Cells) -> Cells:
    return _four(
        [
            CONTINUATION.join(filter(None, (one.rstrip(), other.strip())))
            for one, other in zip(above, below, strict=True)
        ]
    )


def _pieces_before(row: PreviewRow, at: int) -> int:
    """Count the pieces of the wording that stand before a place, if one begins there; else 0."""
    pieces = row.row.cells[0].split(CONTINUATION)
    for count in range(1, len(pieces)):
        before, _removed = plain_cell(CONTINUATION.join(pieces[:count]))
        if abs(len(before) - at) <= 1:  # the blank between the pieces
            return count
    return 0


def _apart(cells: Cells, pieces: int) -> tuple[Cells, Cells]:
    parted = [cell.split(CONTINUATION) for cell in cells]
    first = [CONTINUATION.join(each[:pieces]) for each in parted]
    second = [CONTINUATION.join(each[pieces:]) for each in parted]
    return _four(first), _four(second)


def _number_of(text: str) -> tuple[str, str]:
    """Take the number from a text that begins with it, "12. The council should"."""
    first, _, rest = text.partition(" ")
    number = number_in(first) if first[:1].isdigit() else ""
    return (number, rest.strip()) if number and rest else ("", text)


def _is_put_right(row: PreviewRow) -> bool:
    by_hand = row.row.division is not None or row.row.exchange is not None
    return row.left_out or by_hand or any(note.code in _BY_HAND for note in row.notes)


def _exchanged(row: PreviewRow) -> bool:
    """Tell whether lead and timetable were read from each other's cell."""
    return any(flag.code == "cells-exchanged" for flag in row.flags)


def _place_of(row: PreviewRow, column: Column) -> int:
    """Give which of the four cells holds what was read as a column."""
    return KEPT.index(_EXCHANGED.get(column, column) if _exchanged(row) else column)


def _four(cells: list[str] | tuple[str, ...]) -> Cells:
    recommendation, lead, timetable, progress = cells
    return recommendation, lead, timetable, progress
