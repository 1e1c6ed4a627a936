"""Citations state what is known and leave out the rest."""

from __future__ import annotations

import pytest

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Identifiers, Link, Name, Record
from evidence_library.model.vocabulary import LinkRole
from evidence_library.text.citation import cite, short_names


def test_a_full_citation() -> None:
    record = Record(
        id=RecordId("x"),
        title="Lights: a study",
        authors=(Name("Reid, A."), Name("Moss, B."), Name("Dale, C.")),
        published=PartialDate(2004, 1, raw="January 2004"),
        publisher=(Name("North Press", corporate=True),),
        identifiers=Identifiers(doi="10.1000/1"),
        links=(
            Link(
                role=LinkRole.SOURCE,
                url="https://example.org/l",
                accessed=PartialDate(2011, 9, raw="September 2011"),
            ),
        ),
    )
    assert cite(record) == (
        "Reid, A., Moss, B. and Dale, C. (2004) Lights: a study. North Press. doi:10.1000/1. "
        "Available at: https://example.org/l (accessed September 2011)."
    )


def test_what_is_not_known_is_left_out() -> None:
    assert cite(Record(id=RecordId("x"), title="Lights")) == "Lights (no date)."


def test_a_publisher_that_is_the_author_is_named_once() -> None:
    body = (Name("The Council", corporate=True),)
    record = Record(id=RecordId("x"), title="Plan", authors=body, publisher=body)
    assert cite(record) == "The Council (no date) Plan."


@pytest.mark.parametrize(
    ("series", "cited"),
    [
        ("12(8): 761-788", "Plan. North Press. 12(8): 761-788."),
        ("North Press 2002;325:995", "Plan. North Press 2002;325:995."),
    ],
)
def test_where_it_came_out_is_cited_without_naming_the_publisher_twice(
    series: str, cited: str
) -> None:
    publisher = (Name("North Press", corporate=True),)
    numbers = Identifiers(series=series)
    record = Record(
        id=RecordId("x"),
        title="Plan",
        authors=(Name("Reid"),),
        publisher=publisher,
        identifiers=numbers,
    )
    assert cite(record) == f"Reid (no date) {cited}"


@pytest.mark.parametrize(
    ("number", "short"),
    [
        (0, ""),
        (1, "A1"),
        (3, "A1, A2, A3"),
        (4, "A1, A2, A3, A4"),
        (5, "A1, A2, A3 and 2 others"),
        (14, "A1, A2, A3 and 11 others"),
    ],
)
def test_of_many_names_three_stand_in_a_short_line(number: int, short: str) -> None:
    assert short_names([Name(f"A{at}") for at in range(1, number + 1)]) == short


def test_only_web_addresses_are_named() -> None:
    link = Link(role=LinkRole.SOURCE, url="javascript:alert(1)")
    assert "javascript" not in cite(Record(id=RecordId("1"), title="Wardens", links=(link,)))
