"""The dialog in which one says, field by field, whose words shall stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.presenters.clashes import Clash, Clashes
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import breakable, button, label, shortened

#: Letters shown of each side; what is chosen is taken whole.
_SHOWN = 700

_NOTHING = "(empty)"


class ClashDialog(QDialog):
    """Shows clashes. `settled` brings for each field whether mine shall stand."""

    settled = Signal(object)

    def __init__(self, theme: Theme, clashes: Clashes, parent: QWidget) -> None:
        """Propose of each field what only one side changed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What shall stand?")
        self.resize((parent.size() * 0.9).boundedTo(parent.size()))
        self.choices = {one.field: _Choice(one) for one in clashes.fields}
        inner = QWidget()
        inner.setProperty("role", "plain")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(10)
        for choice in self.choices.values():
            rows.addWidget(choice)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take = button(clashes.act, self._on_taken, role="primary")
        self.leave = button("Not now", self.reject, hint="Nothing is saved; your draft is kept")
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.leave)
        last.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(clashes.sentence, "strong", wrap=True))
        column.addWidget(area, 1)
        column.addLayout(last)
        self.setMinimumWidth(min(theme.px(420), parent.width()))

    def _on_taken(self) -> None:
        chosen = {field: choice.mine.isChecked() for field, choice in self.choices.items()}
        self.accept()
        self.settled.emit(chosen)


class _Choice(QFrame):
    """One field: what I wrote, and what is there now."""

    def __init__(self, clash: Clash) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.mine = QRadioButton("Keep mine")
        self.theirs = QRadioButton("Take theirs")
        group = QButtonGroup(self)
        both = " – both of you changed it" if clash.both else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(label(f"{clash.label}{both}", "strong", wrap=True))
        sides = QHBoxLayout()
        sides.setSpacing(16)
        for radio, text in ((self.mine, clash.my_text), (self.theirs, clash.their_text)):
            group.addButton(radio)
            radio.setAccessibleName(f"{clash.label}: {radio.text()}")
            radio.setAccessibleDescription(shortened(text, _SHOWN) or _NOTHING)
            side = QVBoxLayout()
            side.addWidget(radio)
            words = label(breakable(shortened(text, _SHOWN)) or _NOTHING, wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            side.addWidget(words, 1)
            sides.addLayout(side, 1)
        column.addLayout(sides)
        (self.mine if clash.mine else self.theirs).setChecked(True)
