"""What is reported about recommendations: a log that only grows, each report one operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecommendationId
from evidence_library.model.recommendation import Deadline, ProgressEntry, Recommendation
from evidence_library.model.vocabulary import Status
from evidence_library.services import track_keeping, track_rules
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.track import Held

#: Gives the revised deadlines as they shall be, of those there are.
_Revised = Callable[[tuple[Deadline, ...]], tuple[Deadline, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is reported, as typed. No `part` means the whole, no `date` means today.

    `words` are the source's; a status left unknown leaves the one before. `revised` is a later
    deadline, which stands beside the original. `source` is where it stands: in words, or the id of
    a record.
    """

    status: Status = Status.UNKNOWN
    words: str = ""
    part: str = ""
    date: str = ""
    note: str = ""
    revised: str = ""
    source: str = ""


def report(
    library: Library,
    keys: Sequence[RecommendationId],
    said: Report,
    progress: Progress = quiet,
) -> Changes:
    """Add a report to one recommendation or to many, in one operation.

    Raises `UserCanFix` if nothing is said, the date lies in the future, or one of them is gone or
    has no such part, and what `progress` raises; then nothing is changed.
    """
    if not keys:
        raise UserCanFix("Choose the recommendations to report on.")
    entry = _entry(library, said)
    named = track_keeping.named(track_keeping.seen(library, keys))
    name = f"Revise the deadline of {named}" if _only_revises(entry) else f"Report on {named}"
    return track_keeping.changed_all(library, keys, name, lambda now: _grown(now, entry), progress)


def correct(
    library: Library, key: RecommendationId, said: Report, expected: Recommendation
) -> Changes:
    """Put the report that one has just made right, in an operation of its own.

    The log keeps its length, and the history what stood there. Only the last report can be put
    right, and only by who made it. Raises `UserCanFix` if it is another's or came from a table, and
    `RecommendationChanged` if the recommendation is not as `expected`.
    """
    entry = _entry(library, said)
    name = f"Correct the last report on recommendation {expected.number}"

    def corrected(now: Held) -> Recommendation:
        if not may_correct(now.item, library.person):
            raise UserCanFix(
                "Only the report one made last can be corrected; add another one instead."
            )
        wrong = now.item.progress[-1]
        shorter = replace(_without_revision(now.item, wrong), progress=now.item.progress[:-1])
        return _grown(Held(now.owner, shorter), entry)

    return track_keeping.changed(library, key, name, corrected, expected)


def may_correct(item: Recommendation, person: str) -> bool:
    """Tell whether the last report was made here by somebody, who may put it right."""
    last = item.progress[-1] if item.progress else None
    return last is not None and last.date is not None and last.by == person


def _entry(library: Library, said: Report) -> ProgressEntry:
    if said.status is Status.MIXED:
        raise UserCanFix("“Mixed” is worked out from the parts; report on each part instead.")
    entry = ProgressEntry(
        raw=track_rules.in_one_line(said.words),
        status=said.status,
        part=track_rules.marker_of(said.part),
        date=track_rules.reported_date(said.date),
        note=said.note.strip(),
        revised=track_rules.revised_of(said.revised),
        source=track_rules.source_of(library, said.source),
        by=library.person,
    )
    if entry.status is Status.UNKNOWN and not (entry.raw or entry.note or entry.revised):
        message = "Say what is reported: a status, some words, or a revised deadline."
        raise track_rules.FieldProblem("status", message)
    return entry


def _only_revises(entry: ProgressEntry) -> bool:
    return entry.revised is not None and entry.status is Status.UNKNOWN and not entry.raw


def _grown(now: Held, entry: ProgressEntry) -> Recommendation:
    track_rules.check_part(now.item, entry.part)
    return with_entry(now.item, entry)


def with_entry(item: Recommendation, entry: ProgressEntry) -> Recommendation:
    """Add an entry to a recommendation; a deadline it names stands beside the original."""
    item = replace(item, progress=(*item.progress, entry))
    if entry.revised is None:
        return item
    later = entry.revised
    return _with_revisions(item, entry.part, lambda had: (*had, later))


def _without_revision(item: Recommendation, entry: ProgressEntry) -> Recommendation:
    """Take back the revised deadline that an entry brought: it is the last one there is."""
    if entry.revised is None:
        return item
    wrong = entry.revised
    return _with_revisions(item, entry.part, lambda had: had[:-1] if had[-1:] == (wrong,) else had)


def _with_revisions(item: Recommendation, marker: str, how: _Revised) -> Recommendation:
    if not marker:
        return replace(item, revisions=how(item.revisions))
    return replace(
        item,
        parts=tuple(
            replace(part, revisions=how(part.revisions)) if part.marker == marker else part
            for part in item.parts
        ),
    )
