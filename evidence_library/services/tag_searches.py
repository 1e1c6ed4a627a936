"""Saved searches that name tags: they follow a tag that is called otherwise, or say it is gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from evidence_library.model.saved_search import SavedSearch, Values
from evidence_library.store import saved_searches
from evidence_library.store.operations import Operation

#: A tag in the words of a search: tag:night, or tag:"to read".
_NAMED = re.compile(r"(?<![\w:\"])(tag:)(?:\"([^\"]*)\"|([^\s()\"]+))", re.IGNORECASE)


def follow(operation: Operation, tags: Collection[str], wanted: str) -> None:
    """Let saved searches for some tags ask for the one in their place, as part of an operation."""
    for kept in saved_searches.load(operation.connection):
        if kept.search is None:
            continue
        new = _followed(kept.search, {tag.casefold() for tag in tags}, wanted)
        if new != kept.search:
            saved_searches.put(operation, replace(kept, search=new))


def named(text: str) -> Iterator[str]:
    """Give the tags that the words of a search name; not those with open places."""
    for found in _NAMED.finditer(text):
        tag = found[2] if found[2] is not None else found[3]
        if not set(tag) & set("*?~"):
            yield tag


def _followed(search: SavedSearch, old: Collection[str], wanted: str) -> SavedSearch:
    def renamed(found: re.Match[str]) -> str:
        tag = found[2] if found[2] is not None else found[3]
        return f'{found[1]}"{wanted}"' if tag.casefold() in old else found[0]

    return replace(
        search,
        text=_NAMED.sub(renamed, search.text),
        filters=_values(search.filters, old, wanted),
        excluded=_values(search.excluded, old, wanted),
    )


def _values(values: Values, old: Collection[str], wanted: str) -> Values:
    chosen = values.get("tag", ())
    if not any(tag.casefold() in old for tag in chosen):
        return values
    new = {wanted if tag.casefold() in old else tag for tag in chosen}
    return {**values, "tag": tuple(sorted(new))}
