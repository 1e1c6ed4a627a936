"""The dialog of the trash: what was deleted, back into the library or gone for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.itemmodels.listed_table import Line, ListedTableModel
from evidence_library.ui.presenters.trash import COLUMNS, TrashPresenter, counted_things, named
from evidence_library.ui.screens.undo_keys import add_undo_keys
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.message_bar import Choice, MessageBar
from evidence_library.ui.widgets.plain import EmptyState, button, in_tab_order, label

_HINT = "What is in the trash is not found by any search. Restored, it is what it was before."
_READ_ONLY = "This library is read-only: its trash can be looked at, but not changed."
_FOR_GOOD = "This cannot be undone."

#: Widths of the columns behind the title, at 100 % text.
_WIDTHS = (150, 164, 110)


class TrashDialog(QDialog):
    """Shows the trash presenter."""

    def __init__(
        self,
        theme: Theme,
        presenter: TrashPresenter,
        dialogs: Dialogs,
        announce: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """List what is in the trash; `announce` lets a screen reader say something."""
        super().__init__(parent)
        presenter.setParent(self)  # it listens to the session as long as the dialog is there
        self._presenter, self._dialogs, self._announce = presenter, dialogs, announce
        self._lines: tuple[Line, ...] = ()
        self.setWindowTitle("Trash")
        room = parent.size() * 0.95
        self.resize(QSize(theme.px(860), theme.px(520)).boundedTo(room))
        self.table = ListedTable(
            theme, ListedTableModel(COLUMNS, "not stated"), _WIDTHS, several=True
        )
        self.table.setAccessibleName("What is in the trash")
        self.table.setAccessibleDescription(
            "Enter restores what is chosen, Delete removes it for good after asking."
        )
        self.empty = EmptyState()
        self.empty.say("The trash is empty. Records and packs that you delete are kept here.")
        self.messages = MessageBar(theme)
        self.count = label(role="secondary")
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show_lines(())
        presenter.refresh()

    def _make_buttons(self) -> None:
        self.restore = button(
            "Restore", self._on_restore, role="primary",
            hint="Put what is chosen back into the library (Enter)",
        )  # fmt: skip
        self.remove = button(
            "Remove for good…", self._on_remove,
            hint="Remove what is chosen, with nothing left of it (Delete)",
        )  # fmt: skip
        self.remove_all = button(
            "Empty the trash…", self._on_remove_all,
            hint="Remove everything in the trash, with nothing left of it",
        )  # fmt: skip
        self.close_button = button("Close", self.reject, hint="Go back to the library")
        for one in (self.restore, self.remove, self.remove_all, self.close_button):
            one.setAutoDefault(False)  # Enter belongs to the table

    def _lay_out(self) -> None:
        hint = _HINT if self._presenter.writable else _READ_ONLY
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        acts = QWidget()
        flow = FlowLayout(acts)
        for one in (self.restore, self.remove, self.remove_all):
            flow.addWidget(one)
        last = QHBoxLayout()
        last.addWidget(acts, 1)
        last.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(hint, "muted", wrap=True))
        column.addWidget(self.messages)
        column.addWidget(self._pages, 1)
        column.addWidget(self.count)
        column.addLayout(last)
        in_tab_order(self.table, self.restore, self.remove, self.remove_all, self.close_button)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.listed.connect(self._show_lines)
        presenter.told.connect(self._on_told)
        presenter.failed.connect(self._on_failed)
        presenter.taking_back.told.connect(lambda sentence: self._say(sentence, "good"))
        presenter.taking_back.failed.connect(self._on_failed)
        self.table.chose.connect(self._on_chose)
        self.table.entered.connect(self._on_restore)
        self.table.doubleClicked.connect(self._on_restore)
        self.table.deleted.connect(self._on_remove)
        add_undo_keys(self, presenter.taking_back)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        if lines and lines == self._lines:
            return
        row, had_focus = self.table.currentIndex().row(), self.table.hasFocus()
        self._lines = lines
        self.table.lines.show_all(lines)
        self._pages.setCurrentWidget(self.table if lines else self.empty)
        self.table.go_to(row)
        if lines:
            self.table.setFocus()
        elif had_focus:
            self.close_button.setFocus()
        self._on_chose()

    def _on_chose(self) -> None:
        chosen, writable = len(self.table.chosen), self._presenter.writable
        total = counted_things(self._lines)
        self.count.setText(f"{total}, {chosen:,} chosen" if chosen > 1 else total)
        self.count.setVisible(bool(self._lines))
        for one in (self.restore, self.remove):
            one.setEnabled(writable and chosen > 0)
        self.remove_all.setEnabled(writable and bool(self._lines))

    def _on_restore(self) -> None:
        if self.restore.isEnabled():
            self._presenter.restore(self.table.chosen)

    def _on_remove(self) -> None:
        chosen = self.table.chosen
        if self.remove.isEnabled() and self._agreed(f"Remove {named(chosen)} for good?"):
            self._presenter.remove(chosen)

    def _on_remove_all(self) -> None:
        lines = self._lines
        would = f"{counted_things(lines)} would be removed for good."
        if self._agreed(f"Empty the trash? {would}"):
            self._presenter.remove(lines)

    def _agreed(self, question: str) -> bool:
        said = f"{question} {_FOR_GOOD}"
        return self._dialogs.confirm(self, said, "Remove for good", careful=True)

    def _on_told(self, sentence: str, operation: int | None) -> None:
        undo = partial(self._presenter.taking_back.undo, operation)
        self._say(sentence, "good", (("Undo", undo),) if operation is not None else ())

    def _on_failed(self, message: str) -> None:
        self._say(message, "bad")

    def _say(self, sentence: str, tone: str, choices: Sequence[Choice] = ()) -> None:
        self.messages.say(sentence, tone, choices)
        self._announce(sentence)
