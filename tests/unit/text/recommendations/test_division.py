"""Dividing a recommendation by hand: whatever is done, no word is lost and none stands twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.text.recommendations.division import (
    Division,
    closed,
    divided,
    found_in,
    merged,
    moved,
    next_stop,
    split,
    stops,
)

TEXT = (
    "The rules should: i) say who pays. This should be short. ii) say who mends. "
    "The rules should be sent out."
)


def test_a_boundary_moves_from_stop_to_stop() -> None:
    division = found_in(TEXT)
    assert [TEXT[place:][:9] for place in division.boundaries] == [
        "i) say wh",
        "ii) say w",
        "The rules",
    ]
    back = moved(TEXT, division, 1, next_stop(TEXT, division, 1, -1))
    assert divided(TEXT, back).parts == (
        ("i", "say who pays."),
        ("ii", "This should be short. ii) say who mends."),
    )
    assert moved(TEXT, back, 1, next_stop(TEXT, back, 1, 1)) == division


def test_closing_text_is_given_up_and_set_by_hand() -> None:
    division = found_in(TEXT)
    whole = merged(division, 2)
    assert divided(TEXT, whole).closing == ""
    assert closed(TEXT, whole, TEXT.rindex("The rules")) == division
    assert moved(TEXT, division, 2, len(TEXT)) == whole


def test_parts_are_joined_and_split_and_keep_their_numerals() -> None:
    text = "HC should i) ask, ii) answer and iii) write. Then tell all."
    division = found_in(text)
    joined = merged(division, 1)
    assert [cut.numeral for cut in joined.cuts] == ["i", "iii"]
    assert split(text, joined, text.index("ii)")) == division
    more = split(text, division, text.index("answer"))
    assert divided(text, more).parts == (
        ("i", "ask,"),
        ("ii", ""),
        ("iii", "answer and"),
        ("iv", "write. Then tell all."),
    )


def test_a_text_with_other_markers_is_divided_at_them() -> None:
    text = "HC should: (a) ask; (b) answer."
    division = found_in(text)
    for _ in range(2):
        place = next(at for at in stops(text) if at not in division.boundaries)
        division = split(text, division, place)
    assert divided(text, division) == (
        "HC should:",
        (("i", "ask;"), ("ii", "answer.")),
        "",
    )


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["i) ", "ii) ", "The rules ", "should do. ", "It ", "• "]), max_size=9
    ),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 60)), max_size=8),
)
def test_no_word_is_lost_and_none_stands_twice(
    words: list[str], steps: list[tuple[int, int, int]]
) -> None:
    text = " ".join("".join(words).split())
    division = found_in(text)
    for act, number, place in steps:
        division = _changed(text, division, act, number, place)
        stem, parts, closing = divided(text, division)
        pieces = [stem, *(part for _, part in parts), closing]
        at = 0
        for piece in filter(None, pieces):
            at = text.index(piece, at) + len(piece)
        letters = sum(len(piece.replace(" ", "")) for piece in pieces)
        markers = sum(len(text[cut.at : cut.behind].replace(" ", "")) for cut in division.cuts)
        assert letters + markers == len(text.replace(" ", ""))


def _changed(text: str, division: Division, act: int, number: int, place: int) -> Division:
    if act == 0:
        return split(text, division, place)
    if act == 1:
        return closed(text, division, place)
    if number >= len(division.boundaries):
        return division
    return moved(text, division, number, place) if act == 2 else merged(division, number)
