"""Dialogs of the topic headings: what a change would do, which heading is meant, how to split."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.presenters.topics import PreviewPage
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label


class PreviewDialog(QDialog):
    """What a change would do, with the records it concerns; Enter goes on, Esc leaves it."""

    def __init__(self, theme: Theme, page: PreviewPage, parent: QWidget) -> None:
        """Show the page."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Change topic headings")
        _fit(self, theme, parent, 560, 440)
        self.title = label(page.title, "section", wrap=True)
        self.told = QPlainTextEdit("\n".join(page.told))
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setAccessibleName("What would change")
        self.records = QListWidget()
        self.records.addItems(page.records)
        self.records.setWordWrap(True)
        self.records.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.records.setAccessibleName("Records that are concerned")
        self.cancel = button("Cancel" if page.action else "Close", self.reject)
        self.go_on = button(page.action or "Go on", self.accept, role="primary")
        self.go_on.setVisible(bool(page.action))
        column = _column(self)
        column.addWidget(self.title)
        column.addWidget(self.told, 1)
        caption = label("Records", "strong")
        column.addWidget(caption)
        column.addWidget(self.records, 1)
        for one in (caption, self.records):
            one.setVisible(bool(page.records))
        column.addLayout(_buttons(self.cancel, self.go_on))
        (self.go_on if page.action else self.cancel).setFocus()
        self.go_on.setDefault(bool(page.action))


class HeadingDialog(QDialog):
    """Asks for a heading: by typing a part of its label, or by choosing it from the list."""

    def __init__(
        self,
        theme: Theme,
        question: str,
        names: Sequence[tuple[str, str]],
        none: str,
        parent: QWidget,
    ) -> None:
        """Ask a question; `none` is what choosing no heading is called, empty if one must be."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Choose a heading")
        _fit(self, theme, parent, 480, 200)
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for one in (self.box, self.box.view()):
            one.setAccessibleName(question)
        self.box.setMinimumWidth(1)
        if none:
            self.box.addItem(none, "")
        for text, key in names:
            self.box.addItem(text, key)
        completer = QCompleter(self.box.model(), self.box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.box.setCompleter(completer)
        self.box.setCurrentIndex(0 if none else -1)
        self.box.editTextChanged.connect(self._on_typed)
        self.cancel = button("Cancel", self.reject)
        self.go_on = button("Go on", self.accept, role="primary")
        self.go_on.setDefault(True)
        column = _column(self)
        column.addWidget(label(question, "section", wrap=True))
        column.addWidget(self.box)
        column.addStretch(1)
        column.addLayout(_buttons(self.cancel, self.go_on))
        self._on_typed()
        self.box.setFocus()

    @property
    def chosen(self) -> str | None:
        """The identity of the heading; "" for none, None if what was typed is no heading."""
        at = self.box.findText(self.box.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return None if at < 0 else str(self.box.itemData(at))

    def _on_typed(self) -> None:
        self.go_on.setEnabled(self.chosen is not None)


class SplitDialog(QDialog):
    """Asks into which headings one is split, and where its records go."""

    def __init__(
        self, theme: Theme, heading: str, records: Sequence[tuple[str, str]], parent: QWidget
    ) -> None:
        """Show the records directly under the heading: ids and titles."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Split a heading")
        _fit(self, theme, parent, 660, 560)
        self._records = tuple(records)
        self.chosen: dict[str, str] = {}
        self.labels = QPlainTextEdit()
        self.labels.setTabChangesFocus(True)
        self.labels.setAccessibleName("Headings it is split into, one in each line")
        self.labels.setMaximumHeight(theme.px(96))
        self.table = QTableWidget(len(records), 2)
        self.table.setHorizontalHeaderLabels(["Record", "Goes to"])
        self.table.setAccessibleName("Records and where they go")
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setColumnWidth(0, theme.px(380))
        for row, (_key, title) in enumerate(records):
            self.table.setItem(row, 0, QTableWidgetItem(title or "Untitled"))
        self.goal = QComboBox()
        for one in (self.goal, self.goal.view()):
            one.setAccessibleName("Heading for the chosen records")
        self.goal.setMinimumWidth(1)
        self.put = button("Put the chosen records there", self._on_put)
        self.cancel = button("Cancel", self.reject)
        self.go_on = button("Go on", self.accept, role="primary")
        self.labels.textChanged.connect(self._on_typed)
        self._lay_out(heading)
        self._on_typed()
        self.labels.setFocus()

    @property
    def into(self) -> tuple[str, ...]:
        """The labels that were typed, without empty lines."""
        lines = (" ".join(line.split()) for line in self.labels.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def _lay_out(self, heading: str) -> None:
        column = _column(self)
        column.addWidget(label(f"Split “{heading}”", "section", wrap=True))
        hint = "New or known headings, one in each line. Records go to the first unless you choose."
        column.addWidget(label(hint, "muted", wrap=True))
        column.addWidget(self.labels)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.goal, 1)
        row.addWidget(self.put)
        column.addLayout(row)
        column.addLayout(_buttons(self.cancel, self.go_on))

    def _on_typed(self) -> None:
        into = self.into
        self.goal.clear()
        self.goal.addItems(into)
        self.go_on.setEnabled(len(into) > 1)
        self.put.setEnabled(len(into) > 1 and bool(self._records))
        self.chosen = {key: label for key, label in self.chosen.items() if label in into}
        self._show_goals()

    def _on_put(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        for row in rows:
            self.chosen[self._records[row][0]] = self.goal.currentText()
        self._show_goals()

    def _show_goals(self) -> None:
        usual = self.into[0] if self.into else ""
        for row, (key, _title) in enumerate(self._records):
            self.table.setItem(row, 1, QTableWidgetItem(self.chosen.get(key, usual)))


class NewHeadingDialog(QDialog):
    """Asks for the label of a new heading."""

    def __init__(self, theme: Theme, where: str, parent: QWidget) -> None:
        """Say where it will stand."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Add a heading")
        _fit(self, theme, parent, 440, 180)
        self.line = QLineEdit()
        self.line.setAccessibleName("Label of the heading")
        self.cancel = button("Cancel", self.reject)
        self.go_on = button("Add", self.accept, role="primary")
        self.go_on.setDefault(True)
        self.line.textChanged.connect(lambda text: self.go_on.setEnabled(bool(text.strip())))
        self.go_on.setEnabled(False)
        column = _column(self)
        column.addWidget(label(where, "section", wrap=True))
        column.addWidget(self.line)
        column.addStretch(1)
        column.addLayout(_buttons(self.cancel, self.go_on))
        self.line.setFocus()


def opened(dialog: QDialog, accepted: Callable[[], object]) -> None:
    """Open a dialog and say what follows if it is accepted."""
    dialog.accepted.connect(accepted)
    dialog.open()


def _fit(dialog: QDialog, theme: Theme, parent: QWidget, width: int, height: int) -> None:
    room = parent.window().size() * 0.95
    dialog.resize(QSize(theme.px(width), theme.px(height)).boundedTo(room))


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(12)
    return column


def _buttons(*parts: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for part in parts:
        row.addWidget(part)
    return row
