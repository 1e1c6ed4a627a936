"""Matched words are found in a text with the analyser that indexed them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.analysis import (
    analyse_word,
    find_raw_words,
    stem,
    words_beginning,
)
from evidence_library.text.marks import Marks, marked


def words_marked(text: str, marks: Marks) -> list[str]:
    return [span.text for span in marked(text, marks) if span.marked]


def test_every_form_of_a_plain_word_is_marked() -> None:
    marks = Marks(stems=frozenset({"polic"}))
    assert words_marked("Policing by the police, POLICED.", marks) == [
        "Policing",
        "police",
        "POLICED",
    ]


@pytest.mark.parametrize("word", ["dying", "skis", "Communities", "ÉVALUATION", "only", "x-rays"])
def test_a_word_is_marked_whatever_its_stem_looks_like(word: str) -> None:
    marks = Marks(stems=frozenset({*analyse_word(word).stems, analyse_word(word).joined_stem}))
    assert words_marked(f"a {word} b", marks) == [word]


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_stem_keeps_the_first_letter_of_its_word(word: str) -> None:
    assert stem(word)[0] == word[0]


@given(
    st.text(alphabet="abzABZéßſ'’-&. _9٣中\n", max_size=60),
    st.frozensets(st.sampled_from("abz9"), max_size=3),
)
def test_no_word_that_could_match_is_passed_over(text: str, letters: frozenset[str]) -> None:
    found = [(match.start(), match.group()) for match in words_beginning(letters).finditer(text)]
    wanted = [
        (match.start(), match.group())
        for match in find_raw_words(text)
        if match.group()[0].lower() in letters
        or not match.group().isascii()
        or set(match.group()) & set("-‐‑'’.&")
    ]
    assert found == wanted


def test_words_of_a_run_are_marked_side_by_side_only_and_in_any_form() -> None:
    marks = Marks(runs=frozenset({("domest", "violenc"), ("hot", "spot")}))
    text = "Violence at home: domestic violence, and hot-spots of it."
    assert words_marked(text, marks) == ["domestic violence", "hot-spots"]


def test_of_two_phrases_that_begin_alike_the_longer_is_marked() -> None:
    marks = Marks(phrases=frozenset({("stop", "and"), ("stop", "and", "search")}))
    assert words_marked("a stop and search", marks) == ["stop and search"]


def test_the_beginning_of_a_word_marks_the_word() -> None:
    assert words_marked("grants and granting", Marks(prefixes=("gran",))) == ["grants", "granting"]


def test_a_phrase_is_marked_as_one_stretch_and_not_word_by_word() -> None:
    marks = Marks(phrases=frozenset({("stop", "and", "search")}))
    text = "Search and stop; stop and search; stop-and-search."
    assert words_marked(text, marks) == ["stop and search", "stop-and-search"]


def test_a_joined_form_marks_the_word_with_inner_marks() -> None:
    assert words_marked("the hot-spot", Marks(stems=frozenset({"hotspot"}))) == ["hot-spot"]


def test_words_that_stand_everywhere_are_not_marked() -> None:
    marks = Marks(stems=frozenset({"and", "search"}))
    assert words_marked("search and find and search", marks) == ["search", "search"]


terms = st.sampled_from(["stop", "search", "polic", "trust", "a"])


@given(
    st.text("stopearchpolicetrust- .a", max_size=120),
    st.frozensets(terms, max_size=3),
    st.frozensets(st.tuples(terms, terms), max_size=2),
)
def test_the_spans_together_are_the_text(
    text: str, stems: frozenset[str], phrases: frozenset[tuple[str, ...]]
) -> None:
    marks = Marks(stems=stems, prefixes=("tru",), phrases=phrases)
    assert "".join(span.text for span in marked(text, marks)) == text
