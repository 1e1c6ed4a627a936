"""Track as pictures: timeline, counts and changes; their tables; with large text and narrow."""

from __future__ import annotations

from tests.screenshots.stage import Scenes, Stage

_VIEWS = ("timeline", "counts", "changes")


def picturing(stage: Stage) -> Scenes:
    """Show each view as at a day of the past, then where there is little room."""
    window = stage.window
    window.go("track")
    screen = window.tracking.screen
    screen.presenter.change(rule="2005-10-01", text="")
    for view in _VIEWS:
        screen.show_view(view)
        stage.settle()
        screen.take_focus()
        yield f"track-{view}", stage.shown()
    window.appearance.set("text_size", 200)
    screen._show_table()
    for view in _VIEWS:
        screen.show_view(view)
        yield f"track-{view}-large-text", stage.shown()
    window.appearance.set("text_size", 100)
    stage.settle()
    window.resize(700, 800)
    screen._show_table()
    for view in _VIEWS:
        screen.show_view(view)
        yield f"track-{view}-narrow", stage.shown()
    window.resize(1280, 800)
    screen.show_view("table")
    window.go("find")
