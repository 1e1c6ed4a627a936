"""Abbreviations are opened where a heading lists both the letters and the words."""

from __future__ import annotations

from evidence_library.query.expansion import abbreviations, expand
from evidence_library.query.parsing import parse
from evidence_library.query.tree import And, Not, Or, Phrase, Plain
from evidence_library.text.analysis import analyse_word

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


def test_only_words_whose_initials_the_letters_are_count_as_their_meaning() -> None:
    assert KNOWN == {
        "bme": (("black", "and", "minority", "ethnic"),),
        "asb": (("anti", "social", "behaviour"),),
    }


def test_an_abbreviation_is_also_searched_as_its_words() -> None:
    expanded = expand(parse("BME health").query, KNOWN)
    assert expanded.query == And(
        (
            Or((Plain(analyse_word("BME")), Phrase(("black", "and", "minority", "ethnic")))),
            Plain(analyse_word("health")),
        )
    )
    assert expanded.added == ("black and minority ethnic",)


def test_an_excluded_abbreviation_is_excluded_in_full_but_not_announced() -> None:
    expanded = expand(parse("-ASB").query, KNOWN)
    assert isinstance(expanded.query, Not)
    assert expanded.query.query == Or(
        (Plain(analyse_word("ASB")), Phrase(("anti", "social", "behaviour")))
    )
    assert expanded.added == ()


def test_a_phrase_and_an_ordinary_word_are_left_alone() -> None:
    query = parse('prevention "BME"').query
    assert expand(query, KNOWN).query == query
