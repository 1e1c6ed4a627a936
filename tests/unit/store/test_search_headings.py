"""Topic headings in a search: narrower ones are included, empty ones lead to broader ones."""

from __future__ import annotations

import pytest

from evidence_library.model.record import TopicHeading
from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store import indexing
from tests.helpers.libraries import add, heading, note


def test_a_heading_holds_the_records_of_its_narrower_headings(library: Library) -> None:
    add(library, note("one", topics=(heading(library, "Housing"),)))
    found = find.search(library, Request('topic:"Race Equality and Inclusion"'))
    assert found.total == 1
    labels = {value.label: value.count for value in found.facets["topic"]}
    assert labels == {"Race Equality and Inclusion": 1, "Housing": 1}


@pytest.mark.parametrize("query", ["BME", "topic:BME", '"ethnic minorities"', "topic:VUL"])
def test_other_labels_of_a_heading_find_its_records(library: Library, query: str) -> None:
    add(library, note("one", topics=(heading(library, "Black and Minority Ethnic Communities"),)))
    assert find.search(library, Request(query)).total == 1


def test_a_heading_without_records_leads_to_the_nearest_broader_one(library: Library) -> None:
    add(library, note("one", topics=(heading(library, "Housebreaking"),)))
    for text in ('topic:"Rural and Wildlife Crime"', "topic:acq.5", "rural and wildlife crime"):
        found = find.search(library, Request(text))
        assert found.heading == "Rural and Wildlife Crime"
        assert found.total == 0
        assert found.nearest is not None
        assert (found.nearest.label, found.nearest.count) == ("Acquisitive and Business Crime", 1)
    [problem] = find.search(library, Request("topic:acq.5")).problems
    assert problem.message == (
        "No record stands under “Rural and Wildlife Crime” yet; "
        "its broader heading “Acquisitive and Business Crime” has 1."
    )


def test_a_heading_leads_nowhere_else_if_it_holds_records_or_none_above_it_does(
    library: Library,
) -> None:
    add(library, note("one", topics=(heading(library, "Housebreaking"),)))
    elsewhere = Request("housebreaking", filters={"kind": frozenset({"toolkit"})})
    assert find.search(library, elsewhere).nearest is None
    assert find.search(library, Request("topic:asb.2")).nearest is None
    [problem] = find.search(library, Request("topic:asb.2")).problems
    assert problem.message == "No record stands under “Vandalism and Graffiti” yet."
    [problem] = find.search(library, Request("topic:gardening")).problems
    assert problem.message == "There is no topic heading “gardening”."


def test_a_heading_outside_the_scheme_is_counted_and_found(library: Library) -> None:
    add(library, note("one", topics=(TopicHeading("Space Travel"),)))
    found = find.search(library, Request("topic:space"))
    assert [(value.value, value.label) for value in found.facets["topic"]] == [
        (indexing.UNKNOWN_HEADING + "Space Travel", "Space Travel")
    ]


@pytest.mark.parametrize(
    "text",
    [
        'zzzz NOT topic:"Rural and Wildlife Crime"',
        'topic:"Rural and Wildlife Crime" zzzz',
        'NOT topic:"Rural and Wildlife Crime" zzzz',
        "rural crime",
    ],
)
def test_no_heading_is_offered_to_who_asked_for_more_or_for_other_words(
    library: Library, text: str
) -> None:
    add(library, note("one", topics=(heading(library, "Housebreaking"),)))
    found = find.search(library, Request(text))
    assert (found.total, found.nearest, found.heading) == (0, None, "")
