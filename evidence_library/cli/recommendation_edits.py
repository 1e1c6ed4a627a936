"""`recommendations add`, `edit`, `progress`, `respond` and `theme`: change recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from evidence_library.cli.output import print_json, tell
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.recommendation_lists import StatusWord
from evidence_library.cli.verbs import library_of
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecommendationId
from evidence_library.model.vocabulary import ResponseKind, Status
from evidence_library.services import (
    track,
    track_edit_shapes,
    track_edits,
    track_progress,
    track_sets,
)
from evidence_library.services.opened import Library
from evidence_library.services.recommendation_names import meant_among
from evidence_library.services.track_edits import Answer, Fields
from evidence_library.services.track_progress import Report

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_ids = click.argument("ids", nargs=-1, required=True, metavar="ID...")
_id = click.argument("name", metavar="ID")


class ResponseWord(click.ParamType[ResponseKind]):
    """A response as people or scripts write it: "accepted in principle"."""

    name = "response"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> ResponseKind:
        """Give the response; an unknown word ends in a usage error that lists the known ones."""
        try:
            return ResponseKind(" ".join(value.lower().replace("-", " ").replace("_", " ").split()))
        except ValueError:
            known = ", ".join(f"“{one.value}”" for one in ResponseKind)
            self.fail(f"“{value}” is not a response; use one of: {known}.", param, ctx)


@click.command()
@click.option("--set", "owner", required=True, help="The set it goes into.")
@click.option("--text", required=True, help="Its wording; “i) ... ii) ...” become parts.")
@click.option("--number", help="Its number; else the next one.")
@click.option("--lead", "leads", multiple=True, metavar="BODY", help="Who leads; give it again.")
@click.option("--deadline", help="When it is due, as in “Q3 2027” or “i) Q3 2027 ii) 2028”.")
@click.option("--theme", help="Its theme.")
@click.option("--notes", help="Notes of your own; Markdown.")
@click.option("--response", type=ResponseWord(), metavar="KIND", help="What was answered to it.")
@click.option("--response-date", default="", metavar="DATE", help="When that was; else today.")
@as_json_option
@click.pass_context
def add(context: click.Context, /, **options: Any) -> None:
    """Add a recommendation of your own to a set, and print its id."""
    kind, when = options["response"], options["response_date"]
    if when and kind is None:
        raise click.UsageError("--response-date goes with --response.", context)
    with library_of(context) as library:
        owner = track_sets.meant(library, options["owner"])
        answer = Answer(kind=kind, date=when) if kind else None
        key, done = track_edits.add(library, owner, _fields(options), answer)
        if options["as_json"]:
            print_json(track_edit_shapes.done(library, done.name, [key]))
        else:
            tell(key)


@click.command()
@_id
@click.option("--text", help="Its wording; what its source reads is kept.")
@click.option("--number", help="Its number.")
@click.option("--lead", "leads", multiple=True, metavar="BODY", help="Who leads; give it again.")
@click.option("--deadline", help="When it is due, if its source does not say.")
@click.option("--notes", help="Notes of your own; Markdown.")
@as_json_option
@click.pass_context
def edit(context: click.Context, /, **options: Any) -> None:
    """Change what ID says; an empty text takes a field away."""
    fields = _fields({"theme": None, **options})
    if fields == Fields():
        raise click.UsageError("Name what is to be changed.", context)
    with library_of(context) as library:
        key = track.meant(library, options["name"])
        done = track_edits.edit(library, key, fields)
        tell_done(library, done, [key], as_json=options["as_json"])


@click.command()
@_ids
@click.option("--status", type=StatusWord(), default="unknown", help="The status reported.")
@click.option("--part", default="", metavar="MARKER", help="The part it is about; else the whole.")
@click.option("--date", default="", metavar="DATE", help="When it was reported; else today.")
@click.option("--text", default="", help="What was reported, in the words of the source.")
@click.option("--note", default="", metavar="TEXT", help="A note of your own.")
@click.option("--revised", default="", metavar="DEADLINE", help="A later deadline.")
@click.option("--source", default="", help="Where it stands: words, or the id of a record.")
@as_json_option
@click.pass_context
def progress(context: click.Context, /, **options: Any) -> None:
    """Report progress on ID, or on several at once; earlier reports stay."""
    status: Status = options["status"]
    said = Report(
        status=status,
        words=options["text"],
        part=options["part"],
        date=options["date"],
        note=options["note"],
        revised=options["revised"],
        source=options["source"],
    )
    with library_of(context) as library, shown_progress() as shown:
        keys = _meant(library, options["ids"])
        done = track_progress.report(library, keys, said, shown)
        tell_done(library, done, keys, as_json=options["as_json"])


@click.command()
@_ids
@click.option(
    "--response", type=ResponseWord(), required=True, metavar="KIND", help="What was answered."
)
@click.option("--date", default="", metavar="DATE", help="When it was answered; else today.")
@click.option("--text", default="", help="The answer, in its own words.")
@click.option("--source", default="", help="Where it stands: words, or the id of a record.")
@as_json_option
@click.pass_context
def respond(context: click.Context, /, **options: Any) -> None:
    """Keep what was answered to ID, or to several; earlier answers stay."""
    answer = Answer(
        kind=options["response"],
        date=options["date"],
        words=options["text"],
        source=options["source"],
    )
    with library_of(context) as library, shown_progress() as shown:
        keys = _meant(library, options["ids"])
        done = track_edits.respond(library, keys, answer, shown)
        tell_done(library, done, keys, as_json=options["as_json"])


@click.command("theme")
@click.argument("theme", metavar="THEME")
@_ids
@as_json_option
@click.pass_context
def put_under(context: click.Context, theme: str, ids: tuple[str, ...], as_json: bool) -> None:
    """Put ID, or several, under THEME; “” takes the theme away."""
    with library_of(context) as library, shown_progress() as shown:
        keys = _meant(library, ids)
        done = track_edits.set_theme(library, keys, theme, shown)
        tell_done(library, done, keys, as_json=as_json)


@click.command()
@_ids
@as_json_option
@click.pass_context
def delete(context: click.Context, ids: tuple[str, ...], as_json: bool) -> None:
    """Move ID, or several, into the trash; “restore” or “undo” brings them back."""
    with library_of(context) as library, shown_progress() as shown:
        done = track_edits.delete(library, _meant(library, ids), shown)
    if as_json:
        print_json({"operation": done.name})
    else:
        tell_operation(done)


def tell_done(
    library: Library, done: Changes, keys: Sequence[RecommendationId], *, as_json: bool
) -> None:
    """Say what was done to recommendations."""
    if as_json:
        print_json(track_edit_shapes.done(library, done.name, keys))
    else:
        tell_operation(done)


def tell_operation(done: Changes) -> None:
    """Name an operation, and how it is taken back."""
    tell(f"{done.name}. “undo” takes it back." if done.name else "Nothing is changed by that.")


def _meant(library: Library, ids: Sequence[str]) -> list[RecommendationId]:
    whole = track.board(library)
    return list(dict.fromkeys(meant_among(whole.lines, whole.sets, one) for one in ids))


def _fields(options: dict[str, Any]) -> Fields:
    return Fields(
        text=options["text"],
        number=options["number"],
        leads=options["leads"] or None,
        deadline=options["deadline"],
        theme=options["theme"],
        notes=options["notes"],
    )
