"""`thesaurus`: the groups of words that mean the same, and what the library makes of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.output import complain, count, print_json, tell
from evidence_library.cli.verbs import library_of
from evidence_library.model.thesaurus import TermKind
from evidence_library.services import word_files, word_groups, word_shapes
from evidence_library.services.word_checks import Draft
from evidence_library.services.word_files import Plan
from evidence_library.services.word_list import Entry, Group, State

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def thesaurus() -> None:
    """Look at the words that mean the same and are searched together, and change them.

    What is changed belongs to the library and is taken back with “undo”.
    """


@thesaurus.command("list")
@click.argument("text", default="")
@click.option("--own", is_flag=True, help="Only groups that this library added or changed.")
@_as_json
@click.pass_context
def list_groups(context: click.Context, text: str, own: bool, as_json: bool) -> None:
    """List the groups; with TEXT, those whose name or terms hold it."""
    with library_of(context) as library:
        groups = word_groups.listed(library, text, own=own)
    if as_json:
        print_json(word_shapes.groups(groups))
        return
    for group in groups:
        state = f" ({group.state.value})" if group.is_ours else ""
        tell(f"{group.name}{state}: {', '.join(term.text for term in group.terms)}")
    if not groups:
        tell("There is no such group." if text or not own else "Every group is as shipped.")


@thesaurus.command()
@click.argument("term")
@_as_json
@click.pass_context
def show(context: click.Context, term: str, as_json: bool) -> None:
    """Show the group that is called TERM or holds it."""
    with library_of(context) as library:
        group = word_groups.named(library, term)
    if as_json:
        print_json(word_shapes.group(group))
        return
    tell(f"{group.name}: {group.state.value}")
    for entry in group.entries:
        tell(f"  {_entry(entry)}")


@thesaurus.command()
@click.argument("group")
@click.argument("terms", nargs=-1, required=True, metavar="TERM...")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in TermKind]),
    default=TermKind.SYNONYM.value,
    show_default=True,
    help="What the terms are to their group.",
)
@click.option("--first-year", default="", metavar="YEAR", help="Since when they were in use.")
@click.option("--last-year", default="", metavar="YEAR", help="Until when they were in use.")
@click.option("--note", default="", help="Why they are here, or what to keep in mind.")
@_as_json
@click.pass_context
def add(context: click.Context, /, **options: Any) -> None:
    """Add each TERM to the group that is called GROUP or holds it, or make that group.

    A new group has GROUP itself as its preferred term.
    """
    drafts = [
        Draft(text, options["kind"], options["first_year"], options["last_year"], options["note"])
        for text in options["terms"]
    ]
    with library_of(context) as library:
        name, _ = word_groups.add(library, options["group"], drafts)
        group = word_groups.named(library, name)
        odd = word_groups.odd(library, name, options["terms"])
    if options["as_json"]:
        print_json({**word_shapes.group(group), "notes": list(odd)})
        return
    _tell(group)
    for sentence in odd:
        tell(f"Note: {sentence}")


@thesaurus.command()
@click.argument("group")
@click.argument("terms", nargs=-1, metavar="[TERM...]")
@_as_json
@click.pass_context
def remove(context: click.Context, group: str, terms: tuple[str, ...], as_json: bool) -> None:
    """Take each TERM out of GROUP; without TERM, the whole group.

    What ships with the program is switched off; what is the library's own is gone.
    """
    with library_of(context) as library:
        before = word_groups.named(library, group)
        word_groups.remove(library, before.name, terms)
        left = [one for one in word_groups.listed(library) if one.name == before.name]
    if as_json:
        print_json({"group": before.name, "now": word_shapes.group(left[0]) if left else None})
    elif left:
        _tell(left[0])
    else:
        tell(f"Removed “{before.name}”; “undo” brings it back.")


@thesaurus.command()
@click.argument("group")
@_as_json
@click.pass_context
def restore(context: click.Context, group: str, as_json: bool) -> None:
    """Let GROUP be as it ships with the program."""
    with library_of(context) as library:
        name = word_groups.named(library, group).name
        word_groups.restore(library, name)
        found = word_groups.named(library, name)
    if as_json:
        print_json(word_shapes.group(found))
        return
    _tell(found)


@thesaurus.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@_as_json
@click.pass_context
def import_words(context: click.Context, file: Path, dry_run: bool, as_json: bool) -> None:
    """Take the words of the table FILE; nothing is changed if any row of it is wrong."""
    with library_of(context) as library:
        plan = word_files.preview(library, file)
        if not plan.problems and not dry_run:
            word_files.commit(library, plan)
    if as_json:
        print_json(word_shapes.plan(plan, dry_run=dry_run))
    elif not plan.problems:
        _tell_plan(plan, dry_run=dry_run)
    for problem in plan.problems:
        complain(problem)
    sys.exit(1 if plan.problems else 0)


@thesaurus.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="The shipped groups, too.")
@_as_json
@click.pass_context
def export_words(context: click.Context, file: Path, everything: bool, as_json: bool) -> None:
    """Write the groups that this library added or changed into the table FILE."""
    with library_of(context) as library:
        number = word_files.export(library, file, everything=everything)
    if as_json:
        print_json({"exported": str(file), "groups": number})
        return
    tell(f"Wrote {count(number, 'group')} into “{file}”.")


def _tell(group: Group) -> None:
    terms = ", ".join(term.text for term in group.terms)
    off = " It is not searched." if group.state is State.OFF else ""
    tell(f"“{group.name}” is {group.state.value} now: {terms}.{off}")


def _tell_plan(plan: Plan, *, dry_run: bool) -> None:
    for step in plan.steps:
        tell(str(step))
    for sentence in plan.odd:
        tell(f"Note: {sentence}")
    if not plan.steps:
        tell("All of it is there already; nothing was changed.")
        return
    would = "Would change" if dry_run else "Changed"
    tell(f"{would} {count(len(plan.steps), 'group')}.")


def _entry(entry: Entry) -> str:
    term = entry.term
    parts = [term.kind.value]
    parts += [f"from {term.first_year}"] if term.first_year else []
    parts += [f"to {term.last_year}"] if term.last_year else []
    parts += ["our own"] if entry.own else []
    parts += ["switched off"] if entry.off else []
    note = f": {term.note}" if term.note else ""
    return f"{term.text} ({', '.join(parts)}){note}"
