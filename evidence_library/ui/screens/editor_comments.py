"""What checkers said: beside each field of the form, and all of it on a page at its side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidgetItem, QVBoxLayout, QWidget

from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.editor_form import Command
from evidence_library.ui.presenters.remarks import Remark
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label
from evidence_library.ui.widgets.wrapped_list import WrappedList

ANSWER = "Answer or settle…"
_NONE = "Nobody has an open comment on this record."
_PATH = Qt.ItemDataRole.UserRole


class FieldComments(QFrame):
    """Shows the open comments on one field, to be read, and leads to where they are settled."""

    def __init__(self, presenter: EditorPresenter, name: str) -> None:
        """Show none yet; `name` is what the field is called."""
        super().__init__()
        self.setProperty("role", "card")
        self._name = name
        self.words = label(wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer = button(ANSWER)
        self.answer.setAccessibleName(f"Answer or settle the comments on {name}")
        self.answer.clicked.connect(
            lambda _=False: presenter.commanded.emit(Command.CHECK, self.answer)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignLeft)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show other comments; hidden without any."""
        said = "\n".join(f"Comment – {one.sentence}" for one in remarks)
        self.words.setText(said)
        self.answer.setAccessibleDescription(said)
        self.setVisible(bool(remarks))


class CommentsPage(QWidget):
    """Lists the open comments on the record. `field_asked` names the field of the one taken.

    `titled` brings what the page is called, with the number of comments, and whether there are any.
    """

    field_asked = Signal(str)
    titled = Signal(str, bool)

    def __init__(self, theme: Theme, presenter: EditorPresenter) -> None:
        """Follow the comments."""
        super().__init__()
        self._remarks = presenter.remarks
        self.summary = label(_NONE, "secondary", wrap=True)
        self.list = WrappedList(theme)
        self.list.setAccessibleName("Comments on the record")
        self.list.setAccessibleDescription("Enter goes to the field.")
        self.list.itemActivated.connect(self._on_taken)
        self.list.itemClicked.connect(self._on_taken)
        self.answer = button(ANSWER, hint="Say what is done, in Check (Ctrl+K)")
        self.answer.clicked.connect(
            lambda _=False: presenter.commanded.emit(Command.CHECK, self.answer)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)
        self.setFocusProxy(self.list)
        self._remarks.shown.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        found = self._remarks.open
        self.list.clear()
        for one in found:
            item = QListWidgetItem(f"{one.on} – {one.sentence}")
            item.setData(_PATH, one.path)
            self.list.addItem(item)
        self.list.fit()
        if found:
            self.list.setCurrentRow(0)
        self.summary.setText(f"{counted(len(found), 'open comment')}." if found else _NONE)
        self.list.setVisible(bool(found))
        self.answer.setVisible(bool(found))
        self.titled.emit(f"Comments ({len(found)})" if found else "Comments", bool(found))

    def _on_taken(self, item: QListWidgetItem) -> None:
        path = str(item.data(_PATH))
        if path:
            self.field_asked.emit(path)
