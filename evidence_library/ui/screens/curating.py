"""What Curate asks of the rest of the window, and the check and the versions of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from evidence_library.ui.screens.editing import Editing
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.screens.places import Places

if TYPE_CHECKING:  # loaded when they are asked for: every start would wait for them otherwise
    from evidence_library.ui.screens.check_dialog import CheckDialog
    from evidence_library.ui.screens.versions_dialog import VersionsDialog

_NOWHERE = "Go to a record first: in the results, or by reading it."

_ACTIONS = ("check-record", "versions")


class Curating(QObject):
    """Serves Curate, and the actions “Check” and “Versions” of a window."""

    def __init__(self, parts: Parts, editing: Editing, places: Places) -> None:
        """Connect the parts; no record is shown yet."""
        super().__init__(parts.window)
        self._parts, self._places = parts, places
        curate = parts.curate
        curate.read_asked.connect(self._read)
        curate.edit_asked.connect(editing.edit)
        curate.check_asked.connect(self.check)
        curate.search_asked.connect(self._search)
        editing.check_wanted.connect(self.check)
        for told in (parts.reader.shown, parts.reader.emptied, parts.session.opened):
            told.connect(lambda *_: self._enable())
        self._enable()

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {"check-record": self._check_shown, "versions": self._versions_of_shown}

    def check(self, record: str, title: str, over: QWidget | None = None) -> CheckDialog:
        """Show what is new in a record and what was said about it; over an editor, if there."""
        from evidence_library.ui.presenters.checking import CheckPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.check_dialog import CheckDialog  # noqa: PLC0415

        parts = self._parts
        presenter = CheckPresenter(parts.session, record)
        parent = over or parts.window
        dialog = CheckDialog(parts.theme, presenter, parts.dialogs, parts.announce, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.name_record(title)
        dialog.open()
        return dialog

    def show_versions(self, record: str, title: str) -> VersionsDialog:
        """Show the versions of a record."""
        from evidence_library.ui.presenters.checking import CheckPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.versions_dialog import VersionsDialog  # noqa: PLC0415

        parts = self._parts
        presenter = CheckPresenter(parts.session, record)
        dialog = VersionsDialog(parts.theme, presenter, parts.announce, parts.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.name_record(title)
        dialog.open()
        return dialog

    def _check_shown(self) -> None:
        page = self._parts.reader.page
        if page is None:
            self._parts.news.tell_note(_NOWHERE)
        else:
            self.check(page.id, page.title)

    def _versions_of_shown(self) -> None:
        page = self._parts.reader.page
        if page is None:
            self._parts.news.tell_note(_NOWHERE)
        else:
            self.show_versions(page.id, page.title)

    def _read(self, record: str) -> None:
        self._places.at_find(lambda: self._parts.reader.read(record))
        self._parts.screen.show_reader()
        self._parts.screen.enter_reader()

    def _search(self, query: str) -> None:
        self._places.at_find(lambda: self._parts.find.ask_for(query))
        self._parts.screen.enter_results()

    def _enable(self) -> None:
        self._parts.actions.enable(_ACTIONS, self._parts.reader.page is not None)
