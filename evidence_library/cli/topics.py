"""`topics`: list the topic headings."""

from __future__ import annotations

import click

from evidence_library.cli.output import print_json, tell
from evidence_library.cli.verbs import library_of
from evidence_library.services import shapes
from evidence_library.services import topics as service


@click.command()
@click.option("--used", is_flag=True, help="Only headings that have records.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def topics(context: click.Context, used: bool, as_json: bool) -> None:
    """List the topic headings, each with the number of records under it or its narrower ones."""
    with library_of(context) as library:
        headings = [item for item in service.headings(library) if item.count or not used]
    if as_json:
        print_json(shapes.topics(headings))
        return
    for item in headings:
        indent = "  " if item.broader_notation else ""
        proposed = "" if item.concept.status == "verified" else " (proposed)"
        tell(f"{indent}{item.concept.notation}  {item.concept.label}{proposed}  {item.count}")
