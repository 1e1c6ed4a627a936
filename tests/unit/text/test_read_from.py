"""Where a value was read from is found although lines, blanks and signs differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.read_from import Passage, passages

SOURCE = "Title: Wardens on\nthe estate\n\nAuthor: Riverside Council, May 2010\n\n- Less  noise."


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Wardens on the estate", "Wardens on\nthe estate"),
        ("riverside council", "Riverside Council"),
        ("less noise", "Less  noise"),
        ("Wardens on the estate: what they did next in Riverside", ""),
        ("war", ""),
        ("", ""),
    ],
)
def test_a_value_is_found(value: str, found: str) -> None:
    places = passages(SOURCE, [value])
    assert [SOURCE[one.start : one.end] for one in places] == ([found] if found else [])


def test_values_are_given_in_the_order_of_the_source() -> None:
    places = passages(SOURCE, ["Less noise", "May 2010", "May 2010"])
    assert [SOURCE[one.start : one.end] for one in places] == ["May 2010", "Less  noise"]


@given(st.text(max_size=80), st.lists(st.text(max_size=10), max_size=4))
def test_a_passage_always_lies_in_the_source(source: str, values: list[str]) -> None:
    for one in passages(source, values):
        assert isinstance(one, Passage)
        assert 0 <= one.start < one.end <= len(source)
