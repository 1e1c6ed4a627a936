"""`trash` and `restore`: delete records, see what was deleted, and get it back."""

from __future__ import annotations

import sys

import click

from evidence_library.cli.left_behind import tell_left_behind
from evidence_library.cli.output import bold, count, print_json, tell
from evidence_library.cli.verbs import fail, library_of
from evidence_library.model.history import Trashed
from evidence_library.model.ids import RecordId
from evidence_library.services import history, shapes
from evidence_library.services import trash as service
from evidence_library.services.identities import meant_among, merged_into, record_meant
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--empty", is_flag=True, help="Remove what is in the trash for good.")
@click.option("--yes", is_flag=True, help="Do not ask before emptying it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def trash(
    context: click.Context, ids: tuple[str, ...], empty: bool, yes: bool, as_json: bool
) -> None:
    """Move the records ID into the trash; without any, list what is in it.

    With --empty, what is in the trash (or only the records ID in it) is removed for good: the one
    thing in the library that cannot be undone.
    """
    with library_of(context) as library:
        if empty:
            _empty(library, ids, sure=yes or as_json, as_json=as_json)
        elif ids:
            keys = [record_meant(library, one) for one in ids]
            tell_left_behind(library, keys)
            name = service.delete(library, keys).name
            _tell_moved(name, keys, as_json=as_json)
        else:
            _list(service.listed(library), as_json=as_json)


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def restore(context: click.Context, ids: tuple[str, ...], as_json: bool) -> None:
    """Take the records ID out of the trash again."""
    with library_of(context) as library:
        keys = [_in_trash(library, one) for one in ids]
        name = service.restore(library, keys).name
    _tell_moved(name, keys, as_json=as_json)


def _in_trash(library: Library, typed: str) -> RecordId:
    """Give the record in the trash that is meant, also by the id of one that was merged into it."""
    listed = [one.id for one in service.listed(library)]
    try:
        return meant_among(listed, typed, "in the trash")
    except RecordGone:
        kept = merged_into(library, typed)
        if kept in listed:
            return kept
        if kept is not None:
            raise RecordGone(
                f"“{typed}” was merged into the record {kept}, which is not in the trash; “undo” "
                "brings it back as one of its own."
            ) from None
        raise


def _empty(library: Library, ids: tuple[str, ...], *, sure: bool, as_json: bool) -> None:
    keys = [_in_trash(library, one) for one in ids] if ids else None
    number = len(keys) if keys is not None else len(service.listed(library))
    what = service.noun(library, keys)
    if number and not sure:
        _ask(count(number, what))
    removed = service.empty(library, keys)
    if as_json:
        print_json({"removed": removed})
    else:
        tell(f"Removed {count(removed, what)} for good.")


def _ask(counted: str) -> None:
    """Ask whether what was counted shall go for good; end here if not."""
    if not sys.stdin.isatty():
        fail(f"That removes {counted} for good and cannot be undone: add --yes.")
    if not click.confirm(f"Remove {counted} for good? This cannot be undone."):
        fail("Nothing was removed.")


def _tell_moved(name: str, keys: list[RecordId], *, as_json: bool) -> None:
    if as_json:
        print_json({"operation": name, "records": keys})
    else:
        tell(f"Done: {name}")


def _list(trashed: tuple[Trashed, ...], *, as_json: bool) -> None:
    if as_json:
        print_json([shapes.trashed(one) for one in trashed])
        return
    if not trashed:
        tell("The trash is empty.")
    for one in trashed:
        by = f", {one.by}" if one.by else ""
        tell(f"{bold(one.title or 'Untitled')}")
        tell(f"  {one.id}  deleted {history.local_time(one.deleted)}{by}")
