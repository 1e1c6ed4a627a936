"""Saved searches: keep what one asks for under a name, and ask for it again.

Every change is an operation of the library, so it can be undone like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import ConceptId, SearchId, new_search_id
from evidence_library.model.saved_search import STARTERS, Kept, SavedSearch, Values
from evidence_library.services import find, lost_filters
from evidence_library.services.find import Order, Request
from evidence_library.services.finished import finished
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import saved_searches as store
from evidence_library.store.operations import Operation

#: What is said of a saved search whose document comes from a newer version of this program.
NOT_UNDERSTOOD = "Not understood: it was saved by a newer version of this program."

#: What is said of one whose document is no document of any version.
DAMAGED = "Damaged: what it asked for cannot be read any more. It is kept as it is."

#: Letters of a name; the list shows it in one or two lines.
LONGEST_NAME = 80

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search with what it finds now. `count` is None if it is not understood.

    `notes` say in sentences what of it no longer holds, such as a heading that was deleted.
    """

    kept: Kept
    count: int | None
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> SearchId:
        """The identity it keeps when it is renamed."""
        return self.kept.id

    @property
    def name(self) -> str:
        """What people call it."""
        return self.kept.name

    @property
    def request(self) -> Request | None:
        """What it asks for; None if it is not understood."""
        return None if self.kept.search is None else request_of(self.kept.search)


def listed(
    library: Library, *, today: date | None = None, progress: Progress = quiet
) -> tuple[Saved, ...]:
    """List the saved searches with their counts, in the order they were made.

    `today` is what relative years are reckoned from. Raises `Cancelled` where `progress` does.
    """
    with library.connections.reading() as connection:
        kept = store.load(connection)
    found = []
    for done, one in enumerate(kept):
        progress(done, len(kept), "Counting saved searches")
        found.append(_counted(library, one, today, progress))
    return tuple(found)


def named(library: Library, name: str) -> Kept:
    """Find a saved search by its name, in whatever capitals. Raises `UserCanFix` if none has it."""
    with library.connections.reading() as connection:
        found = _of_name(store.load(connection), name)
    if found is None:
        raise UserCanFix(f"There is no saved search “{name}”.")
    return found


def told(library: Library, kept: Kept) -> tuple[str, ...]:
    """Say in sentences what of a saved search no longer holds."""
    if kept.search is None:
        return (_why_not(kept),)
    request = request_of(kept.search)
    filters, excluded = request.filters, request.excluded
    return (
        *lost_filters.sentences(library, filters, excluded, kept.search.labels),
        *lost_filters.lost_tags(library, filters, excluded, request.text),
    )


def deleted_headings(library: Library, request: Request) -> frozenset[str]:
    """Give the topic headings among the filters of a request that are no longer in the scheme."""
    sets = library.search.facets_now()
    chosen = request.filters.get("topic", frozenset()) | request.excluded.get("topic", frozenset())
    return frozenset(value for value in chosen if lost_filters.is_deleted(sets, value))


def understood(kept: Kept) -> SavedSearch:
    """Give what a saved search asks for. Raises `UserCanFix` if this program cannot read it."""
    if kept.search is None:
        raise UserCanFix(f"“{kept.name}” cannot be run. {_why_not(kept)}")
    return kept.search


def request_of(search: SavedSearch) -> Request:
    """Make of a saved search what `find.search` takes."""
    return Request(
        search.text,
        filters=_sets(search.filters),
        excluded=_sets(search.excluded),
        order=_order(search.order),
        synonyms=search.synonyms,
        lenient=search.lenient,
        typing=search.typing,
    )


def search_of(request: Request, labels: Labels | None = None) -> SavedSearch:
    """Make a search to be saved of a request; `labels` are what people read for its values."""
    chosen = {
        facet: values | request.excluded.get(facet, frozenset())
        for facet, values in {**request.excluded, **request.filters}.items()
    }
    kept = {
        facet: {value: names[value] for value in sorted(chosen[facet]) if value in names}
        for facet, names in sorted((labels or {}).items())
        if facet in chosen
    }
    return SavedSearch(
        text=_storable(request.text).strip(),
        filters=_tuples(request.filters),
        excluded=_tuples(request.excluded),
        order=request.order.value,
        synonyms=request.synonyms,
        lenient=request.lenient,
        typing=request.typing,
        labels={facet: names for facet, names in kept.items() if names},
    )


def heading_labels(library: Library, request: Request) -> Labels:
    """Give the labels of the headings a request names by their identity."""
    scheme = library.search.facets_now().scheme
    chosen = request.filters.get("topic", frozenset()) | request.excluded.get("topic", frozenset())
    keys = (ConceptId(value) for value in chosen)
    return {"topic": {key: scheme.concepts[key].label for key in keys if key in scheme.concepts}}


def save(
    library: Library, name: str, request: Request, *, replace_it: bool = False
) -> tuple[SearchId, Changes]:
    """Save what is asked for under a name; what is still being typed so that it finds the same.

    Raises `UserCanFix` if nothing is asked for, if the name is empty, or if a saved search has it
    already and may not be replaced.
    """
    whole = find.undisturbed(lambda: finished(library, request), quiet)
    search = search_of(whole, heading_labels(library, request))
    if not (search.text or search.filters or search.excluded):
        raise UserCanFix("There is nothing to save: type words or choose a filter first.")
    wanted = _checked_name(name)
    with library.change(f"Save the search “{wanted}”") as change:
        known = _of_name(store.load(change.operation.connection), wanted)
        if known and not replace_it:
            raise UserCanFix(f"There is a saved search “{known.name}” already.")
        if known:
            understood(known)  # one that cannot be read is not written over
        key = known.id if known else new_search_id()
        store.put(change.operation, Kept(id=key, name=wanted, search=search))
    return key, change.operation.changes()


def save_over(library: Library, key: SearchId, request: Request) -> Changes:
    """Let a saved search ask for something else; it keeps its name."""
    kept = _with_id(library, key)
    return save(library, kept.name, request, replace_it=True)[1]


def rename(library: Library, key: SearchId, name: str) -> Changes:
    """Give a saved search another name; what it asks for stays as it is.

    Raises `UserCanFix` if it is gone, if the name is empty, or if another one has it.
    """
    wanted = _checked_name(name)
    kept = _with_id(library, key)
    with library.change(f"Rename the search “{kept.name}”") as change:
        other = _of_name(store.load(change.operation.connection), wanted)
        if other and other.id != key:
            raise UserCanFix(f"There is a saved search “{other.name}” already.")
        store.put(change.operation, replace(kept, name=wanted))
    return change.operation.changes()


def delete(library: Library, key: SearchId) -> Changes:
    """Take a saved search away. Raises `UserCanFix` if it is gone already."""
    kept = _with_id(library, key)
    with library.change(f"Delete the search “{kept.name}”") as change:
        store.remove(change.operation, key)
    return change.operation.changes()


def add_starters(library: Library) -> Changes:
    """Add those of the five searches to start from that are not there.

    Raises `UserCanFix` if all are.
    """
    with library.change("Add searches to start from") as change:
        if not put_starters(change.operation):
            raise UserCanFix("The searches to start from are all there.")
    return change.operation.changes()


def put_starters(operation: Operation) -> int:
    """Write the missing searches to start from, as part of an operation; tell how many."""
    there = store.load(operation.connection)
    missing = [
        one
        for one in STARTERS
        if one.id not in {kept.id for kept in there} and _of_name(there, one.name) is None
    ]
    for one in missing:
        store.put(operation, one)
    return len(missing)


def _counted(library: Library, kept: Kept, today: date | None, progress: Progress) -> Saved:
    if kept.search is None:
        return Saved(kept, None, told(library, kept))
    request = request_of(kept.search)
    counted = find.undisturbed(lambda: find.count(library, request, today=today), progress)
    return Saved(kept, counted.total, (*told(library, kept), *counted.unknown_headings))


def _why_not(kept: Kept) -> str:
    return DAMAGED if kept.damaged else NOT_UNDERSTOOD


def _with_id(library: Library, key: SearchId) -> Kept:
    with library.connections.reading() as connection:
        found = next((one for one in store.load(connection) if one.id == key), None)
    if found is None:
        raise UserCanFix("This saved search is no longer in the library.")
    return found


def _of_name(kept: list[Kept], name: str) -> Kept | None:
    wanted = _key(name)
    return next((one for one in kept if _key(one.name) == wanted), None)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _checked_name(name: str) -> str:
    """Give a name in one line. Raises `UserCanFix` if nothing is left or it is too long."""
    wanted = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not wanted:
        raise UserCanFix("A saved search needs a name.")
    if len(wanted) > LONGEST_NAME:
        raise UserCanFix(f"A name has at most {LONGEST_NAME} letters.")
    return wanted


def _storable(text: str) -> str:
    """Put a question mark where half a character was pasted, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _order(name: str) -> Order:
    return Order(name) if name in set(Order) else Order.RELEVANCE


def _sets(values: Values) -> dict[str, frozenset[str]]:
    return {facet: frozenset(chosen) for facet, chosen in values.items() if chosen}


def _tuples(values: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    return {facet: tuple(sorted(values[facet])) for facet in sorted(values) if values[facet]}
