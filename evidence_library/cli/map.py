"""`map`: count what a search finds by two things at once, and see the gaps."""

from __future__ import annotations

from typing import Any

import click

from evidence_library.cli.asking import Asking
from evidence_library.cli.output import print_json, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.model.evidence_map import SEVERAL_CELLS, EvidenceMap
from evidence_library.services import choices, evidence_map, find, shapes
from evidence_library.services.evidence_map import SIDES, Plan
from evidence_library.services.find import Request
from evidence_library.text.plain_data import to_data

_SIDE = click.Choice(tuple(SIDES))


@click.command("map", cls=Asking)
@click.argument("query", default="")
@click.option("--rows", default="topic", show_default=True, type=_SIDE, help="What stands down.")
@click.option(
    "--columns", default="evidence", show_default=True, type=_SIDE, help="What stands across."
)
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="FACET=VALUE",
    help="Keep records with this value; several of one facet widen.",
)
@click.option(
    "--exclude", multiple=True, metavar="FACET=VALUE", help="Leave out records with this value."
)
@click.option("--csv", "form", flag_value="csv", help="Print the table as CSV.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.pass_context
def evidence_map_of(context: click.Context, /, **options: Any) -> None:
    """Count the records that match QUERY (all, without one) in rows and columns.

    Cells without a record are the gaps in the evidence.
    """
    with library_of(context) as library:
        request = Request(
            options["query"],
            filters=choices.chosen(library, options["filters"]),
            excluded=choices.chosen(library, options["exclude"]),
        )
        found = find.search(library, request)
        plan = Plan(options["rows"], options["columns"])
        drawn = evidence_map.draw_up(library, found, plan)
    if options["form"] == "json":
        print_json({**shapes.evidence_map(drawn), "problems": to_data(found.problems)})
    elif options["form"] == "csv":
        click.echo(evidence_map.write(drawn, "csv", bare=True), nl=False)
    else:
        for problem in found.problems:
            click.echo(f"Note: {problem.message}")
        _tell(drawn)


def _tell(drawn: EvidenceMap) -> None:
    """Print the map row by row: a table of all columns is wider than a terminal."""
    click.echo(click.style(drawn.title, bold=True))
    click.echo(drawn.sentence)
    for side, counts in zip(drawn.rows, drawn.counts, strict=True):
        click.echo(f"\n{'  ' * side.depth}{side.label}: {side.total:,}")
        cells = zip(drawn.columns, counts, strict=True)
        held = ", ".join(f"{column.label} {number:,}" for column, number in cells if number)
        gaps = ", ".join(
            column.label for column, number in zip(drawn.columns, counts, strict=True) if not number
        )
        if held:
            click.echo(wrapped(held, "  "))
        click.echo(wrapped(f"Gaps: {gaps or 'none'}", "  "))
    click.echo(f"\n{wrapped(SEVERAL_CELLS)}")
