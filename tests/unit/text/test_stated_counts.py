"""Counts that introduce a list are found; other numbers are not counts."""

from __future__ import annotations

import pytest

from evidence_library.text.stated_counts import stated_counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("There were seven elements within the research:", (7,)),
        ("It asked three key questions:", (3,)),
        ("achieved by the four following key measures:", (4,)),
        ("In the 12 towns these 3 things changed:", (12, 3)),
        ("There were Five points. These are the main ones:", ()),
        ("There were seven elements within the research.", ()),
        ("one of the following:", ()),
        ("Since 2004 the following:", ()),
        ("33 per cent said:", ()),
        ("", ()),
    ],
)
def test_the_sentence_that_leads_into_a_list_states_the_count(
    text: str, counts: tuple[int, ...]
) -> None:
    assert stated_counts(text) == counts
