"""Asks what the assessors agreed on for a theme: the judgement, why, and who agreed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from evidence_library.model.assessment import Agreed, Verdict
from evidence_library.ui.presenters.assess_chosen import Opened
from evidence_library.ui.presenters.assess_judging import said_of, standing_at, theme_title
from evidence_library.ui.screens.answering import AnsweringDialog
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.text import TextField
from evidence_library.ui.widgets.plain import breakable, label, literal

_AGREED = "What was agreed"
_OTHER = {Verdict.NOT_ASSESSED: "Not assessed", Verdict.NOT_APPLICABLE: "Not applicable"}


class AgreeDialog(AnsweringDialog):
    """`agreed` brings an `Agreed`."""

    agreed = Signal(object)

    def __init__(self, parts: Parts, opened: Opened, key: str, parent: QWidget) -> None:
        """Show who says what, and ask."""
        super().__init__(parts, "Agree on a judgement", "Agree", parent)
        self._key = key
        theme = parts.theme
        item, known = opened.assessment, opened.instrument
        found = standing_at(item, key, "")
        self.setMinimumWidth(min(theme.px(480), round(parent.width() * 0.95)))
        stages = (
            [Option((Verdict.STAGE, one.key), one.name) for one in known.stages] if known else []
        )
        asked = [] if found.agreed else [Option(None, "Choose what was agreed on")]
        self.choice = ChoiceField(
            theme,
            _AGREED,
            [*asked, *stages, *(Option((kind, ""), said) for kind, said in _OTHER.items())],
        )
        self.why = TextField(theme, "Why", lines=(3, 8))
        self.who = {name: QCheckBox(literal(name)) for name in item.assessors}
        held = found.agreed
        if held is not None:
            self.choice.set_value((held.verdict, held.stage))
            self.why.set_value(held.why)
        else:
            self.choice.set_value(None)  # nothing is agreed on before somebody says so
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(theme_title(opened, key)[0], "heading", wrap=True))
        for one in found.judgements:
            column.addWidget(label(said_of(opened, one), "strong", wrap=True))
            if one.rationale:
                column.addWidget(label(breakable(one.rationale), wrap=True))
        for field in (self.choice, self.why):
            column.addWidget(label(field.name, "strong"))
            column.addWidget(field)
        column.addWidget(label("Who agreed", "strong"))
        for name, box in self.who.items():
            box.setChecked(held is None or name in held.by)
            column.addWidget(box)
        self.problem = label(role="secondary", wrap=True)
        self.problem.setProperty("tone", "bad")
        self.problem.hide()
        column.addWidget(self.problem)
        column.addWidget(self.messages)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go_on)
        column.addLayout(row)
        self.begins()
        self.choice.take_focus()

    def entered(self) -> object:
        """Give what the fields hold."""
        ticked = [name for name, box in self.who.items() if box.isChecked()]
        return (self.choice.value(), self.why.value(), ticked)

    def submit(self) -> None:
        """Bring what was agreed on, unless something is missing."""
        chosen = self.choice.value()
        by = tuple(name for name, box in self.who.items() if box.isChecked())
        why = self.why.value().strip()
        problem = "" if isinstance(chosen, tuple) else "Say what was agreed on."
        problem = problem or ("" if by else "Say who agreed on it.")
        problem = problem or ("" if why else "Say why: what was agreed on needs its reason.")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if problem or not isinstance(chosen, tuple):
            return
        verdict, stage = chosen
        self.agreed.emit(Agreed(theme=self._key, verdict=verdict, stage=stage, why=why, by=by))
