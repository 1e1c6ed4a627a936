"""The left of Packs: the packs of the library, and what one does with whole packs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.itemmodels.packs import PackLine, PacksModel
from evidence_library.ui.presenters.packs import PacksPresenter, about, template_choices
from evidence_library.ui.presenters.wording import quoted
from evidence_library.ui.screens.pack_new import NewPackDialog
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.packs_list import PacksList
from evidence_library.ui.widgets.plain import button, in_tab_order

#: From so many packs on there is a field to look for one.
_MANY = 8

_WIDTH = 236


class PackListPane(QWidget):
    """Shows the packs of a presenter; in a narrow window a menu stands in the place of the list."""

    def __init__(self, parts: Parts, presenter: PacksPresenter) -> None:
        """Show nothing yet."""
        super().__init__()
        self._parts, self.presenter = parts, presenter
        self.model = PacksModel(self)
        self.list = PacksList(parts.theme, self.model)
        self.chooser = QComboBox()
        self.chooser.setModel(self.model)
        self.chooser.setMinimumWidth(1)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for one in (self.chooser, self.chooser.view()):
            one.setAccessibleName("Packs")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Look for a pack")
        self.filter.setAccessibleName("Look for a pack by its title")
        self.filter.setClearButtonEnabled(True)
        self.new = button("New…", self.ask_new, hint="Make a pack, empty or from a template")
        self.more = button("More", hint="Duplicate, rename or delete the pack")
        self.more.setProperty("menu", "true")
        self.more.setMenu(self.menu())
        self.shown = ""
        self._stacked = False
        self._lay_out()
        self.filter.textChanged.connect(self._on_sought)
        self.list.rename_asked.connect(self.rename)
        self.list.delete_asked.connect(self.delete)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        presenter.listed.connect(self._on_listed)
        #: Saves what is built of the pack that is shown, and does something then.
        self.saved_first: Callable[[Callable[[], object]], object] = lambda act: act()

    def show_chosen(self, key: str) -> None:
        """Mark the pack that is shown."""
        self.shown = key
        self.list.show_chosen(key)
        self.chooser.setCurrentIndex(self.model.row_of(key))
        self.more.setEnabled(bool(key) and self.presenter.writable)

    def stack(self, *, stacked: bool) -> None:
        """Take little height above the items instead of a pane beside them."""
        self._stacked = stacked
        self.list.setVisible(not stacked)
        self.chooser.setVisible(stacked)
        self._offer_filter()
        directions = QBoxLayout.Direction
        self._padded.setDirection(directions.LeftToRight if stacked else directions.TopToBottom)
        px = self._parts.theme.px
        self.setMinimumWidth(0 if stacked else px(_WIDTH))
        self.setMaximumWidth(16_777_215 if stacked else px(_WIDTH))

    @property
    def contents(self) -> QWidget:
        """What one chooses a pack from."""
        return self.chooser if self._stacked else self.list

    def menu(self) -> QMenu:
        """Make the menu of what one can do with the pack that is shown."""
        menu = QMenu(self)
        for words, act in (
            ("D&uplicate", self.duplicate),
            ("&Rename…", self.rename),
            ("&Delete", self.delete),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
        return menu

    def ask_new(self) -> NewPackDialog | None:
        """Ask for the name of a new pack and what it begins with."""
        parts = self._parts
        if not self.presenter.writable:
            parts.news.tell_note(parts.session.hindrance)
            return None
        dialog = NewPackDialog(parts.theme, template_choices(), parts.window)
        dialog.made.connect(self.presenter.make)
        dialog.open()
        return dialog

    def duplicate(self) -> None:
        """Copy the pack that is shown."""
        self._with_shown(self.presenter.duplicate)

    def rename(self) -> None:
        """Ask for another title of the pack that is shown."""
        self._with_shown(self._rename)

    def delete(self) -> None:
        """Delete the pack that is shown; Undo is offered."""
        self._with_shown(self.presenter.delete)

    def _rename(self, key: str) -> None:
        title = self.presenter.title_of(key)
        dialogs, window = self._parts.dialogs, self._parts.window
        wanted = dialogs.ask_name(window, f"Rename {quoted(title, 40)}", title)
        if wanted and wanted != title:
            self.presenter.rename(key, wanted)

    def _with_shown(self, act: object) -> None:
        if self.shown and self.presenter.writable and callable(act):
            self.saved_first(partial(act, self.shown))

    def _show_menu(self, place: QPoint) -> None:
        if self.shown:
            self.menu().popup(self.list.viewport().mapToGlobal(place))

    def _on_listed(self) -> None:
        packs = self.presenter.packs
        self.model.show([PackLine(one.id, one.title, about(one)) for one in packs])
        self._offer_filter()
        self.new.setEnabled(self.presenter.writable)
        self.show_chosen(self.shown)

    def _on_sought(self, words: str) -> None:
        self.model.look_for(words)
        self.list.show_chosen(self.shown)

    def _offer_filter(self) -> None:
        many = len(self.presenter.packs) >= _MANY and not self._stacked
        if not many:
            self.filter.clear()
        self.filter.setVisible(many)

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.new)
        row.addWidget(self.more)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        padded = self._padded = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        padded.setContentsMargins(16, 0, 16, 0)
        padded.setSpacing(8)
        padded.addWidget(self.chooser, 1)
        padded.addWidget(buttons)
        padded.addWidget(self.filter)
        column.addLayout(padded)
        column.addWidget(self.list, 1)
        in_tab_order(self.new, self.more, self.filter, self.list)
