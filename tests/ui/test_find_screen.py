"""Searching, filtering and reading, with jobs run at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.services import find
from evidence_library.services.find import Found, Request
from evidence_library.services.opened import Library
from evidence_library.ui.dialogs import LinkAnswer
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

STOPS = "Explaining stops to people who are stopped"
VISITS = "Visits to burgled homes"
DRIVERS = "A warning scheme for young drivers"
COUNTS = "Who is stopped"


def test_without_words_everything_is_listed(reader: Person) -> None:
    assert sorted(reader.sees_titles()) == sorted([STOPS, VISITS, DRIVERS, COUNTS])
    assert reader.sees_count() == "4 records"
    assert reader.window.frame.status.found.startswith("4 of 4 records, ")


def test_results_follow_each_letter(reader: Person) -> None:
    reader.searches("visi")
    assert reader.sees_titles() == [VISITS]


def test_while_a_search_is_under_way_only_the_newest_text_waits_for_it(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(make_window(immediate=False, pause=60_000), qtbot)
    person.opens(small_library)
    asked: list[str] = []
    first_may_end = threading.Event()
    search = find.search

    def slow_at_first(library: Library, request: Request) -> Found:
        asked.append(request.text)
        if len(asked) == 1:
            first_may_end.wait(20)
        return search(library, request)

    monkeypatch.setattr(find, "search", slow_at_first)
    for text in ("v", "vi", "visi"):
        person.window.finder.type_text(text)
    first_may_end.set()
    person.waits()
    assert asked == ["v", "visi"]
    assert person.sees_titles() == [VISITS]


def test_without_search_while_typing_enter_starts_the_search(reader: Person) -> None:
    reader.window.finder.while_typing = False
    reader.searches("burgled")
    assert len(reader.sees_titles()) == 4
    reader.presses(Qt.Key.Key_Return)
    assert reader.sees_titles() == [VISITS]


def test_the_list_says_a_hit_in_one_sentence(reader: Person) -> None:
    reader.searches("trust")
    index = reader.window.find_screen.results.list.hits.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        f"{STOPS}. Evaluation, 2014, Police Service, 12 years old. "
        "Improved, Moderate confidence, Comparison-group study. "
        "Officers who explained the reason for a stop raised trust by a small amount."
    )


def test_what_is_not_published_carries_a_badge(reader: Person) -> None:
    reader.searches("drivers")
    row = reader.window.find_screen.results.list.hits.row_at(0)
    assert row is not None
    assert [badge.text for badge in row.badges] == ["Draft", "Worse", "Not rated"]


def test_filters_of_one_family_add_up_and_families_narrow(reader: Person) -> None:
    reader.filters_by("Evaluation")
    reader.filters_by("Worse")
    assert reader.sees_titles() == [DRIVERS]
    reader.filters_by("Improved")
    assert sorted(reader.sees_titles()) == sorted([DRIVERS, STOPS])


def test_a_measured_problem_is_no_effect(reader: Person) -> None:
    reader.filters_by("Not stated")
    assert reader.sees_titles() == [COUNTS]


def test_a_filter_is_dropped_by_its_chip(reader: Person) -> None:
    reader.filters_by("Worse")
    reader.clicks(reader.window.find_screen.results.chip("Effect: Worse"))
    assert reader.sees_count() == "4 records"


def test_all_filters_are_dropped_at_once(reader: Person) -> None:
    reader.filters_by("Evaluation")
    reader.filters_by("Worse")
    reader.clicks(reader.window.find_screen.results.chip("Clear all"))
    assert reader.sees_count() == "4 records"


def test_filters_work_by_keyboard(reader: Person, qtbot: QtBot) -> None:
    filters = reader.window.find_screen.filters
    filters.setFocus()
    row = filters.lines.place("effect", "worse")
    filters.setCurrentIndex(filters.lines.index(row))
    reader.presses(Qt.Key.Key_Space, on=filters)
    assert reader.sees_titles() == [DRIVERS]
    assert "Worse, 1 record, selected" in [
        filters.lines.index(at).data(Qt.ItemDataRole.AccessibleTextRole)
        for at in range(filters.lines.rowCount())
    ]


def test_the_order_is_taken_from_the_menu(reader: Person) -> None:
    reader.takes("sort-oldest")
    assert reader.sees_titles()[0] == VISITS
    reader.takes("sort-newest")
    assert reader.sees_titles()[0] == DRIVERS
    assert reader.window.actions_made["sort-newest"].isChecked()
    assert not reader.window.actions_made["sort-oldest"].isChecked()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("zebra", "No record holds this word."),
        ("zebra giraffe", "No record holds all these words."),
    ],
)
def test_finding_nothing_says_why_and_offers_a_way_out(
    reader: Person, words: str, sentence: str
) -> None:
    reader.searches(words)
    assert reader.window.find_screen.results.empty.sentence == sentence


def test_the_last_word_can_be_taken_back(reader: Person) -> None:
    reader.searches("burgled zebra")
    reader.window.finder.drop_last_word()
    assert reader.sees_titles() == [VISITS]
    assert reader.window.frame.search.text == "burgled"


def test_a_misspelt_word_leads_to_the_one_that_was_meant(reader: Person) -> None:
    reader.searches("burgald")
    offer = reader.window.find_screen.results.did_you_mean
    assert offer.isVisible()
    assert offer.text() == "Did you mean “burgled”?"
    assert offer.accessibleName() == "Did you mean “burgled”? Search for it"
    offer.setFocus()
    reader.presses(Qt.Key.Key_Return)
    assert reader.sees_titles() == [VISITS]
    assert reader.window.frame.search.text == "burgled"
    assert not offer.isVisible()


def test_a_beginning_that_is_no_word_leads_to_the_words_it_begins(reader: Person) -> None:
    reader.searches("visi")
    assert reader.sees_titles() == [VISITS]
    reader.presses(Qt.Key.Key_Return, on=reader.window.frame.search.line)
    assert reader.sees_titles() == []
    offer = reader.window.find_screen.results.beginning
    assert offer.isVisible()
    assert offer.text() == "Words that begin with “visi” (1)"
    assert offer.accessibleName() == "Words that begin with “visi” (1): search for them"
    offer.setFocus()
    reader.presses(Qt.Key.Key_Return)
    assert reader.sees_titles() == [VISITS]
    assert reader.window.frame.search.text == "visi*"
    assert not offer.isVisible()


def test_a_problem_of_the_query_is_said_with_its_place(reader: Person) -> None:
    reader.searches("burgled (homes")
    problem = reader.window.find_screen.results.problem
    assert "bracket" in problem
    assert "“(homes”" in problem
    assert reader.sees_titles() == [VISITS]


def test_a_record_shows_its_three_facts_first(reader: Person) -> None:
    reader.searches("trust")
    reader.opens_first_result()
    page = reader.window.reader.page
    assert page is not None
    assert [(fact.caption, fact.label, fact.tone) for fact in page.facts] == [
        ("Effect", "▲ Improved", "good"),
        ("How we know", "Moderate", ""),
        ("How current", "2014", ""),
    ]
    assert reader.reads_title() == STOPS


def test_each_fact_tells_what_it_means(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    facts = reader.window.find_screen.reader.facts
    facts.ask(1)
    assert facts.meaning.startswith("Not rated: Nobody has yet judged how sure we can be.")
    facts.ask(0)
    assert facts.meaning.startswith("No difference: The main outcome was the same")


def test_what_is_missing_is_said(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    assert "Author not stated (2003)" in reader.window.reader.page.byline  # type: ignore[union-attr]
    text = reader.reads_text()
    assert "Licence: Not stated" in text
    assert "The source gives no web address." in text


def test_matched_words_are_stepped_through(reader: Person) -> None:
    reader.searches("reason")
    reader.opens_first_result()
    browser = reader.window.find_screen.reader.browser
    assert browser.matches > 0
    reader.takes("next-match")
    assert browser.position == f"1 of {browser.matches}"
    reader.takes("previous-match")
    assert browser.position == f"{browser.matches} of {browser.matches}"


@pytest.mark.own_window
def test_a_heading_of_the_record_shows_all_under_it(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    reader.clicks(reader.window.find_screen.reader.topic_buttons[0])
    assert sorted(reader.sees_titles()) == sorted([VISITS, COUNTS])


def test_a_web_address_is_shown_before_anything_opens(reader: Person) -> None:
    reader.answers.link = LinkAnswer.COPY
    reader.window.links.follow("open:http%3A%2F%2Fexample.org%2Fstops")
    assert reader.answers.links_asked == [("http://example.org/stops", True)]
    assert reader.has_on_the_clipboard() == "http://example.org/stops"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "http://"])
def test_what_is_no_web_address_cannot_be_opened(reader: Person, address: str) -> None:
    reader.answers.link = LinkAnswer.OPEN
    reader.window.links.ask(address)
    assert reader.answers.links_asked == [(address, False)]


def test_the_setting_never_keeps_the_browser_shut(reader: Person) -> None:
    reader.window.settings_screen.control("open_links").setCurrentIndex(1)  # type: ignore[union-attr]
    reader.window.settings_screen.control("open_links").activated.emit(1)  # type: ignore[union-attr]
    reader.window.links.ask("http://example.org")
    assert reader.answers.links_asked == [("http://example.org", False)]


def test_citation_and_record_are_copied_with_a_confirmation(reader: Person) -> None:
    reader.searches("trust")
    reader.opens_first_result()
    reader.clicks(reader.window.find_screen.reader.cite_button)
    assert reader.has_on_the_clipboard().startswith(f"Police Service (2014) {STOPS}.")
    assert reader.window.find_screen.reader.note == "Citation copied"
    reader.takes("copy-record")
    assert reader.has_on_the_clipboard().startswith(STOPS)


def test_the_record_is_copied_in_the_forms_that_can_be_imported(reader: Person) -> None:
    reader.searches("trust")
    reader.opens_first_result()
    reader.window.find_screen.reader.form_asked.emit("markdown")
    assert reader.has_on_the_clipboard().startswith("---\n")
    assert reader.window.find_screen.reader.note == "Copied as Markdown"
    reader.window.find_screen.reader.form_asked.emit("sheet")
    assert f"Title: {STOPS}" in reader.has_on_the_clipboard()


def test_the_record_goes_to_the_printer(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    reader.takes("print")
    [(title, text)] = reader.answers.printed
    assert title == VISITS
    assert "two estates" in text


def test_the_source_text_is_shown_as_read(reader: Person) -> None:
    reader.searches("trust")
    reader.opens_first_result()
    reader.window.find_screen.reader.source_asked.emit()
    assert reader.answers.texts_shown == [
        ("Source text as read: stops.txt", "Title: Explaining stops")
    ]


def test_what_was_repaired_when_reading_unfolds(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    assert "Two words were joined." not in reader.reads_text()
    reader.window.links.follow("fold:flags")
    assert "Two words were joined." in reader.reads_text()
    assert "As it stood: “burg led”" in reader.reads_text()
    reader.window.links.follow("fold:flags")
    assert "Two words were joined." not in reader.reads_text()


def test_one_comes_back_to_the_record_read_before(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    reader.searches("trust")
    reader.opens_first_result()
    assert reader.reads_title() == STOPS
    reader.takes("back")
    assert reader.reads_title() == VISITS


def test_undoing_an_operation_refreshes_list_and_reader(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    reader.takes("undo")
    reader.takes("clear")
    assert reader.sees_titles() == []
    assert reader.reads_title() == ""
    reader.takes("redo")
    assert len(reader.sees_titles()) == 4
