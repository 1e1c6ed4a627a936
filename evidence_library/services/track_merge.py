"""A later table of progress for a set that is there: which row speaks of what, and adding it.

Rows are matched by number and by wording. Nothing is added but what somebody confirmed, and
nothing is overwritten: each report becomes an entry behind those there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.recommendation import (
    Deadline,
    ProgressEntry,
    Recommendation,
    RecommendationSet,
)
from evidence_library.model.table_reading import Column
from evidence_library.model.vocabulary import in_words
from evidence_library.services import track_keeping, track_progress, track_rules
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.track import Held
from evidence_library.services.track_preview import Preview, PreviewRow
from evidence_library.text.recommendations.alike import (
    CHANGED,
    SAME,
    Wordings,
    places_by_number,
    plain_words,
)
from evidence_library.text.recommendations.cells import read_timetable
from evidence_library.text.recommendations.row import plain_cell, reports_in

#: If less than this part of the rows match, a table may be one for another set.
_OWN = 0.5

_STEP = 100
_EXCERPT = 160


class Found(StrEnum):
    """How sure it is what a row speaks of."""

    MATCHED = "matched"
    NUMBER_DIFFERS = "number differs"
    TEXT_DIFFERS = "text differs"
    DOUBTFUL = "doubtful"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A row of the later table and what it speaks of.

    `likeness` says how alike the wordings are, 0 to 100. `entries` are those that would be added;
    what the log holds already is left out. `why` says in a sentence how it was matched.
    """

    key: int
    number: str
    excerpt: str
    found: Found
    target: RecommendationId | None
    target_number: str
    target_excerpt: str
    likeness: int
    why: str
    entries: tuple[ProgressEntry, ...]

    @property
    def told(self) -> str:
        """What would be added, in words."""
        if self.target is None:
            return "Nothing"
        return "; ".join(map(_entry_told, self.entries)) or "Nothing: it is there already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """All rows of a later table, matched with a set.

    `confirmed` are the rows that need no second look, by their keys; none where the table may be
    one for another set. `warning` is a sentence about that, empty if all is well.
    """

    set_id: SetId
    title: str
    matches: tuple[Match, ...]
    confirmed: frozenset[int]
    warning: str
    reported: PartialDate | None

    @property
    def counted(self) -> str:
        """How many rows were found how, in words."""
        count = Counter(one.found for one in self.matches)
        told = [f"{count[found]:,} {found}" for found in Found if count[found]]
        return ", ".join(told) or "no rows"

    @property
    def nothing_new(self) -> str:
        """Why there is nothing to add, in a sentence; empty if there is something."""
        targets = [one for one in self.matches if one.target is not None]
        if any(one.entries for one in targets):
            return ""
        if not targets:
            return "There is nothing to add: no row speaks of a recommendation of this set."
        return "There is nothing to add: the set holds what these rows report already."


def match(
    library: Library,
    key: SetId,
    preview: Preview,
    reported: PartialDate | None = None,
    progress: Progress = quiet,
) -> Matching:
    """Match the rows of a later table with a set.

    `reported` is the date of the report; without it the as-at date of the table counts, if it has
    one. Raises `UserCanFix` if the set is gone or the table has no column of progress.
    """
    if Column.PROGRESS not in preview.table.columns.at:
        raise UserCanFix("No column of this table holds progress; say which column it is.")
    with library.connections.reading() as connection:
        owner = track_keeping.read_set(connection, key)
    date = reported or preview.as_at
    matches = tuple(_matches(owner, preview.kept, date, progress))
    sure = sum(one.found in {Found.MATCHED, Found.NUMBER_DIFFERS} for one in matches)
    near = sure + sum(one.found is Found.TEXT_DIFFERS for one in matches)
    warning = ""
    if near < len(matches) * _OWN or not matches:
        warning = (
            f"Only {near:,} of {len(matches):,} rows match; this may be a table for another set. "
            "Nothing is added but what you confirm."
        )
    confirmed = frozenset(
        one.key for one in matches if not warning and one.found is Found.MATCHED and one.entries
    )
    return Matching(
        set_id=key,
        title=owner.title,
        matches=matches,
        confirmed=confirmed,
        warning=warning,
        reported=date,
    )


def add(
    library: Library,
    matching: Matching,
    confirmed: Collection[int],
    source: str = "",
    progress: Progress = quiet,
) -> Changes:
    """Add the reports of confirmed rows to the log of what they speak of, in one operation.

    What the log has come to hold meanwhile is not added again. Raises `UserCanFix` if nothing is
    confirmed or the set is gone, and what `progress` raises; then nothing is changed.
    """
    wanted = [one for one in matching.matches if one.key in confirmed and one.target is not None]
    if not any(one.entries for one in wanted):
        matched = [one for one in matching.matches if one.found is Found.MATCHED]
        if matched and not any(one.entries for one in matched):
            raise UserCanFix("All that matches is in the log already; nothing was added.")
        raise UserCanFix("No row that reports anything new is confirmed; nothing was added.")
    told = track_rules.source_of(library, source)
    with library.change(f"Add progress to “{matching.title}”", progress=progress) as change:
        owner = track_keeping.read_set(change.operation.connection, matching.set_id)
        items = {item.id: item for item in owner.recommendations}
        for done, one in enumerate(wanted):
            if done % _STEP == 0:
                progress(done, len(wanted), "Adding progress")
            if one.target not in items:
                raise track_keeping.gone()
            for entry in one.entries:
                whole = replace(entry, source=told, by=library.person)
                items[one.target] = _grown(items[one.target], whole)
        grown = [
            Held(owner, items[one.id]) for one in owner.recommendations if _differs(one, items)
        ]
        track_keeping.write(change, grown)
    return track_keeping.told(change)


def _differs(item: Recommendation, items: Mapping[RecommendationId, Recommendation]) -> bool:
    return items[item.id] != item


def _grown(item: Recommendation, entry: ProgressEntry) -> Recommendation:
    return item if _holds(item, entry) else track_progress.with_entry(item, entry)


def _matches(
    owner: RecommendationSet,
    rows: Sequence[PreviewRow],
    reported: PartialDate | None,
    progress: Progress,
) -> Iterator[Match]:
    items = owner.recommendations
    wordings = Wordings.of(item.text for item in items)
    by_number = places_by_number([item.number for item in items])
    taken: set[int] = set()
    for done, row in enumerate(rows):
        if done % _STEP == 0:
            progress(done, len(rows), "Matching rows")
        near = _nearest(row, wordings, by_number)
        if near.found is Found.NUMBER_DIFFERS and items[near.at or 0].number == row.item.number:
            near = replace(near, found=Found.MATCHED, why="Number and wording match.")
        if near.at is not None and near.at in taken:
            near = replace(near, found=Found.DOUBTFUL, why="Another row speaks of it, too.")
        item = None if near.at is None else items[near.at]
        if near.at is not None:
            taken.add(near.at)
        yield Match(
            key=row.key,
            number=row.item.number,
            excerpt=_short(row.item.text or row.item.status_raw),
            found=near.found,
            target=item.id if item else None,
            target_number=item.number if item else "",
            target_excerpt=_short(item.text) if item else "",
            likeness=near.likeness,
            why=near.why,
            entries=tuple(_fresh(item, row, reported)) if item else (),
        )


@dataclass(frozen=True, slots=True)
class _Near:
    """Which wording a row is nearest to, and how sure that is."""

    at: int | None
    found: Found
    likeness: int
    why: str


def _nearest(row: PreviewRow, wordings: Wordings, by_number: dict[str, int]) -> _Near:
    """Tell which wording a row is nearest to, its number first, then its words."""
    plain = plain_words(row.item.text)
    numbered = _is_numbered(row)
    same_number = by_number.get(row.item.number) if numbered else None
    if not plain:
        return _by_number_alone(same_number)
    likeness = wordings.alike(plain, same_number) if same_number is not None else 0.0
    if same_number is not None and likeness >= SAME:
        return _Near(same_number, Found.MATCHED, int(likeness), "Number and wording match.")
    same = wordings.same(plain)
    if same is not None:
        return _by_wording(same, 100, numbered)
    if same_number is not None and likeness >= CHANGED:
        why = f"The number matches; {int(likeness)} % of the wording does."
        return _Near(same_number, Found.TEXT_DIFFERS, int(likeness), why)
    near = wordings.nearest(plain)
    if near is not None and near[1] >= SAME:
        return _by_wording(near[0], int(near[1]), numbered)
    return _doubtful(near, same_number)


def _by_number_alone(at: int | None) -> _Near:
    if at is None:
        return _Near(None, Found.NOT_FOUND, 0, "It has no wording, and no such number is there.")
    return _Near(at, Found.DOUBTFUL, 0, "Only the number says so; it has no wording.")


def _by_wording(at: int, likeness: int, numbered: bool) -> _Near:
    if numbered:
        why = "The wording matches; the number is another one."
        return _Near(at, Found.NUMBER_DIFFERS, likeness, why)
    return _Near(at, Found.MATCHED, likeness, "The wording matches; the row has no number.")


def _doubtful(near: tuple[int, float] | None, same_number: int | None) -> _Near:
    if near is not None:
        why = f"{int(near[1])} % of the wording matches; look whether it is the same."
        return _Near(near[0], Found.DOUBTFUL, int(near[1]), why)
    if same_number is not None:
        return _Near(
            same_number, Found.DOUBTFUL, 0, "The number is there, with quite another wording."
        )
    return _Near(None, Found.NOT_FOUND, 0, "Neither its number nor its wording is in the set.")


def _is_numbered(row: PreviewRow) -> bool:
    """Tell whether the table itself gave a row its number."""
    return bool(row.item.number) and all(flag.code != "row-numbered" for flag in row.notes)


def _fresh(
    item: Recommendation, row: PreviewRow, reported: PartialDate | None
) -> Iterator[ProgressEntry]:
    """Give what a row reports of a recommendation that its log does not hold yet."""
    numerals = [part.marker for part in item.parts]
    entries = [replace(one, date=reported) for one in reports_in(row.row.cells[3], numerals)]
    for entry in _with_new_deadlines(item, row, entries, reported):
        if not _holds(item, entry):
            yield entry


def _with_new_deadlines(
    item: Recommendation,
    row: PreviewRow,
    entries: Sequence[ProgressEntry],
    reported: PartialDate | None,
) -> Iterator[ProgressEntry]:
    """Name with each entry the deadline that the later table gives, if it is another one."""
    words, _removed = plain_cell(row.row.cells[2])
    if any(flag.code == "cells-exchanged" for flag in row.flags):
        words, _removed = plain_cell(row.row.cells[1])
    timetable = read_timetable(words, row.row.quarters)
    later = {"": timetable.whole, **timetable.parts}
    known = {"": (item.deadline, *item.revisions)}
    known |= {part.marker: (item.deadline_of(part), *part.revisions) for part in item.parts}
    new = {
        marker: deadline
        for marker, deadline in later.items()
        if deadline and marker in known and _is_new(deadline, known[marker])
    }
    if new.get("") and item.deadline is None and item.parts:
        del new[""]  # one date for all where each part has its own says nothing of any of them
    for entry in entries:
        deadline = new.pop(entry.part, None)
        yield replace(entry, revised=deadline) if deadline and not entry.revised else entry
    for marker, deadline in new.items():
        yield ProgressEntry(raw=deadline.raw, part=marker, date=reported, revised=deadline)


def _is_new(deadline: Deadline, known: Sequence[Deadline | None]) -> bool:
    return bool(deadline.value) and all(one is None or one.value != deadline.value for one in known)


def _holds(item: Recommendation, entry: ProgressEntry) -> bool:
    """Tell whether a log holds an entry already: the same words about the same, of the same day.

    One without a date says nothing new if the log holds it with one.
    """
    return any(_same(one, entry) for one in item.progress)


def _same(one: ProgressEntry, other: ProgressEntry) -> bool:
    return (
        one.part == other.part
        and one.status is other.status
        and plain_words(one.raw) == plain_words(other.raw)
        and (other.date is None or (one.date.value if one.date else "") == other.date.value)
        and (other.revised is None or _value(one.revised) == other.revised.value)
    )


def _value(deadline: Deadline | None) -> str:
    return deadline.value if deadline else ""


def _entry_told(entry: ProgressEntry) -> str:
    of = f"part {entry.part}: " if entry.part else ""
    revised = f", now due {entry.revised.raw or entry.revised.value}" if entry.revised else ""
    return f"{of}{in_words(entry.status)}{revised}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1].rstrip()}…"
