"""Recommendations are found by fields and words, as at any day, as one would pick them by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from evidence_library.errors import UserCanFix
from evidence_library.model.clocks import Schedule, clock
from evidence_library.model.dates import PartialDate
from evidence_library.model.quarters import Quarter, days_of, span_of
from evidence_library.model.recommendation import (
    Body,
    Recommendation,
    RecommendationSet,
    RecordLink,
    Response,
)
from evidence_library.model.vocabulary import (
    EvidenceRole,
    QuarterConvention,
    ResponseKind,
    Status,
)
from evidence_library.services import completion, find, track, track_evidence
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store import recommendation_sets
from tests.helpers.any_board import RECOMMENDATIONS, harbour, known
from tests.helpers.libraries import add, empty_library, identity, note

DAY = date(2005, 10, 1)

Pick = Callable[[Recommendation, QuarterConvention, date], bool]

_ROLES = {"evidence": EvidenceRole.PROGRESS, "practice": EvidenceRole.PRACTICE}
_DUE = {f"{year}-Q{number}": Quarter(year, number) for year in (2004, 2005) for number in (1, 3, 4)}


def _schedule(wanted: Schedule) -> Pick:
    return lambda item, quarters, day: clock(item, quarters, day).schedule is wanted


def _status(wanted: Status) -> Pick:
    return lambda item, quarters, day: clock(item, quarters, day).status is wanted


def _due(wanted: Quarter) -> Pick:
    def fits(item: Recommendation, quarters: QuarterConvention, _day: date) -> bool:
        first, last = days_of(wanted, quarters)
        named = [item.deadline, *map(item.deadline_of, item.parts)]
        spans = [span_of(one, quarters) for one in named if one]
        return any(one and one.first <= last and one.last >= first for one in spans)

    return fits


def _responded(kind: ResponseKind) -> Pick:
    def fits(item: Recommendation, quarters: QuarterConvention, day: date) -> bool:
        said = clock(item, quarters, day).response
        return said is not None and said.kind is kind

    return fits


#: What is typed, and how one would tell by hand.
LEAVES: dict[str, Pick] = {
    "is:overdue": _schedule(Schedule.OVERDUE),
    "is:due-soon": _schedule(Schedule.DUE_SOON),
    "is:unreported": _schedule(Schedule.NO_REPORT),
    "is:contradicted": lambda one, quarters, day: bool(clock(one, quarters, day).contradiction),
    "deadline:none": lambda one, quarters, _day: (
        not any(
            due and span_of(due, quarters)
            for due in (one.deadline, *map(one.deadline_of, one.parts))
        )
    ),
    "theme:work": lambda one, _quarters, _day: one.theme == "Work",
    "theme:none": lambda one, _quarters, _day: not one.theme,
    "number:7": lambda one, _quarters, _day: one.number == "7",
    "lamps": lambda one, _quarters, _day: one.notes == "lamps",
    "council": lambda _one, _quarters, _day: True,
    "kind:review": lambda _one, _quarters, _day: False,
    "response:accepted": _responded(ResponseKind.ACCEPTED),
    **{
        f"lead:{name}": lambda one, _quarters, _day, name=name: name in one.leads  # type: ignore[misc]
        for name in ("DWP", "DTI")
    },
    **{f'status:"{one.value.replace("_", " ")}"': _status(one) for one in Status},
    **{f"deadline:{text}": _due(wanted) for text, wanted in _DUE.items()},
    **{
        f"has:{word}": lambda one, _quarters, day, role=role: (  # type: ignore[misc]
            day >= date(2005, 12, 31) and any(link.role is role for link in one.links)
        )
        for word, role in _ROLES.items()
    },
}

Query = tuple[str, Pick]


def _joined(pair: tuple[Query, Query, str]) -> Query:
    (one, fits_one), (other, fits_other), word = pair
    if word == "NOT":
        return f"({one} NOT {other})", lambda *at: fits_one(*at) and not fits_other(*at)
    if word == "OR":
        return f"({one} OR {other})", lambda *at: fits_one(*at) or fits_other(*at)
    return f"({one} AND {other})", lambda *at: fits_one(*at) and fits_other(*at)


QUERIES = some.recursive(
    some.sampled_from(list(LEAVES.items())),
    lambda inner: some.tuples(inner, inner, some.sampled_from(["AND", "OR", "NOT"])).map(_joined),
    max_leaves=4,
)
_LINKS = some.lists(
    some.builds(RecordLink, record=some.just(identity("x")), role=some.sampled_from(EvidenceRole)),
    max_size=1,
).map(tuple)
_RESPONSES = some.lists(
    some.builds(
        Response,
        kind=some.sampled_from(ResponseKind),
        date=some.none() | some.builds(PartialDate, some.integers(2003, 2006)),
    ),
    max_size=2,
).map(tuple)
_ITEMS = some.lists(
    some.builds(
        lambda one, links, responses, notes: replace(
            one, links=links, responses=responses, notes=notes
        ),
        RECOMMENDATIONS,
        _LINKS,
        _RESPONSES,
        some.sampled_from(["", "lamps"]),
    ),
    min_size=2,
    max_size=8,
)


@pytest.fixture(scope="module")
def shared() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        add(library, note("x", "It counts from the end of its year on.", year=2005))
        yield library
        library.close()


def _put(library: Library, item: RecommendationSet) -> None:
    with library.change("Put") as change:
        recommendation_sets.put(change.operation, item)


@settings(max_examples=25, deadline=None)
@given(
    _ITEMS,
    some.sampled_from(QuarterConvention),
    some.lists(QUERIES, min_size=3, max_size=6),
    some.dates(date(2003, 1, 1), date(2008, 1, 1)),
)
def test_what_is_found_is_what_one_would_pick(
    shared: Library,
    items: list[Recommendation],
    quarters: QuarterConvention,
    queries: list[Query],
    day: date,
) -> None:
    made = known(quarters, items)
    _put(shared, made)
    for text, fits in queries:
        wanted = [one.id for one in made.recommendations if fits(one, quarters, day)]
        assert list(track.search(shared, text, day).ids) == wanted, text
    text = queries[0][0]
    counted = find.search(shared, Request(text), today=day)
    assert counted.recommendations == len(track.search(shared, text, day).ids)


@pytest.fixture
def tracked(library: Library) -> Library:
    body = Body(name="HTC", full_name="Harbour Town Council", successors=("Bay Authority",))
    dfes = replace(harbour().recommendations[1], number="5", leads=("DfES",), theme="Young people")
    made = harbour()
    _put(library, replace(made, bodies=(body,), recommendations=(*made.recommendations, dfes)))
    add(library, note("trial", "Lamps were lit.", year=2006))
    return library


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", "12345"),
        ("lead:htc", "12"),
        ('lead:"bay authority"', "12"),
        ("lead:harbour", "12"),
        ("lead:none", "4"),
        ('lead:"Department for Education"', "5"),
        ('theme:"young people"', "5"),
        ("status:not", "235"),
        ("set:harbour number:2", "2"),
        ("deadline:2004..2005-Q1", "12345"),
        ("deadline:>=2005", "25"),
        ("deadline:overdue", "235"),
        ("delayed", "25"),
        ("review:overdue", ""),
    ],
)
def test_fields_take_what_people_type(tracked: Library, text: str, numbers: str) -> None:
    kept = {line.id: line.number for line in track.board(tracked).lines}
    found = track.search(tracked, text, DAY)
    assert "".join(kept[key] for key in found.ids) == numbers


def test_what_is_not_understood_is_told_with_its_place(tracked: Library) -> None:
    found = track.search(tracked, "status:done lead:xyz deadline:soonish kind:review", DAY)
    told = [one.message.partition("”")[0] for one in found.problems]
    assert told == [
        "Part of this search is about records only; no recommendation has it.",
        "“done",
        "No recommendation is led by “xyz",
        "“soonish",
    ]
    found = track.search(tracked, "is:due-soon deadline:2004..2005", DAY)
    parts = [one.words for one in found.understood]
    assert parts == ["due soon", "deadline 2004 to 2005"]
    with pytest.raises(UserCanFix, match="is not a status"):
        track.search(tracked, "", DAY, fields={"status": "done"})


def test_records_have_none_of_it_and_what_matches_is_counted_beside_them(tracked: Library) -> None:
    alone = find.search(tracked, Request("is:overdue"), today=DAY)
    assert (alone.numbers, alone.recommendations, alone.problems) == ((), 3, ())
    mixed = find.search(tracked, Request("lamps OR is:overdue"), today=DAY)
    assert (len(mixed.numbers), mixed.recommendations) == (1, 5)
    assert find.search(tracked, Request("lamps has:practice"), today=DAY).problems == ()


def test_values_are_offered_while_one_types(tracked: Library) -> None:
    def offered(text: str) -> list[str]:
        return [one.insert for one in completion.complete(tracked, text, len(text))]

    assert offered("lead:w") == ["Wardens"]
    assert offered("status:not") == ['"not met"', '"not due"']
    assert offered("is:over") == ["overdue"]
    assert "evidence" in offered("has:ev")
    assert "lead:" in offered("lea")


def test_evidence_that_came_later_does_not_exist(tracked: Library) -> None:
    link = RecordLink(record=identity("trial"), role=EvidenceRole.PROGRESS)
    item = replace(harbour().recommendations[0], links=(link,))
    at = {
        year: track_evidence.evidence(tracked, [item], date(year, 12, 31)) for year in (2005, 2006)
    }
    assert at[2005] == {}
    assert track_evidence.in_words(at[2005].get(item.id, ())) == ("No evidence linked",)
    assert track_evidence.in_words(at[2006][item.id]) == (
        "1 record linked as evidence of progress: effect not stated, not rated",
    )
