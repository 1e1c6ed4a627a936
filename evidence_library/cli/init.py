"""`init`: make a library."""

from __future__ import annotations

import click

from evidence_library.cli.output import count, tell
from evidence_library.cli.verbs import chosen_folder, told_in_one_line
from evidence_library.services.library import create_library


@click.command()
@click.option(
    "--starter/--empty",
    default=True,
    help="With the starter records (the default), or with topic headings only.",
)
@click.pass_context
def init(context: click.Context, starter: bool) -> None:
    """Make a library in the chosen folder."""
    with told_in_one_line():
        library = create_library(chosen_folder(context), starter=starter)
        tell(f"Made the library “{library.folder}” with {count(library.count(), 'record')}.")
        library.close()
