"""`publish`, `review` and `versions`: stand by records, confirm them, see what they said before."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from evidence_library.cli.history import shown
from evidence_library.cli.output import count, print_json
from evidence_library.cli.verbs import library_of, only_one
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.services import publishing, shapes
from evidence_library.services.identities import record_meant
from evidence_library.services.opened import Library
from evidence_library.services.publishing import Published

_ids = click.argument("ids", nargs=-1, required=True, metavar="ID...")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_years = click.option(
    "--years",
    type=click.IntRange(1, 50),
    default=publishing.REVIEW_YEARS,
    show_default=True,
    help="After how many years it is due for review.",
)


@click.command()
@_ids
@click.option("--note", default="", metavar="TEXT", help="What is new in this version.")
@click.option("--submit", is_flag=True, help="Only hand it to a second person to check.")
@click.option("--back", metavar="REASON", help="Only make it a draft again.")
@click.option("--withdraw", metavar="REASON", help="Take it back; it is still found.")
@_years
@_as_json
@click.pass_context
def publish(context: click.Context, /, **options: Any) -> None:
    """Publish the records ID: what stands in the way of it is said, and nothing is published."""
    other = only_one(context, options, ("submit", "back", "withdraw"))
    with library_of(context) as library:
        keys = _meant(library, options["ids"])
        if other == "submit":
            changes = publishing.submit(library, keys)
        elif other == "back":
            changes = publishing.send_back(library, keys, options["back"])
        elif other == "withdraw":
            changes = publishing.withdraw(library, keys, options["withdraw"])
        else:
            note, years = options["note"], options["years"]
            changes = publishing.publish(
                library, keys, today=_today(), note=note, review_years=years
            )
    _tell(changes, as_json=options["as_json"])


@click.command()
@_ids
@_years
@_as_json
@click.pass_context
def review(context: click.Context, ids: tuple[str, ...], years: int, as_json: bool) -> None:
    """Confirm the published records ID as they are, and put their next review off."""
    with library_of(context) as library:
        changes = publishing.review(
            library, _meant(library, ids), today=_today(), review_years=years
        )
    _tell(changes, as_json=as_json)


@click.command()
@click.argument("record", metavar="ID")
@click.option("--compare", nargs=2, type=int, metavar="OLD NEW", help="Tell two versions apart.")
@click.option("--restore", type=int, metavar="NUMBER", help="Make it say that again, as a draft.")
@_as_json
@click.pass_context
def versions(
    context: click.Context,
    record: str,
    compare: tuple[int, int] | None,
    restore: int | None,
    as_json: bool,
) -> None:
    """List the published versions of a record, the newest first."""
    if compare and restore is not None:
        raise click.UsageError("--compare and --restore cannot go together; choose one.", context)
    with library_of(context) as library:
        key = record_meant(library, record)
        if restore is not None:
            _tell(publishing.restore_version(library, key, restore), as_json=as_json)
        elif compare:
            _tell_difference(library, key, *compare, as_json=as_json)
        else:
            _list(publishing.versions(library, key), as_json=as_json)


def _today() -> date:
    return date.today()


def _meant(library: Library, ids: tuple[str, ...]) -> list[RecordId]:
    return [record_meant(library, one) for one in ids]


def _tell(changes: Changes, *, as_json: bool) -> None:
    if as_json:
        print_json({"operation": changes.name, "records": sorted(changes.records)})
    elif changes.any:
        click.echo(f"Done: {changes.name}. {count(len(changes.records), 'record')} changed.")
    else:
        click.echo("Nothing changes.")


def _tell_difference(
    library: Library, record: RecordId, old: int, new: int, *, as_json: bool
) -> None:
    fields = publishing.difference(library, record, old, new)
    if as_json:
        print_json(shapes.field_changes(fields))
        return
    for field in fields:
        click.echo(f"{field.label}: {shown(field.stretches)}")
    if not fields:
        click.echo("They say the same.")


def _list(listed: tuple[Published, ...], *, as_json: bool) -> None:
    if as_json:
        print_json([shapes.version(one) for one in listed])
        return
    for one in listed:
        version = one.version
        beside = ", ".join(filter(None, (version.by, version.note)))
        lost = "" if one.record else "  (not in this library's history)"
        told = f"  {beside}" if beside else ""
        click.echo(f"{version.number:>4}  {version.date.value}{told}{lost}")
    if not listed:
        click.echo("It was never published.")
