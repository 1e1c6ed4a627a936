"""The starter library as a whole: enough of everything, what did not work among it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

import pytest

from evidence_library.assets import casestudies
from evidence_library.model import headline, rules
from evidence_library.model.record import Link, Record
from evidence_library.model.vocabulary import About, Licence, LinkRole, SectionKind
from evidence_library.text.plain_text import plain_text
from tests.content.figures import FACTS, facts
from tests.content.starter import headings, records, runs, scheme, words

TODAY = (2026, 11, 22)
READ_NOTE = "read in an archived copy, November 2026"
#: Sentences from this many words on may stand in one file only.
LONG_SENTENCE = 12
LONGEST_SHARED_RUN = 9

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_SENTENCE_END = re.compile(r"(?<=[.!?:])(?<!Refs\.)\s+|\n+")

#: Records with a kind of warning, each looked at: that is how their sources are.
_JOURNEY = {name for name in records() if name.startswith("journey")}
_KNOWN_LICENCE = {
    *("20mph-zones-london-2009", "aiming-high-2006", "anti-bullying-2021", "boot-camps-2005"),
    *("cardiff-information-sharing-2011", "crime-information-trial-2011"),
    *("hot-spots-policing-2019", "intensive-family-support-scotland-2009"),
    *("juvenile-processing-2010", "kirkholt-burglary-1988", "mentors-violence-prevention-2024"),
    *("neighbourhood-watch-2008", "operation-blunt2-2016", "reassurance-policing-2006"),
    *("reassurance-policing-ten-site-2006", "recruitment-discrimination-2009"),
    "second-responder-2022",
}
REVIEWED_WARNINGS = {
    # The facts were read in archived copies whose addresses were not kept.
    "no-archived-copy": set(records()) - {"strategy-unit-recommendations"},
    "licence-unknown": set(records()) - _KNOWN_LICENCE,
    # The report that the summary points into is not to hand.
    "unresolved-pointer": _JOURNEY,
}


def _studies() -> dict[str, Record]:
    """The records written from the checked facts."""
    rest = {"strategy-unit-recommendations", *_JOURNEY}
    return {name: record for name, record in records().items() if name not in rest}


def _fact(name: str) -> dict[str, Any]:
    if not FACTS.is_file():
        pytest.skip("the checked facts are not beside this project")
    return facts()[name]


def _top_headings(record: Record) -> set[str]:
    concepts = {item.id: item for item in scheme()}
    tops = set()
    for heading in record.topics:
        assert heading.concept is not None
        concept = concepts[heading.concept]
        while concept.broader is not None:
            concept = concepts[concept.broader]
        tops.add(concept.label)
    return tops


def test_the_library_holds_at_least_55_records() -> None:
    assert len(records()) >= 55


def test_every_top_heading_holds_at_least_two_records() -> None:
    held = Counter(top for record in records().values() for top in _top_headings(record))
    tops = {concept.label for concept in scheme() if concept.broader is None}
    assert {top for top in tops if held[top] < 2} == set()


def test_at_least_eight_interventions_did_not_work() -> None:
    failed = {name for name, record in records().items() if headline.did_not_work(record)}
    assert len(failed) >= 8
    assert "recruitment-discrimination-2009" not in failed


def test_a_study_that_measures_a_problem_says_so() -> None:
    record = records()["recruitment-discrimination-2009"]
    assert {outcome.about for outcome in record.outcomes} == {About.PROBLEM}
    assert headline.effect(record).detail == "Measures a problem, not an intervention"
    assert "measures a problem" in " ".join(section.body for section in record.sections)


@pytest.mark.parametrize("name", sorted(_studies()))
def test_a_record_warns_of_nothing_that_was_not_looked_at(name: str) -> None:
    found = {problem.code for problem in rules.check(records()[name], TODAY)}
    expected = {code for code, names in REVIEWED_WARNINGS.items() if name in names}
    assert found == expected


def test_licence_and_rights_are_written_out() -> None:
    for name in records():
        text = (casestudies() / f"{name}.md").read_text(encoding="utf-8")
        assert re.search(r"^licence: \S", text, re.MULTILINE), name
        assert re.search(r"^may_redistribute: \S", text, re.MULTILINE), name


def test_no_long_sentence_stands_in_two_files() -> None:
    found = defaultdict(set)
    for name, record in records().items():
        for sentence in _sentences(record):
            if len(words(sentence)) >= LONG_SENTENCE:
                found[" ".join(words(sentence))].add(name)
    assert len(found) > 500
    assert {text: names for text, names in found.items() if len(names) > 1} == {}


def _sentences(record: Record) -> list[str]:
    case = record.case_study
    told = [section.body for section in record.sections]
    told += [record.finding, record.notes, record.further_details]
    told += [record.appraisal.reasons, record.appraisal.cost, record.appraisal.transferability]
    told += [relation.reason for relation in record.relations]
    if case is not None:
        told += [case.problem, case.what_was_done, case.what_changed, case.what_did_not_work]
    return [part for text in told for part in _SENTENCE_END.split(plain_text(text))]


@pytest.mark.parametrize("name", sorted(_studies()))
def test_a_study_tells_aim_result_limits_how_we_know_and_what_it_means(name: str) -> None:
    record = records()[name]
    headings_told = [section.heading for section in record.sections]
    kinds = {section.kind for section in record.sections}
    assert headings_told[0] == "Aim"
    assert headings_told[-2:] == ["How we know", "If you want to use this"]
    assert SectionKind.OUTCOMES in kinds or SectionKind.CONCLUSIONS in kinds
    # A paper on method has no study whose limits could be told.
    assert SectionKind.LIMITS in kinds or name == "emmie-2015"


@pytest.mark.parametrize("name", sorted(_studies()))
def test_every_outcome_is_told_in_the_text_with_its_direction(name: str) -> None:
    record = records()[name]
    leads = [lead for section in record.sections for lead in _BOLD.findall(section.body)]
    for direction, count in Counter(item.direction for item in record.outcomes).items():
        assert sum(direction.value in lead for lead in leads) >= count, direction


@pytest.mark.parametrize("name", sorted(_studies()))
def test_every_source_says_how_it_was_read_and_what_it_supports(name: str) -> None:
    links = records()[name].links
    read = [link for link in links if link.note == READ_NOTE]
    assert read
    apart = [link for link in links if link.role is not LinkRole.SOURCE]
    assert [link for link in apart if not _is_not_the_sources_own(link)] == []
    assert [link.url for link in read if not link.supports] == []
    assert [link.url for link in links if link not in read and not _is_the_work(link)] == []


def _is_not_the_sources_own(link: Link) -> bool:
    """Tell whether a link leads to a copy, a mirror or a guess, which no citation may name."""
    elsewhere = link.label.startswith(("Copy on a document-sharing site", "Mirror of a page"))
    return link.role is LinkRole.RELATED and (elsewhere or "not verified" in link.note)


def _is_the_work(link: Link) -> bool:
    """Tell whether a link is the address of the work itself, which was not opened."""
    return not link.supports and "not among the pages read" in link.note


@pytest.mark.parametrize("name", sorted(_studies()))
def test_every_relation_has_a_reason(name: str) -> None:
    assert [item for item in records()[name].relations if not item.reason] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("home-safety-assessments-cheshire-2013", "free-smoke-alarms-2002"),
        ("reassurance-policing-ten-site-2006", "reassurance-policing-2006"),
        ("cardiff-economics-2014", "cardiff-information-sharing-2011"),
        ("intensive-family-support-scotland-2009", "dundee-families-project-2001"),
        ("recruitment-discrimination-2009", "strategy-unit-recommendations"),
        ("journey-education", "journey-to-race-equality"),
        ("journey-education", "strategy-unit-recommendations"),
    ],
)
def test_records_that_belong_together_are_related(one: str, other: str) -> None:
    assert records()[other].id in {relation.to for relation in records()[one].relations}


def _as_spoken(name: str) -> str:
    """Give a name that is written "Surname, Given" with the given name first."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name


@pytest.mark.parametrize("name", sorted(_studies()))
def test_bibliography_outcomes_and_ratings_are_those_of_the_facts(name: str) -> None:
    fact, record = _fact(name), records()[name]
    unverified = " ".join(fact["recalled_fields"] or ())
    assert record.title == fact["title"]
    assert record.published is not None
    assert (record.published.year, record.published.month) == (fact["year"], fact["month"])
    if "authors" not in unverified or record.authors:
        assert [_as_spoken(author.name) for author in record.authors] == fact["authors"]
    assert record.identifiers.doi == ("" if "doi" in unverified else fact["doi"] or "")
    assert [(item.outcome, item.direction.value, item.size) for item in record.outcomes] == [
        (item["outcome"], item["direction"], item["size_as_stated"])
        for item in fact["outcome_facts"]
    ]
    assert [(item.system, item.value, item.url) for item in record.external_ratings] == [
        (item["system"], item["value_verbatim"], item["url"])
        for item in fact["external_ratings"] or ()
    ]
    assert record.appraisal.evidence_kind == fact["evidence_kind"]
    kind = "evaluation" if fact["kind"] == "randomised trial" else fact["kind"]
    assert record.kind == kind


@pytest.mark.parametrize("name", sorted(_studies()))
def test_the_headings_are_those_of_the_facts(name: str) -> None:
    notations = _fact(name)["topic_notations"]
    concepts = [heading.concept for heading in records()[name].topics]
    expected = [headings()[notation.casefold()] for notation in notations]
    # The scheme itself names Keep Safe under Reporting and Third-party Reporting.
    extra = [headings()["hat.4"]] if name == "keep-safe-scotland" else []
    assert concepts == expected + extra


@pytest.mark.parametrize("name", sorted(_studies()))
def test_every_address_the_facts_were_read_at_is_listed(name: str) -> None:
    fact = _fact(name)
    read = {link.url for link in records()[name].links if link.note == READ_NOTE}
    # A host with a full stop at its end is the same host.
    assert read == {source["url"].replace(".gov./", ".gov/") for source in fact["sources"]}


@pytest.mark.parametrize("name", sorted(_studies()))
def test_what_could_not_be_verified_is_named(name: str) -> None:
    for field in _fact(name)["recalled_fields"] or ():
        word = re.split(r"[ (]", field)[0]
        assert "Not verified:" in records()[name].notes
        assert word in records()[name].notes.casefold() or word in {"url", "publisher"}


@pytest.mark.parametrize("name", sorted(_studies()))
def test_a_study_is_told_in_our_own_words(name: str) -> None:
    fact, record = _fact(name), records()[name]
    length = LONGEST_SHARED_RUN + 1
    stated = [
        text
        for key, value in fact.items()
        if key.endswith("_facts") and key != "outcome_facts"
        for text in value
    ]
    known = {run for text in stated for run in runs(text, length)}
    told = [record.finding, *(section.body for section in record.sections)]
    assert [run for text in told for run in runs(text, length) if run in known] == []


def test_some_of_the_facts_could_not_be_verified() -> None:
    assert any(_fact(name)["recalled_fields"] for name in _studies())


def test_nothing_in_the_library_is_open_that_the_facts_leave_unknown() -> None:
    assert Licence.UNKNOWN in {record.licence for record in _studies().values()}
    for name, record in _studies().items():
        if record.licence is Licence.UNKNOWN:
            assert record.may_redistribute == "unknown", name
