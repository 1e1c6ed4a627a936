"""A section of the form: its fields below each other, each with its words above it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from evidence_library.model.field_paths import value_at
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.record import Record
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.editor_form import (
    FormField,
    FormSection,
    place_of,
    remark,
)
from evidence_library.ui.screens.editor_comments import FieldComments
from evidence_library.ui.screens.editor_fields import make_field
from evidence_library.ui.screens.editor_source import PATH
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.plain import label

#: Characters of the longest line of the form.
_LINE = 80

_TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn"}


class EditorPage(QScrollArea):
    """Asks for the fields of a section. `edited` names a field and its new value."""

    edited = Signal(str, object)

    def __init__(self, theme: Theme, section: FormSection, presenter: EditorPresenter) -> None:
        """Make the fields and show the record in them."""
        super().__init__()
        self._theme, self._presenter = theme, presenter
        self.section = section
        self.fields: dict[str, FieldWidget] = {}
        self._column = QWidget()
        self._column.setProperty("role", "plain")
        self._column.setMinimumWidth(1)  # nothing in it may widen it beyond the form
        self.rows = QVBoxLayout(self._column)
        self.rows.setContentsMargins(20, 16, 20, 20)
        self.rows.setSpacing(4)
        self.rows.addWidget(label(section.title, "heading"))
        self.rows.addWidget(label(section.hint, "muted", wrap=True))
        self.remark = label(role="note", wrap=True)
        self.rows.addWidget(self.remark)
        self.comments: dict[str, FieldComments] = {}
        for one in section.fields:
            self._add(one)
        presenter.remarks.shown.connect(self.show_comments)
        self.show_comments()
        self.rows.addStretch(1)
        self.setWidget(self._column)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._fit)
        self._fit()

    def show_record(self, record: Record) -> None:
        """Show a record in the fields; one that holds the value already is left alone."""
        for path, field in self.fields.items():
            value = value_at(record, path)
            if field.value() != value:
                field.set_value(value)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say beside each field what is wrong with it, and above them what they come to."""
        said_above = remark(self.section.key, self._presenter.record)
        self.remark.setText(said_above)
        self.remark.setVisible(bool(said_above))
        said: dict[str, list[Problem]] = {}
        for one in problems:  # the gravest stand first
            said.setdefault(place_of(one.field)[1], []).append(one)
        for path, field in self.fields.items():
            told = said.get(path, ())
            tone = _TONES[told[0].severity] if told else "bad"
            text = "\n".join(one.message for one in told)
            if field.problem != text:
                field.show_problem(text, tone)

    def show_comments(self) -> None:
        """Show above each field what checkers said about it and nobody has settled."""
        for path, field in self.fields.items():
            found = self._presenter.remarks.at(path)
            if found and path not in self.comments:  # most fields never have any
                self.comments[path] = FieldComments(self._presenter, field.name)
                self.rows.insertWidget(self.rows.indexOf(field), self.comments[path])
            if path in self.comments:
                self.comments[path].show_remarks(found)

    def focus_field(self, path: str = "", row: int | None = None) -> None:
        """Go to a field, or to a row of it; without a name to the first one."""
        field = self.fields.get(path) or next(iter(self.fields.values()), None)
        if field is not None:
            field.take_focus(row)
            # A page just shown has no layout yet to scroll in.
            QTimer.singleShot(0, self, self._show_focus if path else self._show_top)

    def _show_focus(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, self._theme.px(90))

    def _show_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def _add(self, spec: FormField) -> None:
        field = make_field(self._theme, spec, self._presenter)
        field.set_value(value_at(self._presenter.record, spec.path))
        field.setEnabled(self._presenter.writable)
        field.changed.connect(lambda: self.edited.emit(spec.path, field.value()))
        field.setProperty(PATH, spec.path)
        self.fields[spec.path] = field
        words = QLabel(spec.label)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setProperty("role", "strong")
        words.setWordWrap(True)
        words.setContentsMargins(0, 12, 0, 0)
        self.rows.addWidget(words)
        self.rows.addWidget(field)

    def _fit(self) -> None:
        self._column.setMaximumWidth(self._theme.measure(_LINE) + 40)
