"""What is found: the store answers a query tree as a plain reading of every record would."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.model.record import Appraisal
from evidence_library.model.vocabulary import Confidence
from evidence_library.query.parsing import parse
from evidence_library.services import find
from evidence_library.services.find import Order, Request
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, note
from tests.unit.store.oracle import finds
from tests.unit.store.random_libraries import TERM_WORDS, hit_ids, queries, records, replace_all


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_store_agrees_with_a_plain_reading_of_every_record(
    shared: Library, data: st.DataObject
) -> None:
    wanted = [data.draw(records(f"r{number}", shared)) for number in range(4)]
    replace_all(shared, wanted)
    scheme = shared.search.facets_now().scheme
    for text in data.draw(st.lists(queries, min_size=1, max_size=4)):
        query = parse(text).query
        # Other words are added by the service; the oracle is given what it added.
        # So does it where few records hold all of the words.
        opened = find.search(shared, Request(text)).answered
        expected = {record.id for record in wanted if finds(opened, record, scheme)}
        for order in Order:
            found = hit_ids(shared, Request(text, order=order))
            assert len(found) == len(set(found))
            assert set(found) == expected, (text, query)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_neither_another_order_of_words_nor_other_words_find_fewer(
    shared: Library, data: st.DataObject
) -> None:
    bodies = data.draw(st.lists(TERM_WORDS.map(" ".join), min_size=4, max_size=4))
    replace_all(shared, [note(f"r{number}", body) for number, body in enumerate(bodies)])

    def found(
        words: list[str], *, synonyms: bool = True, quoted: bool = False, lenient: bool = False
    ) -> set[str]:
        text = f'"{" ".join(words)}"' if quoted else " ".join(words)
        return set(hit_ids(shared, Request(text, synonyms=synonyms, lenient=lenient)))

    typed = data.draw(TERM_WORDS)
    assert found(typed, lenient=True) >= found(typed, synonyms=False, lenient=True)
    assert found(typed) == found(data.draw(st.permutations(typed)))
    assert found(typed) >= found(typed, synonyms=False)
    assert found(typed, quoted=True) >= found(typed, synonyms=False, quoted=True)


def test_a_pattern_that_fits_many_words_is_limited_and_says_so(library: Library) -> None:
    add(library, note("one", " ".join(f"word{number}x" for number in range(150))))
    found = find.search(library, Request("word*x"))
    assert found.total == 1
    assert [problem.message for problem in found.problems] == [
        "More than 100 words fit; the commonest were searched."
    ]


def test_a_pattern_that_no_word_fits_finds_nothing(library: Library) -> None:
    add(library, note("one", "trust"))
    assert find.search(library, Request("xy*z")).total == 0
    assert find.search(library, Request("trust -xy*z")).total == 1


@pytest.mark.parametrize("length", range(3, 10))
def test_a_beginning_of_any_length_finds_the_word(library: Library, length: int) -> None:
    add(library, note("one", "communities"), note("two", "community"))
    assert find.search(library, Request(f"{'community'[:length]}*")).total >= 1
    assert find.search(library, Request("comm*")).total == 2


def test_an_abbreviation_finds_the_words_it_stands_for(library: Library) -> None:
    add(library, note("one", "services for black and minority ethnic people"))
    found = find.search(library, Request("BME"))
    assert found.total == 1
    assert "black and minority ethnic" in found.also_searched


@pytest.mark.parametrize("query", ["communi*", "evaluat*", "evaluations", '"evaluated the"'])
def test_beginnings_forms_and_phrases_find_a_word(library: Library, query: str) -> None:
    add(library, note("one", "The community evaluated the evaluation"))
    assert find.search(library, Request(query)).total == 1


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ('confidence:"very low"', 1),
        ("confidence:low", 0),
        ("confidence:very", 1),
        ("kind:evaluation", 0),
        ("kind:process", 1),
        ('kind:"research finding"', 1),
    ],
)
def test_a_word_of_a_list_means_itself_only(library: Library, query: str, total: int) -> None:
    appraisal = Appraisal(confidence=Confidence.VERY_LOW)
    add(library, note("one", kind="process evaluation", appraisal=appraisal))
    assert find.search(library, Request(query)).total == total


def test_the_excerpt_marks_what_matched(library: Library) -> None:
    add(library, note("one", "Nothing here. " * 40 + "Trust in **policing** rose." + " More." * 40))
    found = find.search(library, Request("police trust"))
    [hit] = find.hits(library, found)
    assert [span.text for span in hit.excerpt if span.marked] == ["Trust", "policing"]


def test_a_value_no_record_has_is_said_with_its_place(library: Library) -> None:
    add(library, note("one"))
    found = find.search(library, Request("kind:toolkit"))
    assert found.total == 0
    [problem] = found.problems
    assert problem.message == "No record has the kind “toolkit”."


@pytest.mark.parametrize(
    "query",
    [
        *("RCTs", "rcts", "RCT", '"randomised controlled trial"', "randomized controlled trials"),
        *("behavior", '"anti-social behavior"', "program", "programs", "A & E", "-elder"),
    ],
)
@pytest.mark.parametrize("synonyms", [True, False])
def test_spellings_and_short_forms_of_several_find_each_other(
    library: Library, query: str, synonyms: bool
) -> None:
    text = "RCTs of an anti-social behaviour programme for elderly people in A&Es and A&E."
    add(library, note("one", text))
    needs_thesaurus = {"rcts", '"randomised controlled trial"', "randomized controlled trials"}
    expected = int(synonyms or query not in needs_thesaurus)
    assert find.search(library, Request(query, synonyms=synonyms)).total == expected


def test_changes_made_by_another_program_are_seen(library: Library) -> None:
    assert find.search(library, Request("trust")).total == 0
    other = open_library(library.folder)
    add(other, note("trust"))
    other.close()
    assert find.search(library, Request("trust")).total == 1
    assert find.search(library, Request()).facets["kind"][0].count == 1
