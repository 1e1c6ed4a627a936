"""The thesaurus is read row by row; what is wrong is said in a sentence and left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.importers.thesaurus import COLUMNS, ThesaurusReading, read
from evidence_library.model.thesaurus import Term, TermGroup, TermKind

HEADING = ",".join(COLUMNS)
GOOD = ("burglary,burglary,preferred,,,", "burglary,housebreaking,synonym,,,Scots law")
BURGLARY = TermGroup(
    "burglary",
    (
        Term("burglary", TermKind.PREFERRED),
        Term("housebreaking", TermKind.SYNONYM, note="Scots law"),
    ),
)


def reading(*rows: str) -> ThesaurusReading:
    return read("\n".join((HEADING, *rows)) + "\n")


def told(*rows: str) -> list[str]:
    return [problem.message for problem in reading(*rows).problems]


def test_rows_become_groups_with_the_preferred_term_first() -> None:
    assert reading(*reversed(GOOD)) == ThesaurusReading((BURGLARY,))


def test_semicolons_part_the_cells_where_a_spreadsheet_wrote_them() -> None:
    text = "\r\n".join((HEADING, *GOOD)).replace(",", ";")
    assert read(text) == ThesaurusReading((BURGLARY,))


def test_years_are_read_where_they_are_known() -> None:
    rows = ("DfE,Department for Education,preferred,2010,,", "DfE,DfES,historical name,2001,2007,")
    [group] = reading(*rows).groups
    assert [(term.first_year, term.last_year) for term in group.terms] == [
        (2010, None),
        (2001, 2007),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "burglary,Housebreakings,synonym,,,",
            "Line 4 of the thesaurus has “Housebreakings”, which is found with “housebreaking”"
            " already.",
        ),
        (
            "theft,burglary,synonym,,,",
            "Line 4 of the thesaurus has “burglary” in “theft”, but “burglary” stands in"
            " “burglary”.",
        ),
        (
            "burglary,break-in,other,,,",
            "Line 4 of the thesaurus has the kind “other”, which is none of preferred, synonym,"
            " spelling variant, historical name, abbreviation, abbreviation in capitals.",
        ),
        (
            "burglary,–,synonym,,,",
            "Line 4 of the thesaurus holds no word that can be searched: “–”.",
        ),
        (",break-in,synonym,,,", "Line 4 of the thesaurus names no group for “break-in”."),
        (
            "burglary,break, in,synonym,,,",
            "Line 4 of the thesaurus has a comma too many; put the cell in quotation marks.",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_and_told(row: str, message: str) -> None:
    read_so = reading(*GOOD, row)
    assert message in [problem.message for problem in read_so.problems]
    assert read_so.groups == (BURGLARY,)


@pytest.mark.parametrize(
    ("years", "message"),
    [
        ("20o1,", "has “20o1” for a year; it was left out."),
        ("2007,2001", "ends “break-in” before it begins; its years were left out."),
    ],
)
def test_a_term_with_a_bad_year_is_kept_without_it(years: str, message: str) -> None:
    read_so = reading(*GOOD, f"burglary,break-in,synonym,{years},")
    assert [problem.message for problem in read_so.problems] == [
        f"Line 4 of the thesaurus {message}"
    ]
    assert read_so.groups[0].terms[-1] == Term("break-in", TermKind.SYNONYM)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (("a,alpha,preferred,,,",), "The group “a” has only one term; it takes two."),
        (("a,–,preferred,,,",), "The group “a” has no term; it takes two."),
        (
            ("a,alpha,synonym,,,", "a,beta,synonym,,,"),
            "The group “a” has no preferred term; it takes exactly one.",
        ),
        (
            ("a,alpha,preferred,,,", "a,beta,preferred,,,"),
            "The group “a” has more than one preferred term; it takes exactly one.",
        ),
    ],
)
def test_a_group_that_is_not_whole_is_told(rows: tuple[str, ...], message: str) -> None:
    assert told(*rows)[-1] == message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("hot-spot", "hotspot"),
        ("hot-spot", "hot spot"),
        ("reoffending", "re-offending"),
        ("café", "Cafe"),
        ("programme", "program"),
    ],
)
def test_spellings_that_find_each_other_anyway_are_one_term(first: str, second: str) -> None:
    rows = (f"a,{first},preferred,,,", f"a,{second},spelling variant,,,")
    assert told(*rows)[0].endswith(f"“{second}”, which is found with “{first}” already.")


def test_a_table_without_a_column_is_told_and_gives_no_groups() -> None:
    read_so = read("group,term\na,b\n")
    assert read_so.groups == ()
    assert [problem.message for problem in read_so.problems] == [
        "The thesaurus lacks the column “kind”."
    ]


@pytest.mark.parametrize(
    "slip", ['burglary,"break-in,synonym,,,', f"burglary,{'x' * 200_000},synonym,,,"]
)
def test_a_row_that_is_none_costs_no_other_row_and_is_told_with_its_line(slip: str) -> None:
    read_so = reading(slip, "", *GOOD)
    assert read_so.groups == (BURGLARY,)
    assert [problem.message for problem in read_so.problems] == [
        "Line 2 of the thesaurus has a quotation mark without partner, or is far too long."
    ]


@given(st.text(max_size=200), st.booleans())
def test_any_text_is_read_without_fail(text: str, headed: bool) -> None:
    for group in read(f"{HEADING}\n{text}" if headed else text).groups:
        assert len(group.terms) > 1
