"""Assess: judging as one goes, seeing it in words, and what follows from it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from evidence_library.model.assessment import Assessment, Judgement, Scope, Verdict
from evidence_library.model.ids import AssessmentId, InstrumentId
from evidence_library.services import assess, instruments
from evidence_library.services.library import open_library
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.screens.action_dialogs import ActionDialog, ReportDialog
from evidence_library.ui.screens.assess import AssessScreen
from evidence_library.ui.screens.assess_agree import AgreeDialog
from evidence_library.ui.screens.assess_begin import BeginDialog
from evidence_library.ui.screens.assess_form import JudgeForm
from evidence_library.ui.screens.instrument_editor import InstrumentEditor
from evidence_library.ui.screens.instruments_dialog import InstrumentsDialog
from tests.helpers.assessing import LAMPS, with_lamps
from tests.ui.answers import Answers
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls


class Assessor(Person):
    """Judges in the window."""

    @property
    def screen(self) -> AssessScreen:
        return self.window.assessing.screen

    @property
    def form(self) -> JudgeForm:
        return self.screen.judge.form

    @property
    def item(self) -> Assessment:
        found = self.screen.chosen.assessment
        assert found is not None
        return found

    def judges(self, theme: str, stage: str) -> None:
        self.screen.judge.show_theme(theme)
        self.form.cards.choose(stage, writable=True)
        self.form._on_stage(stage)
        self.waits()

    def is_called(self, name: str) -> None:
        line = self.form.assessor.lineEdit()
        assert line is not None
        line.setText(name)
        self.presses(Qt.Key.Key_Return, on=line)

    def sees_themes(self) -> list[str]:
        return [one.spoken for one in self.screen.judge.model.lines if one.key is not None]

    def dialog(self, kind: type[QDialog]) -> QDialog:
        self.waits()
        return self.window.findChildren(kind)[-1]

    def grid_row(self, name: str) -> list[str]:
        cells = self.screen.grid.table.cells
        row = next(one for one in cells.rows if one.name == name)
        return [one.words for one in row.cells]


@pytest.fixture(scope="module")
def lamps_made(tmp_path_factory: pytest.TempPathFactory, small_library_made: Path) -> Path:
    """The small library with an instrument and two assessments of the town, one of them blind."""
    folder = shutil.copytree(small_library_made, tmp_path_factory.mktemp("lamps") / "library")
    library = open_library(folder)
    known = with_lamps(library)
    begun = Assessment(
        id=AssessmentId(""),
        instrument=InstrumentId(known.id),
        version=known.version,
        scope=Scope(name="Town"),
        date="2025-03-01",
        assessors=("Ann",),
    )
    first, _ = assess.new(library, begun, known)
    assess.judge(library, first.id, _says("Ann", "dark"))
    later = replace(begun, date="2026-03-01", assessors=("Ann", "Ben"), blind=True)
    second, _ = assess.new(library, later, known)
    assess.judge(library, second.id, _says("Ben", "lit", "I can read outside."))
    library.close()
    return folder


def _says(who: str, stage: str, why: str = "") -> Judgement:
    return Judgement(
        theme="streets", assessor=who, verdict=Verdict.STAGE, stage=stage, rationale=why
    )


@pytest.fixture
def assessor(
    shared_window: MainWindow, lamps_made: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[Assessor]:
    window = shared_window
    answers = window.dialogs
    assert isinstance(answers, Answers)
    answers.__init__()  # type: ignore[misc]  # whatever was answered before
    window.resize(1280, 800)
    window.go("find")
    person = Assessor(window, qtbot)
    person.opens(shutil.copytree(lamps_made, tmp_path / "lamps"))
    person.takes("go-assess")
    person.screen.show_view("judge")
    yield person
    window.go("find")


def test_blind_assessors_judge_apart_then_see_agree_and_finish(assessor: Assessor) -> None:
    screen, form = assessor.screen, assessor.form
    assert screen.head.title.text() == "Town"
    assessor.is_called("Ann")
    assert assessor.sees_themes()[0] == "Streets: Not assessed"
    assessor.judges("streets", "dim")
    form.rationale.edit.setPlainText("One lamp in three is out.")
    form.rationale.changed.emit()
    screen.judge.show_theme("yards")
    kept = assessor.item.judgement("streets", "Ann")
    assert kept is not None
    assert (kept.stage, kept.rationale) == ("dim", "One lamp in three is out.")
    assert assessor.sees_themes()[0] == "Streets: Dim"
    assert "Not yet: Ann, Ben" in screen.judge.ready.text()
    assessor.clicks(form.ready)
    assessor.is_called("Ben")
    assessor.clicks(form.ready)
    assert assessor.sees_themes()[0] == "Streets: Assessors differ"
    assert "nothing is agreed yet: Streets." in screen.judge.ready.text()
    assessor.clicks(screen.head.finish)
    assert "Agree first" in assessor.window.frame.messages.text
    screen.judge.show_theme("streets")
    assessor.clicks(form.agree)
    dialog = assessor.dialog(AgreeDialog)
    assert isinstance(dialog, AgreeDialog)
    dialog.choice.set_value((Verdict.STAGE, "dim"))
    dialog.why.edit.setPlainText("Ben looked at the square only.")
    assessor.clicks(dialog.go_on)
    assert assessor.sees_themes()[0] == "Streets: Dim, agreed"
    assessor.clicks(screen.head.finish)
    assert assessor.item.finished
    assert not form.rationale.isEnabled()
    assessor.takes("undo")
    assert not assessor.item.finished


def test_a_judgement_made_elsewhere_is_told_and_nothing_is_lost(assessor: Assessor) -> None:
    assessor.is_called("Ann")
    assessor.screen.judge.show_theme("yards")
    library = assessor.window.session.library
    assert library is not None
    elsewhere = Judgement(theme="yards", assessor="Ann", verdict=Verdict.STAGE, stage="lit")
    assess.judge(library, assessor.item.id, elsewhere)
    assessor.judges("yards", "dark")
    bar = assessor.screen.messages
    assert "judged “Yards and closes” elsewhere" in bar.text
    held = assess.find(library, assessor.item.id).judgement("yards", "Ann")
    assert held is not None
    assert held.stage == "lit"
    assessor.clicks(bar.buttons["Keep mine"])
    held = assess.find(library, assessor.item.id).judgement("yards", "Ann")
    assert held is not None
    assert held.stage == "dark"


def test_nobody_judges_without_a_name_and_closing_keeps_what_was_written(
    assessor: Assessor,
) -> None:
    form = assessor.form
    assessor.screen.presenter.begin(replace(assessor.item, assessors=()), LAMPS)
    form._on_stage("lit")
    assert "Say who judges first" in assessor.window.frame.messages.text
    assessor.is_called("Ann")
    form.rationale.edit.setPlainText("Half a sentence")
    form.rationale.changed.emit()
    assert assessor.screen.may_close()
    library = assessor.window.session.library
    assert library is not None
    held = assess.find(library, assessor.item.id).judgement("streets", "Ann")
    assert held is not None
    assert held.rationale == "Half a sentence"


def test_grid_and_comparison_are_tables_of_words_that_open_themes(assessor: Assessor) -> None:
    screen = assessor.screen
    assessor.screen.open_assessment(screen.presenter.assessments[1].id)
    assessor.takes("go-assess")
    screen.show_view("grid")
    assert assessor.grid_row("Streets")[:3] == ["Ann", "", ""]
    table = screen.grid.table
    spoken = table.cells.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Streets, Dark: Ann. This is the judgement: Dark"
    assert "Some call it bright." in screen.grid.note.text()
    screen.grid.show_view("departments")
    assert assessor.grid_row("Streets")
    screen.grid.show_view("this")
    table.setCurrentIndex(table.cells.index(2, 0))
    assessor.presses(Qt.Key.Key_Return, on=table)
    assert (screen.view, assessor.form.theme_key) == ("judge", "yards")
    screen.show_view("compare")
    row = next(one for one in screen.compare.table.cells.rows if one.name == "Streets")
    hidden = "Not shown before all assessors are ready"
    assert [one.words for one in row.cells] == ["Dark", hidden, "Cannot be compared"]


def test_from_a_breakthrough_to_an_action_that_is_reported_on(assessor: Assessor) -> None:
    screen = assessor.screen
    screen._on_action_asked("streets", "Explaining stops")
    dialog = assessor.dialog(ActionDialog)
    assert isinstance(dialog, ActionDialog)
    assert dialog.what.value() == "Explaining stops"
    assert "How will you know" in dialog.measure.problem
    dialog.measure.edit.setPlainText("Policy written")
    assert "not what changes" in dialog.measure.problem
    dialog.measure.edit.setPlainText("Fewer people fall")
    assert not dialog.measure.problem
    dialog.owner.set_value("Ann")
    dialog.deadline.set_value(None)
    dialog._take_quarter("Q1 2026")
    assert dialog.ticks.boxes
    next(iter(dialog.ticks.boxes.values())).setChecked(True)
    assessor.clicks(dialog.go_on)
    screen.show_view("actions")
    plan = screen.plan
    detail = plan.reader.detail
    assert detail is not None
    assert (detail.theme, len(detail.records)) == ("Streets", 1)
    assert detail.listed.clock.overdue
    plan.presenter.change(rule="2025-12-01")
    assert plan.reader.detail is not None
    assert not plan.reader.detail.listed.clock.overdue
    plan.presenter.change(rule="today")
    plan.report()
    report = assessor.dialog(ReportDialog)
    assert isinstance(report, ReportDialog)
    report.words.edit.setPlainText("It shines.")
    assessor.clicks(report.go_on)
    assert plan.reader.detail is not None
    assert plan.reader.detail.action.progress[-1].raw == "It shines."
    plan.presenter.change(text="owner nobody has")
    assert plan.none.sentence == "No action matches."
    plan.presenter.change(text="")
    plan.delete()
    assert plan.presenter.answer is not None
    assert not plan.presenter.answer.rows
    assessor.takes("undo")
    assert plan.presenter.answer.rows


def test_search_begin_edit_and_next_round(assessor: Assessor) -> None:
    screen = assessor.screen
    screen.presenter.look_for("stage:dark")
    assert [one.assessment.date for one in screen.presenter.assessments if one.assessment] == [
        "2025-03-01"
    ]
    screen.presenter.look_for("")
    assessor.takes("begin-assessment")
    dialog = assessor.dialog(BeginDialog)
    assert isinstance(dialog, BeginDialog)
    assessor.clicks(dialog.go_on)
    assert dialog.fields["name"].problem == "Say what is assessed."
    dialog.fields["instrument"].set_value(LAMPS.id)
    dialog.fields["name"].set_value("Village")
    dialog.fields["assessors"].set_value(("Cas",))
    assessor.clicks(dialog.go_on)
    assert (screen.head.title.text(), assessor.item.assessors) == ("Village", ("Cas",))
    screen.ask_edit()
    edit = assessor.dialog(BeginDialog)
    assert isinstance(edit, BeginDialog)
    edit.fields["name"].set_value("Hamlet")
    assessor.clicks(edit.go_on)
    assert screen.head.title.text() == "Hamlet"
    screen.presenter.next_round(assessor.item.id)
    assert [one.title for one in screen.presenter.assessments].count("Hamlet") == 2
    screen.presenter.delete(assessor.item.id)
    assert "Done: Delete the assessment" in assessor.window.frame.messages.text
    assert screen.head.title.text() == "Hamlet"


def test_an_instrument_is_mended_into_a_new_version(assessor: Assessor, tmp_path: Path) -> None:
    assessor.takes("instruments")
    dialog = assessor.dialog(InstrumentsDialog)
    assert isinstance(dialog, InstrumentsDialog)
    row = next(at for at, one in enumerate(dialog.presenter.lines()) if one.id == LAMPS.id)
    dialog.table.go_to(row)
    dialog.edit()
    editor = assessor.dialog(InstrumentEditor)
    assert isinstance(editor, InstrumentEditor)
    editor.tabs.setCurrentIndex(1)
    editor.item = replace(editor.item, stages=(*editor.item.stages, editor.item.stages[0]))
    editor._load()
    assert "stands 2 times" in editor.wrong.text()
    assert not editor.save.isEnabled()
    editor.item = replace(editor._begun, title="Lamps and lights")
    editor._load()
    editor.tabs.setCurrentIndex(3)
    assert editor.cells.value() == ()
    editor.stage_of_cells.setCurrentIndex(1)
    editor._on_place()
    (cell,) = editor.cells.value()
    editor.cells.set_value((replace(cell, own="As dark as a sack."),))
    editor._on_changed()
    assessor.clicks(editor.save)
    library = assessor.window.session.library
    assert library is not None
    latest = instruments.find(library, LAMPS.id)
    assert (latest.version, latest.title) == (2, "Lamps and lights")
    assert latest.of("streets", "dark")[0].shown == "As dark as a sack."
    assert assessor.item.version == 1
    answers = assessor.answers
    answers.list_file = tmp_path / "lamps.yaml"
    dialog.ask_export()
    answers.instrument_file = tmp_path / "lamps.yaml"
    dialog.ask_import()
    assert "is here already" in dialog.messages.text
    dialog.accept()


def test_the_example_says_so_everywhere_and_every_control_has_a_name(assessor: Assessor) -> None:
    screen = assessor.screen
    assessor.takes("assess-example")
    assert screen.head.badge.isVisible()
    lines = [screen.list.model.line(row) for row in range(screen.list.model.rowCount())]
    assert [getattr(one, "badge", "") for one in lines].count(
        "Example of an invented organisation"
    ) == 3
    for view in ("judge", "grid", "compare", "actions"):
        screen.show_view(view)
        nameless = [
            f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
            for one in _controls(screen)
            if not one.accessibleName()
        ]
        assert nameless == []
        assessor.takes("next-pane")
    for width in (1000, 700):
        assessor.window.resize(width, 700)
        assert assessor.window.width() == width
    assert screen.list.contents is screen.list.chooser


def test_a_record_is_linked_opened_in_find_and_back_leads_here(assessor: Assessor) -> None:
    form = assessor.form
    assessor.is_called("Ann")
    line = form.supports.search.line
    line.setText("burgled")
    form.supports.search.ask("burgled")
    assessor.waits()
    assessor.presses(Qt.Key.Key_Return, on=line)
    kept = assessor.item.judgement("streets", "Ann")
    assert kept is not None
    assert len(kept.supports) == 1
    form.supports._open(kept.supports[0])
    assert assessor.reads_title() == "Visits to burgled homes"
    assessor.takes("back")
    assert assessor.window.frame.place == "assess"
    rests = [one for one in assessor.screen.head.menu.actions() if "rests" in one.text()]
    rests[0].trigger()
    dialog = assessor.window.chaining.dialog
    assert dialog is not None
    dialog.reject()
