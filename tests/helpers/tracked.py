"""A small set of recommendations in which everything occurs that reports and lists tell."""

from __future__ import annotations

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import SetId, recommendation_id
from evidence_library.model.recommendation import (
    Body,
    Deadline,
    Part,
    ProgressEntry,
    Recommendation,
    RecommendationSet,
    RecordLink,
    Response,
    with_identities,
)
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import EvidenceRole, ResponseKind, Status
from evidence_library.services.opened import Library
from evidence_library.store import recommendation_sets
from tests.helpers.libraries import add, identity, note

SET = SetId("4f0f3f0a-9d5c-4d3e-9d49-0d2f6a3a7b11")
LAMPS = recommendation_id(SET, "1")


def day(text: str) -> PartialDate:
    """A date as sources write it, in the form YYYY[-MM[-DD]]."""
    return PartialDate(*map(int, text.split("-")), raw=text)


def quarter(year: int, number: int) -> Deadline:
    """A deadline as the seed table writes it."""
    return Deadline(year=year, quarter=number, raw=f"Q{number} / {year}")


def source_record() -> Record:
    """The record the set is kept with."""
    return note("Streets after dark", "What was recommended to the council.", year=2004)


def trial() -> Record:
    """A record that is linked to a recommendation."""
    return note("Lamps in Quay Street", "Burglary fell.", year=2003)


def streets() -> RecommendationSet:
    """Overdue, mixed, silent, revised, elsewhere, without a deadline, met: one of each."""
    lamps = Recommendation(
        number="1",
        text="The council should: i) light the paths; ii) mend the lamps, and say when.",
        stem="The council should:",
        parts=(
            Part(marker="i", text="light the paths;", deadline=quarter(2004, 1)),
            Part(marker="ii", text="mend the lamps, and say when."),
        ),
        theme="Light",
        leads=("Council", "HC"),
        deadline=Deadline(date=day("2005-03"), until=day("2005-05"), raw="Spring 2005"),
        reported=Status.PARTLY_MET,
        status_raw="Met in part",
        progress=(
            ProgressEntry(raw="Met in part", status=Status.PARTLY_MET),
            ProgressEntry(
                raw="Lit, at last",
                status=Status.MET,
                part="i",
                date=day("2005-09-01"),
                source="Annual report",
                by="KL",
            ),
            ProgressEntry(raw="Met", status=Status.MET, date=day("2006-01-31")),
        ),
        responses=(
            Response(kind=ResponseKind.IN_PRINCIPLE, date=day("2004-02-03"), raw="Yes, but"),
        ),
        links=(
            RecordLink(
                record=identity("Lamps in Quay Street"),
                role=EvidenceRole.PRACTICE,
                part="ii",
                note="Same lamps",
                added="2005-06-07",
                by="KL",
            ),
        ),
        notes="Ask *again* in spring.",
    )
    rest = (
        _plain("2", "Wardens should walk.", quarter(2005, 1), Status.NOT_DUE),
        _plain("3", "=SUM(1) should be reviewed.", quarter(2005, 2), Status.UNKNOWN),
        _plain("4", "Benches, paths & parks.", quarter(2004, 4), Status.ADDRESSED_ELSEWHERE),
        _plain("5", "A guide should be written.", quarter(2005, 4), Status.IN_PROGRESS),
        _plain("6", "Somebody should count.", None, Status.NOT_MET),
    )
    return with_identities(
        RecommendationSet(
            id=SET,
            title="Streets after dark",
            source_record=identity("Streets after dark"),
            recommendations=(lamps, *rest),
            bodies=(Body(name="HC", full_name="Harbour Commission", successors=("Quay Board",)),),
        )
    )


def _plain(number: str, text: str, due: Deadline | None, status: Status) -> Recommendation:
    said = status.value.replace("_", " ")
    revised = Deadline(date=day("2006-03"), raw="March 2006") if number == "2" else None
    return Recommendation(
        number=number,
        text=text,
        leads=("Wardens",) if number != "6" else (),
        deadline=due,
        revisions=(revised,) if revised else (),
        reported=status,
        status_raw=said,
        progress=(ProgressEntry(raw=said, status=status, revised=revised),),
    )


def track(library: Library) -> RecommendationSet:
    """Put the set with its records into a library."""
    made = streets()
    add(library, source_record(), trial())
    with library.change("Import recommendations") as change:
        recommendation_sets.put(change.operation, made)
    return made
