"""`map`: count what a search finds by two things at once, and see the gaps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.asking import Asking, filter_options, request_from, words_options
from evidence_library.cli.exporting import same_file
from evidence_library.cli.output import bold, complain, count, print_json, tell, wrapped, write
from evidence_library.cli.verbs import library_of, only_one
from evidence_library.model.evidence_map import SEVERAL_CELLS, EvidenceMap
from evidence_library.services import evidence_map, find, shapes
from evidence_library.services.evidence_map import SIDES, Plan
from evidence_library.text.plain_data import to_data

_SIDE = click.Choice(tuple(SIDES))


@click.command("map", cls=Asking)
@click.argument("query", default="")
@click.option("--rows", default="topic", show_default=True, type=_SIDE, help="What stands down.")
@click.option(
    "--columns", default="evidence", show_default=True, type=_SIDE, help="What stands across."
)
@filter_options
@words_options
@click.option("--csv", is_flag=True, help="Print the table as CSV.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --csv: write the table into FILE, with what was searched for on top.",
)
@click.option(
    "--svg",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the map into FILE, an SVG image.",
)
@click.option("--json", is_flag=True, help="Print JSON.")
@click.pass_context
def evidence_map_of(context: click.Context, /, **options: Any) -> None:
    """Count the records that match QUERY (all, without one) in rows and columns.

    Cells without a record are the gaps in the evidence. Narrower headings, and the map as a PNG
    image, are there in the window only.
    """
    form = only_one(context, options, ("csv", "json"))
    _check(context, options)
    with library_of(context) as library:
        found = find.search(library, request_from(library, options))
        plan = Plan(options["rows"], options["columns"])
        drawn = evidence_map.draw_up(library, found, plan)
        written = _write(drawn, options)
    if form == "json":
        exported = {"exported": [str(path) for path in written]} if written else {}
        problems = to_data(found.problems)
        print_json({**shapes.evidence_map(drawn), "problems": problems, **exported})
        return
    for problem in found.problems:
        # Beside a table or a message on files it would be read as a part of it.
        (complain if form or written else tell)(f"Note: {problem.message}")
    for path in written:
        tell(f"Wrote the map of {count(drawn.total, 'record')} into “{path}”.")
    if form == "csv" and not options["output"]:
        write(evidence_map.write(drawn, "csv", bare=True))
    elif not written:
        _tell(drawn)


def _check(context: click.Context, options: Mapping[str, Any]) -> None:
    """Refuse files that cannot be written as asked, before anything is."""
    table, drawing = options["output"], options["svg"]
    if table and not options["csv"]:
        raise click.UsageError("--output writes the table of --csv; give both.", context)
    if table and drawing and same_file(table, drawing):
        raise click.UsageError("--output and --svg name the same file; name two.", context)


def _write(drawn: EvidenceMap, options: Mapping[str, Any]) -> list[Path]:
    """Write the files that the options ask for, and list them."""
    wanted = [(options["output"], "csv"), (options["svg"], "svg")]
    for path, form in wanted:
        if path:
            # The mark tells a spreadsheet that the table is UTF-8.
            encoding = "utf-8-sig" if form == "csv" else "utf-8"
            evidence_map.save(path, evidence_map.write(drawn, form).encode(encoding))
    return [path for path, _ in wanted if path]


def _tell(drawn: EvidenceMap) -> None:
    """Print the map row by row: a table of all columns is wider than a terminal."""
    tell(bold(drawn.title))
    tell(drawn.sentence)
    for side, counts in zip(drawn.rows, drawn.counts, strict=True):
        tell(f"\n{'  ' * side.depth}{side.label}: {side.total:,}")
        cells = zip(drawn.columns, counts, strict=True)
        held = ", ".join(f"{column.label} {number:,}" for column, number in cells if number)
        gaps = ", ".join(
            column.label for column, number in zip(drawn.columns, counts, strict=True) if not number
        )
        if held:
            tell(wrapped(held, "  "))
        tell(wrapped(f"Gaps: {gaps or 'none'}", "  "))
    tell(f"\n{wrapped(SEVERAL_CELLS)}")
