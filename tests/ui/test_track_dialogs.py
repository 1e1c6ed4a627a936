"""Recommendations are changed in dialogs, by keyboard; what cannot be kept is told beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.model.ids import RecordId
from evidence_library.model.recommendation import Recommendation
from evidence_library.model.vocabulary import EvidenceRole, ResponseKind, Status
from evidence_library.services import track, track_edits, track_links, track_sets
from evidence_library.services.track_edits import Fields
from evidence_library.services.track_sets import SetFields
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.screens.track_dialogs import TrackDialog
from evidence_library.ui.widgets.fields.choice import ChoiceField
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.pick import PickField
from evidence_library.ui.widgets.fields.text import TextField
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls


class Curator(Person):
    """Changes recommendations in dialogs."""

    def goes_to(self, number: str) -> None:
        lines = self.window.tracking.screen.table.lines
        rows = range(len(lines.rows))
        row = next(at for at in rows if (line := lines.line_at(at)) and line.number == number)
        self.window.tracking.screen.table.go_to(row)
        self.waits()

    def asks_for(self, deed: str, *numbers: str) -> TrackDialog:
        """Choose recommendations and open the dialog of a deed."""
        screen = self.window.tracking.screen
        screen.presenter.change(set_id=None)
        self.waits()
        lines = screen.table.lines
        rows = range(len(lines.rows))
        chosen = [at for at in rows if (line := lines.line_at(at)) and line.number in numbers]
        screen.table.go_to(chosen[0])
        for row in chosen[1:]:
            model = screen.table.selectionModel()
            index = screen.table.model().index(row, 0)
            model.select(index, model.SelectionFlag.Select | model.SelectionFlag.Rows)
        self.waits()
        screen.do(deed)
        self.waits()
        return self.sees_dialog()

    def sees_dialog(self) -> TrackDialog:
        return next(one for one in self.window.findChildren(TrackDialog) if one.isVisible())

    def types_into(self, dialog: TrackDialog, key: str, words: str) -> None:
        field = dialog.fields[key]
        field.take_focus()
        if isinstance(field, LineField):
            field.line.clear()
            self._qtbot.keyClicks(field.line, words)
        elif isinstance(field, TextField):
            field.edit.clear()
            self._qtbot.keyClicks(field.edit, words)
        elif isinstance(field, PickField):
            self._qtbot.keyClicks(field.search.line, words)
            self.waits()

    def chooses(self, dialog: TrackDialog, key: str, value: object) -> None:
        field = dialog.fields[key]
        assert isinstance(field, ChoiceField)
        at = [one.value for one in field._shown].index(value)
        field._on_chosen(at)

    def submits(self, dialog: TrackDialog) -> None:
        dialog.submit()
        self.waits()

    def recommendation(self, number: str) -> Recommendation:
        library = self.window.session.library
        assert library is not None
        return next(item for _, item in track.recommendations(library) if item.number == number)


@pytest.fixture
def curator(shared_window: MainWindow, starter_library: Path, qtbot: QtBot) -> Iterator[Curator]:
    """Somebody in Track on the starter library."""
    window = shared_window
    window.resize(1280, 800)
    window.go("find")
    person = Curator(window, qtbot)
    person.opens(starter_library)
    person.takes("go-track")
    window.tracking.screen.presenter.change(text="", quick=frozenset())
    person.waits()
    yield person
    for dialog in window.findChildren(TrackDialog):
        dialog.reject()
    window.go("find")


def test_progress_is_reported_on_several_and_what_is_wrong_is_told_beside_it(
    curator: Curator,
) -> None:
    dialog = curator.asks_for("progress", "12", "13")
    curator.chooses(dialog, "status", Status.MET)
    curator.types_into(dialog, "date", "2999-01-01")
    assert "lies in the future" in dialog.fields["date"].problem
    curator.submits(dialog)
    assert dialog.isVisible()
    curator.types_into(dialog, "date", "October 2026")
    assert dialog.fields["date"].problem == ""
    curator.submits(dialog)
    assert curator.recommendation("12").progress[-1].status is Status.MET
    assert curator.recommendation("13").progress[-1].date is not None
    curator.window.session.undo()
    curator.waits()
    assert curator.recommendation("12").progress[-1].date is None


def test_the_last_report_can_be_put_right(curator: Curator) -> None:
    dialog = curator.asks_for("progress", "22")
    assert "which" not in dialog.fields
    curator.chooses(dialog, "part", "ii")
    curator.types_into(dialog, "words", "Not met, for want of data")
    curator.submits(dialog)
    reports = len(curator.recommendation("22").progress)
    again = curator.asks_for("progress", "22")
    curator.chooses(again, "which", "correct")
    assert again.fields["words"].value() == "Not met, for want of data"
    curator.types_into(again, "words", "Met")
    curator.submits(again)
    last = curator.recommendation("22").progress
    assert (len(last), last[-1].raw, last[-1].part) == (reports, "Met", "ii")


def test_a_record_is_picked_and_linked_with_its_role(curator: Curator) -> None:
    dialog = curator.asks_for("link", "24")
    field = dialog.fields["record"]
    assert isinstance(field, PickField)
    first = field.search.found[0]
    assert "Both speak of" in first.detail
    curator.submits(dialog)
    assert field.problem == "Pick the record that bears on it."
    curator.presses(Qt.Key.Key_Down, on=field.search.line)
    curator.presses(Qt.Key.Key_Return, on=field.search.list)
    curator.chooses(dialog, "role", EvidenceRole.PRACTICE)
    curator.submits(dialog)
    (link,) = curator.recommendation("24").links
    assert (link.record, link.role) == (first.value, EvidenceRole.PRACTICE)
    library = curator.window.session.library
    assert library is not None
    (serves,) = track_links.served(library, link.record)
    assert serves.held.item.number == "24"


def test_a_recommendation_is_picked_for_a_record(curator: Curator) -> None:
    record = RecordId("40436109-ec42-4674-9f01-adaaf00559a6")
    curator.window.go("find")
    curator.window.reader.read(record)
    curator.waits()
    curator.window.find_screen.reader.recommendation_wanted.emit()
    curator.waits()
    dialog = curator.sees_dialog()
    curator.types_into(dialog, "recommendation", "24")
    field = dialog.fields["recommendation"]
    assert isinstance(field, PickField)
    assert field.search.found[0].words.startswith("24  ")
    field.search._on_picked(field.search.list.item(0))
    curator.types_into(dialog, "part", "ix")
    curator.submits(dialog)
    assert "has no part ix" in dialog.fields["part"].problem
    curator.types_into(dialog, "part", "")
    curator.submits(dialog)
    assert curator.recommendation("24").links[-1].record == record


def test_own_recommendations_themes_notes_and_sets_are_made(curator: Curator) -> None:
    dialog = curator.asks_for("new-set", "1")
    curator.types_into(dialog, "title", "Our review")
    curator.presses(Qt.Key.Key_Return, on=dialog.fields["title"].focusProxy())
    curator.waits()
    dialog = curator.asks_for("add", "1")
    library = curator.window.session.library
    assert library is not None
    sets = {one.title: key for key, one in track.board(library).sets.items()}
    curator.chooses(dialog, "owner", sets["Our review"])
    curator.types_into(dialog, "text", "Do: i) this; and ii) that.")
    curator.types_into(dialog, "deadline", "i) Q3 2027 ii) March 2028")
    curator.chooses(dialog, "kind", ResponseKind.REJECTED)
    curator.submits(dialog)
    made = next(
        item for owner, item in track.recommendations(library) if owner.title == "Our review"
    )
    assert [part.deadline and part.deadline.value for part in made.parts] == ["2027-Q3", "2028-03"]
    for deed, key, words in (("theme", "theme", "Lamps"), ("note", "notes", "Ask again.")):
        dialog = curator.asks_for(deed, "2")
        curator.types_into(dialog, key, words)
        curator.submits(dialog)
    item = curator.recommendation("2")
    assert (item.theme, item.notes) == ("Lamps", "Ask again.")
    dialog = curator.asks_for("edit", "2")
    curator.types_into(dialog, "number", "1")
    curator.submits(dialog)
    assert "has a recommendation 1 already" in dialog.fields["number"].problem


def test_what_asks_for_the_same_is_joined_and_what_is_deleted_comes_back(curator: Curator) -> None:
    library = curator.window.session.library
    assert library is not None
    owner, made = track_sets.new(library, SetFields(title="Another review"))
    curator.window.session.tell_changed(made)
    text = curator.recommendation("24").text
    twin, made = track_edits.add(library, owner, Fields(text=text, number="T1"))
    curator.window.session.tell_changed(made)
    curator.waits()
    dialog = curator.asks_for("overlap", "24")
    field = dialog.fields["other"]
    assert isinstance(field, PickField)
    assert [(one.value, "Nearly the same" in one.detail) for one in field.search.found] == [
        (twin, True)
    ]
    curator.presses(Qt.Key.Key_Return, on=field.search.line)
    curator.submits(dialog)
    assert curator.recommendation("24").overlaps == (twin,)
    screen = curator.window.tracking.screen
    curator.goes_to("T1")
    screen.do("delete")
    curator.waits()
    numbers = [item.number for _, item in track.recommendations(library)]
    assert "T1" not in numbers
    curator.window.session.undo()
    curator.waits()
    assert curator.recommendation("T1").overlaps == (curator.recommendation("24").id,)


def test_what_was_typed_is_lost_only_when_one_agrees(curator: Curator) -> None:
    answers = curator.answers
    dialog = curator.asks_for("respond", "24")
    curator.submits(dialog)
    assert dialog.fields["kind"].problem == "Choose what was answered."
    answers.agrees, answers.confirmed = False, []
    curator.presses(Qt.Key.Key_Escape, on=dialog)
    assert answers.confirmed == []
    dialog = curator.asks_for("progress", "22")
    curator.types_into(dialog, "words", "Half of it")
    curator.presses(Qt.Key.Key_Escape, on=dialog)
    assert dialog.isVisible()
    assert answers.confirmed == ["What you filled in here is not kept yet."]
    curator.submits(dialog)
    dialog = curator.asks_for("progress", "22")
    curator.types_into(dialog, "words", "All of it")
    curator.chooses(dialog, "which", "correct")
    assert dialog.fields["words"].value() == "All of it"
    answers.agrees = True
    dialog.reject()


def test_what_is_added_is_shown_and_so_is_a_new_set(curator: Curator) -> None:
    screen = curator.window.tracking.screen
    dialog = curator.asks_for("new-set", "1")
    curator.types_into(dialog, "title", "Our own promises")
    curator.submits(dialog)
    assert screen.head.sets.currentText() == "Our own promises"
    assert screen.middle.none.sentence == "This set has no recommendations yet."
    screen.do("add")
    curator.waits()
    dialog = curator.sees_dialog()
    curator.types_into(dialog, "text", "Answer each letter.")
    curator.submits(dialog)
    page = screen.recommendation.page
    assert page is not None
    assert "Answer each letter." in page.html
    curator.window.session.undo()
    curator.window.session.undo()
    curator.waits()
    assert screen.presenter.asked.set_id is None


@pytest.mark.parametrize("deed", ["progress", "link", "add", "new-set"])
def test_every_control_of_a_dialog_has_a_name(curator: Curator, deed: str) -> None:
    dialog = curator.asks_for(deed, "24")
    assert [one for one in _controls(dialog) if not one.accessibleName()] == []
