"""Compare: two to four records side by side, field by field, with what differs marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from evidence_library.errors import UserCanFix
from evidence_library.model import headline
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Outcome, Record
from evidence_library.model.vocabulary import About, Licence, SectionKind, Workflow, in_words
from evidence_library.services.opened import Library
from evidence_library.store import records
from evidence_library.text.citation import short_names
from evidence_library.text.plain_text import plain_text

#: How many records stand side by side.
FEWEST, MOST = 2, 4


class Verdict(Enum):
    """How the records compare in one field."""

    SAME = "the same"
    DIFFERS = "differs"
    NOT_ALL = "not stated by all"
    TOLD = "in their own words"
    NOTHING = "not stated"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a cell. `value` is a word of a list, such as an effect; empty for other texts.

    `only_here` marks what one record has beyond what they share.
    """

    text: str
    value: str = ""
    only_here: bool = False


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of all the records: a cell of lines for each, and how they compare."""

    name: str
    cells: tuple[tuple[Entry, ...], ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Compared:
    """A record that is compared. `standing` says how far it is, and why, unless it is published."""

    id: RecordId
    title: str
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Records side by side. `missing` are those asked for that the library no longer holds."""

    records: tuple[Compared, ...]
    rows: tuple[FieldRow, ...]
    missing: tuple[RecordId, ...] = ()

    @property
    def gone(self) -> int:
        """How many of those asked for the library no longer holds."""
        return len(self.missing)

    @property
    def differing(self) -> tuple[FieldRow, ...]:
        """The fields in which the records are not known to be the same."""
        alike = {Verdict.SAME, Verdict.NOTHING}
        return tuple(row for row in self.rows if row.verdict not in alike)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field and how it is read.

    Running text is `told`: that it differs says nothing. `alike` is the verdict where all agree.
    """

    name: str
    read: Callable[[Record], Iterator[Entry]]
    told: bool = False
    alike: Verdict = Verdict.SAME


def compare(library: Library, ids: Sequence[RecordId]) -> Comparison:
    """Put records side by side in the order named.

    Raises `UserCanFix` if fewer than two or more than four are named, or are still there.
    """
    wanted = tuple(dict.fromkeys(ids))
    _check(len(wanted))
    with library.connections.reading() as connection:
        read = [records.get(connection, one) for one in wanted]
    found = tuple(record for record in read if record is not None)
    _check(len(found))
    rows = tuple(_row(one, found) for one in _FIELDS)
    compared = tuple(_compared(record) for record in found)
    missing = tuple(key for key, one in zip(wanted, read, strict=True) if one is None)
    return Comparison(compared, rows, missing)


def _compared(record: Record) -> Compared:
    standing = "" if record.workflow is Workflow.PUBLISHED else headline.standing_told(record)
    return Compared(record.id, record.title or "Untitled", standing)


def _check(number: int) -> None:
    if not FEWEST <= number <= MOST:
        raise UserCanFix(f"Choose two to four records to compare; {number} can be compared now.")


def _row(field: _Field, found: Sequence[Record]) -> FieldRow:
    cells = tuple(tuple(field.read(record)) for record in found)
    verdict = _verdict(field, cells)
    if verdict in {Verdict.DIFFERS, Verdict.NOT_ALL} and not field.told:
        cells = _only_here_marked(cells)
    return FieldRow(field.name, cells, verdict)


def _verdict(field: _Field, cells: Sequence[tuple[Entry, ...]]) -> Verdict:
    stated = [cell for cell in cells if cell]
    if not stated:
        return Verdict.NOTHING
    if len(stated) < len(cells):
        return Verdict.NOT_ALL
    if len({frozenset(map(_known_by, cell)) for cell in cells}) == 1:
        return field.alike
    return Verdict.TOLD if field.told else Verdict.DIFFERS


def _only_here_marked(cells: tuple[tuple[Entry, ...], ...]) -> tuple[tuple[Entry, ...], ...]:
    """Mark what only one record has, where the records share something or one has more."""
    counted = Counter(key for cell in cells for key in set(map(_known_by, cell)))
    if all(number == 1 for number in counted.values()):
        return cells  # nothing is shared: to mark every line would tell nothing
    return tuple(
        tuple(
            Entry(entry.text, entry.value, only_here=counted[_known_by(entry)] == 1)
            for entry in cell
        )
        for cell in cells
    )


def _known_by(entry: Entry) -> str:
    return " ".join((entry.value or entry.text).casefold().split())


def _texts(*values: str) -> Iterator[Entry]:
    return (Entry(value) for value in values if value)


def _year(record: Record) -> Iterator[Entry]:
    return _texts(str(record.published.year) if record.published and record.published.year else "")


def _effect(record: Record) -> Iterator[Entry]:
    fact = headline.effect(record)
    if fact.value != headline.NOT_STATED:
        yield Entry(fact.label, fact.value)


def _outcomes(record: Record) -> Iterator[Entry]:
    """Tell the outcomes, those by which the source judges the whole first."""
    for item in sorted(record.outcomes, key=lambda outcome: not outcome.main):
        yield Entry(_outcome(item), item.direction.value)


def _outcome(item: Outcome) -> str:
    marks = [item.size, f"for {item.population}" if item.population else ""]
    if item.main:
        marks.append("main outcome")
    if item.about is About.PROBLEM:
        marks.append("measures a problem, not an intervention")
    told = "; ".join(mark for mark in marks if mark)
    return f"{item.outcome}: {item.direction.value}" + (f" ({told})" if told else "")


def _confidence(record: Record) -> Iterator[Entry]:
    fact = headline.how_we_know(record)
    yield Entry(fact.label, fact.value)


def _evidence(record: Record) -> Iterator[Entry]:
    kind = record.appraisal.evidence_kind
    return _texts(in_words(kind) if kind else "")


def _places(record: Record) -> Iterator[Entry]:
    for place in record.place:
        yield from _texts(", ".join(part for part in (place.area, place.country) if part))


def _cost(record: Record) -> Iterator[Entry]:
    appraisal = record.appraisal
    band = f"Cost band {appraisal.cost_band} of 5" if appraisal.cost_band else ""
    yield from _texts(band, appraisal.cost, appraisal.emmie.economics)
    yield from _section(record, SectionKind.COST)
    if record.case_study:
        yield from _texts(record.case_study.resources)


def _limits(record: Record) -> Iterator[Entry]:
    yield from _section(record, SectionKind.LIMITS)
    if record.case_study:
        yield from _texts(record.case_study.what_did_not_work)
    yield from _texts(record.appraisal.transferability)


def _section(record: Record, kind: SectionKind) -> Iterator[Entry]:
    for section in record.sections:
        if section.kind is kind:
            yield from _texts(plain_text(section.body))


def _licence(record: Record) -> Iterator[Entry]:
    if record.licence is not Licence.UNKNOWN:
        yield Entry(record.licence.value)


_FIELDS = (
    _Field("Kind", lambda record: _texts(in_words(record.kind))),
    _Field("Year", _year),
    _Field("Authors", lambda record: _texts(short_names(record.authors)), told=True),
    _Field("Finding", lambda record: _texts(record.finding), told=True),
    _Field("Effect", _effect),
    # Directions are compared: the same direction of different outcomes is not the same.
    _Field("Effect by outcome", _outcomes, alike=Verdict.TOLD),
    _Field("How sure", _confidence),
    _Field("Kind of evidence", _evidence),
    _Field("How we know", lambda record: _texts(record.appraisal.reasons), told=True),
    _Field("Place", _places),
    _Field("Setting", lambda record: _texts(*record.setting)),
    _Field("Population", lambda record: _texts(*record.population)),
    _Field("Approach", lambda record: _texts(*map(in_words, record.approach))),
    _Field("Cost", _cost, told=True),
    _Field("Limits", _limits, told=True),
    _Field("Licence", _licence),
)
