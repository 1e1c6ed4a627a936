"""Assess: judging, grid, comparison and actions of the worked example; large text and narrow."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from evidence_library.ui.presenters.assess_actions import By
from evidence_library.ui.screens.action_dialogs import ActionDialog
from evidence_library.ui.screens.assess_begin import BeginDialog
from evidence_library.ui.screens.instrument_editor import InstrumentEditor
from evidence_library.ui.screens.instruments_dialog import InstrumentsDialog
from tests.screenshots.stage import Scenes, Stage

Shown = TypeVar("Shown", bound=QWidget)


def assessing(stage: Stage) -> Scenes:
    """Show the workspace empty, with the worked example, and where there is little room."""
    window = stage.window
    window.go("assess")
    yield "assess-empty", stage.shown()
    window.assessing.screen.presenter.add_example()
    stage.settle()
    yield "assess-judge", stage.shown()
    yield from _views(stage)
    yield from _little_room(stage)
    yield from _dialogs(stage)
    window.go("find")


def _views(stage: Stage) -> Scenes:
    screen = stage.window.assessing.screen
    screen.judge.show_theme("trust")
    screen.judge.take_focus()
    yield "assess-judge-differ", stage.shown()
    bar = screen.judge.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "assess-judge-below", stage.shown()
    bar.setValue(0)
    screen.show_view("grid")
    yield "assess-grid", stage.shown()
    screen.grid.show_view("departments")
    yield "assess-departments", stage.shown()
    screen.grid.show_view("this")
    screen.show_view("compare")
    yield "assess-compare", stage.shown()
    screen.open_actions()
    screen.plan.presenter.change(by=By.OWNER)
    stage.settle()
    screen.plan.table.go_to(1)
    yield "assess-actions", stage.shown()
    screen.plan.edit()
    dialog = _last(stage, ActionDialog)
    yield "assess-action-edit", dialog
    dialog.reject()


def _little_room(stage: Stage) -> Scenes:
    window, screen = stage.window, stage.window.assessing.screen
    window.appearance.set("text_size", 200)
    yield "assess-actions-large-text", stage.shown()
    screen.open_assessment(screen.presenter.assessments[1].id, "trust")
    yield "assess-large-text", stage.shown()
    screen.show_view("grid")
    yield "assess-grid-large-text", stage.shown()
    window.appearance.set("text_size", 100)
    window.resize(700, 800)
    yield "assess-grid-narrow", stage.shown()
    screen.show_view("judge")
    yield "assess-narrow", stage.shown()
    screen.open_actions()
    yield "assess-actions-narrow", stage.shown()
    window.resize(1280, 800)


def _dialogs(stage: Stage) -> Scenes:
    screen = stage.window.assessing.screen
    screen.ask_new()
    begin = _last(stage, BeginDialog)
    yield "assess-begin", begin
    begin.reject()
    screen.show_instruments()
    instruments = _last(stage, InstrumentsDialog)
    yield "assess-instruments", instruments
    instruments.edit()
    editor = _last(stage, InstrumentEditor)
    yield "assess-editor", editor
    editor.tabs.setCurrentIndex(3)
    stage.settle()
    yield "assess-editor-cells", editor
    editor.reject()
    instruments.accept()


def _last(stage: Stage, kind: type[Shown]) -> Shown:
    """Give the dialog of a kind that was opened last."""
    stage.settle()
    return stage.window.findChildren(kind)[-1]
