"""Topic headings with their counts."""

from __future__ import annotations

from evidence_library.services import topics
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, heading, note


def test_a_heading_counts_the_records_of_its_narrower_ones(library: Library) -> None:
    add(library, note("one", topics=(heading(library, "Housing"),)))
    counted = {
        item.concept.notation: (item.broader_notation, item.count)
        for item in topics.headings(library)
        if item.count
    }
    assert counted == {"RAC": ("", 1), "RAC.5": ("RAC", 1)}


def test_four_headings_are_verified_and_the_rest_are_proposed(library: Library) -> None:
    headings = topics.headings(library)
    verified = [item.concept.label for item in headings if item.concept.status == "verified"]
    assert len(headings) == 99
    assert sorted(verified) == [
        "Community Engagement",
        "Evaluation and Monitoring",
        "Partnership Working",
        "Safety of Vulnerable Groups",
    ]
