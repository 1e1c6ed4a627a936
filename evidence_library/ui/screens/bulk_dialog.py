"""The dialog that edits many records at once: a field, what to do, and what would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.presenters.bulk import (
    COLUMNS,
    FIELDS,
    Act,
    BulkField,
    BulkPresenter,
    edits,
)
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label

_WIDTHS = (330,)

#: Some records in words, and what lets a presenter mean them.
Scope = tuple[str, Callable[[], None]]

#: Milliseconds after the last key before what would change is looked up.
_PAUSE = 250


class BulkDialog(QDialog):
    """Shows the presenter of bulk edits, for all results or for chosen ones."""

    def __init__(
        self,
        theme: Theme,
        presenter: BulkPresenter,
        scopes: Sequence[Scope],
        parent: QWidget,
    ) -> None:
        """Mean the records of the first scope: words, and what lets the presenter mean them."""
        super().__init__(parent)
        presenter.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter, self._scopes = presenter, tuple(scopes)
        self._headings: tuple[str, ...] = ()
        self.setWindowTitle("Edit in bulk")
        self.resize(QSize(theme.px(900), theme.px(640)).boundedTo(parent.size() * 0.95))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._look)
        self._make_fields()
        self.table = ListedTable(theme, ListedTableModel(COLUMNS, "nothing"), _WIDTHS)
        self.table.setAccessibleName("What would change")
        self.count = label(role="secondary", wrap=True)
        self.messages = MessageBar(theme)
        self.go_on = button("Change", presenter.apply, role="primary")
        self.cancel = button("Cancel", self.reject)
        for one in (self.go_on, self.cancel):
            one.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self._on_field()
        self._on_scope()

    def _make_fields(self) -> None:
        self.scope = QComboBox()
        self.scope.addItems([words for words, _mean in self._scopes])
        self.field, self.act = QComboBox(), QComboBox()
        for one in FIELDS:
            self.field.addItem(one.label, one)
        self.choice, self.value, self.old = QComboBox(), QLineEdit(), QLineEdit()
        self.match_case = QCheckBox("In just these capitals")
        self._named: dict[str, QWidget] = {
            "Which records": self.scope,
            "Field": self.field,
            "What to do": self.act,
            "These words": self.old,
            "Value": self.choice,
            "New words": self.value,
        }
        for name, widget in self._named.items():
            widget.setAccessibleName(name)

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, one in self._named.items():
            self._form.addRow(name, one)
        self._form.addRow("", self.match_case)
        last = QHBoxLayout()
        last.addWidget(self.count, 1)
        last.addWidget(self.cancel)
        last.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._form)
        column.addWidget(self.messages)
        column.addWidget(self.table, 1)
        column.addLayout(last)
        in_tab_order(*self._named.values(), self.match_case, self.table, self.cancel, self.go_on)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.scoped.connect(lambda _number: self._look())
        presenter.shown.connect(self._show)
        presenter.offered.connect(self._on_offered)
        presenter.done.connect(lambda *_: self.accept())
        presenter.failed.connect(lambda message: self.messages.say(message, "bad"))
        self.scope.currentIndexChanged.connect(lambda _at: self._on_scope())
        self.field.currentIndexChanged.connect(lambda _at: self._on_field())
        self.act.currentIndexChanged.connect(lambda _at: self._on_other_act())
        self.choice.currentTextChanged.connect(lambda _text: self._timer.start())
        for one in (self.value, self.old):
            one.textChanged.connect(lambda _text: self._timer.start())
        self.match_case.toggled.connect(lambda _on: self._timer.start())

    @property
    def _field(self) -> BulkField:
        found: BulkField = self.field.currentData()
        return found

    @property
    def _act(self) -> Act:
        return Act(self.act.currentText())

    def _on_scope(self) -> None:
        self._scopes[self.scope.currentIndex()][1]()

    def _on_field(self) -> None:
        self.act.blockSignals(True)
        self.act.clear()
        self.act.addItems([str(one) for one in self._field.acts])
        self.act.blockSignals(False)
        self.value.clear()
        hint = f"Such as “{self._field.hint}”" if self._field.hint else ""
        self.value.setPlaceholderText(hint)
        self.value.setAccessibleDescription(hint)
        self.choice.clear()
        self._presenter.offer(self._field, self._act)
        self._on_act()

    def _on_offered(self, words: tuple[str, ...]) -> None:
        """Offer words as a list to choose from, or to complete what is typed.

        Headings are chosen, by typing part of one, and never made up.
        """
        typed = self._field.facet == "topic"
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems(words)
        self.choice.setEditable(typed)
        self.choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.choice.setCurrentIndex(-1)
        self.choice.blockSignals(False)
        self._headings = words if typed else ()
        if typed:
            self.choice.setCompleter(_completer(words, self))
        self.value.setCompleter(_completer(words, self))
        self._on_act()

    @property
    def _chooses(self) -> bool:
        return bool(self._field.choices) or self._field.facet == "topic"

    def _on_other_act(self) -> None:
        """Retired headings are offered only to be taken off."""
        if self._field.facet == "topic":
            self._presenter.offer(self._field, self._act)
        self._on_act()

    def _on_act(self) -> None:
        replaces, empties = self._act is Act.REPLACE, self._act is Act.EMPTY
        rows = {
            self.old: replaces,
            self.match_case: replaces,
            self.choice: self._chooses and not empties,
            self.value: not self._chooses and not empties,
        }
        for widget, on in rows.items():
            self._form.setRowVisible(widget, on)
        self._timer.start()

    def _look(self) -> None:
        value = self.choice.currentText() if self._chooses else self.value.text().strip()
        known = not self._headings or value in self._headings
        said = bool(value) and known
        wanted = self._act is Act.EMPTY or (
            bool(self.old.text()) if self._act is Act.REPLACE else said
        )
        made = edits(
            self._field, self._act, value, self.old.text(), match_case=self.match_case.isChecked()
        )
        self._presenter.look(made if wanted else None)

    def _show(self, total: int, sentence: str, possible: bool) -> None:
        self.messages.hide()
        self.table.lines.show(total, (), self._presenter.fetch if total else None)
        self.count.setText(sentence)
        number = sentence.partition(" will")[0] if possible else ""
        text = f"Change {number}".strip()
        self.go_on.setText(text)
        self.go_on.setAccessibleName(text)
        self.go_on.setEnabled(possible)


def _completer(words: Sequence[str], parent: QWidget) -> QCompleter:
    made = QCompleter(list(words), parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    return made
