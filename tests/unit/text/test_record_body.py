"""Sections are written as Markdown and read again, whatever stands in them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from evidence_library.model.record import Section
from evidence_library.model.vocabulary import SectionKind
from evidence_library.text.record_body import join_sections, kind_mark, split_sections
from tests.unit.exporters.any_record import any_section

lines = st.lists(st.sampled_from(["", " ", "#", "## a", "\\## a", "\\", "\\\\", "---", "text"]))


@given(st.lists(any_section()))
@example([Section(heading="Why {aim}"), Section(heading="{cost}", level=2), Section()])
def test_sections_are_read_as_they_were_written(sections: list[Section]) -> None:
    assert split_sections(join_sections(sections)) == tuple(sections)


@given(lines.map("\n".join), lines.map("\n".join))
def test_lines_that_look_like_headings_or_gaps_stay_text(first: str, second: str) -> None:
    sections = (Section(heading="A", body=first), Section(heading="B", level=2, body=second))
    assert split_sections(join_sections(sections)) == sections


def test_what_a_section_is_about_is_marked_only_where_its_heading_does_not_say_so() -> None:
    sections = (
        Section(kind=SectionKind.AIM, heading="Aim", body="x"),
        Section(kind=SectionKind.AIM, heading="Why", level=2),
        Section(kind=SectionKind.COST, heading="Bill", level=2),
        Section(kind=SectionKind.METHOD, heading="Outcomes"),
    )
    assert join_sections(sections) == (
        "## Aim\n\nx\n\n### Why\n\n### Bill {cost}\n\n## Outcomes {method}\n"
    )


def test_text_above_the_first_heading_is_a_section_of_its_own() -> None:
    assert split_sections("\nhello\n\n# big\n\n## Aim\nx\n") == (
        Section(body="hello\n\n# big"),
        Section(kind=SectionKind.AIM, heading="Aim", body="x"),
    )
    assert split_sections("\n\n") == ()


def test_a_word_in_braces_that_is_no_kind_stays_in_the_heading() -> None:
    (section,) = split_sections("## Why {aims}\n")
    assert (section.heading, kind_mark(section.heading)) == ("Why {aims}", "aims")
