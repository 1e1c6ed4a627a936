"""`pack`: put records together for a session, and write them as files to hand out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from evidence_library.cli.output import bold, complain, count, print_json, tell
from evidence_library.cli.pack_telling import tell_checked, tell_pack
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.model.document import Layout
from evidence_library.model.pack import Edition, Pack
from evidence_library.services import (
    pack_freezing,
    pack_overview,
    pack_settings,
    pack_shapes,
    packs,
    produce,
)
from evidence_library.services.citation_styles import STYLES
from evidence_library.services.packs import Adding
from evidence_library.services.produce import Wanted
from evidence_library.services.saved_searches import heading_labels

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_pack = click.argument("name", metavar="PACK")
_minutes = click.IntRange(min=0)


@click.group("pack")
def pack() -> None:
    """Make packs of records: hand-outs, slides and trainer notes.

    PACK is the id of a pack, the beginning of it, or its title.
    """


@pack.command("list")
@_as_json
@click.pass_context
def list_packs(context: click.Context, as_json: bool) -> None:
    """List the packs of the library."""
    with library_of(context) as library:
        found = packs.listed(library)
    if as_json:
        print_json(pack_shapes.listed(found))
        return
    if not found:
        tell("There is no pack yet; “pack new TITLE” makes one.")
    for one in found:
        tell(bold(one.title))
        frozen = f", frozen on {one.frozen_on}" if one.frozen_on else ""
        told = count(one.records, "record") if one.understood else "not understood"
        starter = ", starter" if one.starter else ""
        tell(f"  {one.id}  {told}{starter}{frozen}")


@pack.command()
@click.argument("title")
@click.option("--template", default="", metavar="NAME", help="The template to start from.")
@_as_json
@click.pass_context
def new(context: click.Context, title: str, template: str, as_json: bool) -> None:
    """Make a pack called TITLE, and print its id."""
    with library_of(context) as library:
        made = pack_settings.new(library, title, template)
    _tell_named(made, as_json=as_json)


@pack.command()
@_as_json
def templates(as_json: bool) -> None:
    """List the templates a pack can begin with."""
    found = pack_settings.templates()
    if as_json:
        print_json([{"name": one.name, "about": one.about} for one in found])
        return
    for one in found:
        tell(f"{bold(one.name)}: {one.about}")


@pack.command()
@_pack
@_as_json
@click.pass_context
def show(context: click.Context, name: str, as_json: bool) -> None:
    """Show what is in PACK, with its times and what changed since it was frozen."""
    with library_of(context) as library:
        overview = pack_overview.overview(library, packs.meant(library, name))
    if as_json:
        print_json(pack_shapes.whole(overview))
        return
    tell_pack(overview)


@pack.command()
@_pack
@_as_json
@click.pass_context
def check(context: click.Context, name: str, as_json: bool) -> None:
    """Check PACK: is it balanced, may it be handed on, does it fit the time, what changed."""
    with library_of(context) as library:
        checked = pack_overview.check(library, packs.meant(library, name))
        headings = [heading_labels(library, lack.search) for lack in checked.balance.lacks]
    if as_json:
        print_json(pack_shapes.checked(checked))
        return
    tell_checked(checked, headings)


@pack.command()
@_pack
@click.argument("records", nargs=-1, required=True, metavar="RECORD...")
@click.option("--trainer-note", default="", metavar="TEXT", help="A note for the trainer.")
@click.option("--minutes", type=_minutes, help="How long each takes; else it is estimated.")
@_as_json
@click.pass_context
def add(context: click.Context, /, **options: Any) -> None:
    """Put the records RECORD at the end of PACK, in the order given."""
    adding = Adding(options["trainer_note"], options["minutes"])
    with library_of(context) as library:
        key = packs.meant(library, options["name"]).id
        done = packs.add(library, key, options["records"], adding)
        after = packs.find(library, key)
    _tell_done(done.name, after, as_json=options["as_json"])


@pack.command()
@_pack
@click.argument("items", nargs=-1, required=True, metavar="ITEM...")
@_as_json
@click.pass_context
def remove(context: click.Context, name: str, items: tuple[str, ...], as_json: bool) -> None:
    """Take items out of PACK: by their positions from 1, or the ids of their records."""
    with library_of(context) as library:
        meant = packs.meant(library, name)
        done = packs.remove(library, meant.id, packs.items_meant(meant, items))
        after = packs.find(library, meant.id)
    _tell_done(done.name, after, as_json=as_json)


@pack.command()
@_pack
@click.argument("items", nargs=-1, required=True, metavar="ITEM...")
@_as_json
@click.pass_context
def order(context: click.Context, name: str, items: tuple[str, ...], as_json: bool) -> None:
    """Put the items ITEM of PACK first, in the order given: positions from 1, or record ids."""
    with library_of(context) as library:
        meant = packs.meant(library, name)
        done = packs.order(library, meant.id, packs.items_meant(meant, items))
        after = packs.find(library, meant.id)
    _tell_done(done.name, after, as_json=as_json)


@pack.command("set")
@_pack
@click.option("--audience", help="For whom it is.")
@click.option("--outcome", "outcomes", multiple=True, help="What one learns; give it repeatedly.")
@click.option("--introduction", metavar="TEXT", help="What it begins with; Markdown.")
@click.option("--trainer-note", metavar="TEXT", help="A note for the trainer on the whole.")
@click.option("--minutes", type=_minutes, help="How long the session is planned to take.")
@click.option("--starts", metavar="TIME", help="When the session starts, as in 09:30.")
@click.option("--date", metavar="DAY", help="When the session is, as in 2026-11-22.")
@click.option("--house-name", metavar="TEXT", help="Your organisation, as files name it.")
@click.option(
    "--layout", type=click.Choice([one.value for one in Layout]), help="The layout of its preview."
)
@click.option(
    "--citation-style",
    type=click.Choice([one.name for one in STYLES]),
    help="The style sources are cited in.",
)
@click.option(
    "--logo", type=click.Path(path_type=Path), help="A PNG or JPEG picture for the title page."
)
@click.option("--logo-alt", default="", metavar="TEXT", help="What the logo shows, in words.")
@click.option("--no-logo", is_flag=True, help="Take the logo off.")
@_as_json
@click.pass_context
def set_(context: click.Context, /, **options: Any) -> None:
    """Change what PACK says of itself; an empty text takes a field away."""
    wanted = {
        name: options[name]
        for name in pack_settings.FIELDS
        if options[name] is not None and options[name] != ()
    }
    logo, no_logo = options["logo"], options["no_logo"]
    if not (wanted or logo or no_logo):
        raise click.UsageError("Name what is to be changed.", context)
    if logo and no_logo:
        raise click.UsageError("--logo and --no-logo cannot go together; choose one.", context)
    with library_of(context) as library:
        key = packs.meant(library, options["name"]).id
        done = pack_settings.change(
            library, key, wanted, pack_settings.LogoChange(logo, options["logo_alt"], no_logo)
        )
        after = packs.find(library, key)
    _tell_done(done, after, as_json=options["as_json"])


@pack.command()
@_pack
@click.argument("title", metavar="NEW")
@_as_json
@click.pass_context
def rename(context: click.Context, name: str, title: str, as_json: bool) -> None:
    """Give PACK the title NEW."""
    with library_of(context) as library:
        key = packs.meant(library, name).id
        done = packs.rename(library, key, title)
        after = packs.find(library, key)
    _tell_done(done.name, after, as_json=as_json)


@pack.command()
@_pack
@click.option("--title", default="", help="The title of the copy.")
@_as_json
@click.pass_context
def duplicate(context: click.Context, name: str, title: str, as_json: bool) -> None:
    """Make a copy of PACK, and print its id."""
    with library_of(context) as library:
        made, _ = packs.duplicate(library, packs.meant(library, name).id, title)
    _tell_named(made, as_json=as_json)


@pack.command()
@_pack
@_as_json
@click.pass_context
def delete(context: click.Context, name: str, as_json: bool) -> None:
    """Move PACK into the trash; “restore” or “undo” brings it back."""
    with library_of(context) as library:
        meant = packs.meant(library, name)
        done = packs.delete(library, meant.id)
    _tell_done(done.name, meant, as_json=as_json)


@pack.command()
@_pack
@_as_json
@click.pass_context
def refresh(context: click.Context, name: str, as_json: bool) -> None:
    """Let PACK hold its records as they are now, not as they were when it was handed out."""
    with library_of(context) as library:
        meant = packs.meant(library, name)
        done = pack_freezing.refresh(library, meant.id)
    _tell_done(done.name, meant, as_json=as_json)


@pack.command()
@_pack
@click.option(
    "--format",
    "formats",
    default="pdf",
    show_default=True,
    metavar="LIST",
    help=f"Formats, with commas between them: {', '.join(produce.FORMATS)}.",
)
@click.option(
    "--layout",
    type=click.Choice([one.value for one in Layout]),
    help="The paper, and how much of the pack; else as the pack says.",
)
@click.option(
    "--edition",
    type=click.Choice([one.value for one in Edition]),
    default=Edition.PARTICIPANT.value,
    show_default=True,
    help="For whom: only trainers get notes, answers and times.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="FOLDER",
    help="Where the files go; else where you are.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A Word document whose styles the Word file takes.",
)
@click.option("--strict", is_flag=True, help="End with exit status 1 if there are warnings.")
@_as_json
@click.pass_context
def export(context: click.Context, /, **options: Any) -> None:
    """Write PACK into files to hand out; its records are frozen as they are then."""
    with library_of(context) as library, shown_progress() as progress:
        meant = packs.meant(library, options["name"])
        wanted = Wanted(
            tuple(options["formats"].split(",")),
            options["out"],
            Layout(options["layout"] or meant.layout),
            Edition(options["edition"]),
            options["template"],
        )
        done = produce.export(library, meant.id, wanted, progress)
    for one in done.warnings:
        complain(f"Warning: {one}")
    if options["as_json"]:
        files = [str(one) for one in done.files]
        print_json({"files": files, "warnings": list(done.warnings)})
    else:
        for path in done.files:
            tell(f"Wrote “{path}”.")
    if options["strict"] and done.warnings:
        context.exit(1)


def _tell_named(made: Pack, *, as_json: bool) -> None:
    if as_json:
        print_json(pack_shapes.named(made))
    else:
        tell(made.id)


def _tell_done(operation: str, after: Pack, *, as_json: bool) -> None:
    if as_json:
        print_json(pack_shapes.done(operation, after))
    elif operation:
        tell(f"{operation}. “undo” takes it back.")
    else:
        tell("Nothing is changed by that.")
