"""`action export`: actions as a table, a workbook, or a calendar of their deadlines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from evidence_library.cli.days import Day
from evidence_library.cli.output import complain, tell
from evidence_library.cli.verbs import library_of
from evidence_library.services import actions, assess_files, assess_report, assess_search
from evidence_library.services.assess_files import LIST_FORMATS


@click.command("export")
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "name",
    type=click.Choice([*LIST_FORMATS]),
    help="The format; else as the name of the file ends.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="The file to write.",
)
@click.option("--as-at", "day", type=Day(), help="As at this day; else today.")
@click.pass_context
def export(
    context: click.Context, query: tuple[str, ...], name: str | None, to: Path, day: date | None
) -> None:
    """Write actions into a file. QUERY chooses: theme:, owner:, is:overdue, words."""
    at, typed = day or date.today(), " ".join(query)
    with library_of(context) as library:
        answer = assess_search.actions_matching(library, typed, actions.listed(library, at))
        about = f"Those found by: {typed}." if typed else "All actions of the library."
        plan = assess_report.plan_of(library, answer.actions, at, about)
        path = assess_files.write_actions(plan, to, name or "")
    for problem in answer.problems:
        complain(problem.message)
    tell(f"Wrote “{path}”.")
