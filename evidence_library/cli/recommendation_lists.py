"""`recommendations list` and `show`: who was to do what by when, as at a day, by three clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from evidence_library.cli.asking import Asking
from evidence_library.cli.days import as_at_option
from evidence_library.cli.output import bold, complain, listed, print_json, tell, wrapped
from evidence_library.cli.verbs import library_of
from evidence_library.model.clocks import UnitClock, clock, reported_on, schedule_in_words
from evidence_library.model.dates import day_in_words
from evidence_library.model.recommendation import Recommendation, count_in_words
from evidence_library.model.undated import counts_undated
from evidence_library.model.vocabulary import QuarterConvention, Status, in_words
from evidence_library.services import (
    recommendation_shapes,
    track,
    track_evidence,
    track_rules,
    track_sets,
    track_wording,
)
from evidence_library.services.opened import Library
from evidence_library.services.track import Held
from evidence_library.services.track_evidence import Evidence

_UNDATED = "This rests on a report without a date, which counts at every date."
_CLOCKS = "What was reported, what linked records show and what the schedule says are told apart."

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


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


@click.command("list", cls=Asking)
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@click.option("--lead", default="", metavar="BODY", help="Only those that this body leads.")
@click.option("--status", type=StatusWord(), help="Only those with this status of the whole.")
@click.option("--theme", default="", metavar="WORDS", help="Only those under this theme.")
@click.option("--set", "set_", default="", metavar="SET", help="Only those of this set.")
@click.option("--overdue", is_flag=True, help="Only those that are overdue.")
@as_at_option
@_as_json
@click.pass_context
def list_recommendations(context: click.Context, /, **options: Any) -> None:
    """List recommendations as at a day: leads, deadlines, and what each of three clocks says.

    QUERY is in the language of “search”, with fields such as lead:, status:, deadline: and is:.
    """
    day = options["as_at"] or date.today()
    with library_of(context) as library:
        matches = track.search(library, " ".join(options["query"]), day, fields=_fields(options))
        found = track.some(library, matches.ids)
        if options["set_"]:
            key = track_sets.meant(library, options["set_"])
            found = tuple(one for one in found if one.owner.id == key)
        shown = track_evidence.evidence(library, (one.item for one in found), day)
        every = track.search(library, "", day).ids
    for problem in matches.problems:
        complain(problem.message)
    if options["as_json"]:
        print_json(recommendation_shapes.listed(found, day, shown))
        return
    counted = count_in_words([one.item for one in found])
    of = f" of {len(every):,} recommendations in the library" if len(every) > len(found) else ""
    tell(f"{counted}{of}, as at {day_in_words(day)}.")
    tell(_CLOCKS if found else "None was found.")
    for one in found:
        tell()
        _tell(one, day, shown.get(one.item.id, ()))


@click.command("show")
@click.argument("name", metavar="ID")
@as_at_option
@_as_json
@click.pass_context
def show(context: click.Context, name: str, as_at: date | None, as_json: bool) -> None:
    """Show the recommendation ID as at a day, with all that was reported, answered and linked."""
    day = as_at or date.today()
    with library_of(context) as library:
        one = track.held(library, track.meant(library, name))
        shown = track_evidence.evidence(library, [one.item], day).get(one.item.id, ())
        others = _others(library, one.item)
    if as_json:
        print_json(recommendation_shapes.whole(one, day, shown))
        return
    tell(f"{one.owner.title}, as at {day_in_words(day)}.")
    tell(_CLOCKS)
    tell()
    _tell(one, day, shown)
    _tell_source(one.item)
    _tell_log(one.item, day)
    _tell_lines("Linked records", [_linked(link) for link in shown])
    _tell_lines("Asks for the same as", others)
    if one.item.notes:
        tell("\nNotes")
        tell(wrapped(one.item.notes, "   "))
    tell(f"\nId: {one.item.id}")


def _fields(options: dict[str, Any]) -> dict[str, str]:
    status = options["status"]
    wanted = {
        "lead": options["lead"],
        "status": status.value.replace("_", " ") if status else "",
        "theme": options["theme"],
        "is": "overdue" if options["overdue"] else "",
    }
    return {name: value for name, value in wanted.items() if value}


def _tell(one: Held, day: date, shown: Sequence[Evidence]) -> None:
    item, quarters = one.item, one.owner.quarters
    at = clock(item, quarters, day)
    due = track_wording.due_of(item, quarters)
    whole = next((unit for unit in at.units if not unit.marker), None)
    if whole and whole.revised:
        due += f", revised to {track_wording.due_in_words(whole.revised, quarters)}"
    leads = ", ".join(item.leads) or "no lead named"
    tell(f"{bold(item.number)}  {leads} · deadline {due} · {in_words(at.status)}")
    tell(wrapped(item.stem or ("" if item.parts else item.text), "   "))
    units = at.units[len(at.units) - len(item.parts) :]
    for part, unit in zip(item.parts, units, strict=True):
        tell(wrapped(f"{part.marker}) {part.text} [{_unit(unit, quarters)}]", "   "))
    if item.closing:
        tell(wrapped(item.closing, "   "))
    undated = f" {_UNDATED}" if counts_undated(item, at) else ""
    tell(wrapped(f"Reported: {in_words(at.status)}.{undated}", "   "))
    tell(wrapped(f"Evidence: {'. '.join(track_evidence.in_words(shown))}.", "   "))
    said = schedule_in_words(at.schedule, at.quarters_over)
    against = f" {at.contradiction}" if at.contradiction else ""
    tell(wrapped(f"Schedule: {said}.{against}", "   "))


def _unit(unit: UnitClock, quarters: QuarterConvention) -> str:
    due = track_wording.due_in_words(unit.deadline, quarters) if unit.deadline else "no deadline"
    later = track_wording.due_in_words(unit.revised, quarters) if unit.revised else ""
    revised = f", revised to {later}" if later else ""
    late = schedule_in_words(unit.schedule, unit.quarters_over)
    return f"{due}{revised} · {in_words(unit.status)} · {late}"


def _tell_source(item: Recommendation) -> None:
    """Say what the source reads where somebody changed the wording."""
    for flag in item.flags:
        if flag.code == track_rules.EDITED:
            tell("\nIn the words of the source")
            tell(wrapped(flag.raw, "   "))


def _tell_log(item: Recommendation, day: date) -> None:
    entries = track_wording.existing(item.progress, day)
    _tell_lines("What was reported", [track_wording.entry_in_words(one) for one in entries])
    answers = [one for one in item.responses if reported_on(one.date) <= day]
    _tell_lines("What was answered", [track_wording.response_in_words(one) for one in answers])
    _tell_lines("Flags", [flag.message for flag in item.flags])


def _tell_lines(title: str, lines: Sequence[str]) -> None:
    if lines:
        tell(f"\n{title}")
        for line in lines:
            tell(listed(line, "   "))


def _linked(link: Evidence) -> str:
    part = f", part {link.part}" if link.part else ""
    note = f" ({link.note})" if link.note else ""
    return f"{in_words(link.role.value)}{part}: {link.title} [{link.record}], {link.shows}{note}"


def _others(library: Library, item: Recommendation) -> list[str]:
    found = track.some(library, item.overlaps)
    return [f"{one.owner.title}/{one.item.number}: {one.item.text}" for one in found]
