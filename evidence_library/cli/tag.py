"""`tag`: put tags on records, take them off, rename, merge and colour them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from evidence_library.cli.output import count, print_json, tell
from evidence_library.cli.verbs import library_of
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.tags import TAG_COLOURS
from evidence_library.services import tagging
from evidence_library.services.identities import record_meant
from evidence_library.services.opened import Library

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_ids = click.argument("ids", nargs=-1, required=True, metavar="ID...")


@click.group(invoke_without_command=True)
@_as_json
@click.pass_context
def tag(context: click.Context, as_json: bool) -> None:
    """List the tags in use, each with its number of records."""
    if context.invoked_subcommand is not None:
        return
    with library_of(context) as library:
        _list(library, as_json=as_json)


@tag.command("list")
@_as_json
@click.pass_context
def list_tags(context: click.Context, as_json: bool) -> None:
    """List the tags in use, each with its number of records and its colour."""
    with library_of(context) as library:
        _list(library, as_json=as_json)


@tag.command()
@click.argument("name")
@_ids
@_as_json
@click.pass_context
def add(context: click.Context, name: str, ids: tuple[str, ...], as_json: bool) -> None:
    """Put the tag NAME on the records ID."""
    with library_of(context) as library:
        _tell(tagging.put(library, name, _meant(library, ids)), as_json=as_json)


@tag.command()
@click.argument("name")
@_ids
@_as_json
@click.pass_context
def remove(context: click.Context, name: str, ids: tuple[str, ...], as_json: bool) -> None:
    """Take the tag NAME off the records ID."""
    with library_of(context) as library:
        _tell(tagging.take(library, name, _meant(library, ids)), as_json=as_json)


@tag.command()
@click.argument("name")
@click.argument("new")
@_as_json
@click.pass_context
def rename(context: click.Context, name: str, new: str, as_json: bool) -> None:
    """Call the tag NAME NEW on all records."""
    with library_of(context) as library:
        _tell(tagging.rename(library, name, new), as_json=as_json)


@tag.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--into", required=True, metavar="TAG", help="The tag that takes their place.")
@_as_json
@click.pass_context
def merge(context: click.Context, names: tuple[str, ...], into: str, as_json: bool) -> None:
    """Make the tags NAME one on all records."""
    with library_of(context) as library:
        _tell(tagging.merge(library, names, into), as_json=as_json)


@tag.command()
@click.argument("name")
@_as_json
@click.pass_context
def delete(context: click.Context, name: str, as_json: bool) -> None:
    """Take the tag NAME off all records."""
    with library_of(context) as library:
        _tell(tagging.delete(library, name), as_json=as_json)


@tag.command()
@click.argument("name")
@click.argument("colour", type=click.Choice([*TAG_COLOURS, "none"], case_sensitive=False))
@_as_json
@click.pass_context
def colour(context: click.Context, name: str, colour: str, as_json: bool) -> None:
    """Show the tag NAME in COLOUR; “none” takes its colour away."""
    with library_of(context) as library:
        changes = tagging.paint(library, name, "" if colour == "none" else colour)
    if as_json:
        print_json({"operation": changes.name, "records": [], "changed": changes.any})
    else:
        tell(f"Done: {changes.name}." if changes.any else "Nothing changes.")


def _list(library: Library, *, as_json: bool) -> None:
    listed = tagging.listed(library)
    if as_json:
        print_json(
            [{"tag": one.name, "count": one.count, "colour": one.colour or None} for one in listed]
        )
        return
    for one in listed:
        tell(f"{one.name}  {one.count:,}{f'  {one.colour}' if one.colour else ''}")
    if not listed:
        tell("No record carries a tag.")


def _meant(library: Library, ids: Sequence[str]) -> list[RecordId]:
    return list(dict.fromkeys(record_meant(library, one) for one in ids))


def _tell(changes: Changes, *, as_json: bool) -> None:
    if as_json:
        print_json({"operation": changes.name, "records": sorted(changes.records)})
    elif changes.any:
        tell(f"Done: {changes.name}. {count(len(changes.records), 'record')} changed.")
    else:
        tell("Nothing changes.")
