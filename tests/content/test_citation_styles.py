"""The styles that ship: their licence, nothing from outside, and every starter record in each."""

from __future__ import annotations

import re

import pytest

from evidence_library.assets import resource
from evidence_library.services import citations
from evidence_library.services.citations import CitationStyle
from evidence_library.settings import SETTINGS
from evidence_library.text.csl_data import csl_item
from tests.content.starter import records

FILES = sorted(resource("citation_styles").glob("*.csl"))


def test_the_styles_are_the_files_and_the_choices_of_the_setting() -> None:
    assert sorted(one.file for one in citations.STYLES) == [path.name for path in FILES]
    [setting] = [one for one in SETTINGS if one.key == "citation_style"]
    assert setting.choices == tuple((one.name, one.label) for one in citations.STYLES)
    assert setting.default == citations.USUAL


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_style_keeps_its_licence_and_reads_nothing_else(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert '<rights license="http://creativecommons.org/licenses/by-sa/3.0/">' in text
    assert "<!DOCTYPE" not in text
    assert "<!ENTITY" not in text
    assert "independent-parent" not in text
    for page in ("LICENSE-CSL.txt", "README.md"):
        assert resource("citation_styles", page).is_file()
    assert path.name in resource("citation_styles", "README.md").read_text(  # type: ignore[attr-defined]
        encoding="utf-8"
    )


@pytest.mark.parametrize("style", citations.STYLES, ids=lambda style: style.name)
def test_every_starter_record_is_cited_in_each_style(style: CitationStyle) -> None:
    held = {one.id: one for one in records().values()}
    told = citations.bibliography(held.values(), style.name)
    assert {one.record for one in told} == set(held)
    for one in told:
        record = held[one.record]
        words = re.findall(r"\w+", csl_item(record)["title"].casefold())
        said = re.findall(r"\w+", one.text.casefold().partition("http")[0])
        assert " ".join(said).count(" ".join(words)) == 1
        for name in csl_item(record).get("author", [])[:1]:
            assert name.get("family", name.get("literal")) in one.text
        year = record.published.year if record.published else None
        assert year is None or str(year) in one.text
        assert "None" not in one.text
        assert ".." not in one.text.replace("...", "")
        assert "Preprint" not in one.text


FINDINGS = tuple(f"journey-{one}" for one in ("education", "employment", "health", "housing"))
REPORT = (
    "Audit Commission (2004) The Journey to Race Equality: Delivering Improved Services to Local "
    "Communities. Available at: http://www.audit-commission.gov.uk/nationalstudies/communitysafety/"
    "Pages/thejourneytoraceequality_copy.aspx#downloads (Accessed: September 2011)."
)


def test_a_finding_is_cited_as_the_report_it_is_from_and_that_once() -> None:
    told = [records()[one] for one in (*FINDINGS, "journey-policing", "journey-social-services")]
    assert {citations.citation(one).text for one in told} == {REPORT}
    assert citations.in_form(told) == REPORT
    assert citations.in_form(told, "ris").count("TY  - ") == 1


@pytest.mark.parametrize(
    "name",
    [
        *("dundee-families-project-2001", "kirkholt-burglary-1988", "operation-blunt2-2016"),
        "recruitment-discrimination-2009",
    ],
)
def test_an_address_that_is_not_the_sources_is_not_cited(name: str) -> None:
    assert "http" not in citations.citation(records()[name]).text


@pytest.mark.parametrize(
    ("name", "style", "said"),
    [
        ("hot-spots-policing-2019", "harvard", "crime’, Campbell Systematic Reviews. Available"),
        ("falls-exercise-2019", "harvard", "Cochrane Database of Systematic Reviews, CD012424."),
        ("hateless-schools-2023", "harvard", "Journal of Youth and Adolescence, (6). Available"),
        ("20mph-zones-london-2009", "harvard", "BMJ, 339, b4469."),
        ("20mph-zones-london-2009", "apa", "BMJ, 339, Article b4469."),
        ("20mph-zones-london-2009", "oscola", "‘Effect of 20 mph traffic speed zones"),
        ("boot-camps-2005", "vancouver", "2005;2003(1). doi"),
        ("community-policing-2014", "vancouver", "2014:399–428."),
        (
            "participatory-budgeting-scotland-2019",
            "harvard",
            "People, Communities and Places Research Findings 14/2019. Scottish Government.",
        ),
        ("dare-gao-2003", "harvard", "Programs. GAO-03-172R. Available"),
        ("journey-to-race-equality", "apa", "Communities. Retrieved September 2011, from http"),
        ("kirkholt-burglary-1988", "oscola", "(Crime Prevention Unit Paper 13, Home Office 1988)"),
        ("hateless-schools-2023", "harvard", "(Accessed: November 2026)."),
    ],
)
def test_where_it_came_out_is_said_as_the_style_says_it(name: str, style: str, said: str) -> None:
    assert said in citations.citation(records()[name], style).text
