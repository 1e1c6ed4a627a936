"""Topic headings are found by label, by notation or by both, and otherwise kept as written."""

from __future__ import annotations

import pytest

from evidence_library.model.ids import ConceptId
from evidence_library.model.record import TopicHeading
from evidence_library.text.sheet_form import field_of, form_heading_kind, heading_kind
from evidence_library.text.topic_labels import resolve

HEADINGS = {
    "vul": ConceptId("c-1"),
    "vulnerable groups": ConceptId("c-1"),
    "partnership": ConceptId("c-2"),
}


@pytest.mark.parametrize(
    ("written", "label", "concept"),
    [
        ("Vulnerable  groups", "Vulnerable groups", "c-1"),
        ("VUL", "VUL", "c-1"),
        ("VUL Vulnerable Groups", "Vulnerable Groups", "c-1"),
        ("VUL Partnership", "VUL Partnership", None),
        ("VUL Groups", "VUL Groups", None),
        ("Lamps", "Lamps", None),
        ("", "", None),
    ],
)
def test_headings_are_found(written: str, label: str, concept: str | None) -> None:
    meant = None if concept is None else ConceptId(concept)
    assert resolve(written, HEADINGS) == TopicHeading(label, meant)


def test_labels_and_headings_of_the_form_are_known_in_any_case_and_quotes() -> None:
    assert field_of("author(s)") == "authors"
    assert field_of("Price") == ""
    assert form_heading_kind("Summary of the intervention’s aim:") == "aim"
    assert form_heading_kind("Limits") is None
    assert heading_kind("Limits") == "limits"
    assert heading_kind("Lamps") == "other"
