"""Partial dates keep their wording and their precision."""

from __future__ import annotations

import pytest

from evidence_library.model.dates import PartialDate


@pytest.mark.parametrize(
    ("date", "value", "earliest", "latest"),
    [
        (PartialDate(2004), "2004", (2004, 1, 1), (2004, 12, 31)),
        (PartialDate(2004, 2), "2004-02", (2004, 2, 1), (2004, 2, 31)),
        (PartialDate(2004, 2, 3), "2004-02-03", (2004, 2, 3), (2004, 2, 3)),
        (PartialDate(raw="some time ago"), "", (0, 1, 1), (0, 12, 31)),
    ],
)
def test_a_date_is_as_precise_as_its_source(
    date: PartialDate, value: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    assert (date.value, date.earliest, date.latest) == (value, earliest, latest)
