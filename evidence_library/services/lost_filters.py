"""Filters that hold no longer: topic headings that were deleted, facets nobody knows.

A search that was saved, or is open in a window, may name them. It then finds less than one thinks,
so every answer to it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence_library.query.parsing import NONE_WORDS
from evidence_library.services import tag_searches
from evidence_library.services.find import FACETS
from evidence_library.services.opened import Library
from evidence_library.store import saved_searches, tags
from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import NONE, UNKNOWN_HEADING

#: What is chosen in each facet, and what people read for it.
Chosen = Mapping[str, frozenset[str]]
Labels = Mapping[str, Mapping[str, str]]


def sentences(
    library: Library, filters: Chosen, excluded: Chosen, labels: Labels | None = None
) -> tuple[str, ...]:
    """Say in sentences which filters hold no longer; `labels` are those that were kept of them."""
    sets = library.search.facets_now()
    lost = _deleted(sets, filters, excluded)
    kept = (labels or {}).get("topic", {}) if lost else {}
    named = {**kept_labels(library), **kept} if lost else {}
    return (
        *(f"The topic heading “{named.get(one, one)}” was deleted." for one in lost),
        *_unknown_facets(filters, excluded),
    )


def lost_tags(library: Library, filters: Chosen, excluded: Chosen, text: str) -> tuple[str, ...]:
    """Say in sentences which tags among the filters and words of a search no record carries."""
    chosen = filters.get("tag", frozenset()) | excluded.get("tag", frozenset())
    wanted = [*sorted(chosen - {NONE}), *tag_searches.named(text)]
    if not wanted:
        return ()
    with library.connections.reading() as connection:
        known = {name.casefold() for name in tags.in_use(connection)}
    lost = dict.fromkeys(tag for tag in wanted if not _is_tag(tag, known))
    return tuple(f"No record carries the tag “{tag}” any more." for tag in lost)


def _is_tag(typed: str, known: set[str]) -> bool:
    """Tell whether a tag is in use, by its name or by words of it, as one may type them."""
    wanted = " ".join(typed.split()).casefold()
    return wanted in NONE_WORDS or any(wanted in name for name in known)


def kept_labels(library: Library) -> dict[str, str]:
    """Give the labels of topic headings that saved searches keep, also of those deleted since."""
    with library.connections.reading() as connection:
        kept = saved_searches.load(connection)
    searches = (one.search for one in kept if one.search is not None)
    return {
        key: label for search in searches for key, label in search.labels.get("topic", {}).items()
    }


def is_deleted(sets: FacetSets, value: str) -> bool:
    """Tell whether a value of the facet "topic" is a heading that is no longer in the scheme."""
    named_otherwise = value == NONE or value.startswith(UNKNOWN_HEADING)
    return not named_otherwise and sets.scheme.meant(value) is None


def _deleted(sets: FacetSets, filters: Chosen, excluded: Chosen) -> list[str]:
    chosen = filters.get("topic", frozenset()) | excluded.get("topic", frozenset())
    return sorted(value for value in chosen if is_deleted(sets, value))


def _unknown_facets(filters: Chosen, excluded: Chosen) -> Iterator[str]:
    unknown = "which is no filter of this program"
    for facet in sorted(filters.keys() - set(FACETS)):
        yield f"The search keeps to a “{facet}”, {unknown}; so it finds nothing."
    for facet in sorted(excluded.keys() - set(FACETS)):
        yield f"The search leaves out a “{facet}”, {unknown}; so it leaves out nothing."
