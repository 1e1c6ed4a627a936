"""A record tells where each of its statements can be checked, and who wrote its source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from evidence_library.model.dates import PartialDate
from evidence_library.model.record import (
    CaseStudy,
    Identifiers,
    Link,
    Name,
    Outcome,
    Record,
    Section,
)
from evidence_library.model.vocabulary import Direction, LinkRole, SectionKind
from evidence_library.services.read import read_record
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.presenters.page_parts import link
from evidence_library.ui.presenters.printed import with_addresses
from evidence_library.ui.presenters.record_page import Shown, page
from tests.helpers.libraries import add, empty_library, identity, note
from tests.ui.person import Person

ENDLESS = "https://www.example.org/" + "unbroken_" * 40
AUTHORS = tuple(Name(f"Writer{at}, A.") for at in range(1, 15))

Reads = Callable[[Record], Person]


def source(**fields: object) -> Link:
    values = {"role": LinkRole.SOURCE, "url": "http://a.b/c", **fields}
    return Link(**values)  # type: ignore[arg-type]


@pytest.fixture
def reads(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Reads:
    """Open a record in a library that holds nothing else."""

    def opened(record: Record) -> Person:
        library = empty_library(tmp_path / "sources")
        add(library, record)
        library.close()
        person = Person(window, qtbot)
        person.opens(tmp_path / "sources")
        person.opens_first_result()
        return person

    return opened


def lines(person: Person) -> list[str]:
    told = person.reads_text().partition("Web addresses\n")[2]
    return told.partition("\nLicence\n")[0].replace("\u2028", "\n").split("\n")


def test_each_source_is_told_with_how_it_was_read_and_what_it_supports(reads: Reads) -> None:
    first = source(
        label="The lamp report",
        accessed=PartialDate(2026, 11, raw="November 2026"),
        note="Read in an archived copy",
        supports=("Nine studies with 946 teenagers", "", "No change"),
    )
    tool = Link(role=LinkRole.TOOL, url="http://www.example.org/tool/", archived_copy="tool.pdf")
    assert lines(reads(note("Lamps", links=(first, tool)))) == [
        "The lamp report",
        "Source · accessed November 2026 · Read in an archived copy",
        "Supports:",
        "Nine studies with 946 teenagers",
        "No change",
        "example.org/tool",
        "Tool · archived copy kept",
    ]


def test_a_copy_on_the_web_can_be_followed(reads: Reads) -> None:
    copied = source(archived_copy="https://archive.example/c")
    html = reads(note("Lamps", links=(copied,))).window.reader.page.html  # type: ignore[union-attr]
    assert '<a href="open:https%3A%2F%2Farchive.example%2Fc">archived copy</a>' in html


def test_what_a_link_says_is_never_taken_for_html(tmp_path: Path) -> None:
    bad = "<script>x</script>"
    given = source(url=f"http://a.b/{bad}", note=bad, supports=(bad,), archived_copy=bad)
    library = empty_library(tmp_path / "bad")
    record = note("Lamps", links=(given, source(label=bad)), authors=(Name(bad),))
    add(library, record)
    html = page(read_record(library, record.id, date(2026, 11, 22)), Shown(""))
    library.close()
    assert "<script" not in html
    assert html.count("&lt;script&gt;x&lt;/script&gt;") >= 5


def test_twelve_sources_with_endless_words_do_not_widen_the_page(reads: Reads) -> None:
    words = "unbroken" * 60
    links = tuple(
        source(url=f"{ENDLESS}{at}", label=label, note=words, supports=(words,) * 10)
        for at in range(6)
        for label in ("", words)
    )
    person = reads(note("Lamps", links=links))
    pane = person.window.find_screen.reader
    assert pane.browser.document().size().width() <= pane.browser.width()
    assert all(
        area.horizontalScrollBar().maximum() == 0
        for area in pane.findChildren(QScrollArea)
        if area.isAncestorOf(pane.browser)
    )
    printed = pane.printable()
    assert printed is not None
    printed.setTextWidth(400)
    assert printed.size().width() == 400


def test_of_many_authors_three_are_named_at_first_and_all_below(reads: Reads) -> None:
    person = reads(note("Lamps", authors=AUTHORS, publisher=(AUTHORS[9], Name("Press")), year=2013))
    shown = person.window.reader.page
    assert shown is not None
    assert shown.byline == "Writer1, A., Writer2, A., Writer3, A. and 11 others (2013) · Press"
    row = person.window.find_screen.results.list.hits.row_at(0)
    assert row is not None
    assert "Writer1, A. and 13 others" in row.meta
    everybody = [author.name for author in AUTHORS]
    assert f"Written by: {'; '.join(everybody)}" in person.reads_text()
    assert all(name in shown.citation for name in everybody)


def test_notes_and_the_place_of_publication_stand_with_the_source(reads: Reads) -> None:
    told = reads(
        note(
            "Lamps",
            identifiers=Identifiers(series="12(8): 761-788"),
            notes="Not verified: the year.",
        )
    ).reads_text()
    assert "Published in: 12(8): 761-788" in told
    assert "Curators’ notes: Not verified: the year." in told


def test_outcomes_that_the_text_tells_are_folded_into_a_table(reads: Reads) -> None:
    section = Section(kind=SectionKind.OUTCOMES, heading="What changed", body="Crime fell.")
    outcome = Outcome(outcome="Thefts", direction=Direction.IMPROVED, size="down by half")
    person = reads(Record(id=identity("lamps"), sections=(section,), outcomes=(outcome,)))
    assert "The outcomes as a table (1 outcome)" in person.reads_text()
    assert "down by half" not in person.reads_text()
    person.window.find_screen.reader.browser.link_clicked.emit("fold:outcomes")
    person.waits()
    assert "down by half" in person.reads_text()


def test_outcomes_that_no_text_tells_stand_open(reads: Reads) -> None:
    outcome = Outcome(outcome="Thefts", direction=Direction.IMPROVED, size="down by half")
    assert "down by half" in reads(note("Lamps", outcomes=(outcome,))).reads_text()


def test_a_case_is_told_at_a_glance_before_the_text(reads: Reads) -> None:
    case = CaseStudy(place="Leeds", organisation="A charity", what_did_not_work="Too few sites")
    told = reads(note("Sites", "The whole story.", case_study=case)).reads_text()
    glance, _, story = told.partition("The whole story.")
    assert story
    assert "The case at a glance" in glance
    assert "What did not work: Too few sites" in glance


def test_printed_and_copied_links_say_where_they_lead() -> None:
    labelled = link("open", "http://a.b/?x=1&y=2", "The <report>")
    assert QTextDocumentFragment.fromHtml(with_addresses(labelled)).toPlainText() == (
        "The <report> (http://a.b/?x=1&y=2)"
    )
    named = link("open", "http://a.b/c", "http://a.b/c")
    assert with_addresses(named) == named
    inside = link("record", "123", "Another record")
    assert with_addresses(inside) == inside
    written = '<a href="https://a.b/d?e=1&amp;f=2" rel="x"><em>here</em></a>'
    assert with_addresses(written) == f"{written} (https://a.b/d?e=1&amp;f=2)"


def test_a_printed_record_names_the_address_of_its_source(reader: Person) -> None:
    reader.searches("trust")
    reader.opens_first_result()
    page = reader.window.reader.page
    assert page is not None
    printed = reader.window.find_screen.reader.printable()
    assert printed is not None
    assert "http://example.org/stops" in printed.toPlainText()
