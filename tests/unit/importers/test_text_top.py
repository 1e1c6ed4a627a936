"""The top of a plain text: its title, names and date, and headings that stand alone on a line."""

from __future__ import annotations

import pytest

from evidence_library.importers.free_text import read_text
from evidence_library.model.record import Link, Record
from evidence_library.model.vocabulary import LinkRole, SectionKind

REPORT = """Street lighting in Dunmore: an evaluation of brighter lamps
Jane Smith and Tom Jones
May 2016

Background
Brighter lamps were put up in four streets. Burglary
was counted for a year.
Methods

We compared two areas.

2. Findings
Burglary fell by a third.
https://example.org/lamps.pdf (accessed May 2016)
"""


def read(text: str, name: str = "pasted text") -> Record:
    return read_text(text, name, {}).records[0]


def flags(record: Record) -> set[str]:
    return {one.code for one in record.flags}


def test_title_names_and_date_are_read_from_the_lines_at_the_top() -> None:
    record = read(REPORT)
    assert record.title == "Street lighting in Dunmore: an evaluation of brighter lamps"
    assert [one.name for one in record.authors] == ["Jane Smith", "Tom Jones"]
    assert record.published is not None
    assert record.published.value == "2016-05"
    assert {"title-guessed", "authors-guessed", "date-guessed"} <= flags(record)
    assert all("name of the file" not in one.message for one in record.flags)


def test_headings_alone_on_a_line_become_sections() -> None:
    found = [(one.kind, one.heading) for one in read(REPORT).sections]
    assert found == [
        (SectionKind.OTHER, "Background"),
        (SectionKind.METHOD, "Methods"),
        (SectionKind.OUTCOMES, "Findings"),
    ]


def test_an_address_has_the_day_it_was_read_and_not_the_sentence_before_it() -> None:
    (link,) = read(REPORT).links
    assert link.accessed is not None
    assert link == Link(
        role=LinkRole.RELATED, url="https://example.org/lamps.pdf", accessed=link.accessed
    )
    assert link.accessed.value == "2016-05"


@pytest.mark.parametrize(
    ("text", "title", "authors"),
    [
        ("Do wardens work?\n\nJ. Smith\n\n2011\n\nSome text.\n", "Do wardens work?", ["J. Smith"]),
        ("A visit (2016)\n\nFindings\n\nIt was quiet.\n", "A visit (2016)", []),
        ("Wardens\nBy Kent Council\nText begins here.\n", "Wardens", ["Kent Council"]),
        ("Wardens were seen in four towns and\nDisorder fell. It did.\n", "", []),
        ("Wardens were seen in four towns.\n\nDisorder fell.\n", "Wardens were seen in four towns.",
         []),
    ],
)  # fmt: skip
def test_what_is_taken_for_a_title(text: str, title: str, authors: list[str]) -> None:
    record = read(text)
    assert (record.title, [one.name for one in record.authors]) == (title, authors)


def test_a_pasted_text_without_a_title_says_so_and_a_file_is_called_by_its_name() -> None:
    text = "Wardens were seen in four towns and\nDisorder fell. It did.\n"
    assert "title-missing" in flags(read(text))
    assert read(text, "Town_wardens.txt").title == "Town wardens"
