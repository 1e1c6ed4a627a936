"""What the results say: few words about many problems, true words about nothing found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence_library.ui.presenters.find import QueryProblem
from evidence_library.ui.presenters.wording import also_searched
from tests.ui.person import Person


def test_many_problems_are_told_in_two_sentences(reader: Person, qtbot: QtBot) -> None:
    answer = reader.window.finder.answer
    assert answer is not None
    problems = tuple(QueryProblem(f"Number {at} is odd.", at, at + 1) for at in range(900))
    results = reader.window.find_screen.results
    height = reader.window.height()
    odd = replace(answer, problems=problems)
    results.show_answer(odd)
    assert results.problem == "Number 0 is odd. Number 1 is odd. And 898 more."
    assert odd.spoken == "Number 0 is odd. Number 1 is odd. And 898 more. 4 records"
    qtbot.waitUntil(lambda: reader.window.height() == height)
    assert reader.window.minimumSizeHint().height() <= height


def test_an_endless_word_is_quoted_once_and_in_part(reader: Person) -> None:
    reader.pastes("topic:" + "x" * 90)
    assert reader.window.find_screen.results.problem.count("x") < 31


def test_a_quoted_value_is_not_quoted_twice(reader: Person) -> None:
    reader.searches('kind:"zebra crossing"')
    results = reader.window.find_screen.results
    assert results.problem == "No record has the kind “zebra crossing”."


@pytest.mark.parametrize(
    "query", ["kind:zebra", "year:1901..1902", '"zebra giraffe"', "zebra OR yak"]
)
def test_no_words_are_blamed_where_more_than_words_was_asked(reader: Person, query: str) -> None:
    reader.searches(query)
    assert reader.window.find_screen.results.empty.sentence == "Nothing matches this search."


def test_a_heading_without_records_offers_the_broader_one(
    reader: Person, starter_library: Path
) -> None:
    reader.opens(starter_library)
    reader.searches('topic:"Rural and Wildlife Crime"')
    empty = reader.window.find_screen.results.empty
    assert empty.sentence == "No record stands under “Rural and Wildlife Crime” yet."
    offered = empty.findChild(QPushButton)
    assert offered is not None
    assert offered.text() == "Show “Acquisitive and Business Crime” (6)"
    reader.clicks(offered)
    assert reader.sees_count() == "6 records"
    assert [chip.text for chip in reader.window.finder.chips] == [
        "Topic: Acquisitive and Business Crime"
    ]


def test_the_link_to_recommendations_is_reached_before_the_list(reader: Person) -> None:
    results = reader.window.find_screen.results
    reader.filters_by("Evaluation")
    assert results.list.previousInFocusChain() is results.set_aside
    assert results.set_aside.previousInFocusChain() is results.assessed
    assert results.assessed.previousInFocusChain() is results.recommendations


def test_what_else_was_searched_is_told_and_spoken(reader: Person) -> None:
    reader.searches("BAME ")
    results = reader.window.find_screen.results
    answer = reader.window.finder.answer
    assert answer is not None
    short = "Also searched: black and minority ethnic; black, Asian and minority ethnic and 3 more"
    assert results.also == short
    assert f". {short}" in answer.spoken
    assert results.all_also.focusPolicy() & Qt.FocusPolicy.TabFocus
    results.all_also.setFocus()
    reader.presses(Qt.Key.Key_Space, on=results.all_also)
    assert results.also == (
        "Also searched: black and minority ethnic; black, Asian and minority ethnic; BME; "
        "ethnic minority; minority ethnic"
    )
    reader.presses(Qt.Key.Key_Space, on=results.all_also)
    assert results.also == short
    reader.searches("employment ")
    assert results.also == ""


def test_many_other_words_take_two_lines_and_no_more_width(reader: Person, qtbot: QtBot) -> None:
    answer = reader.window.finder.answer
    assert answer is not None
    results = reader.window.find_screen.results
    narrowest = results.minimumSizeHint().width()
    height = reader.window.height()
    words = ", ".join(f"another way to say number {number}" for number in range(60))
    results.show_answer(replace(answer, also=words, also_whole=words))
    assert results.also.endswith("number 59")
    assert results.minimumSizeHint().width() == narrowest
    qtbot.waitUntil(lambda: reader.window.height() == height)


def test_one_group_of_other_words_leaves_room_for_the_next() -> None:
    groups = (tuple("abcdefg"), ("h", "i", "j"), ("k",))
    assert also_searched(groups, named=2) == "Also searched: a, b and 5 more; h, i, j; k"
    assert also_searched(()) == ""


def test_what_is_wrong_is_spoken_before_what_else_was_searched(reader: Person) -> None:
    reader.searches("colour:red BAME ")
    answer = reader.window.finder.answer
    assert answer is not None
    assert answer.spoken.startswith("“colour” is not a field")
    assert answer.spoken.index("Also searched") > answer.spoken.index("record")


def _understood(person: Person) -> list[str]:
    return [made.text() for made in person.window.find_screen.results.understood.buttons]


def test_what_was_understood_is_shown_and_can_be_taken_out(reader: Person) -> None:
    reader.searches("stop year:2010..2015 -joiner")
    assert _understood(reader) == ["stop ×", "published 2010 to 2015 ×", "not joiner ×"]
    chips = reader.window.find_screen.results.understood
    assert chips.buttons[1].accessibleName() == (
        "Understood: published 2010 to 2015. Take it out of the search"
    )
    reader.clicks(chips.buttons[1])
    assert reader.window.frame.search.text == "stop -joiner"
    assert reader.sees_count() == "3 records"


def test_plain_words_need_no_telling(reader: Person) -> None:
    reader.searches("stop search")
    assert _understood(reader) == []
    assert reader.window.find_screen.results.understood.isHidden()


def test_many_and_long_parts_leave_the_list_its_room(reader: Person) -> None:
    reader.pastes("-" + "x" * 300 + " " + " ".join(f"-word{at}" for at in range(40)))
    shown = _understood(reader)
    assert len(shown) == 10
    assert all(len(text) < 50 for text in shown)


def test_a_problem_is_underlined_where_it_stands(reader: Person) -> None:
    reader.searches("police colour:red ")
    assert reader.window.frame.search.underlined == ((7, 13),)
    reader.searches("police ")
    assert reader.window.frame.search.underlined == ()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("😀 police", "There is no word in “😀”."),
        (
            "AND OR NOT",
            "“AND” has nothing on one side; it was left out. "
            "“NOT” has nothing on one side; it was left out.",
        ),
        ("(((", "3 brackets are never closed: “(((”."),
        (
            "colour:red 😀 (police",
            "“colour” is not a field; its value was searched as words. "
            "There is no word in “😀”. And 1 more.",
        ),
        ("(police", "This bracket is never closed: “(police”."),
    ],
)
def test_a_problem_is_told_once_and_in_few_words(reader: Person, query: str, told: str) -> None:
    reader.pastes(query)
    reader.presses(Qt.Key.Key_Return, on=reader.window.frame.search.line)
    assert reader.window.find_screen.results.problem == told


def test_nothing_found_is_told_as_it_was_asked(reader: Person) -> None:
    empty = reader.window.find_screen.results.empty
    reader.filters_by("Improved")
    finder = reader.window.finder
    finder.filter("also", "place", "Nowhere")
    assert empty.sentence == "No record matches these filters."
    finder.filter("off", "effect", "improved")
    assert empty.sentence == "No record matches this filter."
    reader.searches("trust")
    assert empty.sentence == "No record matches this word and this filter."
    reader.searches("trust police")
    assert empty.sentence == "No record matches these words and this filter."
