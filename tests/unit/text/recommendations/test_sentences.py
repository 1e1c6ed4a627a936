"""Sentences end where they end, and what they are about stands before their auxiliary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.recommendations.sentences import (
    lacks_subject,
    refers_back,
    sentences,
    subjects,
)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. Two? Three", ["One.", "Two?", "Three"]),
        ("See Ref. 4 and Fig. 2. Then go.", ["See Ref. 4 and Fig. 2.", "Then go."]),
        ("By J. Kerr, e.g. The Times. End.", ["By J. Kerr, e.g. The Times.", "End."]),
        ("“Why?” He left. (It rained.)", ["“Why?”", "He left.", "(It rained.)"]),
        ("It cost 3.5 million. no capital", ["It cost 3.5 million. no capital"]),
        ("", []),
    ],
)
def test_text_is_cut_into_sentences(text: str, pieces: list[str]) -> None:
    assert list(sentences(text)) == pieces


@given(st.text(st.sampled_from("aA.?! )”\n")))
def test_nothing_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("The guidance should:", {"guidance"}),
        ("In order to raise it, DWP should act.", {"in order to raise it", "dwp"}),
        ("The Home Office, in consultation, should act.", {"home office", "in consultation"}),
        ("No verb that tells", set()),
        ("should act", set()),
    ],
)
def test_the_subject_stands_before_the_auxiliary(sentence: str, about: set[str]) -> None:
    assert subjects(sentence) == about


def test_words_that_refer_back_and_missing_subjects_are_told() -> None:
    assert refers_back("This should take the form of a report.")
    assert not refers_back("Thistles should go.")
    assert lacks_subject("should double its size")
    assert not lacks_subject("shoulders")
