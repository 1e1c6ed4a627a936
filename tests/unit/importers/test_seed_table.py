"""All 28 real recommendations are read. Their wording is compared with the file, not copied."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from evidence_library.exporters import recommendation_table
from evidence_library.importers.formats import read_bytes
from evidence_library.model.dates import PartialDate
from evidence_library.model.problem import Flag
from evidence_library.model.reading import Reading
from evidence_library.model.recommendation import (
    Deadline,
    ProgressEntry,
    Recommendation,
    count_in_words,
)
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import QuarterConvention, Status, Workflow
from tests.unit.importers.seeds import TABLE, needs_seeds, read_seed, text_of

pytestmark = needs_seeds

MET = Status.MET
ELSEWHERE = Status.ADDRESSED_ELSEWHERE

#: number, leads, deadline of the whole, what was reported for the whole, the status that results
ROWS = [
    ("1", ["DfES"], "2005-Q3", Status.UNKNOWN, Status.UNKNOWN),
    ("2", ["DfES", "Ofsted"], "2004-Q3", MET, MET),
    ("3", ["DfES"], None, MET, MET),
    ("4", ["DfES"], "2004-Q2", ELSEWHERE, ELSEWHERE),
    ("5", ["DfES"], "2003-Q4", ELSEWHERE, ELSEWHERE),
    ("6", ["DfES"], "2005-Q2", MET, MET),
    ("7", ["DfES"], "2004-Q3", MET, MET),
    ("8", ["DWP"], "2004-Q1", MET, MET),
    ("9", ["DWP"], "2003-Q3", MET, MET),
    ("10", ["DWP"], "2003-Q4", MET, MET),
    ("11", ["DWP", "HMT"], "2003-Q2", MET, MET),
    ("12", ["DWP"], "2003-Q4", MET, MET),
    ("13", ["ODPM"], "2003-Q2", Status.NOT_MET, Status.NOT_MET),
    ("14", ["DfES", "Inland Revenue"], "2004-Q1", MET, MET),
    ("15", ["DTI", "SBS"], None, Status.PARTLY_MET, Status.PARTLY_MET),
    ("16", ["DTI", "NRU"], "2003-Q4", Status.NOT_MET, Status.NOT_MET),
    ("17", ["DTI", "DWP", "SBS"], None, MET, MET),
    ("18", ["DTI", "DWP"], "2006-Q2", Status.NOT_DUE, Status.NOT_DUE),
    ("19", ["Home Office", "CRE"], "2004-Q1", MET, MET),
    ("20", ["Home Office", "CRE"], "2003-Q4", MET, MET),
    ("21", ["DWP", "NEP"], "2003-Q3", MET, MET),
    ("22", ["DTI"], None, Status.NOT_MET, Status.NOT_MET),
    ("23", ["DTI"], "2004-Q4", Status.NOT_MET, Status.NOT_MET),
    ("24", ["DWP", "DTI"], "2003-Q4", MET, MET),
    ("25", ["Home Office", "CRE"], "2003-Q4", MET, MET),
    ("26", ["Home Office", "CRE", "OGC", "ODPM"], "2004-Q2", MET, MET),
    ("27", ["Home Office", "CRE"], None, Status.PARTLY_MET, Status.PARTLY_MET),
    ("28", ["DWP"], None, MET, Status.MIXED),
]

#: the parts of a recommendation with their own deadline and their own status, if they have one
PARTS = {
    "3": [("i", "2004-Q2", None), ("ii", "2005-Q3", None)],
    "5": [("i", None, None), ("ii", None, None), ("iii", None, None)],
    "7": [(marker, None, None) for marker in ("i", "ii", "iii", "iv", "v", "vi")],
    "15": [("i", "2003-Q3", None), ("ii", "2003-Q4", None), ("iii", "2004-Q1", None)],
    "17": [
        ("i", "2004-Q1", None),
        ("ii", "2004-Q1", None),
        ("iii", "2005-Q1", None),
        ("iv", "2004-Q1", None),
    ],
    "22": [("i", "2004-Q2", None), ("ii", "2004-Q4", None)],
    "26": [(marker, None, None) for marker in ("i", "ii", "iii", "iv")],
    "27": [("i", "2003-Q4", None), ("ii", "2004-Q2", None)],
    "28": [
        ("i", "2003-Q2", MET),
        ("ii", "2003-Q2", MET),
        ("iii", "2004-Q3", MET),
        ("iv", "2005-Q3", Status.NOT_DUE),
    ],
}

FLAGS = {
    "1": ["status-not-stated"],
    "3": ["cells-exchanged", "deadline-spelling"],
    "5": ["markup-removed", "list-not-closed", "spelling-differs"],
    "7": ["markup-removed", "list-not-closed", "repeated-words"],
    "13": ["no-full-stop", "revised-deadline"],
    "15": ["markup-removed", "continued-row", "refers-back"],
    "16": ["markup-removed"],
    "17": [
        "markup-removed",
        "markup-removed",
        "part-without-subject",
        "part-ends-with-colon",
        "empty-lead",
    ],
    "18": ["markup-removed"],
    "22": ["refers-back"],
    "26": ["markup-removed", "list-not-closed", "closing-text"],
    "27": [
        "markup-removed",
        "markup-removed",
        "no-stem",
        "refers-back",
        "kept-in-part",
        "kept-in-part",
    ],
    "28": ["markup-removed", "markup-removed", "refers-back", "status-per-part"],
}


@cache
def table() -> Reading:
    reading = read_seed(TABLE)
    assert reading.format == "recommendation table"
    assert reading.problems == ()
    return reading


def all_rows() -> tuple[Recommendation, ...]:
    return table().sets[0].recommendations


def row(number: str) -> Recommendation:
    return next(item for item in all_rows() if item.number == number)


def raw_rows() -> list[list[str]]:
    """Give the data rows of the file as cells, the continued row joined with a line break."""
    rows: list[list[str]] = []
    for line in text_of(TABLE).split("\n"):
        number, *cells = line.split("\t")
        if number.isdigit():
            rows.append([number, *cells])
        elif cells and not number and not any(cells[1:]):
            rows[-1][1] += "\n" + cells[0]
    return rows


def words(cell: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", cell).split())


def test_the_table_becomes_a_set_and_a_record_that_holds_it() -> None:
    (found,), (holder,) = table().sets, table().records
    assert count_in_words(found.recommendations) == "28 recommendations, 30 explicit parts"
    assert replace(found, recommendations=()) == replace(
        found,
        title="Annex B Strategy Unit recommendations",
        source_record=holder.id,
        as_at=None,
        quarters=QuarterConvention.UNSTATED,
        recommendations=(),
        bodies=(),
        source_name=TABLE.name,
        source_text=text_of(TABLE),
    )
    assert [flag.code for flag in found.flags] == ["quarters-unstated", "as-at-unstated"]
    assert holder == Record(
        id=holder.id,
        kind="policy and recommendations",
        title="Annex B Strategy Unit recommendations",
        workflow=Workflow.DRAFT,
        recommendation_sets=(found.id,),
        flags=holder.flags,
        source_name=TABLE.name,
        source_text=text_of(TABLE),
    )
    assert [flag.code for flag in holder.flags] == ["made-from-table"]


def test_every_row_has_its_number_leads_deadline_and_status() -> None:
    assert [
        (
            item.number,
            list(item.leads),
            item.deadline.value if item.deadline else None,
            item.reported,
            item.status,
        )
        for item in all_rows()
    ] == ROWS


def test_every_part_has_its_marker_deadline_and_status() -> None:
    assert {
        item.number: [
            (part.marker, part.deadline.value if part.deadline else None, part.status)
            for part in item.parts
        ]
        for item in all_rows()
        if item.parts
    } == PARTS


def test_every_repair_and_oddity_is_flagged_on_its_row() -> None:
    assert {
        item.number: [flag.code for flag in item.flags] for item in all_rows() if item.flags
    } == FLAGS
    assert all(flag.where == item.number for item in all_rows() for flag in item.flags)
    assert all(flag.raw for item in all_rows() for flag in item.flags)


def test_cells_are_kept_as_they_stood() -> None:
    assert [[item.number, *item.cells] for item in all_rows()] == raw_rows()


def test_the_text_of_every_row_is_that_of_its_cell_without_markup() -> None:
    assert [item.text for item in all_rows()] == [words(cells[1]) for cells in raw_rows()]
    assert [item.status_raw for item in all_rows()] == [cells[4] for cells in raw_rows()]


@pytest.mark.parametrize("number", [number for number, *_ in ROWS])
def test_stem_parts_and_closing_text_are_the_whole_text(number: str) -> None:
    item = row(number)
    pieces = [item.stem, *(f"{part.marker}) {part.text}" for part in item.parts), item.closing]
    assert " ".join(piece for piece in pieces if piece) == item.text


@pytest.mark.parametrize(
    ("number", "marker", "start", "end"),
    [
        ("3", "i", "funding through the", "simply ethnicity and"),
        ("5", "iii", "encouraging schools", "consistently disengaged."),
        ("7", "i", "What problems do", "and existing pupils?"),
        ("7", "v", "Are there still signs ethnic minority pupils ethnic minority pupils", "just?"),
        ("15", "i", "developing a strategy", "at a national level."),
        ("15", "ii", "a strategy to deliver", "entrepreneurs; and"),
        ("17", "i", "should double the size", "expansion of RREAS:"),
        ("17", "iii", "the CRE should", "voluntary sectors; and"),
        ("22", "ii", "mandate the Presidents", "from relevant departments."),
        ("26", "iv", "include several model", "authorities can adopt."),
        ("27", "i", "The Home Office, in", "ethnic backgrounds."),
        ("27", "ii", "This research should", "assess an awareness campaign."),
        ("28", "ii", "A Task Force should", "Impact Assessment best practice."),
        ("28", "iv", "Progress reports on", "implementing these conclusions."),
    ],
)
def test_parts_begin_and_end_where_they_should(
    number: str, marker: str, start: str, end: str
) -> None:
    text = next(part.text for part in row(number).parts if part.marker == marker)
    assert (text[: len(start)], text[-len(end) :]) == (start, end)


def test_only_26_has_closing_text_and_only_27_no_stem() -> None:
    closing = [item.number for item in all_rows() if item.closing]
    without_stem = [item.number for item in all_rows() if item.parts and not item.stem]
    assert (closing, without_stem) == (["26"], ["27"])
    assert row("26").stem.endswith("The guidance should:")
    assert row("26").closing.startswith("The guidance should be disseminated")


def test_lead_and_timetable_of_3_are_put_in_their_places() -> None:
    item = row("3")
    assert item.cells[1:] == ("(i) Q2 / 2004 (ii) Q3 2005", "DfES", "Met")
    assert item.leads == ("DfES",)
    assert [part.deadline for part in item.parts] == [
        Deadline(year=2004, quarter=2, raw="Q2 / 2004"),
        Deadline(year=2005, quarter=3, raw="Q3 2005"),
    ]


def test_the_wording_of_deadlines_is_kept() -> None:
    kept = [row(number).deadline for number in ("1", "10", "14")]
    assert [deadline.raw if deadline else "" for deadline in kept] == [
        "Q3 / 2005",
        "Q4/ 2003",
        "Q1/ 2004",
    ]


def test_what_13_promises_instead_stands_beside_the_deadline() -> None:
    item = row("13")
    march = Deadline(date=PartialDate(2006, 3, raw="March 2006"), raw="March 2006")
    assert item.deadline == Deadline(year=2003, quarter=2, raw="Q2 / 2003")
    assert item.revisions == (march,)
    assert item.progress == (
        ProgressEntry(
            raw="Not met, service will be rolled out March 2006",
            status=Status.NOT_MET,
            note="service will be rolled out March 2006",
            revised=march,
        ),
    )


def test_28_is_met_but_for_its_last_part() -> None:
    item = row("28")
    assert item.progress == (
        ProgressEntry(raw="Met – iv) not due yet", status=MET),
        ProgressEntry(raw="not due yet", status=Status.NOT_DUE, part="iv"),
    )
    assert [item.inherited(part) for part in item.parts] == [()] * 4


def test_the_empty_lead_of_17_is_flagged_with_its_cell() -> None:
    assert row("17").flags[-1] == Flag(
        "empty-lead",
        "An element of the list of leads is empty; a body may be missing.",
        "17",
        "DTI, , DWP, and SBS",
    )


def test_the_exported_table_has_the_rows_of_the_source_and_reads_as_the_same_set() -> None:
    (found,) = table().sets
    written = recommendation_table.write(found)
    source_rows = [line for line in text_of(TABLE).split("\n") if re.match(r"\d*\t", line)]
    rows = [line for line in written.split("\n") if re.match(r"\d*\t", line)]
    headers = [line for line in source_rows if line.startswith("\tRecommendation")]
    assert rows[0] == headers[0]
    assert rows[1:] == [line for line in source_rows if line not in headers]
    again = read_bytes("annex.recommendations.tsv", written.encode(), {})
    assert again.records == ()
    assert (
        replace(again.sets[0], source_name=found.source_name, source_text=found.source_text)
        == found
    )
