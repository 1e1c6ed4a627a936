"""The forms of the builder: the fields of a pack, and those of each kind of item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from evidence_library.model.pack import (
    BreakItem,
    ExerciseItem,
    Item,
    Pack,
    Question,
    RecordItem,
    TextItem,
)
from evidence_library.ui.presenters import pack_fields
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.checked import CheckedLine
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.logo import LogoField
from evidence_library.ui.widgets.fields.markdown import MarkdownField
from evidence_library.ui.widgets.fields.rows import Part, RowKind, RowsField
from evidence_library.ui.widgets.fields.small import CheckField
from evidence_library.ui.widgets.fields.text import TextField
from evidence_library.ui.widgets.fields.ticks import TicksField
from evidence_library.ui.widgets.plain import label

#: Characters of the longest line of a form.
_LINE = 80

_FOR_TRAINER = "For the trainer only: it never reaches the participant edition."
_FROM_SOURCE = "Markdown. For participants, too."

_OUTCOME = RowKind("outcome", (Part("", "", LineField, wide=True),), "")
_QUESTION = RowKind(
    "question",
    (
        Part("text", "Question", TextField, wide=True),
        Part(
            "answer",
            "Model answer, for the trainer",
            TextField,
            wide=True,
        ),
    ),
    Question(""),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: what it holds, the words above it, and how it is made."""

    key: str
    words: str
    make: Callable[[Theme, str], FieldWidget]


def _minutes(theme: Theme, name: str) -> FieldWidget:
    return CheckedLine(
        theme,
        name,
        pack_fields.minutes,
        placeholder="Estimated",
        write=lambda value: "" if value is None else str(value),
    )


def _planned(theme: Theme, name: str) -> FieldWidget:
    return CheckedLine(
        theme,
        name,
        pack_fields.planned,
        placeholder="Not planned",
        write=lambda value: str(value) if value else "",
    )


def _line(theme: Theme, name: str) -> FieldWidget:
    return LineField(theme, name)


def _for_trainer(theme: Theme, name: str) -> FieldWidget:
    return MarkdownField(theme, name, help_text=_FOR_TRAINER)


def _for_all(theme: Theme, name: str) -> FieldWidget:
    return MarkdownField(theme, name, help_text=_FROM_SOURCE)


def _questions(theme: Theme, name: str) -> FieldWidget:
    return RowsField(theme, name, _QUESTION)


def _page_break(theme: Theme, name: str) -> FieldWidget:
    return CheckField(theme, name, "Starts on a new page")


def _styles(theme: Theme, name: str) -> FieldWidget:
    return ChoiceField(theme, name, [Option(*one) for one in pack_fields.STYLES])


def _sections(theme: Theme, name: str) -> FieldWidget:
    return TicksField(theme, name, help_text="What of the record goes in; Space ticks.")


PACK_FIELDS: tuple[Field, ...] = (
    Field("title", "Title", lambda t, n: CheckedLine(t, n, pack_fields.title)),
    Field("audience", "Audience", _line),
    Field("outcomes", "What people will have learnt", lambda t, n: RowsField(t, n, _OUTCOME)),
    Field("introduction", "Introduction", _for_all),
    Field(
        "date",
        "Date",
        lambda t, n: CheckedLine(t, n, pack_fields.day, placeholder="2026-11-22"),
    ),
    Field(
        "starts",
        "Starts at",
        lambda t, n: CheckedLine(t, n, pack_fields.time_of_day, placeholder="09:30"),
    ),
    Field("planned_minutes", "Planned minutes", _planned),
    Field("house_name", "Name of your organisation", _line),
    Field("logo", "Logo", LogoField),
    Field("trainer_note", "Trainer note", _for_trainer),
    Field("citation_style", "How sources are cited", _styles),
)

_END = (
    Field("trainer_note", "Trainer note", _for_trainer),
    Field("minutes", "Minutes", _minutes),
    Field("page_break", "Page", _page_break),
)

ITEM_FIELDS: Mapping[type[Item], tuple[Field, ...]] = {
    RecordItem: (
        Field("sections", "Parts that are shown", _sections),
        Field("questions", "Questions to discuss", _questions),
        Field("task", "Task", _for_all),
        *_END,
    ),
    TextItem: (Field("title", "Heading", _line), Field("body", "Text", _for_all), *_END),
    ExerciseItem: (
        Field("title", "Heading", _line),
        Field("task", "Task", _for_all),
        Field("answer", "Model answer", _for_trainer),
        Field("questions", "Questions to discuss", _questions),
        *_END,
    ),
    BreakItem: (Field("title", "Heading", _line), *_END),
}


class PackForm(QScrollArea):
    """Fields below each other. `edited` names a field, its new value and its words."""

    edited = Signal(str, object, str)

    def __init__(self, theme: Theme, fields: tuple[Field, ...]) -> None:
        """Make the fields; they hold nothing yet."""
        super().__init__()
        self._theme = theme
        self.fields: dict[str, FieldWidget] = {}
        column = QWidget()
        column.setProperty("role", "plain")
        column.setMinimumWidth(1)  # nothing in it may widen it beyond the pane
        self.rows = QVBoxLayout(column)
        self.rows.setContentsMargins(16, 8, 16, 20)
        self.rows.setSpacing(4)
        self.head = label(role="section", wrap=True)
        self.head.hide()
        self.rows.addWidget(self.head)
        for one in fields:
            self._add(one)
        self.rows.addStretch(1)
        self._column = column
        self.setWidget(column)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._fit)
        self._fit()

    def show_values(self, held: Pack | Item, *, writable: bool) -> None:
        """Show what is held; a field that shows it already is left alone."""
        for key, field in self.fields.items():
            value = getattr(held, key)
            if field.value() != value:
                field.set_value(value)
            if field.isEnabled() != writable:
                field.setEnabled(writable)

    def take_focus(self) -> None:
        """Go to the first field."""
        next(iter(self.fields.values())).take_focus()

    def _add(self, spec: Field) -> None:
        field = spec.make(self._theme, spec.words)
        field.changed.connect(lambda: self.edited.emit(spec.key, field.value(), spec.words))
        self.fields[spec.key] = field
        words = label(spec.words, "strong", wrap=True)
        words.setContentsMargins(0, 10, 0, 0)
        self.rows.addWidget(words)
        self.rows.addWidget(field)

    def _fit(self) -> None:
        self._column.setMaximumWidth(self._theme.measure(_LINE) + 32)


def item_form(theme: Theme, kind: type[Item]) -> PackForm:
    """Make the form of a kind of item."""
    return PackForm(theme, ITEM_FIELDS[kind])


def changed(held: Any, key: str, value: object) -> bool:
    """Tell whether a field of a pack or an item would be another one."""
    return bool(getattr(held, key) != value)
