"""Markers of parts stand in order; other brackets are no markers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.recommendations.part_markers import (
    NUMERALS,
    lone_marker,
    mentioned,
    parts_in,
)


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("so that: i) a and ii) b", ["i", "ii"]),
        ("(i) a (ii) b (iii) c", ["i", "ii", "iii"]),
        ("do:i) a; ii) b", ["i", "ii"]),
        ("i) the Service (SBS) ii) the Act (Amendment) 2000", ["i", "ii"]),
        ("i) a iii) c ii) b", ["i", "ii"]),
        ("only i) here", []),
        ("ii) without a first", []),
        ("in (part i) and (part ii) of it", []),
        ("(in part i) i) a ii) b", ["i", "ii"]),
        ("Wi-Fi) and hi) and bii)", []),
        ("I) A II) B", []),
    ],
)
def test_parts_are_found_in_order(text: str, numerals: list[str]) -> None:
    found = parts_in(text)
    assert [marker.numeral for marker in found] == numerals
    assert all(text[marker.start : marker.end].strip("()") == marker.numeral for marker in found)


def test_a_marker_that_stands_alone_is_told() -> None:
    assert lone_marker("only i) here")
    assert not lone_marker("i) a ii) b")
    assert not lone_marker("none")


def test_a_cell_may_name_some_of_the_parts() -> None:
    found = mentioned("Met – iv) not due", ("i", "ii", "iii", "iv"))
    assert [marker.numeral for marker in found] == ["iv"]
    assert mentioned("v) met", ("i", "ii")) == ()
    assert mentioned("i) met " * 2000, ("i",)) == ()


def test_numerals_run_on() -> None:
    assert NUMERALS[:6] == ("i", "ii", "iii", "iv", "v", "vi")
    assert NUMERALS[8:11] == ("ix", "x", "xi")


@given(st.text(st.sampled_from("iv() x:")))
def test_markers_do_not_overlap(text: str) -> None:
    found = parts_in(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(found) != 1
