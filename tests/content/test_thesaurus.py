"""The words that are searched together."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

import pytest

from evidence_library.assets import casestudies, resource
from evidence_library.importers import thesaurus
from evidence_library.importers.thesaurus import COLUMNS, ThesaurusReading
from evidence_library.model.thesaurus import SHORT_FORMS, TermKind
from evidence_library.query.synonyms import Synonyms
from evidence_library.text.analysis import side_by_side, streams
from tests.content.starter import SHARED, scheme

TABLE = resource("thesaurus", "terms.csv")


@cache
def reading() -> ThesaurusReading:
    return thesaurus.read(TABLE.read_text(encoding="utf-8"))


def test_nothing_is_wrong_with_the_table() -> None:
    assert [problem.message for problem in reading().problems] == []


def test_a_group_is_named_by_its_preferred_term() -> None:
    assert [group.name for group in reading().groups] == [
        group.terms[0].text for group in reading().groups
    ]


def test_groups_and_terms_stand_in_the_order_of_the_alphabet() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["group"], row["term"], row["kind"]) for row in csv.DictReader(lines)]
    names = [name for name, _ in groupby(rows, key=lambda row: row[0])]
    assert names == sorted(names, key=str.casefold)
    in_order = sorted(
        rows, key=lambda row: (row[0].casefold(), row[2] != "preferred", row[1].casefold())
    )
    assert rows == in_order


def test_every_term_leads_to_other_terms_of_its_group_or_finds_them_by_itself() -> None:
    synonyms = Synonyms(reading().groups)
    for group in reading().groups:
        texts = {term.text for term in group.terms}
        led = [
            {other.text for other in synonyms.of_phrase(_exact(term.text), in_capitals=True)}
            for term in group.terms
        ]
        assert any(led), group.name
        for term, others in zip(group.terms, led, strict=True):
            assert others <= texts - {term.text}, term.text


def test_short_forms_are_one_word_and_stand_beside_what_they_are_short_for() -> None:
    for group in reading().groups:
        short = [term for term in group.terms if term.kind in SHORT_FORMS]
        assert [term.text for term in short if " " in term.text] == []
        assert len(short) < len(group.terms), group.name


def test_the_readme_names_every_column_and_kind() -> None:
    text = resource("thesaurus", "README.md").read_text(encoding="utf-8")
    for name in (*COLUMNS, *TermKind):
        assert f"| `{name}` |" in text


def test_a_term_of_every_group_occurs_in_the_starter_library() -> None:
    stems = starter_stems()
    assert [
        group.name
        for group in reading().groups
        if not any(f" {_stems(term.text)} " in stems for term in group.terms)
    ] == []


def _exact(term: str) -> tuple[str, ...]:
    return side_by_side(term).exact


def _stems(term: str) -> str:
    return " ".join(side_by_side(term).stems)


@cache
def starter_stems() -> str:
    """The stems of the starter records and of the facts they are written from."""
    facts = SHARED / "content" / "starter_facts.json"
    if not facts.is_file():
        pytest.skip("the facts of the starter records are not beside this project")
    texts = [*_texts_of_facts(json.loads(facts.read_text(encoding="utf-8"))), *_texts_of_records()]
    return " _ ".join(f" {streams(text)[1]} " for text in texts)


def _texts_of_facts(items: list[dict[str, Any]]) -> Iterator[str]:
    labels = {item.notation: item.label for item in scheme()}
    for item in items:
        if item["set"] == "starter-40" or not item["checks_needed"]:
            yield item["id"]  # names the record, often by a short form its title spells out
            yield from (labels[notation] for notation in item["topic_notations"])
            yield from _strings([item[key] for key in item if key in _NAMED or "_facts" in key])


_NAMED = ("title", "publisher", "authors", "setting", "population", "kind", "approach")


def _texts_of_records() -> Iterator[str]:
    for path in casestudies().iterdir():
        if path.suffix in {".md", ".tsv"} and path.name != "README.md":
            yield path.read_text(encoding="utf-8")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
