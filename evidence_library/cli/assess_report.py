"""`assess report`: forms, assessments, comparisons, action plans, a page for a board."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.days import Day
from evidence_library.cli.output import print_json, tell, write
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.errors import UserCanFix
from evidence_library.model.document import Layout
from evidence_library.services import (
    assess,
    assess_files,
    assess_report,
    assess_report_shapes,
    instruments,
)
from evidence_library.services.assess_files import REPORT_FORMATS
from evidence_library.services.assess_report import Asked, Kind
from evidence_library.services.opened import Library
from evidence_library.services.progress import quiet


@click.command("report")
@click.argument("name", metavar="[ASSESSMENT]", default="")
@click.option(
    "--kind",
    type=click.Choice([one.value for one in Kind]),
    default=Kind.ASSESSMENT.value,
    show_default=True,
    help="What is reported.",
)
@click.option("--with", "other", default="", metavar="OTHER", help="Compare with this assessment.")
@click.option("--instrument", default="", metavar="TITLE", help="A blank form of this instrument.")
@click.option("--as-at", type=Day(), help="Actions as at which day; else today.")
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
    type=click.Choice([one.value for one in assess_report.LAYOUTS]),
    default=Layout.A4.value,
    show_default=True,
    help="The paper.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def report(context: click.Context, /, **options: Any) -> None:
    """Write a report on ASSESSMENT: forms, judgements, what moved, actions, a page for a board.

    Without ASSESSMENT, a form is blank (name its --instrument), and actions are those of the whole
    library.
    """
    wanted = tuple(options["formats"].split(","))
    chosen = context.get_parameter_source("formats") is not click.core.ParameterSource.DEFAULT
    with library_of(context) as library:
        assess_files.formats_named(wanted)
        if chosen and not options["to"]:
            raise UserCanFix("A file in a --format needs a folder: name it with --to.")
        asked = _asked(library, options)
        files: tuple[Path, ...] = ()
        if options["to"]:
            with shown_progress() as progress:
                files = assess_files.write_report(library, asked, wanted, options["to"], progress)
        if options["as_json"]:
            told = assess_report_shapes.report(assess_report.gathered(library, asked))
            print_json({**told, "files": [str(one) for one in files]})
        elif files:
            for path in files:
                tell(f"Wrote “{path}”.")
        else:
            _print(library, asked)


def _asked(library: Library, options: dict[str, Any]) -> Asked:
    """Understand what is asked for; a comparison needs no --kind, its other assessment says it."""
    kind = Kind(options["kind"])
    source = click.get_current_context().get_parameter_source("kind")
    if options["other"] and source is click.core.ParameterSource.DEFAULT:
        kind = Kind.COMPARISON
    one, other = (
        assess.meant(library, typed).id if typed else None
        for typed in (options["name"], options["other"])
    )
    of = options["instrument"]
    return Asked(
        kind=kind,
        as_at=options["as_at"] or date.today(),
        assessment=one,
        other=other,
        instrument=instruments.meant(library, of).id if of else None,
        layout=Layout(options["layout"]),
    )


def _print(library: Library, asked: Asked) -> None:
    target = BytesIO()
    REPORT_FORMATS["txt"].write(assess_report.gathered(library, asked), target, quiet)
    write(target.getvalue().decode())
