"""Search options: all words must be there, only the words typed; they hold until changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.ui.presenters.search_options import ALL_WORDS, OTHER_WORDS
from tests.ui.conftest import MakeWindow, Spoken
from tests.ui.person import Person

STRICT, TYPED = "All words must be there ×", "Only the words typed ×"


@pytest.fixture
def searcher(reader: Person, starter_library: Path) -> Person:
    reader.opens(starter_library)
    return reader


def chips(person: Person) -> list[str]:
    texts = person.window.find_screen.results.chip_texts
    return [text for text in texts if text in {STRICT, TYPED}]


def ticked(person: Person) -> tuple[bool, bool]:
    made = person.window.actions_made
    return made[ALL_WORDS].isChecked(), made[OTHER_WORDS].isChecked()


def number(person: Person) -> int:
    return int(person.sees_count().split()[0])


def test_other_words_are_switched_off_beside_what_was_also_searched(searcher: Person) -> None:
    searcher.searches("recidivism ")
    results = searcher.window.find_screen.results
    wide = number(searcher)
    assert results.also.startswith("Also searched: ")
    assert not results.only_typed.isHidden()
    searcher.clicks(results.only_typed)
    assert results.also == ""
    assert chips(searcher) == [TYPED]
    assert number(searcher) < wide
    assert ticked(searcher) == (False, False)
    searcher.clicks(results.chip("Only the words typed"))
    assert chips(searcher) == []
    assert number(searcher) == wide
    assert results.also.startswith("Also searched: ")
    assert ticked(searcher) == (False, True)


def test_all_words_must_be_there_if_one_says_so(searcher: Person) -> None:
    searcher.searches("cctv lighting schools ")
    wide = number(searcher)
    assert searcher.window.find_screen.results.leniency
    searcher.takes(ALL_WORDS)
    assert number(searcher) < wide
    assert searcher.window.find_screen.results.leniency == ""
    assert chips(searcher) == [STRICT]
    searcher.searches("hospital violence streets ")
    assert chips(searcher) == [STRICT]
    answer = searcher.window.finder.answer
    assert answer is not None
    assert not answer.found.request.lenient
    searcher.takes(ALL_WORDS)
    assert chips(searcher) == []


def test_options_outlast_clearing_and_another_library(
    searcher: Person, small_library: Path
) -> None:
    searcher.takes(ALL_WORDS)
    searcher.takes(OTHER_WORDS)
    searcher.takes("clear")
    assert chips(searcher) == [STRICT, TYPED]
    searcher.opens(small_library)
    assert chips(searcher) == [STRICT, TYPED]
    assert ticked(searcher) == (True, False)


def test_options_are_as_usual_in_another_window(
    searcher: Person, make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    searcher.takes(OTHER_WORDS)
    other = Person(make_window(), qtbot)
    other.opens(small_library)
    assert chips(other) == []
    assert ticked(other) == (False, True)


def test_filters_are_counted_and_cleared_without_options(searcher: Person) -> None:
    searcher.takes(OTHER_WORDS)
    searcher.filters_by("Improved")
    searcher.filters_by("Evaluation")
    pane = searcher.window.find_screen.results
    searcher.clicks(pane.chip("Clear all"))
    assert searcher.window.finder.chips == ()
    assert chips(searcher) == [TYPED]


def test_a_saved_search_sets_the_options(searcher: Person) -> None:
    searcher.searches("recidivism ")
    searcher.takes(OTHER_WORDS)
    searcher.takes(ALL_WORDS)
    found = number(searcher)
    searcher.answers.name = "Exactly this"
    searcher.takes("save-search")
    searcher.takes(OTHER_WORDS)
    searcher.takes(ALL_WORDS)
    searcher.takes("clear")
    assert chips(searcher) == []
    saved = searcher.window.find_screen.saved.list
    names = [saved.saved.index(row).data() for row in range(saved.saved.rowCount())]
    at = next(row for row, name in enumerate(names) if str(name).startswith("Exactly this"))
    saved.setCurrentIndex(saved.saved.index(at))
    searcher.presses(Qt.Key.Key_Return, on=saved)
    assert chips(searcher) == [STRICT, TYPED]
    assert ticked(searcher) == (True, False)
    assert number(searcher) == found


def test_an_earlier_search_tells_and_sets_the_options(searcher: Person) -> None:
    field = searcher.window.frame.search.line
    searcher.searches("recidivism")
    searcher.presses(Qt.Key.Key_Return, on=field)
    searcher.takes(OTHER_WORDS)
    searcher.presses(Qt.Key.Key_Return, on=field)
    earlier = searcher.window.searches.earlier
    assert [one.words for one in earlier.of_this_library] == [
        "recidivism · Only the words typed",
        "recidivism",
    ]
    earlier.ask(earlier.of_this_library[1])
    searcher.waits()
    assert chips(searcher) == []
    earlier.ask(earlier.of_this_library[0])
    searcher.waits()
    assert chips(searcher) == [TYPED]


def test_the_options_are_beside_the_field_and_reached_by_tab(searcher: Person) -> None:
    frame = searcher.window.frame
    options = frame.options
    assert options.accessibleName() == "Search options"
    frame.search.take_focus()
    reached: list[object] = []
    for _ in range(4):
        searcher.presses(Qt.Key.Key_Tab)
        reached.append(searcher.window.focusWidget())
    assert options in reached
    menu = options.menu()
    assert [one.text() for one in menu.actions()] == [
        "All words must be &there",
        "Search &other words too",
    ]
    menu.actions()[0].trigger()
    searcher.waits()
    assert options.accessibleName() == "Search options: All words must be there"


def test_the_links_below_the_other_words_come_before_the_list(searcher: Person) -> None:
    searcher.searches("recidivism ")
    results = searcher.window.find_screen.results
    results.only_typed.setFocus()
    seen = [results.only_typed.nextInFocusChain()]
    while seen[-1] is not results.list and len(seen) < 60:
        seen.append(seen[-1].nextInFocusChain())
    assert seen[-1] is results.list
    searcher.presses(Qt.Key.Key_Space, on=results.only_typed)
    assert chips(searcher) == [TYPED]


def test_a_changed_option_is_spoken(searcher: Person, spoken: Spoken) -> None:
    searcher.takes(OTHER_WORDS)
    assert "Only the words typed." in spoken.words
    searcher.takes(OTHER_WORDS)
    assert "Other words are searched too." in spoken.words


def test_without_a_library_there_is_nothing_to_choose(make_window: MakeWindow) -> None:
    window = make_window()
    assert not window.frame.options.isEnabled()
    assert not window.actions_made[ALL_WORDS].isEnabled()
