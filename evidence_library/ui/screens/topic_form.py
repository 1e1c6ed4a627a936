"""The form of one topic heading: what is said of it, its records and its history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.presenters.topics import STATES, HeadingForm, HeadingPage
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import label

#: What separates headings in the field of related ones.
_BETWEEN = ";"


class TopicForm(QWidget):
    """Shows a `HeadingPage` and what was typed over it. `changed` follows every key."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without a heading."""
        super().__init__()
        self.setProperty("role", "plain")
        self._theme = theme
        self._before = HeadingForm()
        self.path = label(role="section", wrap=True)
        self.standing = label(role="muted", wrap=True)
        self.label = QLineEdit()
        self.notation = QLineEdit()
        self.scope_note = _lines()
        self.alternative = _lines()
        self.hidden = _lines()
        self.related = QLineEdit()
        self.status = QComboBox()
        for word in ("proposed", "verified"):
            self.status.addItem(STATES[word], word)
        self.valid_from, self.valid_to, self.source = QLineEdit(), QLineEdit(), QLineEdit()
        self.records_told = label(role="strong")
        self.records = QListWidget()
        self.history = QListWidget()
        self._rows: tuple[tuple[str, QWidget], ...] = (
            ("Label", self.label),
            ("Notation", self.notation),
            ("Scope note", self.scope_note),
            ("Also called, one in each line", self.alternative),
            ("Misspellings that find it", self.hidden),
            ("Related headings, with ; between them", self.related),
            ("Status", self.status),
            ("Valid from", self.valid_from),
            ("Valid to", self.valid_to),
            ("Where it was met", self.source),
        )
        self._lay_out()
        self._connect()
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """What takes the focus, in the order of the form."""
        return (*(widget for _name, widget in self._rows), self.records, self.history)

    @property
    def form(self) -> HeadingForm:
        """What stands in the form."""
        return HeadingForm(
            self.label.text(),
            self.notation.text(),
            self.scope_note.toPlainText(),
            _split(self.alternative.toPlainText(), "\n"),
            _split(self.hidden.toPlainText(), "\n"),
            _split(self.related.text(), _BETWEEN),
            str(self.status.currentData()),
            self.valid_from.text(),
            self.valid_to.text(),
            self.source.text(),
        )

    @property
    def is_changed(self) -> bool:
        """Whether the form says something else than the heading."""
        return self.form != self._before

    def show_page(self, page: HeadingPage, names: Sequence[tuple[str, str]]) -> None:
        """Show a heading; `names` of others complete the related ones."""
        form = page.form
        self.path.setText(page.path)
        self.standing.setText(" ".join(filter(None, (page.standing, page.note))))
        self.label.setText(form.label)
        self.notation.setText(form.notation)
        self.scope_note.setPlainText(form.scope_note)
        self.alternative.setPlainText("\n".join(form.alternative))
        self.hidden.setPlainText("\n".join(form.hidden))
        self.related.setText(f"{_BETWEEN} ".join(form.related))
        self._complete([text for text, _key in names])
        self.status.setCurrentIndex(self.status.findData(form.status))
        self.valid_from.setText(form.valid_from)
        self.valid_to.setText(form.valid_to)
        self.source.setText(form.source)
        self.records_told.setText(f"Under it: {page.records}")
        _fill(self.records, page.titles)
        _fill(self.history, page.history or ("Nothing was changed yet.",))
        self.settle()

    def clear(self) -> None:
        """Show no heading."""
        empty = HeadingPage("", "", "", HeadingForm(), "0 records", (), (), (), False, "")
        self.show_page(empty, ())

    def settle(self) -> None:
        """Take what stands in the form for what the heading says."""
        self._before = self.form
        self.changed.emit()

    def set_writable(self, writable: bool) -> None:
        """Let the form be changed or only read."""
        for _name, widget in self._rows:
            if isinstance(widget, QComboBox):
                widget.setEnabled(writable)
            elif isinstance(widget, QLineEdit | QPlainTextEdit):
                widget.setReadOnly(not writable)

    def _complete(self, labels: list[str]) -> None:
        completer = QCompleter(labels, self.related)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.related.setCompleter(completer)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.path)
        column.addWidget(self.standing)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, widget in self._rows:
            widget.setAccessibleName(name)
            widget.setMinimumWidth(1)
            if isinstance(widget, QComboBox):
                widget.view().setAccessibleName(name)
            caption = QLabel(name)
            caption.setProperty("role", "secondary")
            caption.setBuddy(widget)
            form.addRow(caption, widget)
        column.addLayout(form)
        column.addWidget(self.records_told)
        column.addWidget(self.records)
        column.addWidget(label("History", "strong"))
        column.addWidget(self.history)
        self.records.setAccessibleName("Records under the heading")
        self.history.setAccessibleName("History of the heading")
        for one in (self.records, self.history):
            one.setWordWrap(True)
        column.addStretch(1)

    def _fit(self) -> None:
        line, px = self._theme.metrics().lineSpacing(), self._theme.px
        for field, number in ((self.scope_note, 3), (self.alternative, 3), (self.hidden, 2)):
            field.setFixedHeight(round(line * number) + px(24))
        for view in (self.records, self.history):
            view.setMinimumHeight(px(96))

    def _connect(self) -> None:
        for _name, widget in self._rows:
            if isinstance(widget, QComboBox):
                widget.currentIndexChanged.connect(lambda _=0: self.changed.emit())
            elif isinstance(widget, QLineEdit | QPlainTextEdit):
                widget.textChanged.connect(lambda *_: self.changed.emit())


def _lines() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    return made


def _split(text: str, between: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in text.split(between))
    return tuple(dict.fromkeys(part for part in parts if part))


def _fill(view: QListWidget, texts: Sequence[str]) -> None:
    view.clear()
    view.addItems(texts)
