"""Track: recommendations as a table, as at any day, grouped and filtered, by keyboard and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.model.clocks import reported_on
from evidence_library.model.dates import day_in_words
from evidence_library.model.track_choices import Grouping, Quick
from evidence_library.model.vocabulary import EvidenceRole
from evidence_library.services import (
    starter,
    track,
    track_edits,
    track_links,
    track_sets,
    trash,
    worklists,
)
from evidence_library.services.read import read_record
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.presenters.as_at import refusal, understood
from evidence_library.ui.presenters.track import TrackPresenter
from evidence_library.ui.screens.track import TrackScreen
from evidence_library.ui.widgets.track_table import TrackTable
from tests.ui.answers import Answers
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls


class PolicyOfficer(Person):
    """Does with recommendations what policy officers do."""

    @property
    def screen(self) -> TrackScreen:
        return self.window.tracking.screen

    @property
    def table(self) -> TrackTable:
        return self.screen.table

    def looks_as_at(self, typed: str) -> None:
        line = self.screen.head.as_at.box.lineEdit()
        assert line is not None
        line.setText(typed)
        self.presses(Qt.Key.Key_Return, on=line)

    def filters_for(self, typed: str) -> None:
        line = self.screen.head.filter
        line.clear()
        self._qtbot.keyClicks(line, typed)
        self.presses(Qt.Key.Key_Return, on=line)

    def comes_to(self, number: str) -> None:
        rows = self.table.lines.rows
        lines = (self.table.lines.line_at(row) for row in range(len(rows)))
        row = next(at for at, line in enumerate(lines) if line and line.number == number)
        self.table.go_to(row)
        self.waits()

    def sees_numbers(self) -> list[str]:
        lines = map(self.table.lines.line_at, range(len(self.table.lines.rows)))
        return [line.number for line in lines if line is not None]

    def sees_headings(self) -> list[str]:
        found = map(self.table.lines.heading_at, range(len(self.table.lines.rows)))
        return [f"{one.words} {one.count}" for one in found if one is not None]

    def counts(self) -> str:
        return self.screen.head.count.text()

    def reads(self) -> str:
        return self.screen.reader.browser.toPlainText()

    def sees_clocks(self) -> list[str]:
        page = self.screen.recommendation.page
        return [one.label for one in page.clocks] if page else []


@pytest.fixture
def officer(
    shared_window: MainWindow, starter_library: Path, qtbot: QtBot
) -> Iterator[PolicyOfficer]:
    """Somebody in Track on the starter library, as at 1 October 2005."""
    window = shared_window
    answers = window.dialogs
    assert isinstance(answers, Answers)
    answers.__init__()  # type: ignore[misc]  # whatever was answered before
    window.resize(1280, 800)
    window.go("find")
    person = PolicyOfficer(window, qtbot)
    person.opens(starter_library)
    person.takes("go-track")
    screen = person.screen
    screen.presenter.change(rule="2005-10-01", by=Grouping.NONE, text="", quick=frozenset())
    screen.show_view("table")
    yield person
    window.go("find")


def test_a_day_says_what_is_overdue_and_why(officer: PolicyOfficer) -> None:
    assert officer.counts() == "28 recommendations, 30 explicit parts"
    officer.clicks(officer.screen.head.chips[Quick.OVERDUE])
    assert officer.sees_numbers() == ["13", "15", "16", "22", "23", "27", "28"]
    assert officer.counts() == "7 of 28 recommendations, 11 of 30 explicit parts"
    officer.looks_as_at("Q3 2003")
    assert officer.screen.head.as_at.box.currentText() == "30 September 2003"
    assert officer.sees_numbers() == ["13"]  # of the others the quarter has not ended before
    officer.looks_as_at("1 October 2005")
    officer.clicks(officer.screen.head.chips[Quick.OVERDUE])
    officer.clicks(officer.screen.head.chips[Quick.CONTRADICTION])
    assert len(officer.sees_numbers()) == 1
    officer.presses(Qt.Key.Key_Return, on=officer.table)
    assert "Contradiction: " in officer.reads()
    assert "is reported as not due, but its deadline" in officer.reads()
    officer.clicks(officer.screen.head.chips[Quick.CONTRADICTION])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1/10/2005", "2005-10-01"),
        ("01.10.2005", "2005-10-01"),
        ("1-10-2005", "2005-10-01"),
        ("2005.10.01", "2005-10-01"),
        ("1 Oct. 2005", "2005-10-01"),
        ("10/2005", "2005-10-31"),
        ("Spring 2004", "2004-05-31"),
        ("winter 2004", "2005-02-28"),
        ("2005-Q3", "2005-09-30"),
        ("1 okt 2005", ""),
        ("Q5 2005", ""),
        ("2005-13-01", ""),
        ("31/2/2005", ""),
        ("10/13/2005", ""),
        ("01/10/05", ""),
        ("13 banana 2005", ""),
        ("2003/04", ""),
    ],
)
def test_a_day_is_read_as_in_the_uk_or_refused(typed: str, day: str) -> None:
    found = understood(typed, date(2026, 11, 22))
    assert (found.rule if found else "") == day
    assert day or refusal(typed).endswith(".")


def test_a_day_that_is_none_is_told_and_changes_nothing(officer: PolicyOfficer) -> None:
    field, told = officer.screen.head.as_at, []
    field.said.connect(told.append)
    officer.looks_as_at("the day after never")
    assert field.box.property("tone") == "bad"
    assert field.wrong.isVisible()
    assert field.wrong.text().startswith("“the day after never” is not a day that is understood")
    assert field.wrong.text().endswith("It stays: 1 October 2005.")
    assert field.box.currentText() == "1 October 2005"
    assert told == [field.wrong.text()]
    assert officer.screen.presenter.asked.rule == "2005-10-01"
    officer.looks_as_at("2.10.2005")
    assert not field.wrong.isVisible()
    assert officer.screen.presenter.asked.rule == "2005-10-02"


def test_groups_fold_and_one_stays_where_one_is(officer: PolicyOfficer) -> None:
    officer.comes_to("24")
    officer.screen.presenter.change(by=Grouping.LEAD)
    officer.waits()
    line = officer.table.lines.line_at(officer.table.row)
    assert line is not None
    assert line.number == "24"
    assert "CRE 5" in officer.sees_headings()
    assert officer.screen.head.note.text().startswith("Recommendations with several leads")
    officer.table.go_to(0)
    before = len(officer.table.lines.rows)
    officer.presses(Qt.Key.Key_Left, on=officer.table)
    assert len(officer.table.lines.rows) == before - 5
    assert officer.table.row == 0
    officer.presses(Qt.Key.Key_Return, on=officer.table)
    assert len(officer.table.lines.rows) == before


def test_digits_go_to_a_number_and_several_are_chosen(officer: PolicyOfficer) -> None:
    officer.comes_to("1")
    officer._qtbot.keyClicks(officer.table, "16")
    officer.waits()
    line = officer.table.lines.line_at(officer.table.row)
    assert line is not None
    assert line.number == "16"
    with_shift = Qt.KeyboardModifier.ShiftModifier
    officer._qtbot.keyClick(officer.table, Qt.Key.Key_Down, with_shift)
    assert len(officer.screen.chosen.items) == 2
    assert officer.screen.bar.isVisible()
    assert officer.screen.bar.words.text() == "2 chosen"
    officer.looks_as_at("2 October 2005")
    assert len(officer.screen.chosen.items) == 2
    officer.looks_as_at("1 October 2005")


def test_a_part_shows_what_it_takes_from_the_whole(officer: PolicyOfficer) -> None:
    officer.comes_to("27")
    text = officer.reads()
    assert "Overdue by" in text
    assert "counts at every date" in text
    assert "(as the whole)" in text
    officer.screen.reader.link_clicked.emit("fold:reading")
    assert "The row as it stood:" in officer.reads()
    assert officer.sees_clocks()[1] == "No evidence yet"


def test_practice_is_suggested_where_one_asks_for_it(officer: PolicyOfficer) -> None:
    officer.comes_to("24")
    assert "▸ Practice that might satisfy it" in officer.reads()
    officer.clicks(officer.screen.reader.evidence)
    assert "▾ Practice that might satisfy it" in officer.reads()
    browser = officer.screen.reader.browser
    assert browser.anchor_top("practice")
    assert officer.window.focusWidget() is browser
    officer.window.activateWindow()
    bar = officer.screen.reader._scroll.verticalScrollBar()
    assert bar.value() > 0
    assert "nobody has checked them" in officer.reads() or "No record shares" in officer.reads()


def test_a_linked_record_leads_there_and_back(officer: PolicyOfficer) -> None:
    library = officer.window.session.library
    assert library is not None
    record = worklists.all_ids(library, "unrated")[0]
    officer.looks_as_at("today")
    officer.comes_to("24")
    key = officer.screen.chosen.items[0]
    bearing = track_links.Bearing(role=EvidenceRole.PROGRESS)
    officer.window.session.tell_changed(track_links.link(library, [key], record, bearing))
    officer.waits()
    assert officer.screen.chosen.items == (key,)
    page = officer.screen.recommendation.page
    assert page is not None
    assert page.byline.endswith(f"As at {day_in_words(TrackPresenter.today())}")
    assert officer.sees_clocks()[1] != "No evidence yet"
    officer.screen.reader.link_clicked.emit(f"record:{record}")
    officer.waits()
    assert officer.window.frame.place == "find"
    assert "Serves recommendations" in officer.reads_text()
    assert "Recommendation 24, " in officer.reads_text()
    officer.takes("back")
    assert officer.window.frame.place == "track"
    officer.window.find_screen.reader.link_clicked.emit(f"recommendation:{key}")
    officer.waits()
    assert officer.window.frame.place == "track"
    assert officer.screen.recommendation.page is not None
    assert officer.screen.recommendation.page.number == "24"
    officer.clicks(officer.screen.head.back)
    assert officer.window.frame.place == "find"


def test_nothing_found_offers_to_clear_the_filters(officer: PolicyOfficer) -> None:
    officer.filters_for("zeppelin")
    assert officer.counts() == "0 of 28 recommendations, 0 of 30 explicit parts"
    assert officer.screen.middle.none.sentence == "No recommendation matches."
    officer.presses(Qt.Key.Key_Escape, on=officer.screen.head.filter)
    assert officer.counts() == "28 recommendations, 30 explicit parts"


def test_hidden_starter_content_leaves_nothing_and_says_what_to_do(
    officer: PolicyOfficer,
) -> None:
    library = officer.window.session.library
    assert library is not None
    officer.window.session.tell_changed(starter.hide(library))
    officer.waits()
    assert officer.counts() == "0 recommendations, 0 explicit parts"
    assert officer.screen.middle.none.sentence.startswith("No recommendations yet")
    assert officer.screen.head.sets.count() == 1
    made, changes = track_sets.new(library, track_sets.SetFields(title="Our own promises"))
    officer.window.session.tell_changed(changes)
    officer.waits()
    assert officer.screen.middle.none.sentence == "This set has no recommendations yet."
    changes = track_edits.add(library, made, track_edits.Fields(text="Answer each letter."))[1]
    officer.window.session.tell_changed(changes)
    officer.waits()
    assert officer.counts() == "1 recommendation, 0 explicit parts"
    officer.takes("undo")
    assert officer.counts() == "0 recommendations, 0 explicit parts"


def test_every_control_of_track_has_a_name_and_f6_goes_round(officer: PolicyOfficer) -> None:
    officer.comes_to("2")
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in _controls(officer.screen)
        if not widget.accessibleName()
    ]
    assert nameless == []
    bare = [
        one.accessibleName() for one in officer.screen.reader.buttons.values() if not one.toolTip()
    ]
    assert bare == []
    officer.takes("find")
    seen = []
    for _ in range(4):
        officer.takes("next-pane")
        seen.append(officer.window.focusWidget())
    search = officer.window.frame.search.line
    assert seen == [
        officer.screen.head.filter,
        officer.table,
        officer.screen.reader.browser,
        search,
    ]


def test_a_narrow_window_shows_table_or_recommendation(officer: PolicyOfficer) -> None:
    officer.window.resize(700, 700)
    officer.comes_to("2")
    assert not officer.screen.reader.isVisible()
    officer.presses(Qt.Key.Key_Return, on=officer.table)
    assert officer.screen.reader.isVisible()
    assert not officer.table.isVisible()
    officer.presses(Qt.Key.Key_Escape, on=officer.screen.reader.browser)
    assert officer.table.isVisible()


def test_the_arrangement_is_remembered_but_no_typed_day(officer: PolicyOfficer) -> None:
    screen = officer.screen
    screen.presenter.change(by=Grouping.STATUS)
    screen.head.choose_columns(("number", "text", "theme"))
    state = screen.state()
    assert "rule=today" in state
    screen.presenter.change(by=Grouping.NONE)
    screen.head.choose_columns(("number", "text"))
    screen.restore(state)
    assert screen.presenter.asked.by is Grouping.STATUS
    assert screen.head.shown_columns == ("number", "text", "theme")


def test_rows_keep_their_heights_and_the_reader_shows_what_the_list_does(
    officer: PolicyOfficer,
) -> None:
    officer.comes_to("2")
    officer.screen.presenter.change(by=Grouping.LEAD)
    officer.waits()
    officer.screen.presenter.change(by=Grouping.NONE)
    officer.waits()
    rows = range(len(officer.table.lines.rows))
    assert len({officer.table.rowHeight(row) for row in rows}) == 1
    officer.clicks(officer.screen.head.chips[Quick.OVERDUE])
    page = officer.screen.recommendation.page
    assert page is not None
    assert page.number == "13"
    officer.filters_for("zeppelin")
    assert officer.screen.recommendation.page is None
    assert officer.screen.chosen.items == ()
    officer.screen.presenter.clear_filters()
    officer.waits()
    officer.filters_for("28")
    assert "28" in officer.sees_numbers()


def test_what_is_deleted_leaves_its_place_and_comes_back_to_it(officer: PolicyOfficer) -> None:
    officer.comes_to("5")
    officer.presses(Qt.Key.Key_Delete, on=officer.table)
    assert "5" not in officer.sees_numbers()
    page = officer.screen.recommendation.page
    assert page is not None
    assert page.number == "6"
    officer.takes("undo")
    page = officer.screen.recommendation.page
    assert page is not None
    assert page.number == "5"
    line = officer.table.lines.line_at(officer.table.row)
    assert line is not None
    assert line.number == "5"


def test_what_find_counts_is_what_track_opens(officer: PolicyOfficer) -> None:
    found = officer.window.frame.status._found
    assert not found.isVisible()  # it tells of records
    officer.window.go("find")
    assert found.isVisible()
    officer.window.tracking.ask("is:overdue")
    officer.waits()
    assert officer.screen.presenter.at.day == TrackPresenter.today()


def test_deeds_come_before_the_text_in_the_order_of_tab(officer: PolicyOfficer) -> None:
    officer.comes_to("2")
    reader, seen = officer.screen.reader, []
    widget = reader.buttons["progress"]
    while widget is not reader.browser and len(seen) < 12:
        seen.append(widget)
        widget = widget.nextInFocusChain()  # type: ignore[assignment]
    assert widget is reader.browser
    assert [*reader.buttons.values(), reader.evidence] == [
        one for one in seen if one in {*reader.buttons.values(), reader.evidence}
    ]


def test_evidence_counts_from_when_it_was_published_until_it_is_deleted(
    officer: PolicyOfficer,
) -> None:
    library = officer.window.session.library
    assert library is not None
    answer = officer.screen.presenter.answer
    assert answer is not None
    line = next(one for one in answer.board.lines if one.number == "24")
    record = next(
        key
        for key in worklists.all_ids(library, "unrated")
        if reported_on(read_record(library, key).record.published) > date(2005, 10, 1)
    )
    bearing = track_links.Bearing(role=EvidenceRole.PROGRESS)
    officer.window.session.tell_changed(track_links.link(library, [line.id], record, bearing))
    officer.waits()

    def sees() -> tuple[str, str, int]:
        chip = officer.screen.head.chips[Quick.NO_EVIDENCE].text()
        found = len(track.search(library, "has:evidence", officer.screen.presenter.at.day).ids)
        return officer.screen.presenter.cells(line)[6].words, chip, found

    assert sees() == ("None yet", "No evidence 28", 0)
    officer.looks_as_at("today")
    assert sees() == ("1 record", "No evidence 27", 1)
    officer.window.session.tell_changed(trash.delete(library, [record]))
    officer.waits()
    assert sees() == ("None yet", "No evidence 28", 0)
    officer.takes("undo")
    assert sees() == ("1 record", "No evidence 27", 1)
