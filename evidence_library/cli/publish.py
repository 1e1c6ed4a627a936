"""`publish`, `review` and `versions`: stand by records, confirm them, see what they said before."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from evidence_library.cli.history import shown
from evidence_library.cli.left_behind import tell_left_behind
from evidence_library.cli.output import count, print_json, tell
from evidence_library.cli.verbs import library_of, only_one, only_with
from evidence_library.cli.worklist import tell_comments
from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.services import comments, publishing, screening, shapes
from evidence_library.services.history import local_time
from evidence_library.services.identities import record_meant
from evidence_library.services.merged_records import Merged, merged
from evidence_library.services.opened import Library
from evidence_library.services.publishing import Manner, Published

_ids = click.argument("ids", nargs=-1, required=True, metavar="ID...")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_years = click.option(
    "--years",
    type=click.IntRange(1, 50),
    help="After how many years it is due for review; else as Settings say.",
)

_SCREENING = ("suggest", "start", "include", "exclude")
_WITH_REASON = ("include", "exclude")

#: Stands for the record as it is now, among its versions.
_NOW = "now"

#: With what else some options go; "" stands for publishing and for confirming.
_GO_WITH = {"note": ("",), "years": ("",), "reason": ("screen",)}


@click.command()
@_ids
@click.option("--note", default="", metavar="TEXT", help="What is new in this version.")
@click.option("--submit", is_flag=True, help="Only hand it to a second person to check.")
@click.option("--back", metavar="REASON", help="Only make it a draft again.")
@click.option(
    "--withdraw", metavar="REASON", help="Take it back; it is found on request only, with why."
)
@click.option(
    "--screen",
    type=click.Choice(_SCREENING),
    help="Only screen it: suggest it, start, take it in as a draft, or leave it out.",
)
@click.option("--reason", default="", metavar="TEXT", help="Why it is taken in or left out.")
@click.option(
    "--supersede-by", "supersede_by", metavar="ID", help="Let that record take its place."
)
@_years
@_as_json
@click.pass_context
def publish(context: click.Context, /, **options: Any) -> None:
    """Publish the records ID: what stands in the way of it is said, and nothing is published."""
    other = only_one(context, options, ("submit", "back", "withdraw", "screen", "supersede_by"))
    only_with(context, options, _GO_WITH, other or "")
    if options["reason"] and options["screen"] not in _WITH_REASON:
        raise click.UsageError("--reason goes with --screen include or --screen exclude.", context)
    with library_of(context) as library:
        keys = _meant(library, options["ids"])
        changes = _moved(library, keys, options, other)
    _tell(changes, as_json=options["as_json"])


def _moved(
    library: Library, keys: list[RecordId], options: dict[str, Any], other: str | None
) -> Changes:
    match other:
        case "submit":
            return publishing.submit(library, keys)
        case "back":
            return publishing.send_back(library, keys, _why(options["back"]))
        case "withdraw":
            tell_left_behind(library, keys)
            return publishing.withdraw(library, keys, options["withdraw"])
        case "screen":
            return _screened(library, keys, options["screen"], options["reason"])
        case "supersede_by":
            return screening.supersede(library, keys, _successor(library, options[other]))
        case _:
            note, house = options["note"], Manner(library.rules.every(options["years"]))
            return publishing.publish(library, keys, today=_today(), note=note, manner=house)


def _why(reason: str) -> str:
    if not reason.strip():
        raise UserCanFix("Say why: whoever finds it later wants to know.")
    return reason


def _successor(library: Library, typed: str) -> RecordId:
    if not typed.strip():
        raise UserCanFix("Say which record takes its place: give its id.")
    return record_meant(library, typed)


def _comment(said: str) -> tuple[str, str]:
    """Read FIELD=TEXT; without a field the record as a whole is meant."""
    field, sign, text = said.partition("=")
    if not (sign and text.strip()):
        raise UserCanFix(
            "Write a comment as FIELD=TEXT, such as “title=Is this the whole title?”; for the "
            "record as a whole as “record=…”."
        )
    return comments.field_meant(field), text


def _screened(library: Library, keys: list[RecordId], step: str, reason: str) -> Changes:
    if step == "suggest":
        return screening.suggest(library, keys)
    if step == "start":
        return screening.start(library, keys)
    if step == "include":
        return screening.include(library, keys, reason)
    return screening.exclude(library, keys, reason)


@click.command()
@_ids
@_years
@click.option("--due", metavar="REASON", help="Only say that it is due for review, and why.")
@click.option(
    "--comment", metavar="FIELD=TEXT", help="Only say something about a field of one record."
)
@click.option("--comments", is_flag=True, help="List what was said about one record.")
@click.option("--resolve", type=int, metavar="NUMBER", help="Say that a comment was dealt with.")
@_as_json
@click.pass_context
def review(context: click.Context, /, **options: Any) -> None:
    """Confirm the published records ID as they are, and put their next review off."""
    other = only_one(context, options, ("due", "comment", "comments", "resolve"))
    only_with(context, options, {"years": ("",)}, other or "")
    with library_of(context) as library:
        keys = _meant(library, options["ids"])
        if other in {"comment", "comments", "resolve"} and len(keys) != 1:
            raise click.UsageError(f"--{other} goes with one record.", context)
        if other == "comments":
            tell_comments(comments.listed(library, keys[0]), as_json=options["as_json"])
            return
        changes = _reviewed(library, keys, options, other)
    _tell(changes, as_json=options["as_json"])


def _reviewed(
    library: Library, keys: list[RecordId], options: dict[str, Any], other: str | None
) -> Changes:
    match other:
        case "due":
            return screening.ask_for_review(library, keys, _why(options["due"]))
        case "comment":
            return comments.add(library, keys[0], *_comment(options["comment"]))
        case "resolve":
            return comments.resolve(library, [comments.meant(library, keys[0], options["resolve"])])
        case _:
            house = Manner(library.rules.every(options["years"]))
            return publishing.review(library, keys, today=_today(), manner=house)


@click.command()
@click.argument("record", metavar="ID")
@click.option(
    "--compare",
    nargs=2,
    metavar="OLD NEW",
    help="Tell two versions apart; “now” is the record as it is now.",
)
@click.option("--restore", type=int, metavar="NUMBER", help="Make it say that again, as a draft.")
@_as_json
@click.pass_context
def versions(
    context: click.Context,
    record: str,
    compare: tuple[str, str] | None,
    restore: int | None,
    as_json: bool,
) -> None:
    """List the published versions of a record, the newest first.

    The id of a record that was merged into another one tells of its own versions and changes, too.
    """
    if compare and restore is not None:
        raise click.UsageError("--compare and --restore cannot go together; choose one.", context)
    with library_of(context) as library:
        key = record_meant(library, record)
        if restore is not None:
            _tell(publishing.restore_version(library, key, restore), as_json=as_json)
        elif compare:
            _tell_difference(library, key, *compare, as_json=as_json)
        else:
            _list(library, key, merged(library, record, key), as_json=as_json)


def _today() -> date:
    return date.today()


def _meant(library: Library, ids: tuple[str, ...]) -> list[RecordId]:
    return [record_meant(library, one) for one in ids]


def _tell(changes: Changes, *, as_json: bool) -> None:
    if as_json:
        print_json({"operation": changes.name, "records": sorted(changes.records)})
    elif changes.any:
        tell(f"Done: {changes.name}. {count(len(changes.records), 'record')} changed.")
    else:
        tell("Nothing changes.")


def _number(typed: str) -> int | None:
    """Read the number of a version; None for the record as it is now."""
    if typed.strip().casefold() == _NOW:
        return None
    if not typed.strip().isdecimal():
        raise UserCanFix(f"“{typed}” is no number of a version; write “{_NOW}” for the present.")
    return int(typed)


def _tell_difference(
    library: Library, record: RecordId, old: str, new: str, *, as_json: bool
) -> None:
    fields = publishing.difference(library, record, _number(old), _number(new))
    if as_json:
        print_json(shapes.field_changes(fields))
        return
    for field in fields:
        tell(f"{field.label}: {shown(field.stretches)}")
    if not fields:
        tell("They say the same.")


def _list(library: Library, key: RecordId, old: Merged | None, *, as_json: bool) -> None:
    listed = publishing.versions(library, key)
    if as_json:
        own = [(old.id, one) for one in old.versions] if old else []
        told = [*((key, one) for one in listed), *own]
        print_json([{**shapes.version(one), "record": of} for of, one in told])
        return
    if old is not None:
        _tell_merged(old)
        tell(f"\nVersions of “{old.kept_title}”, which --compare and --restore go by:")
    _tell_versions(listed)


def _tell_merged(old: Merged) -> None:
    """Say where a merged record went, and what it was before."""
    tell(f"“{old.title}” ({old.id}) was merged into “{old.kept_title}” ({old.kept}).")
    tell("\nIts own versions, before it was merged:")
    _tell_versions(old.versions)
    tell("\nWhat was done to it, the newest first:")
    for entry in old.changes:
        beside = f"  ({entry.by})" if entry.by else ""
        tell(f"{entry.number:>6}  {local_time(entry.made_at)}  {entry.name}{beside}")
    if old.more:
        tell(f"… and {old.more:,} more: history --record {old.id}")


def _tell_versions(listed: tuple[Published, ...]) -> None:
    for one in listed:
        version = one.version
        beside = ", ".join(filter(None, (version.by, version.note)))
        lost = "" if one.record else "  (not in this library's history)"
        told = f"  {beside}" if beside else ""
        tell(f"{version.number:>4}  {version.date.value}{told}{lost}")
    if not listed:
        tell("It was never published.")
