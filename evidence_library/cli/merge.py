"""`duplicates` and `merge`: records that may be one, and making one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from evidence_library.cli.history import shown
from evidence_library.cli.output import bold, complain, count, listed, print_json, tell
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.errors import UserCanFix
from evidence_library.model.record import Record
from evidence_library.services import duplicates as service
from evidence_library.services import history, merging, shapes
from evidence_library.services.duplicates import Pair
from evidence_library.services.identities import meant_among, record_meant

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

#: What stands for all records together behind --take FIELD=.
_BOTH = "both"


@click.command()
@click.option(
    "--apart",
    nargs=2,
    metavar="ID OTHER",
    help="Remember that these two are no duplicates, and list nothing.",
)
@_as_json
@click.pass_context
def duplicates(context: click.Context, apart: tuple[str, str] | None, as_json: bool) -> None:
    """List pairs of records that may tell of one and the same source, with the reasons."""
    with library_of(context) as library:
        if apart is not None:
            one, other = (record_meant(library, typed) for typed in apart)
            changes = service.not_duplicates(library, one, other)
            told = {"operation": changes.name, "records": sorted((one, other))}
            print_json(told) if as_json else tell(f"Done: {changes.name}")
            return
        with shown_progress() as progress:
            found = service.pairs(library, progress)
    if as_json:
        print_json([_as_data(pair) for pair in found])
        return
    for pair in found:
        for title, key in zip(pair.titles, pair.ids, strict=True):
            tell(f"{bold(title)}  {key}")
        tell(listed(f"{pair.reason} ({pair.score:.0%})", "  "))
    told_count = count(len(found), "pair")
    tell(f"{told_count} to look at." if found else "No two records seem to be one.")


@click.command()
@click.argument("keep", metavar="KEEP")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@click.option(
    "--take",
    multiple=True,
    metavar="FIELD=OTHER",
    help="Take a field from this record (its id), or from “both”.",
)
@click.option("--dry-run", is_flag=True, help="Show what would come of it, and change nothing.")
@_as_json
@click.pass_context
def merge(context: click.Context, /, **options: Any) -> None:
    """Make one record of several: KEEP keeps its id, and the ids of the others lead to it.

    What KEEP does not state is taken from the others, and lists hold the entries of all, unless
    --take says otherwise. One “undo” brings all of them back.
    """
    with library_of(context) as library:
        ids = [record_meant(library, one) for one in (options["keep"], *options["others"])]
        made = merging.read(library, ids)
        taken = dict(_taken(text, made) for text in options["take"])
        new, name = merging.merged(made, taken), ""
        notes = merging.notes(made)
        if not options["dry_run"]:
            name = merging.merge(library, made, taken).name
    for sentence in notes:
        complain(f"Note: {sentence}")
    _tell(made, new, name, {**options, "notes": notes})


def _taken(text: str, made: Sequence[Record]) -> tuple[str, int]:
    field, equals, other = (part.strip() for part in text.partition("="))
    if not equals or not field or not other:
        raise UserCanFix(f"“{text}” is not of the form FIELD=OTHER.")
    if other.casefold() == _BOTH:
        return field, merging.BOTH
    ids = [record.id for record in made]
    return field, ids.index(meant_among(ids, other, "among those to merge"))


def _as_data(pair: Pair) -> dict[str, Any]:
    both = zip(pair.ids, pair.titles, strict=True)
    return {
        "records": [{"id": key, "title": title} for key, title in both],
        "score": round(pair.score, 3),
        "reasons": list(pair.reasons),
    }


def _tell(made: Sequence[Record], new: Record, name: str, options: Mapping[str, Any]) -> None:
    fields = history.difference(made[0], new)
    if options["as_json"]:
        print_json(
            {
                "operation": name or None,
                "kept": new.id,
                "merged": [one.id for one in made[1:]],
                "fields": shapes.field_changes(fields),
                "workflow": new.workflow.value,
                "notes": list(options["notes"]),
            }
        )
        return
    tell(f"{bold(new.title or 'Untitled')}  {new.id}")
    for field in fields:
        tell(f"  {field.label}: {shown(field.stretches)}")
    tell(f"Done: {name}" if name else "Nothing was changed yet: that was a dry run.")
