"""What is counted: every number beside a filter is what a click on it finds."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.services import find
from evidence_library.services.find import FACETS, Order, Request
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, heading, note
from tests.unit.store.random_libraries import records, replace_all


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_count_equals_what_a_click_gives(shared: Library, data: st.DataObject) -> None:
    replace_all(shared, [data.draw(records(f"r{number}", shared)) for number in range(5)])
    text = data.draw(
        st.sampled_from(["", "police", "NOT trust", "police trust zebra", "what is in a search"])
    )
    filters: dict[str, frozenset[str]] = {}
    for _ in range(2):
        found = find.search(shared, Request(text, filters))
        counts = [(facet, value) for facet in FACETS for value in found.facets[facet]]
        for facet, value in counts:
            clicked = {**filters, facet: frozenset({value.value})}
            assert find.search(shared, Request(text, clicked)).total == value.count
        if counts:
            facet, value = data.draw(st.sampled_from(counts))
            filters = {**filters, facet: filters.get(facet, frozenset()) | {value.value}}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_with_values_left_out_a_count_still_equals_what_a_click_gives(
    shared: Library, data: st.DataObject
) -> None:
    replace_all(shared, [data.draw(records(f"r{number}", shared)) for number in range(5)])
    found = find.search(shared, Request())
    every = [(facet, value.value) for facet in FACETS for value in found.facets[facet]]
    out = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=3, unique=True))
    kept = data.draw(st.lists(st.sampled_from(every), max_size=1))
    filters = {facet: frozenset({value}) for facet, value in kept if (facet, value) not in out}
    excluded = {facet: frozenset(v for f, v in out if f == facet) for facet, _ in out}
    found = find.search(shared, Request("", filters, excluded))
    for facet in FACETS:
        for value in found.facets[facet]:
            clicked = {**filters, facet: frozenset({value.value})}
            left = {**excluded, facet: excluded.get(facet, frozenset()) - {value.value}}
            assert find.search(shared, Request("", clicked, left)).total == value.count


def test_what_is_left_out_is_left_out_with_its_narrower_headings(library: Library) -> None:
    add(
        library,
        note("one", topics=(heading(library, "Housing"),)),
        note("two", topics=(heading(library, "Mentoring"),)),
    )
    race = frozenset({heading(library, "Race Equality and Inclusion").concept or ""})
    found = find.search(library, Request(excluded={"topic": race}))
    assert [hit.plain_title for hit in find.hits(library, found)] == ["two"]


def test_values_within_a_facet_widen_and_facets_narrow(library: Library) -> None:
    add(
        library,
        note("one", kind="evaluation", year=2001, topics=(heading(library, "Housing"),)),
        note("two", kind="case study", year=2002, topics=(heading(library, "Housing"),)),
        note("three", kind="case study", year=2003),
    )
    kinds = frozenset({"evaluation", "case study"})
    housing = frozenset({heading(library, "Housing").concept or ""})
    request = Request(filters={"kind": kinds, "topic": housing}, order=Order.OLDEST)
    assert find.search(library, request).total == 2
