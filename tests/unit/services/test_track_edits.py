"""Recommendations change by single operations that Undo takes back; progress only grows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.model.clocks import clock
from evidence_library.model.ids import RecommendationId, RecordId, SetId
from evidence_library.model.recommendation import Body, Recommendation, RecommendationSet
from evidence_library.model.vocabulary import EvidenceRole, QuarterConvention, ResponseKind, Status
from evidence_library.services import (
    curate,
    ingest,
    merging,
    track,
    track_edits,
    track_links,
    track_progress,
    track_sets,
    trash,
)
from evidence_library.services.opened import Library
from evidence_library.services.track_edits import Answer, Fields
from evidence_library.services.track_keeping import RecommendationChanged
from evidence_library.services.track_links import Bearing, Whereabouts
from evidence_library.services.track_progress import Report
from evidence_library.services.track_sets import SetFields
from tests.helpers import papers
from tests.helpers.libraries import add, identity, note

TODAY = date.today()
WARDENS, LAMPS = identity("wardens at night"), identity("lamps in parks")


@pytest.fixture
def tracked(library: Library, tmp_path: Path) -> Library:
    """A library with a table of three recommendations, a set of one's own, and two records."""
    ingest.commit(library, ingest.preview(library, papers.write(tmp_path, t_txt=papers.TABLE)))
    add(library, note("wardens at night"), note("lamps in parks"))
    owner, _ = track_sets.new(library, SetFields(title="Our review"))
    track_edits.add(library, owner, Fields(text="The council should light every path."))
    library.person = "AB"
    return library


def numbered(library: Library, number: str, title: str = "Harbour") -> Recommendation:
    """Give the recommendation of a number, as it is now."""
    return next(
        item
        for owner, item in track.recommendations(library)
        if item.number == number and owner.title.startswith(title)
    )


def key(library: Library, number: str, title: str = "Harbour") -> RecommendationId:
    return numbered(library, number, title).id


def own_set(library: Library) -> SetId:
    return track_sets.meant(library, "Our review")


def state(library: Library) -> list[object]:
    """Give all there is of sets and recommendations."""
    return [(owner, item) for owner, item in track.recommendations(library)]


def test_a_recommendation_of_ones_own_is_read_into_parts(tracked: Library) -> None:
    text = "The council should: i) count walkers each spring; and ii) publish the counts."
    fields = Fields(
        text=text, leads=(" HTC ", "HTC"), deadline="i) Q3 / 2027 ii) March 2028", theme="Paths"
    )
    made, done = track_edits.add(
        tracked, own_set(tracked), fields, Answer(kind=ResponseKind.ACCEPTED, date="June 2026")
    )
    item = track.held(tracked, made).item
    assert (item.number, item.leads, item.theme) == ("2", ("HTC",), "Paths")
    assert [(part.marker, part.text) for part in item.parts] == [
        ("i", "count walkers each spring; and"),
        ("ii", "publish the counts."),
    ]
    assert [part.deadline and part.deadline.value for part in item.parts] == ["2027-Q3", "2028-03"]
    assert [(one.kind, one.by) for one in item.responses] == [(ResponseKind.ACCEPTED, "AB")]
    assert done.name == "Add recommendation 2 to “Our review”"


def test_an_edited_wording_keeps_that_of_the_source(tracked: Library) -> None:
    read = numbered(tracked, "2")
    fields = Fields(text=read.text.replace("every spring", "each May"), notes="Ask them.")
    track_edits.edit(tracked, read.id, fields, read)
    item = numbered(tracked, "2")
    assert (item.cells, item.notes) == (read.cells, "Ask them.")
    assert [part.deadline for part in item.parts] == [part.deadline for part in read.parts]
    assert [flag.raw for flag in item.flags if flag.code == "wording-edited"] == [read.text]
    track_edits.edit(tracked, read.id, Fields(text=read.text, notes=""))
    assert numbered(tracked, "2") == read


def test_what_was_promised_is_never_overwritten(tracked: Library) -> None:
    said = Report(status=Status.NOT_MET, revised="Q1 2030", part="(ii)", source="Annual report")
    track_progress.report(tracked, [key(tracked, "2")], said)
    item = numbered(tracked, "2")
    part = item.parts[1]
    assert part.deadline is not None
    assert part.deadline.value == "2008-Q1"
    assert [one.value for one in part.revisions] == ["2030-Q1"]
    units = clock(item, QuarterConvention.CALENDAR, TODAY).units
    assert [unit.revised and unit.revised.value for unit in units] == [None, "2030-Q1"]
    assert (item.progress[-1].part, item.progress[-1].source) == ("ii", "Annual report")


def test_many_are_reported_on_in_one_operation(tracked: Library) -> None:
    keys = [item.id for _, item in track.recommendations(tracked)]
    before = state(tracked)
    done = track_progress.report(tracked, keys, Report(status=Status.MET, date="2026-10-01"))
    assert done.name == "Report on 4 recommendations"
    assert {item.progress[-1].status for _, item in track.recommendations(tracked)} == {Status.MET}
    curate.undo(tracked)
    assert state(tracked) == before

    def stopped(done: int, _total: int, _what: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        track_progress.report(tracked, keys, Report(status=Status.MET), stopped)
    assert state(tracked) == before


def test_the_last_report_of_ones_own_can_be_put_right(tracked: Library) -> None:
    item = numbered(tracked, "2")
    track_progress.report(tracked, [item.id], Report(status=Status.MET, revised="Q1 2030"))
    wrong = numbered(tracked, "2")
    track_progress.correct(tracked, item.id, Report(status=Status.NOT_MET), wrong)
    right = numbered(tracked, "2")
    assert right.progress[:-1] == item.progress
    assert (right.progress[-1].status, right.revisions) == (Status.NOT_MET, ())
    curate.undo(tracked)
    assert numbered(tracked, "2") == wrong
    tracked.person = "Somebody else"
    with pytest.raises(UserCanFix, match="Only the report one made last can be corrected"):
        track_progress.correct(tracked, item.id, Report(status=Status.NOT_MET), wrong)


def test_nothing_is_overwritten_that_changed_elsewhere(tracked: Library) -> None:
    seen = numbered(tracked, "1")
    track_edits.set_theme(tracked, [seen.id], "Lamps")
    with pytest.raises(RecommendationChanged, match="Recommendation 1 was changed elsewhere"):
        track_edits.edit(tracked, seen.id, Fields(theme="Paths"), seen)
    assert numbered(tracked, "1").theme == "Lamps"


def test_links_follow_merges_and_wait_in_the_trash(tracked: Library) -> None:
    lamps = key(tracked, "1")
    practice = Bearing(role=EvidenceRole.PRACTICE)
    track_links.link(tracked, [lamps], LAMPS[:8], practice)
    with pytest.raises(UserCanFix, match="is already linked to recommendation 1 as practice that"):
        track_links.link(tracked, [lamps], LAMPS, practice)
    merging.merge(tracked, merging.read(tracked, [WARDENS, LAMPS]))
    (found,) = track_links.linked(tracked, numbered(tracked, "1"))
    assert (found.record, found.title, found.where) == (
        *(WARDENS, "wardens at night"),
        Whereabouts.HERE,
    )
    assert [one.item.number for one in track.serving(tracked, WARDENS)] == ["1"]
    trash.delete(tracked, [WARDENS])
    (found,) = track_links.linked(tracked, numbered(tracked, "1"))
    assert (found.title, found.where) == ("wardens at night", Whereabouts.IN_TRASH)
    track_links.unlink(tracked, lamps, found.record)
    assert numbered(tracked, "1").links == ()
    curate.undo(tracked)
    curate.undo(tracked)
    (found,) = track_links.linked(tracked, numbered(tracked, "1"))
    assert found.where is Whereabouts.HERE


def test_overlaps_stand_on_both_sides(tracked: Library) -> None:
    one, other = key(tracked, "1"), key(tracked, "1", "Our")
    track_links.overlap(tracked, one, other)
    assert numbered(tracked, "1").overlaps == (other,)
    assert numbered(tracked, "1", "Our").overlaps == (one,)
    track_links.keep_apart(tracked, other, one)
    assert numbered(tracked, "1").overlaps == numbered(tracked, "1", "Our").overlaps == ()
    with pytest.raises(UserCanFix, match="of different sets"):
        track_links.overlap(tracked, one, key(tracked, "2"))


def test_a_set_says_what_it_is_and_who_leads(tracked: Library) -> None:
    owner = own_set(tracked)
    fields = SetFields(
        quarters=QuarterConvention.FINANCIAL, as_at="October 2005", source_record=LAMPS
    )
    track_sets.edit(tracked, owner, fields)
    council = Body(name="HTC", full_name="Harbour Town Council")
    track_sets.edit(tracked, owner, SetFields(bodies=(council, Body(name="Wardens"))))
    later = replace(council, successors=("Coast Council",))
    track_sets.edit(tracked, owner, SetFields(bodies=(later,)))
    with tracked.connections.reading() as connection:
        now = track_sets.track_keeping.read_set(connection, owner)
    assert (now.quarters, now.as_at and now.as_at.value, now.source_record) == (
        *(QuarterConvention.FINANCIAL, "2005-10"),
        LAMPS,
    )
    assert now.bodies == (later, Body(name="Wardens"))
    with pytest.raises(UserCanFix, match="There is a set “Our review” already"):
        track_sets.new(tracked, SetFields(title="our  review"))


def test_sets_and_recommendations_come_back_from_the_trash(tracked: Library) -> None:
    before, owner = state(tracked), own_set(tracked)
    made = key(tracked, "1", "Our")
    track_edits.delete(tracked, [made, key(tracked, "2")])
    assert len(state(tracked)) == len(before) - 2
    titles = {one.id: (one.title, one.kind) for one in trash.listed(tracked)}
    assert titles[RecordId(made)] == ("Recommendation 1, Our review", "recommendation")
    track_sets.delete(tracked, owner)
    with pytest.raises(UserCanFix, match="The set of “Recommendation 1, Our review” is not"):
        trash.restore(tracked, [RecordId(made)])
    trash.restore(tracked, [RecordId(owner)])
    trash.restore(tracked, [one.id for one in trash.listed(tracked)])
    assert state(tracked) == before
    track_sets.delete(tracked, owner)
    assert trash.noun(tracked) == "item"
    assert trash.empty(tracked) == 1
    with pytest.raises(UserCanFix, match="There is no set"):
        own_set(tracked)


def test_a_body_is_described_by_what_its_set_says() -> None:
    body = Body(name="DfES", full_name="Department for Education and Skills", successors=("DCSF",))
    owner = RecommendationSet(id=SetId("s"), title="S", bodies=(body, Body(name="CRE")))
    told = [track_sets.described(owner, name) for name in ("dfes", "CRE", "DTI")]
    assert told == ["dfes (Department for Education and Skills; later DCSF)", "CRE", "DTI"]


def _tomorrow() -> str:
    return (TODAY + timedelta(days=1)).isoformat()


BAD: list[tuple[str, Callable[[Library], object]]] = [
    ("needs its text", lambda one: track_edits.add(one, own_set(one), Fields(text=" "))),
    (
        "has a recommendation 1 already",
        lambda one: track_edits.add(one, own_set(one), Fields(text="Do it.", number="1")),
    ),
    ("needs a title", lambda one: track_sets.new(one, SetFields(title=" "))),
    (
        "lies in the future",
        lambda one: track_progress.report(
            one, [key(one, "1")], Report(status=Status.MET, date=_tomorrow())
        ),
    ),
    (
        "is not over yet",
        lambda one: track_progress.report(
            one, [key(one, "1")], Report(status=Status.MET, date=str(TODAY.year))
        ),
    ),
    (
        "is no date that is understood",
        lambda one: track_progress.report(
            one, [key(one, "1")], Report(status=Status.MET, date="05/01/2004")
        ),
    ),
    (
        "has no part iv; its parts are i, ii",
        lambda one: track_progress.report(
            one, [key(one, "2")], Report(status=Status.MET, part="iv")
        ),
    ),
    (
        "worked out from the parts",
        lambda one: track_progress.report(one, [key(one, "2")], Report(status=Status.MIXED)),
    ),
    ("Say what is reported", lambda one: track_progress.report(one, [key(one, "2")], Report())),
    (
        "is no deadline that is understood",
        lambda one: track_progress.report(one, [key(one, "1")], Report(revised="soon")),
    ),
    (
        "stays as it was promised",
        lambda one: track_edits.edit(one, key(one, "1"), Fields(deadline="Q4 2030")),
    ),
    (
        "Part i has a deadline, progress or records of its own",
        lambda one: track_edits.edit(one, key(one, "2"), Fields(text="Count them.")),
    ),
    (
        "is no longer in the library",
        lambda one: track_edits.set_theme(one, [RecommendationId("none")], "Lamps"),
    ),
    (
        "There is no record",
        lambda one: track_links.link(
            one, [key(one, "1")], "123456789", Bearing(role=EvidenceRole.PROGRESS)
        ),
    ),
    (
        "is not linked",
        lambda one: track_links.unlink(one, key(one, "1"), LAMPS),
    ),
]


def test_what_cannot_be_kept_is_told_in_one_sentence_and_changes_nothing(tracked: Library) -> None:
    before = state(tracked)
    for words, deed in BAD:
        with pytest.raises(UserCanFix, match=words) as told:
            deed(tracked)
        assert "\n" not in str(told.value)
    assert state(tracked) == before


DEEDS: list[Callable[[Library, RecommendationId], object]] = [
    lambda one, key: track_edits.edit(one, key, Fields(text="Do: i) this and ii) that.")),
    lambda one, key: track_edits.edit(one, key, Fields(leads=("HTC",), notes="Own words")),
    lambda one, _key: track_edits.add(one, own_set(one), Fields(text="Walk there.")),
    lambda one, key: track_edits.set_theme(one, [key], "Paths"),
    lambda one, key: track_edits.respond(one, [key], Answer(kind=ResponseKind.REJECTED)),
    lambda one, key: track_progress.report(one, [key], Report(status=Status.PARTLY_MET)),
    lambda one, key: track_progress.report(one, [key], Report(revised="Q2 2031", part="i")),
    lambda one, key: track_progress.correct(
        one, key, Report(status=Status.MET), track.held(one, key).item
    ),
    lambda one, key: track_links.link(one, [key], LAMPS, Bearing(role=EvidenceRole.PROBLEM)),
    lambda one, key: track_links.unlink(one, key, LAMPS),
    lambda one, key: track_links.overlap(one, key, numbered(one, "1", "Our").id),
    lambda one, key: track_links.keep_apart(one, key, numbered(one, "1", "Our").id),
    lambda one, _key: track_sets.edit(one, own_set(one), SetFields(as_at="2004")),
    lambda one, _key: track_sets.edit(one, own_set(one), SetFields(bodies=(Body(name="HTC"),))),
]


@settings(
    max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 3)), min_size=1, max_size=8))
def test_whatever_is_done_undo_takes_back_and_progress_only_grows(
    tracked: Library, deeds: list[tuple[Callable[[Library, RecommendationId], object], int]]
) -> None:
    keys = [item.id for _, item in track.recommendations(tracked)]
    states = []
    for deed, at in deeds:
        before, operation = state(tracked), curate.undo_number(tracked)
        reports = {item.id: len(item.progress) for _, item in track.recommendations(tracked)}
        with contextlib.suppress(UserCanFix):
            deed(tracked, keys[at])
        if curate.undo_number(tracked) != operation:
            states.append(before)
        now = {item.id: len(item.progress) for _, item in track.recommendations(tracked)}
        assert all(now[one] >= count for one, count in reports.items())
    for was in reversed(states):
        curate.undo(tracked)
        assert state(tracked) == was
