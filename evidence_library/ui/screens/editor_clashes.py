"""The dialog in which one says, part by part, whose words shall stand."""

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

from evidence_library.ui.presenters.clashes import Clash, Clashes, Who
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label, shortened
from evidence_library.ui.widgets.safe_browser import SafeBrowser

#: Letters of a side that a screen reader says with its button; what is chosen is taken whole.
_SPOKEN = 700


class ClashDialog(QDialog):
    """Shows clashes. `settled` brings the paths of which theirs shall stand.

    Nothing is chosen beforehand, and nothing can be saved until all is chosen.
    """

    settled = Signal(object)

    def __init__(self, theme: Theme, clashes: Clashes, parent: QWidget) -> None:
        """Show what both changed, to choose, and below what is taken as only they changed it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What shall stand?")
        self.resize(parent.size() * 0.9)
        self.choices = {
            one.path: _Choice(theme, one) for one in clashes.parts if one.who is Who.BOTH
        }
        self.taken = {one.path: one for one in clashes.parts if one.who is Who.THEY}
        self.own = {one.path: one for one in clashes.parts if one.who is Who.ME}
        inner = QWidget()
        inner.setProperty("role", "plain")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(10)
        for choice in self.choices.values():
            rows.addWidget(choice)
            choice.chosen.connect(self._on_chosen)
        for title, shown in (
            ("Taken over, as only they changed it", self.taken),
            ("Kept as yours, as only you changed it", self.own),
        ):
            if shown:
                rows.addWidget(label(title, "strong", wrap=True))
            for one in shown.values():
                rows.addWidget(_shown(theme, one))
        rows.addStretch(1)
        self.take = button(clashes.act, self._on_taken, role="primary")
        self.leave = button("Not now", self.reject, hint="Nothing is saved; your draft is kept")
        self.left = label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(clashes.sentence, "strong", wrap=True))
        mine = "What only you changed stays yours. − is what yours says, + what theirs says."
        column.addWidget(label(mine, "secondary", wrap=True))
        column.addWidget(_scrolled(inner), 1)
        last = QHBoxLayout()
        last.addWidget(self.left, 1)
        last.addWidget(self.leave)
        last.addWidget(self.take)
        column.addLayout(last)
        self.setMinimumWidth(min(theme.px(420), parent.width()))
        self._on_chosen()
        first = next(iter(self.choices.values()), None)
        (first.mine if first is not None else self.take).setFocus()

    def _on_chosen(self) -> None:
        left = sum(not one.is_chosen for one in self.choices.values())
        self.take.setEnabled(not left)
        self.left.setText(f"{counted(left, 'choice')} left to make." if left else "")

    def _on_taken(self) -> None:
        theirs = {path for path, one in self.choices.items() if one.theirs.isChecked()}
        self.accept()
        self.settled.emit(theirs)


class _Choice(QFrame):
    """One part: how theirs differs from mine, and whose shall stand."""

    chosen = Signal()

    def __init__(self, theme: Theme, clash: Clash) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.mine = QRadioButton("Keep mine")
        self.theirs = QRadioButton("Take theirs")
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(label(f"{clash.label} – both changed it", "strong", wrap=True))
        column.addWidget(_difference(theme, clash))
        sides = QHBoxLayout()
        sides.setSpacing(16)
        for radio, text in ((self.mine, clash.my_text), (self.theirs, clash.their_text)):
            group.addButton(radio)
            radio.setAccessibleName(f"{clash.label}: {radio.text()}")
            radio.setAccessibleDescription(shortened(text, _SPOKEN))
            radio.toggled.connect(lambda _on: self.chosen.emit())
            sides.addWidget(radio)
        sides.addStretch(1)
        column.addLayout(sides)

    @property
    def is_chosen(self) -> bool:
        """Whether one of both was chosen."""
        return self.mine.isChecked() or self.theirs.isChecked()


def _shown(theme: Theme, clash: Clash) -> QWidget:
    """Show a part about which there is nothing to choose."""
    made = QFrame()
    made.setProperty("role", "card")
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 10, 14, 12)
    column.setSpacing(4)
    column.addWidget(label(clash.label, "strong", wrap=True))
    column.addWidget(_difference(theme, clash))
    return made


def _difference(theme: Theme, clash: Clash) -> SafeBrowser:
    made = SafeBrowser(theme, grows=True)
    made.setAccessibleName(f"{clash.label}: what differs")
    made.show_html(clash.difference)
    return made


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
