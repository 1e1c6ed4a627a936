"""The page of topic headings in Curate."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from evidence_library.services import topics
from evidence_library.ui.screens.topic_dialogs import (
    HeadingDialog,
    NewHeadingDialog,
    PreviewDialog,
    SplitDialog,
)
from evidence_library.ui.screens.topics_page import KEY, TopicsScreen
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person


@pytest.fixture
def curator(make_window: MakeWindow, qtbot: QtBot, small_library: Path) -> Person:
    """Somebody on the page, with a library of four records."""
    person = Person(make_window(), qtbot)
    person.opens(small_library)
    person.window.go("curate")
    person.window.curate_screen.open_page(KEY)
    person.waits()
    return person


@pytest.fixture
def page(curator: Person) -> TopicsScreen:
    found = curator.window.findChild(TopicsScreen)
    assert isinstance(found, TopicsScreen)
    return found


def goes_to(page: TopicsScreen, label: str) -> None:
    line = next(one for one in page.tree.headings.lines if one.label == label)
    assert page.tree.go_to(line.id)


def dialog(page: TopicsScreen, kind: type[QDialog]) -> QDialog:
    return next(one for one in reversed(page.findChildren(kind)) if one.isVisible())


def labels(page: TopicsScreen) -> list[str]:
    return page.tree.headings.labels()


def test_headings_stand_in_a_tree_with_their_records(page: TopicsScreen) -> None:
    assert len(labels(page)) == 99
    goes_to(page, "Policing and Criminal Justice")
    assert page.form.path.text() == "Race Equality and Inclusion › Policing and Criminal Justice"
    assert page.form.records_told.text() == "Under it: 3 records"
    assert page.form.records.count() == 3
    assert page.form.standing.text() == "◇ Proposed"
    goes_to(page, "Partnership Working")
    assert page.form.standing.text() == (
        "◆ Verified A heading of SCS (Safer Communities Scotland)."
    )
    page.search.setText("housebr")
    assert labels(page)[-1] == ".Housebreaking"
    page.search.setText("no such thing")
    assert labels(page) == []


def test_renaming_shows_the_records_first_and_can_be_taken_back(
    curator: Person, page: TopicsScreen
) -> None:
    goes_to(page, "Housebreaking")
    page.form.label.setText("Burglary of homes")
    curator.clicks(page.save)
    looked = dialog(page, PreviewDialog)
    assert isinstance(looked, PreviewDialog)
    assert looked.told.toPlainText() == "2 records are found otherwise afterwards."
    assert looked.records.count() == 2
    curator.clicks(looked.cancel)
    assert page.form.is_changed
    curator.clicks(page.save)
    curator.clicks(dialog(page, PreviewDialog).go_on)  # type: ignore[attr-defined]
    assert ".Burglary of homes" in labels(page)
    assert not page.form.is_changed
    assert "Housebreaking" in page.form.form.alternative
    assert curator.sees_message().startswith("Done: Rename the heading “Housebreaking”")
    curator.takes("undo")
    assert page.form.label.text() == "Housebreaking"


def test_what_concerns_no_record_is_saved_at_once(curator: Person, page: TopicsScreen) -> None:
    goes_to(page, "Housebreaking")
    page.form.scope_note.setPlainText("Breaking into buildings.")
    page.form.related.setText("Partnership Working")
    curator.clicks(page.save)
    assert page.form.form.related == ("Partnership Working",)
    assert page.form.history.item(0).text().endswith("Scope note changed")
    page.form.notation.setText("ASB")
    curator.clicks(page.save)
    assert curator.sees_message() == "“Antisocial Behaviour” has the notation “ASB” already."


def test_headings_are_added_and_moved_by_keys(
    curator: Person, page: TopicsScreen, qtbot: QtBot
) -> None:
    goes_to(page, "Antisocial Behaviour")
    curator.presses(Qt.Key.Key_Insert, on=page.tree)
    new = dialog(page, NewHeadingDialog)
    assert isinstance(new, NewHeadingDialog)
    new.line.setText("Street drinking")
    curator.clicks(new.go_on)
    assert page.form.path.text() == "Antisocial Behaviour › Street drinking"
    at = labels(page).index(".Street drinking")
    qtbot.keyClick(page.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    curator.waits()
    assert labels(page).index(".Street drinking") == at - 1
    qtbot.keyClick(page.tree, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    where = dialog(page, HeadingDialog)
    assert isinstance(where, HeadingDialog)
    where.box.setEditText("nowhere")
    assert not where.go_on.isEnabled()
    where.box.setEditText("Partnership Working (PAR)")
    if where.chosen is None:
        where.box.setCurrentIndex(
            where.box.findText("Partnership Working", Qt.MatchFlag.MatchStartsWith)
        )
    curator.clicks(where.go_on)
    assert page.form.path.text() == "Partnership Working › Street drinking"


def test_a_heading_is_merged_split_and_retired(curator: Person, page: TopicsScreen) -> None:
    goes_to(page, "Housebreaking")
    page._ask("merge")
    into = dialog(page, HeadingDialog)
    assert isinstance(into, HeadingDialog)
    into.box.setCurrentIndex(into.box.findText("Policing and", Qt.MatchFlag.MatchStartsWith))
    curator.clicks(into.go_on)
    curator.clicks(dialog(page, PreviewDialog).go_on)  # type: ignore[attr-defined]
    assert page.form.label.text() == "Policing and Criminal Justice"
    assert page.form.records_told.text() == "Under it: 4 records"
    page._fill_menu()
    assert "Bring back “Housebreaking”" in [one.text() for one in page._menu.actions()]
    page._ask("split")
    curator.waits()
    parts = dialog(page, SplitDialog)
    assert isinstance(parts, SplitDialog)
    parts.labels.setPlainText("Policing\nCourts")
    parts.table.selectRow(1)
    parts.goal.setCurrentText("Courts")
    curator.clicks(parts.put)
    assert [parts.table.item(row, 1).text() for row in range(4)] == [  # type: ignore[union-attr]
        *("Policing", "Courts", "Policing", "Policing"),
    ]
    curator.clicks(parts.go_on)
    curator.clicks(dialog(page, PreviewDialog).go_on)  # type: ignore[attr-defined]
    goes_to(page, "Courts")
    assert page.form.records_told.text() == "Under it: 1 record"
    page._ask("retire")
    curator.clicks(dialog(page, HeadingDialog).go_on)  # type: ignore[attr-defined]
    curator.clicks(dialog(page, PreviewDialog).go_on)  # type: ignore[attr-defined]
    assert page.form.standing.text() == "■ Retired"
    page._fill_menu()
    assert "&Bring back" in [one.text() for one in page._menu.actions()]


def test_the_records_of_a_heading_are_shown_in_find(curator: Person, page: TopicsScreen) -> None:
    goes_to(page, "Housebreaking")
    curator.clicks(page.show_in_find)
    assert curator.sees_count() == "2 records"


def test_headings_go_into_a_file_and_come_from_one(
    curator: Person, page: TopicsScreen, tmp_path: Path
) -> None:
    curator.answers.list_file = tmp_path / "headings.ttl"
    page.give.trigger()
    assert curator.sees_message() == "Wrote 99 headings into “headings.ttl”."
    library = curator.window.session.library
    assert library is not None
    goes_to(page, "Housebreaking")
    page.form.label.setText("Burglary of homes")
    curator.clicks(page.save)
    curator.clicks(dialog(page, PreviewDialog).go_on)  # type: ignore[attr-defined]
    curator.answers.topics_file = tmp_path / "headings.ttl"
    page.take.trigger()
    looked = dialog(page, PreviewDialog)
    assert isinstance(looked, PreviewDialog)
    assert "is called “Housebreaking”" in looked.told.toPlainText()
    curator.clicks(looked.go_on)
    assert ".Housebreaking" in labels(page)
    assert topics.named(library, "Burglary of homes")


def test_unsaved_changes_are_not_dropped_unasked(curator: Person, page: TopicsScreen) -> None:
    goes_to(page, "Housebreaking")
    page.form.source.setText("Here")
    curator.answers.agrees = False
    goes_to(page, "Antisocial Behaviour")
    assert page.form.label.text() == "Housebreaking"
    assert page.form.source.text() == "Here"
    curator.answers.agrees = True
    goes_to(page, "Antisocial Behaviour")
    assert page.form.label.text() == "Antisocial Behaviour"
