"""The real summary sheet is read in full. Its text is compared with the file, not copied here."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from evidence_library.exporters import markdown_record, summary_sheet
from evidence_library.importers.formats import read_bytes
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId, is_identity
from evidence_library.model.record import (
    FormLine,
    Link,
    Name,
    Pointer,
    Record,
    Section,
    TopicHeading,
)
from evidence_library.model.rules import check
from evidence_library.model.vocabulary import LinkRole, PointerKind, SectionKind, Workflow
from tests.unit.importers.seeds import HEADINGS, SHEET, needs_seeds, read_seed, text_of

pytestmark = needs_seeds

TITLE = "The Journey to Race Equality: Delivering Improved Services to Local Communities"
REPORT = (
    "http://www.audit-commission.gov.uk/nationalstudies/communitysafety/Pages/"
    "thejourneytoraceequality_copy.aspx#downloads"
)
FILES = (
    "http://www.audit-commission.gov.uk/SiteCollectionDocuments/AuditCommissionReports/"
    "NationalStudies/"
)
SEPTEMBER = PartialDate(2011, 9, raw="September 2011")


@cache
def sheet() -> Record:
    reading = read_seed(SHEET)
    assert reading.format == "summary sheet"
    assert (reading.encoding, reading.encoding_assumed) == ("utf-8", False)
    assert reading.problems == ()
    (record,) = reading.records
    return record


def lines() -> list[str]:
    return text_of(SHEET).split("\n")


def printed(first: str, last: str) -> str:
    """Give the lines of the file from the one that begins with `first` to that with `last`."""
    start = next(at for at, line in enumerate(lines()) if line.startswith(first))
    end = next(at for at, line in enumerate(lines()) if at >= start and line.startswith(last))
    return "\n".join(lines()[start : end + 1])


def test_every_field_that_the_form_has_is_read() -> None:
    body = Name("Audit Commission", corporate=True)
    expected = Record(
        id=sheet().id,
        kind="review",
        kind_sentence=next(line for line in lines() if " REVIEW " in line),
        title=TITLE,
        authors=(body,),
        funders=(body,),
        published=PartialDate(2004, 1, raw="January 2004"),
        accessed=SEPTEMBER,
        added=Added(PartialDate(2011, 10, raw="2011 (October DH)"), by="DH"),
        topics=(
            TopicHeading("Safety of Vulnerable Groups", ConceptId("c-vulnerable")),
            TopicHeading("Partnership Working", ConceptId("c-partnership")),
            TopicHeading("Community Engagement", ConceptId("c-community")),
            TopicHeading("Evaluation and Monitoring", ConceptId("c-evaluation")),
        ),
        sections=sheet().sections,
        links=sheet().links,
        pointers=sheet().pointers,
        workflow=Workflow.DRAFT,
        further_details=next(line for line in lines() if line.startswith("Further details")),
        form=sheet().form,
        flags=sheet().flags,
        source_name=SHEET.name,
        source_text=text_of(SHEET),
    )
    assert sheet() == expected
    assert is_identity(sheet().id)


def test_the_labels_are_kept_in_their_order() -> None:
    assert sheet().form == (
        FormLine("title", "Title"),
        FormLine("authors", "Author"),
        FormLine("published", "Date published"),
        FormLine("funders", "Funding body"),
        FormLine("source_link", "Document available to download at"),
        FormLine("topics", "SCS topic headings"),
        FormLine("kind_sentence"),
        FormLine("section"),
        FormLine("further_details"),
        FormLine("added", "Date added to the SCS website"),
    )


def test_the_links_have_their_roles() -> None:
    assert sheet().links == (
        Link(role=LinkRole.SOURCE, url=REPORT, label=TITLE, accessed=SEPTEMBER),
        Link(role=LinkRole.TOOL, url=f"{FILES}Workbook_FINAL.pdf", label="self-assessment tool"),
        Link(
            role=LinkRole.SURVEY,
            url=f"{FILES}journeytoraceequalitysurveyanalysis.pdf",
            label="NOP report on it's actions",
        ),
        Link(role=LinkRole.METHOD, url=REPORT, label="focus group methodology and key findings"),
    )


def test_the_pointers_are_read_in_order() -> None:
    def ref(*numbers: str, words: str = "see the report's Ref.") -> Pointer:
        *most, last = numbers
        listed = f"{', '.join(most)} and {last}" if most else last
        return Pointer(kind=PointerKind.REF, numbers=numbers, raw=f"{words} {listed}")

    assert sheet().pointers == (
        ref("9"),
        ref("2", "3", "11", "12", "13", words="see the report's Refs."),
        ref("9"),
        ref("9"),
        Pointer(kind=PointerKind.EXHIBIT, numbers=("1",), raw="see the report's Exhibit 1"),
        ref("15"),
        ref("16", words="see the report’s Ref."),
        ref("4"),
    )


def test_the_sections_are_those_of_the_sheet() -> None:
    assert [(item.kind, item.level, item.heading) for item in sheet().sections] == [
        (SectionKind.AIM, 1, "Summary of the intervention's aim"),
        (SectionKind.OUTCOMES, 1, "Outcomes"),
        (SectionKind.OUTCOMES, 2, "Examples of race inequality"),
        (SectionKind.OUTCOMES, 2, "Outcomes to improve quality of life"),
        (SectionKind.OUTCOMES, 2, "Self-assessment tool"),
        (SectionKind.CONCLUSIONS, 1, "Summary of evaluation conclusions"),
        (
            SectionKind.METHOD,
            1,
            "How the evaluation gathered information for findings and conclusions",
        ),
    ]


def section(heading: str) -> Section:
    return next(item for item in sheet().sections if item.heading == heading)


def test_the_texts_are_those_of_the_sheet() -> None:
    unbroken = {
        "Summary of the intervention's aim": ("The main aim", "The report provides"),
        "Outcomes": ("- Chapter 1", "- fear that identifying"),
        "Self-assessment tool": ("To accompany", f"{FILES}Workbook_FINAL.pdf)"),
        "Summary of evaluation conclusions": ("The key driver", "Alongside the legislation"),
    }
    assert {name: section(name).body for name in unbroken} == {
        name: printed(*ends) for name, ends in unbroken.items()
    }


def test_lists_and_the_item_that_blank_lines_cut_are_put_together() -> None:
    examples = printed("- **Employment**", "Black and minority ethnic communities can")
    quality = printed("Public services need to have", "- **Setting priorities")
    method = printed("There were seven", "- A listening and learning day")
    assert section("Examples of race inequality").body == examples.replace(
        "\n\n- **Pol", "\n- **Pol"
    )
    assert section("Outcomes to improve quality of life").body == quality.replace(
        "\n\n- Fieldwork showed", "\n- Fieldwork showed"
    )
    assert section(sheet().sections[-1].heading).body == method.replace(
        "methodology and\n\nkey", "methodology and key"
    ).replace("\n\n- A series", "\n- A series")


def test_every_repair_is_flagged_with_the_text_as_it_stood() -> None:
    source = text_of(SHEET)
    flags = sheet().flags
    assert [(flag.code, flag.where) for flag in flags] == [
        ("list-joined", "outcomes"),
        ("list-joined", "outcomes"),
        ("item-joined", "method"),
        ("list-joined", "method"),
        ("same-address", "links"),
    ]
    assert [flag.raw in source for flag in flags] == [True, True, True, False, True]
    assert flags[2].raw.endswith(f"methodology and\n\nkey findings, see {REPORT})")


def test_odd_spellings_and_both_kinds_of_quotes_survive() -> None:
    text = "\n".join(item.body for item in sheet().sections)
    for words in (
        "on it's actions)",
        "local black and minority population",
        "‘treat people fairly’",
        "'Race equality' is",
        "a 'broken-record'",
        "the Commission’s survey were",
        "the Commission's survey report",
    ):
        assert words in text


def test_nothing_is_made_up() -> None:
    assert (sheet().finding, sheet().outcomes, sheet().tags) == ("", (), ())
    codes = {problem.code for problem in check(sheet(), (2012, 1, 1))}
    assert codes == {"unresolved-pointer", "no-archived-copy", "licence-unknown", "no-appraisal"}


def test_the_sheet_is_written_again_word_for_word() -> None:
    written = summary_sheet.write(sheet())
    assert written.split() == text_of(SHEET).split()
    own_lines = [line for line in lines() if line.strip()]
    changed = set(own_lines) ^ {line for line in written.split("\n") if line}
    assert {line[:20] for line in changed} == {"- Focus groups were ", "key findings, see ht"}


def test_the_sheet_is_built_from_the_fields_alone() -> None:
    bare = replace(sheet(), source_text="", source_name="", flags=())
    assert summary_sheet.write(bare) == summary_sheet.write(sheet())
    renamed = replace(sheet(), title="Another title")
    assert summary_sheet.write(renamed) == summary_sheet.write(sheet()).replace(
        TITLE, "Another title"
    )


def test_the_sheet_is_the_same_by_way_of_markdown() -> None:
    markdown = markdown_record.write(sheet())
    again = read_bytes("journey.md", markdown.encode(), HEADINGS).records[0]
    assert summary_sheet.write(again) == summary_sheet.write(sheet())
    assert replace(again, source_name=SHEET.name, source_text=text_of(SHEET)) == sheet()


def test_the_written_sheet_is_imported_without_a_repair() -> None:
    written = summary_sheet.write(sheet())
    again = read_bytes(SHEET.name, written.encode(), HEADINGS).records[0]
    assert [flag.code for flag in again.flags] == ["same-address"]
    assert replace(again, id=sheet().id, flags=sheet().flags, source_text=text_of(SHEET)) == sheet()
