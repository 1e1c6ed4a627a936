"""A recommendation set as a tab-separated table; importing it gives the same recommendations.

A row that still says what its source said is written with its cells as they were found, so that
nothing of the source is lost; a row that was changed since is written anew. The table has
no place for links to records, and for later progress entries only where these are asked for in the
place of what the source reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from evidence_library.model.ids import RecommendationId
from evidence_library.model.recommendation import Body, Recommendation, RecommendationSet
from evidence_library.text.recommendations.row import CONTINUATION, write_row

_HEADER = ("", "Recommendation", "Lead Department", "Timetable", "Progress")
_THEME = "Theme"
_BREAKS = str.maketrans("\t\n\r", "   ")


def write(
    recommendations: RecommendationSet,
    progress: Mapping[RecommendationId, str] | None = None,
    *,
    plain: bool = False,
) -> str:
    """Write a set with the settings that keep its identity, a header and one row for each.

    A `plain` table has no settings: it has the very shape of its source. `progress` holds what the
    cell for progress says of a recommendation, where that is not what its source said.
    """
    themed = any(item.theme for item in recommendations.recommendations)
    header = (*_HEADER, _THEME) if themed else _HEADER
    rows = [
        line
        for item in recommendations.recommendations
        for line in _lines(item, (progress or {}).get(item.id), themed=themed)
    ]
    settings = () if plain else _settings(recommendations)
    return "\n".join([*settings, "\t".join(header), *rows]) + "\n"


def _settings(recommendations: RecommendationSet) -> Iterator[str]:
    yield f"# title: {_one_line(recommendations.title)}"
    yield f"# id: {recommendations.id}"
    if recommendations.source_record:
        yield f"# source-record: {recommendations.source_record}"
    if recommendations.as_at:
        yield f"# as-at: {_one_line(recommendations.as_at.raw or recommendations.as_at.value)}"
    yield f"# quarters: {recommendations.quarters.value}"
    for body in recommendations.bodies:
        yield f"# body: {_body(body)}"


def _body(body: Body) -> str:
    pieces = [body.name, body.full_name, "; ".join(body.successors)]
    while not pieces[-1]:
        pieces.pop()
    return " | ".join(_one_line(piece) for piece in pieces)


def _lines(recommendation: Recommendation, progress: str | None, *, themed: bool) -> Iterator[str]:
    row = write_row(recommendation)
    if progress is not None:
        row = replace(row, cells=(*row.cells[:3], progress))
    pieces = [cell.split(CONTINUATION) for cell in row.cells]
    first, *further = zip_longest(*pieces, fillvalue="")
    cells = [row.number, *first, *([row.theme] if themed else [])]
    yield "\t".join(_one_line(cell) for cell in cells)
    for below in further:
        yield "\t".join(["", *map(_one_line, below)])


def _one_line(cell: str) -> str:
    """Keep a cell from breaking the table."""
    return cell.translate(_BREAKS)
