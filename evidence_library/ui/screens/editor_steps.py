"""How far the record in an editor is: changed by the steps of the workflow, never by typing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.worklists import MOVES, WorklistPresenter
from evidence_library.ui.screens.editor_saving_first import SavingFirst
from evidence_library.ui.screens.left_behind import ask_to_withdraw

_SAVE_FIRST = "Only what is saved can be checked or moved on."


class EditorSteps(QObject):
    """Offers the steps for one editor. `check_asked` names the record to show the check of.

    `told` brings what was done, `failed` why something was not.
    """

    check_asked = Signal(str)
    told = Signal(str)
    failed = Signal(str)

    def __init__(
        self, owner: QWidget, presenter: EditorPresenter, dialogs: Dialogs, first: SavingFirst
    ) -> None:
        """Serve the window `owner`; `first` asks to save what is new."""
        super().__init__(owner)
        self._owner, self._presenter, self._dialogs = owner, presenter, dialogs
        self._first = first
        self._moving = WorklistPresenter(presenter.session)
        self._moving.setParent(self)
        self._moving.asked.connect(partial(ask_to_withdraw, dialogs, owner))
        self._moving.told.connect(lambda sentence, _operation: self.told.emit(sentence))
        for why_not in (self._moving.failed, self._moving.refused, self._moving.stopped):
            why_not.connect(self.failed)

    def check(self) -> None:
        """Show what is new in the record and what was said about it."""
        self._once_saved("Save and check", lambda: self.check_asked.emit(self._presenter.key))

    def move_on(self, place: QPoint) -> None:
        """Show at a place of the screen which steps there are."""
        self._once_saved("Save and go on", lambda: self.menu().popup(place))

    def menu(self) -> QMenu:
        """Make the menu of the steps."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for name, move in MOVES.items():
            action = menu.addAction(move.text)
            action.setToolTip(move.help)
            action.triggered.connect(partial(self._move, name))
        return menu

    def _once_saved(self, words: str, act: Callable[[], object]) -> None:
        presenter = self._presenter
        if presenter.writable and (presenter.dirty or presenter.is_new):
            self._first.ask(_SAVE_FIRST, words, act)
        else:
            act()

    def _move(self, name: str, _checked: bool = False) -> None:
        move, note = MOVES[name], ""
        if move.question:
            title = move.text.replace("&", "").rstrip("…")
            asked = self._dialogs.ask_note(self._owner, title, move.question)
            if asked is None:
                return
            note = asked
        self._moving.move_record(name, self._presenter.key, note)
