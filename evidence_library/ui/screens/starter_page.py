"""The page of the starter content in Curate: how it stands, what a newer version brings."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from evidence_library.model.changes import Changes
from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.presenters.starter import COLUMNS, Shown, StarterPresenter
from evidence_library.ui.screens.curate import LIBRARY, CuratePage
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.starter_news import KEY
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.plain import EmptyState, button, in_tab_order, label
from evidence_library.ui.widgets.safe_browser import SafeBrowser

_HINT = "The records that ship with the program. What you changed in them stays as you left it."
_UP_TO_DATE = "Nothing here is older than what this version of the program brings."

#: Widths of the columns behind the record, at 100 % text.
_WIDTHS = (170, 224)


def starter_page(parts: Parts) -> CuratePage:
    """Make the page for a window."""
    screen = StarterScreen(parts, StarterPresenter(parts.session))
    read = screen.presenter.refresh
    return CuratePage(KEY, LIBRARY, "Starter content", screen, _HINT, read, read, rare=True)


class StarterScreen(QWidget):
    """Shows the starter presenter."""

    def __init__(self, parts: Parts, presenter: StarterPresenter) -> None:
        """Show nothing until the page comes into sight."""
        super().__init__()
        presenter.setParent(self)
        self._parts, self.presenter = parts, presenter
        self._shown = Shown("", (), hidden=False, can_remove=False, gone=0, changed=0, doing=False)
        theme = parts.theme
        self.sentence = label(role="strong", wrap=True)
        self.table = ListedTable(theme, ListedTableModel(COLUMNS, "all of it"), _WIDTHS)
        self.table.setAccessibleName("What this version of the program brings")
        self.table.setAccessibleDescription("Enter chooses between your text and the shipped one.")
        self.browser = SafeBrowser(theme)
        self.browser.setAccessibleName("What the field says here and there")
        self.empty = EmptyState()
        self.empty.say(_UP_TO_DATE)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show(self._shown)

    def _make_buttons(self) -> None:
        presenter = self.presenter
        self.update_all = button(
            "Bring up to date", presenter.update, role="primary",
            hint="Do what the table says, in one step that Undo takes back",
        )  # fmt: skip
        self.choose = button("Take the shipped text", self._on_choose)
        self.hide_all = button(
            "Hide from searches", self._on_hide, hint="Leave the starter content out of searches"
        )
        self.again = button(
            "Bring back what was deleted", partial(presenter.update, again=True),
            hint="Add the records that you deleted again, as you left them",
        )  # fmt: skip
        self.add_packs = button(
            "Add the starter packs", presenter.add_packs,
            hint="Add the packs that came with the program, in one step that Undo takes back",
        )  # fmt: skip
        self.remove = button(
            "Remove", partial(presenter.remove, changed_too=False),
            hint="Move the starter content into the trash, but for what you changed",
        )  # fmt: skip
        self.remove_all = button(
            "Remove all of it", partial(presenter.remove, changed_too=True),
            hint="Move all of the starter content into the trash",
        )  # fmt: skip

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        acts = QWidget()
        flow = FlowLayout(acts)
        buttons = (
            *(self.update_all, self.choose, self.hide_all),
            *(self.again, self.add_packs, self.remove, self.remove_all),
        )
        for one in buttons:
            flow.addWidget(one)
        column.addWidget(acts)
        column.addWidget(self._pages, 1)
        in_tab_order(*buttons, self.table, self.browser)

    def _connect(self) -> None:
        presenter, news = self.presenter, self._parts.news
        presenter.shown.connect(self._show)
        presenter.told.connect(news.tell_done)
        presenter.failed.connect(news.tell_failure)
        self._parts.session.opened.connect(self._on_opened)
        self._parts.session.changed.connect(self._on_changed)
        self.table.chose.connect(self._on_chose)
        self.table.entered.connect(self._on_choose)

    def _show(self, shown: Shown) -> None:
        row = self.table.currentIndex().row()
        same = shown.lines == self._shown.lines
        self._shown = shown
        self.sentence.setText(shown.sentence)
        self._parts.curate.set_count(KEY, shown.records)
        if not same:
            self.table.lines.show_all(shown.lines)
            self.table.go_to(max(row, 0))
        self._pages.setCurrentWidget(self._parted if shown.lines else self.empty)
        writable = self.presenter.writable
        self.update_all.setVisible(bool(shown.lines))
        self.update_all.setEnabled(writable and shown.doing)
        self.choose.setVisible(bool(shown.lines))
        hide = "Show in searches" if shown.hidden else "Hide from searches"
        self.hide_all.setText(hide)
        self.hide_all.setAccessibleName(hide)
        for one in (self.hide_all, self.remove, self.remove_all):
            one.setEnabled(writable and shown.can_remove)
        self.remove_all.setVisible(shown.changed > 0)
        self.again.setVisible(shown.gone > 0)
        self.again.setEnabled(writable)
        self.add_packs.setVisible(shown.packs > 0)
        self.add_packs.setEnabled(writable)
        self._on_chose()

    def _on_chose(self) -> None:
        chosen = self.table.chosen
        line = chosen[0] if chosen else None
        can_choose = line is not None and self.presenter.can_choose(line)
        self.choose.setEnabled(can_choose and self.presenter.writable)
        taken = line is not None and line.cells[-1].endswith("chose")
        text = "Keep your text" if taken else "Take the shipped text"
        self.choose.setText(text)
        self.choose.setAccessibleName(text)
        self.browser.show_html(self.presenter.page(line) if line is not None else "")

    def _on_choose(self) -> None:
        if self.choose.isEnabled():
            self.presenter.choose(self.table.chosen[0])

    def _on_hide(self) -> None:
        self.presenter.hide(hidden=not self._shown.hidden)

    def _on_opened(self) -> None:
        self.presenter.forget()
        if self.isVisible():
            self.presenter.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (
            changes.starter or changes.records or changes.trashed or changes.packs
        ):
            self.presenter.refresh()
