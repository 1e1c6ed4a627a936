"""`undo` and `redo`: take the latest change back, or make it again."""

from __future__ import annotations

import click

from evidence_library.cli.output import tell
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.services import curate


@click.command()
@click.pass_context
def undo(context: click.Context) -> None:
    """Take the latest change to the library back."""
    with library_of(context) as library:
        with shown_progress() as progress:
            name = curate.undo(library, progress=progress).name
        tell(f"Undone: {name}")


@click.command()
@click.pass_context
def redo(context: click.Context) -> None:
    """Make the change again that was undone last."""
    with library_of(context) as library:
        with shown_progress() as progress:
            name = curate.redo(library, progress=progress).name
        tell(f"Made again: {name}")
