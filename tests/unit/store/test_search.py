"""The store answers a query tree as a plain reading of every record would."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.model.record import (
    Appraisal,
    Name,
    Outcome,
    Place,
    Record,
    TopicHeading,
)
from evidence_library.model.vocabulary import Confidence, Direction, EvidenceKind, Licence
from evidence_library.query.parsing import parse
from evidence_library.services import find
from evidence_library.services.find import FACETS, Order, Request
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from evidence_library.store import indexing
from evidence_library.text.partial_dates import parse_added
from tests.helpers.libraries import add, empty_library, heading, note
from tests.unit.store.oracle import decides

WORDS = [
    "police",
    "policing",
    "trust",
    "stop-and-search",
    "search",
    "hot-spot",
    "hotspot",
    "BME",
    "reoffending",
    "recidivism",
    "organisation",
    "anti-social behaviour",
    "a",
]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
LABELS = ["Housing", "Race Equality and Inclusion", "Antisocial Behaviour", "Community Engagement"]


@pytest.fixture(scope="module")
def shared() -> Iterator[Library]:
    """One library for many examples: each replaces the records of the one before."""
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        yield library
        library.close()


@st.composite
def records(draw: st.DrawFn, name: str, library: Library) -> Record:
    chosen = draw(st.lists(st.sampled_from(LABELS), max_size=2, unique=True))
    direction = draw(st.none() | st.sampled_from(Direction))
    return note(
        name,
        draw(texts),
        title=draw(texts),
        finding=draw(texts),
        kind=draw(st.sampled_from(["evaluation", "case study", "odd kind"])),
        year=draw(st.none() | st.integers(2000, 2006)),
        topics=tuple(heading(library, label) for label in chosen),
        tags=draw(
            st.lists(st.sampled_from(["rural", "stop and", "search"]), max_size=2).map(tuple)
        ),
        setting=draw(st.lists(st.sampled_from(["schools", "homes"]), max_size=1).map(tuple)),
        population=draw(st.lists(st.sampled_from(["pupils", "victims"]), max_size=1).map(tuple)),
        approach=draw(st.sampled_from([(), ("prevention",)])),
        licence=draw(st.sampled_from(Licence)),
        added=draw(
            st.none() | st.sampled_from(["2010", "2011-02", "2011 (October DH)"]).map(parse_added)
        ),
        authors=(Name(draw(texts)),),
        place=(Place("Scotland", draw(st.sampled_from(["Leeds", "Fife"]))),),
        outcomes=(Outcome(outcome="o", direction=direction),) if direction else (),
        appraisal=Appraisal(
            confidence=draw(st.sampled_from(Confidence)),
            evidence_kind=draw(st.none() | st.sampled_from(EvidenceKind)),
        ),
    )


LEAVES = st.sampled_from(
    [
        *WORDS,
        *('"stop and search"', '"hot spot"', "poli*", "hots*", "stop-and-sea*", '"police trust"'),
        *(
            "does the police trust work in a hot spot",
            "police trust zebra",
            "AND police zebra trust",
        ),
        *("stop and search", "hot spot", "title:reoffending", '"recidivism"'),
        *("search stop & ", "BMEs", '-"anti-social behavior"', "police organization"),
        *("title:police", "author:trust", "place:leeds", 'kind:"case study"', "tag:rural"),
        *("effect:improved", 'confidence:"not rated"', "workflow:draft"),
        *("year:2002..2004", "year:2005..", "year:>2003", "year:<=2002", "year:none"),
        *("p*e", "*cing", "re?ffending", "polise~", "trist~", "title:s*h", "pol*ng"),
        *('"trust police"~3', '"police a"~2', "police^3", "+trust", "title:polise~"),
        *("setting:schools", "setting:none", "population:pupils", "licence:none"),
        *("approach:none", "tag:none", "confidence:none", "evidence:none", "topic:none"),
        *("added:2011", "added:2011-10", "added:<2011", "added:2010..2011-03", "added:none"),
    ]
)


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        inner.map(lambda query: f"NOT ({query})"),
    )


queries = st.recursive(LEAVES, combined, max_leaves=5)


def replace_all(library: Library, wanted: list[Record]) -> None:
    with library.change("Replace everything") as change:
        for (key,) in change.operation.connection.execute("SELECT id FROM records").fetchall():
            change.operation.remove("records", key)
        for record in wanted:
            change.put_record(record)


def hit_ids(library: Library, request: Request) -> list[str]:
    found = find.search(library, request)
    return [hit.id for hit in find.hits(library, found, 0, 100)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
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
        expected = {record.id for record in wanted if decides(opened, record, scheme)}
        for order in Order:
            found = hit_ids(shared, Request(text, order=order))
            assert len(found) == len(set(found))
            assert set(found) == expected, (text, query)


#: Words of terms that overlap, in the thesaurus and in the texts.
TERM_WORDS = st.lists(
    st.sampled_from(
        [
            *("youth", "young", "people", "justice", "juvenile", "stop", "and", "search", "frisk"),
            *(
                "hot",
                "spot",
                "hotspot",
                "hot-spot",
                "parenting",
                "program",
                "programme",
                "training",
            ),
            *("organization", "organisations", "RCT", "RCTs", "randomised", "trials", "A&E"),
        ]
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_neither_another_order_of_words_nor_other_words_find_fewer(
    shared: Library, data: st.DataObject
) -> None:
    bodies = data.draw(st.lists(TERM_WORDS.map(" ".join), min_size=4, max_size=4))
    replace_all(shared, [note(f"r{number}", body) for number, body in enumerate(bodies)])

    def found(words: list[str], *, synonyms: bool = True, quoted: bool = False) -> set[str]:
        text = f'"{" ".join(words)}"' if quoted else " ".join(words)
        return set(hit_ids(shared, Request(text, synonyms=synonyms, lenient=False)))

    typed = data.draw(TERM_WORDS)
    assert found(typed) == found(data.draw(st.permutations(typed)))
    assert found(typed) >= found(typed, synonyms=False)
    assert found(typed, quoted=True) >= found(typed, synonyms=False, quoted=True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
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


def test_a_boosted_word_decides_the_order_and_changes_no_answer(library: Library) -> None:
    filler = "other things entirely " * 6
    add(
        library,
        note("trusting", f"trust trust trust police {filler}"),
        note("policing", f"police police trust {filler}"),
    )
    for text, first in (("police trust^9", "trusting"), ("police^9 trust", "policing")):
        found = find.search(library, Request(text))
        assert found.total == 2
        assert find.hits(library, found)[0].plain_title == first


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


def test_an_abbreviation_finds_the_words_it_stands_for(library: Library) -> None:
    add(library, note("one", "services for black and minority ethnic people"))
    found = find.search(library, Request("BME"))
    assert found.total == 1
    assert "black and minority ethnic" in found.also_searched


@pytest.mark.parametrize("query", ["communi*", "evaluat*", "evaluations", '"evaluated the"'])
def test_beginnings_forms_and_phrases_find_a_word(library: Library, query: str) -> None:
    add(library, note("one", "The community evaluated the evaluation"))
    assert find.search(library, Request(query)).total == 1


def test_title_and_labels_weigh_more_than_text(library: Library) -> None:
    filler = "words about other things entirely " * 5
    add(
        library,
        note("in the text", f"trust {filler}"),
        note("trust in the title", filler),
        note("in the finding", filler, finding="more trust"),
    )
    found = find.search(library, Request("trust"))
    titles = [hit.plain_title for hit in find.hits(library, found)]
    assert titles == ["trust in the title", "in the finding", "in the text"]


def test_words_that_stand_together_come_first(library: Library) -> None:
    add(
        library,
        note("apart", "search the house and then stop there"),
        note("together", "then stop and search the house there"),
    )
    found = find.search(library, Request("stop and search"))
    assert find.hits(library, found)[0].plain_title == "together"


def test_a_word_with_other_words_still_decides_the_order(library: Library) -> None:
    filler = "other things entirely " * 8
    add(
        library,
        note("much police", f"{'police ' * 12}{filler} recidivism"),
        note("recidivism", f"{filler} police"),
        note("reoffending", f"{filler} police"),
    )
    found = find.search(library, Request("police reoffending"))
    titles = [hit.plain_title for hit in find.hits(library, found)]
    assert sorted(titles[:2]) == ["recidivism", "reoffending"]
    assert titles[2:] == ["much police"]


def test_what_every_hit_must_hold_decides_their_order(library: Library) -> None:
    filler = "other things entirely " * 8
    add(
        library,
        note("much fear", f"trust {'fear ' * 12}{filler}"),
        note("much trust", f"{'trust ' * 6}{filler} fear"),
    )
    found = find.search(library, Request("trust (fear OR hope)"))
    assert find.hits(library, found)[0].plain_title == "much trust"


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


def test_above_the_cap_short_fields_decide_the_order(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence_library.store.ranking.CAP", 2)
    add(
        library,
        *(note(f"other {number}", "trust " * 3, year=2000 + number) for number in range(4)),
        note("trust", "once", year=1990),
    )
    found = find.search(library, Request("trust"))
    titles = [hit.plain_title for hit in find.hits(library, found)]
    assert titles == ["trust", "other 3", "other 2", "other 1", "other 0"]


def test_above_the_cap_a_title_with_another_word_counts_too(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence_library.store.ranking.CAP", 2)
    add(
        library,
        *(note(f"other {number}", "trust recidivism", year=2000 + number) for number in range(3)),
        note("trust and recidivism", "once", year=1990),
    )
    found = find.search(library, Request("trust reoffending"))
    assert find.hits(library, found)[0].plain_title == "trust and recidivism"


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


def test_words_beside_each_other_still_come_first_where_they_are_a_term(library: Library) -> None:
    add(
        library,
        note("apart", "people of whom many are black and young and much else besides these"),
        note("together", "of young black people and much else besides these many words here"),
    )
    found = find.search(library, Request("young black people"))
    assert find.hits(library, found)[0].plain_title == "together"


def test_changes_made_by_another_program_are_seen(library: Library) -> None:
    assert find.search(library, Request("trust")).total == 0
    other = open_library(library.folder)
    add(other, note("trust"))
    other.close()
    assert find.search(library, Request("trust")).total == 1
    assert find.search(library, Request()).facets["kind"][0].count == 1


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
