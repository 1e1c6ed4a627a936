"""A search that was kept under a name: what was asked for, not what was found."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_library.model.ids import SearchId

#: The form of `SavedSearch` that this program writes. A search with a higher number is kept as it
#: is and never run: half an understanding of it would find something else under its name.
FORMAT = 1

#: Values chosen in each facet, in a fixed order, so that the same search is the same document.
Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """What was asked for: words, filters, order, and how strictly the words are taken.

    `synonyms` and `lenient` are what they are in a search: other words count too, and so do most of
    the words where few records hold all. With `typing`, the last word may be a beginning.

    `labels` keep what people read for a value that is an identity (`labels[facet][value]`), so that
    a heading can still be named after it was deleted. `format` is the form of the document.
    """

    text: str = ""
    filters: Values = field(default_factory=dict)
    excluded: Values = field(default_factory=dict)
    order: str = "relevance"
    synonyms: bool = True
    lenient: bool = True
    typing: bool = False
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    format: int = FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A saved search as the library holds it. `search` is None if this program cannot read it.

    It is then from a newer program, or `damaged`.
    """

    id: SearchId
    name: str
    search: SavedSearch | None
    damaged: bool = False


def _starter(name: str, text: str) -> Kept:
    # The same identity in every library: to offer the five again never makes ten of them.
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"evidence-library:saved-search:{name}")
    return Kept(id=SearchId(str(key)), name=name, search=SavedSearch(text=text))


#: What a new library starts with.
STARTERS: tuple[Kept, ...] = (
    _starter("What did not work", 'effect:worse OR effect:"no difference"'),
    _starter("Scotland", "place:Scotland"),
    _starter("Over ten years old", "year:<10-years-ago"),
    _starter("Randomised trials", 'evidence:"randomised trial"'),
    _starter("Not rated", 'confidence:"not rated"'),
)
