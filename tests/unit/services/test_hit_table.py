"""The table of what was found: facts in columns, in the order of any of them."""

from __future__ import annotations

import pytest

from evidence_library.model.record import Appraisal, Name, Outcome, Place
from evidence_library.model.vocabulary import Confidence, Direction, EvidenceKind, Licence, Workflow
from evidence_library.services import find, hit_table
from evidence_library.services.find import Order, Request
from evidence_library.services.hit_table import COLUMNS
from evidence_library.services.opened import Library
from evidence_library.services.orders import OF_COLUMNS, WORDS
from tests.helpers.libraries import add, note


@pytest.fixture
def three(library: Library) -> Library:
    add(
        library,
        note(
            "b",
            year=2003,
            kind="review",
            authors=(Name("Ziegler, A."), Name("B."), Name("C.")),
            place=(Place("Wales", "Cardiff"), Place("Scotland")),
            outcomes=(Outcome(outcome="x", direction=Direction.WORSE),),
            appraisal=Appraisal(
                confidence=Confidence.LOW, evidence_kind=EvidenceKind.SYSTEMATIC_REVIEW
            ),
            licence=Licence.OGL,
        ),
        note(
            "A",
            year=1999,
            authors=(Name("audit commission", corporate=True),),
            place=(Place("Scotland", "Leith"),),
            outcomes=(Outcome(outcome="x", direction=Direction.IMPROVED),),
            appraisal=Appraisal(
                confidence=Confidence.HIGH, evidence_kind=EvidenceKind.LOCAL_EVALUATION
            ),
            licence=Licence.CC_BY,
        ),
        note("c", kind="toolkit", workflow=Workflow.PUBLISHED),
    )
    return library


def titles(library: Library, order: Order) -> str:
    found = find.search(library, Request(order=order))
    return "".join(row.cells[0] for row in hit_table.rows(library, found, 0, 9))


def test_a_row_tells_the_facts_in_words(three: Library) -> None:
    found = find.search(three, Request(order=Order.TITLE))
    facts = [
        dict(zip(COLUMNS, row.cells, strict=True)) for row in hit_table.rows(three, found, 1, 2)
    ]
    assert facts == [
        {
            "title": "b",
            "year": "2003",
            "kind": "Review",
            "effect": "Worse",
            "confidence": "Low",
            "evidence": "Systematic review",
            "place": "Cardiff, Wales; Scotland",
            "authors": "Ziegler, A. and 2 others",
            "licence": "OGL",
            "workflow": "Draft",
        },
        {
            "title": "c",
            "year": "Not stated",
            "kind": "Toolkit",
            "effect": "Not stated",
            "confidence": "Not rated",
            "evidence": "Not stated",
            "place": "Not stated",
            "authors": "Not stated",
            "licence": "Licence not known",
            "workflow": "Published",
        },
    ]


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        ("title", "Abc", "cbA"),
        ("year", "Abc", "bAc"),
        ("kind", "Abc", "cbA"),
        ("effect", "Abc", "bAc"),
        ("confidence", "Abc", "bAc"),
        ("evidence", "Abc", "bAc"),
        ("place", "bAc", "Abc"),
        ("authors", "Abc", "bAc"),
        ("licence", "Abc", "bAc"),
        ("workflow", "bAc", "cbA"),
    ],
)
def test_each_column_sorts_both_ways_and_what_is_not_stated_comes_last(
    three: Library, column: str, up: str, down: str
) -> None:
    assert tuple(titles(three, order) for order in OF_COLUMNS[column]) == (up, down)


def test_every_column_has_an_order_and_every_order_words() -> None:
    assert list(OF_COLUMNS) == list(COLUMNS)
    assert set(WORDS) == set(Order)
    assert len(set(WORDS.values())) == len(WORDS)
