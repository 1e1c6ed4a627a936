"""The topic headings of a library, how many records stand under each, and changes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId, RecordId
from evidence_library.model.record import Record
from evidence_library.services import editing
from evidence_library.services.heading_draft import Draft
from evidence_library.services.heading_edits import Edit
from evidence_library.services.opened import Change, Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import concepts, heading_changes, records
from evidence_library.store.concepts import all_labels
from evidence_library.store.connections import Connection


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, the notation of the broader one, and its records (those of narrower ones too).

    What searches leave out is not counted, so that a search for the heading finds as many.
    `former` are the headings it replaced.
    """

    concept: Concept
    broader_notation: str
    count: int
    depth: int = 0
    former: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """A heading with what is around it: the path down to it, related ones, those it replaced."""

    heading: Heading
    path: tuple[str, ...]
    narrower: tuple[Concept, ...]
    related: tuple[Concept, ...]
    former: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: to which headings, and to which records.

    `records` are found otherwise afterwards, or get other headings: ids and titles. `rewritten` of
    them are changed themselves. `notes` are sentences worth knowing before.
    """

    name: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    records: tuple[tuple[RecordId, str], ...]
    rewritten: int
    notes: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether it would change anything."""
        return bool(self.added or self.changed or self.rewritten)


def headings(library: Library) -> tuple[Heading, ...]:
    """List all headings in use, in the order of the scheme."""
    sets = library.search.facets_now()
    listed = []
    for concept in sets.scheme.concepts.values():
        above = list(sets.scheme.upward(concept.id))[1:]
        count = (sets.of("topic", concept.id) & sets.at_hand).bit_count()
        notation = above[0].notation if above else ""
        former = sets.scheme.former.get(concept.id, ())
        listed.append(Heading(concept, notation, count, len(above), former))
    return tuple(listed)


def out_of_use(library: Library) -> tuple[tuple[Concept, Concept | None], ...]:
    """List the headings that were replaced, by label, each with the one in its place."""
    scheme = library.search.facets_now().scheme
    found = sorted(scheme.replaced.values(), key=lambda one: one.label.casefold())
    return tuple((one, scheme.meant(one.id)) for one in found)


def named(library: Library, typed: str) -> ConceptId:
    """Find a heading by its label, notation, another label or identity.

    What names one that was replaced means the one in its place. Raises `UserCanFix` if there is no
    such heading.
    """
    return Draft(library.search.facets_now().scheme, date.today()).find(typed).id


def holds(concept: Concept, text: str, former: Sequence[Concept] = ()) -> bool:
    """Tell whether a text stands in a label or begins the notation, whatever its capitals.

    The names of `former` headings, which it replaced, count as well.
    """
    wanted = " ".join(text.split()).casefold()
    return any(
        one.notation.casefold().startswith(wanted)
        or any(wanted in label.casefold() for label in all_labels(one))
        for one in (concept, *former)
    )


def details(library: Library, key: str) -> Details | None:
    """Give a heading with what is around it; None if it is not there."""
    scheme = library.search.facets_now().scheme
    found = scheme.meant(key)
    if found is None:
        return None
    heading = next(one for one in headings(library) if one.concept.id == found.id)
    path = tuple(one.label for one in reversed(list(scheme.upward(found.id))))
    related = [scheme.meant(one) for one in found.related]
    return Details(
        heading,
        path,
        tuple(one for one in scheme.concepts.values() if one.broader == found.id),
        tuple(one for one in related if one is not None),
        scheme.former.get(found.id, ()),
    )


def records_under(library: Library, key: ConceptId) -> tuple[tuple[RecordId, str], ...]:
    """List the records under a heading or its narrower ones: ids and titles, by title."""
    with library.connections.reading() as connection:
        numbers = heading_changes.under(connection, [key])
        return tuple(heading_changes.titled(connection, numbers))


def records_directly_under(library: Library, key: ConceptId) -> tuple[tuple[RecordId, str], ...]:
    """List the records that have this very heading: ids and titles, by title."""
    with library.connections.reading() as connection:
        scheme = concepts.load(connection)
        numbers = heading_changes.under(connection, [key])
        own = [
            number
            for number, record in zip(numbers, records.by_numbers(connection, numbers), strict=True)
            if any(_is(scheme.meant(one.concept), key) for one in record.topics)
        ]
        return tuple(heading_changes.titled(connection, own))


def preview(library: Library, edit: Edit, *, today: date | None = None) -> Preview:
    """Say what a change would do; nothing is changed. Raises `UserCanFix` if it cannot be made."""
    with library.connections.reading() as connection:
        draft = _draft(connection, library, today)
        name = edit.act(draft)
        _refuse_strangers(connection, draft)
        otherwise = heading_changes.found_otherwise(connection, draft.before, draft.now)
        moved = _concerned(connection, draft)
        numbers = sorted({*otherwise, *moved})
        titled = tuple(heading_changes.titled(connection, numbers))
        rewritten = sum(
            draft.rewritten(record) != record for record in records.by_numbers(connection, moved)
        )
    added = tuple(one.label for one in draft.changed if one.id in draft.added)
    changed = tuple(one.label for one in draft.changed if one.id not in draft.added)
    return Preview(name, added, changed, titled, rewritten, tuple(draft.notes))


def commit(
    library: Library, edit: Edit, *, today: date | None = None, progress: Progress = quiet
) -> Changes:
    """Make a change as one operation.

    Raises `UserCanFix` if it cannot be made, `Cancelled` where `progress` does; then nothing is
    changed.
    """
    with library.connections.reading() as connection:
        draft = _draft(connection, library, today)
        name = edit.act(draft)
        _refuse_strangers(connection, draft)
    with library.change(name, progress=progress) as change:
        connection = change.operation.connection
        draft = _draft(connection, library, today)
        edit.act(draft)
        write(change, draft, progress)
    return change.operation.changes()


def write(change: Change, draft: Draft, progress: Progress = quiet) -> None:
    """Write the headings of a draft and what becomes of the records, as part of an operation."""
    connection = change.operation.connection
    numbers = _concerned(connection, draft)
    concepts.put(change.operation, draft.changed)
    ids = [key for key, _title in heading_changes.titled(connection, numbers)]

    def rewritten(record: Record, _headings: editing.Headings) -> Record:
        return draft.rewritten(record)

    # The records say what they said, under headings that are called otherwise.
    editing.change_each(change, ids, rewritten, progress, keep_standing=True)


def _draft(connection: Connection, library: Library, today: date | None) -> Draft:
    return Draft(concepts.load(connection), today or date.today(), library.person)


def _concerned(connection: Connection, draft: Draft) -> Sequence[int]:
    """Give the numbers of the records that may get other headings or flags."""
    keys = {*draft.moves, *draft.flagged, *draft.cleared}
    return heading_changes.under(connection, keys) if keys else ()


def _refuse_strangers(connection: Connection, draft: Draft) -> None:
    """Raise `UserCanFix` if a choice was made for a record that does not have the very heading."""
    for heading, move in draft.moves.items():
        for record in records.by_ids(connection, move.chosen):
            if not any(_is(draft.before.meant(one.concept), heading) for one in record.topics):
                label = draft.before.concepts[heading].label
                raise UserCanFix(
                    f"“{record.title}” does not stand directly under “{label}”, so there is "
                    "nothing to choose for it."
                )


def _is(concept: Concept | None, key: ConceptId) -> bool:
    return concept is not None and concept.id == key
