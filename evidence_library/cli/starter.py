"""`starter`: what the program brought along; bring it up to date, hide it, remove it."""

from __future__ import annotations

from typing import Any

import click

from evidence_library.cli.history import shown
from evidence_library.cli.output import bold, count, print_json, tell
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.model.changes import Changes
from evidence_library.model.three_way import Fate
from evidence_library.services import shapes, starter_packs
from evidence_library.services import starter as service
from evidence_library.services.identities import record_meant
from evidence_library.services.opened import Library
from evidence_library.services.starter import Act, Update

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

#: What an update does with a thing, for people; those that stay the same are not told.
_ACTS = {
    Act.NEW: "added",
    Act.CHANGED: "brought up to date",
    Act.GONE: "deleted here, and not brought back",
    Act.MERGED: "merged into another record here",
    Act.DROPPED: "no longer comes with the program; it stays",
}

#: What becomes of a field that the program changed.
_FATES = {
    Fate.TAKEN: "taken over",
    Fate.KEPT: "yours is kept",
    Fate.CHOSEN: "taken over, as you chose",
}


@click.group(invoke_without_command=True)
@_as_json
@click.pass_context
def starter(context: click.Context, as_json: bool) -> None:
    """Say how much of the starter content is here, hidden, or changed."""
    if context.invoked_subcommand is not None:
        return
    with library_of(context) as library:
        standing, newer = service.standing(library), service.is_newer(library)
    if as_json:
        print_json(shapes.starter(standing, newer=newer))
        return
    total = standing.records + standing.gone
    tell(f"{count(total, 'record')} came with the program; {standing.records:,} of them are here.")
    for number, said in (
        (standing.hidden, "hidden from searches"),
        (standing.changed, "changed here"),
        (standing.gone, "deleted here"),
    ):
        if number:
            tell(f"{number:>6}  {said}")
    if newer:
        tell("This version of the program brings other texts; see “starter update”.")


@starter.command()
@click.option(
    "--take",
    nargs=2,
    multiple=True,
    metavar="ID FIELD",
    help="Take the shipped text of a field although it was changed here.",
)
@click.option("--again", is_flag=True, help="Bring back what was deleted here.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@_as_json
@click.pass_context
def update(context: click.Context, /, **options: Any) -> None:
    """Take over what this version of the program brings; what was changed here stays.

    A library without starter content gets all of it.
    """
    again: bool = options["again"]
    with library_of(context) as library, shown_progress() as progress:
        take = {(record_meant(library, key), field) for key, field in options["take"]}
        told = service.plan(library, take, again=again, progress=progress)
        name = ""
        if not options["dry_run"]:
            changes = service.update(library, take, again=again, progress=progress)
            name = changes.name if changes.any else ""
    if options["as_json"]:
        print_json({"operation": name, "updates": [shapes.starter_update(one) for one in told]})
        return
    _tell(told)
    _tell_end(told, name, dry_run=options["dry_run"])


@starter.command()
@_as_json
@click.pass_context
def hide(context: click.Context, as_json: bool) -> None:
    """Leave the starter content out of searches; “starter show” lets it be found again."""
    with library_of(context) as library:
        _tell_done(library, service.hide(library), as_json=as_json)


@starter.command()
@_as_json
@click.pass_context
def show(context: click.Context, as_json: bool) -> None:
    """Let the starter content be found again."""
    with library_of(context) as library:
        _tell_done(library, service.hide(library, hidden=False), as_json=as_json)


@starter.command()
@click.option(
    "--changed-too", is_flag=True, help="Also the records that were changed or tagged here."
)
@_as_json
@click.pass_context
def remove(context: click.Context, changed_too: bool, as_json: bool) -> None:
    """Move the starter content into the trash; “undo” brings it back."""
    with library_of(context) as library:
        changes = service.remove(library, changed_too=changed_too)
        _tell_done(library, changes, as_json=as_json)
        if not as_json:
            left = service.standing(library).records
            tell(service.removal_told(len(changes.trashed), left))


@starter.command()
@_as_json
@click.pass_context
def packs(context: click.Context, as_json: bool) -> None:
    """Add the packs that came with the program, where the library does not have them."""
    with library_of(context) as library:
        changes = starter_packs.add(library)
    if as_json:
        print_json({"operation": changes.name, "packs": sorted(changes.packs)})
    else:
        tell(f"Done: {changes.name}.")


def _tell(told: tuple[Update, ...]) -> None:
    for one in told:
        if one.act not in _ACTS:
            continue
        tell(f"{bold(one.title)}: {_ACTS[one.act]}")
        for field in one.fields:
            tell(f"  {field.label} ({_FATES[field.fate]}; {field.path})")
            tell(f"    {shown(field.stretches)}")


def _tell_end(told: tuple[Update, ...], name: str, *, dry_run: bool) -> None:
    doing = sum(one.act in {Act.NEW, Act.CHANGED} for one in told)
    if dry_run:
        tell(f"{count(doing, 'record')} would be added or changed.")
    elif name:
        tell(f"Done: {name}. {count(doing, 'record')} added or changed.")
    else:
        tell("Nothing changes.")


def _tell_done(library: Library, changes: Changes, *, as_json: bool) -> None:
    standing = service.standing(library)
    if as_json:
        print_json({"operation": changes.name if changes.any else "", "records": standing.records})
    elif changes.any:
        tell(f"Done: {changes.name}.")
    else:
        tell("Nothing changes.")
