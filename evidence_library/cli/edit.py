"""`add`, `edit` and `check`: write records, change their fields, see what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.history import shown
from evidence_library.cli.output import count, listed, print_json
from evidence_library.cli.verbs import library_of
from evidence_library.errors import UserCanFix
from evidence_library.model.problem import Severity
from evidence_library.model.record import Record
from evidence_library.services import checking, editing, history, shapes
from evidence_library.services.checking import Checked
from evidence_library.services.editing import FieldEdits
from evidence_library.services.identities import record_meant
from evidence_library.services.opened import Library
from evidence_library.services.read import read_record
from evidence_library.text.encodings import decode

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_set = click.option(
    "--set", "set_", multiple=True, metavar="FIELD=TEXT", help="Put TEXT into a field."
)


@click.command()
@click.argument("title")
@_set
@_as_json
@click.pass_context
def add(context: click.Context, title: str, set_: tuple[str, ...], as_json: bool) -> None:
    """Begin a draft with this TITLE. Fields are set as with “edit”."""
    with library_of(context) as library:
        made = editing.new_record(title, _today(), library.person)
        made = editing.edited(library, made, FieldEdits(set=dict(map(_field, set_))))
        editing.save(library, made, None)
    if as_json:
        print_json({"id": made.id, "title": made.title})
    else:
        click.echo(f"Added “{made.title}” as a draft: {made.id}")


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_set
@click.option("--add", multiple=True, metavar="FIELD=ENTRY", help="Add an entry to a list.")
@click.option("--remove", multiple=True, metavar="FIELD=ENTRY", help="Take one out of a list.")
@click.option(
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take all fields from a Markdown record.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@_as_json
@click.pass_context
def edit(context: click.Context, /, **options: Any) -> None:
    """Change fields of the records ID, in one step that “undo” takes back.

    A field may be one below another: --set appraisal.confidence=low. Entries of a list stand
    between semicolons: --set "setting=prison; probation". An empty text empties the field.
    """
    with library_of(context) as library:
        keys = [record_meant(library, one) for one in options["ids"]]
        before = [read_record(library, key).record for key in keys]
        after = _edited(library, before, options)
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        name = ""
        if changed and not options["dry_run"]:
            name = _save(library, changed)
    _tell_edited(changed, name, options)


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--errors", is_flag=True, help="Only what blocks publishing.")
@_as_json
@click.pass_context
def check(context: click.Context, ids: tuple[str, ...], errors: bool, as_json: bool) -> None:
    """Say what is wrong with the records ID, or with every record of the library."""
    with library_of(context) as library:
        keys = [record_meant(library, one) for one in ids]
        found = checking.check(library, keys or None, today=_today(), only_errors=errors)
    if as_json:
        print_json([shapes.checked(one) for one in found])
        return
    for one in found:
        _tell_checked(one)
    told = count(sum(len(one.problems) for one in found), "remark")
    click.echo(f"{told} on {count(len(found), 'record')}." if found else "Nothing is wrong.")


def _today() -> date:
    return date.today()


def _field(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise click.UsageError(f"“{text}” is not of the form FIELD=TEXT.")
    return name.strip(), value.strip()


def _edited(library: Library, before: Sequence[Record], options: Mapping[str, Any]) -> list[Record]:
    edits = FieldEdits(
        set=dict(map(_field, options["set_"])),
        add=tuple(map(_field, options["add"])),
        remove=tuple(map(_field, options["remove"])),
    )
    path: Path | None = options["file"]
    if path is None and not (edits.set or edits.add or edits.remove):
        raise click.UsageError("Say what to change: --set, --add, --remove or --file.")
    if path is not None:
        if len(before) > 1:
            raise click.UsageError("A file holds one record; name one ID.")
        text = decode(path.read_bytes(), path.name).text
        before = [editing.from_markdown(library, before[0], text)]
    return [editing.edited(library, record, edits) for record in before]


def _save(library: Library, changed: Sequence[tuple[Record, Record]]) -> str:
    if len(changed) == 1:
        old, new = changed[0]
        return editing.save(library, new, old).name
    new_of = {old.id: (old, new) for old, new in changed}

    def one(record: Record, _headings: editing.Headings) -> Record:
        old, new = new_of[record.id]
        if record != old:
            raise UserCanFix(f"“{record.title}” was changed meanwhile; nothing was saved.")
        return new

    name = f"Edit {count(len(changed), 'record')}"
    return editing.change_many(library, list(new_of), one, name=name).name


def _tell_edited(
    changed: Sequence[tuple[Record, Record]], name: str, options: Mapping[str, Any]
) -> None:
    differences = [(new, history.difference(old, new)) for old, new in changed]
    if options["as_json"]:
        data = [
            {"id": record.id, "title": record.title, "fields": shapes.field_changes(fields)}
            for record, fields in differences
        ]
        print_json({"operation": name or None, "records": data})
        return
    for record, fields in differences:
        click.echo(f"{click.style(record.title or 'Untitled', bold=True)}  {record.id}")
        for field in fields:
            click.echo(f"  {field.label}: {shown(field.stretches)}")
    if not changed:
        click.echo("Nothing changes.")
    elif name:
        click.echo(f"Done: {name}")
    else:
        click.echo("Nothing was changed yet: that was a dry run.")


def _tell_checked(one: Checked) -> None:
    click.echo(f"{click.style(one.title or 'Untitled', bold=True)}  {one.id}")
    for problem in one.problems:
        grave = "error" if problem.severity is Severity.ERROR else "warning"
        click.echo(listed(f"{grave}: {problem.message}", "  "))
