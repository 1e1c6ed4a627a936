"""Keys, pastes and problems in the fields of the editor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Link, Relation, Section
from evidence_library.model.vocabulary import LinkRole, RelationType
from evidence_library.services import editing
from evidence_library.ui.screens.editor import EditorWindow
from evidence_library.ui.screens.editor_page import EditorPage
from evidence_library.ui.widgets.fields.chips import ChipsField, parted
from evidence_library.ui.widgets.fields.dates import AddedField
from evidence_library.ui.widgets.fields.headings import HeadingsField
from evidence_library.ui.widgets.fields.pick import PickField
from evidence_library.ui.widgets.fields.rows import RowsField
from tests.helpers.libraries import identity
from tests.ui.curator import VISITS, Curator
from tests.ui.person import Person


@pytest.fixture
def curator(reader: Person, qtbot: QtBot) -> Curator:
    return Curator(reader, qtbot)


@pytest.fixture
def editor(curator: Curator) -> EditorWindow:
    return curator.opens()


def rows_of(editor: EditorWindow, path: str) -> RowsField:
    field = editor.field(path)
    assert isinstance(field, RowsField)
    return field


def paste(target: QWidget, words: str) -> None:
    assert isinstance(target, QLineEdit | QPlainTextEdit)
    QGuiApplication.clipboard().setText(words)
    target.setFocus()
    target.selectAll()
    target.paste()


def target_of(editor: EditorWindow, path: str) -> QWidget:
    target = editor.field(path).focusProxy()
    assert target is not None
    return target


def test_esc_leaves_a_search_and_a_list_of_offers_first(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    headings = editor.field("topics")
    assert isinstance(headings, HeadingsField)
    headings.search.line.setFocus()
    qtbot.keyClicks(headings.search.line, "polic")
    assert headings.search.list.count()
    curator.presses(Qt.Key.Key_Escape)
    assert (headings.search.line.text(), curator.person.window.editing.windows) == ("", (editor,))
    names = rows_of(editor, "publisher")
    names.add_button.click()
    line = names.rows[-1].fields["name"].focusProxy()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "Pol")
    offers = names.rows[-1].fields["name"].completion  # type: ignore[attr-defined]
    assert offers.list.choices
    curator.presses(Qt.Key.Key_Escape)
    assert not offers.list.choices
    assert curator.person.window.editing.windows == (editor,)
    curator.presses(Qt.Key.Key_Escape)
    assert curator.person.window.editing.windows == ()


def test_headings_are_found_by_their_stems_and_enter_goes_to_several(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    headings = editor.field("topics")
    assert isinstance(headings, HeadingsField)
    search = headings.search
    qtbot.keyClicks(search.line, "police")
    assert "Policing and Criminal Justice" in [one.words for one in search.found]
    search.line.selectAll()
    qtbot.keyClicks(search.line, "a")
    assert len(search.found) > 1
    assert "Enter or Down goes to them" in search.about.text()
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert editor.focusWidget() is search.list
    assert search.list.currentRow() == 0


def test_alt_down_opens_the_list_of_a_choice_in_a_row(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    outcomes = rows_of(editor, "outcomes")
    outcomes.add_button.click()
    qtbot.keyClicks(editor.focusWidget(), "second")
    combo = outcomes.rows[0].fields["direction"].focusProxy()
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [one.outcome for one in outcomes.value()] == ["repeat burglary", "second"]
    assert combo.view().isVisible()
    combo.hidePopup()


def test_picking_another_can_be_left_with_the_earlier_one(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    relations = rows_of(editor, "relations")
    relation = Relation(type=RelationType.RELATED_TO, to=RecordId(identity("Who is stopped")))
    relations.add_values([relation])
    pick = relations.rows[0].fields["to"]
    assert isinstance(pick, PickField)
    curator.clicks(pick.change)
    assert editor.focusWidget() is pick.search.line
    curator.presses(Qt.Key.Key_Escape)
    assert curator.person.window.editing.windows == (editor,)
    assert (pick.value(), editor.focusWidget()) == (relation.to, pick.change)


def test_a_paste_of_several_lines_is_one_line_and_holds_nothing_unseen(
    curator: Curator, editor: EditorWindow
) -> None:
    paste(target_of(editor, "title"), "First line\r\nSecond\tpart\x07 of it\n")
    assert editor.presenter.record.title == "First line Second part of it "
    paste(target_of(editor, "finding"), "One\nsentence\u2028only")
    assert editor.presenter.record.finding == "One sentence only"
    paste(target_of(editor, "notes"), "ab\x00cd\x07\r\nnext")
    assert editor.presenter.record.notes == "abcd\nnext"
    curator.clicks(editor.save)
    assert curator.held().notes == "abcd\nnext"


def test_the_finding_is_seen_whole_and_counted(curator: Curator, editor: EditorWindow) -> None:
    curator.types("finding", "x" * 173)
    field = editor.field("finding")
    assert field.said.endswith("173 of 200.")  # type: ignore[attr-defined]
    curator.presses(Qt.Key.Key_Return)
    assert editor.presenter.record.finding == "x" * 173


def test_a_problem_leads_to_its_row_and_all_stand_below_the_field(
    curator: Curator, editor: EditorWindow
) -> None:
    urls = ("https://example.org/a", "https://example.org/b", "nowhere", "javascript:alert(1)")
    links = rows_of(editor, "links")
    links.add_values([Link(role=LinkRole.SOURCE, url=one) for one in urls])
    assert "nowhere" in links.problem
    assert "javascript" in links.problem
    problems = editor.side.problems.list
    texts = [problems.item(at).text() for at in range(problems.count())]
    problems.setFocus()
    problems.setCurrentRow(next(at for at, one in enumerate(texts) if "javascript" in one))
    curator.presses(Qt.Key.Key_Return)
    assert editor.focusWidget() is links.rows[3].fields["url"].focusProxy()


def test_a_date_that_is_none_is_a_problem(curator: Curator, editor: EditorWindow) -> None:
    curator.types("published", "31 February 2004")
    assert "Not understood" in editor.field("published").said  # type: ignore[attr-defined]
    codes = [one.code for one in editor.presenter.problems if one.field == "published"]
    assert codes == ["date-not-understood"]


def test_another_date_of_adding_leaves_the_person(curator: Curator) -> None:
    held = curator.held()
    added = Added(PartialDate(2026, 11, 21, "2026-11-21"), "Kim Lee")
    editing.save(curator.library, replace(held, added=added), held)
    editor = curator.opens()
    field = editor.field("added")
    assert isinstance(field, AddedField)
    curator.types("added", "2026-11-20")
    now = editor.presenter.record.added
    assert now is not None
    assert (now.date.value, now.by) == ("2026-11-20", "Kim Lee")
    assert "Added by Kim Lee" in field.said


def test_a_comma_between_quotation_marks_is_kept(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    assert parted('one, "two, three"; four') == ["one", "two, three", "four"]
    tags = editor.field("tags")
    assert isinstance(tags, ChipsField)
    tags.line.setFocus()
    qtbot.keyClicks(tags.line, '"fire, rescue",')
    assert tags.value() == ("fire, rescue",)
    paste(tags.line, ",".join(f"word {number}" for number in range(250)))
    assert "50 were left out" in tags.said


def _in_sight(text: QPlainTextEdit, page: EditorPage) -> bool:
    place = text.viewport().mapTo(page.viewport(), text.cursorRect().bottomLeft())
    return 0 <= place.y() <= page.viewport().height()


@pytest.mark.parametrize("size", [100, 200])
def test_the_page_follows_the_cursor(
    curator: Curator, editor: EditorWindow, qtbot: QtBot, size: int
) -> None:
    curator.person.window.appearance.set("text_size", size)
    editor.presenter.put("sections", (Section(heading="One", body="A"),))
    sections = rows_of(editor, "sections")
    text = sections.rows[0].fields["body"].focusProxy()
    assert isinstance(text, QPlainTextEdit)
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    page = editor.form.currentWidget()
    assert isinstance(page, EditorPage)
    for number in range(30):
        qtbot.keyClicks(text, str(number))
        qtbot.keyClick(text, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: _in_sight(text, page))
    curator.person.window.appearance.set("text_size", 100)


def test_the_side_keeps_the_width_it_was_dragged_to_and_can_be_folded(
    curator: Curator, editor: EditorWindow
) -> None:
    editor.resize(1180, 780)
    QApplication.processEvents()
    editor.splitter.moveSplitter(editor.splitter.width() - 420, 1)
    before = editor.splitter.sizes()[1]
    editor.resize(1200, 780)
    QApplication.processEvents()
    assert abs(editor.splitter.sizes()[1] - before) <= 2
    curator.clicks(editor.fold)
    assert not editor.side.isVisible()
    curator.presses(Qt.Key.Key_F6)
    assert editor.focusWidget() is not editor.side.problems.list
    curator.clicks(editor.fold)
    assert editor.side.isVisible()
    assert curator.editor.presenter.key == VISITS
