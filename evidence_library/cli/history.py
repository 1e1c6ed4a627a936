"""`history`: who did what to the library when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.output import bold, count, print_json, tell
from evidence_library.cli.verbs import library_of
from evidence_library.model.ids import RecordId
from evidence_library.services import history as service
from evidence_library.services import shapes
from evidence_library.services.history import ThingChange
from evidence_library.services.identities import record_ever
from evidence_library.services.opened import Library
from evidence_library.text.differences import Fate, Stretch

#: How a terminal shows what became of a stretch; without colours the signs say the same.
_SIGNS = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "{{+{}+}}"}

#: So much of what was kept is shown beside what was changed, in characters.
_AROUND = 40


@click.command()
@click.argument("number", required=False, type=int)
@click.option("--record", metavar="ID", help="Only changes of this record.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many to list."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many to pass over.")
@click.option(
    "--export",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the whole history into a CSV table.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def history(context: click.Context, /, **options: Any) -> None:
    """List the changes of the library, the newest first; or tell what change NUMBER did.

    What was removed stands in [-...-], what was added in {+...+}.
    """
    number, as_json = options["number"], options["as_json"]
    if number is not None and (options["record"] or options["export"]):
        raise click.UsageError("A NUMBER tells one change; it takes no --record and no --export.")
    with library_of(context) as library:
        record = record_ever(library, options["record"]) if options["record"] else None
        if number is not None:
            _tell_changed(service.changed(library, number), as_json=as_json)
        elif options["export"] is not None:
            _export(library, options["export"], record, as_json=as_json)
        else:
            _list(library, record, options)


def _export(library: Library, path: Path, record: RecordId | None, *, as_json: bool) -> None:
    written = service.write(library, path, record=record)
    if as_json:
        print_json({"file": str(path), "operations": written})
    else:
        tell(f"Wrote {count(written, 'change')} to {path}")


def _list(library: Library, record: RecordId | None, options: Mapping[str, Any]) -> None:
    limit, offset = options["limit"], options["offset"]
    listed = service.entries(library, record=record, limit=limit, offset=offset)
    if options["as_json"]:
        print_json([shapes.history_entry(entry) for entry in listed])
        return
    for entry in listed:
        beside = ", ".join(filter(None, (entry.by, service.state(entry))))
        told = f"  ({beside})" if beside else ""
        tell(f"{entry.number:>6}  {service.local_time(entry.made_at)}  {entry.name}{told}")
    total = service.count(library, record=record)
    if offset + len(listed) < total:
        tell(f"… of {total:,}; ask for more with --limit or --offset.")


def _tell_changed(things: Sequence[ThingChange], *, as_json: bool) -> None:
    if as_json:
        print_json([shapes.thing_change(one) for one in things])
        return
    for one in things:
        name = bold(one.name or one.id)
        tell(f"{one.thing} {one.act}: {name}  {one.id}")
        for field in one.fields:
            tell(f"  {field.label}: {shown(field.stretches)}")
    if not things:
        tell("Nothing is kept of what it did.")


def shown(stretches: Sequence[Stretch]) -> str:
    """Write changes in one line: what was removed in [-...-], what was added in {+...+}."""
    return " ".join("".join(map(_shown, stretches)).split())


def _shown(stretch: Stretch) -> str:
    text = stretch.text
    if stretch.fate is Fate.KEPT and len(text) > 2 * _AROUND:
        text = f"{text[:_AROUND]} … {text[-_AROUND:]}"
    return _SIGNS[stretch.fate].format(text)
