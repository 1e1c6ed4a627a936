"""Attachments in the window: attach by menu or drop, look at pages, describe, save and remove."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from evidence_library.model.attachment import is_digest
from evidence_library.model.record import Attachment
from evidence_library.ui.presenters.attachments import AttachmentsPresenter, copy_name, new_files
from evidence_library.ui.presenters.page_view import PageViewPresenter
from evidence_library.ui.presenters.reader import Page
from evidence_library.ui.screens.attach_dialog import AttachDialog
from evidence_library.ui.screens.editing import Editing
from evidence_library.ui.screens.page_view import PageView
from evidence_library.ui.screens.parts import Handlers, Parts

if TYPE_CHECKING:
    from evidence_library.ui.screens.editor import EditorWindow

#: What links to attachments begin with: to look at one, and to see what else one can do with it.
OPEN, MORE = "attachment", "attachment-more"


class Attaching(QObject):
    """Serves a window with what one can do with attachments."""

    def __init__(self, parts: Parts, presenter: AttachmentsPresenter) -> None:
        """Connect the parts; no record is shown yet."""
        super().__init__(parts.window)
        presenter.setParent(self)
        self._parts, self.presenter = parts, presenter
        self._asker: EditorWindow | None = None
        presenter.told.connect(parts.news.tell_done)
        presenter.failed.connect(parts.news.tell_failure)
        presenter.texts_read.connect(self._on_texts_read)
        pane = parts.screen.reader
        pane.link_clicked.connect(self._follow)
        pane.files_dropped.connect(self.attach)
        parts.reader.shown.connect(self._on_shown)
        parts.reader.emptied.connect(self._offer)
        parts.session.standing_changed.connect(self._offer)
        self._offer()

    def serve(self, editing: Editing) -> None:
        """Attach what editors are given; they tell what became of it, too."""
        editing.files_wanted.connect(self.attach_to)
        self.presenter.told.connect(lambda sentence, _operation: self._tell(sentence, done=True))
        self.presenter.failed.connect(partial(self._tell, done=False))

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {"attach": self.ask}

    def ask(self) -> None:
        """Ask which files to attach to the record shown."""
        page = self._parts.reader.page
        if page is not None and not self._hindered():
            paths = self._parts.dialogs.choose_attachments(self._parts.window)
            if paths:
                self.attach(paths)

    def attach(self, paths: Sequence[Path]) -> None:
        """Ask what is known of files and attach them to the record shown."""
        page = self._parts.reader.page
        if page is not None:
            self.attach_to(page.id, paths)

    def attach_to(
        self, record: str, paths: Sequence[Path], over: EditorWindow | None = None
    ) -> None:
        """Ask what is known of files and attach them to a record.

        `over` is the editor to ask in, which tells what came of it; else the main window asks.
        """
        self._asker = over
        if not paths or self._hindered():
            return
        known = Attachment(sha256="", name=paths[0].name)

        def ask(_none: Attachment | None, links: tuple[str, ...]) -> None:
            if over is not None and not isValid(over):
                return  # it was closed meanwhile
            dialog = self._dialog(known, links, paths, over)
            dialog.accepted.connect(partial(self._add, record, dialog))
            dialog.rejected.connect(partial(setattr, self, "_asker", None))
            dialog.open()

        self.presenter.look_up(record, "", ask)

    def view(self, record: str, digest: str, page: int | None = None) -> None:
        """Open the page view on an attachment of a record."""

        def show(attachment: Attachment | None, _links: tuple[str, ...]) -> None:
            if attachment is None:
                self._parts.news.tell_failure("This attachment is no longer there.")
                return
            answer = self._parts.find.answer
            found = answer.found if answer is not None else None
            presenter = PageViewPresenter(self._parts.session, attachment, found)
            parts = self._parts
            view = PageView(parts.theme, presenter, parts.announce, parts.window)
            view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            view.save_asked.connect(partial(self._save, attachment))
            view.open()
            presenter.open(page)

        self.presenter.look_up(record, digest, show)

    def describe(self, record: str, digest: str) -> None:
        """Ask what is known of an attachment."""

        def ask(attachment: Attachment | None, links: tuple[str, ...]) -> None:
            if attachment is not None and not self._hindered():
                dialog = self._dialog(attachment, links, ())
                dialog.accepted.connect(partial(self._describe, record, dialog))
                dialog.open()

        self.presenter.look_up(record, digest, ask)

    def save(self, record: str, digest: str) -> None:
        """Ask where to write a copy of an attachment."""

        def act(attachment: Attachment | None, _links: tuple[str, ...]) -> None:
            if attachment is not None:
                self._save(attachment)

        self.presenter.look_up(record, digest, act)

    def remove(self, record: str, digest: str) -> None:
        """Take an attachment off a record; Undo brings it back."""

        def act(attachment: Attachment | None, _links: tuple[str, ...]) -> None:
            if attachment is not None and not self._hindered():
                self.presenter.remove(record, [digest], attachment.name)

        self.presenter.look_up(record, digest, act)

    def menu(self, record: str, digest: str, parent: QWidget) -> QMenu:
        """Make the menu of what one can do with an attachment."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writable = not self.presenter.hindrance
        for words, act, needs_writing in (
            ("&Look at it", partial(self.view, record, digest), False),
            ("&Save a copy…", partial(self.save, record, digest), False),
            ("&Name, licence and source…", partial(self.describe, record, digest), True),
            ("&Remove", partial(self.remove, record, digest), True),
        ):
            action = menu.addAction(words)
            action.setEnabled(writable or not needs_writing)
            action.triggered.connect(lambda _=False, act=act: act())
        return menu

    def _follow(self, link: str) -> None:
        page = self._parts.reader.page
        scheme, _, rest = link.partition(":")
        if page is None or scheme not in {OPEN, MORE}:
            return
        target = QUrl.fromPercentEncoding(rest.encode())
        digest, _, number = target.rpartition("/")
        if not (is_digest(digest) and number.isdigit()):  # whatever else a record may call a file
            digest, number = target, ""
        if scheme == OPEN:
            self.view(page.id, digest, int(number) if number else None)
        else:
            pane = self._parts.screen.reader
            self.menu(page.id, digest, pane).popup(pane.browser.link_place())

    def _add(self, record: str, dialog: AttachDialog) -> None:
        self.presenter.add(record, new_files(dialog.paths, dialog.answer, dialog.copied_link))

    def _describe(self, record: str, dialog: AttachDialog) -> None:
        self.presenter.describe(record, dialog.answer, dialog.copied_link)

    def _save(self, attachment: Attachment) -> None:
        parts = self._parts
        out = parts.dialogs.choose_copy(parts.window, Path(copy_name(attachment)))
        if out is not None:
            self.presenter.save_copy(attachment, out)

    def _dialog(
        self,
        known: Attachment,
        links: Sequence[str],
        paths: Sequence[Path],
        over: QWidget | None = None,
    ) -> AttachDialog:
        parent = over or self._parts.window
        dialog = AttachDialog(self._parts.theme, known, links, parent, paths)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _tell(self, sentence: str, *, done: bool) -> None:
        """Let the editor that asked tell, while it is open."""
        editor, self._asker = self._asker, None
        if editor is not None and isValid(editor):
            (editor.tell_done if done else editor.tell_failure)(sentence)

    def _hindered(self) -> bool:
        if self.presenter.hindrance:
            self.presenter.failed.emit(self.presenter.hindrance)
        return bool(self.presenter.hindrance)

    def _on_texts_read(self, records: frozenset[str]) -> None:
        """Let results and reader show what the texts tell now."""
        self._parts.find.search()
        self._parts.reader.look_again(records)

    def _on_shown(self, _page: Page) -> None:
        self._offer()

    def _offer(self, _what: object = None) -> None:
        can = self._parts.reader.page is not None and not self.presenter.hindrance
        self._parts.actions.enable(("attach",), can)
