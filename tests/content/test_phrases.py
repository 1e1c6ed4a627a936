"""The phrases that ask for an effect."""

from __future__ import annotations

import csv

import pytest

from evidence_library.assets import resource
from evidence_library.model.headline import EFFECTS
from evidence_library.query.outcomes import OPEN, Phrasing, asked
from evidence_library.query.parsing import parse
from evidence_library.services.phrases import shipped

TABLE = resource("questions", "phrases.csv")


def test_every_phrase_stands_once_in_the_order_of_the_alphabet() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        phrases = [row["phrase"] for row in csv.DictReader(lines)]
    assert len(shipped()) == len(phrases) == len(set(phrases))
    wishes = [it.phrase for it in shipped() if it.values]
    assert wishes == sorted(wishes, key=lambda phrase: phrase.replace("'", ""))


def test_every_value_is_one_that_a_record_can_have() -> None:
    for one in shipped():
        assert one.facet == ("effect" if one.values else ""), one.phrase
        assert set(one.values) <= set(EFFECTS), one.phrase


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.phrase)
def test_every_phrase_is_found_where_it_is_typed(one: Phrasing) -> None:
    phrase = one.phrase.replace(OPEN, "cameras")
    found = asked(parse(phrase).query, phrase, shipped())
    assert found is not None
    assert found.values == one.values
