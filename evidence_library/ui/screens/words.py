"""The dialog of words that mean the same: the groups, the words of one, tables in and out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.itemmodels.words import GroupsModel
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.presenters.words import (
    KINDS,
    GroupPage,
    Looked,
    TablePage,
    WordsPresenter,
)
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.message_bar import Choice, MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label, restyle
from evidence_library.ui.widgets.terms_table import TermsTable

_HINT = (
    "Whoever searches for one word of a group also finds the others. What you change belongs to "
    "this library; Undo takes it back."
)
_READ_ONLY = "This library is read-only: its words can be looked at, but not changed."

#: The part of the width that the list of groups takes at most.
_SIDE = 0.34

_KNOWN_FORMATS = {".csv": "CSV table"}


class WordsDialog(QDialog):
    """Shows the words presenter."""

    def __init__(
        self,
        theme: Theme,
        presenter: WordsPresenter,
        dialogs: Dialogs,
        announce: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """Start with the first group; `announce` lets a screen reader say something."""
        super().__init__(parent)
        presenter.setParent(self)  # it listens to the session as long as the dialog is there
        self._theme, self._presenter, self._dialogs = theme, presenter, dialogs
        self._announce = announce
        self._page: GroupPage | None = None
        self._looked = Looked()
        self._wanted = ""
        self._marking = False
        self._folder = Path.home()
        self.setWindowTitle("Words that mean the same")
        room = parent.size() * 0.95
        self.resize(QSize(theme.px(1080), theme.px(640)).boundedTo(room))
        self._make_parts()
        self._make_buttons()
        self._lay_out()
        self._connect()
        presenter.refresh()

    def reject(self) -> None:
        """Close, unless there is something one would rather save."""
        if self._may_leave():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button one is at, and no other."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if isinstance(focus, QPushButton):
            focus.click()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        page = self._page
        return page is not None and (
            self.table.terms.rows != page.rows or self.name.text().strip() != page.name
        )

    # What it is made of

    def _make_parts(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a group or a word")
        self.search.setAccessibleName("Find a group or a word")
        self.only_own = QCheckBox("Only changed groups")
        self.only_own.setAccessibleName("Only groups that are changed in this library")
        self.groups = GroupsModel(self)
        self.list = QListView()
        self.list.setModel(self.groups)
        self.list.setAccessibleName("Groups of words")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(True)
        self.count = label(role="secondary")
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the group")
        self.name.setPlaceholderText("As its preferred word")
        self.state = label(role="secondary", wrap=True)
        self.table = TermsTable(self._theme, KINDS)
        self.remarks = label(role="secondary", wrap=True)
        self.messages = MessageBar(self._theme)
        hint = _HINT if self._presenter.writable else _READ_ONLY
        self._hint = label(hint, "muted", wrap=True)

    def _make_buttons(self) -> None:
        def made(text: str, act: Callable[[], object], hint: str, role: str = "") -> QPushButton:
            new = button(text, act, hint=hint, role=role)
            new.setAutoDefault(False)  # Enter belongs to the fields
            return new

        self.add_group = made("Add a group", self._on_add_group, "Make a group of your own")
        self.add_word = made("Add a word", self._on_add_word, "Add a row to the table (Insert)")
        self.take_out = made("Take the word out", self._on_take_out, "Take out the row (Delete)")
        self.save = made("Save", self._on_save, "Keep these words", "primary")
        self.drop = made("Discard", self._show_again, "Go back to the words as they were saved")
        self.switch = made("Switch off", self._on_switch, "Search the group, or not; keep it")
        self.restore = made("As shipped", self._on_restore, "Take all changes of this group back")
        self.delete = made("Delete", self._on_delete, "Take this group of yours away")
        self.bring = made("Import…", self._on_import, "Add words from a CSV table")
        self.export = made("Export changes…", partial(self._on_export, everything=False),
                           "Write the groups that are changed here into a CSV table")  # fmt: skip
        self.export_all = made("Export all…", partial(self._on_export, everything=True),
                               "Write all groups into a CSV table")  # fmt: skip
        self.close_button = made("Close", self.reject, "Go back to the search")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for part in (self.search, self.only_own):
            left.addWidget(part)
        left.addWidget(self.list, 1)
        left.addWidget(self.count)
        left.addWidget(self.add_group)
        self._side = side = QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        self._fit()
        named = QHBoxLayout()
        named.setSpacing(8)
        title = label("&Name", "strong")
        title.setBuddy(self.name)
        named.addWidget(title)
        named.addWidget(self.name, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(named)
        right.addWidget(self.state)
        right.addWidget(self.table, 1)
        right.addWidget(self.remarks)
        right.addWidget(
            _row(
                *(self.add_word, self.take_out, self.drop, self.save),
                *(self.switch, self.restore, self.delete),
            )
        )
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(side)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._hint)
        column.addWidget(self.messages)
        column.addLayout(middle, 1)
        last = QHBoxLayout()
        last.addWidget(_row(self.bring, self.export, self.export_all), 1)
        last.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(last)
        in_tab_order(self.search, self.only_own, self.list, self.add_group, self.name, self.table,
                     self.add_word, self.take_out, self.drop, self.save, self.switch,
                     self.restore, self.delete, self.bring, self.export, self.export_all,
                     self.close_button)  # fmt: skip

    def _connect(self) -> None:
        self.search.textChanged.connect(self._list_again)
        self.search.returnPressed.connect(self._enter_list)
        self.only_own.toggled.connect(self._list_again)
        self.list.selectionModel().currentChanged.connect(self._on_chosen)
        self.name.textEdited.connect(self._look)
        self.table.terms.edited.connect(self._look)
        self.table.added.connect(self._on_add_word)
        self.table.taken_out.connect(self._on_take_out)
        self.table.selectionModel().currentChanged.connect(self._tell_row)
        self._presenter.listed.connect(self._on_listed)
        self._presenter.told.connect(self._on_told)
        self._presenter.failed.connect(self._on_failed)
        self._presenter.previewed.connect(self._on_previewed)

        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self._side.setFixedWidth(min(self._theme.px(270), round(self.width() * _SIDE)))

    # The list of groups

    def _on_listed(self) -> None:
        if self.is_changed:
            self._list_again()  # what somebody is typing stays
            self._look()
            return
        wanted = self._wanted or (self._page.name if self._page else "")
        self._wanted = ""
        self._list_again()
        self._choose(wanted)

    def _list_again(self) -> None:
        lines = self._presenter.lines(self.search.text(), own=self.only_own.isChecked())
        self.groups.show(lines)
        self.count.setText(counted(len(lines), "group"))
        self._mark(self._page.name if self._page else "")

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.groups.index(0))

    def _mark(self, name: str) -> None:
        """Let the list stand at a group, without that being a choice."""
        row = self.groups.row_of(name) if name else -1
        self._marking = True
        self.list.setCurrentIndex(self.groups.index(row) if row >= 0 else QModelIndex())
        self._marking = False

    def _choose(self, name: str) -> None:
        """Show a group, in the list too if it is there; the first one if it is gone."""
        page = self._presenter.page(name) or self._presenter.page(self.groups.name(0))
        self._mark(page.name if page else "")
        self._show_page(page)

    def _on_chosen(self, index: QModelIndex) -> None:
        name = self.groups.name(index.row())
        if self._marking or not name or (self._page is not None and name == self._page.name):
            return
        if self._may_leave():
            self._show_page(self._presenter.page(name))
            return
        self._mark(self._page.name if self._page else "")

    def _may_leave(self) -> bool:
        if not self.is_changed or self._page is None:
            return True
        about = f"of “{self._page.name}”" if self._page.name else "of the new group"
        return self._dialogs.confirm(self, f"The words {about} are not saved.", "Discard them")

    # One group

    def _show_page(self, page: GroupPage | None) -> None:
        self._page = page
        writable = self._presenter.writable and page is not None and page.understood
        self.name.setText(page.name if page else "")
        self.name.setReadOnly(not writable or (page is not None and page.ships))
        self.name.setCursorPosition(0)
        restyle(self.name, "role", "fixed" if self.name.isReadOnly() else "")
        self.state.setText(page.told if page else "")
        self.table.terms.show(page.rows if page else (), writable=writable)
        self._look()

    def _show_again(self) -> None:
        """Go back to what is saved."""
        page = self._page
        if page is not None:
            self._choose(page.name)

    def _look(self) -> None:
        """Look at what is typed, and say beside it what is wrong or odd."""
        page = self._page
        changed = self.is_changed
        self._looked = Looked()
        if page is not None and page.understood and (page.name or changed):
            rows = self.table.terms.rows
            self._looked = self._presenter.look(page.name, self.name.text(), rows)
        self.table.terms.show_remarks(self._looked.rows)
        self._tell_row()
        self._enable(changed=changed)

    def _tell_row(self) -> None:
        """Say below the table what there is to say of the row one is in, and of the group."""
        row = self.table.row
        rows = self.table.terms.rows
        there = 0 <= row < len(rows)
        said = self.table.terms.told(row) if there else ""
        about = f"“{rows[row].text}”: " if there and rows[row].text else ""
        parts = [f"{about}{said}"] if said else []
        if self.is_changed:
            parts.extend(self._looked.general)
            wrong = self._looked.wrong
            if wrong:
                things = "One thing is" if wrong == 1 else f"{wrong} things are"
                parts.append(f"{things} to be put right before the words can be saved.")
        self.remarks.setText("\n".join(parts))
        again = there and rows[row].off
        words = "Use the word again" if again else "Take the word out"
        self.take_out.setText(words)
        self.take_out.setAccessibleName(words)

    def _enable(self, *, changed: bool) -> None:
        page = self._page
        writable = self._presenter.writable
        understood = writable and page is not None and page.understood
        kept = writable and page is not None and bool(page.name) and not changed
        self.add_group.setEnabled(writable)
        self.bring.setEnabled(writable)
        self.add_word.setEnabled(understood)
        self.take_out.setEnabled(understood and self.table.terms.rowCount() > 0)
        self.save.setEnabled(understood and changed and not self._looked.wrong)
        self.drop.setEnabled(changed)
        words = "Switch on" if page is not None and page.off else "Switch off"
        self.switch.setText(words)
        self.switch.setAccessibleName(words)
        self.switch.setEnabled(kept and understood)
        self.restore.setEnabled(kept and page is not None and page.ships and page.changed)
        self.delete.setEnabled(kept and page is not None and not page.ships)

    # What the buttons do

    def _on_add_group(self) -> None:
        if not self._may_leave():
            return
        self._mark("")
        self._show_page(GroupPage())
        self.table.edit_word(0)

    def _on_add_word(self) -> None:
        if self.add_word.isEnabled():
            self.table.edit_word(self.table.terms.add_row())

    def _on_take_out(self) -> None:
        row = self.table.row
        if self.take_out.isEnabled() and row >= 0:
            self.table.terms.take_out(row)

    def _on_save(self) -> None:
        if self._page is not None:
            self._presenter.save(self._page.name, self.name.text(), self.table.terms.rows)

    def _on_switch(self) -> None:
        if self._page is not None:
            self._presenter.switch(self._page.name, on=self._page.off)

    def _on_restore(self) -> None:
        if self._page is not None:
            self._presenter.restore(self._page.name)

    def _on_delete(self) -> None:
        if self._page is not None:
            self._presenter.delete(self._page.name)

    def _on_import(self) -> None:
        path = self._dialogs.choose_words_file(self) if self._may_leave() else None
        if path is not None:
            self._show_again()
            self._presenter.preview(path)

    def _on_export(self, *, everything: bool) -> None:
        name = "words.csv" if everything else "own words.csv"
        start = self._folder / name
        path = self._dialogs.choose_list_file(self, "Export words", start, _KNOWN_FORMATS)
        if path is not None:
            self._folder = path.parent
            self._presenter.export(path, everything=everything)

    def _on_told(self, sentence: str, operation: int | None, name: str) -> None:
        """Tell what was done; the group it is about is shown once it was read anew."""
        choices = (("Undo", partial(self._on_undo, operation)),) if operation is not None else ()
        self._say(sentence, "good", choices)
        if operation is not None:
            self._wanted = name
            self._page = None

    def _on_undo(self, operation: int) -> None:
        self.messages.hide()
        self._presenter.undo(operation)

    def _on_failed(self, message: str) -> None:
        self._say(message, "bad")

    def _say(self, sentence: str, tone: str, choices: Sequence[Choice] = ()) -> None:
        """Tell something in the place of the hint, which was read by then: room is scarce."""
        self._hint.hide()
        self.messages.say(sentence, tone, choices)
        self._announce(sentence)

    def _on_previewed(self, page: TablePage) -> None:
        dialog = TableDialog(self._theme, page, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._presenter.take_table)
        dialog.open()


class TableDialog(QDialog):
    """What a table would change, or what is wrong with it, before anything is changed."""

    def __init__(self, theme: Theme, page: TablePage, parent: QWidget) -> None:
        """Show the page."""
        super().__init__(parent)
        self.setWindowTitle("Import words")
        self.resize(QSize(theme.px(640), theme.px(420)).boundedTo(parent.size() * 0.95))
        self.title = label(page.title, "section", wrap=True)
        self.text = QPlainTextEdit(page.text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("What the table would change")
        self.cancel = button("Cancel" if page.action else "Close", self.reject)
        self.go_on = button(page.action or "Import", self.accept, role="primary")
        self.go_on.setVisible(bool(page.action))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go_on)
        column.addLayout(row)
        (self.go_on if page.action else self.cancel).setFocus()


def _row(*parts: QWidget) -> QWidget:
    """Put buttons beside each other, and in several lines where there is little room."""
    row = QWidget()
    flow = FlowLayout(row)
    for part in parts:
        flow.addWidget(part)
    return row
