"""Two people change the same record: nobody overwrites the other without seeing it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.model.record import Name
from evidence_library.services import drafts, editing
from evidence_library.ui.screens.editor_clashes import ClashDialog
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
    proposed = {name: one.mine.isChecked() for name, one in dialog.choices.items()}
    assert proposed == {"title": True, "finding": True, "notes": False}
    assert curator.held().title == "Theirs"
    dialog.choices["title"].theirs.click()
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
    assert "changed by somebody else since" in editor.messages.text
    curator.clicks(editor.messages.buttons["Compare…"])
    dialog = dialog_of(curator)
    assert list(dialog.choices) == ["title", "authors", "notes"]
    dialog.choices["authors"].theirs.click()
    curator.clicks(dialog.take)
    curator.clicks(editor.save)
    saved = curator.held()
    assert (saved.title, saved.authors, saved.notes) == ("Mine", (), "Their note")


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
