"""Tags: their page in Curate, their chips, and tagging many records by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence_library.services import tagging
from evidence_library.ui.itemmodels.facets import LineKind
from evidence_library.ui.screens.tagging import TagDialog
from evidence_library.ui.screens.tags_page import KEY, TagsScreen
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person


@pytest.fixture
def tagger(make_window: MakeWindow, qtbot: QtBot, small_library: Path) -> Person:
    """Somebody with a library of four records."""
    person = Person(make_window(), qtbot)
    person.opens(small_library)
    return person


@pytest.fixture
def tagged(tagger: Person) -> TagsScreen:
    """The page of tags, where two tags are in use."""
    library = tagger.window.session.library
    assert library is not None
    tagger.searches("burglary")
    everything = tagging.records_of(library, (1, 2, 3, 4))
    tagging.put(library, "to read", everything[:3])
    tagging.put(library, "training", everything[:1])
    tagger.window.go("curate")
    tagger.window.curate_screen.open_page(KEY)
    tagger.waits()
    found = tagger.window.findChild(TagsScreen)
    assert isinstance(found, TagsScreen)
    return found


def lines(page: TagsScreen) -> list[tuple[str, ...]]:
    model = page.table.lines
    found = (model.line_at(row) for row in range(model.rowCount()))
    return [line.cells for line in found if line is not None]


def opens(tagger: Person) -> TagDialog:
    tagger.takes("tag")
    dialog = tagger.window.tagging.dialog
    assert dialog is not None
    return dialog


def states(dialog: TagDialog) -> list[tuple[str, Qt.CheckState]]:
    return [(item.text(), item.checkState()) for item in dialog._items()]


def test_tags_are_coloured_renamed_merged_and_deleted(tagger: Person, tagged: TagsScreen) -> None:
    assert lines(tagged) == [("to read", "No colour", "3"), ("training", "No colour", "1")]
    tagged.table.go_to(0)
    tagged._fill_menu()
    names = [action.text() for action in tagged._menu.actions()]
    assert names[:3] == ["No colour", "Red", "Orange"]
    tagged._menu.actions()[names.index("Blue")].trigger()
    tagger.waits()
    assert lines(tagged)[0] == ("to read", "Blue", "3")
    tagger.answers.name = "Reading list"
    tagger.presses(Qt.Key.Key_F2, on=tagged.table)
    tagger.clicks(tagged.rename)
    assert lines(tagged)[0] == ("Reading list", "Blue", "3")
    tagged.table.selectAll()
    tagger.clicks(tagged.merge)
    assert lines(tagged) == [("Reading list", "Blue", "3")]
    tagged.table.go_to(0)
    tagger.presses(Qt.Key.Key_Delete, on=tagged.table)
    assert lines(tagged) == []
    assert tagged.empty.isVisible()
    tagger.takes("undo")
    assert lines(tagged) == [("Reading list", "Blue", "3")]
    tagger.presses(Qt.Key.Key_Return, on=tagged.table)
    assert tagger.sees_count() == "3 records"


def test_a_tag_is_shown_in_its_colour_wherever_it_stands(
    tagger: Person, tagged: TagsScreen
) -> None:
    tagged.presenter.paint("training", "green")
    tagger.waits()
    tagger.window.go("find")
    tagger.searches("tag:training")
    tagger.opens_first_result()
    row = tagger.window.find_screen.results.list.hits.row_at(0)
    assert row is not None
    assert [(badge.text, badge.tone) for badge in row.badges[-2:]] == [
        ("to read", ""),
        ("training", "tag:green"),
    ]
    assert "tag training" in row.spoken
    model = tagger.window.find_screen.filters.lines
    model.unfold(
        next(at for at in range(model.rowCount()) if model.line(at).group == "tag"), opened=True
    )  # type: ignore[union-attr]
    found = [model.line(at) for at in range(model.rowCount())]
    colours = {
        one.value: one.colour
        for one in found
        if one and one.group == "tag" and one.kind is LineKind.VALUE
    }
    assert colours["training"] == "green"
    chips = tagger.window.find_screen.reader._tags.findChildren(QPushButton)
    assert [(one.accessibleName(), one.property("tag")) for one in chips] == [
        ("Tag to read", ""),
        ("Tag training", "green"),
    ]
    tagger.clicks(chips[0])
    assert tagger.sees_count() == "3 records"


def test_all_results_are_tagged_by_keyboard_in_one_step(
    tagger: Person, tagged: TagsScreen, qtbot: QtBot
) -> None:
    tagger.window.go("find")
    tagger.window.finder.clear()
    tagger.waits()
    dialog = opens(tagger)
    dialog.scope.setCurrentIndex(dialog.scope.count() - 1)
    tagger.waits()
    assert dialog.scope.currentText() == "All 4 results"
    assert states(dialog) == [
        ("to read", Qt.CheckState.PartiallyChecked),
        ("training", Qt.CheckState.PartiallyChecked),
    ]
    qtbot.keyClicks(dialog.line, "2026")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    dialog._items()[0].setCheckState(Qt.CheckState.Unchecked)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    if dialog.isVisible():  # the shortcut needs a window that is active
        dialog.go_on.click()
    tagger.waits()
    library = tagger.window.session.library
    assert library is not None
    counts = {one.name: one.count for one in tagging.listed(library)}
    assert counts == {"2026": 4, "training": 1}
    tagger.takes("undo")
    counts = {one.name: one.count for one in tagging.listed(library)}
    assert counts == {"to read": 3, "training": 1}


def test_the_record_one_is_at_is_tagged(tagger: Person) -> None:
    tagger.searches("burgled")
    tagger.opens_first_result()
    dialog = opens(tagger)
    assert dialog.scope.currentText() == "The record “Visits to burgled homes”"
    dialog.line.setText(" estates ")
    tagger.clicks(dialog.go_on)
    assert (
        tagger.sees_message()
        == "Done: Change the tags of “Visits to burgled homes”. 1 record changed."
    )
    chips = tagger.window.find_screen.reader._tags.findChildren(QPushButton)
    assert [one.accessibleName() for one in chips] == ["Tag estates"]
