"""Derives again what an operation changed of recommendations: lines, links and words."""

from __future__ import annotations

from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.store import recommendation_lines
from evidence_library.store.operations import GONE, Operation
from evidence_library.text.plain_data import from_json

_SETS, _TABLE = "recommendation_sets", "recommendations"


def refresh(operation: Operation) -> None:
    """Derive what changed again; of an unchanged wording the words stay in the index."""
    owners: dict[str, RecommendationSet] = {}
    touched = {number: key for key, number in operation.touched[_TABLE].items() if number != GONE}
    former, latter = operation.former[_TABLE], operation.latter[_TABLE]
    for number in operation.stale[_TABLE] - touched.keys():
        recommendation_lines.drop(operation.connection, number)
    for number in sorted(touched):
        item = from_json(latter[number], Recommendation)
        was = from_json(former[number], Recommendation) if number in former else None
        same = was and recommendation_lines.words_of(was) == recommendation_lines.words_of(item)
        recommendation_lines.drop(operation.connection, number, words=not same)
        if not same:
            recommendation_lines.add_words(operation.connection, number, item)
        owner = _owner(operation, number, owners)
        recommendation_lines.add_line(operation.connection, number, item, owner, operation.number)
    for number, document in operation.former[_SETS].items():
        now = operation.latter[_SETS].get(number)
        if now and number in operation.touched[_SETS].values():
            owner = from_json(now, RecommendationSet)
            if from_json(document, RecommendationSet).quarters != owner.quarters:
                recommendation_lines.lines_of_set(operation.connection, owner, operation.number)


def _owner(
    operation: Operation, number: int, known: dict[str, RecommendationSet]
) -> RecommendationSet:
    """Give the set of the recommendation with a number, without what it holds."""
    connection = operation.connection
    (key,) = connection.execute(
        f'SELECT "set" FROM {_TABLE} WHERE number = ?', (number,)
    ).fetchone()
    if key not in known:
        row = connection.execute(f"SELECT document FROM {_SETS} WHERE id = ?", (key,)).fetchone()
        known[key] = from_json(row[0], RecommendationSet)
    return known[key]
