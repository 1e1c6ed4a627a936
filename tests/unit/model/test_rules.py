"""What must and should be true of a record."""

from __future__ import annotations

import pytest

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId
from evidence_library.model.record import Appraisal, Link, Pointer, Record, TopicHeading
from evidence_library.model.rules import check, is_web_address
from evidence_library.model.vocabulary import EvidenceKind, Licence, LinkRole, PointerKind
from tests.helpers.libraries import note

TODAY = (2026, 11, 21)
SOUND = {
    "topics": (TopicHeading("Housing", ConceptId("h")),),
    "licence": Licence.OGL,
    "appraisal": Appraisal(evidence_kind=EvidenceKind.LOCAL_EVALUATION),
}


def codes(record: Record) -> list[tuple[str, str]]:
    return [(problem.severity.value, problem.code) for problem in check(record, TODAY)]


def link(url: str = "https://example.org/x", **fields: object) -> Link:
    return Link(role=LinkRole.SOURCE, url=url, archived_copy="copy", **fields)  # type: ignore[arg-type]


def test_a_sound_record_has_no_problems() -> None:
    assert codes(note("one", **SOUND)) == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"title": " "}, ("error", "no-title")),
        ({"topics": ()}, ("error", "no-heading")),
        ({"published": PartialDate(2027, 1)}, ("error", "published-in-future")),
        ({"links": (link("javascript:alert(1)"),)}, ("error", "bad-address")),
        ({"topics": (TopicHeading("Odd"),)}, ("warning", "unknown-heading")),
        ({"kind": "pamphlet"}, ("warning", "unknown-kind")),
        ({"finding": "x" * 201}, ("warning", "long-finding")),
        (
            {"published": PartialDate(2004), "links": (link(accessed=PartialDate(2003)),)},
            ("warning", "accessed-before-published"),
        ),
        ({"review_due": PartialDate(2026, 10)}, ("warning", "review-overdue")),
        ({"pointers": (Pointer(kind=PointerKind.REF),)}, ("warning", "unresolved-pointer")),
        (
            {"links": (Link(role=LinkRole.SOURCE, url="https://example.org"),)},
            ("warning", "no-archived-copy"),
        ),
        ({"licence": Licence.UNKNOWN}, ("warning", "licence-unknown")),
        ({"appraisal": Appraisal()}, ("warning", "no-appraisal")),
    ],
)
def test_each_rule_finds_its_problem_and_no_other(
    fields: dict[str, object], problem: tuple[str, str]
) -> None:
    assert codes(note("one", **{**SOUND, **fields})) == [problem]


@pytest.mark.parametrize(
    "fields", [{"published": PartialDate(2026)}, {"review_due": PartialDate(2026)}]
)
def test_a_date_that_may_still_be_right_is_no_problem(fields: dict[str, object]) -> None:
    assert codes(note("one", **{**SOUND, **fields})) == []


@pytest.mark.parametrize(
    ("url", "usable"),
    [
        ("http://example.org/a#b", True),
        ("ftp://example.org", True),
        ("file:///etc/passwd", False),
        ("example.org", False),
        ("http://[", False),
        ("https://", False),
    ],
)
def test_web_addresses(url: str, usable: bool) -> None:
    assert is_web_address(url) is usable
