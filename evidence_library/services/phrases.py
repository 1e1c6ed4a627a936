"""The phrases that ask for an effect, as they ship with the program."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from evidence_library import assets
from evidence_library.importers import phrases
from evidence_library.query.outcomes import Asked, Phrasing, asked
from evidence_library.query.tree import Query


@cache
def shipped() -> tuple[Phrasing, ...]:
    """Give the phrases, read once."""
    return phrases.read(assets.resource("questions", "phrases.csv").read_text(encoding="utf-8"))


def asked_by(query: Query, text: str, *, values: bool = True) -> Asked | None:
    """Find a phrase in a query typed as `text`; without `values` it only asks."""
    found = asked(query, text, shipped())
    return found if found is None or values else replace(found, values=())
