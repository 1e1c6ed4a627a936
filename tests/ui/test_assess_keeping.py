"""Nothing that somebody judged or typed is lost: two windows, a full disk, closing, another one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from evidence_library.errors import UserCanFix
from evidence_library.model.assessment import Agreed, Assessment, Judgement, Verdict
from evidence_library.model.ids import AssessmentId
from evidence_library.services import actions, assess
from evidence_library.services.opened import Library
from evidence_library.ui.screens.action_dialogs import ActionDialog, ReportDialog, blank
from evidence_library.ui.screens.assess_agree import AgreeDialog
from evidence_library.ui.screens.assess_begin import BeginDialog
from tests.helpers.assessing import LAMPS
from tests.ui.test_assess import Assessor, _says, assessor, lamps_made

__all__ = ["assessor", "lamps_made"]

ELSEWHERE = replace(_says("Ann", "lit", "Said elsewhere."), theme="yards")


@pytest.fixture
def library(assessor: Assessor) -> Library:
    assert assessor.window.session.library is not None
    return assessor.window.session.library


@pytest.fixture
def alpha(assessor: Assessor, library: Library) -> Iterator[Assessment]:
    """An assessment with Ann alone, at whose second theme she is."""
    made = begins(assessor, library, "Alpha")
    assessor.screen.open_assessment(made.id)
    assessor.is_called("Ann")
    assessor.screen.judge.show_theme("yards")
    yield made
    keeping = assessor.screen.chosen.keeping
    for one in keeping.unkept:
        keeping.let_go(one)


def begins(
    person: Assessor, library: Library, name: str, assessors: tuple[str, ...] = ("Ann",)
) -> Assessment:
    begun = replace(
        person.item,
        scope=replace(person.item.scope, name=name),
        assessors=assessors,
        blind=False,
        judgements=(),
    )
    made, changes = assess.new(library, begun, LAMPS)
    person.window.session.tell_changed(changes)
    return made


def said(library: Library, key: str, theme: str = "yards", who: str = "Ann") -> Judgement | None:
    return assess.find(library, AssessmentId(key)).judgement(theme, who)


def writes(person: Assessor, words: str) -> None:
    person.form.rationale.edit.setPlainText(words)
    person.form.rationale.changed.emit()


def test_a_clash_names_its_assessment_and_is_kept_into_no_other(
    assessor: Assessor,
    library: Library,
    alpha: Assessment,
    tmp_path: Path,
    lamps_made: Path,
) -> None:
    beta = begins(assessor, library, "Beta")
    assess.judge(library, alpha.id, ELSEWHERE)
    writes(assessor, "My long reasons")
    assessor.screen.judge.show_theme("streets")
    bar = assessor.screen.messages
    assert "Alpha" in bar.text
    assert "Yards and closes" in bar.text
    assert "Ann: Lit, “Said elsewhere.”" in bar.text
    assert "“My long reasons”" in bar.text
    assessor.screen.judge.show_theme("yards")
    assert assessor.form.rationale.value() == "My long reasons"
    # Neither closing nor another library loses it unasked.
    assessor.answers.agrees = False
    assert not assessor.screen.may_close()
    assert "My long reasons" in assessor.answers.confirmed[-1]
    here = library.folder
    assessor.opens(shutil.copytree(lamps_made, tmp_path / "other"))
    assert bar.isHidden()
    assert not assessor.screen.may_close()
    assessor.opens(here)
    assessor.screen.open_assessment(beta.id)
    assert "Alpha" in bar.text
    assessor.clicks(bar.buttons["Keep mine"])
    now = assessor.window.session.library
    assert now is not None
    assert said(now, beta.id) is None
    kept = said(now, alpha.id)
    assert kept is not None
    assert kept.rationale == "My long reasons"
    assert bar.isHidden()
    assert assessor.screen.may_close()


def test_closing_while_writing_asks_before_it_overwrites_what_was_said_elsewhere(
    assessor: Assessor,
    library: Library,
    alpha: Assessment,
) -> None:
    assess.judge(library, alpha.id, ELSEWHERE)
    writes(assessor, "Half a sentence")
    assessor.answers.agrees = False
    assert not assessor.screen.may_close()
    assert "Said elsewhere." in assessor.answers.confirmed[-1]
    held = said(library, alpha.id)
    assert held is not None
    assert held.rationale == "Said elsewhere."
    assessor.clicks(assessor.screen.messages.buttons["Take what is there"])
    assert assessor.form.rationale.value() == "Said elsewhere."


def test_what_could_not_be_kept_stays_and_is_tried_again(
    assessor: Assessor,
    library: Library,
    alpha: Assessment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_asked: object) -> None:
        raise UserCanFix("The disk is full.")

    screen, bar = assessor.screen, assessor.screen.messages
    with monkeypatch.context() as patched:
        patched.setattr(assess, "judge", full)
        writes(assessor, "Words on a full disk")
        screen.judge.show_theme("streets")
        assert "The disk is full." in bar.text
        assessor.clicks(screen.head.finish)
        assert not assess.find(library, alpha.id).finished
        screen._with_shown("delete")
        assert "decide about it first" in assessor.window.frame.messages.text
        assessor.answers.agrees = False
        assert not screen.may_close()
        screen.judge.show_theme("yards")
        assert assessor.form.rationale.value() == "Words on a full disk"
    assessor.clicks(bar.buttons["Try again"])
    kept = said(library, alpha.id)
    assert kept is not None
    assert kept.rationale == "Words on a full disk"
    # Closed, and then deleted, in another window while one writes.
    assess.finish(library, alpha.id)
    writes(assessor, "Written on a closed one")
    screen.judge.show_theme("streets")
    assert "finished" in bar.text
    assess.delete(library, alpha.id)
    assessor.clicks(bar.buttons["Try again"])
    assert "no longer in the library" in bar.text
    assert "Written on a closed one" in bar.text
    assert screen.head.title.text() != "Alpha"
    assessor.clicks(bar.buttons["Let it go"])
    assert bar.isHidden()


def test_dialogs_stay_with_what_was_typed_until_it_is_kept(
    assessor: Assessor,
    library: Library,
    alpha: Assessment,
) -> None:
    assessor.screen.ask_edit()
    edit = assessor.dialog(BeginDialog)
    assert isinstance(edit, BeginDialog)
    assess.edit(library, alpha.id, replace(alpha, notes="Theirs"))
    edit.fields["notes"].set_value("My long notes")
    assessor.clicks(edit.go_on)
    assert "changed elsewhere" in edit.messages.text
    assert edit.fields["notes"].value() == "My long notes"
    assessor.answers.agrees = False
    assessor.presses(Qt.Key.Key_Escape, on=edit)
    assert edit.isVisible()
    assessor.answers.agrees = True
    edit.reject()

    plan, opened = assessor.screen.plan, assess.opened(library, alpha.id)
    held, changes = actions.add(library, replace(blank(opened, "yards", ""), what="Light it"))
    assessor.window.session.tell_changed(changes)
    assessor.screen.show_view("actions")
    plan.go_to(held.id)
    plan.edit()
    action = assessor.dialog(ActionDialog)
    assert isinstance(action, ActionDialog)
    actions.edit(library, replace(held, notes="Theirs"))
    action.notes.set_value("My notes")
    assessor.clicks(action.go_on)
    assert action.messages.text
    action.reject()
    plan.report()
    report = assessor.dialog(ReportDialog)
    assert isinstance(report, ReportDialog)
    report.words.set_value("It shines.")
    actions.delete(library, [held.id])
    assessor.clicks(report.go_on)
    assert report.messages.text
    assert report.words.value() == "It shines."
    assessor.answers.agrees = False
    assessor.presses(Qt.Key.Key_Escape, on=report)
    assert report.isVisible()
    assessor.answers.agrees = True
    report.reject()


def test_what_was_agreed_on_elsewhere_is_told_before_it_is_replaced(
    assessor: Assessor,
    library: Library,
) -> None:
    made = begins(assessor, library, "Gamma", ("Ann", "Ben"))
    for one in (_says("Ann", "dark"), _says("Ben", "lit")):
        assess.judge(library, made.id, one)
    assessor.screen.open_assessment(made.id)
    assessor.screen._on_agree_asked("streets")
    dialog = assessor.dialog(AgreeDialog)
    assert isinstance(dialog, AgreeDialog)
    assert dialog.choice.value() is None
    theirs = Agreed(theme="streets", verdict=Verdict.STAGE, stage="lit", why="Seen.", by=("Ben",))
    assess.agree(library, made.id, theirs)
    dialog.why.set_value("Mine")
    assessor.clicks(dialog.go_on)
    assert dialog.problem.text() == "Say what was agreed on."
    dialog.choice.set_value((Verdict.STAGE, "dark"))
    assessor.clicks(dialog.go_on)
    assert "agreed on elsewhere since you opened it: Lit, because “Seen.”" in dialog.messages.text
    held = assess.find(library, made.id).agreement("streets")
    assert held is not None
    assert held.why == "Seen."
    assert dialog.why.value() == "Mine"
    dialog.reject()


def test_who_judges_is_an_assessor_and_stays_the_one_that_was_named(
    assessor: Assessor,
    library: Library,
) -> None:
    library.person = "Kim Lee"
    first, second = (begins(assessor, library, name, ("Ann", "Ben")) for name in ("One", "Two"))
    assessor.screen.open_assessment(first.id)
    assert assessor.form.who == ""
    assessor.is_called("Ben")
    assessor.screen.open_assessment(second.id)
    assert assessor.form.who == ""
    assessor.screen.open_assessment(first.id)
    assert assessor.form.who == "Ben"


def test_what_was_deleted_or_changed_elsewhere_is_shown_as_it_is(
    assessor: Assessor,
    library: Library,
    alpha: Assessment,
) -> None:
    screen = assessor.screen
    assess.judge(library, alpha.id, ELSEWHERE)
    assessor.window.go("find")
    assessor.takes("go-assess")
    assert assessor.form.rationale.value() == "Said elsewhere."
    screen._with_shown("delete")
    assert screen.head.title.text() != "Alpha"
    assessor.takes("undo")
    assert screen.head.title.text() == "Alpha"
    held, changes = actions.add(
        library, replace(blank(assess.opened(library, alpha.id), "yards", ""), what="Light it")
    )
    assessor.window.session.tell_changed(changes)
    screen.show_view("actions")
    chained = assessor.window.chaining.show_chosen
    screen.plan.go_to(held.id)
    screen.plan.report()
    report = assessor.dialog(ReportDialog)
    assert isinstance(report, ReportDialog)
    report.date.set_value("2090-01-01")
    assessor.clicks(report.go_on)
    assert "lies in the future" in report.date.problem
    report.reject()
    screen.plan.delete()
    assert screen.plan.reader.detail is None
    chained()
    dialog = assessor.window.chaining.dialog
    assert dialog is not None
    dialog.reject()
    assessor.takes("undo")
    assert screen.plan.reader.detail is not None


def test_tab_comes_to_the_stages_before_the_reasons(
    assessor: Assessor,
    alpha: Assessment,
) -> None:
    form = assessor.form
    stops: list[object] = []
    at = form.assessor.nextInFocusChain()
    while at is not None and at is not form.action:
        stops.append(at)
        at = at.nextInFocusChain()
    places = [stops.index(card.choose) for card in form.cards.cards.values()]
    assert places == sorted(places)
    assert len(places) > 1
    assert places[-1] < stops.index(form.rationale.edit)


def test_a_stage_that_no_instrument_has_is_told(assessor: Assessor) -> None:
    assessor.screen.presenter.look_for("stage:nonsense")
    assert "No instrument has a stage “nonsense”." in assessor.screen.presenter.note
    assessor.screen.presenter.look_for("stage:lit")
    assert not assessor.screen.presenter.note
    assessor.screen.presenter.look_for("")
