"""Places as Qt counts them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.utf16 import to_index, to_units, units


def test_an_emoji_takes_two_units() -> None:
    assert units("a😀b") == 4
    assert [to_units("a😀b", index) for index in range(4)] == [0, 1, 3, 4]
    assert [to_index("a😀b", unit) for unit in range(5)] == [0, 1, 1, 2, 3]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2


@given(st.text(), st.data())
def test_a_place_comes_back_from_units(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    assert to_index(text, to_units(text, index)) == index


@given(st.text(), st.integers(0, 200))
def test_no_place_lies_outside_the_text(text: str, unit: int) -> None:
    assert 0 <= to_index(text, unit) <= len(text)
