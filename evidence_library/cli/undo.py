"""`undo` and `redo`: take the latest change back, or make it again."""

from __future__ import annotations

import click

from evidence_library.cli.verbs import library_of
from evidence_library.services import curate


@click.command()
@click.pass_context
def undo(context: click.Context) -> None:
    """Take the latest change to the library back."""
    with library_of(context) as library:
        click.echo(f"Undone: {curate.undo(library).name}")


@click.command()
@click.pass_context
def redo(context: click.Context) -> None:
    """Make the change again that was undone last."""
    with library_of(context) as library:
        click.echo(f"Made again: {curate.redo(library).name}")
