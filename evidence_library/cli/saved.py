"""`saved`: searches that are kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
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
from evidence_library.cli.output import count, print_json, tell
from evidence_library.cli.search import (
    explain_option,
    limit_option,
    offset_option,
    tell_found,
)
from evidence_library.cli.verbs import library_of
from evidence_library.services import explain, find, saved_searches, shapes
from evidence_library.services.find import Order, Request
from evidence_library.services.saved_searches import Saved

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(invoke_without_command=True)
@_as_json
@click.pass_context
def saved(context: click.Context, as_json: bool) -> None:
    """List the saved searches, each with the number of records it finds now."""
    if context.invoked_subcommand is not None:
        return
    with library_of(context) as library:
        listed = saved_searches.listed(library)
    if as_json:
        print_json(shapes.saved(listed))
        return
    if not listed:
        tell("No search is saved; “saved starters” adds five to start from.")
    for one in listed:
        _tell(one)


@saved.command()
@click.argument("name")
@limit_option
@offset_option
@words_options
@sort_option(default=None)
@export_option
@record_option
@explain_option
@_as_json
@click.pass_context
def run(context: click.Context, /, **options: Any) -> None:
    """Ask for the saved search NAME again, with its own options unless others are given."""
    offset: int = options["offset"]
    with library_of(context) as library:
        kept = saved_searches.named(library, options["name"])
        asked = saved_searches.understood(kept)
        request = _as_asked(saved_searches.request_of(asked), options)
        labels = {facet: dict(names) for facet, names in asked.labels.items()}
        notes = saved_searches.told(library, kept)
        found = find.search(library, request)
        hits = find.hits(library, found, offset, options["limit"])
        whys = [explain.why(library, found, hit.id) for hit in hits if options["explain"]]
        written = write_lists(library, request, options, kept.name)
    if options["as_json"]:
        data = shapes.found(found, hits, whys)
        kept_as = {"name": kept.name, "notes": list(notes), "labels": labels}
        print_json({**data, **kept_as, **written_data(written)})
        return
    for note in notes:
        tell(f"Note: {note}")
    if written:
        tell_written(written)
    else:
        tell_found(found, hits, offset, whys)


def _as_asked(request: Request, options: Mapping[str, Any]) -> Request:
    """Let the options of this run go before those that were saved."""
    return replace(
        request,
        order=Order(options["sort"]) if options["sort"] else request.order,
        synonyms=request.synonyms and not options["no_synonyms"],
        lenient=request.lenient and not options["all_words"],
    )


@saved.command(cls=Asking)
@click.argument("name")
@click.argument("query", required=False)
@filter_options
@words_options
@sort_option()
@click.option("--replace", is_flag=True, help="Take the place of a saved search of that name.")
@_as_json
@click.pass_context
def save(context: click.Context, /, **options: Any) -> None:
    """Keep QUERY under NAME."""
    with library_of(context) as library:
        request = request_from(library, options)
        name: str = options["name"]
        key, _ = saved_searches.save(library, name, request, replace_it=options["replace"])
        (made,) = (one for one in saved_searches.listed(library) if one.id == key)
    if options["as_json"]:
        print_json(shapes.saved([made])[0])
        return
    tell(f"Saved “{made.name}”: {count(made.count or 0, 'record')}.")


@saved.command()
@click.argument("name")
@click.argument("new_name", metavar="NEW")
@_as_json
@click.pass_context
def rename(context: click.Context, name: str, new_name: str, as_json: bool) -> None:
    """Give the saved search NAME the name NEW."""
    with library_of(context) as library:
        kept = saved_searches.named(library, name)
        saved_searches.rename(library, kept.id, new_name)
        renamed = saved_searches.named(library, new_name)
    if as_json:
        print_json({"id": renamed.id, "name": renamed.name})
        return
    tell(f"“{kept.name}” is “{renamed.name}” now.")


@saved.command()
@click.argument("name")
@_as_json
@click.pass_context
def delete(context: click.Context, name: str, as_json: bool) -> None:
    """Take the saved search NAME away; “undo” brings it back."""
    with library_of(context) as library:
        kept = saved_searches.named(library, name)
        saved_searches.delete(library, kept.id)
    if as_json:
        print_json({"id": kept.id, "name": kept.name, "deleted": True})
        return
    tell(f"Deleted “{kept.name}”; “undo” brings it back.")


@saved.command()
@_as_json
@click.pass_context
def starters(context: click.Context, as_json: bool) -> None:
    """Add the five searches to start from, where they are not there."""
    with library_of(context) as library:
        changes = saved_searches.add_starters(library)
    if as_json:
        print_json({"added": len(changes.searches)})
        return
    tell(f"Added to the saved searches: {len(changes.searches)}.")


def _tell(one: Saved) -> None:
    number = "" if one.count is None else f"  {one.count}"
    tell(f"{one.name}{number}")
    for note in one.notes:
        tell(f"  Note: {note}")
