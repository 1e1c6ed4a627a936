"""The window in which one record is written: sections, the form, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.errors import LibraryError
from evidence_library.model.problem import Problem
from evidence_library.ui.presenters.clashes import Clashes
from evidence_library.ui.presenters.draft_offer import Offer
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.editor_form import SECTIONS, Command, place_of, row_of
from evidence_library.ui.presenters.editor_standing import Near, kept, near_told, standing
from evidence_library.ui.screens.editor_clashes import ClashDialog
from evidence_library.ui.screens.editor_files import EditorFiles
from evidence_library.ui.screens.editor_page import EditorPage
from evidence_library.ui.screens.editor_saving_first import SavingFirst
from evidence_library.ui.screens.editor_side import EditorSide
from evidence_library.ui.screens.editor_steps import EditorSteps
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import button, label, shortened
from evidence_library.ui.widgets.wrapped_list import WrappedList

#: Width and height at 100 % text, as far as the screen has room.
_SIZE = (1180, 780)

#: Narrower than this at 100 % text, the side stands below the form.
_STACKED_BELOW = 880
_SECTIONS, _SIDE, _SIDE_BELOW, _LEAST_SIDE = 190, 300, 170, 60

_READ_ONLY = "This library is read-only: the record can be looked at, but nothing can be saved."
_LOSE = "What you typed since cannot be kept as a draft: {reason} Close and lose it?"

#: Letters of a title in the title of the window.
_TITLE = 80


class EditorWindow(QWidget):
    """Shows the editor's presenter. `left` brings its key and a sentence once it is closed.

    `reading_asked` names another record that is to be read in the main window; `near_told` says
    what the record may be a duplicate of, and names that.
    """

    left = Signal(str, str)
    reading_asked = Signal(str)
    near_told = Signal(str, str)

    def __init__(self, theme: Theme, presenter: EditorPresenter, parts: Parts) -> None:
        """Make the frame; pages are made when they come into sight."""
        super().__init__(parts.window, Qt.WindowType.Window)
        presenter.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self.presenter = theme, presenter
        self._dialogs, self._remembered = parts.dialogs, parts.remembered
        self._announce = parts.announce
        self._pages: dict[str, EditorPage] = {}
        self._stacked = self._may_go = self._leaving = False
        self._told = ""
        self._dragged: dict[bool, int] = {}  # the side as somebody left it, below and beside
        self.messages = MessageBar(theme)
        self.sections = WrappedList(theme)
        self.side = EditorSide(theme, presenter)
        self.form = QStackedWidget()
        self.splitter = QSplitter()
        self.status = label(role="secondary", wrap=True)
        first = SavingFirst(presenter, self.messages, parts.announce)
        self.files = EditorFiles(self, presenter, parts.dialogs, first)
        self.steps = EditorSteps(self, presenter, parts.dialogs, first)
        self._make_buttons()
        self._fill_sections()
        self._lay_out()
        self._connect()
        self._add_keys()
        self._set_size()
        self._on_standing()

    # What one does

    def go_to(self, section: str, path: str = "", row: int | None = None) -> None:
        """Show a section and go to a field of it; nowhere while there is nothing to edit."""
        keys = [one.key for one in SECTIONS]
        if section not in keys or not self.presenter.ready:
            return
        self.sections.setCurrentRow(keys.index(section))
        self._page(section).focus_field(path, row)

    def field(self, path: str) -> QWidget:
        """Give the widget of a field, with its section in sight."""
        section = place_of(path)[0]
        self.sections.setCurrentRow([one.key for one in SECTIONS].index(section))
        return self._page(section).fields[path]

    def tell_done(self, sentence: str) -> None:
        """Say what was done with the record."""
        self._say(sentence, "good")

    def tell_failure(self, sentence: str) -> None:
        """Say why something was not done with the record."""
        self._say(sentence, "bad")

    def step(self, by: int) -> None:
        """Go to the section after or before, and to its first field."""
        row = (self.sections.currentRow() + by) % len(SECTIONS)
        self.go_to(SECTIONS[row].key)

    def may_leave(self) -> bool:
        """Keep the draft before this returns; where it cannot be kept, ask whether to lose it."""
        try:
            self.presenter.keep_at_once()
        except LibraryError as error:
            return self._agrees_to_lose(str(error))
        return True

    def leave_at_once(self) -> None:
        """Close whatever happens, the draft kept before: the library is left."""
        try:
            self.presenter.keep_at_once()
            self._told = kept(self.presenter)
        except LibraryError as error:
            self._told = f"What you wrote in “{self.presenter.title}” could not be kept: {error}"
        self._may_go = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay until the draft is kept, then go and say so; ask where it cannot be kept."""
        if not self._may_go and not self._leaving:
            self._leaving = True
            self.presenter.leave(self._on_kept, self._on_not_kept)
        if not self._may_go:
            self._on_standing()
            event.ignore()
            return
        self._remembered.keep("editor", self.saveGeometry())
        self.left.emit(self.presenter.key, self._told)
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc, unless what has the focus has a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take files that are dropped, now that there is a window on the screen."""
        super().showEvent(event)
        self.files.watch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side below the form where both would be too narrow."""
        super().resizeEvent(event)
        self._fit()

    # What it is made of

    def _make_buttons(self) -> None:
        save = self.presenter.save
        self.save = button("Save", save, role="primary", hint="Save the record (Ctrl+S)")
        self.save_close = button(
            "Save and close", partial(save, self.close), hint="Save and close (Ctrl+Return)"
        )
        self.publish = button("Publish…", self._on_publish, hint="Save and publish with a note")
        self.discard = button(
            "Discard", self._on_discard, hint="Drop what is not saved, and its draft"
        )
        self.attach = button(
            Command.ATTACH.value,
            self.files.ask,
            hint="Keep files with the record (Ctrl+Shift+I), or drop them on this window",
        )
        self.fold = button(
            "Hide the side", self._on_fold, hint="Problems, source and suggestions (F9)"
        )
        self.close_button = button("Close", self.close, hint="Close; a draft is kept (Esc)")

    def _fill_sections(self) -> None:
        self.sections.setAccessibleName("Sections of the form")
        self.sections.setAccessibleDescription("Enter goes to the first field.")
        self.sections.addItems([section.title for section in SECTIONS])

    def _lay_out(self) -> None:
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for part in (self.form, self.side):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(0, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sections)
        middle.addWidget(self.splitter, 1)
        self.rest = QWidget()  # keeps the place of the form while nothing can be edited
        self.rest.hide()
        middle.addWidget(self.rest, 1)
        acts = QWidget()
        flow = FlowLayout(acts)
        for one in (
            self.save,
            self.save_close,
            self.publish,
            self.discard,
            self.attach,
            self.fold,
            self.close_button,
        ):
            flow.addWidget(one)
        foot = QWidget()
        foot.setProperty("role", "statusbar")
        last = QVBoxLayout(foot)
        last.setContentsMargins(16, 8, 16, 10)
        last.setSpacing(6)
        last.addWidget(self.status)
        last.addWidget(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addLayout(middle, 1)
        column.addWidget(foot)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.began.connect(self._on_began)
        presenter.offered.connect(self._on_offered)
        presenter.checked.connect(self._on_checked)
        presenter.standing.connect(self._on_standing)
        presenter.saved.connect(self.tell_done)
        presenter.clashed.connect(self._on_clashed)
        presenter.gone.connect(self._on_gone)
        presenter.failed.connect(partial(self._say, tone="bad"))
        presenter.told.connect(partial(self._say, tone=""))
        presenter.saver.near.connect(self._on_near)
        presenter.refreshed.connect(self._show_record)
        presenter.commanded.connect(self._on_commanded)
        for served in (self.files, self.steps):
            served.failed.connect(self.tell_failure)
        self.steps.told.connect(self.tell_done)
        self.sections.currentRowChanged.connect(self._on_section)
        self.sections.itemActivated.connect(lambda _item: self.step(0))
        self.side.problems.field_asked.connect(self._on_field_asked)
        self.splitter.splitterMoved.connect(self._on_dragged)
        self._theme.changed.connect(self._fit)

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl+S", self.save.click),
            ("Ctrl+Return", self.save_close.click),
            ("Ctrl+PgDown", partial(self.step, 1)),
            ("Ctrl+PgUp", partial(self.step, -1)),
            ("F6", self._next_pane),
            ("F9", self.fold.click),
            ("Ctrl+Shift+I", self.attach.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _set_size(self) -> None:
        if not self.restoreGeometry(self._remembered.state("editor")):
            room = self.screen().availableSize() * 0.95
            px = self._theme.px
            self.resize(min(px(_SIZE[0]), room.width()), min(px(_SIZE[1]), room.height()))

    def _fit(self) -> None:
        px = self._theme.px
        self.sections.setFixedWidth(min(px(_SECTIONS), self.width() * 3 // 10))
        stacked = self.width() < px(_STACKED_BELOW)
        way = Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal
        if self.splitter.orientation() != way or self._stacked != stacked:
            self._stacked = stacked
            self.splitter.setOrientation(way)
        self.side.setMinimumHeight(px(_LEAST_SIDE))
        room = self.splitter.height() if stacked else self.splitter.width()
        usual = min(px(_SIDE_BELOW if stacked else _SIDE), room * 2 // 5 if stacked else room // 3)
        side = min(self._dragged.get(stacked, usual), room * 2 // 3)
        self.splitter.setSizes([max(1, room - side), side])

    def _on_dragged(self, *_place: int) -> None:
        self._dragged[self._stacked] = self.splitter.sizes()[1]

    def _on_fold(self) -> None:
        """Give the form all the room, or show again what stands beside it."""
        folded = self.side.isVisible()
        if folded and _holds_focus(self.side):
            self.step(0)
        self.side.setVisible(not folded)
        self.fold.setText("Show the side" if folded else "Hide the side")
        self._fit()

    # What happens

    def _page(self, key: str) -> EditorPage:
        """Give the page of a section; it is made when it is first asked for."""
        if key not in self._pages:
            section = next(one for one in SECTIONS if one.key == key)
            page = EditorPage(self._theme, section, self.presenter)
            page.edited.connect(self.presenter.put)
            page.show_problems(self.presenter.problems)
            self._pages[key] = page
            self.form.addWidget(page)
        return self._pages[key]

    def _on_section(self, row: int) -> None:
        if row >= 0 and self.presenter.ready:
            self.form.setCurrentWidget(self._page(SECTIONS[row].key))

    def _on_began(self) -> None:
        if self.presenter.writable:
            self.messages.hide()
        else:
            self.messages.say(_READ_ONLY, "warn")
        self._enable(ready=True)
        first = not self._pages
        self._show_record()
        if first:
            self.sections.setCurrentRow(0)
            self._on_section(0)
            self._page(SECTIONS[0].key).focus_field()

    def _show_record(self) -> None:
        for page in self._pages.values():
            page.show_record(self.presenter.record)

    def _on_commanded(self, command: Command, where: QWidget) -> None:
        if command is Command.ATTACH:
            self.files.ask()
        elif command is Command.CHECK:
            self.steps.check()
        else:
            self.steps.move_on(where.mapToGlobal(where.rect().bottomLeft()))

    def _on_offered(self, offer: Offer) -> None:
        presenter = self.presenter
        choices = [("Go on", presenter.go_on), ("Discard them", presenter.drop_draft)]
        if presenter.comparable:
            choices.insert(1, ("Compare…", presenter.compare))
        self._enable(ready=False)
        self.messages.say(offer.sentence, "warn", choices, must_choose=True)
        self.messages.buttons["Go on"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce(offer.sentence)

    def _enable(self, *, ready: bool) -> None:
        """Let nothing be reached while it is not said what shall be edited."""
        for part in (self.sections, self.splitter):
            part.setEnabled(ready)
            part.setVisible(ready)
        self.rest.setVisible(not ready)
        self.fold.setEnabled(ready)

    def _on_checked(self, problems: tuple[Problem, ...]) -> None:
        for page in self._pages.values():
            page.show_problems(problems)

    def _on_standing(self) -> None:
        presenter = self.presenter
        dirty = presenter.ready and presenter.dirty
        self.setWindowTitle(f"{shortened(presenter.title, _TITLE)}[*] – Editor")
        self.setWindowModified(dirty)
        self.status.setText(standing(presenter, leaving=self._leaving))
        for one in (self.save, self.save_close):
            one.setEnabled(presenter.ready and presenter.writable)
        self.publish.setEnabled(presenter.ready and presenter.publishable)
        self.discard.setEnabled(dirty)
        self.attach.setEnabled(presenter.ready and presenter.writable)

    def _on_clashed(self, clashes: Clashes) -> None:
        dialog = ClashDialog(self._theme, clashes, self)
        dialog.settled.connect(self.presenter.settle)
        dialog.rejected.connect(self._on_not_settled)
        dialog.open()

    def _on_not_settled(self) -> None:
        """Let the question stand that the comparison was meant to answer."""
        if not self.presenter.ready:
            self.presenter.offer_again()

    def _on_gone(self, sentence: str) -> None:
        presenter = self.presenter
        choices = [("Save as a new record", presenter.save_as_new)] if presenter.ready else []
        self.messages.say(sentence, "bad", choices)
        self._announce(sentence)

    def _on_near(self, near: Sequence[Near]) -> None:
        """Say below that it is saved what it may be a duplicate of, and let that be read."""
        said = f"{self.messages.text} {near_told(near)}".strip()
        read = ("Read it", partial(self.reading_asked.emit, near[0].id))
        self.messages.say(said, "warn", [read])
        self._announce(said)
        self.near_told.emit(f"“{self.presenter.title}”: {near_told(near)}", near[0].id)

    def _on_field_asked(self, field: str) -> None:
        section, path = place_of(field)
        self.go_to(section, path, row_of(field))

    def _on_publish(self) -> None:
        if self.presenter.errors:
            self.presenter.publish("")  # says which errors are in the way
            self._on_field_asked(self.presenter.errors[0].field)
            return
        note = self._dialogs.ask_note(self, "Publish", "What is new in this version?")
        if note is not None:
            self.presenter.publish(note)

    def _on_discard(self) -> None:
        question = "Drop everything that is not saved, and its draft?"
        if self._dialogs.confirm(self, question, "Discard", "Keep", careful=True):
            self.presenter.discard()
            self._say("What was not saved is discarded.", "")

    def _on_kept(self) -> None:
        self._told, self._may_go = kept(self.presenter), True
        self.close()  # in vain while the window is closing already

    def _on_not_kept(self, reason: str) -> None:
        self._say(reason, "bad")
        self._may_go, self._told = self._agrees_to_lose(reason), ""
        self._leaving = False
        if self._may_go:
            self.close()

    def _agrees_to_lose(self, reason: str) -> bool:
        question = _LOSE.format(reason=reason)
        return self._dialogs.confirm(self, question, "Close", "Stay here", careful=True)

    def _next_pane(self) -> None:
        if not self.presenter.ready:
            return
        shown = (self.sections, self.form, self.side)
        panes = [one for one in shown if one.isVisible()]
        at = next((n for n, one in enumerate(panes) if _holds_focus(one)), -1)
        following = (at + 1) % len(panes)
        if panes[following] is self.form:
            self.step(0)
        elif panes[following] is self.side:
            page = self.side.currentWidget()
            (page.focusProxy() or page if page is not None else self.side).setFocus()
        else:
            self.sections.setFocus()

    def _say(self, sentence: str, tone: str) -> None:
        self.messages.say(sentence, tone)
        self._announce(sentence)


def _holds_focus(widget: QWidget) -> bool:
    focus = widget.window().focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
