"""What linked records show of recommendations as at a day: the third clock.

It is never mixed with what was officially reported or with what the schedule says. A record that
was published after the day does not exist; one without a date of publication counts at every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from evidence_library.model import headline
from evidence_library.model.clocks import reported_on
from evidence_library.model.ids import RecommendationId, RecordId
from evidence_library.model.recommendation import Recommendation, RecordLink
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import ROLE_WORDS, Confidence, EvidenceRole
from evidence_library.services.live_records import live_records
from evidence_library.services.opened import Library

#: What is said where no record is linked, or none that existed at the day.
NONE = "No evidence linked"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A linked record: as what, to which part (empty for the whole), and what it shows in words."""

    record: RecordId
    title: str
    role: EvidenceRole
    part: str
    note: str
    shows: str


def evidence(
    library: Library, items: Iterable[Recommendation], day: date
) -> Mapping[RecommendationId, tuple[Evidence, ...]]:
    """Say what the records linked to some recommendations show, in the order of the roles.

    Records that are no longer in the library are left out; merged ones are those they became.
    """
    asked = tuple(items)
    with library.connections.reading() as connection:
        found = live_records(connection, {link.record for one in asked for link in one.links})
    return shown_by(asked, found, day)


def shown_by(
    items: Iterable[Recommendation], found: Mapping[RecordId, Record], day: date
) -> Mapping[RecommendationId, tuple[Evidence, ...]]:
    """Say the same of records that were read already, by the ids of the links."""
    linked = [(item.id, link) for item in items for link in item.links]
    roles = list(EvidenceRole)
    told: dict[RecommendationId, tuple[Evidence, ...]] = {}
    for key, link in sorted(linked, key=lambda pair: roles.index(pair[1].role)):
        record = found.get(link.record)
        if record is not None and published_by(record, day):
            told[key] = (*told.get(key, ()), _told(link, record))
    return told


def published_by(record: Record, day: date) -> bool:
    """Tell whether a record existed at a day; one without a date of publication always did."""
    return reported_on(record.published) <= day


def in_words(found: Sequence[Evidence]) -> tuple[str, ...]:
    """Say in a line for each role how many records are linked, and what they show."""
    lines = []
    for role in EvidenceRole:
        shows = [one.shows for one in found if one.role is role]
        if shows:
            number = "1 record" if len(shows) == 1 else f"{len(shows)} records"
            what = ROLE_WORDS[role][:1].lower() + ROLE_WORDS[role][1:]
            lines.append(f"{number} linked as {what}: {'; '.join(shows)}")
    return tuple(lines) or (NONE,)


def _told(link: RecordLink, record: Record) -> Evidence:
    return Evidence(record.id, record.title, link.role, link.part, link.note, _in_short(record))


def _in_short(record: Record) -> str:
    """Say the effect and how sure we are: "improved, not rated"."""
    effect = headline.effect_value(record)
    said = "effect not stated" if effect == headline.NOT_STATED else effect
    sure = record.appraisal.confidence
    known = "not rated" if sure is Confidence.NOT_RATED else f"{sure.value} confidence"
    return f"{said}, {known}"
