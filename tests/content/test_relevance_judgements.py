"""The judged queries name records that exist, and the search understands every one of them."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from random import Random

from evidence_library.query.parsing import parse
from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.library import create_library
from evidence_library.services.thesaurus import shipped
from tests.benchmarks.relevance import HELD_OUT, judgements
from tests.content.starter import records


def test_every_judged_record_exists_and_at_most_three_must_come_first() -> None:
    known = records().keys()
    for judged in judgements():
        assert judged.grades.keys() <= known, judged.query
        assert 1 <= len(judged.first) <= 3, judged.query


def test_every_record_of_the_queries_held_out_exists() -> None:
    known = records().keys()
    for judged in judgements(HELD_OUT):
        assert judged.grades, judged.query
        assert judged.grades.keys() <= known, judged.query


def test_every_judged_query_is_asked_once_and_understood() -> None:
    queries = [judged.query for judged in (*judgements(), *judgements(HELD_OUT))]
    assert len(queries) >= 80
    assert len(set(queries)) == len(queries)
    for query in queries:
        assert not parse(query).problems, query


def test_other_words_never_find_fewer_records(tmp_path: Path) -> None:
    terms = [term.text for group in shipped() for term in group.terms if " " in term.text]
    some = Random(60).sample(terms, 60)
    pairs = [f"{one} {other}" for one, other in combinations(some[:8], 2)]
    judged = [judged.query for judged in (*judgements(), *judgements(HELD_OUT))]
    library = create_library(tmp_path / "starter", starter=True)
    for query in (*judged, *some, *pairs):
        alone = find.search(library, Request(query, synonyms=False))
        wider = find.search(library, Request(query))
        assert set(alone.numbers) <= set(wider.numbers), query
    library.close()


def test_a_term_of_several_words_also_finds_records_with_one_of_them(tmp_path: Path) -> None:
    library = create_library(tmp_path / "starter", starter=True)
    for query in ("speed cameras", "drink driving", "drug courts", "body worn cameras"):
        found = find.search(library, Request(query))
        assert found.total
        assert found.most is not None
        assert found.most.words == len(query.split())
    library.close()
