"""Find: reading, filters, views, and what is beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from evidence_library.ui.widgets import several_rows
from tests.screenshots.stage import Scenes, Stage


def reading(stage: Stage) -> Scenes:
    window, find = stage.window, stage.window.find_screen
    stage.search("stop and search")
    find.enter_results()
    stage.settle()
    find.reader.facts.ask(1)
    yield "find", stage.shown()
    window.finder.clear()
    stage.settle()
    window.finder.toggle("kind", "research")
    answer = window.finder.answer
    topics = answer.found.facets["topic"] if answer else ()
    window.finder.toggle("topic", next(one.value for one in topics if "Race" in one.label))
    stage.settle()
    yield "find-filters", stage.shown()
    window.finder.clear()
    window.finder.filter("out", "kind", "evaluation")
    yield "find-left-out", stage.shown()
    window.finder.clear_filters()
    stage.search('crime -police year:2003..2022 topic:"Community Engagement"')
    yield "find-understood", stage.shown()
    stage.search("")
    line = window.frame.search.line
    line.setFocus()
    line.setText("po")
    line.textEdited.emit("po")
    stage.settle()
    window.frame.search.completions.step(1)
    yield "find-completion", stage.shown()
    window.frame.search.completions.hide()
    stage.search("employment")
    window.find_screen.results.recommendations.click()
    yield "recommendations", stage.shown()
    window.go("find")
    bar = find.reader._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "record-end", stage.shown()


def views(stage: Stage) -> Scenes:
    """Show the same result as a table, as an evidence map, and three records side by side."""
    window, find = stage.window, stage.window.find_screen
    window.finder.clear()
    window.actions_made["view-table"].trigger()
    yield "table", stage.shown()
    window.actions_made["view-map"].trigger()
    stage.settle()
    find.views.map.table.folded.emit(1)
    yield "map", stage.shown()
    window.actions_made["view-list"].trigger()
    stage.search("burglary")
    for row in range(3):
        find.results.list.setCurrentIndex(find.results.list.hits.index(row))
        window.actions_made["compare-mark"].trigger()
    yield "compare-tray", stage.shown()
    window.actions_made["compare"].trigger()
    yield "compare", stage.shown()
    window.views.compare.clear()
    yield "compare-empty", stage.shown()
    find.show_results()


def finding_nothing(stage: Stage) -> Scenes:
    stage.window.reader.clear()
    stage.search("zebra (crossing")
    yield "nothing-found", stage.shown()
    stage.window.finder.clear()
    stage.settle()


def places(stage: Stage) -> Scenes:
    window = stage.window
    window.go("settings")
    yield "settings", stage.shown()
    window.go("help")
    yield "help", stage.shown()
    window.help_screen.open_page("shortcuts")
    yield "shortcuts", stage.shown()
    window.go("find")
    window.frame.messages.say(
        "The library is locked by another program. Close it there, then try again.",
        "bad",
        (("Try again", lambda: None), ("Open another library…", lambda: None)),
    )
    yield "message", stage.shown()
    window.frame.messages.hide()


def several(stage: Stage) -> Scenes:
    """Choose several results, and show what one can do with them, also in the table."""
    window, find = stage.window, stage.window.find_screen
    stage.search("police")
    find.enter_results()
    stage.settle()
    for view in ("list", "table"):
        window.actions_made[f"view-{view}"].trigger()
        stage.settle()
        rows = find.views.focus()
        several_rows.choose_spans(rows, ((0, 1), (3, 3)))
        stage.settle()
        yield f"several-{view}", stage.shown()
    menu = QMenu(window)
    menu.addActions(find.results.list.actions())
    menu.popup(window.mapToGlobal(window.rect().center()))
    stage.settle()
    yield "several-menu", menu
    menu.close()
    window.actions_made["view-list"].trigger()
    several_rows.choose_spans(find.results.list, ((0, 1), (3, 3)))
    window.appearance.set("text_size", 200)
    yield "several-large-text", stage.shown()
    window.appearance.set("text_size", 100)
    window.finder.clear()
    stage.settle()


def narrow(stage: Stage) -> Scenes:
    """Show Find with little room."""
    window, find = stage.window, stage.window.find_screen
    window.resize(1000, 800)
    window.finder.ask_for("employment")
    stage.settle()
    find.enter_results()
    yield "find-narrow", stage.shown()
    window.resize(700, 800)
    stage.settle()
    find.enter_reader()
    yield "find-one-pane", stage.shown()
    window.resize(1280, 800)
    window.appearance.set("text_size", 200)
    stage.settle()
    yield "find-large-text", stage.shown()
    window.appearance.set("text_size", 100)
