"""`assess`: judge where an organisation stands, theme by theme, and compare what was judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from evidence_library.cli.assess_report import report
from evidence_library.cli.output import bold, complain, count, print_json, tell, wrapped
from evidence_library.cli.verbs import fail, library_of, only_one
from evidence_library.errors import UserCanFix
from evidence_library.model.assessment import (
    OVERALL,
    Agreed,
    Assessment,
    Judgement,
    Scope,
    ScopeKind,
    Support,
    Verdict,
    standing,
)
from evidence_library.model.changes import Changes
from evidence_library.model.ids import AssessmentId, InstrumentId
from evidence_library.model.instrument import Instrument
from evidence_library.model.vocabulary import Confidence
from evidence_library.services import assess as service
from evidence_library.services import (
    assess_search,
    assess_shapes,
    comparing_assessments,
    identities,
    instruments,
    worked_example,
)
from evidence_library.services.assess import (
    EXAMPLE,
    Opened,
    standing_in_words,
    theme_name,
    verdict_in_words,
)
from evidence_library.services.chain_names import records_rested_on
from evidence_library.services.opened import Library

_NONE_YET = "There is no assessment yet; “assess new NAME” begins one."

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_name = click.argument("name", metavar="ASSESSMENT")


@click.group("assess")
def assess() -> None:
    """Judge where an organisation stands: in words, with reasons, theme by theme.

    ASSESSMENT is the id of an assessment, the beginning of it, or what is assessed, with its date
    if there are several: “Housing 2026-11-30”.
    """


assess.add_command(report)


@assess.command()
@click.argument("what", metavar="NAME")
@click.option("--instrument", "instrument", default="", metavar="TITLE", help="With which one.")
@click.option(
    "--scope",
    type=click.Choice([one.value for one in ScopeKind]),
    default=ScopeKind.ORGANISATION.value,
    show_default=True,
    help="What NAME is.",
)
@click.option("--of", "organisation", default="", metavar="NAME", help="Of which organisation.")
@click.option("--date", "day", default="", metavar="DATE", help="The day it speaks of; else today.")
@click.option("--by", "assessors", multiple=True, metavar="NAME", help="An assessor; repeat it.")
@click.option("--participant", "participants", multiple=True, metavar="NAME", help="Who took part.")
@click.option("--blind", is_flag=True, help="Assessors see each other's judgements when all did.")
@_as_json
@click.pass_context
def new(context: click.Context, /, **options: Any) -> None:
    """Begin an assessment of NAME, and print its id."""
    with library_of(context) as library:
        known = _instrument(options["instrument"], instruments.listed(library))
        begun = Assessment(
            id=AssessmentId(""),
            instrument=InstrumentId(known.id),
            version=known.version,
            scope=Scope(
                kind=ScopeKind(options["scope"]),
                name=options["what"],
                organisation=options["organisation"],
            ),
            date=options["day"],
            assessors=options["assessors"],
            participants=options["participants"],
            blind=options["blind"],
        )
        made, _ = service.new(library, begun, known)
        opened = service.opened(library, made.id)
    if options["as_json"]:
        print_json(assess_shapes.whole(opened))
        return
    tell(f"Begun: {made.scope.label}, {made.date}, with “{known.title}”.")
    tell(f"  {made.id}")


@assess.command()
@click.pass_context
def example(context: click.Context) -> None:
    """Add the worked example: assessments and actions of an invented organisation."""
    with library_of(context) as library:
        worked_example.add(library)
        assessments, actions = worked_example.shipped()
    tell(
        f"Added: {count(len(assessments), 'assessment')} and {count(len(actions), 'action')} of "
        "an invented organisation, marked as examples. “undo” takes them out again."
    )


@assess.command("list")
@click.argument("query", nargs=-1)
@_as_json
@click.pass_context
def list_assessments(context: click.Context, query: tuple[str, ...], as_json: bool) -> None:
    """List the assessments, the latest first. QUERY chooses: theme:, stage:, is:open, words."""
    with library_of(context) as library:
        answer = assess_search.assessments_matching(library, " ".join(query))
    for problem in answer.problems:
        complain(problem.message)
    found = answer.assessments
    if as_json:
        print_json([assess_shapes.listed(one) for one in found])
        return
    if not found:
        tell("There is no such assessment." if query else _NONE_YET)
    for one in found:
        tell(bold(one.title))
        tell(f"  {one.id}  {_in_short(one)}")


@assess.command()
@_name
@click.option("--as", "viewer", default="", metavar="NAME", help="What this assessor may see.")
@_as_json
@click.pass_context
def show(context: click.Context, name: str, viewer: str, as_json: bool) -> None:
    """Show what was judged in ASSESSMENT, and why."""
    with library_of(context) as library:
        opened = service.opened(library, service.meant(library, name).id)
        if as_json:
            print_json(assess_shapes.whole(opened, viewer))
            return
        _tell(opened, viewer, records_rested_on(library, opened.assessment))


@assess.command()
@_name
@click.option("--theme", default="", metavar="THEME", help="Which theme; without it, the whole.")
@click.option("--stage", default="", metavar="STAGE", help="The stage, by its name.")
@click.option("--not-assessed", is_flag=True, help="Say that it was not assessed.")
@click.option("--not-applicable", is_flag=True, help="Say that it does not apply.")
@click.option("--by", "assessor", default="", metavar="NAME", help="Who judges; else you.")
@click.option("--why", default="", metavar="TEXT", help="The reasons.")
@click.option("--record", "records", multiple=True, metavar="ID", help="A record it rests on.")
@click.option(
    "--confidence",
    type=click.Choice([one.value for one in Confidence if one is not Confidence.NOT_RATED]),
    help="How sure the assessor is.",
)
@click.option("--agreed", is_flag=True, help="It is what the assessors agreed on; --by names them.")
@click.option("--ready", is_flag=True, help="Say that the assessor has judged all there is.")
@click.option("--finish", is_flag=True, help="Close the assessment.")
@click.option("--reopen", is_flag=True, help="Open a finished assessment again.")
@_as_json
@click.pass_context
def judge(context: click.Context, /, **options: Any) -> None:
    """Judge a theme of ASSESSMENT, or say that it is ready or finished.

    With --agreed, --by names those who agreed, parted by commas, and --why says why.
    """
    with library_of(context) as library:
        key = service.meant(library, options["name"]).id
        opened = service.opened(library, key)
        done = [step(library, opened, options) for step in _steps(options)]
        after = service.opened(library, key)
    if options["as_json"]:
        print_json(assess_shapes.whole(after, options["assessor"]))
        return
    for one in done:
        tell(f"{one.name}." if one.name else "Nothing was to be changed.")


@assess.command()
@click.argument("before", metavar="ASSESSMENT")
@click.argument("after", metavar="ASSESSMENT")
@_as_json
@click.pass_context
def compare(context: click.Context, before: str, after: str, as_json: bool) -> None:
    """Compare two assessments: of two dates, or of two departments."""
    with library_of(context) as library:
        one, other = (service.meant(library, typed).id for typed in (before, after))
        keys = comparing_assessments.in_order(library, one, other)
        found = comparing_assessments.compare(library, *keys)
    if as_json:
        print_json(assess_shapes.comparison(found))
        return
    tell(bold(f"{_dated(found.before)} and {_dated(found.after)}"))
    if found.note:
        tell(wrapped(found.note))
    for row in found.rows:
        tell(f"\n{row.name}: {row.before_words} → {row.after_words}")
        tell(f"  {row.move.value}")


@assess.command()
@_name
@click.pass_context
def delete(context: click.Context, name: str) -> None:
    """Move ASSESSMENT into the trash; its actions stay."""
    with library_of(context) as library:
        done = service.delete(library, service.meant(library, name).id)
    tell(f"{done.name}.")


@assess.command("instruments")
@click.option("--import", "path", type=click.Path(path_type=Path), help="Add one from a file.")
@click.option("--export", "title", default="", metavar="TITLE", help="Write one into --to.")
@click.option("--to", "target", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--dry-run", is_flag=True, help="Only say what is wrong with the file.")
@_as_json
@click.pass_context
def instruments_of(context: click.Context, /, **options: Any) -> None:
    """List the instruments, add one from a YAML file, or write one into a file."""
    with library_of(context) as library:
        if options["path"] is not None:
            _import(library, options)
        if options["title"]:
            if options["target"] is None:
                raise UserCanFix("Name the file to write with --to.")
            instruments.export(
                library, instruments.meant(library, options["title"]).id, options["target"]
            )
        listed = instruments.listed(library)
    if options["as_json"]:
        print_json([assess_shapes.instrument(one) for one in listed])
        return
    for one in listed:
        tell(bold(one.title))
        shipped = ", came with the program" if one.ships else ""
        themes = count(len(one.themes), "theme")
        tell(f"  version {one.version}, {themes}, {len(one.stages)} stages{shipped}")


def _import(library: Library, options: dict[str, Any]) -> None:
    """Add an instrument from a file, or only look at it, and say what happens (not with JSON)."""
    found = instruments.read(library, options["path"])
    say = complain if options["as_json"] else tell
    for problem in found.problems:
        say(f"{problem.severity}: {problem.message}")
    if not found.usable:
        fail("The instrument cannot be used as it is; nothing was added.")
    if not found.problems and options["dry_run"]:
        say("Nothing is wrong with it.")
    if not options["dry_run"]:
        instruments.add(library, found.instrument)
    say(_becomes(found, options["dry_run"]))


def _becomes(found: instruments.Read, only_asked: bool) -> str:
    title, before = found.instrument.title, found.before
    if found.known:
        nothing = "nothing would be added" if only_asked else "nothing was added"
        return f"“{title}” is the same as version {found.known}; {nothing}."
    does = "It would be added" if only_asked else "Added"
    if before is None:
        return f"{does}: “{title}”, a new instrument."
    of = f" of “{before.title}”"
    return f"{does}: “{title}”, version {before.version + 1}{of}, in the place of the one before."


#: Does something with an assessment that is open, as the options say.
_Step = Callable[[Library, Opened, dict[str, Any]], Changes]


def _steps(options: dict[str, Any]) -> list[_Step]:
    """Give what is to be done, in the order one does it. Raises UsageError for nothing at all."""
    verdicts = ("stage", "not_assessed", "not_applicable")
    given = only_one(
        click.get_current_context(), {**options, "stage": options["stage"] or None}, verdicts
    )
    steps: list[_Step] = [_reopen] if options["reopen"] else []
    if given:
        steps.append(_agree if options["agreed"] else _judge)
    if options["ready"]:
        steps.append(_ready)
    if options["finish"]:
        steps.append(_finish)
    if not steps:
        raise click.UsageError("Say what is judged: --stage, --not-assessed or --not-applicable.")
    return steps


def _judge(library: Library, opened: Opened, options: dict[str, Any]) -> Changes:
    verdict, stage = _verdict(opened, options)
    said = Judgement(
        theme=service.theme_meant(opened.instrument, options["theme"]),
        assessor=options["assessor"] or library.person,
        verdict=verdict,
        stage=stage,
        rationale=options["why"],
        supports=tuple(
            Support(record=identities.record_meant(library, one)) for one in options["records"]
        ),
        confidence=Confidence(options["confidence"]) if options["confidence"] else None,
    )
    return service.judge(library, opened.assessment.id, said)


def _agree(library: Library, opened: Opened, options: dict[str, Any]) -> Changes:
    verdict, stage = _verdict(opened, options)
    agreed = Agreed(
        theme=service.theme_meant(opened.instrument, options["theme"]),
        verdict=verdict,
        stage=stage,
        why=options["why"],
        by=tuple((options["assessor"] or library.person).split(",")),
    )
    return service.agree(library, opened.assessment.id, agreed)


def _ready(library: Library, opened: Opened, options: dict[str, Any]) -> Changes:
    assessor = options["assessor"] or library.person
    if not assessor.strip():
        raise UserCanFix("Say who is ready: give a name or initials with --by.")
    return service.ready(library, opened.assessment.id, assessor)


def _finish(library: Library, opened: Opened, _options: dict[str, Any]) -> Changes:
    return service.finish(library, opened.assessment.id)


def _reopen(library: Library, opened: Opened, _options: dict[str, Any]) -> Changes:
    return service.reopen(library, opened.assessment.id)


def _verdict(opened: Opened, options: dict[str, Any]) -> tuple[Verdict, str]:
    if options["not_assessed"]:
        return Verdict.NOT_ASSESSED, ""
    if options["not_applicable"]:
        return Verdict.NOT_APPLICABLE, ""
    stages = opened.instrument.stages if opened.instrument else ()
    wanted = options["stage"].casefold()
    found = [one.key for one in stages if wanted in {one.key.casefold(), one.name.casefold()}]
    return Verdict.STAGE, found[0] if found else options["stage"]


def _instrument(typed: str, offered: Sequence[Instrument]) -> Instrument:
    """Give the instrument that is meant, or the only one where none is named."""
    if typed:
        return instruments.meant_among(offered, typed)
    if len(offered) == 1:
        return offered[0]
    titles = "; ".join(one.title for one in offered)
    raise UserCanFix(f"Say with which --instrument: {titles or 'there is none; import one'}.")


def _in_short(one: service.Listed) -> str:
    if one.assessment is None:
        return "not understood"
    judged = f"{one.judged} of {count(one.themes, 'theme')} judged"
    if not one.assessment.revealed:
        judged = "blind, not all assessors are ready"
    parts = [one.assessment.date, judged]
    if one.open:
        parts.append(f"assessors differ on {one.open}")
    if one.assessment.finished:
        parts.append(f"finished {one.assessment.finished}")
    if one.assessment.example:
        parts.append(EXAMPLE)
    return ", ".join(parts)


def _dated(item: Assessment) -> str:
    told = f"{item.scope.label}, {item.date}"
    return f"{told} ({EXAMPLE})" if item.example else told


def _tell(opened: Opened, viewer: str, titles: Mapping[str, str]) -> None:
    item, known = opened.assessment, opened.instrument
    tell(bold(_dated(item)))
    tell(f"  {known.title if known else 'The instrument is gone.'}")
    if not item.revealed:
        tell("  It is blind: judgements of others are shown when all assessors are ready.")
    themes = [one.key for one in known.themes] if known else []
    for key in [OVERALL, *themes]:
        found = standing(item, key, viewer)
        tell(f"\n{theme_name(known, key)}: {standing_in_words(known, found)}")
        if found.agreed is not None:
            by = ", ".join(found.agreed.by)
            tell(wrapped(f"agreed by {by}: {found.agreed.why}", "  "))
        for one in found.judgements:
            words = verdict_in_words(known, one.verdict, one.stage)
            reasons = f": {one.rationale}" if one.rationale else ""
            tell(wrapped(f"{one.assessor} – {words}{reasons}", "  "))
            for support in one.supports:
                record = titles[support.record] if support.record else ""
                told = " · ".join(filter(None, (record, support.file, support.note)))
                tell(wrapped(f"rests on {told}", "    "))
