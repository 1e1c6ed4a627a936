"""`recommendations report` and `export`: progress as at a day, and lists to hand on."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.days import Day, as_at_option
from evidence_library.cli.output import print_json, tell, write
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.model.document import Layout
from evidence_library.services import (
    track_files,
    track_report,
    track_report_shapes,
    track_sets,
)
from evidence_library.services.opened import Library
from evidence_library.services.progress import quiet
from evidence_library.services.track_files import LIST_FORMATS, REPORT_FORMATS, Listed
from evidence_library.services.track_report import Asked
from evidence_library.services.track_scope import Scope

_sets = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="SET",
    help="Only this set: its title, its id or the beginning of either; give it repeatedly.",
)


@click.command("report")
@_sets
@as_at_option
@click.option("--since", type=Day(), help="Also tell what changed since this day.")
@click.option(
    "--format",
    "formats",
    default="pdf",
    show_default=True,
    metavar="LIST",
    help=f"Formats of the files, with commas between them: {', '.join(REPORT_FORMATS)}.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write files into FOLDER; without it the report is printed as text.",
)
@click.option(
    "--layout",
    type=click.Choice([one.value for one in track_report.LAYOUTS]),
    default=Layout.A4.value,
    show_default=True,
    help="The paper.",
)
@click.option("--with-notes", is_flag=True, help="Your own notes too; else they are left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def report(context: click.Context, /, **options: Any) -> None:
    """Report progress as at a day: counts, what is overdue since when, changes, evidence."""
    with library_of(context) as library:
        asked = Asked(
            scope=_scope(library, options),
            since=options["since"],
            layout=Layout(options["layout"]),
            with_notes=options["with_notes"],
        )
        files: tuple[Path, ...] = ()
        if options["to"]:
            with shown_progress() as progress:
                wanted = tuple(options["formats"].split(","))
                files = track_files.write_report(library, asked, wanted, options["to"], progress)
        if options["as_json"]:
            told = track_report_shapes.report(track_report.gathered(library, asked))
            print_json({**told, "files": [str(one) for one in files]})
        elif files:
            for path in files:
                tell(f"Wrote “{path}”.")
        else:
            _print(library, asked)


@click.command("export")
@_sets
@as_at_option
@click.option(
    "--format",
    "name",
    type=click.Choice([*LIST_FORMATS]),
    help="The format; else as the name of the file ends, and tsv where it is printed.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write into FILE; without it the list is printed.",
)
@click.option(
    "--plain", is_flag=True, help="A tsv in the very shape of its source: no lines on top."
)
@click.option(
    "--with-progress", is_flag=True, help="In a tsv, what was reported last instead of the source."
)
@click.option("--all", "closed", is_flag=True, help="In a calendar, deadlines that are met, too.")
@click.pass_context
def export(context: click.Context, /, **options: Any) -> None:
    """Write recommendations as a table, a workbook, or a calendar of their deadlines."""
    how = Listed(options["plain"], options["with_progress"], options["closed"])
    to, name = options["to"], options["name"]
    if to is None and name == "xlsx":
        raise click.UsageError("A workbook cannot be printed; name a file with --to.", context)
    with library_of(context) as library:
        scope = _scope(library, options)
        if to is not None:
            tell(f"Wrote “{track_files.write_list(library, scope, to, how, name or '')}”.")
        else:
            printed = track_files.written_list(library, scope, name or "tsv", how)
            write(printed.decode("utf-8-sig"))


def _scope(library: Library, options: dict[str, Any]) -> Scope:
    sets = tuple(track_sets.meant(library, one) for one in options["sets"])
    return Scope(as_at=options["as_at"] or date.today(), sets=sets)


def _print(library: Library, asked: Asked) -> None:
    """Print the report as text: to be read in the terminal, or to be handed on."""
    target = BytesIO()
    REPORT_FORMATS["txt"].write(track_report.gathered(library, asked), target, quiet)
    write(target.getvalue().decode())
