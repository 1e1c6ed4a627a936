"""One analyser understands words for indexing, matching and highlighting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.analysis import GAP, Word, analyse_word, exact_terms, places, streams


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("Policing", Word(("policing",), ("polic",))),
        ("hot-spot", Word(("hot", "spot"), ("hot", "spot"), "hotspot")),
        ("children's", Word(("children",), ("children",))),
        ("Évaluation", Word(("evaluation",), ("evalu",))),
        ("20mph", Word(("20mph",), ("20mph",))),
        ("_", Word((), ())),
    ],
)
def test_a_word_becomes_exact_pieces_stems_and_a_joined_form(raw: str, word: Word) -> None:
    assert analyse_word(raw) == word


def test_accents_are_folded_before_stems_are_taken() -> None:
    assert analyse_word("Évaluation").stems == analyse_word("evaluation").stems


def test_places_say_where_each_word_stands() -> None:
    text = "Stop-and-search, “again”"
    assert [(text[place.start : place.end], place.word.exact) for place in places(text)] == [
        ("Stop-and-search", ("stop", "and", "search")),
        ("again", ("again",)),
    ]


def test_joined_forms_come_behind_a_gap_so_they_never_break_a_phrase() -> None:
    assert streams("hot-spot policing") == (
        f"hot spot policing {GAP} hotspot",
        f"hot spot polic {GAP} hotspot",
    )


@given(st.text(max_size=200))
def test_terms_hold_nothing_that_could_break_out_of_a_quoted_query(text: str) -> None:
    for term in exact_terms(text):
        assert term.isalnum()


@given(st.text(max_size=200))
def test_the_words_of_a_text_lie_in_order_inside_it(text: str) -> None:
    position = 0
    for place in places(text):
        assert position <= place.start < place.end <= len(text)
        position = place.end
