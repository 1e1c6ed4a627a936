"""Asks what is assessed, with which instrument, when and by whom; for a new one or to edit one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence_library.errors import UserCanFix
from evidence_library.model.assessment import Assessment, Scope, ScopeKind
from evidence_library.model.ids import AssessmentId, InstrumentId
from evidence_library.model.instrument import Instrument
from evidence_library.ui.actions import plain
from evidence_library.ui.screens.answering import AnsweringDialog
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.checked import CheckedLine
from evidence_library.ui.widgets.fields.chips import ChipsField
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.small import CheckField
from evidence_library.ui.widgets.fields.text import TextField
from evidence_library.ui.widgets.plain import in_tab_order, label

_SCOPES = (
    Option(ScopeKind.ORGANISATION, "An organisation"),
    Option(ScopeKind.DEPARTMENT, "A department"),
    Option(ScopeKind.PARTNERSHIP, "A partnership"),
)

_BLIND = "Assessors see each other's judgements only when all are ready"
_FIRST = "The name of the organisation, department or partnership."

#: What most assess with; it is offered first.
_JOURNEY = "The Journey to Race Equality"


class BeginDialog(AnsweringDialog):
    """Asks about an assessment. `taken` brings it, and the instrument if it is a new one."""

    taken = Signal(object, object)

    def __init__(
        self,
        parts: Parts,
        instruments: Sequence[Instrument],
        edited: Assessment | None,
        parent: QWidget,
    ) -> None:
        """Ask about a new assessment, or about one that is to be edited."""
        title = "Edit the assessment" if edited else plain("&Begin an assessment")
        super().__init__(parts, title, "Save" if edited else plain("&Begin"), parent)
        self._theme, self._edited = parts.theme, edited
        self._instruments = {one.id: one for one in instruments}
        self.fields = self._make_fields(instruments)
        self.about = label(role="secondary", wrap=True)
        self.go_on.setDefault(True)
        self._labels: dict[str, QWidget] = {}
        self._lay_out(parent)
        self._fill(edited)
        self.fields["scope"].changed.connect(self._on_scope)
        if "instrument" in self.fields:
            self.fields["instrument"].changed.connect(self._on_instrument)
        self._on_scope()
        self._on_instrument()
        self.begins()
        self.fields["name"].take_focus()

    def entered(self) -> object:
        """Give what the fields hold."""
        return {key: field.value() for key, field in self.fields.items()}

    def _make_fields(self, instruments: Sequence[Instrument]) -> dict[str, FieldWidget]:
        theme = self._theme
        made: dict[str, FieldWidget] = {}
        if self._edited is None:
            first = sorted(instruments, key=lambda one: one.title != _JOURNEY)
            offered = [Option(one.id, one.title) for one in first]
            made["instrument"] = ChoiceField(theme, "Instrument", offered)
        made["scope"] = ChoiceField(theme, "What is assessed", _SCOPES)
        made["name"] = LineField(theme, "Name", placeholder="Example Council")
        made["organisation"] = LineField(theme, "Department of", placeholder="The organisation")
        made["date"] = CheckedLine(
            theme, "The day it speaks of", _day, placeholder=date.today().isoformat()
        )
        made["assessors"] = ChipsField(
            theme, "Assessors", help_text="Who judges: one name or several."
        )
        made["participants"] = ChipsField(
            theme, "Participants", help_text="Who else takes part and does not judge."
        )
        made["blind"] = CheckField(theme, "Blind", _BLIND)
        made["notes"] = TextField(theme, "Notes", lines=(2, 6))
        return made

    def _lay_out(self, parent: QWidget) -> None:
        page = QWidget()
        page.setProperty("role", "plain")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        for key, field in self.fields.items():
            words = label(field.name, "strong")
            words.setBuddy(field)
            part = QWidget()
            inner = QVBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(4)
            inner.addWidget(words)
            inner.addWidget(field)
            if key == "instrument":
                inner.addWidget(self.about)
            self._labels[key] = part
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.cancel)
        last.addWidget(self.go_on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(self.messages)
        whole.addWidget(area, 1)
        whole.addLayout(last)
        in_tab_order(*self.fields.values(), self.cancel, self.go_on)
        self.resize(QSize(self._theme.px(560), self._theme.px(680)).boundedTo(parent.size() * 0.95))

    def _fill(self, item: Assessment | None) -> None:
        if item is None:
            return
        values = {
            "scope": item.scope.kind,
            "name": item.scope.name,
            "organisation": item.scope.organisation,
            "date": item.date,
            "assessors": item.assessors,
            "participants": item.participants,
            "blind": item.blind,
            "notes": item.notes,
        }
        for key, value in values.items():
            self.fields[key].set_value(value)

    def _on_scope(self) -> None:
        department = self.fields["scope"].value() is ScopeKind.DEPARTMENT
        self._labels["organisation"].setVisible(department)

    def _on_instrument(self) -> None:
        field = self.fields.get("instrument")
        known = self._instruments.get(field.value()) if field is not None else None
        self.about.setText(_in_short(known) if known else "")
        self.about.setVisible(bool(self.about.text()))

    def submit(self) -> None:
        """Bring the assessment, unless something of it cannot be kept."""
        wanted = self._wanted()
        if not wanted.scope.name:
            self.fields["name"].show_problem("Say what is assessed.")
            self.fields["name"].take_focus()
            return
        if self.fields["date"].problem:
            self.fields["date"].take_focus()
            return
        field = self.fields.get("instrument")
        self.taken.emit(wanted, self._instruments.get(field.value()) if field is not None else None)

    def _wanted(self) -> Assessment:
        values = {key: field.value() for key, field in self.fields.items()}
        kind = values["scope"]
        blank = Assessment(id=AssessmentId(""), instrument=InstrumentId(""), version=1)
        whole = values["organisation"] if kind is ScopeKind.DEPARTMENT else ""
        return replace(
            self._edited or blank,
            scope=Scope(kind=kind, name=values["name"].strip(), organisation=whole.strip()),
            date=values["date"] or (self._edited.date if self._edited else ""),
            assessors=values["assessors"],
            participants=values["participants"],
            blind=values["blind"],
            notes=values["notes"].strip(),
        )


def _day(typed: str) -> str:
    text = typed.strip()
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserCanFix("Write the day as 2026-11-30.") from None


def _in_short(known: Instrument) -> str:
    stages = ", ".join(one.name.lower() for one in known.stages)
    return f"Version {known.version}. Stages: {stages}. Themes: {len(known.themes)}. {known.about}"
