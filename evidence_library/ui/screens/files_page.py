"""The page of attachments in Curate: all files, how they stand, and what one can do about it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence_library.ui.itemmodels.listed_table import Line, ListedTableModel
from evidence_library.ui.presenters.files import (
    CHOICES,
    COLUMNS,
    FilesPresenter,
    Shown,
    digest_of,
    record_of,
)
from evidence_library.ui.screens.attaching import Attaching
from evidence_library.ui.screens.curate import LIBRARY, CuratePage
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import EmptyState, button, in_tab_order, label
from evidence_library.ui.widgets.wrapped_table import WrappedTable

KEY = "files"

_HINT = "Every file that is kept with a record. Each lies in the library once."
_NONE = "No file is kept with a record yet. Drop one on a record, or use File, Attach file."
_NONE_SUCH = "No attachment is of this kind."

#: Widths of the columns behind the file, at 100 % text.
_WIDTHS = (220, 80, 120, 190)


def files_page(parts: Parts, attaching: Attaching) -> CuratePage:
    """Make the page for a window."""
    presenter = FilesPresenter(parts.session)
    attaching.presenter.texts_read.connect(presenter.refresh)
    screen = FilesScreen(parts, presenter, attaching)
    read = presenter.refresh
    return CuratePage(KEY, LIBRARY, "Attachments", screen, _HINT, read, read)


class FilesScreen(QWidget):
    """Shows the files presenter."""

    def __init__(self, parts: Parts, presenter: FilesPresenter, attaching: Attaching) -> None:
        """Show nothing until the page comes into sight."""
        super().__init__()
        presenter.setParent(self)
        self._parts, self.presenter, self._attaching = parts, presenter, attaching
        self._idle = 0
        self.choice = QComboBox()
        self.choice.addItems(CHOICES)
        self.choice.setAccessibleName("Which attachments to list")
        self.choice.view().setAccessibleName("Which attachments to list")
        self.sentence = label(role="secondary", wrap=True)
        self.table = WrappedTable(parts.theme, ListedTableModel(COLUMNS, "none"), _WIDTHS)
        self.table.setAccessibleName("Attachments")
        self.table.setAccessibleDescription("Enter looks at the file.")
        self.empty = EmptyState()
        self.empty.say(_NONE)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._on_chose()

    def _make_buttons(self) -> None:
        self.look = button(
            "Look at it", self._on_look, role="primary", hint="Show the file page by page (Enter)"
        )
        self.read = button("Show the record", self._on_read, hint="Go to the record that has it")
        self.save = button("Save a copy…", self._on_save, hint="Write a copy elsewhere")
        self.describe = button(
            "Name, licence and source…", self._on_describe, hint="Say what is known of the file"
        )
        self.remove = button(
            "Remove", self._on_remove, hint="Take the file off its record; Undo brings it back"
        )
        self.compare = button(
            "Check all files", self.presenter.compare,
            hint="Compare every byte of every file with what was attached",
        )  # fmt: skip
        self.clean = button(
            "Remove files nobody needs", self._on_clean,
            hint="Remove files that no record, draft, trash or history refers to",
        )  # fmt: skip

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.choice)
        top.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        acts = QWidget()
        flow = FlowLayout(acts)
        buttons = (
            *(self.look, self.read, self.save, self.describe, self.remove),
            *(self.compare, self.clean),
        )
        for one in buttons:
            flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self.sentence)
        column.addWidget(acts)
        in_tab_order(self.choice, self.table, *buttons)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        presenter, news = self.presenter, self._parts.news
        presenter.shown.connect(self._show)
        presenter.told.connect(news.tell_done)
        presenter.failed.connect(news.tell_failure)
        self.choice.currentTextChanged.connect(presenter.choose)
        self.table.chose.connect(self._on_chose)
        self.table.entered.connect(self._on_look)
        self.table.doubleClicked.connect(self._on_look)
        self.table.deleted.connect(self._on_remove)

    def _show(self, shown: Shown) -> None:
        row = self.table.currentIndex().row()
        self._idle = shown.idle
        self.table.lines.show_all(shown.lines)
        self._pages.setCurrentWidget(self.table if shown.lines else self.empty)
        self.empty.say(_NONE_SUCH if shown.total else _NONE)
        self.table.go_to(max(0, row))
        self.sentence.setText(shown.sentence)
        self.sentence.setVisible(bool(shown.sentence))
        self._parts.curate.set_count(KEY, shown.total)
        self._on_chose()

    def _chosen(self) -> Line | None:
        chosen = self.table.chosen
        return chosen[0] if chosen else None

    def _on_chose(self) -> None:
        chosen, writable = self._chosen() is not None, self.presenter.writable
        for one in (self.look, self.read, self.save):
            one.setEnabled(chosen)
        for one in (self.describe, self.remove):
            one.setEnabled(chosen and writable)
        self.compare.setEnabled(self.table.lines.rowCount() > 0)
        self.clean.setEnabled(writable and self._idle > 0)

    def _on_look(self) -> None:
        line = self._chosen()
        if line is not None:
            self._attaching.view(record_of(line), digest_of(line))

    def _on_read(self) -> None:
        line = self._chosen()
        if line is not None:
            self._parts.curate.read_asked.emit(record_of(line))

    def _on_save(self) -> None:
        line = self._chosen()
        if line is not None:
            self._attaching.save(record_of(line), digest_of(line))

    def _on_describe(self) -> None:
        line = self._chosen()
        if line is not None:
            self._attaching.describe(record_of(line), digest_of(line))

    def _on_remove(self) -> None:
        line = self._chosen()
        if line is not None and self.remove.isEnabled():
            self._attaching.remove(record_of(line), digest_of(line))

    def _on_clean(self) -> None:
        question = f"Remove files that nothing refers to ({self._idle:,})? This cannot be undone."
        if self._parts.dialogs.confirm(self, question, "Remove for good", careful=True):
            self.presenter.clean()
