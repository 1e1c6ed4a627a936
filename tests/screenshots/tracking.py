"""Track: the table with a recommendation; grouped, filtered, with large text and narrow."""

from __future__ import annotations

from evidence_library.model.track_choices import Grouping, Quick
from tests.screenshots.stage import Scenes, Stage


def tracking(stage: Stage) -> Scenes:
    """Show the workspace as at a day of the past, in its groups, and where there is little room."""
    window = stage.window
    window.go("track")
    screen = window.tracking.screen
    screen.presenter.change(rule="2005-10-01", by=Grouping.LEAD)
    stage.settle()
    screen.table.setFocus()
    screen.table.go_to(screen.table.lines.row_of(_numbered(stage, "2")))
    yield "track", stage.shown()
    screen.reader.evidence.click()
    stage.settle()
    yield "track-practice", stage.shown()
    screen.table.selectAll()
    yield "track-several", stage.shown()
    screen.presenter.change(by=Grouping.SCHEDULE, quick=frozenset({Quick.OVERDUE}))
    stage.settle()
    yield "track-overdue", stage.shown()
    screen.presenter.change(text="nothing of the kind")
    yield "track-no-match", stage.shown()
    screen.presenter.change(text="", quick=frozenset())
    window.appearance.set("text_size", 200)
    yield "track-large-text", stage.shown()
    window.appearance.set("text_size", 100)
    window.resize(1000, 800)
    yield "track-folded", stage.shown()
    window.resize(700, 800)
    yield "track-narrow", stage.shown()
    screen.table.entered.emit()
    yield "track-narrow-reader", stage.shown()
    window.resize(1280, 800)
    window.go("find")


def _numbered(stage: Stage, number: str) -> str:
    answer = stage.window.tracking.screen.presenter.answer
    lines = answer.found.lines if answer else ()
    return next(line.id for line in lines if line.number == number)
