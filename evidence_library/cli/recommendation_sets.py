"""`recommendations set`: make a set of recommendations, and say what it is."""

from __future__ import annotations

from typing import Any

import click

from evidence_library.cli.output import print_json
from evidence_library.cli.recommendation_edits import as_json_option, tell_operation
from evidence_library.cli.verbs import library_of
from evidence_library.model.recommendation import Body
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.services import track_edit_shapes, track_sets
from evidence_library.services.track_sets import SetFields


class BodyWord(click.ParamType[Body]):
    """A lead body as one types it: "DfES|Department for Education and Skills|DCSF; DfE"."""

    name = "body"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Body:
        """Give the body: its name, its full name and those that followed it."""
        name, full_name, later, *more = (*value.split("|"), "", "")
        if not name.strip() or any(more):
            self.fail("Write a body as NAME|FULL NAME|SUCCESSOR; SUCCESSOR.", param, ctx)
        return Body(name=name, full_name=full_name, successors=tuple(later.split(";")))


@click.command("set")
@click.argument("name", metavar="SET")
@click.option("--new", is_flag=True, help="Make a set called SET.")
@click.option("--title", help="Another title.")
@click.option(
    "--quarters",
    type=click.Choice([one.value for one in QuarterConvention]),
    help="Which quarters its deadlines mean.",
)
@click.option("--as-at", metavar="DATE", help="The date its table speaks of.")
@click.option("--source", metavar="RECORD", help="The record of its document.")
@click.option(
    "--body",
    "bodies",
    type=BodyWord(),
    multiple=True,
    metavar="NAME|FULL NAME|SUCCESSOR",
    help="What a lead body is called in full, and what followed it; give it again.",
)
@click.option("--delete", is_flag=True, help="Move SET into the trash, with all it holds.")
@as_json_option
@click.pass_context
def set_(context: click.Context, /, **options: Any) -> None:
    """Make a set of recommendations, or change what SET says of itself."""
    quarters, new = options["quarters"], options["new"]
    fields = SetFields(
        title=options["name"] if new else options["title"],
        quarters=QuarterConvention(quarters) if quarters else None,
        as_at=options["as_at"],
        source_record=options["source"],
        bodies=options["bodies"],
    )
    if new and options["title"] is not None:
        raise click.UsageError("--new and --title cannot go together; choose one.", context)
    if options["delete"]:
        _delete(context, options, fields)
        return
    if fields == SetFields():
        raise click.UsageError("Name what is to be changed.", context)
    with library_of(context) as library:
        if new:
            key, done = track_sets.new(library, fields)
        else:
            key = track_sets.meant(library, options["name"])
            done = track_sets.edit(library, key, fields)
        if options["as_json"]:
            print_json(track_edit_shapes.set_done(library, done.name, key))
        else:
            tell_operation(done)


def _delete(context: click.Context, options: dict[str, Any], fields: SetFields) -> None:
    if fields != SetFields():
        raise click.UsageError("--delete goes with none of the options that change a set.", context)
    with library_of(context) as library:
        done = track_sets.delete(library, track_sets.meant(library, options["name"]))
    if options["as_json"]:
        print_json({"operation": done.name})
    else:
        tell_operation(done)
