"""Track as pictures: a timeline, bars and changes, walked through by keyboard and told in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QTableView

from evidence_library.model.clock_looks import Dial
from evidence_library.model.tracked_counts import Side, segment
from evidence_library.services import track, track_counts
from evidence_library.ui.screens.track_changes import ChangesPane
from evidence_library.ui.screens.track_counts import CountsPane
from evidence_library.ui.screens.track_pictures import PictureView
from evidence_library.ui.screens.track_timeline import TimelinePane
from tests.ui.test_accessibility import _controls
from tests.ui.test_track import PolicyOfficer, officer  # noqa: F401 - a fixture

_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def pane_of(officer: PolicyOfficer, view: str) -> object:  # noqa: F811
    """Choose a view by its button and give what it shows."""
    officer.clicks(officer.screen.head.views.button(view))
    officer.screen.take_focus()
    shown = officer.screen.middle.currentWidget()
    assert isinstance(shown, PictureView)
    return shown.pane


def said(view: QTableView) -> str:
    return str(view.currentIndex().data(_SPOKEN))


def walk(officer: PolicyOfficer, view: QTableView, *keys: Qt.Key) -> str:  # noqa: F811
    for key in keys:
        officer.presses(key, on=view)
    return said(view).partition(".")[0]


def reachable(model: QAbstractItemModel) -> int:
    places = [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert all(bool(one.flags()) == bool(one.data(_SPOKEN)) for one in places)
    return sum(bool(one.flags()) for one in places)


def test_the_timeline_is_walked_by_keyboard_and_opens_recommendations(
    officer: PolicyOfficer,  # noqa: F811
) -> None:
    pane = pane_of(officer, "timeline")
    assert isinstance(pane, TimelinePane)
    view = next(one for one in pane.strips.values() if one.isVisible())
    assert said(view) == (
        "Recommendation 28, part iv, DWP. Due Q3 2005. Overdue by 1 quarter. Reported as not due. "
        "Part iv is reported as not due, but its deadline, Q3 2005, ended on 30 September 2005."
    )
    key = Qt.Key
    assert walk(officer, view, key.Key_Down) == "Recommendation 1, DfES"
    assert walk(officer, view, key.Key_Left) == "Recommendation 6, DfES"
    assert walk(officer, view, key.Key_End) == "Recommendation 18, DTI and DWP"
    assert walk(officer, view, key.Key_PageUp) == "Recommendation 6, DfES"
    assert walk(officer, view, key.Key_Home, key.Key_Up) == "Recommendation 13, ODPM"
    assert "Revised deadline: March 2006" in said(view)
    officer.presses(key.Key_Return, on=view)
    assert officer.screen.recommendation.page is not None
    assert officer.screen.recommendation.page.title.startswith("Recommendation 13")
    drawn = pane._presenter.timeline
    assert drawn is not None
    assert reachable(view.marks) == len(drawn.marks) + 1  # and one revised deadline
    assert pane.table.lines.rowCount() == len(drawn.marks)


def test_from_farther_away_marks_are_counts_that_filter_the_table(
    officer: PolicyOfficer,  # noqa: F811
) -> None:
    pane = pane_of(officer, "timeline")
    assert isinstance(pane, TimelinePane)
    view = next(one for one in pane.strips.values() if one.isVisible())
    officer.presses(Qt.Key.Key_Minus, on=view)
    walk(officer, view, Qt.Key.Key_Home)
    assert said(view) == "Overdue: 1. Recommendations 13."
    walk(officer, view, Qt.Key.Key_Down)
    assert said(view) == "Met: 3. Recommendations 11, 28 i, 28 ii."
    walk(officer, view, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up)
    officer.presses(Qt.Key.Key_Return, on=view)
    assert officer.screen.head.filter.text() == 'deadline:2003-Q4 is:"overdue"'
    assert officer.sees_numbers() == ["15", "16", "27"]
    assert officer.screen.middle.view == "table"
    officer.screen.presenter.clear_filters()
    pane._come(1)


def test_bars_are_walked_by_keyboard_and_filter_the_table(officer: PolicyOfficer) -> None:  # noqa: F811
    pane = pane_of(officer, "counts")
    assert isinstance(pane, CountsPane)
    assert said(pane.bars) == "DWP, met: 8 recommendations."
    key = Qt.Key
    walk(officer, pane.bars, key.Key_Down, key.Key_Down, key.Key_Right)
    assert said(pane.bars) == "DTI, overdue: 4 recommendations."
    middle = pane.bars.visualRect(pane.bars.currentIndex()).center()
    assert pane.bars.indexAt(middle) == pane.bars.currentIndex()
    officer.filters_for("is:overdue")
    officer.presses(key.Key_Return, on=pane.bars)
    assert officer.screen.head.filter.text().startswith("is:overdue lead:")
    officer.screen.presenter.clear_filters()
    pane_of(officer, "counts")
    assert reachable(pane.bars.counts) > 20
    officer.clicks(pane.switch.buttons["table"])
    assert pane.table is not None
    assert pane.table.lines.data(pane.table.lines.index(13, 0)) == "Each once"
    officer.clicks(pane.switch.buttons["drawing"])


def test_every_number_is_what_its_search_finds(officer: PolicyOfficer) -> None:  # noqa: F811
    library, answer = officer.window.session.library, officer.screen.presenter.answer
    assert library is not None
    assert answer is not None
    board, day = answer.board, answer.at.day
    for side in Side:
        counts = track_counts.count(board.lines, day, (side, Dial.SCHEDULE), board.sets)
        for row in range(0, len(counts.rows), 3):
            for column in range(len(counts.columns)):
                found = segment(counts, row, column)
                asked = track_counts.query_of(found)
                matched = track.search(library, asked, day)
                assert set(matched.ids) == set(found.ids) or not found.ids, asked


def test_what_changed_is_read_between_days_one_types(
    officer: PolicyOfficer,  # noqa: F811
    tmp_path: Path,
) -> None:
    pane = pane_of(officer, "changes")
    assert isinstance(pane, ChangesPane)
    assert pane.sentence.startswith("4 of 28 recommendations changed. 5 were overdue on both days.")
    assert "Newly overdue (3)" in pane.browser.toPlainText()
    line = pane.first.box.lineEdit()
    assert line is not None
    line.setText("30 September 2005")
    officer.presses(Qt.Key.Key_Return, on=line)
    assert "Newly contradicted (1)" in pane.browser.toPlainText()
    assert "Schedule of part iv: due soon → overdue by 1 quarter." in pane.browser.toPlainText()
    line.setText("soon")
    officer.presses(Qt.Key.Key_Return, on=line)
    assert pane.first.box.property("tone") == "bad"
    assert pane.wrong.text().startswith("“soon” is not a day that is understood")
    line.setText("1 October 2005")
    officer.presses(Qt.Key.Key_Return, on=line)
    assert pane.empty.sentence == "Nothing changed from 1 October 2005 to 1 October 2005."
    officer.answers.list_file = tmp_path / "changes.csv"
    pane.save(".csv")
    officer.waits()
    assert pane.note == "Saved as changes.csv"
    assert "To,1 October 2005" in (tmp_path / "changes.csv").read_text("utf-8-sig")
    pane.first.taken.emit("A year before")


def test_every_control_of_the_views_has_a_name_and_drawings_are_saved(
    officer: PolicyOfficer,  # noqa: F811
    tmp_path: Path,
) -> None:
    for view in ("timeline", "counts", "changes"):
        pane = pane_of(officer, view)
        assert isinstance(pane, TimelinePane | CountsPane | ChangesPane)
        bare = [type(one).__name__ for one in _controls(pane) if not one.accessibleName()]
        assert bare == []
        if view != "changes":
            officer.answers.list_file = tmp_path / f"{view}.svg"
            pane.save(".svg")
            officer.waits()
            assert "<title>" in officer.answers.list_file.read_text("utf-8")
