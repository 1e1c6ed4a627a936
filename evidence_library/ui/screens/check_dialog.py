"""The dialog of the second check: what is new, what was said about it, and how to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.presenters.checking import (
    COMMENT_COLUMNS,
    FIELDS,
    Checked,
    CheckPresenter,
)
from evidence_library.ui.presenters.worklists import MOVES
from evidence_library.ui.screens.undo_keys import add_undo_keys
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.message_bar import Choice, MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label
from evidence_library.ui.widgets.safe_browser import SafeBrowser

_SIGNS = "A minus stands before words that were removed, a plus before those that were added."

#: Widths of the columns behind the comment, at 100 % text.
_WIDTHS = (180, 150, 90, 90)


class CheckDialog(QDialog):
    """Shows the check presenter."""

    def __init__(
        self,
        theme: Theme,
        presenter: CheckPresenter,
        dialogs: Dialogs,
        announce: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """Look at the record; `announce` lets a screen reader say something."""
        super().__init__(parent)
        presenter.setParent(self)
        self._presenter, self._dialogs, self._announce = presenter, dialogs, announce
        self.setWindowTitle("Check a record")
        self.resize(QSize(theme.px(900), theme.px(680)).boundedTo(parent.size() * 0.95))
        self.title = label(role="heading", wrap=True)
        self.standing = label(role="muted", wrap=True)
        self.messages = MessageBar(theme)
        self.browser = _LowBrowser(theme)
        self.browser.setAccessibleName("What is new since it was published")
        self.browser.setAccessibleDescription(_SIGNS)
        self._make_comments(theme)
        self._make_buttons()
        self._lay_out()
        self._connect()
        presenter.refresh()

    def name_record(self, title: str) -> None:
        """Say which record is checked."""
        self.title.setText(title)

    def _make_comments(self, theme: Theme) -> None:
        model = ListedTableModel(COMMENT_COLUMNS, "nobody")
        self.table = _LowTable(theme, model, _WIDTHS, several=True, optional=(2, 3, 1))
        self.table.setAccessibleName("Comments")
        self.table.setAccessibleDescription("Enter resolves the chosen comments.")
        self.none = label("Nobody has said anything about it yet.", "muted")
        self.field = QComboBox()
        self.field.setAccessibleName("Field to comment on")
        self.field.view().setAccessibleName("Field to comment on")
        for name, words in FIELDS:
            self.field.addItem(words, name)
        self.said = QLineEdit()
        self.said.setPlaceholderText("What is missing or odd?")
        self.said.setAccessibleName("Comment")

    def _make_buttons(self) -> None:
        self.add = button("Comment", self._on_comment, hint="Say it, for whoever edits the record")
        self.resolve = button("Resolve", self._on_resolve, hint="It was dealt with (Enter)")
        self.reopen = button("Reopen", self._on_reopen, hint="It was not dealt with after all")
        self.publish = button(
            "Publish…",
            partial(self._on_move, "publish"),
            role="primary",
            hint=MOVES["publish"].help,
        )
        self.back = button("Send back…", partial(self._on_move, "back"), hint=MOVES["back"].help)
        self.close_button = button("Close", self.reject, hint="Leave it as it is")
        for one in (self.add, self.resolve, self.reopen, self.publish, self.back,
                    self.close_button):  # fmt: skip
            one.setAutoDefault(False)

    def _lay_out(self) -> None:
        parts = QWidget()
        told = QVBoxLayout(parts)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(8)
        told.addWidget(label("New since it was published", "section"))
        told.addWidget(label(_SIGNS, "secondary", wrap=True))
        told.addWidget(self.browser, 3)
        told.addWidget(label("Comments", "section"))
        told.addWidget(self.none)
        told.addWidget(self.table, 2)
        told.addWidget(self.field, 0, Qt.AlignmentFlag.AlignLeft)
        told.addWidget(self.said)
        told.addWidget(_flowing(self.add, self.resolve, self.reopen))
        scrolled = QScrollArea()  # where large text leaves little room, all of it is within reach
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(parts)
        last = QHBoxLayout()
        last.addWidget(_flowing(self.publish, self.back), 1)
        last.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.standing)
        column.addWidget(self.messages)
        column.addWidget(scrolled, 1)
        column.addLayout(last)
        self.said.setMinimumWidth(self.said.fontMetrics().averageCharWidth() * 20)
        in_tab_order(self.browser, self.table, self.field, self.said, self.add, self.resolve,
                     self.reopen, self.publish, self.back, self.close_button)  # fmt: skip

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.shown.connect(self._on_shown)
        presenter.told.connect(self._on_told)
        presenter.failed.connect(partial(self._say, tone="bad"))
        presenter.taking_back.told.connect(partial(self._say, tone="good"))
        presenter.taking_back.failed.connect(partial(self._say, tone="bad"))
        self.said.returnPressed.connect(self._on_comment)
        self.table.entered.connect(self._on_resolve)
        self.table.chose.connect(self._on_chose)
        add_undo_keys(self, presenter.taking_back)

    def _on_shown(self, checked: Checked) -> None:
        self.standing.setText(checked.standing)
        self.browser.show_html(checked.html)
        row = self.table.currentIndex().row()
        self.table.lines.show_all(checked.comments)
        self.table.setVisible(bool(checked.comments))
        self.none.setVisible(not checked.comments)
        if row >= 0:
            self.table.go_to(row)
        self._on_chose()

    def _on_chose(self) -> None:
        writable, chosen = self._presenter.writable, self.table.chosen
        states = {line.cells[-1] for line in chosen}
        self.resolve.setEnabled(writable and "open" in states)
        self.reopen.setEnabled(writable and "resolved" in states)
        for one in (self.add, self.said, self.field, self.publish, self.back):
            one.setEnabled(writable)

    def _on_comment(self) -> None:
        text = self.said.text().strip()
        if not text:
            self.said.setFocus()
            return
        self._presenter.comment(str(self.field.currentData()), text)
        self.said.clear()

    def _on_resolve(self) -> None:
        if self.resolve.isEnabled():
            self._presenter.resolve(self.table.chosen, resolved=True)

    def _on_reopen(self) -> None:
        if self.reopen.isEnabled():
            self._presenter.resolve(self.table.chosen, resolved=False)

    def _on_move(self, name: str) -> None:
        move = MOVES[name]
        title = move.text.replace("&", "").rstrip("…")
        note = self._dialogs.ask_note(self, title, move.question)
        if note is not None:
            self._presenter.move(name, note)

    def _on_told(self, sentence: str, operation: int | None) -> None:
        undo = partial(self._presenter.taking_back.undo, operation)
        self._say(sentence, "good", (("Undo", undo),) if operation is not None else ())

    def _say(self, sentence: str, tone: str, choices: Sequence[Choice] = ()) -> None:
        self.messages.say(sentence, tone, choices)
        self._announce(sentence)


class _LowBrowser(SafeBrowser):
    """Needs a few lines only, and takes what there is."""

    def sizeHint(self) -> QSize:
        """Give the height of a few lines."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Give the height of a few lines."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().height() * 5)


class _LowTable(ListedTable):
    """Needs room for its head and two lines, and takes what there is."""

    def sizeHint(self) -> QSize:
        """Give the height of two lines below the head."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Give the height of two lines below the head."""
        line = self.verticalHeader().defaultSectionSize()
        return QSize(super().minimumSizeHint().width(), line * 3 + line // 2)


def _flowing(*parts: QWidget) -> QWidget:
    made = QWidget()
    flow = FlowLayout(made)
    for part in parts:
        flow.addWidget(part)
    return made
