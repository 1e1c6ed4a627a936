"""Somebody begins records from templates, texts, files and others, and checks what was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from evidence_library.model.record import Record
from evidence_library.model.vocabulary import RelationType, Workflow
from evidence_library.ui.screens.editor import EditorWindow
from evidence_library.ui.screens.editor_source import SourcePage
from evidence_library.ui.screens.editor_suggestions import SuggestionsPage
from evidence_library.ui.screens.new_from import NewFromDialog
from evidence_library.ui.widgets.fields.sections import SectionsField
from tests.helpers.libraries import add, identity, note
from tests.helpers.pdf_writer import pdf
from tests.ui.curator import TITLE, Curator
from tests.ui.person import Person

SHEET = """Title: Wardens on the
Riverside estate

Author: Riverside Council

Date published: May 2010

Outcomes

- Fewer calls about burglary and housebreaking.
"""


@pytest.fixture
def curator(reader: Person, qtbot: QtBot) -> Curator:
    return Curator(reader, qtbot)


def asked(curator: Curator) -> NewFromDialog:
    curator.person.takes("new-from")
    return curator.person.window.findChildren(NewFromDialog)[-1]


def begins(curator: Curator, dialog: NewFromDialog) -> EditorWindow:
    curator.clicks(dialog.start)
    return curator.sits_down()


def with_text(curator: Curator, text: str) -> EditorWindow:
    dialog = asked(curator)
    dialog.what.set_value("text")
    dialog.text.edit.setPlainText(text)
    return begins(curator, dialog)


def test_an_empty_record_has_the_headings_of_its_kind(curator: Curator) -> None:
    dialog = asked(curator)
    dialog.kind.set_value("toolkit")
    record = begins(curator, dialog).presenter.record
    assert (record.kind, record.sections[0].heading) == ("toolkit", "What it is for")


def test_a_pasted_text_is_read_and_shown_beside_the_form(curator: Curator) -> None:
    editor = with_text(curator, SHEET)
    assert editor.presenter.record.title == "Wardens on the Riverside estate"
    source = editor.side.currentWidget()
    assert isinstance(source, SourcePage)
    assert source.text.toPlainText() == SHEET
    editor.go_to("title", "title")
    assert source.told.text() == "Title: stands in the marked passage."
    [marked] = source.text.extraSelections()
    assert marked.cursor.selectedText().split() == ["Wardens", "on", "the", "Riverside", "estate"]
    assert "put together" in source.remarks.text()


def test_one_goes_from_field_to_field_by_key(curator: Curator) -> None:
    editor = with_text(curator, SHEET)
    source = editor.side.currentWidget()
    assert isinstance(source, SourcePage)
    editor.go_to("title", "title")
    seen = []
    for _ in range(3):
        curator.presses(Qt.Key.Key_F7)
        seen.append(source.told.text().partition(":")[0])
    assert seen == ["Authors", "Published", "Sections"]
    curator.presses(Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert source.told.text().startswith("Published")


def test_a_file_is_read_and_what_cannot_be_read_is_said(curator: Curator, tmp_path: Path) -> None:
    path = tmp_path / "wardens.pdf"
    dialog = asked(curator)
    dialog.take_file(path)
    curator.clicks(dialog.start)
    assert dialog.trouble.text() == f"There is no file “{path}”; check its name and folder."
    path.write_bytes(pdf([[]]))
    curator.clicks(dialog.start)
    assert "only pictures of its pages" in dialog.trouble.text()
    path.write_bytes(pdf([[("Wardens", 24), ("They walked.", 11)]]))
    assert begins(curator, dialog).presenter.record.title == "Wardens"


def test_a_copy_of_the_record_shown_is_a_draft(curator: Curator) -> None:
    curator.person.window.reader.read(identity(TITLE))
    curator.person.waits()
    dialog = asked(curator)
    dialog.what.set_value("copy")
    record = begins(curator, dialog).presenter.record
    assert (record.title, record.workflow) == (f"Copy of {TITLE}", Workflow.DRAFT)


def test_what_is_written_here_has_no_source(curator: Curator) -> None:
    editor = curator.opens()
    editor.side.show_source()
    source = editor.side.currentWidget()
    assert isinstance(source, SourcePage)
    assert "no source text" in source.told.text()
    assert source.text.isHidden()


def suggested(curator: Curator, editor: EditorWindow) -> SuggestionsPage:
    page = editor.side.widget(3)
    assert isinstance(page, SuggestionsPage)
    editor.side.setCurrentWidget(page)
    curator.person.waits()
    return page


def test_suggestions_are_added_only_by_their_button(curator: Curator) -> None:
    add(curator.library, note("Other", tags=("burglary",)))
    editor = with_text(curator, SHEET)
    before: Record = editor.presenter.record
    page = suggested(curator, editor)
    names = [one.accessibleName() for one in page.buttons]
    assert "Add: Housebreaking" in names
    assert "Add: burglary" in names
    assert editor.presenter.record == before
    tag = page.buttons[names.index("Add: burglary")]
    assert tag.accessibleDescription() == "“burglary” stands in the text."
    curator.clicks(tag)
    assert editor.presenter.record.tags == ("burglary",)
    assert "Add: burglary" not in [one.accessibleName() for one in page.buttons]


def test_a_record_that_may_be_the_same_is_told_of(curator: Curator) -> None:
    editor = with_text(curator, f"Title: {TITLE}\n\nOutcomes\n\nNone.")
    page = suggested(curator, editor)
    curator.clicks(page.buttons[0])
    [relation] = editor.presenter.record.relations
    assert (relation.to, relation.type) == (identity(TITLE), RelationType.SAME_STUDY_AS)


def test_the_usual_sections_follow_the_kind(curator: Curator) -> None:
    editor = curator.opens()
    field = editor.field("sections")
    assert isinstance(field, SectionsField)
    curator.chooses("kind", "Toolkit")
    assert "How to use it" in field.usual_button.accessibleDescription()


def test_a_long_text_is_not_thrown_away_unasked(curator: Curator) -> None:
    dialog = asked(curator)
    dialog.what.set_value("text")
    dialog.text.edit.setPlainText("Short.")
    curator.person.answers.agrees = False
    dialog.text.edit.setPlainText("Long words. " * 100)
    dialog.reject()
    assert "1,200 characters" in curator.person.answers.confirmed[-1]
    assert dialog.isVisible()
    curator.person.answers.agrees = True
    dialog.reject()
    assert not dialog.isVisible()


def test_a_text_that_was_pasted_in_part_is_flagged(curator: Curator) -> None:
    dialog = asked(curator)
    dialog.what.set_value("text")
    QGuiApplication.clipboard().setText("word and more\n" * 20_000)
    dialog.text.edit.paste()
    editor = begins(curator, dialog)
    assert "pasted-in-part" in [one.code for one in editor.presenter.record.flags]


def test_of_a_huge_source_the_beginning_is_shown_and_all_is_kept(curator: Curator) -> None:
    record = replace(curator.held(), source_text="word and more\n" * 60_000)
    editor = curator.person.window.editing.write_new(replace(record, id=identity("Huge")))
    assert editor is not None
    page = editor.side.findChild(SourcePage)
    assert isinstance(page, SourcePage)
    assert "540,000 more characters" in page.text.toPlainText()[-40:]
    assert editor.presenter.record.source_text == record.source_text
