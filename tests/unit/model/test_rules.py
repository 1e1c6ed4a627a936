"""What must and should be true of a record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId, RecordId
from evidence_library.model.record import (
    Appraisal,
    ExternalRating,
    Link,
    Pointer,
    Record,
    Relation,
    TopicHeading,
)
from evidence_library.model.rules import _is_copy, check, is_web_address, unread_dates
from evidence_library.model.vocabulary import (
    EvidenceKind,
    Licence,
    LinkRole,
    PointerKind,
    RelationType,
)
from tests.helpers.libraries import note

TODAY = (2026, 11, 21)
SOUND = {
    "topics": (TopicHeading("Housing", ConceptId("h")),),
    "licence": Licence.OGL,
    "appraisal": Appraisal(evidence_kind=EvidenceKind.LOCAL_EVALUATION),
}


def codes(record: Record) -> list[tuple[str, str]]:
    return [(problem.severity.value, problem.code) for problem in check(record, TODAY)]


def test_a_problem_names_its_row() -> None:
    links = (link(), link(), link("nowhere"))
    (problem,) = check(note("one", **{**SOUND, "links": links}), TODAY)  # type: ignore[arg-type]
    assert problem.field == "links.2"


@pytest.mark.parametrize(
    "copy", ["report.pdf", r"C:\reports\one.pdf", "attachments/abc", "https://web.archive.org/x"]
)
def test_files_and_web_addresses_are_copies(copy: str) -> None:
    sound = note("one", **SOUND, links=(replace(link(), archived_copy=copy),))  # type: ignore[arg-type]
    assert codes(sound) == []


def test_dates_that_were_not_understood_are_named() -> None:
    record = note("one", published=PartialDate(raw="in press"), checked=PartialDate(2004))
    assert [(one.field, one.severity.value) for one in unread_dates(record)] == [
        ("published", "warning")
    ]


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
        ({"links": (replace(link(), archived_copy="file:///etc"),)}, ("error", "bad-copy-address")),
        (
            {"links": (replace(link(), archived_copy=" javascript:x"),)},
            ("error", "bad-copy-address"),
        ),
        (
            {"external_ratings": (ExternalRating(system="a", value="b", url="file:///x"),)},
            ("error", "bad-address"),
        ),
        (
            {"relations": (Relation(type=RelationType.RELATED_TO, to=RecordId("")),)},
            ("error", "no-related-record"),
        ),
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


def test_a_kept_file_is_an_archived_copy() -> None:
    assert _is_copy(f"attachment:{'0' * 64}")
    assert not _is_copy("attachment:../../etc/passwd")
