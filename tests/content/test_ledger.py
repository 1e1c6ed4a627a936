"""Every figure in a starter record stands in its ledger, and the ledger is that of the sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from evidence_library.assets import casestudies
from evidence_library.model.record import Identifiers, Link, Record, Relation
from tests.content import figures
from tests.content.figures import FACTS, LEDGER, SHEET, ledger, made_ledger
from tests.content.starter import records

#: Fields that hold no prose: identities, addresses, and what a source is called.
_NOT_PROSE = {"id", "to", "url", "concept", "recommendation_sets", "source_name", "source_text"}
_NAMES = sorted(records())


def _prose(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for item in value:
                yield from _prose(item)
        case Identifiers():
            yield from (value.report_number, value.series)
        case Link():
            yield from value.supports
        case Relation():
            return
        case _ if is_dataclass(value):
            for entry in fields(value):
                if entry.name not in _NOT_PROSE:
                    yield from _prose(getattr(value, entry.name))


def _stray(record: Record, known: frozenset[str]) -> dict[str, set[str]]:
    found = {text: figures.figures(text) - known for text in _prose(record)}
    return {text: stray for text, stray in found.items() if stray}


@pytest.mark.parametrize("name", _NAMES)
def test_every_figure_of_a_record_stands_in_its_ledger(name: str) -> None:
    assert _stray(records()[name], ledger()[name]) == {}


@pytest.mark.parametrize("name", _NAMES)
def test_the_reason_of_a_relation_uses_the_figures_of_its_two_records(name: str) -> None:
    names = {record.id: known for known, record in records().items()}
    for relation in records()[name].relations:
        known = ledger()[name] | ledger()[names[relation.to]]
        assert figures.figures(relation.reason) <= known


def test_there_are_relations_with_figures_in_their_reasons() -> None:
    reasons = [relation.reason for one in records().values() for relation in one.relations]
    assert any(figures.figures(reason) for reason in reasons)


def test_the_ledger_holds_every_record_and_nothing_else() -> None:
    assert sorted(ledger()) == _NAMES
    assert [name for name, entry in ledger().items() if not entry] == []


def test_the_ledger_is_the_one_its_sources_make() -> None:
    if not (FACTS.is_file() and SHEET.is_file()):
        pytest.skip("the facts and source documents are not beside this project")
    written = json.loads((casestudies() / LEDGER).read_text(encoding="utf-8"))
    assert written == made_ledger(_NAMES)


def test_a_slip_of_one_digit_is_caught() -> None:
    record = records()["scared-straight-2013"]
    (section, *others) = record.sections
    body = section.body + " Nine studies with 964 teenagers passed."
    slipped = (type(section)(kind=section.kind, heading=section.heading, body=body), *others)
    known = ledger()["scared-straight-2013"]
    found = [stray for text in _prose(slipped) if (stray := figures.figures(text) - known)]
    assert found == [{"964"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thirty-two of 1,880 people", {"32", "1,880"}),
        ("between 8.3% and 18.4%", {"8.3%", "18.4%"}),
        ("19 to 20% lower", {"19", "20%", "19 to 20%"}),
        ("33 per cent", {"33%"}),
        ("£6.5 million in 2014", {"£6.5 million", "2014"}),
        ("before (2006-10)", {"2006", "10", "2006 to 10"}),
        ("effect size +0.03", {"+0.03"}),
        ("half of them, and a quarter", {"half", "quarter"}),
        ("1. One of the first", set()),
        ("nine to eleven months", {"9", "11", "9 to 11"}),
        ("see https://example.org/2013/5", set()),
    ],
)
def test_figures_are_read_alike_in_words_and_digits(text: str, expected: set[str]) -> None:
    assert figures.figures(text) == expected
