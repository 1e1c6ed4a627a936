"""What people come for, from the first start to something they can use."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.helpers.libraries import STARTER_RECORDS
from tests.ui.person import Person

POLICING = "Race inequality in policing"
JOURNEY = "The Journey to Race Equality: Delivering Improved Services to Local Communities"


def test_a_newcomer_finds_evidence_within_a_minute(newcomer: Person, tmp_path: Path) -> None:
    newcomer.opens(tmp_path / "my library")
    assert newcomer.sees_count() == f"{STARTER_RECORDS} records"
    newcomer.searches("stop and search")
    assert any(title.startswith(POLICING) for title in newcomer.sees_titles())
    newcomer.presses(Qt.Key.Key_Return, on=newcomer.window.frame.search.line)
    assert "stop and search" in newcomer.reads_title()
    assert "123,335 in year one, from 34,154" in newcomer.reads_text()
    newcomer.clicks(newcomer.window.find_screen.reader.cite_button)
    assert newcomer.has_on_the_clipboard().startswith("McCandless, R. et al. (2016) Do initiatives")


def test_a_practitioner_narrows_by_topic_and_kind(reader: Person) -> None:
    reader.filters_by("Race Equality and Inclusion")
    reader.filters_by("Review")
    assert reader.sees_titles() == [JOURNEY]
    reader.opens_first_result()
    related = reader.window.reader.page
    assert related is not None
    assert "Related records" in reader.reads_text()
    reader.window.find_screen.reader.browser.link_clicked.emit(_first_link(related.html, "record:"))
    reader.waits()
    assert reader.reads_title() != JOURNEY
    reader.takes("back")
    assert reader.reads_title() == JOURNEY


def test_a_policy_officer_sees_who_was_to_do_what_by_when(reader: Person) -> None:
    reader.searches("summary report to parents")
    line = reader.window.find_screen.results.recommendations
    assert line.text().endswith(("also match", "also matches"))
    reader.clicks(line)
    screen = reader.window.tracking.screen
    assert reader.window.frame.place == "track"
    assert screen.head.count.text() == "1 of 28 recommendations, 0 of 30 explicit parts"
    reader.presses(Qt.Key.Key_Return, on=screen.table)
    text = screen.reader.browser.toPlainText()
    assert "Ofsted's summary report to parents should name this as a weakness." in text
    assert "Deadline: Q3 2004" in text
    assert [one.label for one in screen.recommendation.page.clocks] == [
        "▲ Met",
        "No evidence yet",
        "▲ Met",
    ]


def test_a_curator_adds_a_source_and_takes_it_back(reader: Person, tmp_path: Path) -> None:
    sheet = tmp_path / "wardens.txt"
    sheet.write_text(
        "Title: Wardens on the Riverside estate\n\n"
        "Author: Riverside Council\n\n"
        "Date published: May 2010\n\n"
        "SCS topic headings: Community Engagement; Estate Wardens\n\n"
        "This document is an EVALUATION of a local scheme.\n\n"
        "Summary of the intervention's aim\n\n"
        "Wardens walked the estate every evening.\n",
        encoding="utf-8",
    )
    dialog = reader.drops(sheet)
    assert "Estate Wardens" in dialog.details.toPlainText()
    reader.clicks(dialog.go_on)
    reader.clicks(dialog.cancel)
    reader.searches("title:wardens")
    assert reader.sees_titles() == ["Wardens on the Riverside estate"]
    reader.opens_first_result()
    assert "“Estate Wardens” is not in the topic scheme." in reader.reads_text()
    reader.takes("undo")
    assert reader.sees_titles() == []
    assert reader.window.actions_made["redo"].isEnabled()


def test_one_goes_from_library_to_library(reader: Person, small_library: Path) -> None:
    reader.searches("employment")
    reader.opens_first_result()
    reader.answers.folder = small_library
    reader.takes("open")
    assert reader.sees_count() == "4 records"
    reader.searches("burgled")
    assert reader.sees_titles() == ["Visits to burgled homes"]


def test_fast_typing_ends_with_the_results_of_the_last_words(reader: Person) -> None:
    line = reader.window.frame.search.line
    for words in ("e", "em", "emp", "employ", "health", "hous", "housing"):
        line.setText(words)
        line.textEdited.emit(words)
    reader.waits()
    assert reader.window.finder.request.text == "housing"
    assert any("housing" in title.lower() for title in reader.sees_titles())


def test_closing_the_window_in_the_middle_of_an_import_leaves_no_half(
    reader: Person, tmp_path: Path
) -> None:
    for number in range(30):
        (tmp_path / f"{number}.md").write_text(
            f"---\nkind: evaluation\ntitle: Note {number}\ntopics: [Mentoring]\n---\n\nText.\n",
            encoding="utf-8",
        )
    dialog = reader.window.import_files(sorted(tmp_path.glob("*.md")))
    dialog.close()
    reader.waits()
    assert reader.sees_count() == f"{STARTER_RECORDS} records"


def _first_link(html: str, scheme: str) -> str:
    return scheme + html.partition(f'href="{scheme}')[2].partition('"')[0]
