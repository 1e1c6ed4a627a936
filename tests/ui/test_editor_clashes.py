"""Two people change the same record: nobody overwrites the other without seeing it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.model.record import Name, Section
from evidence_library.model.vocabulary import Confidence
from evidence_library.services import drafts, editing
from evidence_library.ui.screens.editor_clashes import ClashDialog
from evidence_library.ui.widgets.safe_browser import SafeBrowser
from tests.ui.curator import VISITS, Curator
from tests.ui.person import Person


@pytest.fixture
def curator(reader: Person, qtbot: QtBot) -> Curator:
    return Curator(reader, qtbot)


def somebody_else_saves(curator: Curator, **fields: object) -> None:
    held = curator.held()
    editing.save(curator.library, replace(held, **fields), held)  # type: ignore[arg-type]


def dialog_of(curator: Curator) -> ClashDialog:
    return curator.editor.findChildren(ClashDialog)[-1]


def test_differences_are_shown_and_each_field_is_chosen(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("title", "Mine")
    curator.types("finding", "My finding")
    somebody_else_saves(curator, title="Theirs", notes="Their note")
    curator.clicks(editor.save)
    dialog = dialog_of(curator)
    assert list(dialog.choices) == ["title"]  # the finding is mine, the note theirs
    assert set(dialog.taken) == {"notes", "workflow"}  # what was published is a draft again
    assert not dialog.take.isEnabled()
    assert dialog.left.text() == "1 choice left to make."
    curator.clicks(dialog.choices["title"].theirs)
    assert curator.held().title == "Theirs"
    curator.clicks(dialog.take)
    held = curator.held()
    assert (held.title, held.finding, held.notes) == ("Theirs", "My finding", "Their note")
    assert not editor.isWindowModified()
    assert curator.draft() is None


def test_not_now_saves_nothing_and_keeps_the_draft(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("title", "Mine")
    somebody_else_saves(curator, title="Theirs")
    curator.clicks(editor.save)
    curator.clicks(dialog_of(curator).leave)
    assert curator.held().title == "Theirs"
    assert editor.presenter.record.title == "Mine"
    curator.presses(Qt.Key.Key_Escape)
    draft = curator.draft()
    assert draft is not None
    assert draft.title == "Mine"


def test_a_draft_of_a_record_that_was_changed_is_told_compared_and_gone_on_with(
    curator: Curator,
) -> None:
    held = curator.held()
    mine = replace(held, title="Mine", authors=(Name("Lee, K."),))
    drafts.keep(curator.library, mine, held, "an earlier day")
    somebody_else_saves(curator, notes="Their note")
    editor = curator.opens()
    assert "changed since" in editor.messages.text
    curator.clicks(editor.messages.buttons["Compare…"])
    dialog = dialog_of(curator)
    assert (list(dialog.taken), list(dialog.own)) == (["notes"], ["title", "authors"])
    curator.clicks(dialog.take)
    curator.clicks(editor.save)
    saved = curator.held()
    assert (saved.title, saved.authors, saved.notes) == ("Mine", mine.authors, "Their note")


def test_texts_are_joined_section_by_section(curator: Curator) -> None:
    held = curator.held()
    long = " ".join(f"Word{number}" for number in range(400))
    sections = (Section(heading="Method", body=long), Section(heading="Outcomes", body="Old."))
    editing.save(curator.library, replace(held, sections=sections), held)
    editor = curator.opens()
    mine = (sections[0], replace(sections[1], body="My outcomes."))
    editor.presenter.put("sections", mine)
    curator.chooses("appraisal.confidence", "Low")
    theirs = (replace(sections[0], body=f"{long} Dana added a line."), sections[1])
    appraisal = replace(held.appraisal, confidence=Confidence.HIGH, reasons="two trials")
    somebody_else_saves(curator, sections=theirs, appraisal=appraisal)
    curator.clicks(editor.save)
    dialog = dialog_of(curator)
    assert list(dialog.choices) == ["appraisal.confidence"]
    assert list(dialog.taken) == ["sections.0", "appraisal.reasons"]
    (shown,) = (one for one in dialog.findChildren(SafeBrowser) if "Method" in one.accessibleName())
    assert "+" in shown.toPlainText()  # by a sign, not by colour alone
    assert "Dana added a line" in shown.toPlainText()
    curator.clicks(dialog.choices["appraisal.confidence"].mine)
    curator.clicks(dialog.take)
    saved = curator.held()
    assert saved.sections[0].body.endswith("Dana added a line.")
    assert saved.sections[1].body == "My outcomes."
    assert saved.appraisal.reasons == "two trials"
    assert saved.appraisal.confidence is Confidence.LOW


def test_a_clean_form_follows_a_change_made_elsewhere_and_says_so(curator: Curator) -> None:
    editor = curator.opens()
    held = curator.held()
    changes = editing.save(curator.library, replace(held, notes="x"), held)
    curator.person.window.session.tell_changed(changes)
    curator.person.waits()
    assert "shows what it says now" in editor.messages.text
    assert editor.presenter.record.notes == "x"


def test_a_change_made_elsewhere_is_told_while_one_writes(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("title", "Mine")
    held = curator.held()
    changes = editing.save(curator.library, replace(held, notes="x"), held)
    curator.person.window.session.tell_changed(changes)
    curator.person.waits()
    assert "changed elsewhere" in editor.messages.text
    assert editor.presenter.record.title == "Mine"
    assert editor.presenter.key == VISITS
