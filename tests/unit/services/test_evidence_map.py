"""An evidence map counts what its cells open, and shows what is missing."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.evidence_map import EvidenceMap, Side
from evidence_library.model.record import Appraisal, Outcome, Place, Record, TopicHeading
from evidence_library.model.vocabulary import Confidence, Direction, EvidenceKind
from evidence_library.services import evidence_map, find
from evidence_library.services.evidence_map import SIDES, Plan
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, concept, empty_library, heading, note
from tests.helpers.office_files import xml_of

LABELS = ["Housebreaking", "Acquisitive and Business Crime", "Domestic Abuse", "Mentoring"]
PLACES = [Place("Scotland", "Leith"), Place("Wales"), Place("Scotland")]
TRIAL = Appraisal(evidence_kind=EvidenceKind.RANDOMISED_TRIAL)


@pytest.fixture(scope="module")
def shared() -> Iterator[Library]:
    """One library for many examples: each replaces the records of the one before."""
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        yield library
        library.close()


@st.composite
def records(draw: st.DrawFn, name: str, library: Library) -> Record:
    some = st.lists(st.sampled_from(["pupils", "victims"]), max_size=2, unique=True).map(tuple)
    labels = draw(st.lists(st.sampled_from(LABELS), max_size=2, unique=True))
    outside = draw(st.sampled_from([(), (TopicHeading("Not in the scheme"),)]))
    direction = draw(st.none() | st.sampled_from(Direction))
    return note(
        name,
        draw(st.sampled_from(["police", "homes", "police homes"])),
        kind=draw(st.sampled_from(["evaluation", "odd kind", ""])),
        year=draw(st.none() | st.integers(1960, 2024)),
        topics=(*(heading(library, label) for label in labels), *outside),
        population=draw(some),
        setting=draw(some),
        place=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))),
        approach=draw(st.sampled_from([(), ("prevention",)])),
        outcomes=(Outcome(outcome="x", direction=direction),) if direction else (),
        appraisal=Appraisal(
            confidence=draw(st.sampled_from(Confidence)),
            evidence_kind=draw(st.none() | st.sampled_from(EvidenceKind)),
        ),
    )


@st.composite
def filters(draw: st.DrawFn, library: Library) -> dict[str, frozenset[str]]:
    values = {facet: list(found) for facet, found in library.search.facets_now().values.items()}
    facets = [facet for facet in SIDES if values.get(facet)]
    if not facets:
        return {}
    chosen = draw(st.lists(st.sampled_from(facets), max_size=2, unique=True))
    some = {facet: st.lists(st.sampled_from(values[facet]), min_size=1) for facet in chosen}
    return {facet: frozenset(draw(some[facet])) for facet in chosen}


@given(st.data())
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_number_is_what_its_cell_opens(shared: Library, data: st.DataObject) -> None:
    add(shared, *(data.draw(records(f"record {at}", shared)) for at in range(6)))
    request = Request(
        data.draw(st.sampled_from(["", "police", "homes OR police", "year:..2000"])),
        data.draw(filters(shared)),
        data.draw(filters(shared)),
    )
    rows, columns = data.draw(st.permutations(list(SIDES)))[:2]
    opened = frozenset({concept(shared, "Acquisitive and Business Crime").id})
    found = find.search(shared, request)
    drawn = evidence_map.draw_up(shared, found, Plan(rows, columns, opened))

    def opens(row: Side | None, column: Side | None) -> int:
        narrowed = evidence_map.narrowed(found, drawn, row, column)
        return find.search(shared, replace(request, filters=narrowed)).total

    assert drawn.total == found.total == opens(None, None)
    assert [side.total for side in drawn.columns] == [opens(None, one) for one in drawn.columns]
    for row, counts in zip(drawn.rows, drawn.counts, strict=True):
        assert row.total == opens(row, None)
        assert list(counts) == [opens(row, column) for column in drawn.columns]


@given(st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_record_found_stands_in_a_row(shared: Library, data: st.DataObject) -> None:
    add(shared, *(data.draw(records(f"record {at}", shared)) for at in range(6)))
    found = find.search(shared, Request())
    for side in SIDES:
        other = "effect" if side != "effect" else "kind"
        drawn = evidence_map.draw_up(shared, found, Plan(side, other))
        values = frozenset(value for row in drawn.rows for value in row.values)
        assert find.search(shared, Request(filters={side: values})).total == found.total


@pytest.fixture
def two(library: Library) -> Library:
    burglary, abuse = heading(library, "Housebreaking"), heading(library, "Domestic Abuse")
    add(
        library,
        note("=SUM(A1)", "police", topics=(burglary, abuse), appraisal=TRIAL, year=2003),
        note("b", "homes", topics=(burglary,), year=2018, population=("=cmd|' /C calc'!A0",)),
    )
    return library


def drawn_of(library: Library, plan: Plan, request: Request | None = None) -> EvidenceMap:
    found = find.search(library, request or Request())
    return evidence_map.draw_up(library, found, plan, date(2024, 5, 1))


def test_headings_and_kinds_without_a_record_are_gaps_in_sight(two: Library) -> None:
    drawn = drawn_of(two, Plan())
    assert len(drawn.rows) == 16
    assert [side.label for side in drawn.columns][5:7] == ["Randomised trial", "Systematic review"]
    cells = {row.label: counts[5] for row, counts in zip(drawn.rows, drawn.counts, strict=True)}
    assert cells["Violence and Abuse"] == 1
    assert cells["Antisocial Behaviour"] == 0
    assert drawn.gaps == 16 * 11 - 3
    assert drawn.sentence == "2 records. 173 of 176 cells are gaps."


def test_a_heading_opens_into_its_narrower_ones(two: Library) -> None:
    top = concept(two, "Acquisitive and Business Crime").id
    drawn = drawn_of(two, Plan(opened=frozenset({top})))
    at = next(at for at, row in enumerate(drawn.rows) if row.values == {top})
    assert (drawn.rows[at].opens, drawn.rows[at].opened, drawn.rows[at].depth) == (True, True, 0)
    below = drawn.rows[at + 1]
    assert (below.label, below.total, below.depth) == ("Housebreaking", 2, 1)


def test_years_stand_in_bands_without_holes(two: Library) -> None:
    drawn = drawn_of(two, Plan("year", "effect"))
    assert [row.label for row in drawn.rows] == [
        "2000–2004",
        "2005–2009",
        "2010–2014",
        "2015–2019",
    ]
    assert [row.total for row in drawn.rows] == [1, 0, 0, 1]


@pytest.mark.parametrize("plan", [Plan("topic", "topic"), Plan("zebra", "effect")])
def test_a_map_of_nothing_sensible_is_refused_in_words(two: Library, plan: Plan) -> None:
    with pytest.raises(UserCanFix):
        drawn_of(two, plan)


def test_values_without_room_are_counted(library: Library) -> None:
    add(library, *(note(f"r{at}", setting=(f"setting {at:02}",)) for at in range(45)))
    drawn = drawn_of(library, Plan("setting", "kind"))
    assert (len(drawn.rows), drawn.left_out) == (40, 5)


def test_the_csv_says_what_was_asked_and_guards_formulas(two: Library) -> None:
    topic = concept(two, "Housebreaking").id
    request = Request("homes", {"topic": frozenset({topic})}, {"kind": frozenset({"review"})})
    text = evidence_map.write(drawn_of(two, Plan("population", "effect"), request), "csv")
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[:6] == [
        ["Evidence map", "Population by effect"],
        ["Search", "homes"],
        ["Only topic heading", "Housebreaking"],
        ["Without kind of record", "Review"],
        ["Date", "2024-05-01"],
        ["Records", "1"],
    ]
    assert lines[8][0] == "'=cmd|' /C calc'!A0"
    assert lines[-1] == ["All", "0", "0", "0", "0", "0", "1", "1"]


def test_a_search_that_looks_like_a_formula_is_text_in_the_csv(two: Library) -> None:
    text = evidence_map.write(drawn_of(two, Plan(), Request("+homes")), "csv")
    assert list(csv.reader(io.StringIO(text)))[1] == ["Search", "'+homes"]


def drawing(drawn: EvidenceMap) -> ElementTree.Element:
    return xml_of(evidence_map.write(drawn, "svg"))


def test_the_drawing_is_well_formed_whatever_the_words(library: Library) -> None:
    add(library, note("r", setting=('<script>alert("x")</script>\x07 & more',)))
    drawn = drawn_of(library, Plan("setting", "kind"), Request('r OR "<b>"'))
    root = drawing(drawn)
    told = " ".join(text for one in root.iter() if (text := (one.text or "").strip()))
    assert "<script>" in told
    assert not [one for one in root.iter() if one.tag.endswith("script")]
    assert "evaluation: 1 record" in told
    assert "statistics: gap" in told


def test_bubbles_grow_by_area(two: Library) -> None:
    drawn = drawn_of(two, Plan("topic", "kind"))
    root = drawing(drawn)
    circles = [one.attrib["r"] for one in root.iter() if one.tag.endswith("circle")]
    assert sorted(map(float, circles)) == [18.4, 26.0]  # one record and two


def test_a_table_for_the_clipboard_has_headings_and_totals(two: Library) -> None:
    drawn = drawn_of(two, Plan("effect", "kind"))
    first = evidence_map.write(drawn, "tsv").split("\n")[0].split("\t")
    assert (first[0], first[-1]) == ("Effect / Kind of record", "All")
    html = evidence_map.write(drawn, "html")
    assert "<td>gap</td>" in html
    assert "A record can stand in several cells" in html
