"""Editing records: a window for each, what is offered where, and what becomes of drafts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.ui.presenters.unsaved import UnsavedPresenter, Waiting
from evidence_library.ui.screens.frame import FIND
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.theme import Theme

if TYPE_CHECKING:  # loaded when they are asked for: every start would wait for them otherwise
    from evidence_library.ui.screens.editor import EditorWindow
    from evidence_library.ui.screens.new_from import NewFromDialog

_NOWHERE = "Go to a record first: in the results, or by reading it."

#: Drafts offered by name when a library is opened.
_MOST = 3


class Editing(QObject):
    """Serves “Edit record” and “New record” of a window. A record has one editor at most.

    `files_wanted` names a record, files to attach to it and the editor to ask in; `check_wanted` a
    record, its title and the editor.
    """

    files_wanted = Signal(str, object, object)
    check_wanted = Signal(str, str, object)

    def __init__(self, parts: Parts, theme: Theme) -> None:
        """Connect the parts; no editor is open."""
        super().__init__(parts.window)
        self._parts, self._theme = parts, theme
        self._open: list[EditorWindow] = []
        self._unsaved = UnsavedPresenter(parts.session)
        self._unsaved.found.connect(self._on_unsaved)
        reader, session = parts.reader, parts.session
        for told in (reader.shown, reader.emptied, session.opened):
            told.connect(lambda *_: self._enable())
        session.leaving.connect(self._on_leaving)
        parts.screen.reader.edit_asked.connect(self._edit_shown)
        self._enable()

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {
            "edit-record": self._edit_shown,
            "new-record": self.write_new,
            "new-from": self.ask_what_from,
        }

    @property
    def windows(self) -> tuple[EditorWindow, ...]:
        """The editors that are open, the latest last."""
        return tuple(self._open)

    def edit(self, record: str) -> EditorWindow | None:
        """Open the editor of a record, or bring the one it has to the front."""
        found = next((one for one in self._open if one.presenter.key == record), None)
        if found is not None:
            _bring_forward(found)
            return found
        window = self._make()
        if window is not None:
            window.presenter.open(RecordId(record))
            window.show()
        return window

    def write_new(self, record: Record | None = None) -> EditorWindow | None:
        """Open an editor on a new record, empty or filled by whoever read one from somewhere."""
        window = self._make()
        if window is not None:
            window.presenter.write_new(record)
            window.show()
        return window

    def ask_what_from(self) -> NewFromDialog | None:
        """Ask what a new record shall begin with, and open an editor on it."""
        from evidence_library.ui.presenters.new_from import NewFromPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.new_from import NewFromDialog  # noqa: PLC0415

        parts = self._parts
        if parts.session.library is None or parts.session.hindrance:
            parts.news.tell_note(parts.session.hindrance)
            return None
        page = parts.reader.page
        shown = (page.id, page.title) if page is not None else ("", "")
        dialog = NewFromDialog(self._theme, NewFromPresenter(parts.session), parts, shown)
        dialog.made.connect(self._on_made)
        dialog.open()
        return dialog

    def _on_made(self, record: Record) -> None:
        window = self.write_new(record)
        if window is not None and record.source_text:
            window.side.show_source()

    def may_close(self) -> bool:
        """Keep every draft at the end of the program; False if one cannot be kept and is wanted."""
        return all(one.may_leave() for one in tuple(self._open))

    def _on_files(self, window: EditorWindow, record: str, paths: object) -> None:
        self.files_wanted.emit(record, paths, window)

    def _on_check(self, window: EditorWindow, record: str) -> None:
        self.check_wanted.emit(record, window.presenter.title, window)

    def _make(self) -> EditorWindow | None:
        from evidence_library.ui.presenters.editor import EditorPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.editor import EditorWindow  # noqa: PLC0415

        session, parts = self._parts.session, self._parts
        if session.library is None or session.hindrance:
            parts.news.tell_note(session.hindrance)
            return None
        presenter = EditorPresenter(session, session.library)
        window = EditorWindow(self._theme, presenter, parts)
        presenter.saver.told_late = self._tell_of
        window.near_told.connect(self._on_near)
        window.left.connect(partial(self._on_left, window))
        window.reading_asked.connect(self._read)
        window.files.wanted.connect(partial(self._on_files, window))
        window.steps.check_asked.connect(partial(self._on_check, window))
        self._open.append(window)
        return window

    def _read(self, record: str) -> None:
        """Show another record in the main window, and bring that to the front."""
        self._parts.frame.show_place(FIND)
        self._parts.reader.read(record)
        self._parts.screen.show_reader()
        _bring_forward(self._parts.window)

    def _on_near(self, sentence: str, other: str) -> None:
        """Tell also here what a new record may be a duplicate of: its editor may be closing."""
        self._parts.news.tell_offer(sentence, "Read it", partial(self._read, other))

    def _edit_shown(self) -> None:
        page = self._parts.reader.page
        if page is None:
            self._parts.news.tell_note(_NOWHERE)
        elif self._parts.actions["edit-record"].isEnabled():
            self.edit(page.id)

    def _enable(self) -> None:
        may = not self._parts.session.hindrance
        shown = may and self._parts.reader.page is not None
        self._parts.actions.enable(("new-record", "new-from"), on=may)
        self._parts.actions.enable(("edit-record",), on=shown)
        self._parts.screen.reader.offer_edit(offered=may)

    def _on_left(self, window: EditorWindow, record: str, sentence: str) -> None:
        self._open.remove(window)
        if sentence:
            self._tell_of(record, sentence)

    def _tell_of(self, record: str, sentence: str) -> None:
        """Tell what became of what was written in an editor that is closed."""
        choices = (("Go on writing", partial(self.edit, record)),)
        self._parts.news.tell_drafts(sentence, choices)

    def _on_leaving(self) -> None:
        """Another library is there: what is written belongs to the old one and is kept in it."""
        for window in tuple(self._open):
            window.leave_at_once()

    def _on_unsaved(self, waiting: Waiting) -> None:
        choices = [(words, partial(self.edit, record)) for record, words in waiting.drafts[:_MOST]]
        self._parts.news.tell_drafts(waiting.sentence, choices)


def _bring_forward(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
