"""`search`: find records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from evidence_library.cli.asking import (
    Asking,
    filter_options,
    request_from,
    sort_option,
    words_options,
)
from evidence_library.cli.exporting import (
    export_option,
    record_option,
    tell_written,
    write_lists,
    written_data,
)
from evidence_library.cli.output import bold, count, in_bold, listed, print_json, tell, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.model.headline import how_far
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import explain, find, found_beside, shapes
from evidence_library.services.explain import Why
from evidence_library.services.find import Found, Hit

_ON_REQUEST = "Ask for them with workflow:withdrawn or workflow:excluded."

limit_option = click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(min=0), metavar="N"
)

offset_option = click.option(
    "--offset",
    default=0,
    type=click.IntRange(min=0),
    metavar="N",
    help="Leave out the first N records.",
)

explain_option = click.option(
    "--explain", is_flag=True, help="Say of each record which words stand where in it."
)


@click.command(cls=Asking)
@click.argument("query", required=False)
@limit_option
@offset_option
@filter_options
@words_options
@click.option(
    "--unfinished",
    is_flag=True,
    help="The last word may be the beginning of a word, as while one types.",
)
@sort_option()
@export_option
@record_option
@explain_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def search(context: click.Context, /, **options: Any) -> None:
    """Find records that match QUERY: words, "phrases", OR, NOT, -word, grant*, field:value."""
    if options["query"] is None and not (options["filters"] or options["exclude"]):
        raise click.UsageError("Missing argument 'QUERY'.", context)
    offset: int = options["offset"]
    with library_of(context) as library:
        request = request_from(library, options)
        found = find.search(library, request)
        hits = find.hits(library, found, offset, options["limit"])
        written = write_lists(library, request, options)
        also = found_beside.assessed_beside(library, request.text)
        whys = [explain.why(library, found, hit.id) for hit in hits if options["explain"]]
    if options["as_json"]:
        shape = {**shapes.found(found, hits, whys), **written_data(written)}
        shape["elsewhere"] |= {"assessments": also[0], "actions": also[1]}
        print_json(shape)
    elif written:
        tell_written(written)
    else:
        tell_found(found, hits, offset, whys)
        _tell_also(*also)


def _tell_also(assessments: int, actions: int) -> None:
    """Say which assessments and actions match, and which verbs list them."""
    said = found_beside.in_words(assessments, actions)
    if said:
        verbs = ["“assess list”"] * bool(assessments) + ["“action list”"] * bool(actions)
        tell(f"\n{said}; ask {' and '.join(verbs)} for them.")


def tell_found(
    found: Found, hits: tuple[Hit, ...], offset: int = 0, whys: Sequence[Why] = ()
) -> None:
    """Say how many records were found, what was also searched, and list some of them.

    `whys` say of each why it was found, if that was asked.
    """
    for problem in found.problems:
        tell(f"Note: {problem.message}")
    if found.also_searched:
        tell(wrapped(f"Also searched: {found.also_told}"))
    tell(f"{count(found.total, 'record')}")
    _tell_what_else(found)
    for at, hit in enumerate(hits):
        _tell_hit(hit)
        for sentence in whys[at].sentences if whys else ():
            tell(listed(sentence, "  "))
    more = found.total - offset - len(hits)
    if more > 0:
        tell(f"\n… and {more} more; ask for them with --limit or --offset.")
    if found.recommendations:
        verb = "matches" if found.recommendations == 1 else "match"
        tell(f"\n{count(found.recommendations, 'recommendation')} also {verb}.")


def _tell_what_else(found: Found) -> None:
    """Say what else one may ask for, and what need not stand in every record."""
    if found.did_you_mean:
        tell(wrapped(f"Did you mean: {found.did_you_mean}"))
    if found.beginning:
        offer = f"Words that begin with “{found.beginning.word}” ({found.beginning.total:,})"
        tell(wrapped(f"{offer}: search for {found.beginning.query}"))
    if found.hidden_told:
        tell(wrapped("The starter content is hidden from searches; “starter show” shows it."))
    if found.set_aside_told:
        tell(wrapped(f"{found.set_aside_told} {_ON_REQUEST}"))
    if found.leniency:
        tell(wrapped(found.leniency))
    if found.nearest and not found.problems:
        broader = f"“{found.nearest.label}” has {found.nearest.count:,}"
        tell(f"No record stands under “{found.heading}” yet; its broader heading {broader}.")


def _tell_hit(hit: Hit) -> None:
    told = how_far(hit.workflow, hit.version, shipped=hit.starter)
    standing = "" if hit.workflow is Workflow.PUBLISHED else told
    facts = [standing, hit.kind.capitalize(), str(hit.year or ""), hit.authors]
    tell("\n" + (in_bold(hit.title) if hit.title else bold("Untitled")))
    tell("  " + " · ".join(fact for fact in facts if fact))
    tell(wrapped(in_bold(hit.passage), "  "))
    tell(f"  Effect: {hit.effect.label} · How sure: {hit.how_we_know.label}")
    tell(f"  {hit.id}")
