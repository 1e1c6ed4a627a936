"""The dialog of the history: who changed what when, and what each change did."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.presenters.history import COLUMNS, HistoryList, HistoryPresenter
from evidence_library.ui.presenters.wording import counted, quoted
from evidence_library.ui.screens.undo_keys import add_undo_keys
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label, set_tip
from evidence_library.ui.widgets.safe_browser import SafeBrowser

_KNOWN_FORMATS = {".csv": "CSV table"}
_WHICH = "Undo takes back the latest change that holds, one after the other."
_SIGNS = "A minus stands before words that were removed, a plus before those that were added."

#: Of the height, table and change take the same; in pixels, more than both need at least.
_HALF = 2_000

#: Widths of the columns behind the change, at 100 % text.
_WIDTHS = (164, 120, 84)


class HistoryDialog(QDialog):
    """Shows the history presenter."""

    def __init__(
        self,
        theme: Theme,
        presenter: HistoryPresenter,
        dialogs: Dialogs,
        announce: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """List all changes; `announce` lets a screen reader say something."""
        super().__init__(parent)
        presenter.setParent(self)  # it listens to the session as long as the dialog is there
        self._presenter, self._dialogs, self._announce = presenter, dialogs, announce
        self._list = HistoryList(0, (), "", "")
        self._told = ""
        self._folder = Path.home()
        self.setWindowTitle("History")
        room = parent.size() * 0.95
        self.resize(QSize(theme.px(900), theme.px(640)).boundedTo(room))
        self._make_parts(theme, presenter)
        self._lay_out()
        self._connect()
        self._on_chose()
        presenter.ask(only=False)

    def _make_parts(self, theme: Theme, presenter: HistoryPresenter) -> None:
        record, title = presenter.shown
        self.only_shown = QCheckBox("Only the record shown")
        self.only_shown.setEnabled(bool(record))
        set_tip(self.only_shown, f"Only changes of {quoted(title)}" if record else "")
        self.only_shown.setAccessibleName("Only changes of the record shown")
        self.count = label(role="secondary")
        self.table = ListedTable(theme, ListedTableModel(COLUMNS, "nothing to say"), _WIDTHS)
        self.table.setAccessibleName("Changes, the newest first")
        self.what = label("", "strong", wrap=True)
        self.browser = SafeBrowser(theme)
        self.browser.setAccessibleName("What the change did")
        self.browser.setAccessibleDescription(_SIGNS)
        self.messages = MessageBar(theme)
        self.undo = button("Undo this change", self._on_undo, role="primary", hint=_WHICH)
        self.export = button("Export…", self._on_export, hint="Write what is listed into a table")
        self.close_button = button("Close", self.reject, hint="Go back to the library")
        for one in (self.undo, self.export, self.close_button):
            one.setAutoDefault(False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.only_shown)
        top.addStretch(1)
        top.addWidget(self.count)
        below = QWidget()
        told = QVBoxLayout(below)
        told.setContentsMargins(0, 8, 0, 0)
        told.setSpacing(4)
        told.addWidget(self.what)
        told.addWidget(label(_SIGNS, "secondary", wrap=True))
        told.addWidget(self.browser, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for part in (self.table, below):
            parts.addWidget(part)
        parts.setSizes([_HALF, _HALF])
        acts = QWidget()
        flow = FlowLayout(acts)
        for one in (self.undo, self.export):
            flow.addWidget(one)
        last = QHBoxLayout()
        last.addWidget(acts, 1)
        last.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.messages)
        column.addWidget(parts, 1)
        column.addLayout(last)
        in_tab_order(self.only_shown, self.table, self.browser, self.undo, self.export,
                     self.close_button)  # fmt: skip

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.listed.connect(self._on_listed)
        presenter.told_of.connect(self._on_told_of)
        presenter.told.connect(partial(self._say, tone="good"))
        presenter.failed.connect(partial(self._say, tone="bad"))
        presenter.taking_back.told.connect(partial(self._say, tone="good"))
        presenter.taking_back.failed.connect(partial(self._say, tone="bad"))
        self.only_shown.toggled.connect(self._on_only_shown)
        self.table.chose.connect(self._on_chose)
        self.table.entered.connect(self.browser.setFocus)
        add_undo_keys(self, presenter.taking_back)

    def _on_only_shown(self, only: bool) -> None:
        self._presenter.ask(only=only)

    def _on_listed(self, listed: HistoryList) -> None:
        """Show the list, and stay at the change one was at."""
        before, at, row = self._list, self._told, self.table.currentIndex().row()
        self._list = listed
        presenter, lines = self._presenter, self.table.lines
        lines.show(listed.total, listed.first, partial(presenter.fetch, listed.record))
        self.count.setText(counted(listed.total, "change"))
        found = lines.row_of(at) if at else 0
        if found < 0:  # below what is at hand: what is new stands above it
            same = before.record == listed.record
            found = row + listed.total - before.total if same else 0
        self.table.go_to(found)
        if not before.total:
            self.table.setFocus()
        self._on_chose()

    def _on_chose(self) -> None:
        chosen = self.table.chosen
        line = chosen[0] if chosen else None
        undoable = line is not None and line.id == self._list.undoable
        self.undo.setEnabled(undoable and self._presenter.writable)
        self.export.setEnabled(self._list.total > 0)
        self.what.setText(line.cells[0] if line is not None else "No change is chosen.")
        if line is not None:
            self._presenter.tell(line.id)

    def _on_told_of(self, number: str, html: str) -> None:
        chosen = self.table.chosen
        if chosen and chosen[0].id == number:
            self._told = number
            self.browser.show_html(html)

    def _on_undo(self) -> None:
        if self._list.undoable:
            self._presenter.taking_back.undo(int(self._list.undoable))

    def _on_export(self) -> None:
        start = self._folder / "history.csv"
        path = self._dialogs.choose_list_file(self, "Export the history", start, _KNOWN_FORMATS)
        if path is not None:
            self._folder = path.parent
            self._presenter.export(path)

    def _say(self, sentence: str, tone: str) -> None:
        self.messages.say(sentence, tone)
        self._announce(sentence)
