"""`cite`: the sources of records, as text in a style, as RIS or as CSL-JSON."""

from __future__ import annotations

from typing import Any

import click

from evidence_library.cli.output import print_json, tell, write
from evidence_library.cli.verbs import library_of
from evidence_library.services import citations
from evidence_library.services.identities import record_meant
from evidence_library.settings import Settings

_STYLES = click.Choice([one.name for one in citations.STYLES])


@click.command()
@click.argument("ids", metavar="RECORD...", nargs=-1, required=True)
@click.option("--style", type=_STYLES, help="How text is written; else as in the settings.")
@click.option("--format", "form", type=click.Choice(list(citations.FORMS)), help="Usually text.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: each citation with its id.")
@click.pass_context
def cite(context: click.Context, /, **options: Any) -> None:
    """Cite the sources of records, in the order of the style."""
    form: str = options["form"] or "text"
    if form != "text" and (options["style"] or options["as_json"]):
        raise click.UsageError("--style and --json go with the format text only.", context)
    style: str = options["style"] or Settings().text("citation_style")
    with library_of(context) as library:
        ids = [record_meant(library, one) for one in options["ids"]]
        records = tuple(citations.of_records(library, ids))
        if options["as_json"]:
            told = citations.bibliography(records, style)
            cited = [{"id": one.record, "citation": one.text} for one in told]
            print_json({"style": style, "citations": cited})
        else:
            written = citations.in_form(records, form, style)
            tell(written) if form == "text" else write(written)
