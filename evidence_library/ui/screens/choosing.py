"""What one can do with the chosen results, in menus that name how many they are."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from evidence_library.ui.presenters.worklists import MOVES, WorklistPresenter
from evidence_library.ui.screens.left_behind import ask_to_withdraw
from evidence_library.ui.screens.parts import Handlers, Parts

#: The menu of the results, in parts.
_MENU = (
    ("why", "compare-mark", "compare", "copy-citation"),
    ("add-to-pack", "add-to-which", "add-all-to-pack"),
    ("link-recommendation",),
    ("tag", "edit-many"),
    ("delete",),
)

#: How actions are called while several results are chosen.
_OF_SEVERAL = {
    "delete": "&Delete {0:,} records",
    "add-to-pack": "Add {0:,} records &to pack",
    "tag": "Mar&k {0:,} records with tags…",
    "edit-many": "Edit {0:,} records in &bulk…",
    "copy-citation": "Co&py {0:,} citations",
}

_WORKFLOW = "Work&flow"
_NOWHERE = "Go to a record first: in the results, or by reading it."


class Choosing(QObject):
    """Serves the menu of the results and the actions of the submenu “Workflow” of a window."""

    def __init__(self, parts: Parts) -> None:
        """Connect the parts; nothing is chosen yet."""
        super().__init__(parts.window)
        self._parts, self._choice = parts, parts.screen.views.choice
        self._presenter = WorklistPresenter(parts.session)
        self._presenter.setParent(self)
        self._usual = {name: parts.actions[name].text() for name in _OF_SEVERAL}
        self._workflow = QMenu(_WORKFLOW, parts.window)
        self._workflow.setToolTipsVisible(True)
        self._workflow.addActions([parts.actions[f"move-{name}"] for name in MOVES])
        self._make_menus()
        self._presenter.told.connect(parts.news.tell_done)
        self._presenter.asked.connect(partial(ask_to_withdraw, parts.dialogs, parts.window))
        for why_not in (self._presenter.failed, self._presenter.refused):
            why_not.connect(parts.news.tell_failure)
        self._presenter.stopped.connect(parts.news.tell_note)
        self._choice.changed.connect(self._name_actions)
        self._choice.changed.connect(self._enable)
        for told in (parts.reader.shown, parts.reader.emptied):
            told.connect(lambda *_: self._enable())

    @property
    def handlers_at_find(self) -> Handlers:
        """What the actions do that need the results in sight, by their ids."""
        return {f"move-{name}": partial(self._move, name) for name in MOVES}

    def _make_menus(self) -> None:
        screen, actions = self._parts.screen, self._parts.actions
        for rows in (screen.results.list, screen.views.table.table):
            for names in _MENU:
                if rows.actions():
                    rows.addAction(_line(rows))
                left_out = {"why"} if rows is screen.views.table.table else set()
                rows.addActions([actions[name] for name in names if name not in left_out])
                if "tag" in names:
                    rows.addAction(self._workflow.menuAction())
            rows.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _name_actions(self) -> None:
        """Let the actions say how many records they are for."""
        number, several = self._choice.count, self._choice.several
        for name, words in _OF_SEVERAL.items():
            text = words.format(number) if several else self._usual[name]
            self._parts.actions[name].setText(text)
        title = f"{_WORKFLOW} of {number:,} records" if several else _WORKFLOW
        self._workflow.setTitle(title)

    def _enable(self) -> None:
        on = self._choice.several or self._parts.reader.page is not None
        self._parts.actions.enable(("copy-citation",), on)

    def _move(self, name: str) -> None:
        """Move the chosen records on, or the one one is at, after asking what is to be asked."""
        parts, one = self._parts, self._one()
        if parts.session.hindrance or not (self._choice.several or one):
            parts.news.tell_note(parts.session.hindrance or _NOWHERE)
            return
        numbers = self._choice.numbers if self._choice.several else ()
        move, note = MOVES[name], ""
        if move.question:
            title = move.text.replace("&", "").rstrip("…")
            asked = parts.dialogs.ask_note(parts.window, title, move.question)
            if asked is None:
                return
            note = asked
        if numbers:
            self._presenter.move_numbers(name, numbers, note)
        else:
            self._presenter.move_record(name, one, note)

    def _one(self) -> str:
        """Give the id of the record one is at in the results, or else of the one that is read."""
        at, page = self._parts.screen.views.at(), self._parts.reader.page
        if at is not None:
            return at[0]
        return page.id if page is not None and self._parts.screen.reader.isVisible() else ""


def _line(owner: QObject) -> QAction:
    line = QAction(owner)
    line.setSeparator(True)
    return line
