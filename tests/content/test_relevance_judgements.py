"""The judged queries name records that exist, and the search understands every one of them."""

from __future__ import annotations

from evidence_library.query.parsing import parse
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
