"""The 28 recommendations: numbers, lead bodies, deadlines, parts and progress are the source's."""

from __future__ import annotations

from collections import Counter

from evidence_library.importers.formats import read_file
from evidence_library.model.recommendation import (
    Recommendation,
    RecommendationSet,
    count_in_words,
)
from evidence_library.model.vocabulary import QuarterConvention, Status
from tests.content.starter import TABLE, headings, recommendation_sets, records, source

HOLDER = "strategy-unit-recommendations"


def _ours() -> RecommendationSet:
    (found,) = recommendation_sets()
    return found


def _original() -> RecommendationSet:
    (found,) = read_file(source(TABLE), headings()).sets
    return found


def _deadlines(item: Recommendation) -> tuple[str, ...]:
    whole = item.deadline.value if item.deadline else ""
    parts = (item.deadline_of(part) for part in item.parts)
    return (whole, *(deadline.value if deadline else "" for deadline in parts))


def _statuses(item: Recommendation) -> tuple[Status, ...]:
    return (item.status, *(item.status_of(part) for part in item.parts))


def test_there_are_28_recommendations_with_30_parts() -> None:
    assert count_in_words(_ours().recommendations) == "28 recommendations, 30 explicit parts"
    numbers = [item.number for item in _ours().recommendations]
    assert numbers == [str(number) for number in range(1, 29)]


def test_the_set_and_the_record_that_holds_it_know_each_other() -> None:
    holder = records()[HOLDER]
    assert holder.title == _ours().title == "Annex B Strategy Unit recommendations"
    assert _ours().source_record == holder.id
    assert holder.recommendation_sets == (_ours().id,)


def test_what_the_source_does_not_say_is_left_open() -> None:
    assert _ours().quarters is QuarterConvention.UNSTATED
    assert _ours().as_at is None
    assert records()[HOLDER].published is None


def test_our_table_needs_no_repair() -> None:
    flags = {item.number: [flag.code for flag in item.flags] for item in _ours().recommendations}
    # What is left are decisions every reader of this text has to take, not repairs.
    assert {number: codes for number, codes in flags.items() if codes} == {
        "1": ["status-not-stated"],
        "13": ["revised-deadline"],
        "22": ["refers-back"],
        "26": ["closing-text"],
        "27": ["no-stem", "refers-back", "kept-in-part", "kept-in-part"],
        "28": ["kept-in-part", "status-per-part"],
    }


def test_lead_bodies_are_those_of_the_source_in_its_order() -> None:
    ours = {item.number: item.leads for item in _ours().recommendations}
    assert ours == {item.number: item.leads for item in _original().recommendations}


def test_deadlines_are_those_of_the_source() -> None:
    ours = {item.number: _deadlines(item) for item in _ours().recommendations}
    assert ours == {item.number: _deadlines(item) for item in _original().recommendations}


def test_progress_is_in_the_words_of_the_source() -> None:
    ours = {item.number: (item.status_raw, _statuses(item)) for item in _ours().recommendations}
    assert ours == {
        item.number: (item.status_raw, _statuses(item)) for item in _original().recommendations
    }


def test_parts_are_those_of_the_source() -> None:
    ours = {item.number: [part.marker for part in item.parts] for item in _ours().recommendations}
    assert ours == {
        item.number: [part.marker for part in item.parts] for item in _original().recommendations
    }


def test_a_recommendation_has_a_stem_and_a_closing_where_the_source_has_them() -> None:
    ours = {item.number: _shape(item) for item in _ours().recommendations}
    assert ours == {item.number: _shape(item) for item in _original().recommendations}


def _shape(item: Recommendation) -> tuple[bool, bool]:
    return bool(item.stem), bool(item.closing)


def test_progress_is_counted_as_the_record_says() -> None:
    raw = Counter(item.status_raw for item in _ours().recommendations)
    assert (raw["Met"], sum(raw.values())) == (17, 28)
    not_met = [item.number for item in _ours().recommendations if item.status is Status.NOT_MET]
    assert not_met == ["13", "16", "22", "23"]
    assert "17 met, 4 not met, 7 otherwise" in records()[HOLDER].finding


def test_thirteen_bodies_lead_and_fourteen_recommendations_have_one_lead() -> None:
    leads = [item.leads for item in _ours().recommendations]
    assert len({body for bodies in leads for body in bodies}) == 13
    assert sum(len(bodies) == 1 for bodies in leads) == 14
    (body,) = (
        item.body for item in records()[HOLDER].sections if item.heading.startswith("Who leads")
    )
    for name in {body for bodies in leads for body in bodies}:
        assert name in body
