"""Other words for what was typed: of the thesaurus, and the abbreviations of headings."""

from __future__ import annotations

from itertools import permutations

import pytest

from evidence_library.model.thesaurus import Term, TermGroup, TermKind
from evidence_library.query.expansion import Expanded, abbreviations, expand
from evidence_library.query.parsing import parse
from evidence_library.query.synonyms import Synonyms
from evidence_library.query.tree import And, Not, Phrase, Plain, Prefix, Query, Same
from evidence_library.text.analysis import analyse_word, side_by_side

KNOWN = abbreviations(
    [
        (
            "Black and Minority Ethnic Communities",
            "BME",
            "black and minority ethnic",
            "ethnic minorities",
        ),
        ("Antisocial Behaviour", "ASB", "anti-social behaviour", "nuisance"),
        ("Early Intervention", "prevention", "youth"),
    ]
)


def group(*terms: str, **short: TermKind) -> TermGroup:
    listed = [Term(text, TermKind.SYNONYM) for text in terms]
    return TermGroup(terms[0], (*listed, *(Term(text, kind) for text, kind in short.items())))


SYNONYMS = Synonyms(
    [
        group("reoffending", "recidivism", "repeat offending"),
        group("hot spot", "hotspot"),
        group("youth", "young people"),
        group("youth justice", "juvenile justice"),
        group("burglary", "domestic burglary", "housebreaking"),
        group("stop and search", "stop and frisk"),
        group("Drug Abuse Resistance Education", DARE=TermKind.CAPITALS),
        group("black and minority ethnic", BAME=TermKind.ABBREVIATION),
        TermGroup(
            "emergency department",
            (
                Term("emergency department", TermKind.PREFERRED),
                Term("A&E", TermKind.ABBREVIATION),
            ),
        ),
    ]
)
NONE = Synonyms()


def plain(text: str, field: str = "") -> Plain:
    return Plain(side_by_side(text), field)


def expanded(text: str, *, typing: bool = False) -> Expanded:
    return expand(parse(text, typing=typing).query, KNOWN, SYNONYMS)


def test_only_words_whose_initials_the_letters_are_count_as_their_meaning() -> None:
    meanings = {short: [other.text for other in others] for short, others in KNOWN.items()}
    assert meanings == {"bme": ["black and minority ethnic"], "asb": ["anti-social behaviour"]}


def test_an_abbreviation_of_a_heading_is_also_searched_as_its_words() -> None:
    found = expand(parse("BME health").query, KNOWN, NONE)
    assert found.query == And(
        (Same((plain("BME"), plain("black and minority ethnic"))), plain("health"))
    )
    assert found.added == ("black and minority ethnic",)


def test_what_is_excluded_is_not_added_either() -> None:
    assert expanded("burglary -housebreaking").added == ()
    assert expanded('reoffending -"repeat offending"').added == ("recidivism",)
    assert expanded("reoffending NOT (repeat OR youth)").added == ("recidivism",)
    # Only both words together are excluded here, and "title:" only there.
    assert expanded("reoffending -(repeat work)").added == ("recidivism", "repeat offending")
    assert expanded("burglary -title:housebreaking").added == ("housebreaking",)


def test_other_labels_of_a_heading_are_no_other_words_for_it() -> None:
    query = parse("prevention nuisance").query
    assert expand(query, KNOWN, NONE) == Expanded(query)


@pytest.mark.parametrize("word", ["reoffending", "Re-offending", "reoffended"])
def test_a_word_is_also_searched_as_the_other_terms_of_its_group(word: str) -> None:
    found = expanded(word)
    others = (plain("recidivism"), plain("repeat offending"))
    assert found.query == Same((Plain(analyse_word(word)), *others))
    assert found.added == ("recidivism", "repeat offending")


def test_words_that_are_a_term_together_are_searched_as_it_and_each_for_itself() -> None:
    found = expanded("youth justice hot spots")
    youth = Same((plain("youth"), plain("young people")))
    assert found.query == And(
        (
            Same((And((youth, plain("justice"))), plain("juvenile justice"))),
            Same((And((plain("hot"), plain("spots"))), plain("hotspot"))),
        )
    )
    assert found.added == ("juvenile justice", "young people", "hotspot")


@pytest.mark.parametrize("text", ["justice youth", "juvenile -crime justice", "youth work justice"])
def test_the_order_of_plain_words_makes_no_difference_to_their_terms(text: str) -> None:
    assert {"juvenile justice", "youth justice"} & set(expanded(text).added)


def test_of_terms_that_share_a_word_the_longest_counts_in_any_order() -> None:
    synonyms = Synonyms(
        [group("young people in care", "looked after"), group("young people", "youth")]
    )
    for words in permutations("young people in care".split()):
        assert expand(parse(" ".join(words)).query, {}, synonyms).added == ("looked after",)


def test_a_quoted_term_is_also_searched_in_exactly_the_other_words() -> None:
    found = expanded('"stop and search"')
    phrases = (("stop", "and", "search"), ("stop", "and", "frisk"))
    assert found.query == Same(tuple(Phrase(terms) for terms in phrases))


@pytest.mark.parametrize("text", ["title:recidivism", 'title:"recidivism"'])
def test_a_field_holds_for_the_other_words_too(text: str) -> None:
    query = expanded(text).query
    assert isinstance(query, Same)
    assert {getattr(item, "field", "") for item in query.queries} == {"title"}


def test_words_of_different_fields_make_no_term() -> None:
    query = parse("title:juvenile justice").query
    assert expand(query, KNOWN, SYNONYMS) == Expanded(query)


@pytest.mark.parametrize("text", ["-reoffending", "NOT (reoffending OR youth)", "-ASB"])
def test_what_is_excluded_is_not_widened(text: str) -> None:
    query = parse(text).query
    assert expand(query, KNOWN, SYNONYMS) == Expanded(query)


@pytest.mark.parametrize("text", ["recidiv*", '"stop and sea*"', "reoffending*"])
def test_the_beginning_of_a_word_is_no_term(text: str) -> None:
    query = parse(text).query
    assert expand(query, KNOWN, SYNONYMS) == Expanded(query)


@pytest.mark.parametrize("text", ["recidivism", "police recidivism", "police OR recidivism"])
def test_a_word_that_is_still_being_typed_is_no_term_yet(text: str) -> None:
    query = parse(text, typing=True).query
    assert expand(query, KNOWN, SYNONYMS) == Expanded(query)
    assert expanded(f"{text} ", typing=True).added == ("reoffending", "repeat offending")


def test_an_abbreviation_of_a_heading_is_opened_while_it_is_typed() -> None:
    assert expanded("BME", typing=True).added == ("black and minority ethnic",)


def test_a_word_and_its_beginning_side_by_side_are_only_unfinished_together() -> None:
    assert expanded("recidivism OR poli*").added == ("reoffending", "repeat offending")
    assert expanded("recidivism OR recidivism*").added == ("reoffending", "repeat offending")


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("DARE", ("Drug Abuse Resistance Education",)),
        ('"DARE"', ("Drug Abuse Resistance Education",)),
        ("dare", ()),
        ("Dare", ()),
        ('"dare"', ()),
        ("bame", ("black and minority ethnic",)),
        ("drug abuse resistance education", ("DARE",)),
        ("BAMEs", ("black and minority ethnic",)),
        ("bames", ("black and minority ethnic",)),
        ("bam", ()),
    ],
)
def test_an_abbreviation_that_is_an_ordinary_word_is_opened_in_capitals_only(
    text: str, added: tuple[str, ...]
) -> None:
    assert expanded(text).added == added


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("A&E", ("emergency department",)),
        ("A & E", ("emergency department",)),
        ("A&Es", ("emergency department",)),
        ("a e", ()),
    ],
)
def test_a_short_form_is_one_word_as_typed(text: str, added: tuple[str, ...]) -> None:
    assert expanded(text).added == added


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("hot-spot", ()),
        ("hotspot", ("hot spot",)),
        ("burglary", ("housebreaking",)),
        ("domestic burglary", ("burglary", "housebreaking")),
    ],
)
def test_what_the_words_find_by_themselves_is_not_added(text: str, added: tuple[str, ...]) -> None:
    assert expanded(text).added == added


def test_a_word_of_thesaurus_and_heading_is_added_once() -> None:
    synonyms = Synonyms([group("black and minority ethnic", "BME", "BAME")])
    found = expand(parse("BME").query, KNOWN, synonyms)
    assert found.added == ("black and minority ethnic", "BAME")


def test_within_alternatives_every_word_has_its_own_other_words() -> None:
    query: Query = expanded("recidivism OR (hotspot pre*)").query
    assert [type(item) for item in getattr(query, "queries", ())] == [Same, And]
    assert Prefix("pre") in query.queries[1].queries  # type: ignore[union-attr]


def test_quoted_words_find_a_short_form_of_several_too() -> None:
    found = expanded('"drug abuse resistance education"')
    assert found.query == Same(
        (
            Phrase(("drug", "abuse", "resistance", "education")),
            Phrase(("dare",)),
            Phrase(("dares",)),
        )
    )
    assert found.added == ("DARE",)


@pytest.mark.parametrize("text", ['"community programme"', '-"community programme"'])
def test_quoted_words_are_searched_in_both_spellings_and_nothing_is_told(text: str) -> None:
    found = expand(parse(text).query)
    both = Same((Phrase(("community", "programme")), Phrase(("community", "program"))))
    assert found.query in {both, Not(both)}
    assert found.added == ()


def test_a_boosted_word_has_its_other_words() -> None:
    assert expanded("recidivism^2 police").added == ("reoffending", "repeat offending")
