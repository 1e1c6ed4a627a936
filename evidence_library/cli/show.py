"""`show`: read one record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

import click

from evidence_library.cli.output import bold, listed, print_json, tell, wrapped, write
from evidence_library.cli.verbs import library_of, only_one
from evidence_library.model.headline import Fact, standing_told
from evidence_library.model.record import Link, Section
from evidence_library.model.vocabulary import Workflow, in_words
from evidence_library.services import read, related, shapes, track_links
from evidence_library.services.identities import record_meant
from evidence_library.services.read import RecordView
from evidence_library.services.related import Similar
from evidence_library.services.track_links import Serves
from evidence_library.text.plain_text import without_tags


@click.command()
@click.argument("record_id", metavar="ID")
@click.option("--json", is_flag=True, help="Print JSON with every field.")
@click.option("--markdown", is_flag=True, help="Print the form that imports again.")
@click.option("--sheet", is_flag=True, help="Print it as a summary sheet.")
@click.pass_context
def show(context: click.Context, /, **options: Any) -> None:
    """Print the record with the given ID; its first six characters will do if no other has them."""
    form = only_one(context, options, ("json", "markdown", "sheet"))
    with library_of(context) as library:
        key = record_meant(library, options["record_id"])
        if form == "json":
            view = read.read_record(library, key)
            similar, served = (
                related.similar(library, view.record),
                track_links.served(library, key),
            )
            print_json(shapes.record(view, similar, served))
        elif form == "markdown":
            write(read.markdown(library, key))
        elif form == "sheet":
            write(read.sheet(library, key))
        else:
            view = read.read_record(library, key)
            _tell(view, related.similar(library, view.record), track_links.served(library, key))


def _tell(view: RecordView, similar: Sequence[Similar], served: Sequence[Serves]) -> None:
    record = view.record
    tell(bold(record.title or "Untitled"))
    if record.workflow is not Workflow.PUBLISHED or record.workflow_reason:
        tell(wrapped(standing_told(record, shipped=view.starter)))
    kinds = dict.fromkeys((view.kind_family, record.kind))
    tell(" › ".join(in_words(kind) for kind in kinds))
    for name, fact in (
        ("Effect", view.effect),
        ("How we know", view.how_we_know),
        ("How current", view.how_current),
    ):
        tell(_fact(name, fact))
    for path in view.topics:
        tell("Topic: " + " › ".join(path.labels))
    if record.finding:
        tell("\n" + wrapped(record.finding))
    for section in _said(record.sections):
        _tell_section(section)
    for link in record.links:
        _tell_link(link)
    _tell_served(served)
    if similar:
        tell("\n" + bold("Similar records, found by the program"))
    for one in similar:
        tell(listed(one.title))
        tell(wrapped(f"{one.reason}.", "  "))
        tell(f"  {one.id}")
    tell(f"\nCite as: {view.citation}")


def _tell_served(served: Sequence[Serves]) -> None:
    if served:
        tell("\n" + bold("Recommendations it serves"))
    for one in served:
        tell(listed(f"Serves {one.name} {one.as_what}."))


def _said(sections: Sequence[Section]) -> Iterator[Section]:
    """Leave out sections that say nothing yet, unless they stand above one that does."""
    for at, section in enumerate(sections):
        if section.body.strip() or any(one.body.strip() for one in _below(sections, at)):
            yield section


def _below(sections: Sequence[Section], at: int) -> Iterator[Section]:
    top = sections[at].level
    return takewhile(lambda one: one.level > top, sections[at + 1 :])


def _tell_section(section: Section) -> None:
    tell("")
    if section.heading:
        tell(bold(section.heading))
    if section.body.strip():
        tell(without_tags(section.body))


def _tell_link(link: Link) -> None:
    accessed = f" (accessed {link.accessed.value})" if link.accessed else ""
    tell(f"\n{in_words(link.role)}: {link.url}{accessed}")
    for words in (link.label, link.note):
        if words:
            tell(wrapped(words, "  "))
    if link.supports:
        tell("  Supports:")
    for statement in link.supports:
        tell(listed(statement, "    "))


def _fact(name: str, fact: Fact) -> str:
    return f"{name}: {fact.label}" + (f" ({fact.detail})" if fact.detail else "")
