"""Searches that ask how something turned out."""

from __future__ import annotations

import pytest

from evidence_library.model.record import Outcome
from evidence_library.model.vocabulary import Direction
from evidence_library.services import find, shapes
from evidence_library.services.find import Order, Request
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, note


@pytest.fixture(autouse=True)
def records(library: Library) -> None:
    for name, direction in (
        ("Visits", Direction.WORSE),
        ("Lessons", Direction.NO_DIFFERENCE),
        ("Cameras", Direction.IMPROVED),
    ):
        outcome = Outcome(outcome="Offending", direction=direction, main=True)
        add(library, note(name, f"{name} in schools do work.", outcomes=(outcome,), year=2000))
    add(library, note("Working", "They work; do not ask what works.", year=2020))


def titles(library: Library, text: str, **asked: object) -> list[str]:
    found = find.search(library, Request(text, **asked))  # type: ignore[arg-type]
    return [hit.plain_title for hit in find.hits(library, found)]


@pytest.mark.parametrize("text", ["what doesn't work", "didn’t work", "what did not work"])
def test_what_did_not_work_leads_to_what_made_no_difference_or_things_worse(
    library: Library, text: str
) -> None:
    assert set(titles(library, text)[:2]) == {"Visits", "Lessons"}
    found = find.search(library, Request(text))
    assert "asks for the effect “no difference” or “worse”" in found.leniency
    data = shapes.found(found, ())
    assert data["asks"]["facet"] == "effect"
    assert data["asks"]["values"] == ["no difference", "worse"]


def test_among_other_words_such_records_come_first(library: Library) -> None:
    assert titles(library, "schools made things worse")[0] == "Visits"
    assert set(titles(library, "schools made things worse")) == {"Visits", "Lessons", "Cameras"}
    assert titles(library, "backfired") == ["Visits"]


def test_it_is_switched_off_with_other_words_and_finds_no_more_then(library: Library) -> None:
    for text in ("what doesn't work", "schools made things worse", "backfired"):
        off = find.search(library, Request(text, synonyms=False))
        assert off.asks is None
        assert set(off.numbers) <= set(find.search(library, Request(text)).numbers)
    assert titles(library, "backfired", synonyms=False) == []


def test_it_changes_no_other_order_and_no_exact_search(library: Library) -> None:
    by_title = titles(library, "schools made things worse", order=Order.TITLE)
    assert by_title == ["Cameras", "Lessons", "Visits"]
    assert titles(library, '"made things worse"') == []


def test_the_word_work_only_asks(library: Library) -> None:
    found = find.search(library, Request("does cameras work"))
    assert found.left_out == ("does", "work")
    assert titles(library, "does cameras work") == ["Cameras"]


def test_a_value_that_no_record_has_is_no_problem_of_the_query(library: Library) -> None:
    with library.change("Empty") as change:
        for (key,) in change.operation.connection.execute("SELECT id FROM records").fetchall():
            change.operation.remove("records", key)
    assert find.search(library, Request("what doesn't work")).problems == ()
