"""Two texts become one row of stretches, from which both can be read again."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.differences import Fate, Stretch, changes

words = st.lists(
    st.sampled_from(["the", "wardens", "walked", " ", ", ", "\n", "fear"]), max_size=30
)


def without(stretches: tuple[Stretch, ...], fate: Fate) -> str:
    return "".join(one.text for one in stretches if one.fate is not fate)


@given(words, words)
def test_both_texts_can_be_read_from_their_difference(old: list[str], new: list[str]) -> None:
    one, other = "".join(old), "".join(new)
    told = changes(one, other)
    assert without(told, Fate.ADDED) == one
    assert without(told, Fate.REMOVED) == other
    assert all(first.fate is not second.fate for first, second in pairwise(told))


def test_words_are_compared_whole() -> None:
    assert changes("fear of crime fell", "fear of crimes fell") == (
        Stretch("fear of ", Fate.KEPT),
        Stretch("crime", Fate.REMOVED),
        Stretch("crimes", Fate.ADDED),
        Stretch(" fell", Fate.KEPT),
    )


def test_long_texts_are_compared_too() -> None:
    lines = [f"Line {number} tells of wardens.\n" for number in range(2_000)]
    old, new = "".join(lines), "".join([*lines[:700], "Line 700 tells of lights.\n", *lines[701:]])
    told = changes(old, new)
    assert [one.text for one in told if one.fate is Fate.REMOVED] == ["wardens"]
    assert [one.text for one in told if one.fate is Fate.ADDED] == ["lights"]
