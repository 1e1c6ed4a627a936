"""Recommendations: what a part takes from the whole, and what "mixed" means."""

from __future__ import annotations

import pytest

from evidence_library.model.dates import PartialDate
from evidence_library.model.recommendation import Deadline, Part, Recommendation, count_in_words
from evidence_library.model.vocabulary import Status

WHOLE = Deadline(year=2004, quarter=2, raw="Q2 / 2004")
OWN = Deadline(year=2005, quarter=3, raw="Q3 2005")


@pytest.mark.parametrize(
    ("deadline", "value"),
    [
        (WHOLE, "2004-Q2"),
        (Deadline(date=PartialDate(2006, 3)), "2006-03"),
        (Deadline(year=2006), "2006"),
        (Deadline(raw="soon"), ""),
    ],
)
def test_a_deadline_is_a_quarter_or_a_date(deadline: Deadline, value: str) -> None:
    assert deadline.value == value


def test_a_part_takes_what_it_lacks_from_the_whole() -> None:
    first = Part(marker="i", text="a", deadline=OWN, status=Status.NOT_DUE)
    second = Part(marker="ii", text="b")
    item = Recommendation(
        number="1", text="ab", parts=(first, second), deadline=WHOLE, reported=Status.MET
    )
    assert [item.deadline_of(part) for part in item.parts] == [OWN, WHOLE]
    assert [item.status_of(part) for part in item.parts] == [Status.NOT_DUE, Status.MET]
    assert [item.inherited(part) for part in item.parts] == [(), ("deadline", "status")]
    assert item.status is Status.MIXED


def test_parts_that_agree_give_the_status_of_the_whole() -> None:
    parts = tuple(Part(marker=marker, text="a", status=Status.MET) for marker in ("i", "ii"))
    item = Recommendation(number="1", text="aa", parts=parts, reported=Status.UNKNOWN)
    assert item.status is Status.MET


def test_without_parts_the_report_on_the_whole_counts() -> None:
    assert Recommendation(number="1", text="a", reported=Status.NOT_MET).status is Status.NOT_MET


def test_the_counting_rule_is_stated() -> None:
    items = [Recommendation(number="1", text="a", parts=(Part(marker="i", text="a"),))]
    assert count_in_words(items) == "1 recommendation, 1 explicit part"
