"""`recommendations list`: who was to do what by when, as at a day."""

from __future__ import annotations

import click

from evidence_library.cli.output import print_json, tell, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.model.recommendation import Recommendation, count_in_words
from evidence_library.model.vocabulary import Status, in_words
from evidence_library.services import shapes, track


class StatusWord(click.ParamType[Status]):
    """A status as people or scripts write it: `not_met`, "not met", "Not-met"."""

    name = "status"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Status:
        """Give the status; an unknown word ends in a usage error that lists the known ones."""
        word = "_".join(value.lower().replace("-", " ").replace("_", " ").split())
        try:
            return Status(word)
        except ValueError:
            known = ", ".join(status.value for status in Status)
            self.fail(f"“{value}” is not a status; use one of: {known}.", param, ctx)


@click.command("list")
@click.option("--lead", default="", metavar="BODY", help="Only those that this body leads.")
@click.option("--status", type=StatusWord(), help="Only those with this status of the whole.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def list_recommendations(
    context: click.Context, lead: str, status: Status | None, as_json: bool
) -> None:
    """List recommendations with lead bodies, deadlines and what was reported."""
    with library_of(context) as library:
        listed = track.recommendations(library, lead, status)
    if as_json:
        print_json(shapes.recommendations(listed))
        return
    tell(count_in_words([item for _, item in listed]))
    for _, item in listed:
        _tell(item)


def _tell(item: Recommendation) -> None:
    deadline = item.deadline.value if item.deadline else "see parts" if item.parts else "none"
    leads = ", ".join(item.leads)
    tell(f"\n{item.number}  {leads} · deadline {deadline} · {in_words(item.status)}")
    tell(wrapped(item.stem or ("" if item.parts else item.text), "   "))
    for part in item.parts:
        due = item.deadline_of(part)
        facts = f"{due.value if due else 'no deadline'}, {in_words(item.status_of(part))}"
        tell(wrapped(f"{part.marker}) {part.text} [{facts}]", "   "))
    if item.closing:
        tell(wrapped(item.closing, "   "))
