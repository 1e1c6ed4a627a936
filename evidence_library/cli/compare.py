"""`compare`: two to four records side by side."""

from __future__ import annotations

import sys

import click

from evidence_library.cli.output import bold, complain, listed, print_json, tell, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.model.ids import RecordId
from evidence_library.services import compare as service
from evidence_library.services import shapes
from evidence_library.services.compare import Comparison, Entry
from evidence_library.services.identities import record_meant
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--differences", is_flag=True, help="Only the fields in which they differ.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def compare(context: click.Context, ids: tuple[str, ...], differences: bool, as_json: bool) -> None:
    """Put two to four records side by side, field by field.

    The first six characters of an ID will do if no other has them. A record that is gone does not
    stop the others.
    """
    with library_of(context) as library:
        wanted, gone = _meant(library, ids)
        for sentence in gone.values():
            complain(sentence)
        comparison = service.compare(library, wanted)
    if as_json:
        data = shapes.comparison(comparison, only_differing=differences)
        print_json({**data, "gone": list(gone)})
    else:
        _tell(comparison, only_differing=differences)
    sys.exit(1 if gone else 0)


def _meant(library: Library, typed: tuple[str, ...]) -> tuple[list[RecordId], dict[str, str]]:
    """Give the records that are there, and a sentence for each text that names none."""
    found: list[RecordId] = []
    gone: dict[str, str] = {}
    for one in typed:
        try:
            found.append(record_meant(library, one))
        except RecordGone as error:
            gone[one] = str(error)
    return found, gone


def _tell(comparison: Comparison, *, only_differing: bool) -> None:
    for at, record in enumerate(comparison.records, start=1):
        tell(f"{at}  {bold(record.title)}")
        if record.standing:
            tell(wrapped(record.standing, "   "))
        tell(f"   {record.id}")
    for row in comparison.differing if only_differing else comparison.rows:
        tell(f"\n{bold(row.name)}: {row.verdict.value}")
        for at, cell in enumerate(row.cells, start=1):
            tell(f"  {at}")
            for entry in cell or (Entry("Not stated"),):
                tell(listed(entry.text + ("  [only here]" if entry.only_here else ""), "    "))
