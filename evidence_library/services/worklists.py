"""Worklists: what there is to do in the library, each a search that anybody may ask as well.

Four are no searches: what one has worked on oneself, records under headings that were retired,
records that are superseded by nothing any more, and headings that hold next to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce

from evidence_library.errors import UserCanFix
from evidence_library.model.headline import standing_told
from evidence_library.model.holdings import ON_THE_WAY
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import HeadingStatus, Workflow, in_words
from evidence_library.services import edit_words, find
from evidence_library.services.find import Order, Request
from evidence_library.services.opened import Library
from evidence_library.services.progress import quiet
from evidence_library.store import bitsets, comments, history, records, successors
from evidence_library.store.connections import Connection
from evidence_library.store.facets import FacetSets

#: Headings with so many records or fewer are under-used.
FEW = 2

MINE, HEADINGS, RETIRED = "mine", "headings", "retired-headings"
NOWHERE = "leading-nowhere"


@dataclass(frozen=True, slots=True)
class Worklist:
    """A list of work: its key, its name, a sentence on it, and the search that finds it.

    Without a `query` it is found otherwise.
    """

    key: str
    title: str
    hint: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: a record, or a heading. `why` says in a few words why it is there."""

    id: str
    title: str
    kind: str
    why: str


WORKLISTS: tuple[Worklist, ...] = (
    Worklist(
        "screen",
        "To screen",
        "Suggested for the library: include them as drafts, or exclude them with a reason.",
        "workflow:suggested OR workflow:screening",
    ),
    Worklist(
        "check",
        "To check",
        "Waiting for a second person: publish them, or send them back with a reason.",
        'workflow:"in second check"',
    ),
    Worklist(MINE, "Mine", "What you worked on and what is not published yet."),
    Worklist(
        "review",
        "Review overdue",
        "Published, and not looked at for too long: confirm them as they are, or edit them.",
        '(review:overdue workflow:published) OR workflow:"due for review"',
    ),
    Worklist(
        "unarchived",
        "Link without archived copy",
        "The page behind a link may be gone one day, and no copy of it is named.",
        'has:"unarchived link"',
    ),
    Worklist(
        "licence",
        "Licence unknown",
        "Until the licence is known, nobody knows what may be handed on.",
        "licence:unknown",
    ),
    Worklist(
        "pointers",
        "Unresolved pointers",
        "They point into the source document, and nobody has said at what.",
        'has:"unresolved pointer"',
    ),
    Worklist(
        "unrated",
        "Not rated",
        "Nobody has said how sure we can be.",
        'confidence:"not rated"',
    ),
    Worklist(
        "flagged",
        "Imported with flags",
        "Read from a file with repairs or doubts, and not published yet.",
        'has:flags (workflow:suggested OR workflow:screening OR workflow:draft OR workflow:"in '
        'second check")',
    ),
    Worklist(
        "comments",
        "Open comments",
        "Somebody said something about them that nobody has dealt with yet.",
        'has:"open comment"',
    ),
    Worklist(
        RETIRED,
        "Under retired headings",
        "Their heading was retired and nothing took its place: give them another one.",
    ),
    Worklist(
        NOWHERE,
        "Superseded by nothing",
        "What took their place was deleted or taken back: name another record, or publish them.",
    ),
    Worklist(
        HEADINGS,
        "Headings under-used",
        f"Topic headings with no more than {FEW} records, those below them counted in.",
    ),
)

_BY_KEY: Mapping[str, Worklist] = {one.key: one for one in WORKLISTS}


def worklist(key: str) -> Worklist:
    """Give a worklist by its key. Raises `UserCanFix` if there is none."""
    if key not in _BY_KEY:
        raise UserCanFix(f"There is no worklist “{key}”; there are {', '.join(_BY_KEY)}.")
    return _BY_KEY[key]


def counts(library: Library, today: date | None = None) -> dict[str, int]:
    """Count what is on each worklist."""
    return {one.key: count(library, one.key, today) for one in WORKLISTS}


def count(library: Library, key: str, today: date | None = None) -> int:
    """Count what is on a worklist."""
    wanted = worklist(key)
    if key == MINE:
        return bitsets.count(_mine(library))
    if key == RETIRED:
        return bitsets.count(_under_retired(library.search.facets_now()))
    if key == NOWHERE:
        return len(_leading_nowhere(library))
    if key == HEADINGS:
        return len(list(_headings(library.search.facets_now())))
    asked = partial(find.count, library, _request(wanted), today=today)
    return find.undisturbed(asked, quiet).total


def left_out(library: Library, key: str, today: date | None = None) -> str:
    """Say how many records of a worklist are withdrawn or excluded and not on it; or nothing."""
    wanted = worklist(key)
    if not wanted.query:
        return ""
    search = partial(find.search, library, _request(wanted), today=today)
    return find.undisturbed(search, quiet).set_aside_told


def rows(
    library: Library, key: str, offset: int = 0, limit: int = 100, today: date | None = None
) -> tuple[Row, ...]:
    """Read some of what is on a worklist, by title; headings in the order of the scheme."""
    if key == HEADINGS:
        return tuple(_headings(library.search.facets_now()))[offset : offset + limit]
    ids = all_ids(library, key, today)[offset : offset + limit]
    with library.connections.reading() as connection:
        found = {record.id: record for record in records.by_ids(connection, ids)}
        # In the order of the list, as far as they are still there.
        listed = [found[one] for one in ids if one in found]
        remarks = {one.id: _open_comments(connection, one.id) for one in listed}
    return tuple(_row(key, record, remarks[record.id]) for record in listed)


def all_ids(library: Library, key: str, today: date | None = None) -> tuple[RecordId, ...]:
    """Give the ids of all records on a worklist, by title; of the list of headings, none."""
    wanted = worklist(key)
    if key == HEADINGS:
        return ()
    if key == MINE:
        return _by_title(library, _mine(library))
    if key == RETIRED:
        return _by_title(library, _under_retired(library.search.facets_now()))
    if key == NOWHERE:
        return _leading_nowhere(library)
    search = partial(find.search, library, _request(wanted), today=today)
    with library.connections.reading() as connection:
        bits = bitsets.from_numbers(find.undisturbed(search, quiet).numbers)
        return _titled(connection, bits)


def _request(wanted: Worklist) -> Request:
    return Request(wanted.query, order=Order.TITLE, synonyms=False, lenient=False)


def _mine(library: Library) -> int:
    """Give the records on the way to being published that the person of the library changed."""
    if not library.person.strip():
        return 0
    sets = library.search.facets_now()
    waiting = reduce(int.__or__, (sets.of("workflow", word) for word in ON_THE_WAY))
    with library.connections.reading() as connection:
        return waiting & history.changed_by(connection, library.person)


def _under_retired(sets: FacetSets) -> int:
    """Give the records at hand that have a retired heading; nothing stands below one."""
    retired = (key for key, one in sets.scheme.concepts.items() if one.retired)
    return sets.at_hand & reduce(int.__or__, (sets.of("topic", key) for key in retired), 0)


def _leading_nowhere(library: Library) -> tuple[RecordId, ...]:
    """Give the superseded records that nothing took the place of that is still there."""
    superseded = library.search.facets_now().of("workflow", Workflow.SUPERSEDED)
    with library.connections.reading() as connection:
        listed = _titled(connection, superseded)
        lost = successors.leading_nowhere(connection, listed)
    return tuple(one for one in listed if one in lost)


def _by_title(library: Library, bits: int) -> tuple[RecordId, ...]:
    with library.connections.reading() as connection:
        return _titled(connection, bits)


def _titled(connection: Connection, bits: int) -> tuple[RecordId, ...]:
    ids = records.ids_of(connection, bits)
    titles = records.titles(connection, ids)
    return tuple(sorted(ids, key=lambda one: (titles.get(one, "").casefold(), one)))


def _headings(sets: FacetSets) -> Iterator[Row]:
    at_hand = sets.at_hand
    for concept in sets.scheme.concepts.values():
        number = (sets.of("topic", concept.id) & at_hand).bit_count()
        if number <= FEW and not (concept.retired or concept.replaced_by):
            told = "No record" if not number else "1 record" if number == 1 else f"{number} records"
            proposed = concept.status is HeadingStatus.PROPOSED
            yield Row(
                concept.id, concept.label, "Proposed heading" if proposed else "Heading", told
            )


def _open_comments(connection: Connection, record: RecordId) -> int:
    return sum(one.is_open for one in comments.of_record(connection, record))


def _row(key: str, record: Record, remarks: int) -> Row:
    why = _WHY.get(key, standing_told)(record)
    if remarks:
        said = "1 open comment" if remarks == 1 else f"{remarks} open comments"
        why = said if key == "comments" else f"{why}; {said}"
    kind = in_words(record.kind) if record.kind else "Not stated"
    return Row(record.id, record.title or "Untitled", kind, why)


def _due(record: Record) -> str:
    if record.workflow is Workflow.DUE_FOR_REVIEW or record.review_due is None:
        return standing_told(record)
    return f"Was due {record.review_due.value}"


def _links(record: Record) -> str:
    bare = [link for link in record.links if not link.archived_copy]
    return "1 link" if len(bare) == 1 else f"{len(bare)} links"


def _pointers(record: Record) -> str:
    found = Counter(one.kind.value for one in record.pointers if not one.resolved)
    return ", ".join(f"{kind} ({number})" for kind, number in found.items())


def _flags(record: Record) -> str:
    more = len(record.flags) - 1
    first = record.flags[0].message if record.flags else ""
    return f"{first} And {more} more." if more > 0 else first


def _heading_flags(record: Record) -> str:
    told = [one.message for one in record.flags if one.code == edit_words.RETIRED]
    return " ".join(told) or standing_told(record)


def _holder(record: Record) -> str:
    holder = f"Ask {record.rights_holder}" if record.rights_holder else "No holder is named"
    return f"{holder} ({in_words(record.workflow).lower()})"


_WHY: Mapping[str, Callable[[Record], str]] = {
    "review": _due,
    "unarchived": _links,
    "pointers": _pointers,
    "flagged": _flags,
    "licence": _holder,
    RETIRED: _heading_flags,
}
