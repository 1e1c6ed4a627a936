"""Packs: the packs on the left, the items of one in the middle, what is chosen on the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.ids import RecordId, new_pack_item_id
from evidence_library.model.pack import RecordItem
from evidence_library.ui.presenters.pack_builder import PackBuilder
from evidence_library.ui.presenters.packs import PacksPresenter
from evidence_library.ui.screens.pack_deeds import PackDeeds
from evidence_library.ui.screens.pack_items_pane import PackItemsPane
from evidence_library.ui.screens.pack_list_pane import PackListPane
from evidence_library.ui.screens.pack_side import PackSide
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import EmptyState

#: Narrower than this at 100 % text, a menu stands in the place of the list of packs; and then the
#: items among the fields.
_STACKED_BELOW, _TABBED_BELOW = 980, 680

_NONE = "A pack is what you hand out at a session: records in an order, with your notes."
_NO_CHOICE = "Choose a pack on the left."


class PacksScreen(QWidget):
    """The workspace.

    `export_wanted` names the pack of which files are wanted, once it is saved; `pack_shown` the one
    that is shown, empty for none. `records_wanted` asks for the records that are dragged; whoever
    knows them calls what it brings. `search_asked` brings a search for Find, `find_asked` leads
    there.
    """

    export_wanted = Signal(str)
    pack_shown = Signal(str)
    records_wanted = Signal(object)
    search_asked = Signal(object)
    find_asked = Signal()

    def __init__(self, parts: Parts, presenter: PacksPresenter) -> None:
        """Show nothing until somebody comes here."""
        super().__init__()
        self._parts, self.presenter = parts, presenter
        self.builder = PackBuilder(parts.session)
        self.builder.setParent(self)
        self.deeds = PackDeeds(self.builder, self)
        self._wanted = ""
        self._keys_on: QWidget | None = None
        self.packs = PackListPane(parts, presenter)
        self.items = PackItemsPane(parts.theme, self.builder, self.deeds)
        self.side = PackSide(parts.theme, self.builder, self.deeds)
        self.messages = MessageBar(parts.theme)
        self.none = EmptyState()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.items)
        self.splitter.addWidget(self.side)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.none)
        self.stack.addWidget(self.splitter)
        self._lay_out()
        self._connect()
        self._fit()

    # What the window asks

    def come_here(self) -> None:
        """Read the packs anew, and show the one that was shown."""
        self.presenter.refresh()

    def take_focus(self) -> None:
        """Put the cursor on the list of packs."""
        self.packs.contents.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""
        if self.builder.pack is None:
            return (self.packs.contents,)
        panes = (self.packs.contents, self.items.view, self.side.tabBar())
        return tuple(one for one in panes if one.isVisible())

    def may_close(self) -> bool:
        """Save what was built, or keep it as a draft; ask if neither can be done."""
        from evidence_library.errors import LibraryError  # noqa: PLC0415 - only here is it caught

        try:
            self.builder.save_at_once()
        except LibraryError as error:
            question = f"{error} Close all the same? What you changed last would be lost."
            return self._parts.dialogs.confirm(
                self._parts.window, question, "Close", "Stay here", careful=True
            )
        return True

    # What others ask

    def open_pack(self, pack: str) -> None:
        """Show a pack."""
        self._wanted = pack
        self.presenter.refresh(self._open_wanted)

    def add_pane(self, widget: QWidget, words: str) -> None:
        """Show another pane beside the form, such as a preview."""
        self.side.add_pane(widget, words)

    def serve_export(self, act: Callable[[str], object]) -> None:
        """Let somebody write the files of a pack; the button for it is shown from now on."""
        self.export_wanted.connect(act)
        self.items.offer_export()

    def insert_records(self, ids: tuple[str, ...], at: int) -> None:
        """Put records before an item of the pack that is shown."""
        made = (RecordItem(id=new_pack_item_id(), record=RecordId(one)) for one in ids)
        self.items.add(*made, at=at)

    def export(self) -> None:
        """Save the pack, and ask for its files."""
        ask = partial(self.export_wanted.emit, self.builder.key)
        if self._parts.session.hindrance:  # nothing can be saved, and nothing was changed
            ask()
        else:
            self.builder.save(ask)

    def _saved_first(self, act: Callable[[], object]) -> None:
        if self.builder.pack is None:  # one that cannot be read is chosen
            act()
        else:
            self.builder.save(act)

    def save(self) -> None:
        """Save the pack now."""
        self.builder.save()

    # Events

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what was built when one goes elsewhere."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.builder.save()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the panes where they would be too narrow."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Undo, Redo and Save for what is built, before the window and the fields do."""
        kinds = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        act = self._act_of(event)
        if act is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        keys = QKeySequence(event.keyCombination()).toString()
        return {
            "Ctrl+Z": self.deeds.undo,
            "Ctrl+Shift+Z": self.deeds.redo,
            "Ctrl+Y": self.deeds.redo,
            "Ctrl+S": self.save,
        }.get(keys)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Watch the keys of the one widget that has the focus, while it is in the builder."""
        before, self._keys_on = self._keys_on, None
        if before is not None and shiboken6.isValid(before):  # panes make their buttons anew
            before.removeEventFilter(self)
        if now is not None and self.splitter.isAncestorOf(now):
            now.installEventFilter(self)
            self._keys_on = now

    # What happened

    def _on_listed(self) -> None:
        packs = self.presenter.packs
        if not packs:
            act = self.packs.ask_new if self.presenter.writable else None
            self.none.say(_NONE, "Make the first pack" if act else "", act)
            self.presenter.look_for_starter()
        else:
            self.none.say(_NO_CHOICE)
            self.none.offer("")
        self.packs.setVisible(bool(packs))
        shown = self.builder.key
        if shown and self.presenter.title_of(shown):
            return
        if not (shown or self._wanted or self.builder.coming) and packs:
            self._open(packs[-1].id)

    def _on_lacking(self, number: int) -> None:
        if number and self.presenter.writable and not self.presenter.packs:
            self.none.offer("Add the starter packs", self.presenter.add_starter)
        else:
            self.none.offer("")

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        self._open(wanted)

    def _open(self, pack: str) -> None:
        known = {str(one.id): one for one in self.presenter.packs}
        if pack in known and not known[pack].understood:
            self.builder.close()
            self.none.say(f"“{known[pack].title}” cannot be read by this version of the program.")
            self.packs.show_chosen(pack)
            return
        if pack != self.builder.key:
            self.messages.hide()
        self.builder.open(pack)

    def _on_opened(self) -> None:
        self.stack.setCurrentWidget(self.splitter)
        self.packs.show_chosen(self.builder.key)
        self.pack_shown.emit(self.builder.key)

    def _on_emptied(self) -> None:
        self.stack.setCurrentWidget(self.none)
        self.messages.hide()
        self.packs.show_chosen("")
        self.pack_shown.emit("")

    def _on_clashed(self, sentence: str, held: bool) -> None:
        builder = self.builder
        if held:
            choices = [
                ("Mine", builder.keep_mine),
                ("Theirs", builder.take_theirs),
                ("Both", builder.keep_both),
            ]
        else:
            choices = [("Keep as a new pack", builder.keep_both), ("Drop it", builder.take_theirs)]
        self.messages.say(sentence, "warn", choices, must_choose=True)
        self._parts.announce(sentence)

    def _on_taken_up(self, sentence: str) -> None:
        choices = (("Discard it", self.builder.take_theirs),)
        self.messages.say(sentence, "", choices, lasting=True)
        self._parts.announce(sentence)

    def _on_changes(self, changes: object) -> None:
        if getattr(changes, "packs", None) or getattr(changes, "trashed", None):
            self.presenter.refresh()

    def _on_logo_asked(self) -> None:
        path = self._parts.dialogs.choose_picture(self._parts.window)
        if path is not None:
            self.side.take_picture(path)

    def _on_records_dropped(self, place: int) -> None:
        self.records_wanted.emit(lambda ids: self.insert_records(ids, place))

    def _on_dropped_onto(self, pack: str) -> None:
        if pack == self.builder.key:
            held = self.builder.pack
            self._on_records_dropped(len(held.items) if held is not None else 0)
        else:
            self.records_wanted.emit(lambda ids: self.presenter.add(pack, ids))

    def _connect(self) -> None:
        parts, builder, presenter = self._parts, self.builder, self.presenter
        presenter.listed.connect(self._on_listed)
        presenter.made.connect(self.open_pack)
        presenter.lacking.connect(self._on_lacking)
        builder.copy_made.connect(self.open_pack)
        builder.opened.connect(self._on_opened)
        builder.emptied.connect(self._on_emptied)
        builder.clashed.connect(self._on_clashed)
        builder.taken_up.connect(self._on_taken_up)
        builder.failed.connect(parts.news.tell_failure)
        builder.done.connect(parts.news.tell_done)
        parts.session.changed.connect(self._on_changes)
        self.packs.saved_first = self._saved_first
        builder.settled.connect(self.messages.hide)
        self.packs.model.records_dropped.connect(self._on_dropped_onto)
        self.packs.list.chose.connect(self._open)
        self.packs.list.entered.connect(self.items.view.setFocus)
        self.packs.chooser.activated.connect(self._on_chosen)
        self.items.chose.connect(lambda: self.side.show_items(self.items.chosen))
        self.items.form_asked.connect(self.side.enter_item)
        self.items.find_asked.connect(self.find_asked)
        self.items.export_asked.connect(self.export)
        self.items.records_dropped.connect(self._on_records_dropped)
        self.side.logo_asked.connect(self._on_logo_asked)
        self.side.search_asked.connect(self.search_asked)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        parts.theme.changed.connect(self._fit)

    def _on_chosen(self, row: int) -> None:
        line = self.packs.model.line(row)
        if line is not None:
            self._open(line.key)

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.stack, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.packs)
        self._row.addWidget(right, 1)

    def _fit(self) -> None:
        px, directions = self._parts.theme.px, QBoxLayout.Direction
        stacked = self.width() < px(_STACKED_BELOW)
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self.packs.stack(stacked=stacked)
        self._put_items(among_tabs=self.width() < px(_TABBED_BELOW))

    def _put_items(self, *, among_tabs: bool) -> None:
        """Show the items beside the fields, or as the first of the tabs where it is narrow."""
        items, side = self.items, self.side
        if among_tabs == (side.indexOf(items) >= 0):
            return
        focus = self.window().focusWidget()
        inside = focus is not None and items.isAncestorOf(focus)
        if among_tabs:
            side.insertTab(0, items, "Items")
            side.setCurrentIndex(0)
        else:
            side.removeTab(side.indexOf(items))
            self.splitter.insertWidget(0, items)
            items.show()
        items.title.setVisible(not among_tabs)  # the menu above says it already
        if inside and focus is not None:
            focus.setFocus()
