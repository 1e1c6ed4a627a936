"""The page of tags in Curate: their names, colours and numbers of records."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from evidence_library.model.changes import Changes
from evidence_library.ui.itemmodels.listed_table import Line, ListedTableModel
from evidence_library.ui.presenters.tags import COLOURS, COLUMNS, TagsPresenter, colour_name
from evidence_library.ui.screens.curate import LIBRARY, CuratePage
from evidence_library.ui.screens.frame import FIND
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.plain import EmptyState, button, in_tab_order
from evidence_library.ui.widgets.tag_swatch import tag_swatch

KEY = "tags"

_HINT = "Free words you put on records, for yourself. They never touch the topic headings."
_NOTHING = "No record carries a tag yet. In Find, choose “Mark with tags…” in the menu Edit."

#: Widths of the columns behind the tag, at 100 % text.
_WIDTHS = (140, 90)
_COLOUR = COLUMNS.index("Colour")


def tags_page(parts: Parts) -> CuratePage:
    """Make the page for a window."""
    screen = TagsScreen(parts, TagsPresenter(parts.session))
    read = screen.presenter.refresh
    return CuratePage(KEY, LIBRARY, "Tags", screen, _HINT, read, read)


class TagsScreen(QWidget):
    """Shows the tags presenter."""

    def __init__(self, parts: Parts, presenter: TagsPresenter) -> None:
        """Show nothing until the page comes into sight."""
        super().__init__()
        presenter.setParent(self)
        self._parts, self.presenter = parts, presenter
        model = ListedTableModel(COLUMNS, "none")
        model.sign = self._swatch
        self.table = ListedTable(parts.theme, model, _WIDTHS, several=True)
        self.table.setAccessibleName("Tags")
        self.table.setAccessibleDescription(
            "Enter shows the records, F2 renames, Delete takes the tag off all records."
        )
        self.empty = EmptyState()
        self.empty.say(_NOTHING)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show_state()

    def _make_buttons(self) -> None:
        self.show_in_find = button("Show in Find", self._on_find, hint="Enter")
        self.rename = button("Rename…", self._on_rename, hint="F2")
        self.merge = button("Merge…", self._on_merge, hint="Make the chosen tags one")
        self.colour = button("Colour")
        self.colour.setProperty("menu", True)
        self._menu = QMenu(self.colour)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.colour.setMenu(self._menu)
        self.delete = button("Delete", self._on_delete, hint="Take the tag off all records")

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        acts = QWidget()
        flow = FlowLayout(acts)
        buttons = (self.show_in_find, self.rename, self.merge, self.colour, self.delete)
        for one in buttons:
            flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._pages, 1)
        column.addWidget(acts)
        in_tab_order(self.table, *buttons)

    def _connect(self) -> None:
        presenter, news, session = self.presenter, self._parts.news, self._parts.session
        presenter.listed.connect(self._on_listed)
        presenter.told.connect(news.tell_done)
        presenter.failed.connect(news.tell_failure)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        self._parts.theme.changed.connect(self._on_restyled)
        self._on_restyled()
        self.table.chose.connect(self._show_state)
        self.table.entered.connect(self._on_find)
        self.table.deleted.connect(self._on_delete)
        key = QShortcut(QKeySequence(Qt.Key.Key_F2), self.table)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self._on_rename)

    @property
    def chosen(self) -> list[str]:
        """The names of the chosen tags."""
        return [line.id for line in self.table.chosen]

    def _on_opened(self) -> None:
        if self.isVisible():
            self.presenter.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.records or changes.tags or changes.trashed):
            self.presenter.refresh()

    def _on_listed(self) -> None:
        row = self.table.currentIndex().row()
        lines = self.presenter.lines
        self.table.lines.show_all(lines)
        self.table.go_to(min(max(row, 0), len(lines) - 1))
        self._pages.setCurrentWidget(self.table if lines else self.empty)
        self._parts.curate.set_count(KEY, len(lines))
        self._show_state()

    def _show_state(self) -> None:
        number, writable = len(self.chosen), self.presenter.writable
        self.show_in_find.setEnabled(number == 1)
        self.rename.setEnabled(writable and number == 1)
        self.merge.setEnabled(writable and number > 1)
        self.colour.setEnabled(writable and number == 1)
        self.delete.setEnabled(writable and number == 1)

    def _on_find(self) -> None:
        if self.show_in_find.isEnabled():
            self._parts.find.show_tag(self.chosen[0])
            self._parts.frame.show_place(FIND)

    def _on_rename(self) -> None:
        if self.rename.isEnabled():
            old = self.chosen[0]
            name = self._parts.dialogs.ask_name(self, "Rename the tag", old)
            if name and name != old:
                self.presenter.rename(old, name)

    def _on_merge(self) -> None:
        tags = self.chosen
        if self.merge.isEnabled():
            into = self._parts.dialogs.ask_name(self, "Merge the tags into", tags[0])
            if into:
                self.presenter.merge(tags, into)

    def _on_delete(self) -> None:
        if self.delete.isEnabled():
            self.presenter.delete(self.chosen[0])

    def _fill_menu(self) -> None:
        self._menu.clear()
        if not self.colour.isEnabled():
            return
        tag = self.chosen[0]
        now = self.presenter.colour_of(tag)
        for colour in COLOURS:
            action = self._menu.addAction(
                colour_name(colour), partial(self.presenter.paint, tag, colour)
            )
            action.setCheckable(True)
            action.setChecked(colour == now)
            if colour:
                action.setIcon(self._sample(colour))

    def _swatch(self, line: Line, column: int) -> QIcon | None:
        colour = self.presenter.colour_of(line.id) if column == _COLOUR else ""
        return self._sample(colour) if colour else None

    def _sample(self, colour: str) -> QIcon:
        """Draw how a colour looks; its name stands beside it."""
        theme = self._parts.theme
        return tag_swatch(theme, colour, self.devicePixelRatioF())

    def _on_restyled(self) -> None:
        size = self._parts.theme.px(18)
        self.table.setIconSize(QSize(size, size))
        self.table.viewport().update()
