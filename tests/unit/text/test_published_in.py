"""Where a source came out, taken apart as far as it is printed in a known way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.published_in import PublishedIn, published_in


@pytest.mark.parametrize(
    ("printed", "year", "found"),
    [
        ("BMJ 2009;339:b4469", 2009, PublishedIn("BMJ", "339", number="b4469")),
        ("20(2): 108-114", 2014, PublishedIn("", "20", "2", "108-114")),
        ("Our Reviews 18(1), e1217", 2022, PublishedIn("Our Reviews", "18", "1", number="e1217")),
        ("Our Reviews 2003:1", 2005, PublishedIn("Our Reviews", "2003", "1")),
        ("Our Reviews 2013:10 (as printed)", 2013, PublishedIn("Our Reviews", "2013", "10")),
        ("Our Reviews 17", 2021, PublishedIn("Our Reviews", "17")),
        ("16: 29–47", 2010, PublishedIn("", "16", pages="29–47")),
        ("6/2023", 2023, PublishedIn(issue="6")),
        ("Our Reviews, CD012", 2019, PublishedIn("Our Reviews", number="CD012")),
        ("Findings No. 14/2019", 2019, PublishedIn(number="14/2019", series="Findings")),
        ("pp. 399-428", 2014, PublishedIn(pages="399-428")),
    ],
)
def test_a_known_way_to_print_it(printed: str, year: int, found: PublishedIn) -> None:
    assert published_in(printed, year) == found


@pytest.mark.parametrize(
    "printed",
    ["", "Our Reviews", "Research Report 296", "6/2023", "BMJ 1999;3:b4"],
)
def test_anything_else_stays_whole(printed: str) -> None:
    assert published_in(printed, 2009) == PublishedIn(series=printed)


@given(st.text(), st.none() | st.integers())
def test_nothing_is_made_up(printed: str, year: int | None) -> None:
    found = published_in(printed, year)
    for part in (found.journal, found.volume, found.issue, found.pages, found.number):
        assert part in " ".join(printed.split())
