"""Recommendations made to departments: who was to do what by when, and what was reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_library.model.counting import recommendations_and_parts
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import (
    NOT_IDENTIFIED,
    RecommendationId,
    RecordId,
    SetId,
    recommendation_id,
)
from evidence_library.model.problem import Flag
from evidence_library.model.vocabulary import (
    EvidenceRole,
    QuarterConvention,
    ResponseKind,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When something was promised for: a quarter, a date or a season.

    `raw` is the wording as found. Of a season, or whatever else means several months, `date` is
    the first month and `until` the last one.
    """

    year: int | None = None
    quarter: int | None = None
    date: PartialDate | None = None
    until: PartialDate | None = None
    raw: str = ""

    @property
    def value(self) -> str:
        """The deadline as "2004-Q2", a date as `YYYY[-MM[-DD]]`, months as "2004-03/2004-05".

        Empty if it was not understood.
        """
        if self.year is not None and self.quarter is not None:
            return f"{self.year:04d}-Q{self.quarter}"
        if self.date is not None:
            return f"{self.date.value}/{self.until.value}" if self.until else self.date.value
        return f"{self.year:04d}" if self.year is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEntry:
    """What was reported, in the source's words (`raw`), and what we understood of it.

    `part` is the marker of the part it speaks of, empty for the whole. `date` is when it was
    reported; an entry without one counts at every date. `source` is where, in words or as the id
    of a record; `by` who entered it.
    """

    raw: str
    status: Status = Status.UNKNOWN
    part: str = ""
    date: PartialDate | None = None
    note: str = ""
    revised: Deadline | None = None
    source: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A numbered part (i, ii, ...) of a recommendation. None: it takes the whole's.

    `revisions` are later deadlines; the original is never overwritten.
    """

    marker: str
    text: str
    deadline: Deadline | None = None
    revisions: tuple[Deadline, ...] = ()
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What was answered to a recommendation, when, and where that stands. `raw` are its words."""

    kind: ResponseKind
    date: PartialDate | None = None
    raw: str = ""
    source: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLink:
    """A record that bears on a recommendation, and as what.

    `part` is the marker of the part it bears on, empty for the whole; `added` is an ISO date.
    """

    record: RecordId
    role: EvidenceRole
    part: str = ""
    note: str = ""
    added: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One recommendation. `text` is the whole wording, of which stem, parts and closing are slices.

    `reported` is what the source reports for the whole; `cells` are the cells as they stood in the
    table, in the order recommendation, lead, timetable, progress, before any repair. `progress`
    and `responses` only grow; `notes` are one's own, as Markdown. `overlaps` are recommendations
    of other sets that ask for the same; each of them names this one, too.
    """

    id: RecommendationId = NOT_IDENTIFIED
    number: str
    text: str
    theme: str = ""
    stem: str = ""
    parts: tuple[Part, ...] = ()
    closing: str = ""
    leads: tuple[str, ...] = ()
    deadline: Deadline | None = None
    revisions: tuple[Deadline, ...] = ()
    reported: Status = Status.UNKNOWN
    status_raw: str = ""
    progress: tuple[ProgressEntry, ...] = ()
    cells: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    responses: tuple[Response, ...] = ()
    links: tuple[RecordLink, ...] = ()
    overlaps: tuple[RecommendationId, ...] = ()
    notes: str = ""

    @property
    def status(self) -> Status:
        """What the source reported, with "mixed" computed where the parts differ.

        What was reported later, or held at some date, is told by `model.clocks`.
        """
        statuses = {self.status_of(part) for part in self.parts}
        if len(statuses) > 1:
            return Status.MIXED
        return statuses.pop() if statuses else self._as_read("") or self.reported

    def status_of(self, part: Part) -> Status:
        """The status of a part: its own, or the whole's."""
        own = part.status or self._as_read(part.marker)
        return own or self._as_read("") or self.reported

    def _as_read(self, marker: str) -> Status | None:
        """What a table reported that says when; its entries stand first in the log."""
        first = self.progress[0].date if self.status_raw and self.progress else None
        if first is None:
            return None
        there = (one for one in self.progress if one.date == first and one.part == marker)
        return next((one.status for one in there), None)

    def deadline_of(self, part: Part) -> Deadline | None:
        """The deadline of a part: its own, or the whole's."""
        return part.deadline or self.deadline

    def inherited(self, part: Part) -> tuple[str, ...]:
        """Which of "deadline" and "status" a part takes from the whole."""
        names = []
        if part.deadline is None and self.deadline is not None:
            names.append("deadline")
        if part.status is None:
            names.append("status")
        return tuple(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A department or agency under the name it had, and the names of its successors."""

    name: str
    full_name: str = ""
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationSet:
    """The recommendations of one document, as reported at one date.

    `source_record` is the record that holds the set; one that somebody made may have none.
    """

    id: SetId
    title: str
    source_record: RecordId | None = None
    as_at: PartialDate | None = None
    quarters: QuarterConvention = QuarterConvention.UNSTATED
    recommendations: tuple[Recommendation, ...] = ()
    bodies: tuple[Body, ...] = ()
    flags: tuple[Flag, ...] = ()
    source_name: str = ""
    source_text: str = ""


def with_identities(item: RecommendationSet) -> RecommendationSet:
    """Give a set whose recommendations all have identities; those that have one keep it.

    They are made of the set's own and the numbers, so reading a table again gives the same ones.
    """
    if all(one.id for one in item.recommendations):
        return item
    seen: Counter[str] = Counter()
    known = []
    for one in item.recommendations:
        seen[one.number] += 1
        key = one.id or recommendation_id(item.id, one.number, seen[one.number])
        known.append(replace(one, id=key))
    return replace(item, recommendations=tuple(known))


def count_in_words(recommendations: Sequence[Recommendation]) -> str:
    """State the counting rule: "28 recommendations, 30 explicit parts"."""
    parts = sum(len(item.parts) for item in recommendations)
    return recommendations_and_parts(len(recommendations), parts)
