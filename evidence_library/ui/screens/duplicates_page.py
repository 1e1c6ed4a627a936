"""The page of duplicates in Curate: pairs that may be one record, told apart or merged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from evidence_library.model.changes import Changes
from evidence_library.ui.itemmodels.listed_table import Line, ListedTableModel
from evidence_library.ui.presenters.duplicates import COLUMNS, DuplicatesPresenter, Merging
from evidence_library.ui.screens.curate import TO_DO, CuratePage
from evidence_library.ui.screens.merge_dialog import MergeDialog
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import EmptyState, button, in_tab_order
from evidence_library.ui.widgets.safe_browser import SafeBrowser
from evidence_library.ui.widgets.wrapped_table import WrappedTable

KEY = "duplicates"

_HINT = "Records that may tell of one and the same source. Nothing is merged by itself."
_NONE = "No two records seem to be one."

#: Widths of the columns behind the first record, at 100 % text.
_WIDTHS = (170, 190)


def duplicates_page(parts: Parts) -> CuratePage:
    """Make the page for a window."""
    screen = DuplicatesScreen(parts, DuplicatesPresenter(parts.session))
    read = screen.presenter.refresh
    return CuratePage(KEY, TO_DO, "Duplicates", screen, _HINT, read, read, late=True)


class DuplicatesScreen(QWidget):
    """Shows the presenter of duplicates."""

    def __init__(self, parts: Parts, presenter: DuplicatesPresenter) -> None:
        """Show nothing until the page comes into sight."""
        super().__init__()
        presenter.setParent(self)
        self._parts, self.presenter = parts, presenter
        self.dialog: MergeDialog | None = None
        self.table = WrappedTable(parts.theme, ListedTableModel(COLUMNS, "nothing"), _WIDTHS)
        self.table.setAccessibleName("Pairs of records that may be one")
        self.table.setAccessibleDescription("Enter compares the two records to merge them.")
        self.browser = SafeBrowser(parts.theme)
        self.browser.setAccessibleName("How the two records differ")
        self.empty = EmptyState()
        self.empty.say(_NONE)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show(())

    def _make_buttons(self) -> None:
        self.merge = button(
            "Compare and merge…", self._on_merge, role="primary",
            hint="Choose field by field what one record of the two shall say (Enter)",
        )  # fmt: skip
        self.apart = button(
            "Not duplicates", self._on_apart,
            hint="Remember that these are two records, and do not list them again",
        )  # fmt: skip
        self.read_one = button("Read the first", lambda: self._on_read(0))
        self.read_other = button("Read the second", lambda: self._on_read(1))

    def _lay_out(self) -> None:
        below = QWidget()
        told = QVBoxLayout(below)
        told.setContentsMargins(0, 8, 0, 0)
        told.addWidget(self.browser, 1)
        self._parted = QSplitter(Qt.Orientation.Vertical)
        self._parted.setChildrenCollapsible(False)
        self._parted.addWidget(self.table)
        self._parted.addWidget(below)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._parted)
        self._pages.addWidget(self.empty)
        acts = QWidget()
        flow = FlowLayout(acts)
        buttons = (self.merge, self.apart, self.read_one, self.read_other)
        for one in buttons:
            flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._pages, 1)
        column.addWidget(acts)
        in_tab_order(self.table, self.browser, *buttons)

    def _connect(self) -> None:
        presenter, news = self.presenter, self._parts.news
        presenter.listed.connect(self._show)
        presenter.page.connect(self.browser.show_html)
        presenter.ready.connect(self._on_ready)
        presenter.told.connect(news.tell_done)
        presenter.failed.connect(news.tell_failure)
        self._parts.session.changed.connect(self._on_changed)
        self._parts.session.opened.connect(self._on_opened)
        self.table.chose.connect(self._on_chose)
        self.table.entered.connect(self._on_merge)

    def _show(self, lines: tuple[Line, ...]) -> None:
        row = max(self.table.currentIndex().row(), 0)
        self.table.lines.show_all(lines)
        self._pages.setCurrentWidget(self._parted if lines else self.empty)
        self._parts.curate.set_count(KEY, len(lines))
        self.table.go_to(row)
        self._on_chose()

    def _on_chose(self) -> None:
        chosen = self.table.chosen
        for one in (self.merge, self.apart):
            one.setEnabled(bool(chosen) and self.presenter.writable)
        for one in (self.read_one, self.read_other):
            one.setEnabled(bool(chosen))
        if chosen:
            self.presenter.compare(chosen[0])
        else:
            self.browser.show_html("")

    def _on_merge(self) -> None:
        if self.merge.isEnabled():
            self.presenter.begin(self.table.chosen[0])

    def _on_ready(self, merging: Merging) -> None:
        self.dialog = MergeDialog(self._parts.theme, merging, self._parts.window)
        self.dialog.merged.connect(self.presenter.merge)
        self.dialog.open()

    def _on_apart(self) -> None:
        self.presenter.tell_apart(self.table.chosen[0])

    def _on_read(self, which: int) -> None:
        self._parts.curate.read_asked.emit(self.presenter.ids(self.table.chosen[0])[which])

    def _on_opened(self) -> None:
        self._parts.curate.set_count(KEY, None)
        if self.isVisible():
            self.presenter.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.records or changes.set_apart):
            self.presenter.refresh()
