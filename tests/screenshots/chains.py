"""The evidence chain of an action, a record and a recommendation."""

from __future__ import annotations

from evidence_library.services import actions, worked_example
from evidence_library.store.assessing import ACTIONS
from tests.screenshots.stage import Scenes, Stage


def chains(stage: Stage) -> Scenes:
    """Show chains in both directions, one that is short, with large text and narrow."""
    window, library = stage.window, stage.window.session.library
    if library is None:
        return
    window.session.tell_changed(worked_example.add(library))
    stage.settle()
    with library.connections.reading() as connection:
        planned = [one.thing for one in ACTIONS.load(connection) if one.thing is not None]
    action = max(planned, key=lambda one: len(one.records))
    window.session.tell_changed(actions.link(library, action.id, action.records[:1]))
    dialog = window.chaining.show("action", action.id)
    if dialog is None:
        return
    stage.settle()
    yield "chain-action", dialog
    dialog.presenter.begin(dialog.picture.canvas.drawn.boxes[-2].node.key)  # type: ignore[union-attr]
    stage.settle()
    yield "chain-record", dialog
    window.appearance.set("text_size", 200)
    dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
    stage.settle()
    yield "chain-large-text", dialog
    window.appearance.set("text_size", 100)
    dialog.resize(660, 760)
    stage.settle()
    yield "chain-narrow", dialog
    dialog.views["drawing"].click()
    stage.settle()
    yield "chain-narrow-drawing", dialog
    dialog.reject()
    window.go("track")
    stage.settle()
    window.tracking.screen.table.go_to_first_line()
    stage.settle()
    window.actions_made["chain"].trigger()
    stage.settle()
    if window.chaining.dialog is not None:
        yield "chain-nothing", window.chaining.dialog
        window.chaining.dialog.reject()
    window.go("find")
    stage.settle()
