"""`recommendations import`: a set from any table, or a later table of progress into a set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.output import complain, print_json, tell, wrapped
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.errors import UserCanFix
from evidence_library.model.table_reading import Column
from evidence_library.model.vocabulary import QuarterConvention, in_words
from evidence_library.services import (
    track_corrections,
    track_import,
    track_import_shapes,
    track_merge,
    track_preview,
    track_rules,
    track_sets,
    track_wording,
)
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress
from evidence_library.services.track_merge import Matching
from evidence_library.services.track_preview import Preview, PreviewRow

_COLUMN = re.compile(r"([a-z]+)=([0-9]{1,3})")


class Columns(click.ParamType[Mapping[Column, int | None]]):
    """Which column is what: "lead=2,timetable=3", from 1 on; 0 means that there is none."""

    name = "columns"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Mapping[Column, int | None]:
        """Give the columns from 0 on, None for none; anything else ends in a usage error."""
        if not isinstance(value, str):
            return dict(value)
        chosen: dict[Column, int | None] = {}
        for piece in value.lower().replace(" ", "").split(","):
            match = _COLUMN.fullmatch(piece)
            if match is None or match[1] not in set(Column):
                known = ", ".join(Column)
                self.fail(
                    f"“{piece}” is no column; write lead=2, with one of: {known}.", param, ctx
                )
            chosen[Column(match[1])] = int(match[2]) - 1 if int(match[2]) else None
        return chosen


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would be read; change nothing.")
@click.option("--into", metavar="SET", help="Add the progress in it to a set that is there.")
@click.option("--columns", type=Columns(), help="Which column is what, as in lead=2,timetable=3.")
@click.option("--sheet", metavar="NAME", help="The sheet or table; its name or number.")
@click.option("--title", help="The title of the set.")
@click.option("--as-at", "as_at", metavar="DATE", help="The date its progress speaks of.")
@click.option(
    "--quarters",
    type=click.Choice([one.value for one in QuarterConvention if one != "unstated"]),
    help="What its quarters are.",
)
@click.option("--reported", metavar="DATE", help="With --into: when that was reported.")
@click.option("--source", default="", help="With --into: where it stands; words or a record's id.")
@click.option("--confirm", metavar="NUMBERS", default="", help="With --into: rows to add as well.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def import_table(context: click.Context, /, **options: Any) -> None:
    """Read the table in FILE and add its recommendations as a set, or its progress to a set.

    FILE is text parted by tabs or commas, an Excel workbook, a web page or a Word document.
    """
    if options["into"] is None and (options["reported"] or options["source"] or options["confirm"]):
        raise click.UsageError("--reported, --source and --confirm go with --into.", context)
    if options["into"] is not None and options["title"]:
        raise click.UsageError("--title goes with a new set, not with --into.", context)
    with library_of(context) as library, shown_progress() as progress:
        preview = _preview(library, options, progress)
        if options["into"] is None:
            _import(library, preview, options, progress)
        else:
            _merge(library, preview, options, progress)


def _preview(library: Library, options: Mapping[str, Any], progress: Progress) -> Preview:
    preview = track_import.read_file(library, options["file"], progress)
    if options["sheet"]:
        preview = track_corrections.with_table_named(preview, options["sheet"], progress)
    if options["columns"]:
        preview = track_corrections.with_columns(preview, options["columns"], progress)
    if options["title"]:
        preview = track_corrections.with_title(preview, options["title"])
    if options["as_at"]:
        preview = track_corrections.with_as_at(preview, options["as_at"])
    if options["quarters"]:
        quarters = QuarterConvention(options["quarters"])
        preview = track_corrections.with_quarters(preview, quarters)
    return track_import.compared(library, preview) if options["sheet"] else preview


def _import(
    library: Library, preview: Preview, options: Mapping[str, Any], progress: Progress
) -> None:
    dry, as_json = options["dry_run"], options["as_json"]
    made = None if dry else track_import.commit(library, preview, progress)
    if as_json:
        print_json(track_import_shapes.imported(preview, made))
        track_import.check_rows(preview)
        return
    _tell_read(preview)
    for row in preview.rows:
        if row.item.text:
            _tell_row(row)
    track_import.check_rows(preview)
    if made is None:
        tell(f"Would import {preview.counted} as “{preview.title}”.")
    else:
        tell(f"Imported {made.counted} as “{made.title}”.")


def _merge(
    library: Library, preview: Preview, options: Mapping[str, Any], progress: Progress
) -> None:
    """Add a later table to a set; what is told of a new set is of no use then."""
    key = track_sets.meant(library, options["into"])
    reported = track_rules.reported_date(options["reported"]) if options["reported"] else None
    matching = track_merge.match(library, key, preview, reported, progress)
    confirmed = matching.confirmed | _confirmed(matching, options["confirm"])
    done = None
    if not options["dry_run"]:
        done = track_merge.add(library, matching, confirmed, options["source"], progress)
    preview = replace(preview, here="", like="", as_at=matching.reported)
    if options["as_json"]:
        print_json(track_import_shapes.merged(preview, matching, confirmed, done))
        return
    _tell_read(preview)
    tell(f"“{matching.title}”: {matching.counted}.")
    if matching.warning:
        complain(f"Note: {matching.warning}")
    for one in matching.matches:
        sign = "+" if one.key in confirmed and one.entries else "-"
        to = f" -> {one.target_number}" if one.target_number else ""
        tell(f"{sign} {one.number or 'no number'}{to}  {one.found}: {one.told}. {one.why}")
    added = sum(len(one.entries) for one in matching.matches if one.key in confirmed)
    entries = "1 report" if added == 1 else f"{added:,} reports"
    tell(f"{'Would add' if done is None else 'Added'} {entries} to “{matching.title}”.")


def _confirmed(matching: Matching, typed: str) -> frozenset[int]:
    """Give the rows that were named by their numbers. Raises `UserCanFix` for one there is not."""
    wanted = {piece.strip() for piece in typed.split(",") if piece.strip()}
    found = {one.key: one for one in matching.matches if one.number in wanted and one.target}
    missing = wanted - {one.number for one in found.values()}
    if missing:
        raise UserCanFix(f"No row {', '.join(sorted(missing))} matches anything in the set.")
    return frozenset(found)


def _tell_read(preview: Preview) -> None:
    table = f", {preview.cells.name}" if preview.cells.name else ""
    tell(f"{preview.source.name}: {preview.source.format}{table}, {preview.counted}")
    for problem in track_preview.problems(preview):
        tell(f"  note: {problem}")


def _tell_row(row: PreviewRow) -> None:
    item = row.item
    due = track_wording.due_of(item, row.row.quarters)
    leads = ", ".join(item.leads) or "no lead"
    tell(f"\n{item.number or 'no number'}  {leads} · deadline {due} · {in_words(item.status)}")
    for said in item.responses:
        tell(f"   response: {said.kind}")
    tell(wrapped(item.stem or ("" if item.parts else item.text), "   "))
    for part in item.parts:
        tell(wrapped(f"{part.marker}) {part.text}", "   "))
    if item.closing:
        tell(wrapped(item.closing, "   "))
    for flag in row.flags:
        tell(f"   note: {flag.message}")
