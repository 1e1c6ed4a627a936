"""`add`, `edit` and `check`: write records, change their fields, see what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.history import shown
from evidence_library.cli.output import bold, complain, count, listed, print_json, tell
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.record import Record
from evidence_library.model.standing import after_change
from evidence_library.services import bulk, checking, duplicates, editing, history, new_from, shapes
from evidence_library.services.checking import Checked
from evidence_library.services.editing import FieldEdits, Replacement
from evidence_library.services.find import Request
from evidence_library.services.identities import record_meant
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress
from evidence_library.services.read import read_record
from evidence_library.text.encodings import decode
from evidence_library.text.plain_data import to_data

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_set = click.option(
    "--set", "set_", multiple=True, metavar="FIELD=TEXT", help="Put TEXT into a field."
)


@click.command()
@click.argument("title", required=False, default="")
@_set
@click.option(
    "--kind",
    default="",
    help="Start with the headings this kind usually has; with --from, be it.",
)
@click.option(
    "--from",
    "from_",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Start with what is understood of a file: PDF, DOCX, HTML, Markdown or text.",
)
@click.option("--like", metavar="ID", default="", help="Start with a copy of the record ID.")
@_as_json
@click.pass_context
def add(context: click.Context, /, **options: Any) -> None:
    """Begin a draft with this TITLE. Fields are set as with “edit”.

    The title may be left out where a file or another record has one.
    """
    with library_of(context) as library, shown_progress() as progress:
        made = _begun(library, options, progress)
        made = editing.edited(library, made, FieldEdits(set=dict(map(_field, options["set_"]))))
        editing.save(library, made, None)
        near = duplicates.near(library, made)
    odd = _odd(made)
    if options["as_json"]:
        flags = [one.message for one in made.flags]
        problems = to_data(odd)
        alike = [{"id": one.id, "title": one.title, "reason": one.reason} for one in near]
        print_json(
            {
                "id": made.id,
                "title": made.title,
                "flags": flags,
                "problems": problems,
                "near_duplicates": alike,
            }
        )
        return
    errors = [one for one in odd if one.severity is Severity.ERROR]
    for problem in odd:
        if problem not in errors:
            complain(f"Note: {problem.message}")
    for one in near:
        complain(f"Note: near-duplicate of “{one.title}” ({one.id}): {one.reason}.")
    tell(f"Added “{made.title or 'Untitled'}” as a draft: {made.id}")
    for flag in made.flags:
        tell(f"  note: {flag.message}")
    for problem in errors:
        tell(f"  in the way of publishing: {problem.message}")


def _odd(record: Record) -> list[Problem]:
    """List what is wrong with a new draft, but for warnings that every draft begins with."""
    begun = editing.problems(editing.new_record("-", _today()), _today())
    usual = [one for one in begun if one.severity is not Severity.ERROR]
    return [one for one in editing.problems(record, _today()) if one not in usual]


def _begun(library: Library, options: Mapping[str, Any], progress: Progress) -> Record:
    """Make what the draft begins with."""
    title, path, like, kind = (options[name] for name in ("title", "from_", "like", "kind"))
    if like and (path or kind):
        raise click.UsageError("--like goes with neither --from nor --kind.")
    if not title and not path and not like:
        raise click.UsageError("Give a TITLE, or begin with --from or --like.")
    if kind and not path:
        return new_from.from_template(kind, _today(), library.person, title)
    if path:
        made = new_from.from_file(library, path, progress)
        made = new_from.of_kind(made, kind) if kind else made
    elif like:
        held = read_record(library, record_meant(library, like)).record
        made = new_from.duplicate(held, _today(), library.person)
    else:
        return editing.new_record(title, _today(), library.person)
    return replace(made, title=editing.one_line(title)) if title else made


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--query", metavar="QUERY", help="All records that answer a query, all its words.")
@click.option("--all", "every", is_flag=True, help="Let an empty QUERY mean every record.")
@_set
@click.option("--add", multiple=True, metavar="FIELD=ENTRY", help="Add an entry to a list.")
@click.option("--remove", multiple=True, metavar="FIELD=ENTRY", help="Take one out of a list.")
@click.option(
    "--replace",
    multiple=True,
    metavar="FIELD=OLD=>NEW",
    help="Put NEW in the place of OLD wherever it stands in a text; sections are “sections”.",
)
@click.option("--match-case", is_flag=True, help="OLD in just these capitals.")
@click.option(
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take all fields from a Markdown record.",
)
@click.option("--as-this", is_flag=True, help="Also if the file is that of another record.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@_as_json
@click.pass_context
def edit(context: click.Context, /, **options: Any) -> None:
    """Change fields of the records ID or of all that answer a query, in one step for “undo”.

    A field may be one below another: --set appraisal.confidence=low. Entries of a list stand
    between semicolons: --set "setting=prison; probation". An empty text empties the field.
    """
    if bool(options["ids"]) == (options["query"] is not None):
        raise click.UsageError("Name the records: either some ID or --query.")
    edits = _edits(options)
    with library_of(context) as library:
        if options["file"] is not None:
            _edit_from_file(library, edits, options)
        else:
            with shown_progress() as progress:
                found = bulk.preview(library, _meant(library, options), edits, progress)
                told = bulk.changes(library, found)
                name = _apply(library, found, options, progress)
            _tell_edited(told, found.refused, name, options)
            for remark in found.remarks:
                complain(f"Note: {remark}")
            _tell_drafts(found.drafts_again, options)


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--errors", is_flag=True, help="Only what blocks publishing.")
@_as_json
@click.pass_context
def check(context: click.Context, ids: tuple[str, ...], errors: bool, as_json: bool) -> None:
    """Say what is wrong with the records ID, or with every record of the library."""
    with library_of(context) as library, shown_progress() as progress:
        keys = [record_meant(library, one) for one in ids]
        found = checking.check(
            library, keys or None, today=_today(), only_errors=errors, progress=progress
        )
    if as_json:
        print_json([shapes.checked(one) for one in found])
        return
    for one in found:
        _tell_checked(one)
    told = count(sum(len(one.problems) for one in found), "remark")
    tell(f"{told} on {count(len(found), 'record')}." if found else "Nothing is wrong.")


def _today() -> date:
    return date.today()


def _field(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise click.UsageError(f"“{text}” is not of the form FIELD=TEXT.")
    return name.strip(), value.strip()


def _replacement(text: str, match_case: bool) -> Replacement:
    name, words = _field(text)
    old, arrow, new = words.partition("=>")
    if not arrow or not old:
        raise click.UsageError(f"“{text}” is not of the form FIELD=OLD=>NEW.")
    return Replacement(name, old, new, match_case)


def _edits(options: Mapping[str, Any]) -> FieldEdits:
    edits = FieldEdits(
        set=dict(map(_field, options["set_"])),
        add=tuple(map(_field, options["add"])),
        remove=tuple(map(_field, options["remove"])),
        replace=tuple(_replacement(one, options["match_case"]) for one in options["replace"]),
    )
    if options["file"] is None and not edits.fields:
        said = "Say what to change: --set, --add, --remove, --replace or --file."
        raise click.UsageError(said)
    if options["file"] is not None and len(options["ids"]) != 1:
        raise click.UsageError("A file holds one record; name one ID.")
    if options["as_this"] and options["file"] is None:
        raise click.UsageError("--as-this goes with --file.")
    return edits


def _meant(library: Library, options: Mapping[str, Any]) -> list[RecordId]:
    if options["query"] is not None:
        return _answering(library, options["query"], every=options["every"])
    return [record_meant(library, one) for one in options["ids"]]


def _answering(library: Library, query: str, *, every: bool) -> list[RecordId]:
    """Give the records that hold all words of a query, and say what of it was not understood."""
    if not query.strip() and not every:
        raise UserCanFix("The query is empty and would mean every record; say so with --all.")
    request = Request(query, lenient=False)
    bulk.refuse_lost_headings(library, request)
    found, ids = bulk.answered(library, request)
    for problem in found.problems:
        complain(f"Note: {problem.message}")
    if found.also_searched:
        complain(f"Also searched: {found.also_told}")
    return list(ids)


def _edit_from_file(library: Library, edits: FieldEdits, options: Mapping[str, Any]) -> None:
    path: Path = options["file"]
    before = read_record(library, record_meant(library, options["ids"][0])).record
    text = decode(path.read_bytes(), path.name).text
    read = editing.from_markdown(library, before, text, path.name)
    if not options["as_this"]:
        _check_same(library, before, text, path.name)
    after = after_change(before, editing.edited(library, read, edits))
    told = bulk.ChangedRecord(after.id, after.title, history.difference(before, after))
    name = ""
    if after != before and not options["dry_run"]:
        name = editing.save(library, after, before).name
    _tell_edited([told] if after != before else [], (), name, options)
    _tell_drafts(int(after.workflow is not before.workflow), options)


def _check_same(library: Library, record: Record, text: str, name: str) -> None:
    try:
        editing.check_same(library, record, text, name)
    except UserCanFix as error:
        raise UserCanFix(f"{error} To put what it says into this one, add --as-this.") from error


def _apply(
    library: Library, found: bulk.Preview, options: Mapping[str, Any], progress: Progress
) -> str:
    """Make the edit unless only a look was wanted; nothing if a record named takes no such edit."""
    if found.refused and options["query"] is None:
        one = found.refused[0]
        raise UserCanFix(f"“{one.title}” cannot be changed. {one.why}")
    if options["dry_run"] or not found.changed:
        return ""
    return bulk.apply(library, found, progress).name


def _tell_edited(
    changed: Sequence[bulk.ChangedRecord],
    refused: Sequence[bulk.Refused],
    name: str,
    options: Mapping[str, Any],
) -> None:
    if options["as_json"]:
        data = [
            {"id": one.id, "title": one.title, "fields": shapes.field_changes(one.fields)}
            for one in changed
        ]
        left = [{"id": one.id, "title": one.title, "reason": one.why} for one in refused]
        print_json({"operation": name or None, "records": data, "refused": left})
        return
    for record in changed:
        tell(f"{bold(record.title or 'Untitled')}  {record.id}")
        for field in record.fields:
            tell(f"  {field.label}: {shown(field.stretches)}")
    for one in refused:
        tell(f"Left as it is: “{one.title}”. {one.why}")
    if not changed:
        tell("Nothing changes.")
    elif name:
        tell(f"Done: {name}")
    else:
        tell("Nothing was changed yet: that was a dry run.")


def _tell_drafts(number: int, options: Mapping[str, Any]) -> None:
    if number and not options["as_json"]:
        tell(f"{count(number, 'published record')} to be published again as a new version.")


def _tell_checked(one: Checked) -> None:
    tell(f"{bold(one.title or 'Untitled')}  {one.id}")
    for problem in one.problems:
        grave = "error" if problem.severity is Severity.ERROR else "warning"
        tell(listed(f"{grave}: {problem.message}", "  "))
