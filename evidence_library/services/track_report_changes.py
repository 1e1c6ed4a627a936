"""What changed between two days, as a section of a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Block, Blocks, Listed, Paragraph
from evidence_library.model.ids import RecommendationId
from evidence_library.model.tracked import line_of
from evidence_library.model.tracked_changes import ChangesBetween, sentences
from evidence_library.services import track_changes
from evidence_library.services.pack_wording import heading, told
from evidence_library.services.track_histories import Histories
from evidence_library.services.track_report_lists import linked_name
from evidence_library.services.track_scope import Chosen, Tracked


def section(chosen: Chosen, since: date) -> Iterator[Block]:
    """Tell what changed after a day, up to that of the report."""
    found = compared(chosen, since)
    known = {one.item.id: one for one in chosen.tracked}
    yield heading(1, f"Changes since {day_in_words(since)}", "changes")
    yield told(found.sentence)
    seen: set[RecommendationId] = set()
    for turn, changes in found.groups:
        yield heading(2, turn.value)
        items = []
        for one in changes:
            again = one.line.id in seen
            said = ("Told above.",) if again else sentences(one, found.first, found.second)
            items.append(_entry(chosen, known[one.line.id], said))
            seen.add(one.line.id)
        yield Listed(tuple(items))


def compared(chosen: Chosen, since: date) -> ChangesBetween:
    """Compare what held on an earlier day with what held on the day of a report."""
    items = {one.item.id: (one.item, one.owner.quarters) for one in chosen.tracked}
    titles = {key: record.title for key, record in chosen.records.items()}
    lines = [line_of(one.item, one.owner) for one in chosen.tracked]
    return track_changes.changes(lines, Histories(items, titles), since, chosen.scope.as_at)


def _entry(chosen: Chosen, tracked: Tracked, said: tuple[str, ...]) -> Blocks:
    return (Paragraph(linked_name(chosen, tracked)), *map(told, said))
