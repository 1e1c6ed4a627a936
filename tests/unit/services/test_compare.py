"""Comparing says in which fields records differ, and never more than it knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Appraisal, Outcome, Place, Record, Section
from evidence_library.model.vocabulary import Confidence, Direction, Licence, SectionKind
from evidence_library.services.compare import Comparison, Verdict, compare
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, identity, note

LAMPS = note(
    "Lamps",
    year=2003,
    place=(Place("Scotland", "Leith"), Place("Wales")),
    setting=("streets",),
    finding="Fewer burglaries.",
    outcomes=(
        Outcome(outcome="fear", direction=Direction.NO_DIFFERENCE),
        Outcome(outcome="burglary", direction=Direction.IMPROVED, size="14% fewer", main=True),
    ),
    appraisal=Appraisal(confidence=Confidence.HIGH, cost="£20 a lamp", cost_band=2),
    licence=Licence.OGL,
)
WARDENS = note(
    "Wardens",
    year=2003,
    place=(Place("Wales"),),
    setting=("Streets",),
    finding="No change.",
    outcomes=(Outcome(outcome="calls", direction=Direction.IMPROVED, population="tenants"),),
)


def compared(library: Library, *found: Record) -> Comparison:
    add(library, *found)
    return compare(library, [record.id for record in found])


def verdicts(comparison: Comparison) -> dict[str, Verdict]:
    return {row.name: row.verdict for row in comparison.rows}


def test_each_field_says_how_the_records_compare(library: Library) -> None:
    found = compared(library, LAMPS, WARDENS)
    assert [one.title for one in found.records] == ["Lamps", "Wardens"]
    assert verdicts(found) == {
        "Kind": Verdict.SAME,
        "Year": Verdict.SAME,
        "Authors": Verdict.NOTHING,
        "Finding": Verdict.TOLD,
        "Effect": Verdict.SAME,
        "Effect by outcome": Verdict.DIFFERS,
        "How sure": Verdict.DIFFERS,
        "Kind of evidence": Verdict.NOTHING,
        "How we know": Verdict.NOTHING,
        "Place": Verdict.DIFFERS,
        "Setting": Verdict.SAME,
        "Population": Verdict.NOTHING,
        "Approach": Verdict.NOTHING,
        "Cost": Verdict.NOT_ALL,
        "Limits": Verdict.NOTHING,
        "Licence": Verdict.NOT_ALL,
    }


def test_outcomes_are_told_with_direction_size_and_for_whom_main_ones_first(
    library: Library,
) -> None:
    [row] = [one for one in compared(library, LAMPS, WARDENS).rows if "outcome" in one.name]
    assert [[entry.text for entry in cell] for cell in row.cells] == [
        ["burglary: improved (14% fewer; main outcome)", "fear: no difference"],
        ["calls: improved (for tenants)"],
    ]


def test_what_only_one_record_has_is_marked_where_they_share_something(library: Library) -> None:
    [row] = [one for one in compared(library, LAMPS, WARDENS).rows if one.name == "Place"]
    assert [[(entry.text, entry.only_here) for entry in cell] for cell in row.cells] == [
        [("Leith, Scotland", True), ("Wales", False)],
        [("Wales", False)],
    ]


def test_the_same_direction_of_other_outcomes_is_not_called_the_same(library: Library) -> None:
    one = note("one", outcomes=(Outcome(outcome="a", direction=Direction.WORSE),))
    two = note("two", outcomes=(Outcome(outcome="b", direction=Direction.WORSE),))
    assert verdicts(compared(library, one, two))["Effect by outcome"] is Verdict.TOLD


def test_limits_come_from_the_text(library: Library) -> None:
    limits = Section(kind=SectionKind.LIMITS, heading="Limits", body="**Small** sample.")
    found = compared(library, replace(note("one"), sections=(limits,)), note("two"))
    [row] = [one for one in found.rows if one.name == "Limits"]
    assert [[entry.text for entry in cell] for cell in row.cells] == [["Small sample."], []]


@pytest.mark.parametrize("number", [0, 1, 5])
def test_fewer_than_two_or_more_than_four_are_refused_in_words(
    library: Library, number: int
) -> None:
    found = [note(f"record {at}") for at in range(number)]
    with pytest.raises(UserCanFix, match="two to four"):
        compared(library, *found)


def test_a_record_that_is_gone_is_counted_and_the_others_compared(library: Library) -> None:
    add(library, LAMPS, WARDENS)
    found = compare(library, [LAMPS.id, identity("never there"), WARDENS.id])
    assert (len(found.records), found.gone) == (2, 1)
