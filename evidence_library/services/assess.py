"""Assess: who judges where an organisation stands, theme by theme, in words and with reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from evidence_library.errors import UserCanFix
from evidence_library.model.assessment import (
    EXAMPLE_MARK,
    OVERALL,
    Agreed,
    Assessment,
    Judgement,
    Scope,
    Standing,
    Verdict,
    disagreements,
)
from evidence_library.model.changes import Changes
from evidence_library.model.ids import AssessmentId, InstrumentId, new_assessment_id
from evidence_library.model.instrument import Instrument, problems_of
from evidence_library.model.problem import Severity
from evidence_library.services import instruments
from evidence_library.services.identities import SHORTEST
from evidence_library.services.opened import Library
from evidence_library.store import trash
from evidence_library.store.assessing import ASSESSMENTS
from evidence_library.store.connections import Connection
from evidence_library.store.documents import Kept

#: Stands wherever an example shows.
EXAMPLE = EXAMPLE_MARK


#: Stands in the place of what a blind assessment does not show yet.
NOT_SHOWN = "Not shown before all assessors are ready"


class AssessmentChanged(UserCanFix):
    """An assessment was changed elsewhere since it was opened."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An assessment as lists show it.

    `instrument` is the title of its instrument, empty if that is gone; `judged` counts the themes
    somebody judged, of `themes`; `open` counts those the assessors differ on. Both are 0 until a
    blind one is revealed. One that this program cannot read has no `assessment`.
    """

    id: AssessmentId
    title: str
    assessment: Assessment | None
    instrument: str = ""
    themes: int = 0
    judged: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """An assessment with the version of the instrument it was made with.

    `instrument` is None if that is gone: then judgements show the keys of stages and themes, and
    nothing can be judged.
    """

    assessment: Assessment
    instrument: Instrument | None


def new(library: Library, begun: Assessment, instrument: Instrument) -> tuple[Assessment, Changes]:
    """Begin an assessment and give it. `begun` says of what, when and by whom; its id is new.

    Raises `UserCanFix` if it says not of whom, if its date is none, or if the instrument has
    errors.
    """
    for problem in problems_of(instrument):
        if problem.severity is Severity.ERROR:
            raise UserCanFix(f"“{instrument.title}” cannot be used. {problem.message}")
    made = tidied(
        replace(
            begun,
            id=new_assessment_id(),
            instrument=instrument.id,
            version=instrument.version,
            date=begun.date or date.today().isoformat(),
        )
    )
    with library.change(f"New assessment of “{made.scope.label}”") as change:
        instruments.keep(library, change.operation, instrument)
        ASSESSMENTS.put(change.operation, made)
    return made, change.operation.changes()


def next_round(library: Library, key: AssessmentId, day: str = "") -> tuple[Assessment, Changes]:
    """Begin the next assessment of the same scope, with the instrument's latest version.

    Judgements are not taken over: they are to be made anew.
    """
    before = find(library, key)
    latest = instruments.find(library, before.instrument)
    begun = replace(before, judgements=(), agreed=(), ready=(), finished="", notes="", date=day)
    return new(library, begun, latest)


def listed(library: Library) -> tuple[Listed, ...]:
    """List the assessments, the latest first."""
    with library.connections.reading() as connection:
        held = ASSESSMENTS.load(connection)
    known = {(one.id, one.version): one for one in _instruments(library, held)}
    told = [_told(one, known) for one in held]
    return tuple(
        sorted(told, key=lambda one: one.assessment.date if one.assessment else "", reverse=True)
    )


def find(library: Library, key: AssessmentId) -> Assessment:
    """Give the assessment with an id. Raises `UserCanFix` if it is gone or cannot be read."""
    with library.connections.reading() as connection:
        return _held(connection, key)


def opened(library: Library, key: AssessmentId) -> Opened:
    """Give an assessment with its instrument. Raises `UserCanFix` if the assessment is gone."""
    found = find(library, key)
    try:
        return Opened(found, instruments.find(library, found.instrument, found.version))
    except instruments.InstrumentGone:
        return Opened(found, None)


def meant(library: Library, typed: str) -> Assessment:
    """Give the assessment that is meant: by id or its beginning, or by what is assessed or
    the beginning of that.

    Where several assess the same, its date may follow: "Housing 2005-10-01". Raises `UserCanFix`
    if none or several are meant.
    """
    wanted = " ".join(typed.split()).casefold()
    told = [one.assessment for one in listed(library) if one.assessment is not None]
    for same in (
        [one for one in told if one.id == wanted],
        [one for one in told if wanted in _names(one)],
        [one for one in told if len(wanted) >= SHORTEST and one.id.startswith(wanted)],
        [one for one in told if wanted and one.scope.label.casefold().startswith(wanted)],
    ):
        if len(same) == 1:
            return same[0]
        if same:
            which = "; ".join(f"{one.scope.label} {one.date} ({one.id})" for one in same)
            raise UserCanFix(f"Several assessments are meant by “{typed}”: {which}.")
    raise UserCanFix(f"There is no assessment “{typed}” in this library.")


def edit(
    library: Library, key: AssessmentId, wanted: Assessment, expected: Assessment | None = None
) -> Changes:
    """Change what is said about an assessment: scope, date, who takes part, notes.

    Judgements are not changed by this. `expected` is the assessment as it was when it was opened.
    Raises `UserCanFix`, `AssessmentChanged` if those parts are others by now.
    """

    def edited(now: Assessment) -> Assessment:
        if expected is not None and _about(now) != _about(expected):
            raise AssessmentChanged(
                f"“{now.scope.label}” was changed elsewhere since you opened it; open it again to "
                "see it as it is now."
            )
        lost = [one for one in _judging(now) if one not in wanted.assessors]
        if lost:
            raise UserCanFix(f"{lost[0]} has judged already and stays an assessor.")
        after = tidied(
            replace(
                now,
                scope=wanted.scope,
                date=wanted.date,
                participants=wanted.participants,
                assessors=wanted.assessors,
                blind=wanted.blind,
                notes=wanted.notes,
            )
        )
        _refuse_hiding(now, after)
        return after

    return _changed(library, key, "Edit the assessment of", edited)


def judge(
    library: Library,
    key: AssessmentId,
    judgement: Judgement,
    expected: Judgement | None = None,
) -> Changes:
    """Keep what an assessor says of a theme, in the place of what they said before.

    An assessor who is new is one from then on. `expected` is what they had said when it was opened.
    Raises `UserCanFix` if the theme or the stage is none of the instrument, if nobody judges, or if
    the assessment is finished; `AssessmentChanged` if they have said something else meanwhile.
    """
    instrument = _instrument(library, key)
    said = _tidied_judgement(judgement, instrument)
    name = theme_name(instrument, said.theme)

    def judged(now: Assessment) -> Assessment:
        held = now.judgement(said.theme, said.assessor)
        if expected is not None and held is not None and held != expected:
            if replace(held, at="") == replace(said, at=""):
                return now  # it is kept already: nobody is to decide between the same words
            raise AssessmentChanged(
                f"{said.assessor} has judged “{name}” elsewhere since you opened it; look at it "
                "again."
            )
        others = tuple(one for one in now.judgements if one != held)
        kept = replace(said, at=_now())
        assessors = now.assessors
        if said.assessor not in assessors:
            assessors = (*assessors, said.assessor)
        after = replace(now, judgements=(*others, kept), assessors=assessors)
        _refuse_hiding(now, after)
        return after

    return _changed(library, key, f"Judge “{name}” of", judged)


def agree(
    library: Library, key: AssessmentId, agreed: Agreed, expected: Assessment | None = None
) -> Changes:
    """Keep what the assessors agreed on for a theme, with who and why; their judgements stay.

    `expected` is the assessment as it was when it was opened. Raises `UserCanFix` as `judge` does,
    if nobody is named, or while the assessment is blind; `AssessmentChanged` if something else was
    agreed on meanwhile.
    """
    instrument = _instrument(library, key)
    name = theme_name(instrument, agreed.theme)
    _refuse_verdict(instrument, agreed.theme, agreed.verdict, agreed.stage)
    by = _each_once(agreed.by)
    if not by:
        raise UserCanFix("Say who agreed on it.")
    if not agreed.why.strip():
        raise UserCanFix("Say why: what was agreed on needs its reason.")

    def joined(now: Assessment) -> Assessment:
        if not now.revealed:
            raise UserCanFix("Nothing can be agreed on before all assessors are ready.")
        held = now.agreement(agreed.theme)
        if expected is not None and held != expected.agreement(agreed.theme):
            raise AssessmentChanged(_agreed_elsewhere(instrument, name, held))
        others = tuple(one for one in now.agreed if one.theme != agreed.theme)
        kept = replace(agreed, by=by, why=agreed.why.strip(), at=_now())
        return replace(now, agreed=(*others, kept))

    return _changed(library, key, f"Agree on “{name}” of", joined)


def ready(library: Library, key: AssessmentId, assessor: str, *, on: bool = True) -> Changes:
    """Say that an assessor has judged, so that a blind assessment can be revealed; or take it back.

    Once all have said so, it cannot be taken back: they have seen each other's judgements.
    """

    def told(now: Assessment) -> Assessment:
        if assessor not in now.assessors:
            raise UserCanFix(f"“{assessor}” is no assessor of this assessment.")
        if not on and now.blind and now.revealed:
            raise UserCanFix("All assessors were ready and have seen each other's judgements.")
        others = tuple(one for one in now.ready if one != assessor)
        return replace(now, ready=(*others, assessor) if on else others)

    return _changed(library, key, f"{assessor} is ready with the assessment of", told)


def finish(library: Library, key: AssessmentId, day: date | None = None) -> Changes:
    """Close an assessment: it is not changed any more unless it is opened again.

    Raises `UserCanFix` while assessors differ on a theme and nothing was agreed, or are not ready.
    """
    instrument = _instrument(library, key)
    themes = [OVERALL, *(one.key for one in instrument.themes)]

    def closed(now: Assessment) -> Assessment:
        if not now.revealed:
            raise UserCanFix("It cannot be finished before all assessors are ready.")
        apart = disagreements(now, themes)
        if apart:
            names = "; ".join(theme_name(instrument, one.theme) for one in apart[:3])
            more = f" and {len(apart) - 3} more" if len(apart) > 3 else ""
            raise UserCanFix(f"Agree first where the assessors differ: {names}{more}.")
        return replace(now, finished=(day or date.today()).isoformat())

    return _changed(library, key, "Finish the assessment of", closed)


def reopen(library: Library, key: AssessmentId) -> Changes:
    """Open a finished assessment again."""
    return _changed(
        library, key, "Open again the assessment of", lambda now: replace(now, finished=""), True
    )


def delete(library: Library, key: AssessmentId) -> Changes:
    """Move an assessment into the trash. Its actions stay. Raises `UserCanFix` if it is gone."""
    with library.connections.reading() as connection:
        held = ASSESSMENTS.get(connection, key)
    if held is None:
        raise _gone()
    with library.change(f"Delete the assessment of “{held.title}”") as change:
        trash.put_thing(change.operation, ASSESSMENTS.table, key, "assessment")
    return change.operation.changes()


def theme_name(instrument: Instrument | None, key: str) -> str:
    """Give what people call a theme; the whole is "Overall", one nobody knows its key."""
    if key == OVERALL:
        return "Overall"
    found = instrument.theme(key) if instrument else None
    return found.name if found else key


def theme_meant(instrument: Instrument | None, typed: str) -> str:
    """Give the key of the theme that is meant by its key, its name or the beginning of that.

    Nothing, or "overall", means the whole. Raises `UserCanFix` if none or several are meant.
    """
    themes = instrument.themes if instrument else ()
    wanted = " ".join(typed.split()).casefold()
    if wanted in {"", "overall"}:
        return OVERALL
    for same in (
        [one for one in themes if wanted in {one.key.casefold(), one.name.casefold()}],
        [one for one in themes if one.name.casefold().startswith(wanted)],
    ):
        if len(same) == 1:
            return same[0].key
        if same:
            names = "; ".join(one.name for one in same)
            raise UserCanFix(f"Several themes are meant by “{typed}”: {names}.")
    raise UserCanFix(f"There is no theme “{typed}” in this instrument.")


def verdict_in_words(instrument: Instrument | None, verdict: Verdict | None, stage: str) -> str:
    """Give a verdict in words: the name of the stage, or that there is none."""
    if verdict is None:
        return "Assessors differ"
    if verdict is not Verdict.STAGE:
        return verdict.value[:1].upper() + verdict.value[1:]
    found = instrument.stage(stage) if instrument else None
    return found.name if found else stage


def standing_in_words(instrument: Instrument | None, found: Standing) -> str:
    """Give where an assessment stands in a theme; of what is hidden, only that it is."""
    if found.hidden:
        return NOT_SHOWN
    return verdict_in_words(instrument, found.verdict, found.stage)


def tidied(item: Assessment) -> Assessment:
    """Put the words about an assessment in order. Raises `UserCanFix` for what cannot be kept."""
    scope = replace(
        item.scope,
        name=" ".join(item.scope.name.split()),
        organisation=" ".join(item.scope.organisation.split()),
    )
    if not scope.name:
        raise UserCanFix("Say what is assessed: the name of the organisation or department.")
    try:
        day = date.fromisoformat(item.date)
    except ValueError:
        raise UserCanFix(f"“{item.date}” is not a date; write it as 2026-11-30.") from None
    return replace(
        item,
        scope=scope,
        date=day.isoformat(),
        participants=_each_once(item.participants),
        assessors=_each_once(item.assessors),
    )


def _changed(
    library: Library,
    key: AssessmentId,
    act: str,
    how: Callable[[Assessment], Assessment],
    finished_too: bool = False,
) -> Changes:
    """Change an assessment as it is now, in one operation; what changes nothing has no name."""
    with library.connections.reading() as connection:
        title = _held(connection, key).scope.label
    with library.change(f"{act} “{title}”") as change:
        now = _held(change.operation.connection, key)
        if now.finished and not finished_too:
            raise UserCanFix("The assessment is finished; open it again to change it.")
        wanted = how(now)
        if wanted != now:
            ASSESSMENTS.put(change.operation, wanted)
    done = change.operation.changes()
    return done if done.assessments else Changes(name="")


def _instrument(library: Library, key: AssessmentId) -> Instrument:
    found = opened(library, key)
    if found.instrument is None:
        raise instruments.InstrumentGone(
            "The instrument of this assessment is no longer here; import it again to go on."
        )
    return found.instrument


def _tidied_judgement(said: Judgement, instrument: Instrument) -> Judgement:
    assessor = " ".join(said.assessor.split())
    if not assessor:
        raise UserCanFix("Say who judges: give a name or initials.")
    _refuse_verdict(instrument, said.theme, said.verdict, said.stage)
    stage = said.stage if said.verdict is Verdict.STAGE else ""
    return replace(said, assessor=assessor, stage=stage, rationale=said.rationale.strip())


def _refuse_verdict(instrument: Instrument, theme: str, verdict: Verdict, stage: str) -> None:
    if theme != OVERALL and instrument.theme(theme) is None:
        raise UserCanFix(f"“{theme}” is no theme of “{instrument.title}”.")
    if verdict is Verdict.STAGE and instrument.stage(stage) is None:
        names = ", ".join(one.name for one in instrument.stages)
        raise UserCanFix(f"“{stage}” is no stage of “{instrument.title}”; choose among: {names}.")


def _refuse_hiding(now: Assessment, after: Assessment) -> None:
    """Refuse what would hide judgements again that assessors have seen of each other."""
    if after.revealed or not now.revealed:
        return
    if len(_judging(now)) > 1 or (now.blind and now.assessors and now.judgements):
        raise UserCanFix(
            "The assessors have seen each other's judgements, so nobody new can judge blind; "
            "begin the next round for that."
        )


def _agreed_elsewhere(instrument: Instrument, name: str, held: Agreed | None) -> str:
    if held is None:
        return f"What was agreed on for “{name}” was taken back elsewhere since you opened it."
    words = verdict_in_words(instrument, held.verdict, held.stage)
    return (
        f"“{name}” was agreed on elsewhere since you opened it: {words}, because “{held.why}” "
        f"({', '.join(held.by)})."
    )


def _instruments(library: Library, held: Sequence[Kept[Assessment]]) -> list[Instrument]:
    wanted = {one.thing.instrument for one in held if one.thing is not None}
    return [one for key in wanted for one in instruments.versions(library, key)]


def _told(kept: Kept[Assessment], known: dict[tuple[InstrumentId, int], Instrument]) -> Listed:
    found = kept.thing
    if found is None:
        return Listed(AssessmentId(kept.id), kept.title, None)
    instrument = known.get((found.instrument, found.version))
    themes = [one.key for one in instrument.themes] if instrument else []
    judged = {
        one.theme
        for one in found.judgements
        if one.verdict is not Verdict.NOT_ASSESSED and one.theme != OVERALL
    }
    return Listed(
        found.id,
        found.scope.label,
        found,
        instrument.title if instrument else "",
        len(themes),
        len(judged) if found.revealed else 0,
        len(disagreements(found, [OVERALL, *themes])) if found.revealed else 0,
    )


def _held(connection: Connection, key: AssessmentId) -> Assessment:
    kept = ASSESSMENTS.get(connection, key)
    if kept is None:
        raise _gone()
    if kept.thing is None:
        raise UserCanFix(f"The assessment of “{kept.title}” {instruments.NOT_UNDERSTOOD}.")
    return kept.thing


def _gone() -> UserCanFix:
    return UserCanFix("This assessment is no longer in the library; it may be in the trash.")


def _names(item: Assessment) -> set[str]:
    label, name = item.scope.label.casefold(), item.scope.name.casefold()
    return {label, name, f"{label} {item.date}", f"{name} {item.date}"}


def _about(item: Assessment) -> tuple[Scope, str, tuple[str, ...], tuple[str, ...], bool, str]:
    return (item.scope, item.date, item.participants, item.assessors, item.blind, item.notes)


def _judging(item: Assessment) -> list[str]:
    return list(dict.fromkeys(one.assessor for one in item.judgements))


def _each_once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in names if (name := " ".join(one.split()))))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
