"""A set written as a table is read as the same set; rows that were changed are written anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from evidence_library.exporters import recommendation_table
from evidence_library.importers.formats import read_bytes, read_file
from evidence_library.importers.recommendation_table import read
from evidence_library.model.dates import PartialDate
from evidence_library.model.recommendation import (
    Body,
    Deadline,
    Part,
    Recommendation,
    RecommendationSet,
)
from evidence_library.model.vocabulary import QuarterConvention, Status
from evidence_library.text.recommendations.row import dated_by

TESTS = Path(__file__).parents[2]
SAMPLE = TESTS / "samples" / "recommendations.txt"


def again(made: RecommendationSet) -> RecommendationSet:
    """Read the written table, leaving out where it was read from."""
    written = recommendation_table.write(made).encode()
    (found,) = read_bytes("again.recommendations.tsv", written, {}).sets
    return replace(found, source_name=made.source_name, source_text=made.source_text)


def test_the_sample_is_read_again_as_the_same_set() -> None:
    (found,) = read_file(SAMPLE, {}).sets
    assert again(found) == found


def test_the_table_looks_like_its_source() -> None:
    (found,) = read_file(SAMPLE, {}).sets
    rows = recommendation_table.write(found).split("\n")[5:]
    source = [line for line in SAMPLE.read_text(encoding="utf-8").split("\n") if "\t" in line]
    assert rows == [line for line in source[1:] if "Recommendation\t" not in line] + [""]


def test_what_the_form_can_say_beside_the_rows_is_kept() -> None:
    (found,) = read_file(SAMPLE, {}).sets
    reported = PartialDate(2009, 3, raw="March 2009")
    made = replace(
        found,
        as_at=reported,
        quarters=QuarterConvention.CALENDAR,
        bodies=(Body(name="HC", successors=("Quay Board",)), Body(name="HO", full_name="Office")),
        recommendations=tuple(
            dated_by(replace(item, theme="Light"), reported) for item in found.recommendations
        ),
        flags=(),
    )
    assert again(made) == made


def test_a_changed_row_is_written_anew_and_reads_as_it_was_changed() -> None:
    (found,) = read_file(SAMPLE, {}).sets
    first, second, *others = found.recommendations
    changed = replace(
        second,
        leads=("HC", "Trade and Industry"),
        deadline=Deadline(date=PartialDate(2010, 5, raw="May 2010"), raw="May 2010"),
        reported=Status.PARTLY_MET,
        status_raw="Partly met",
    )
    row = again(replace(found, recommendations=(first, changed, *others))).recommendations[1]
    assert (row.leads, row.deadline, row.status) == (
        changed.leads,
        changed.deadline,
        Status.PARTLY_MET,
    )
    assert row.cells == (second.text, "HC; Trade and Industry", "May 2010", "Partly met")


def test_a_row_that_never_was_in_a_table_is_written_from_its_fields() -> None:
    quarter = Deadline(year=2004, quarter=2)
    made = Recommendation(
        number="1",
        text="Help: i) light the quay; and ii) light the pier.",
        leads=("HC",),
        parts=(
            Part(marker="i", text="light the quay; and", deadline=quarter, status=Status.MET),
            Part(marker="ii", text="light the pier.", status=Status.NOT_DUE),
        ),
    )
    row = recommendation_table.write(
        RecommendationSet(id=read_file(SAMPLE, {}).sets[0].id, title="x", recommendations=(made,))
    ).split("\n")[-2]
    assert row == f"1\t{made.text}\tHC\ti) 2004-Q2\ti) met; ii) not due"


cells = st.text(st.sampled_from("i)(v Q1/2004<p>&;and,Met ."), max_size=30)


@given(st.lists(st.tuples(cells, cells, cells, cells), min_size=1, max_size=5))
def test_any_table_that_was_read_is_read_again_as_the_same(rows: list[tuple[str, ...]]) -> None:
    lines = ["\t".join([str(at), f"Do {text}", *row]) for at, (text, *row) in enumerate(rows, 1)]
    header = "\tRecommendation\tLead Department\tTimetable\tProgress"
    (found,) = read("\n".join(["x", header, *lines]), "x", {}).sets
    assert again(found) == found
