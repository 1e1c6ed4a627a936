"""What may stand behind a field of recommendations: fixed words, and names the library holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.tracked import Line
from evidence_library.query import tracked
from evidence_library.services.opened import Library
from evidence_library.text.analysis import exact_terms


def values(library: Library, field: str, typed: str) -> Iterator[str]:
    """Give the values in whose words each typed word begins one; names by how often they occur."""
    wanted = exact_terms(typed)
    for value in (*tracked.WORDS.get(field, ()), *_names(library, field)):
        words = exact_terms(value)
        if all(any(word.startswith(one) for word in words) for one in wanted):
            yield value


def _names(library: Library, field: str) -> list[str]:
    if field not in {"lead", "theme", "set", "deadline"}:
        return []
    with library.connections.reading() as connection:
        shown = library.search.tracked(connection)
    names = Counter(
        name
        for line in shown.lines.values()
        for name in _named(field, line, shown.sets[line.set_id])
    )
    if field == "deadline":
        return sorted(names)
    return [name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))]


def _named(field: str, line: Line, owner: RecommendationSet) -> tuple[str, ...]:
    if field == "lead":
        return line.leads
    if field == "deadline":
        quarter = tracked.quarter(line.due)
        return (f"{quarter[0]}-Q{quarter[1]}",) if quarter else ()
    return tuple(filter(None, (line.theme if field == "theme" else owner.title,)))
