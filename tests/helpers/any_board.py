"""Recommendations of all kinds, for pictures of them: drawn at random, or a small known board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as some

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId, SetId
from evidence_library.model.recommendation import (
    Deadline,
    Part,
    ProgressEntry,
    Recommendation,
    RecommendationSet,
    RecordLink,
    Response,
    with_identities,
)
from evidence_library.model.tracked import Line, line_of
from evidence_library.model.vocabulary import EvidenceRole, QuarterConvention, ResponseKind, Status
from evidence_library.services.track_histories import Histories

_QUARTERS = some.builds(Deadline, year=some.integers(2003, 2006), quarter=some.integers(1, 4))
_DEADLINES = some.one_of(some.none(), _QUARTERS, some.just(Deadline(raw="soon")))
_STATUSES = some.sampled_from([one for one in Status if one is not Status.MIXED])
_WHEN = some.none() | some.builds(
    PartialDate, some.integers(2003, 2006), some.none() | some.integers(1, 12)
)
_ENTRY = some.builds(
    ProgressEntry,
    raw=some.just("x"),
    status=_STATUSES,
    part=some.sampled_from(["", "i"]),
    date=_WHEN,
    revised=some.none() | _QUARTERS,
)
_PARTS = some.lists(
    some.builds(Part, marker=some.just("i"), text=some.just("a"), deadline=_DEADLINES), max_size=1
)

#: One recommendation; it has no identity yet.
RECOMMENDATIONS = some.builds(
    Recommendation,
    number=some.integers(1, 99).map(str),
    text=some.just("The council should act."),
    theme=some.sampled_from(["", "Work", "School"]),
    parts=_PARTS.map(tuple),
    leads=some.lists(some.sampled_from(["DWP", "DTI", "HTC"]), unique=True).map(tuple),
    deadline=_DEADLINES,
    reported=_STATUSES,
    progress=some.lists(_ENTRY, max_size=3).map(tuple),
)

#: Some sets with the conventions they count by.
BOARDS = some.lists(
    some.tuples(
        some.sampled_from(QuarterConvention), some.lists(RECOMMENDATIONS, max_size=4).map(tuple)
    ),
    max_size=3,
)


def known(
    convention: QuarterConvention, items: Sequence[Recommendation], key: str = "harbour"
) -> RecommendationSet:
    """Make a set whose recommendations have identities."""
    return with_identities(
        RecommendationSet(
            id=SetId(key), title=f"Set {key}", quarters=convention, recommendations=tuple(items)
        )
    )


def sets_of(
    board: Sequence[tuple[QuarterConvention, Sequence[Recommendation]]],
) -> tuple[RecommendationSet, ...]:
    """Make sets of what was drawn."""
    return tuple(known(one, items, str(at)) for at, (one, items) in enumerate(board))


def lines_of(sets: Sequence[RecommendationSet]) -> tuple[Line, ...]:
    """Give the lines of sets."""
    return tuple(line_of(item, owner) for owner in sets for item in owner.recommendations)


def histories_of(sets: Sequence[RecommendationSet]) -> Histories:
    """Give what stands behind them."""
    held = {item.id: (item, one.quarters) for one in sets for item in one.recommendations}
    return Histories(held, {RecordId("r"): "Walks after dark"})


def harbour() -> RecommendationSet:
    """Give a set of four with all that a list of changes tells."""
    lamps = Recommendation(
        number="1",
        text="Lamps should be lit.",
        leads=("HTC",),
        deadline=Deadline(year=2004, quarter=2),
        reported=Status.NOT_MET,
        progress=(
            ProgressEntry(raw="Met", status=Status.MET, date=PartialDate(2005, 3, 1)),
            ProgressEntry(raw="Not met", status=Status.NOT_MET),
        ),
    )
    counts = replace(
        lamps,
        number="2",
        text="Walkers should be counted.",
        leads=("HTC", "Wardens"),
        parts=(
            Part(marker="i", text="every spring", deadline=Deadline(year=2004, quarter=1)),
            Part(marker="ii", text="every autumn", deadline=Deadline(year=2005, quarter=1)),
        ),
        deadline=None,
        progress=(
            ProgressEntry(
                raw="Delayed until March 2006",
                status=Status.NOT_MET,
                date=PartialDate(2005, 2),
                revised=Deadline(date=PartialDate(2006, 3), raw="March 2006"),
            ),
        ),
    )
    walks = replace(
        lamps,
        number="3",
        text="Wardens should walk.",
        leads=("Wardens",),
        deadline=Deadline(year=2004, quarter=4),
        reported=Status.NOT_DUE,
        progress=(),
        responses=(Response(kind=ResponseKind.ACCEPTED, date=PartialDate(2005)),),
        links=(RecordLink(record=RecordId("r"), role=EvidenceRole.PRACTICE, added="2005-01-10"),),
    )
    silent = replace(lamps, number="4", reported=Status.UNKNOWN, progress=(), leads=())
    return known(QuarterConvention.CALENDAR, (lamps, counts, walks, silent))
