"""`recommendations link` and `overlap`: what bears on one, and what others ask for the same."""

from __future__ import annotations

from typing import Any

import click

from evidence_library.cli.output import bold, print_json, tell, wrapped
from evidence_library.cli.recommendation_edits import as_json_option, tell_done
from evidence_library.cli.verbs import library_of
from evidence_library.model.ids import RecommendationId
from evidence_library.model.vocabulary import EvidenceRole
from evidence_library.services import (
    track,
    track_edit_shapes,
    track_links,
    track_overlaps,
    track_practice,
)
from evidence_library.services.opened import Library
from evidence_library.services.track_links import Bearing

_ROLES = click.Choice([one.value for one in EvidenceRole])
_id = click.argument("name", metavar="ID")


@click.command()
@_id
@click.argument("record", required=False, metavar="[RECORD]")
@click.option("--role", type=_ROLES, help="Evidence of the problem or of progress, or practice.")
@click.option("--part", default="", metavar="MARKER", help="The part it bears on; else the whole.")
@click.option("--note", default="", metavar="TEXT", help="What it shows, in a line.")
@click.option("--remove", is_flag=True, help="Take the link away.")
@click.option("--suggest", is_flag=True, help="List records that might be practice for it.")
@as_json_option
@click.pass_context
def link(context: click.Context, /, **options: Any) -> None:
    """Link RECORD to ID, and say as what; it is found from both sides then."""
    role, remove, suggest = options["role"], options["remove"], options["suggest"]
    if suggest == bool(options["record"]):
        raise click.UsageError("Name a record, or ask for suggestions with --suggest.", context)
    if role is None and not (remove or suggest):
        raise click.UsageError("Say with --role what the record is.", context)
    bearing = role and Bearing(role=EvidenceRole(role), part=options["part"], note=options["note"])
    with library_of(context) as library:
        key = track.meant(library, options["name"])
        if suggest:
            _tell_practice(library, key, as_json=options["as_json"])
        elif remove:
            item = track.held(library, key).item
            record = track_links.record_linked(library, item, options["record"])
            done = track_links.unlink(library, key, record, bearing)
            tell_done(library, done, [key], as_json=options["as_json"])
        else:
            done = track_links.link(library, [key], options["record"], bearing)
            tell_done(library, done, [key], as_json=options["as_json"])


@click.command()
@_id
@click.argument("other", required=False, metavar="[OTHER]")
@click.option("--apart", is_flag=True, help="Say that they do not ask for the same.")
@click.option("--suggest", is_flag=True, help="List those that may ask for the same as ID.")
@as_json_option
@click.pass_context
def overlap(context: click.Context, /, **options: Any) -> None:
    """Say that ID and OTHER, of another set, ask for the same; both name each other then."""
    suggest, apart = options["suggest"], options["apart"]
    if suggest == bool(options["other"]):
        message = "Name another recommendation, or ask for suggestions with --suggest."
        raise click.UsageError(message, context)
    with library_of(context) as library:
        key = track.meant(library, options["name"])
        if suggest:
            _tell_overlaps(library, key, as_json=options["as_json"])
            return
        other = track.meant(library, options["other"])
        act = track_links.keep_apart if apart else track_links.overlap
        tell_done(library, act(library, key, other), [key, other], as_json=options["as_json"])


def _tell_practice(library: Library, key: RecommendationId, *, as_json: bool) -> None:
    found = track_practice.for_recommendation(library, key)
    if as_json:
        print_json([track_edit_shapes.suggestion(one) for one in found])
        return
    if not found:
        tell("No record of this library speaks of the same.")
    for one in found:
        tell(bold(one.title))
        tell(wrapped(f"{one.effect} · {one.confidence} · {one.reason}", "  "))
        tell(f"  {one.id}")


def _tell_overlaps(library: Library, key: RecommendationId, *, as_json: bool) -> None:
    found = track_overlaps.suggestions_for(library, key)
    if as_json:
        print_json([track_edit_shapes.overlap(one) for one in found])
        return
    if not found:
        tell("No recommendation of another set seems to ask for the same.")
    for one in found:
        tell(bold(f"{one.other.owner.title}/{one.other.item.number}"))
        tell(wrapped(one.other.item.text, "  "))
        tell(wrapped(one.reason, "  "))
