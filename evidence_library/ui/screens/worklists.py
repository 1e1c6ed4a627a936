"""The worklists of Curate: one table for all of them, and what one can do with what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from evidence_library.ui.itemmodels.listed_table import Line, ListedTableModel
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.presenters.worklists import (
    COLUMNS,
    FIRST,
    HEADINGS,
    MOVES,
    WORKLISTS,
    Listed,
    WorklistPresenter,
)
from evidence_library.ui.screens.curate import TO_DO, CuratePage
from evidence_library.ui.screens.left_behind import ask_to_withdraw
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.plain import EmptyState, button, in_tab_order, label

#: Widths of the columns behind the title, at 100 % text.
_WIDTHS = (150, 300)

_EMPTY = "Nothing is on this list."
_DONE = "Nothing is on this list. Well done."
_NOBODY = "Say in Settings who you are, and what you work on is listed here."


def worklist_pages(parts: Parts) -> tuple[CuratePage, ...]:
    """Make the page of each worklist; they share one table."""
    screen = WorklistScreen(parts, WorklistPresenter(parts.session))
    return tuple(
        CuratePage(one.key, TO_DO, one.title, screen, one.hint, partial(screen.show_list, one.key))
        for one in WORKLISTS
    )


class WorklistScreen(QWidget):
    """Shows a list of the worklist presenter, and counts the others beside their names."""

    def __init__(self, parts: Parts, presenter: WorklistPresenter) -> None:
        """Show nothing until a list is asked for."""
        super().__init__()
        presenter.setParent(self)
        self._parts, self.presenter = parts, presenter
        self._stale = True
        self._shown = Listed("", 0, ())
        model = ListedTableModel(COLUMNS, "not stated")
        self.table = ListedTable(parts.theme, model, _WIDTHS, several=True, optional=(1,))
        self.table.setAccessibleName("Worklist")
        self.table.setAccessibleDescription(
            "Enter reads, F4 edits, the menu key shows what else one can do with what is chosen."
        )
        self.table.installEventFilter(self)
        self.empty = EmptyState()
        self.count = label(role="secondary")
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._on_chose()

    def show_list(self, key: str) -> None:
        """Show the list of a key, and count all of them if anything was changed since."""
        title = next(one.title for one in WORKLISTS if one.key == key)
        self.table.setAccessibleName(title)
        if key != self.presenter.key:
            self.table.lines.show_all(())
        self.presenter.ask(key)
        if self._stale:
            self._stale = False
            self.presenter.count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take F4 for what is chosen here, and the menu key for what one can do with it."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F4:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # or the record shown in Find would be edited
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._on_edit()
                return True
        if watched is self.table and isinstance(event, QContextMenuEvent):
            self._show_menu(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def menu(self) -> QMenu:
        """Make the menu of what one can do with what is chosen."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for name, move in MOVES.items():
            action = menu.addAction(move.text)
            action.setToolTip(move.help)
            action.triggered.connect(partial(self._on_move, name))
        return menu

    def _make_buttons(self) -> None:
        self.firsts = {name: self._first(name) for names in FIRST.values() for name in names}
        self.read = button("Read", self._on_read, hint="Read the record one is at (Enter)")
        self.edit = button("Edit", self._on_edit, hint="Open the record in the editor (F4)")
        self.check = button(
            "Check…",
            self._on_check,
            hint="See what is new, and comment on it",
        )
        self.more = button("Move on", hint="What else one can do with what is chosen")
        self.more.setProperty("menu", "true")
        self.more.setMenu(self.menu())
        self.in_find = button(
            "Show in Find", self._on_find, hint="Ask for the same in the workspace Find"
        )

    def _first(self, name: str) -> QPushButton:
        move = MOVES[name]
        made = button(move.text.replace("&", ""), hint=move.help)
        made.clicked.connect(lambda _=False: self._on_move(name))
        return made

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        self._acts = QWidget()
        flow = FlowLayout(self._acts)
        buttons = (*self.firsts.values(), self.check, self.read, self.edit, self.more, self.in_find)
        for one in buttons:
            flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._pages, 1)
        column.addWidget(self.count)
        column.addWidget(self._acts)
        self.setFocusProxy(self.table)
        in_tab_order(self.table, *buttons)

    def _connect(self) -> None:
        presenter, session, news = self.presenter, self._parts.session, self._parts.news
        presenter.counted.connect(self._on_counted)
        presenter.listed.connect(self._on_listed)
        presenter.told.connect(news.tell_done)
        presenter.asked.connect(partial(ask_to_withdraw, self._parts.dialogs, self))
        presenter.failed.connect(news.tell_failure)
        presenter.refused.connect(self._on_failed)
        presenter.stopped.connect(news.tell_note)
        self.table.chose.connect(self._on_chose)
        self.table.entered.connect(self._on_read)
        self.table.doubleClicked.connect(self._on_read)
        for told in (session.opened, session.changed, session.standing_changed):
            told.connect(lambda *_: self._on_changed())

    def _on_changed(self) -> None:
        self._stale = True
        if not self._parts.curate.isVisible():
            return  # counted when one comes here
        self._stale = False
        self.presenter.count()
        if self.isVisible() and self.presenter.key:
            self.presenter.ask(self.presenter.key)

    def _on_counted(self, counts: dict[str, int]) -> None:
        for key, number in counts.items():
            self._parts.curate.set_count(key, number)

    def _on_failed(self, message: str) -> None:
        """Say why not, and show how things stand: somebody else may have changed them."""
        self._parts.news.tell_failure(message)
        self._on_changed()

    def _on_listed(self, listed: Listed) -> None:
        self._parts.curate.set_count(listed.key, listed.total)
        if listed == self._shown and listed.total == self.table.lines.rowCount():
            return
        same, row = listed.key == self._shown.key, self.table.currentIndex().row()
        self._shown = listed
        self.table.lines.show(listed.total, listed.first, partial(self.presenter.fetch, listed.key))
        if listed.key == "mine" and not self.presenter.person:
            self.empty.say(
                _NOBODY, "Open Settings", partial(self._parts.actions["go-settings"].trigger)
            )
        else:
            self.empty.say(_DONE)
        had_focus = self.table.hasFocus()
        self._pages.setCurrentWidget(self.table if listed.total else self.empty)
        self.table.go_to(max(0, row if same else 0))
        if had_focus and not listed.total:
            self._parts.curate.setFocus()
        self._offer()
        self._on_chose()

    def _offer(self) -> None:
        """Show the buttons that belong to the list."""
        key = self._shown.key
        records = key != HEADINGS
        for name, one in self.firsts.items():
            one.setVisible(name in FIRST.get(key, ()))
        self.check.setVisible(key in {"check", "mine", "comments"})
        for one in (self.edit, self.more):
            one.setVisible(records)
        self.in_find.setVisible(bool(self.presenter.query()))
        self.read.setText("Read" if records else "Show its records")
        self.read.setAccessibleName(self.read.text())
        self._acts.updateGeometry()

    def _on_chose(self) -> None:
        chosen, total = len(self.table.chosen), self._shown.total
        what = "heading" if self._shown.key == HEADINGS else "record"
        said = counted(total, what)
        said = f"{said}, {chosen:,} chosen" if chosen > 1 else said
        left_out = self._shown.left_out
        self.count.setText(f"{said}. {left_out}" if left_out else said)
        self.count.setVisible(total > 0 or bool(left_out))
        self._acts.setVisible(total > 0)
        writable = self.presenter.writable and chosen > 0
        for one in (*self.firsts.values(), self.more):
            one.setEnabled(writable)
        self.edit.setEnabled(writable and chosen == 1)
        self.check.setEnabled(chosen == 1)
        self.read.setEnabled(chosen > 0)

    def _chosen_one(self) -> Line | None:
        chosen: Sequence[Line] = self.table.chosen
        return chosen[0] if chosen else None

    def _on_read(self) -> None:
        line = self._chosen_one()
        if line is not None and self._shown.key == HEADINGS:
            self._parts.curate.search_asked.emit(f'topic:"{line.cells[0]}"')
        elif line is not None:
            self._parts.curate.read_asked.emit(line.id)

    def _on_edit(self) -> None:
        line = self._chosen_one()
        if line is not None and self._shown.key != HEADINGS:
            self._parts.curate.edit_asked.emit(line.id)

    def _on_check(self) -> None:
        line = self._chosen_one()
        if line is not None:
            self._parts.curate.check_asked.emit(line.id, line.cells[0])

    def _on_find(self) -> None:
        if not self._shown.total:
            self._parts.news.tell_note(_EMPTY)
            return
        self._parts.curate.search_asked.emit(self.presenter.query())

    def _on_move(self, name: str, _checked: bool = False) -> None:
        move, chosen = MOVES[name], self.table.chosen
        if not chosen or not self.presenter.writable:
            return
        note: str | None = ""
        if move.question:
            title = move.text.replace("&", "").rstrip("…")
            note = self._parts.dialogs.ask_note(self, title, move.question)
        if note is None:
            return
        self.presenter.move(name, chosen, note)

    def _show_menu(self, place: QPoint) -> None:
        if self.table.chosen and self.presenter.writable and self._shown.key != HEADINGS:
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)
