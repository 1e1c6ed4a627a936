"""`settings`: what holds for everybody who works with a library."""

from __future__ import annotations

import click

from evidence_library.cli.output import print_json, tell
from evidence_library.cli.verbs import library_of
from evidence_library.services import library_settings as service
from evidence_library.settings import LIBRARY_SETTINGS


@click.command()
@click.option(
    "--set", "wanted", multiple=True, metavar="NAME=VALUE", help="Set one; several may be given."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def settings(context: click.Context, wanted: tuple[str, ...], as_json: bool) -> None:
    """List what is set for the library as a whole, or set it: all of it in one step."""
    with library_of(context) as library:
        changes = service.change(library, service.read(wanted)) if wanted else None
        values = service.values(library)
    if as_json:
        operation = changes.name if changes and changes.any else None
        listed = {service.named(one): values[one.key] for one in LIBRARY_SETTINGS}
        print_json({"operation": operation, "settings": listed})
        return
    if changes is not None:
        tell(f"Done: {changes.name}." if changes.any else "Nothing changes.")
    for one in LIBRARY_SETTINGS:
        tell(f"{service.named(one)} = {service.told(values[one.key])}  ({one.label})")
