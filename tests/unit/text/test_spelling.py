"""British and American spellings of one word have one stem, and different words keep theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.analysis import stem
from evidence_library.text.spelling import folded, other_spellings

PAIRS = [
    ("organisation", "organization"),
    ("randomised", "randomized"),
    ("analyse", "analyze"),
    ("programmes", "programs"),
    ("behavioural", "behavioral"),
    ("neighbourhood", "neighborhood"),
    ("labour", "labor"),
    ("colour", "color"),
    ("centre", "center"),
    ("centred", "centered"),
    ("defence", "defense"),
    ("offences", "offenses"),
    ("licence", "license"),
    ("licensed", "licenced"),
    ("practise", "practice"),
    ("counsellor", "counselor"),
    ("councillors", "councilors"),
    ("travelling", "traveling"),
    ("enrolment", "enrollment"),
    ("judgement", "judgment"),
    ("paediatric", "pediatric"),
    ("mould", "mold"),
    ("focussed", "focused"),
]


@pytest.mark.parametrize(("british", "american"), PAIRS)
def test_both_spellings_have_one_stem_and_know_each_other(british: str, american: str) -> None:
    assert stem(british) == stem(american)
    assert american in other_spellings(british)
    assert british in other_spellings(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organ"),
        ("offence", "offensive"),
        ("size", "sise"),
        ("prize", "prise"),
        ("elderly", "elder"),
        ("advice", "advise"),
        ("programme", "programmatic"),
        ("centre", "central"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_a_word_keeps_its_first_letter_and_is_folded_once(term: str) -> None:
    assert folded(term)[0] == stem(term)[:1] == term[0]
    assert folded(folded(term)) == folded(term)
    assert term not in other_spellings(term)
