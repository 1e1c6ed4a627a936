"""Somebody writes and edits records in the editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from evidence_library.model.record import Record
from evidence_library.model.vocabulary import Confidence, Workflow
from evidence_library.services import (
    drafts,
    editing,
    heading_edits,
    library_settings,
    tagging,
    topics,
    trash,
)
from evidence_library.services.drafts import Since
from evidence_library.services.library import open_library
from evidence_library.store import places
from evidence_library.ui.presenters.editor_form import SECTIONS, untold
from evidence_library.ui.screens.editor_page import EditorPage
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.chips import ChipsField
from evidence_library.ui.widgets.fields.headings import HeadingsField
from evidence_library.ui.widgets.fields.rows import RowsField
from tests.helpers.libraries import identity
from tests.ui.conftest import MakeWindow
from tests.ui.curator import TITLE, VISITS, Curator
from tests.ui.person import Person


@pytest.fixture
def curator(reader: Person, qtbot: QtBot) -> Curator:
    return Curator(reader, qtbot)


def test_every_field_of_a_record_stands_in_the_form_once() -> None:
    paths = [one.path for section in SECTIONS for one in section.fields]
    assert len(paths) == len(set(paths))
    assert untold(Record(id=VISITS)) == frozenset()


def test_what_is_typed_is_saved_found_and_shown(curator: Curator) -> None:
    editor = curator.opens()
    assert editor.windowTitle() == f"{TITLE}[*] – Editor"
    curator.types("title", "Wardens on the landing")
    assert editor.isWindowModified()
    curator.types("finding", "Fewer burglaries.")
    curator.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not editor.isWindowModified()
    assert curator.held().title == "Wardens on the landing"
    assert curator.held().finding == "Fewer burglaries."
    assert curator.person.reads_title() == "Wardens on the landing"
    curator.person.searches("landing")
    assert curator.person.sees_titles() == ["Wardens on the landing"]
    assert curator.draft() is None


def test_saving_is_one_operation_that_undo_takes_back(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("title", "Another")
    curator.clicks(editor.save)
    curator.person.takes("undo")
    assert curator.held().title == TITLE
    assert editor.presenter.title == TITLE  # nothing was unsaved, so the form follows


def test_words_are_chosen_with_what_they_mean(curator: Curator) -> None:
    editor = curator.opens()
    curator.chooses("appraisal.confidence", "Very low")
    field = editor.field("appraisal.confidence")
    assert isinstance(field, FieldWidget)
    assert "luck" in field.said
    curator.chooses("appraisal.maryland", "Level 3")
    curator.clicks(editor.save)
    appraisal = curator.held().appraisal
    assert (appraisal.confidence, appraisal.maryland) == (Confidence.VERY_LOW, 3)


def test_the_sentence_on_how_we_know_follows_what_is_chosen(curator: Curator) -> None:
    editor = curator.opens()
    editor.go_to("appraisal")
    page = editor.form.currentWidget()
    assert isinstance(page, EditorPage)
    assert page.remark.text() == "The record will say: Not rated."
    curator.chooses("appraisal.maryland", "Level 1")
    curator.chooses("appraisal.confidence", "Very low")
    assert page.remark.text() == "The record will say: No comparison group: may be luck."
    curator.chooses("second_appraisal.confidence", "Low")
    second = editor.form.currentWidget()
    assert isinstance(second, EditorPage)
    assert "Confidence: very low, and low by the second appraiser" in second.remark.text()
    curator.clicks(editor.save)
    assert "No comparison group: may be luck (a second appraiser says low)" in (
        curator.person.reads_text()
    )
    assert "Confidence: very low; second appraiser: low" in curator.person.reads_text()
    page_shown = curator.person.window.reader.page
    assert page_shown is not None
    assert page_shown.facts[1].detail.startswith("No comparison group")


def test_problems_are_listed_as_one_types_and_lead_to_their_fields(curator: Curator) -> None:
    editor = curator.opens()
    problems = editor.side.problems.list
    assert not problems.item(0).text().startswith("Error")
    curator.types("title", " ")
    assert problems.item(0).text() == "Error: The record has no title."
    editor.go_to("rights")
    problems.setFocus()
    problems.setCurrentRow(0)
    curator.presses(Qt.Key.Key_Return)
    assert editor.focusWidget() is editor.field("title").focusProxy()
    curator.types("title", "There again")
    assert not problems.item(0).text().startswith("Error")


def test_errors_block_publishing_but_not_saving(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("title", " ")
    curator.clicks(editor.publish)
    assert "no title" in editor.messages.text
    curator.clicks(editor.save)
    assert curator.held().title == " "


def test_publishing_saves_with_a_note(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("finding", "No change.")
    curator.person.answers.note = "New finding"
    curator.clicks(editor.publish)
    held = curator.held()
    assert (held.workflow, held.finding) == (Workflow.PUBLISHED, "No change.")
    assert [one.note for one in held.versions] == ["New finding"]


def test_what_may_not_be_published_is_saved_all_the_same(curator: Curator) -> None:
    library = curator.library
    library.person = "KL"
    library_settings.change(library, {"second_person": True})
    editor = curator.opens()
    curator.types("finding", "No change.")
    curator.clicks(editor.publish)
    assert "Saved, but not published." in editor.messages.text
    assert curator.held().finding == "No change."
    assert curator.held().workflow is Workflow.DRAFT
    assert not editor.isWindowModified()
    curator.types("finding", "Still no change.")
    curator.clicks(editor.save)
    assert curator.held().finding == "Still no change."


def test_a_library_that_cannot_be_written_offers_no_editing(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "may_write", lambda _folder: False)
    window = make_window()
    person = Person(window, qtbot)
    person.opens(small_library)
    window.reader.read(VISITS)
    person.waits()
    assert not window.actions_made["edit-record"].isEnabled()
    assert not window.actions_made["new-record"].isEnabled()
    assert window.find_screen.reader.edit_button.isHidden()
    assert window.editing.edit(VISITS) is None


def test_a_new_record_is_written(curator: Curator) -> None:
    curator.person.takes("new-record")
    editor = curator.sits_down()
    assert editor.windowTitle() == "New record[*] – Editor"
    curator.types("title", "Street pastors")
    curator.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert curator.person.window.editing.windows == ()
    curator.person.searches("pastors")
    assert curator.person.sees_titles() == ["Street pastors"]


def test_a_record_has_one_editor_and_others_have_theirs(curator: Curator) -> None:
    first = curator.opens()
    assert curator.opens() is first
    other = curator.opens(identity("Who is stopped"))
    assert curator.person.window.editing.windows == (first, other)


def test_closing_keeps_a_draft_and_says_so(curator: Curator, qtbot: QtBot) -> None:
    editor = curator.opens()
    curator.types("title", "Half a thought")
    curator.presses(Qt.Key.Key_Escape)
    assert curator.person.window.editing.windows == ()
    draft = curator.draft()
    assert draft is not None
    assert draft.title == "Half a thought"
    assert "kept as a draft" in curator.person.sees_message()
    assert curator.held().title == TITLE
    curator.person.clicks(curator.person.window.frame.messages.buttons["Go on writing"])
    again = curator.editor
    assert again is not editor
    assert "unsaved changes" in again.messages.text
    curator.clicks(again.messages.buttons["Go on"])
    assert again.presenter.record.title == "Half a thought"
    curator.clicks(again.save)
    assert curator.held().title == "Half a thought"


def test_a_draft_may_be_discarded(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("title", "Half a thought")
    curator.waits_for_the_draft()
    assert "Draft kept at" in editor.status.text()
    curator.clicks(editor.discard)
    assert curator.draft() is None
    assert editor.presenter.title == TITLE
    field = editor.field("title").focusProxy()
    assert isinstance(field, QLineEdit)
    assert field.text() == TITLE


def test_drafts_are_told_of_when_the_library_is_opened(
    curator: Curator, small_library: Path, qtbot: QtBot
) -> None:
    curator.opens()
    curator.types("title", "Half a thought")
    curator.presses(Qt.Key.Key_Escape)
    curator.person.opens(small_library)
    qtbot.waitUntil(lambda: bool(curator.person.sees_message()))
    assert "1 draft is not saved yet: “Half a thought”" in curator.person.sees_message()
    button = curator.person.window.frame.messages.buttons["Go on with “Half a thought”"]
    curator.person.clicks(button)
    assert "unsaved changes" in curator.editor.messages.text


def test_opening_another_library_keeps_what_is_written_in_the_old_one(
    curator: Curator, small_library: Path, starter_library: Path
) -> None:
    curator.opens()
    curator.types("title", "Half a thought")
    curator.person.opens(starter_library)
    assert curator.person.window.editing.windows == ()
    library = open_library(small_library)
    draft = drafts.begin(library, VISITS).draft
    library.close()
    assert draft is not None
    assert draft.record.title == "Half a thought"


def test_closing_the_program_keeps_what_was_typed_last(
    curator: Curator, small_library: Path
) -> None:
    curator.opens()
    curator.types("title", "Half a thought")
    curator.person.window.close()
    library = open_library(small_library)
    draft = drafts.begin(library, VISITS).draft
    library.close()
    assert draft is not None
    assert draft.record.title == "Half a thought"


def test_a_draft_of_a_deleted_record_becomes_a_new_one(curator: Curator) -> None:
    curator.opens()
    curator.types("title", "Half a thought")
    curator.presses(Qt.Key.Key_Escape)
    trash.delete(curator.library, [VISITS])
    editor = curator.person.window.editing.edit(VISITS)
    assert editor is not None
    assert "deleted since" in editor.messages.text
    curator.clicks(editor.messages.buttons["Go on"])
    key = editor.presenter.key
    assert key != VISITS
    assert drafts.begin(curator.library, VISITS).since is Since.NEW
    curator.clicks(editor.save)
    assert curator.held(key).title == "Half a thought"


def test_what_was_deleted_while_one_writes_can_be_saved_as_new(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("title", "Half a thought")
    trash.delete(curator.library, [VISITS])
    curator.clicks(editor.save)
    assert "deleted" in editor.messages.text
    curator.clicks(editor.messages.buttons["Save as a new record"])
    assert curator.held(editor.presenter.key).title == "Half a thought"
    assert drafts.unsaved(curator.library) == ()


def test_another_window_is_asked_before_anything_typed_there_is_lost(
    curator: Curator, small_library: Path
) -> None:
    editor = curator.opens()
    elsewhere = open_library(small_library)
    held = curator.held()
    drafts.keep(elsewhere, held, None, "another window")
    elsewhere.close()
    curator.types("title", "Half a thought")
    curator.person.answers.agrees = False
    editor.close()
    assert "another window" in editor.messages.text
    assert "Close and lose it?" in curator.person.answers.confirmed[-1]
    assert curator.person.window.editing.windows == (editor,)
    curator.person.answers.agrees = True
    editor.close()
    assert curator.person.window.editing.windows == ()


def test_sections_are_walked_by_keyboard_and_have_names(curator: Curator) -> None:
    editor = curator.opens()
    for section in SECTIONS[1:]:
        curator.presses(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert editor.sections.currentItem().text() == section.title
        page = editor.form.currentWidget()
        assert page is not None
        focus = editor.focusWidget()
        assert focus is not None
        assert page.isAncestorOf(focus)
        unnamed = [one for one in _controls(page) if not one.accessibleName()]
        assert unnamed == []
    curator.presses(Qt.Key.Key_F6)
    assert editor.focusWidget() is editor.side.problems.list
    curator.presses(Qt.Key.Key_F6)
    assert editor.focusWidget() is editor.sections
    assert [one for one in _controls(editor) if not one.accessibleName()] == []


def _controls(page: QWidget) -> list[QWidget]:
    found = page.findChildren(QWidget)
    return [
        one
        for one in found
        if isinstance(one, QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton)
    ]


def test_headings_are_searched_and_picked(curator: Curator, qtbot: QtBot) -> None:
    editor = curator.opens()
    field = editor.field("topics")
    assert isinstance(field, HeadingsField)
    qtbot.keyClicks(field.search.line, "policing and")
    qtbot.waitUntil(lambda: field.search.list.count() > 0)
    qtbot.keyClick(field.search.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.search.list, Qt.Key.Key_Return)
    curator.clicks(editor.save)
    labels = [one.label for one in curator.held().topics]
    assert labels == ["Housebreaking", "Policing and Criminal Justice"]


def test_picking_a_replaced_heading_says_where_it_leads(curator: Curator, qtbot: QtBot) -> None:
    old, new = "Fear of Crime and Public Confidence", "Community Engagement"
    topics.commit(curator.library, heading_edits.retire(old, new))
    editor = curator.opens()
    field = editor.field("topics")
    assert isinstance(field, HeadingsField)
    qtbot.keyClicks(field.search.line, "public confidence")
    qtbot.waitUntil(lambda: field.search.list.count() > 0)
    qtbot.keyClick(field.search.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.search.list, Qt.Key.Key_Return)
    assert field.said == f"“{old}” is no longer used; it leads to “{new}”."
    assert field.value()[-1].label == new


def test_tags_obey_the_rules_of_tags_and_take_the_spelling_in_use(
    curator: Curator, qtbot: QtBot
) -> None:
    other = curator.held(identity("Who is stopped"))
    tagging.put(curator.library, "Night buses", [other.id])
    editor = curator.opens()
    tags = editor.field("tags")
    assert isinstance(tags, ChipsField)
    endless = "a tag that is " + "very " * 8 + "long"
    tags.line.setFocus()
    qtbot.keyClicks(tags.line, "NIGHT buses,")
    qtbot.keyClicks(tags.line, endless)
    curator.presses(Qt.Key.Key_Return)
    assert "A tag has at most 40 letters." in tags.said
    assert tags.line.text() == endless  # what was typed is there to be shortened
    assert editor.presenter.record.tags == ("Night buses",)
    tags.line.selectAll()
    QGuiApplication.clipboard().setText(f"{endless}, training, night BUSES")
    tags.line.paste()
    assert tags.value() == ("Night buses", "training")
    assert "cannot be added" in tags.said


def test_rows_and_chips_are_written_and_saved(curator: Curator, qtbot: QtBot) -> None:
    editor = curator.opens()
    outcomes = editor.field("outcomes")
    assert isinstance(outcomes, RowsField)
    qtbot.mouseClick(outcomes.add_button, Qt.MouseButton.LeftButton)
    focus = editor.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "fear of crime")
    tags = editor.field("tags")
    assert isinstance(tags, ChipsField)
    qtbot.keyClicks(tags.line, "for the course,night")
    curator.clicks(editor.save)
    held = curator.held()
    assert [one.outcome for one in held.outcomes] == ["repeat burglary", "fear of crime"]
    assert held.tags == ("for the course", "night")


def test_flags_are_dismissed(curator: Curator, qtbot: QtBot) -> None:
    editor = curator.opens()
    flags = editor.field("flags")
    assert "Two words were joined" in flags.findChildren(QAbstractButton)[0].accessibleName()
    curator.clicks(flags.findChildren(QAbstractButton)[0])
    curator.clicks(editor.save)
    assert curator.held().flags == ()


def test_opening_changes_nothing(curator: Curator) -> None:
    editor = curator.opens()
    before = curator.held()
    for section in SECTIONS:
        editor.go_to(section.key)
    assert editor.presenter.record == before
    assert not editor.isWindowModified()
    editing.save(curator.library, editor.presenter.record, before)
    assert curator.held() == before


def test_a_deletion_is_told_at_once_and_no_more_once_it_is_undone(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("title", "Half a thought")
    curator.person.window.session.tell_changed(trash.delete(curator.library, [VISITS]))
    curator.person.waits()
    assert "was deleted" in editor.messages.text
    offered = editor.messages.buttons["Save as a new record"]
    curator.person.takes("undo")
    curator.person.waits()
    assert "in the library again" in editor.messages.text
    assert "Save as a new record" not in editor.messages.buttons
    offered.click()  # it was about to be clicked
    curator.person.waits()
    assert editor.presenter.key == VISITS
    assert curator.held().title == "Half a thought"


def test_what_a_new_record_may_duplicate_is_told_once_it_is_saved(curator: Curator) -> None:
    curator.person.takes("new-record")
    editor = curator.sits_down()
    curator.types("title", TITLE)
    curator.clicks(editor.save)
    assert f"It may be a duplicate of “{TITLE}”" in editor.messages.text
    assert f"It may be a duplicate of “{TITLE}”" in curator.person.sees_message()
    curator.clicks(editor.messages.buttons["Read it"])
    page = curator.person.window.reader.page
    assert page is not None
    assert page.id == VISITS
