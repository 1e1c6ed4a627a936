"""Derives again what an operation changed of recommendations: lines, links and words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.store import recommendation_lines
from evidence_library.store.operations import GONE, Operation
from evidence_library.text.plain_data import from_json

_SETS, _TABLE = "recommendation_sets", "recommendations"

#: What is being done while the words and lines of many are derived.
_WHAT = "Indexing recommendations"


def refresh(operation: Operation, progress: Callable[[int, int, str], None]) -> None:
    """Derive what changed again; of an unchanged wording the words stay in the index.

    `progress` hears of more than a few, and may raise to give the whole operation up.
    """
    connection = operation.connection
    touched = sorted(number for number in operation.touched[_TABLE].values() if number != GONE)
    recommendation_lines.drop(connection, sorted(operation.stale[_TABLE].difference(touched)))
    owners: dict[str, RecommendationSet] = {}
    done = 0
    for numbers in recommendation_lines.chunks(touched):
        if len(touched) > recommendation_lines.STEP:
            progress(done, len(touched), _WHAT)
        _derive(operation, numbers, owners)
        done += len(numbers)
    for number, document in operation.former[_SETS].items():
        now = operation.latter[_SETS].get(number)
        if now and number in operation.touched[_SETS].values():
            owner = from_json(now, RecommendationSet)
            if from_json(document, RecommendationSet).quarters != owner.quarters:
                recommendation_lines.lines_of_set(connection, owner, operation.number)


def _derive(
    operation: Operation, numbers: Sequence[int], owners: dict[str, RecommendationSet]
) -> None:
    """Derive what changed of some recommendations, in the order of their numbers."""
    connection, latter = operation.connection, operation.latter[_TABLE]
    items = {number: from_json(latter[number], Recommendation) for number in numbers}
    held = operation.stale[_TABLE].intersection(numbers)
    reworded = [number for number in numbers if not _same_words(operation, number, items[number])]
    again = held.intersection(reworded)
    recommendation_lines.drop(connection, sorted(held - again), words=False)
    recommendation_lines.drop(connection, sorted(again))
    recommendation_lines.add_words(connection, ((number, items[number]) for number in reworded))
    of_sets = _sets_of(operation, numbers, owners)
    recommendation_lines.add_lines(
        connection,
        [(number, items[number], of_sets[number]) for number in numbers],
        operation.number,
    )


def _same_words(operation: Operation, number: int, item: Recommendation) -> bool:
    former = operation.former[_TABLE].get(number)
    if former is None:
        return False
    words = recommendation_lines.words_of
    return words(from_json(former, Recommendation)) == words(item)


def _sets_of(
    operation: Operation, numbers: Sequence[int], known: dict[str, RecommendationSet]
) -> dict[int, RecommendationSet]:
    """Give the sets of the recommendations with some numbers, without what they hold."""
    connection = operation.connection
    rows = connection.execute(
        f'SELECT number, "set" FROM {_TABLE} WHERE number IN (SELECT value FROM json_each(?))',
        (json.dumps(list(numbers)),),
    ).fetchall()
    for key in {owner for _, owner in rows} - known.keys():
        row = connection.execute(f"SELECT document FROM {_SETS} WHERE id = ?", (key,)).fetchone()
        known[key] = from_json(row[0], RecommendationSet)
    return {number: known[owner] for number, owner in rows}
