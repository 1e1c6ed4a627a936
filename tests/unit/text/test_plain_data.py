"""The model survives being written as plain data and as JSON."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.concept import Concept
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.record import Record
from evidence_library.text.plain_data import from_data, from_json, to_data, to_json


@given(st.from_type(Record))
def test_a_record_round_trips(record: Record) -> None:
    assert from_json(to_json(record), Record) == record
    assert from_data(to_data(record), Record) == record


@given(st.from_type(Concept))
def test_a_heading_round_trips(concept: Concept) -> None:
    assert from_json(to_json(concept), Concept) == concept


@given(st.from_type(RecommendationSet))
def test_a_recommendation_set_round_trips(item: RecommendationSet) -> None:
    assert from_json(to_json(item), RecommendationSet) == item


def test_data_of_another_form_is_refused_with_its_place() -> None:
    with pytest.raises(UserCanFix, match=r"\$\.title"):
        from_data({"id": "x", "title": 3}, Record)
