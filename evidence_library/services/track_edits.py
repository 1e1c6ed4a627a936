"""Recommendations of one's own, and what one adds to any: each change is one operation.

What a source reads stays: its cells and flags are kept, and what it promised is never overwritten.
What is reported later is in `track_progress`, records are in `track_links`, sets in `track_sets`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecommendationId, SetId, new_recommendation_id
from evidence_library.model.recommendation import Recommendation, Response
from evidence_library.model.vocabulary import ResponseKind
from evidence_library.services import track_keeping, track_rules
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.track import Held
from evidence_library.store import trash


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What is typed of a recommendation; None leaves a field as it is.

    Without a number the next one is proposed. `deadline` is one for the whole, or one for each
    part: "i) Q3 2005 ii) Q1 2006".
    """

    text: str | None = None
    number: str | None = None
    leads: tuple[str, ...] | None = None
    deadline: str | None = None
    theme: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered to a recommendation. `date` is as typed; empty means today.

    `source` is where it stands: in words, or the id of a record.
    """

    kind: ResponseKind
    date: str = ""
    words: str = ""
    source: str = ""


def add(
    library: Library, owner: SetId, fields: Fields, answer: Answer | None = None
) -> tuple[RecommendationId, Changes]:
    """Add a recommendation of one's own at the end of a set, and give its id.

    Raises `UserCanFix` if the set is gone, the text is empty, the number exists already, or the
    answer cannot be kept.
    """
    made = new_recommendation_id()
    with library.connections.reading() as connection:
        held = track_keeping.read_numbers(connection, owner)
    number = track_rules.number_of(fields.number or "", held)
    response = (_response(library, answer),) if answer else ()
    with library.change(f"Add recommendation {number} to “{held.title}”") as change:
        now = track_keeping.read_numbers(change.operation.connection, owner)
        empty = Recommendation(id=made, number=number, text="", responses=response)
        text = fields.text or ""
        item = _edited(Held(now, empty), replace(fields, text=text, number=number))
        track_keeping.write(change, [Held(now, item)])
    return made, change.operation.changes()


def edit(
    library: Library,
    key: RecommendationId,
    fields: Fields,
    expected: Recommendation | None = None,
) -> Changes:
    """Change what a recommendation says of itself; the wording of its source is kept in a flag.

    Raises `RecommendationChanged` if it is not as `expected`, `UserCanFix` if it is gone or a field
    cannot be kept.
    """
    (item,) = track_keeping.seen(library, [key])
    name = f"Edit recommendation {item.number}"
    # Whether a number is free is told by the others.
    change = track_keeping.changed if fields.number is None else track_keeping.changed_in_whole
    return change(library, key, name, lambda now: _edited(now, fields), expected)


def delete(
    library: Library, keys: Sequence[RecommendationId], progress: Progress = quiet
) -> Changes:
    """Move recommendations into the trash, in one operation. Others that named them still do.

    Raises `UserCanFix` if one is gone, and what `progress` raises; then nothing is moved.
    """
    items = track_keeping.seen(library, keys)
    with library.change(f"Delete {track_keeping.named(items)}", progress=progress) as change:
        for done, one in enumerate(track_keeping.read(change.operation.connection, keys)):
            progress(done, len(items), "Deleting recommendations")
            title = f"Recommendation {one.item.number}, {one.owner.title}"
            trash.put_recommendation(change.operation, one.item.id, title)
    return change.operation.changes()


def set_theme(
    library: Library,
    keys: Sequence[RecommendationId],
    theme: str,
    progress: Progress = quiet,
) -> Changes:
    """Put recommendations under a theme, in one operation; an empty one takes it away.

    Raises `UserCanFix` if one is gone, and what `progress` raises; then nothing is changed.
    """
    words = track_rules.in_one_line(theme)
    named = track_keeping.named(track_keeping.seen(library, keys))
    name = f"Put {named} under “{words}”" if words else f"Take {named} out of the theme"
    return track_keeping.changed_all(
        library, keys, name, lambda now: replace(now.item, theme=words), progress
    )


def respond(
    library: Library,
    keys: Sequence[RecommendationId],
    answer: Answer,
    progress: Progress = quiet,
) -> Changes:
    """Add what was answered to recommendations, in one operation; earlier answers stay.

    Raises `UserCanFix` if one is gone, has this answer already, or the date cannot be kept.
    """
    made = _response(library, answer)
    named = track_keeping.named(track_keeping.seen(library, keys))

    def responded(now: Held) -> Recommendation:
        if made in now.item.responses:
            raise UserCanFix(f"Recommendation {now.item.number} has this response already.")
        return replace(now.item, responses=(*now.item.responses, made))

    name = f"Add the response “{made.kind.value}” to {named}"
    return track_keeping.changed_all(library, keys, name, responded, progress)


def _edited(now: Held, fields: Fields) -> Recommendation:
    item = now.item
    if fields.number is not None:
        wanted = fields.number.strip() or item.number
        item = replace(item, number=track_rules.number_of(wanted, now.owner, item.id))
    if fields.text is not None:
        item = track_rules.worded(item, fields.text)
    if fields.deadline is not None:
        item = track_rules.timed(item, fields.deadline)
    return replace(
        item,
        leads=item.leads if fields.leads is None else track_rules.leads_of(fields.leads),
        theme=item.theme if fields.theme is None else track_rules.in_one_line(fields.theme),
        notes=item.notes if fields.notes is None else fields.notes.strip(),
    )


def _response(library: Library, answer: Answer) -> Response:
    return Response(
        kind=answer.kind,
        date=track_rules.reported_date(answer.date),
        raw=track_rules.in_one_line(answer.words),
        source=track_rules.source_of(library, answer.source),
        by=library.person,
    )
