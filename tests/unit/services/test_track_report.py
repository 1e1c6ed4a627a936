"""Progress reports and lists of recommendations, as at a day."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.exporters import document_text
from evidence_library.importers.formats import read_bytes
from evidence_library.model.clocks import clock
from evidence_library.model.document import Layout
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.vocabulary import Status
from evidence_library.services import (
    recommendation_shapes,
    track,
    track_evidence,
    track_files,
    track_report,
    track_scope,
    track_sets,
)
from evidence_library.services.opened import Library
from evidence_library.services.track_files import LIST_FORMATS, REPORT_FORMATS, Listed
from evidence_library.services.track_report import Asked
from evidence_library.services.track_scope import Scope
from tests.helpers import pdf_structure, tracked
from tests.helpers.libraries import empty_library
from tests.helpers.office_files import xml_of

GOLDEN = Path(__file__).parents[2] / "golden"
AS_AT = date(2005, 10, 1)
ASKED = Asked(scope=Scope(as_at=AS_AT))


@pytest.fixture(scope="module")
def streets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = empty_library(tmp_path_factory.mktemp("tracked") / "library")
    tracked.track(library)
    yield library
    library.close()


def text(library: Library, asked: Asked) -> str:
    target = io.BytesIO()
    document_text.write(track_report.compose(track_report.gathered(library, asked)), target)
    return target.getvalue().decode()


def test_the_report_in_words_is_as_the_golden_file(streets: Library) -> None:
    told = text(streets, replace(ASKED, since=date(2005, 1, 1), with_notes=True))
    assert told == (GOLDEN / "recommendation-report.txt").read_text("utf-8")


def test_own_notes_and_changes_are_told_only_if_asked_for(streets: Library) -> None:
    told = text(streets, ASKED)
    assert "in spring" not in told
    assert "Changes since" not in told


def test_what_came_later_does_not_exist(streets: Library) -> None:
    before, after = date(2005, 8, 31), date(2006, 2, 1)
    assert "Lit, at last" not in text(streets, Asked(scope=Scope(as_at=before)))
    later = track_scope.chosen(streets, Scope(as_at=after)).tracked[0]
    assert not later.clock.overdue
    # A record counts from the year it was published in, whenever somebody linked it.
    published = [date(2003, 12, 30), date(2003, 12, 31)]
    held = [
        track_scope.chosen(streets, Scope(as_at=day)).tracked[0].item.links for day in published
    ]
    assert [len(links) for links in held] == [0, 1]


def test_a_list_that_is_shown_is_reported_in_its_order_with_its_filter(streets: Library) -> None:
    keys = tuple(item.id for item in reversed(tracked.streets().recommendations[:2]))
    told = text(streets, Asked(scope=Scope(as_at=AS_AT, only=keys, filters='lead:"HC" light')))
    assert 'Only: lead:"HC" light' in told
    assert told.index("Recommendation 2 (") < told.index("Recommendation 1 (")
    assert "2 recommendations, 2 explicit parts" in told


def test_of_several_sets_each_recommendation_is_told_with_its_own(streets: Library) -> None:
    report = track_report.gathered(streets, ASKED)
    several = replace(report, chosen=replace(report.chosen, owners=report.chosen.owners * 2))
    for one, count in ((report, 0), (several, 7)):
        target = io.BytesIO()
        document_text.write(track_report.compose(one), target)
        assert target.getvalue().decode().count(") of “Streets after dark”") == count


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (replace(ASKED, since=AS_AT), "an earlier"),
        (replace(ASKED, layout=Layout.CARDS), "no layout “cards”"),
        (Asked(scope=Scope(as_at=AS_AT, only=())), "no recommendations"),
    ],
)
def test_what_cannot_be_reported_is_said(streets: Library, asked: Asked, sentence: str) -> None:
    with pytest.raises(UserCanFix, match=sentence):
        track_report.gathered(streets, asked)


def test_files_of_the_same_report_are_the_same_bytes_in_every_format(
    streets: Library, tmp_path: Path
) -> None:
    quick = tuple(name for name in REPORT_FORMATS if name != "pdf")
    one, other = (
        track_files.write_report(streets, ASKED, formats, tmp_path / formats[0])
        for formats in (tuple(REPORT_FORMATS), quick)
    )
    assert len({path.name for path in one}) == len(REPORT_FORMATS)
    assert [path.read_bytes() for path in one[1:]] == [path.read_bytes() for path in other]
    found = pdf_structure.structure(one[0].read_bytes())
    title = "Progress of recommendations: Streets after dark"
    assert pdf_structure.problems(found, title) == []
    assert one[0].name == "Progress of recommendations - Streets after dark (2005-10-01).pdf"


def test_a_report_that_is_stopped_leaves_earlier_files(streets: Library, tmp_path: Path) -> None:
    (path,) = track_files.write_report(streets, ASKED, ("md",), tmp_path)
    path.write_text("older")

    def stop(_done: int, _total: int, what: str) -> None:
        if what.startswith("Putting"):
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        track_files.write_report(streets, ASKED, ("md", "xlsx"), tmp_path, stop)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "older"


def lists(library: Library, name: str, how: Listed = track_files.USUAL) -> bytes:
    return track_files.written_list(library, ASKED.scope, name, how)


def test_a_workbook_is_read_back_and_runs_nothing(streets: Library, tmp_path: Path) -> None:
    asked = replace(ASKED, since=date(2005, 1, 1))
    (path,) = track_files.write_report(streets, asked, ("xlsx",), tmp_path)
    with zipfile.ZipFile(path) as package:
        names = [one for one in package.namelist() if one.startswith("xl/worksheets/sheet")]
        cells = [
            ["".join(text for text in cell.itertext()) for cell in root.iter(f"{_MAIN}c")]
            for root in (xml_of(package.read(one)) for one in names)
            if not list(root.iter(f"{_MAIN}f"))
        ]
    rows, counts, leads, overdue, waiting, changes, responses, log, links = cells
    with zipfile.ZipFile(io.BytesIO(lists(streets, "xlsx"))) as package:
        assert sum(one.startswith("xl/worksheets/sheet") for one in package.namelist()) == 8
    assert "Mixed" in rows  # the status of a whole whose parts have rows of their own
    assert {"Deadline passed, no report", "Due soon", "Addressed elsewhere"} <= set(waiting)
    assert "Since: 1 January 2005" in changes
    assert [one for one in changes if one.startswith("Part ii: due Spring 2005")] == []
    assert "Newly overdue" in changes
    assert {"Accepted in principle", "Yes, but"} <= set(responses)
    assert rows[:3] == [
        "Recommendations",
        "Filter: none: all recommendations",
        "As at: 1 October 2005",
    ]
    assert "=SUM(1) should be reviewed." in rows
    assert "Deadline passed, no report" in counts
    assert "No lead named" in leads
    assert [one for one in overdue if one.startswith("Part ii: due Spring 2005")]
    assert {"Lit, at last", "Met in part"} <= set(log)
    assert "2005-09-01" in log
    assert "2006-01-31" not in log
    assert "Lamps in Quay Street" in links


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_the_calendar_is_as_the_golden_file(streets: Library) -> None:
    assert lists(streets, "ics") == (GOLDEN / "recommendations.ics").read_bytes()
    everything = lists(streets, "ics", Listed(closed=True))
    assert everything.count(b"BEGIN:VEVENT") == lists(streets, "ics").count(b"BEGIN:VEVENT") + 2
    assert everything.count(b"STATUS:CANCELLED") == 1


def again(data: bytes) -> RecommendationSet:
    (found,) = read_bytes("again.recommendations.tsv", data, {}).sets
    return found


def test_the_table_is_read_again_and_can_tell_what_was_reported_last(streets: Library) -> None:
    whole = again(lists(streets, "tsv"))
    assert (whole.id, whole.title) == (tracked.SET, "Streets after dark")
    lamps, *others = again(lists(streets, "tsv", Listed(with_progress=True))).recommendations
    now = clock(lamps, whole.quarters, AS_AT)
    assert lamps.status_raw == "Met in part; i) Lit, at last"
    assert now.overdue
    assert [one.status_raw for one in others] == [
        one.status_raw for one in whole.recommendations[1:]
    ]
    assert lists(streets, "tsv", Listed(plain=True)).startswith(b"\tRecommendation\tLead")


def test_json_holds_the_entries_of_the_list_as_at_the_day(streets: Library) -> None:
    told = json.loads(lists(streets, "json"))
    day = ASKED.scope.as_at
    held = track.some(streets, track.search(streets, "", day).ids)
    shown = track_evidence.evidence(streets, (one.item for one in held), day)
    assert told == recommendation_shapes.listed(held, day, shown)
    assert any(one["links"] for one in told)
    assert [one["overdue"] for one in told] == [True, True, False, False, False, False]
    assert told[0]["status"] == Status.MIXED
    assert told[1]["contradiction"].startswith("It is reported as not due, but")
    assert told[0]["contradiction"] is None


def test_the_end_of_a_name_says_the_format_of_a_list(streets: Library, tmp_path: Path) -> None:
    for one in LIST_FORMATS.values():
        path = tmp_path / f"list{one.ending.upper()}"
        assert track_files.write_list(streets, ASKED.scope, path, Listed()) == path
        assert path.stat().st_size
    with pytest.raises(UserCanFix, match="end it with one of"):
        track_files.write_list(streets, ASKED.scope, tmp_path / "list.doc", Listed())


def test_a_set_is_named_by_its_title_its_id_or_the_beginning_of_either(streets: Library) -> None:
    for name in ("Streets  after DARK", "streets", tracked.SET, tracked.SET[:6]):
        assert track_sets.meant(streets, name) == tracked.SET
    with pytest.raises(UserCanFix, match=r"There is no set “x”. There are: Streets after dark"):
        track_sets.meant(streets, "x")
