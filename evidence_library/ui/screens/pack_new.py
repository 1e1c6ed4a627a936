"""Asks for a new pack: its name, and what it begins with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label, literal

#: Characters of a title.
_LONGEST = 160


class NewPackDialog(QDialog):
    """`made` brings the title and the name of a template, empty for none."""

    made = Signal(str, str)

    def __init__(self, theme: Theme, templates: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """Offer templates by their names, each with a sentence on it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("New pack")
        self.setMinimumWidth(min(theme.px(460), round(parent.width() * 0.95)))
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setAccessibleName("Title of the pack")
        self.options: dict[str, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        asked = label("What is the pack called?", "section")
        asked.setBuddy(self.line)
        column.addWidget(asked)
        column.addWidget(self.line)
        column.addWidget(label("What does it begin with?", "section"))
        for name, about in templates:
            option = QRadioButton(literal(name.capitalize() or "Empty"))
            option.setAccessibleDescription(about)
            self.options[name] = option
            column.addWidget(option)
            meaning = label(about, "secondary", wrap=True)
            meaning.setContentsMargins(theme.px(24), 0, 0, 0)
            column.addWidget(meaning)
        next(iter(self.options.values())).setChecked(True)
        self.cancel = button("Cancel", self.reject)
        self.make = button("Make the pack", self._on_make, role="primary")
        self.make.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.make)
        column.addLayout(row)
        self.line.textChanged.connect(self._on_typed)
        self._on_typed()
        self.line.setFocus()

    def _on_typed(self) -> None:
        self.make.setEnabled(bool(self.line.text().strip()))

    def _on_make(self) -> None:
        template = next(name for name, one in self.options.items() if one.isChecked())
        self.made.emit(self.line.text().strip(), template)
        self.accept()
