"""What is typed behind a field means a value of the library, whatever else goes by its name."""

from __future__ import annotations

import dataclasses

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Name, Place
from evidence_library.model.vocabulary import Licence
from evidence_library.services import choices, find, shapes
from evidence_library.services.completion import complete
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store import concepts
from tests.helpers.libraries import add, concept, heading, note


def found(library: Library, text: str) -> list[str]:
    answer = find.search(library, Request(text, lenient=False))
    return sorted(hit.plain_title for hit in find.hits(library, answer))


def told(library: Library, text: str, **options: bool) -> list[str]:
    return [part.words for part in find.search(library, Request(text, **options)).parts]


def test_a_quoted_place_is_the_area_with_its_country(library: Library) -> None:
    add(
        library,
        note("one", place=(Place("Scotland", "Glasgow"),)),
        note("two", place=(Place("Scotland", "Glasgow East"),)),
        note("three", "Glasgow, Scotland"),
    )
    assert found(library, 'place:"Glasgow, Scotland"') == ["one"]
    assert found(library, "place:Glasgow") == ["one", "two"]
    assert found(library, 'place:"glasgow east"') == ["two"]
    assert found(library, 'NOT place:"Glasgow, Scotland"') == ["three", "two"]
    assert told(library, 'place:"glasgow, scotland"') == ["Place: Glasgow, Scotland"]
    offers = complete(library, "place:Gla", 9)
    assert [(one.insert, one.count) for one in offers] == [
        ('"Glasgow East, Scotland"', 1),
        ('"Glasgow, Scotland"', 1),
    ]


def test_what_is_not_stated_is_found_in_fields_of_text(library: Library) -> None:
    add(
        library,
        note("one", authors=(Name("None of Us"),), place=(Place("Wales"),)),
        note("two", publisher=(Name("None"),)),
        note("Empty homes", authors=(Name("A"),), place=(Place("Wales"),)),
    )
    assert found(library, "author:none") == ["two"]
    assert found(library, 'author:"none"') == ["one", "two"]
    assert found(library, "place:none") == ["two"]
    assert found(library, "title:empty") == ["Empty homes"]
    [problem] = find.search(library, Request("title:none")).problems
    assert problem.message == "Every record states its title."


def test_a_label_comes_before_another_name_of_another_heading(library: Library) -> None:
    safety, burglary = concept(library, "Perceptions of Safety"), concept(library, "Housebreaking")
    assert safety.broader
    broader = library.search.facets_now().scheme.concepts[safety.broader]
    twin = dataclasses.replace(burglary, id=type(burglary.id)("twin"), notation="TWIN")
    with library.change("Another heading of the same name") as change:
        concepts.put(change.operation, [twin])
    add(
        library,
        note("one", topics=(heading(library, safety.label),)),
        note("two", topics=(heading(library, broader.label),)),
    )
    assert found(library, 'topic:"Perceptions of Safety"') == ["one"]
    [read] = choices.chosen(library, ["topic=Perceptions of Safety"])["topic"]
    assert read == safety.id
    for one in (safety, burglary, twin):
        written = choices.written(library, "topic", one.id)
        assert choices.chosen(library, [f"topic={written}"])["topic"] == {one.id}
    assert {choices.written(library, "topic", one.id) for one in (burglary, twin)} == {
        "Housebreaking",
        "TWIN",
    }


def test_a_kind_comes_before_its_family(library: Library) -> None:
    add(library, note("one", kind="practice example"), note("two", kind="toolkit"))
    add(library, note("three", kind="review"))
    assert found(library, 'kind:"practice example"') == ["one"]
    assert found(library, "kind:practice") == ["one"]
    assert found(library, 'family:"practice example"') == ["one", "two"]
    assert found(library, 'kind:"research finding"') == ["three"]
    assert [one.words for one in complete(library, "family:prac", 11)] == ["Practice example"]


def test_values_are_found_by_what_the_window_calls_them(library: Library) -> None:
    add(library, note("one", tags=("a",)), note("two", licence=Licence.OGL))
    for typed in ("Licence not known", "unknown", "none"):
        assert found(library, f'licence:"{typed}"') == ["one"]
        assert choices.chosen(library, [f"licence={typed}"]) == {"licence": frozenset({"unknown"})}
    assert found(library, 'tag:"no tag"') == ["two"]
    for nothing in ("", "none", "No tag", "not stated"):
        assert choices.chosen(library, [f"tag={nothing}"]) == {"tag": frozenset({""})}
    assert told(library, "licence:unkn") == ["Licence: Licence not known"]


def test_what_has_no_such_value_is_refused(library: Library) -> None:
    add(library, note("one", kind="toolkit"))
    for wrong in ("kind", "kind=practice example", "kind=tool", "colour=", "family=toolkit"):
        with pytest.raises(UserCanFix):
            choices.chosen(library, [wrong])


def test_another_word_for_a_value_counts_where_none_is_called_so(library: Library) -> None:
    add(
        library,
        note("one", setting=("car parks",)),
        note("two", setting=("schools", "randomised trial")),
    )
    assert found(library, "setting:RCT") == ["two"]
    assert found(library, "setting:school") == ["two"]
    assert found(library, "setting:parks") == ["one"]
    assert find.search(library, Request("setting:RCT", synonyms=False)).total == 0


def test_a_word_that_denies_is_not_passed_over(library: Library) -> None:
    add(library, note("one", setting=("not research", "desk research")))
    assert told(library, "setting:research") == ["Setting: Desk research"]
    assert told(library, 'setting:"not res"') == ["Setting: Not research"]


def test_a_term_is_one_chip(library: Library) -> None:
    text = "stop and search year:>2000"
    assert told(library, text) == ["stop and search", "published 2001 or later"]
    assert told(library, text, synonyms=False) == ["stop", "search", "published 2001 or later"]


def test_scripts_are_told_the_name_of_every_value(library: Library) -> None:
    add(library, note("one", place=(Place("Wales"),)), note("two"))
    data = shapes.found(find.search(library, Request()), ())
    assert data["facets"]["place"] == {"": 1, "Wales": 1}
    assert data["facet_values"]["place"] == [
        {"value": "", "label": "Not stated", "count": 1},
        {"value": "Wales", "label": "Wales", "count": 1},
    ]
