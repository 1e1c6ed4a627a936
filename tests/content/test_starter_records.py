"""The starter records say what their sources say, and stand on their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_library.assets import casestudies
from evidence_library.model import headline, rules
from evidence_library.model.ids import is_identity
from evidence_library.model.problem import Severity
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import (
    KIND_FAMILIES,
    About,
    Confidence,
    LinkRole,
    PointerKind,
    RelationType,
)
from tests.content.starter import SHEET, TABLE, files, reading, records, scheme, source, words

TODAY = (2026, 1, 1)
REVIEW = "journey-to-race-equality"
AREAS = ("employment", "education", "health", "social-services", "policing", "housing")
FINDINGS = tuple(f"journey-{area}" for area in AREAS)
REPORT = "http://www.audit-commission.gov.uk/nationalstudies/communitysafety/Pages/thejourneytoraceequality_copy.aspx#downloads"
DOWNLOADS = (
    "http://www.audit-commission.gov.uk/SiteCollectionDocuments/AuditCommissionReports/"
    "NationalStudies/"
)

_NUMBER = re.compile(r"\d+")


def test_the_review_its_findings_and_the_set_of_recommendations_are_there() -> None:
    assert {REVIEW, *FINDINGS, "strategy-unit-recommendations"} <= set(records())
    assert (casestudies() / "strategy-unit.recommendations.tsv").is_file()


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_a_starter_file_is_read_without_a_problem_or_a_flag(path: Path) -> None:
    found = reading(path)
    assert found.problems == ()
    assert [record.flags for record in found.records if record.flags] == []
    assert (found.encoding, found.encoding_assumed) == ("utf-8", False)


def test_no_starter_record_breaks_a_rule() -> None:
    errors = {
        name: problem
        for name, record in records().items()
        for problem in rules.check(record, TODAY)
        if problem.severity is Severity.ERROR
    }
    assert errors == {}


def test_identities_are_written_out_and_given_once() -> None:
    identities = [record.id for record in records().values()]
    assert all(is_identity(item) for item in identities)
    assert len(set(identities)) == len(identities)
    for name, record in records().items():
        text = (casestudies() / f"{name}.md").read_text(encoding="utf-8")
        assert f"id: {record.id}\n" in text


def test_every_topic_heading_is_one_of_the_scheme() -> None:
    labels = {item.id: item.label for item in scheme()}
    for record in records().values():
        assert record.topics
        assert [(item.label, item.concept) for item in record.topics] == [
            (labels[item.concept], item.concept) for item in record.topics if item.concept
        ]


def test_every_kind_is_known_and_every_finding_fits_its_line() -> None:
    for record in records().values():
        assert record.kind in KIND_FAMILIES
        assert 0 < len(record.finding) <= rules.FINDING_LIMIT


def test_nothing_has_been_rated() -> None:
    for record in records().values():
        assert record.appraisal.confidence is Confidence.NOT_RATED
        assert record.appraisal.evidence_kind is not None
        assert record.appraisal.maryland is None


@pytest.mark.parametrize("name", [REVIEW, *FINDINGS, "strategy-unit-recommendations"])
def test_the_review_and_its_findings_claim_no_effect(name: str) -> None:
    assert headline.effect(records()[name]).label == "Not stated"


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_measures_a_problem_and_no_intervention(name: str) -> None:
    record = records()[name]
    assert {item.about for item in record.outcomes} == {About.PROBLEM}
    assert headline.effect(record).detail == "Measures a problem, not an intervention"


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_points_to_the_review_and_says_why(name: str) -> None:
    area = name.removeprefix("journey-").replace("-", " ")
    relation = records()[name].relations[0]
    assert (relation.type, relation.to) == (RelationType.SAME_STUDY_AS, records()[REVIEW].id)
    assert area in relation.reason


def test_every_relation_leads_to_a_starter_record() -> None:
    known = {record.id for record in records().values()}
    targets = {item.to for record in records().values() for item in record.relations}
    assert targets <= known


def test_the_review_is_found_under_the_headings_its_summary_gives() -> None:
    labels = [item.label for item in records()[REVIEW].topics]
    assert labels[:4] == [
        "Safety of Vulnerable Groups",
        "Partnership Working",
        "Community Engagement",
        "Evaluation and Monitoring",
    ]


def test_the_review_carries_the_facts_of_its_form() -> None:
    record = records()[REVIEW]
    assert record.title == (
        "The Journey to Race Equality: Delivering Improved Services to Local Communities"
    )
    assert [(name.name, name.corporate) for name in record.authors] == [("Audit Commission", True)]
    assert [(name.name, name.corporate) for name in record.funders] == [("Audit Commission", True)]
    assert record.published is not None
    assert (record.published.value, record.published.raw) == ("2004-01", "January 2004")
    assert record.added is not None
    assert (record.added.date.value, record.added.date.raw, record.added.by) == (
        "2011-10",
        "2011 (October DH)",
        "DH",
    )
    assert "info@scsn.org.uk" in record.further_details


def test_the_review_carries_every_address_of_its_summary() -> None:
    links = records()[REVIEW].links
    assert [(link.role, link.url) for link in links] == [
        (LinkRole.SOURCE, REPORT),
        (LinkRole.TOOL, f"{DOWNLOADS}Workbook_FINAL.pdf"),
        (LinkRole.SURVEY, f"{DOWNLOADS}journeytoraceequalitysurveyanalysis.pdf"),
        (LinkRole.METHOD, REPORT),
    ]
    accessed = links[0].accessed
    assert accessed is not None
    assert (accessed.value, accessed.raw) == ("2011-09", "September 2011")


def test_the_review_carries_every_pointer_of_its_summary() -> None:
    assert {(item.kind, item.numbers) for item in records()[REVIEW].pointers} == {
        (PointerKind.REF, ("9",)),
        (PointerKind.REF, ("2", "3", "11", "12", "13")),
        (PointerKind.EXHIBIT, ("1",)),
        (PointerKind.REF, ("15",)),
        (PointerKind.REF, ("16",)),
        (PointerKind.REF, ("4",)),
    }


@pytest.mark.parametrize(
    ("heading", "marker", "count"),
    [
        ("Aim", "- ", 3),
        ("What the five chapters cover", r"\d\. ", 5),
        ("Why race equality is hard to talk about", "- ", 4),
        ("Where inequality shows", "- ", 6),
        ("Topics of the case studies", "- ", 10),
        ("How the information was gathered", r"\d\. ", 7),
    ],
)
def test_the_review_lists_as_many_things_as_its_summary(
    heading: str, marker: str, count: int
) -> None:
    (body,) = (item.body for item in records()[REVIEW].sections if item.heading == heading)
    assert len(re.findall(rf"^{marker}", body, re.MULTILINE)) == count


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_says_what_it_found_how_we_know_and_what_is_not_known(name: str) -> None:
    assert [section.heading for section in records()[name].sections] == [
        "What was found",
        "How we know",
        "Limits and what is not known",
        "If you want to use this",
    ]


@pytest.mark.parametrize("name", [REVIEW, *FINDINGS])
def test_every_figure_about_the_review_stands_in_its_summary(name: str) -> None:
    known = set(_NUMBER.findall(source(SHEET).read_text(encoding="utf-8")))
    assert set(_figures(records()[name])) - known == set()


def test_every_figure_of_the_set_of_recommendations_stands_in_its_table_or_is_a_count() -> None:
    known = set(_NUMBER.findall(source(TABLE).read_text(encoding="utf-8")))
    found = set(_figures(records()["strategy-unit-recommendations"]))
    assert found - known == set()


@pytest.mark.parametrize(
    ("name", "wording"),
    [
        ("journey-policing", "eight times more likely than white people"),
        ("journey-policing", "three times more likely than white people"),
        ("journey-social-services", "Only 33 per cent"),
    ],
)
def test_the_size_of_an_outcome_is_in_the_words_of_the_source(name: str, wording: str) -> None:
    assert wording in {item.size for item in records()[name].outcomes}


@pytest.mark.parametrize("name", [REVIEW, *FINDINGS])
def test_the_size_of_an_outcome_uses_no_word_the_summary_does_not_use(name: str) -> None:
    known = set(words(source(SHEET).read_text(encoding="utf-8")))
    for outcome in records()[name].outcomes:
        assert set(words(outcome.size)) - known == set()


def _figures(record: Record) -> Iterator[str]:
    texts = [record.title, record.finding, record.further_details]
    texts += [section.body for section in record.sections]
    texts += [outcome.size for outcome in record.outcomes]
    for text in texts:
        yield from _NUMBER.findall(re.sub(r"^\d+\. ", "", text, flags=re.MULTILINE))
