"""`attach`: keep files with a record, list, describe and remove them, and hand out copies."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.output import bold, count, listed, print_json, tell
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.model.attachment import FileState, TextState
from evidence_library.model.vocabulary import Licence, Permission, in_words
from evidence_library.services import (
    attachment_check,
    attachment_shapes,
    attachment_texts,
    attachments,
)
from evidence_library.services.attachment_check import Report
from evidence_library.services.attachments import FileIsThere, Kept, NewFile
from evidence_library.services.identities import record_meant

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_id = click.argument("record_id", metavar="ID")
_which = click.argument("which", metavar="NAME|SHA")
_VERBS = ("list", "remove", "save", "check", "add", "describe")


#: The options by which an attachment is described.
_KNOWN = ("name", "licence", "redistribute", "source_url")


class _Attach(click.Group):
    """Takes `attach ID FILE...` for `attach add ID FILE...`: that is what one mostly wants."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the usual act before what is none."""
        if args and args[0] not in _VERBS and args[0] not in {"-h", "--help"}:
            args = ["add", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Attach)
def attach() -> None:
    """Attach files to a record: “attach ID FILE...”.

    A file is copied into the library, where it lies once however many records have it. Its text is
    searched with that of the record.
    """


@attach.command()
@_id
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--licence",
    type=click.Choice([one.value for one in Licence]),
    default=Licence.UNKNOWN.value,
    show_default=True,
    help="Under what terms the files may be used.",
)
@click.option(
    "--redistribute",
    type=click.Choice([one.value for one in Permission]),
    default=Permission.UNKNOWN.value,
    show_default=True,
    help="Whether the files may be handed on.",
)
@click.option("--source-url", default="", metavar="URL", help="Where the files were found.")
@click.option("--name", default="", help="What to call a file; only for one.")
@click.option(
    "--archived-copy-of", default="", metavar="URL", help="The link that one file is a copy of."
)
@_as_json
@click.pass_context
def add(context: click.Context, /, **options: Any) -> None:
    """Attach each FILE to the record ID, in one step that “undo” takes back."""
    paths: tuple[Path, ...] = options["files"]
    for option in ("name", "archived_copy_of"):
        if options[option] and len(paths) > 1:
            told = option.replace("_", "-")
            raise click.UsageError(f"--{told} is for one file; name one.", context)
    files = [
        NewFile(
            path=path,
            name=options["name"],
            licence=Licence(options["licence"]),
            may_redistribute=Permission(options["redistribute"]),
            source_url=options["source_url"],
            archived_copy_of=options["archived_copy_of"],
        )
        for path in paths
    ]
    with library_of(context) as library, shown_progress() as progress:
        key = record_meant(library, options["record_id"])
        before = {one.attachment.sha256 for one in attachments.of_record(library, key)}
        added = attachments.add(library, key, files, progress)
        attachment_texts.read_all(library, progress)
        kept = attachments.of_record(library, key)
    if options["as_json"]:
        data = attachment_shapes.kept(kept)
        print_json(
            {
                "operation": added.changes.name,
                "record": key,
                "attachments": data,
                "back": list(added.back),
            }
        )
        return
    if added.changes.any:
        tell(f"Done: {added.changes.name}.")
    for name in added.back:
        tell(f"“{name}” is back.")
    for one in kept:
        if one.text.sentence and one.attachment.sha256 not in before:
            tell(f"Note: {_noted(one)}")


@attach.command("list")
@_id
@_as_json
@click.pass_context
def list_attachments(context: click.Context, record_id: str, as_json: bool) -> None:
    """List the attachments of the record ID."""
    with library_of(context) as library:
        kept = attachments.of_record(library, record_meant(library, record_id))
    if as_json:
        print_json(attachment_shapes.kept(kept))
        return
    for one in kept:
        _tell(one)
    if not kept:
        tell("This record has no attachments.")


@attach.command()
@_id
@_which
@click.option("--name", help="What to call it.")
@click.option(
    "--licence",
    type=click.Choice([one.value for one in Licence]),
    help="Under what terms it may be used.",
)
@click.option(
    "--redistribute",
    type=click.Choice([one.value for one in Permission]),
    help="Whether it may be handed on.",
)
@click.option("--source-url", metavar="URL", help="Where it was found; empty: not known.")
@click.option("--archived-copy-of", default="", metavar="URL", help="The link it is a copy of.")
@_as_json
@click.pass_context
def describe(context: click.Context, /, **options: Any) -> None:
    """Change what is known of an attachment of the record ID: only what an option names."""
    if all(options[one] is None for one in _KNOWN) and not options["archived_copy_of"]:
        raise click.UsageError("Say what to change, such as --name.", context)
    with library_of(context) as library:
        key = record_meant(library, options["record_id"])
        one = attachments.meant(library, key, options["which"])
        new = replace(
            one,
            name=_chosen(options["name"], one.name),
            licence=Licence(_chosen(options["licence"], one.licence)),
            may_redistribute=Permission(_chosen(options["redistribute"], one.may_redistribute)),
            source_url=_chosen(options["source_url"], one.source_url),
        )
        changes = attachments.describe(library, key, one.sha256, new, options["archived_copy_of"])
        kept = attachments.of_record(library, key)
    if options["as_json"]:
        data = attachment_shapes.kept(kept)
        print_json({"operation": changes.name, "record": key, "attachments": data})
    else:
        tell(f"Done: {changes.name}." if changes.any else "Nothing was to be changed.")


@attach.command()
@_id
@_which
@_as_json
@click.pass_context
def remove(context: click.Context, record_id: str, which: str, as_json: bool) -> None:
    """Take an attachment off the record ID; “undo” brings it back."""
    with library_of(context) as library:
        key = record_meant(library, record_id)
        digest = attachments.meant(library, key, which).sha256
        name = attachments.remove(library, key, [digest]).name
    if as_json:
        print_json({"operation": name, "record": key, "sha256": digest})
    else:
        tell(f"Done: {name}. “undo” brings it back.")


@attach.command()
@_id
@_which
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--replace", "replace_file", is_flag=True, help="Replace a file that is there.")
@_as_json
@click.pass_context
def save(context: click.Context, /, **options: Any) -> None:
    """Write a copy of an attachment of the record ID into the file OUT, or into the folder OUT."""
    out: Path = options["out"]
    with library_of(context) as library, shown_progress() as progress:
        key = record_meant(library, options["record_id"])
        one = attachments.meant(library, key, options["which"])
        path = out / attachments.copy_name(one) if out.is_dir() else out
        try:
            attachments.save_copy(
                library, one, path, progress, replace_file=options["replace_file"]
            )
        except FileIsThere as error:
            raise FileIsThere(f"{error} “--replace” replaces it.") from error
    if options["as_json"]:
        print_json({"file": str(path), "sha256": one.sha256, "size": one.size})
    else:
        tell(f"Wrote “{one.name}” to “{path}”.")


@attach.command()
@click.option("--clean", is_flag=True, help="Remove the files that nothing refers to.")
@_as_json
@click.pass_context
def check(context: click.Context, clean: bool, as_json: bool) -> None:
    """Look at every byte of every attachment: is it there, and what it was?

    Ends with status 1 if one is missing or was changed. Texts that wait to be read are read.
    """
    with library_of(context) as library, shown_progress() as progress:
        attachment_texts.read_all(library, progress)
        found = attachment_check.check(library, progress)
        removed = attachment_check.remove_idle(library) if clean else 0
    if as_json:
        print_json({**attachment_shapes.report(found), "removed": removed})
    else:
        _tell_report(found, removed, clean=clean)
    sys.exit(1 if found.wrong else 0)


def _noted(one: Kept) -> str:
    """Say what is to be known of the text of a file, naming the file once."""
    name, said = one.attachment.name, one.text.sentence
    return said if name in said else f"{name}: {said}"


def _chosen(given: str | None, known: str) -> str:
    return known if given is None else given


def _tell(one: Kept) -> None:
    told = one.attachment
    pages = count(told.pages, "page") if told.pages else ""
    facts = [told.media_type, pages, f"{told.size:,} bytes", f"licence {told.licence.value}"]
    if told.may_redistribute is not Permission.UNKNOWN:
        facts.append(f"may be handed on: {told.may_redistribute.value}")
    tell(f"{bold(told.name)}  {told.sha256[:12]}")
    tell("  " + " · ".join(filter(None, facts)))
    if one.state is not FileState.THERE:
        tell(f"  The file is {one.state.value}.")
    waits = "Its text is not read yet." if one.text.state is TextState.WAITING else ""
    for sentence in filter(None, (one.text.sentence, waits)):
        tell(f"  {sentence}")
    for url in one.archived_copy_of:
        tell(f"  Archived copy of {url}")


def _tell_report(found: Report, removed: int, *, clean: bool) -> None:
    for one in found.attachments:
        if one.state is not FileState.THERE:
            tell(f"{in_words(one.state)}: {one.attachment.name} of “{one.title or 'Untitled'}”")
        elif one.text.sentence:
            tell(
                listed(f"{one.attachment.name} of “{one.title or 'Untitled'}”: {one.text.sentence}")
            )
    told = count(len(found.attachments), "attachment")
    wrong = len(found.wrong)
    tell(f"{told}: {f'{wrong} missing or changed' if wrong else 'all as attached'}.")
    idle = len(found.unreferenced) + found.drafts
    if clean:
        tell(f"Removed {count(removed, 'file')} that nothing refers to.")
    elif idle:
        verb = "is" if idle == 1 else "are"
        size = f"{found.idle_bytes:,} bytes"
        tell(f"{count(idle, 'file')} ({size}) {verb} needed by nothing; --clean removes.")
