"""What lists of recommendations show of each: few words, and its states at all times.

A line is derived from a recommendation and its set, so that ten thousand are read at once and any
day is looked up in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from evidence_library.model.clock_states import states, states_told, told_in_short
from evidence_library.model.clocks import State, quarters_over, reported_on, state_at
from evidence_library.model.ids import RecommendationId, RecordId, SetId
from evidence_library.model.quarters import Span, quarters_in_words, span_of
from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.undated import has_undated
from evidence_library.model.vocabulary import EvidenceRole, QuarterConvention, ResponseKind

#: So much of the wording stands in a list, in characters.
EXCERPT = 240


#: The records that bear on a recommendation: the role of each, and from which day on it counts, as
#: an ordinal. They change with the records, so no line holds them.
Bearings = tuple[tuple[EvidenceRole, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A recommendation as lists show it.

    `first_due` and `last_due` are the last days of its earliest and its latest original deadline,
    as ordinals, 0 without one; `due` says them in words, as quarters where they are quarters.
    `flags` counts what was flagged when it was read. `history` holds its states in short: many
    have the same, which are read once (`states`). `spans` are the first and last days of all its
    deadlines, as ordinals; `responses` what was answered, each with the ordinal of the day from
    which it counts, in order.
    """

    id: RecommendationId
    set_id: SetId
    number: str
    excerpt: str
    theme: str
    leads: tuple[str, ...]
    parts: int
    due: str
    first_due: int
    last_due: int
    history: str
    convention: QuarterConvention
    flags: int
    undated: bool
    spans: tuple[tuple[int, int], ...] = ()
    responses: tuple[tuple[int, ResponseKind], ...] = ()

    def response(self, day: date) -> ResponseKind | None:
        """Give what had been answered by a day; None if nothing had."""
        there = [kind for begins, kind in self.responses if begins <= day.toordinal()]
        return there[-1] if there else None

    @property
    def states(self) -> tuple[State, ...]:
        """All its states in order."""
        return states_told(self.history)

    def state(self, day: date) -> State:
        """Give what held at a day."""
        return state_at(self.states, day)

    def quarters_over(self, day: date) -> int:
        """Count for how many quarters it was overdue at a day; 0 if it was not."""
        return quarters_over(self.state(day), day, self.convention)


def states_on(lines: Iterable[Line], day: date) -> list[State]:
    """Give what held of each line at a day; of those with the same states it is looked up once."""
    known: dict[str, State] = {}
    found = []
    for line in lines:
        state = known.get(line.history)
        if state is None:
            state = known[line.history] = line.state(day)
        found.append(state)
    return found


def line_of(item: Recommendation, owner: RecommendationSet) -> Line:
    """Derive what lists show of a recommendation of a set."""
    spans = [span for span in _spans(item, owner.quarters) if span is not None]
    words = " ".join(item.text.split())
    return Line(
        id=item.id,
        set_id=owner.id,
        number=item.number,
        excerpt=words if len(words) <= EXCERPT else f"{words[: EXCERPT - 1].rstrip()}…",
        theme=item.theme,
        leads=item.leads,
        parts=len(item.parts),
        due=_due_in_words(item, spans, owner.quarters),
        first_due=min((span.last.toordinal() for span in spans), default=0),
        last_due=max((span.last.toordinal() for span in spans), default=0),
        history=told_in_short(states(item, owner.quarters)),
        convention=owner.quarters,
        flags=len(item.flags),
        undated=has_undated(item),
        spans=tuple(sorted({(span.first.toordinal(), span.last.toordinal()) for span in spans})),
        responses=tuple(
            sorted(
                ((reported_on(one.date).toordinal(), one.kind) for one in item.responses),
                key=itemgetter(0),
            )
        ),
    )


def bearing_by(found: Bearings, day: date) -> Counter[EvidenceRole]:
    """Count by role the records that bore on a recommendation at a day."""
    return Counter(role for role, since in found if since <= day.toordinal())


def linked_records(item: Recommendation) -> frozenset[RecordId]:
    """Give the records that bear on a recommendation."""
    return frozenset(one.record for one in item.links)


def _spans(item: Recommendation, convention: QuarterConvention) -> list[Span | None]:
    deadlines = [item.deadline_of(part) for part in item.parts]
    if item.deadline is not None:
        deadlines.append(item.deadline)
    return [span_of(one, convention) if one else None for one in deadlines]


def _due_in_words(item: Recommendation, spans: list[Span], convention: QuarterConvention) -> str:
    """Say the deadlines briefly; the wording as found where it was not understood."""
    if not spans:
        return item.deadline.raw if item.deadline else ""
    if len({*spans}) == 1 and item.deadline and item.deadline.date:
        return item.deadline.raw or item.deadline.value
    whole = Span(min(one.last for one in spans), max(one.last for one in spans))
    return quarters_in_words(whole, convention)
