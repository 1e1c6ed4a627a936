"""`action`: what is to be done, by whom and by when, and how it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from evidence_library.cli.action_export import export
from evidence_library.cli.output import bold, complain, print_json, tell, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.errors import UserCanFix
from evidence_library.model.action import Action
from evidence_library.model.ids import ActionId
from evidence_library.model.recommendation import ProgressEntry
from evidence_library.model.vocabulary import QuarterConvention, Status, in_words
from evidence_library.services import (
    actions,
    assess,
    assess_search,
    assess_shapes,
    identities,
    matching_practice,
    track,
)
from evidence_library.services.action_wording import due, reported, revised, schedule
from evidence_library.services.actions import Listed
from evidence_library.services.assess import EXAMPLE
from evidence_library.services.opened import Library
from evidence_library.services.track_rules import past_date

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_STATUSES = [one.value for one in Status if one not in {Status.MIXED, Status.UNKNOWN}]


class Day(click.ParamType[date]):
    """A day as 2026-11-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Give the day; anything else ends in a usage error."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a date; write it as 2026-11-30.", param, ctx)


@click.group("action")
def action() -> None:
    """Plan what is to be done, and keep how it stands.

    ID is the id of an action, the beginning of it, or its words.
    """


action.add_command(export)


@action.command()
@click.argument("what")
@click.option("--owner", default="", metavar="NAME", help="Who does it.")
@click.option("--deadline", default="", metavar="WHEN", help="By when: “Q3 2027” or a date.")
@click.option("--measure", default="", metavar="TEXT", help="How one will know that it worked.")
@click.option("--assessment", default="", metavar="NAME", help="The assessment it comes from.")
@click.option("--theme", default="", metavar="THEME", help="The theme it comes from.")
@click.option("--breakthrough", default="", metavar="TEXT", help="What it takes up, in words.")
@click.option("--recommendation", default="", metavar="ID", help="The recommendation it answers.")
@click.option("--record", "records", multiple=True, metavar="ID", help="A record it draws on.")
@click.option("--financial", is_flag=True, help="Quarters are those of the financial year.")
@_as_json
@click.pass_context
def add(context: click.Context, /, **options: Any) -> None:
    """Add the action WHAT, and print its id."""
    with library_of(context) as library:
        made, _ = actions.add(library, _wanted(library, options))
        told = actions.told_at(made, date.today())
        offered = matching_practice.for_action(library, made)
    if options["as_json"]:
        shape = assess_shapes.action(told)
        print_json({**shape, "matching": [assess_shapes.match(one) for one in offered]})
        return
    _tell(told)
    if offered:
        tell("\nRecords that may help:")
    for one in offered[:5]:
        tell(wrapped(f"{one.title} ({one.reason})", "  "))


@action.command("list")
@click.argument("query", nargs=-1)
@click.option("--as-at", "day", type=Day(), help="As at this day; else today.")
@click.option("--assessment", default="", metavar="NAME", help="Only those of this assessment.")
@_as_json
@click.pass_context
def list_actions(
    context: click.Context, query: tuple[str, ...], day: date | None, assessment: str, as_json: bool
) -> None:
    """List the actions, those overdue first. QUERY chooses: theme:, owner:, is:overdue, words."""
    with library_of(context) as library:
        found = actions.listed(library, day)
        if assessment:
            key = assess.meant(library, assessment).id
            found = tuple(one for one in found if one.action.assessment == key)
        answer = assess_search.actions_matching(library, " ".join(query), found)
    for problem in answer.problems:
        complain(problem.message)
    found = answer.actions
    if as_json:
        print_json([assess_shapes.action(one) for one in found])
        return
    if not found:
        tell("There is no such action." if query or assessment else "There is no action yet.")
    for one in found:
        _tell(one)


@action.command()
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.option("--status", type=click.Choice(_STATUSES), help="How it stands.")
@click.option("--text", default="", metavar="TEXT", help="What there is to report.")
@click.option("--date", "day", type=Day(), help="When that was; else today.")
@click.option("--revised", default="", metavar="WHEN", help="A new deadline; the first one stays.")
@click.option("--source", default="", metavar="TEXT", help="Where it is said.")
@_as_json
@click.pass_context
def progress(context: click.Context, /, **options: Any) -> None:
    """Report how actions stand; what was reported before stays."""
    with library_of(context) as library:
        keys = [actions.meant(library, one).id for one in options["names"]]
        actions.report(library, keys, _entry(options))
        told = [actions.told_at(actions.find(library, key), date.today()) for key in keys]
    if options["as_json"]:
        print_json([assess_shapes.action(one) for one in told])
        return
    for one in told:
        _tell(one)


@action.command()
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.pass_context
def delete(context: click.Context, names: tuple[str, ...]) -> None:
    """Move actions into the trash."""
    with library_of(context) as library:
        done = actions.delete(library, [actions.meant(library, one).id for one in names])
    tell(f"{done.name}.")


def _wanted(library: Library, options: dict[str, Any]) -> Action:
    made_in = assess.meant(library, options["assessment"]) if options["assessment"] else None
    theme = options["theme"]
    if theme and made_in is None:
        raise UserCanFix("A --theme is one of an assessment: name that with --assessment.")
    if made_in is not None and theme:
        theme = assess.theme_meant(assess.opened(library, made_in.id).instrument, theme)
    wanted = options["recommendation"]
    financial = options["financial"]
    return Action(
        id=ActionId(""),
        what=options["what"],
        owner=options["owner"],
        deadline=actions.deadline_from(options["deadline"]),
        measure=options["measure"],
        assessment=made_in.id if made_in else None,
        theme=theme,
        breakthrough=options["breakthrough"],
        recommendation=track.meant(library, wanted) if wanted else None,
        records=tuple(identities.record_meant(library, one) for one in options["records"]),
        quarters=QuarterConvention.FINANCIAL if financial else QuarterConvention.CALENDAR,
    )


def _entry(options: dict[str, Any]) -> ProgressEntry:
    later = actions.deadline_from(options["revised"])
    status = Status(options["status"]) if options["status"] else Status.UNKNOWN
    words = options["text"].strip()
    if not words and status is not Status.UNKNOWN:
        words = in_words(status)
    if not words and later is not None:
        words = f"Revised deadline: {options['revised'].strip()}"
    if not words:
        raise UserCanFix("Say how it stands: give a --status, a --text or a --revised deadline.")
    return ProgressEntry(
        raw=words,
        status=status,
        date=past_date((options["day"] or date.today()).isoformat()),
        revised=later,
        source=options["source"],
    )


def _tell(one: Listed) -> None:
    item, now = one.action, one.clock
    example = f" ({EXAMPLE})" if item.example else ""
    tell(bold(f"{item.what}{example}"))
    later = revised(one)
    due_when = f"{due(one)}, revised to {later}" if later else due(one)
    tell(f"  {item.id}")
    facts = (item.owner or "No owner", due_when, reported(one), schedule(one))
    tell(wrapped(" · ".join(facts), "  "))
    if item.measure:
        tell(wrapped(f"measured by: {item.measure}", "  "))
    for said in filter(None, (now.contradiction, one.question)):
        tell(wrapped(said, "  "))
