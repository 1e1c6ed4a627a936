"""`topic`: look at topic headings and change the scheme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.output import bold, count, print_json, tell, wrapped
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.errors import UserCanFix
from evidence_library.services import heading_edits as edits
from evidence_library.services import topic_files, topic_shapes, topics
from evidence_library.services.heading_edits import Edit, Parts
from evidence_library.services.heading_fields import Fields
from evidence_library.services.identities import record_meant
from evidence_library.services.opened import Library
from evidence_library.services.topics import Details, Heading, Preview

#: So many records are listed before a change; scripts are given all of them.
_LISTED = 10

Verb = Callable[..., None]

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_dry_run = click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
_heading = click.argument("heading")


@click.group()
def topic() -> None:
    """Look at the topic headings and change the scheme.

    A HEADING is named by its label, its notation, another of its labels or its id. Every change is
    one step that “undo” takes back; with --dry-run it is only shown, with the records it concerns.
    """


def _changing(verb: Verb) -> Verb:
    """Give a verb what those have in common that change the scheme."""
    return _dry_run(_as_json(click.pass_context(verb)))


@topic.command("list")
@click.argument("text", default="")
@click.option("--retired", is_flag=True, help="Only what was retired or replaced.")
@_as_json
@click.pass_context
def list_headings(context: click.Context, text: str, retired: bool, as_json: bool) -> None:
    """List the headings in their order; with TEXT, those that have a name with it."""
    with library_of(context) as library:
        listed = [
            item
            for item in topics.headings(library)
            if topics.holds(item.concept, text, item.former)
            and (item.concept.retired or not retired)
        ]
        found = topics.out_of_use(library) if retired else ()
        gone = [(old, now) for old, now in found if topics.holds(old, text)]
    if as_json:
        shapes = [topic_shapes.heading(item) for item in listed]
        print_json([*shapes, *(topic_shapes.replaced(old, now) for old, now in gone)])
        return
    for item in listed:
        tell(_line(item))
        for old in item.former if text else ():
            if topics.holds(old, text) and not topics.holds(item.concept, text):
                tell(f"{'  ' * item.depth}  was “{old.label}”")
    for old, now in gone:
        leads = f"now “{now.label}”" if now else "leads nowhere"
        tell(f"{old.notation}  {old.label}  ({leads})".lstrip())
    if not listed and not gone:
        tell("There is no such heading.")


@topic.command()
@_heading
@_as_json
@click.pass_context
def show(context: click.Context, heading: str, as_json: bool) -> None:
    """Show all that is said of HEADING, and its history."""
    with library_of(context) as library:
        found = topics.details(library, topics.named(library, heading))
    if found is None:  # it was there a moment ago
        raise UserCanFix(f"There is no topic heading “{heading}”.")
    if as_json:
        print_json(topic_shapes.details(found))
        return
    for line in _lines(found):
        tell(line)


@topic.command()
@click.argument("label")
@click.option("--below", default="", metavar="HEADING", help="The broader heading.")
@click.option("--notation", metavar="CODE", help="Its short code.")
@click.option("--note", metavar="TEXT", help="Its scope note: what belongs under it.")
@click.option("--also", multiple=True, metavar="LABEL", help="Another label; may be repeated.")
@_changing
def add(context: click.Context, label: str, below: str, **options: Any) -> None:
    """Add a heading called LABEL. It is proposed."""
    fields = Fields(
        notation=options["notation"],
        scope_note=options["note"],
        alternative_labels=options["also"] or None,
    )
    _make(context, edits.add(label, below=below, fields=fields), options)


@topic.command()
@_heading
@click.argument("label")
@_changing
def rename(context: click.Context, heading: str, label: str, **options: Any) -> None:
    """Call HEADING LABEL. The old label still finds it."""
    _make(context, edits.rename(heading, label), options)


@topic.command()
@_heading
@click.option("--below", metavar="BROADER", help="Put it below this heading.")
@click.option("--top", is_flag=True, help="Put it among the broadest headings.")
@click.option("--place", type=int, metavar="N", help="Its place there, from 1; else the last.")
@_changing
def move(context: click.Context, heading: str, **options: Any) -> None:
    """Put HEADING, with all below it, below another one."""
    if (options["below"] is None) is not options["top"]:
        raise click.UsageError("Say either --below BROADER or --top.", context)
    _make(context, edits.move(heading, options["below"] or "", options["place"]), options)


@topic.command()
@_heading
@click.argument("place", type=int)
@_changing
def order(context: click.Context, heading: str, place: int, **options: Any) -> None:
    """Let HEADING stand at PLACE, from 1, among those on its level."""
    _make(context, edits.order(heading, place), options)


@topic.command()
@click.argument("headings", nargs=-1, required=True, metavar="HEADING...")
@click.option("--into", required=True, metavar="HEADING", help="The one that takes their place.")
@_changing
def merge(context: click.Context, headings: tuple[str, ...], into: str, **options: Any) -> None:
    """Let one heading take the place of others: it gets their labels and records."""
    _make(context, edits.merge(headings, into), options)


@topic.command()
@_heading
@click.argument("into", nargs=-1, required=True, metavar="LABEL...")
@click.option("--others", default="", metavar="LABEL", help="Where records go; else the first.")
@click.option(
    "--put", multiple=True, metavar="ID=LABEL", help="Where one record goes; may be repeated."
)
@_changing
def split(context: click.Context, heading: str, into: tuple[str, ...], **options: Any) -> None:
    """Split HEADING into two or more: new ones, or ones that are there.

    If HEADING itself is one of them it stays in use; otherwise it leads to the one for the others.
    """
    with library_of(context) as library:
        parts = Parts(into=into, others=options["others"], chosen=_chosen(library, options["put"]))
        _do(library, edits.split(heading, parts), options)


@topic.command()
@_heading
@click.option("--instead", default="", metavar="OTHER", help="The heading that is meant instead.")
@click.option("--back", is_flag=True, help="Take a retired heading into use again.")
@_changing
def retire(context: click.Context, heading: str, instead: str, **options: Any) -> None:
    """Take HEADING out of use. Without --instead its records keep it and are flagged."""
    if options["back"] and instead:
        raise click.UsageError("--back and --instead cannot go together; choose one.", context)
    edit = edits.bring_back(heading) if options["back"] else edits.retire(heading, instead)
    _make(context, edit, options)


@topic.command()
@_heading
@click.argument("text", required=False)
@click.option("--notation", metavar="CODE", help="Its short code.")
@click.option("--status", metavar="WORD", help="“verified” or “proposed”.")
@click.option("--source", metavar="TEXT", help="Where the heading was met.")
@click.option("--valid-from", metavar="DATE", help="Since when it holds.")
@click.option("--valid-to", metavar="DATE", help="Until when it held.")
@_changing
def note(context: click.Context, heading: str, text: str | None, **options: Any) -> None:
    """Let TEXT be the scope note of HEADING; an empty one takes it away. Or change what else."""
    names = ("notation", "status", "source", "valid_from", "valid_to")
    fields = Fields(scope_note=text, **{name: options[name] for name in names})
    _make(context, edits.change(heading, fields), options)


@topic.command()
@_heading
@click.option("--add", multiple=True, metavar="LABEL", help="Another label for it.")
@click.option("--hide", multiple=True, metavar="LABEL", help="A misspelling that finds it.")
@click.option("--remove", multiple=True, metavar="LABEL", help="Take such a label away.")
@click.option("--related", multiple=True, metavar="OTHER", help="A heading that is related.")
@click.option("--unrelated", multiple=True, metavar="OTHER", help="One that is not.")
@_changing
def label(context: click.Context, heading: str, **options: Any) -> None:
    """Change the other labels of HEADING, and which headings are related."""
    with library_of(context) as library:
        found = topics.details(library, topics.named(library, heading))
        if found is None:
            raise UserCanFix(f"There is no topic heading “{heading}”.")
        _do(library, edits.change(heading, _labelled(library, found, options)), options)


@topic.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@_as_json
@click.pass_context
def export_headings(context: click.Context, file: Path, as_json: bool) -> None:
    """Write the scheme into FILE in SKOS: .ttl (Turtle), .rdf (RDF/XML) or .jsonld (JSON-LD)."""
    with library_of(context) as library:
        number = topic_files.export(library, file)
    if as_json:
        print_json({"exported": str(file), "headings": number})
    else:
        tell(f"Wrote {count(number, 'heading')} into “{file}”.")


@topic.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@_changing
def import_headings(context: click.Context, file: Path, dry_run: bool, as_json: bool) -> None:
    """Take the headings of the SKOS file FILE. What it does not hold stays as it is."""
    with library_of(context) as library, shown_progress() as shown:
        plan = topic_files.preview(library, file)
        changes = None if dry_run else topic_files.commit(library, plan, progress=shown)
    if as_json:
        print_json(topic_shapes.file_plan(plan, changes, dry_run=dry_run))
        return
    for sentence in (*plan.steps, *(f"Note: {one}" for one in plan.notes)):
        tell(sentence)
    if plan.missing:
        tell(f"Not in the file, and left as they are: {count(len(plan.missing), 'heading')}.")
    _tell(plan.preview, dry_run=dry_run)


def _make(context: click.Context, edit: Edit, options: dict[str, Any]) -> None:
    with library_of(context) as library:
        _do(library, edit, options)


def _do(library: Library, edit: Edit, options: dict[str, Any]) -> None:
    """Show or make a change, and say what it does."""
    preview = topics.preview(library, edit)
    changes = None
    if not options["dry_run"]:
        with shown_progress() as shown:
            changes = topics.commit(library, edit, progress=shown)
    if options["as_json"]:
        print_json(topic_shapes.change(preview, changes))
    else:
        _tell(preview, dry_run=options["dry_run"])


def _tell(preview: Preview, *, dry_run: bool) -> None:
    for sentence in preview.notes:
        tell(f"Note: {sentence}")
    if not preview.any:
        tell("Nothing changes.")
        return
    tell(f"{'Would do' if dry_run else 'Done'}: {preview.name}.")
    number = len(preview.records)
    if number:
        told = f"{count(number, 'record')} {'is' if number == 1 else 'are'} found otherwise"
        rewritten = f"; {preview.rewritten:,} changed" if preview.rewritten else ""
        tell(f"{told}{rewritten}.")
    if dry_run:
        for _key, title in preview.records[:_LISTED]:
            tell(f"  {title or 'Untitled'}")
        if number > _LISTED:
            tell(f"  and {number - _LISTED:,} more")


def _chosen(library: Library, written: Sequence[str]) -> dict[Any, list[str]]:
    """Read where records go, from texts of the form ID=LABEL."""
    chosen: dict[Any, list[str]] = {}
    for text in written:
        record, sign, name = (part.strip() for part in text.partition("="))
        if not sign:
            raise UserCanFix(f"“{text}” is not of the form ID=LABEL.")
        chosen.setdefault(record_meant(library, record), []).append(name)
    return chosen


def _labelled(library: Library, found: Details, options: dict[str, Any]) -> Fields:
    one = found.heading.concept
    gone = {text.casefold() for text in options["remove"]}
    unrelated = {topics.named(library, text) for text in options["unrelated"]}
    return Fields(
        alternative_labels=[
            *(text for text in one.alternative_labels if text.casefold() not in gone),
            *options["add"],
        ],
        hidden_labels=[
            *(text for text in one.hidden_labels if text.casefold() not in gone),
            *options["hide"],
        ],
        related=[*(key for key in one.related if key not in unrelated), *options["related"]],
    )


def _line(item: Heading) -> str:
    one = item.concept
    state = "retired" if one.retired else one.status.value
    return f"{'  ' * item.depth}{one.notation}  {one.label}  {item.count:,}  ({state})"


def _lines(found: Details) -> list[str]:
    one = found.heading.concept
    told = [
        bold(" › ".join(found.path)),
        f"{one.notation or 'No notation'}, {one.status.value}"
        f"{', retired' if one.retired else ''}, {count(found.heading.count, 'record')}",
    ]
    if one.scope_note:
        told.append(wrapped(one.scope_note))
    named = (
        ("Also called", one.alternative_labels),
        ("Misspelt", one.hidden_labels),
        ("Narrower", tuple(each.label for each in found.narrower)),
        ("Related", tuple(each.label for each in found.related)),
        ("Takes the place of", tuple(each.label for each in found.former)),
        ("Valid from", (one.valid_from.raw,) if one.valid_from else ()),
        ("Valid to", (one.valid_to.raw,) if one.valid_to else ()),
        ("Source", (one.source,) if one.source else ()),
    )
    told += [wrapped(f"{name}: {'; '.join(texts)}") for name, texts in named if texts]
    told += [f"  {event.date.value}  {event.note}" for event in one.history]
    return told
