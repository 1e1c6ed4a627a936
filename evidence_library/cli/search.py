"""`search`: find records."""

from __future__ import annotations

import click

from evidence_library.cli.output import count, in_bold, print_json, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.services import find, shapes
from evidence_library.services.find import Found, Hit, Request


# A search may begin with an excluded word: "-police" is no option.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("query")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=0), metavar="N")
@click.option(
    "--no-synonyms", is_flag=True, help="Search the words as typed, without other words for them."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def search(
    context: click.Context, query: str, limit: int, no_synonyms: bool, as_json: bool
) -> None:
    """Find records that match QUERY: words, "phrases", OR, NOT, -word, grant*, field:value."""
    with library_of(context) as library:
        found = find.search(library, Request(query, synonyms=not no_synonyms))
        hits = find.hits(library, found, 0, limit)
    if as_json:
        print_json(shapes.found(found, hits))
    else:
        _tell(found, hits)


def _tell(found: Found, hits: tuple[Hit, ...]) -> None:
    for problem in found.problems:
        click.echo(f"Note: {problem.message}")
    if found.also_searched:
        click.echo(wrapped(f"Also searched: {found.also_told}"))
    click.echo(f"{count(found.total, 'record')}")
    if found.nearest and not found.problems:
        broader = f"“{found.nearest.label}” has {found.nearest.count:,}"
        click.echo(f"No record stands under this heading yet; its broader heading {broader}.")
    for hit in hits:
        _tell_hit(hit)
    if found.total > len(hits):
        click.echo(f"\n… and {found.total - len(hits)} more; ask for them with --limit.")
    if found.recommendations:
        verb = "matches" if found.recommendations == 1 else "match"
        click.echo(f"\n{count(found.recommendations, 'recommendation')} also {verb}.")


def _tell_hit(hit: Hit) -> None:
    facts = [hit.kind.capitalize(), str(hit.year or ""), hit.authors]
    click.echo(f"\n{in_bold(hit.title)}")
    click.echo("  " + " · ".join(fact for fact in facts if fact))
    click.echo(wrapped(in_bold(hit.passage), "  "))
    click.echo(f"  Effect: {hit.effect.label} · How sure: {hit.how_we_know.label}")
    click.echo(f"  {hit.id}")
