"""The page Suggestions beside the form: what might be added, why, and a button that adds it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.suggesting import Shown, SuggestingPresenter
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label

_NOTHING = "Nothing to suggest yet. Headings, tags and like records follow from what you write."


class SuggestionsPage(QScrollArea):
    """Lists suggestions. Nothing is added unless its button is pressed."""

    def __init__(self, _theme: Theme, editor: EditorPresenter) -> None:
        """Suggest nothing before one looks."""
        super().__init__()
        self.presenter = SuggestingPresenter(editor)
        self.presenter.setParent(self)
        self.buttons: list[QPushButton] = []
        self._page = QWidget()
        self._page.setProperty("role", "plain")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(12, 10, 12, 8)
        self._column.setSpacing(8)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Suggestions")
        self.presenter.found.connect(self.show_suggestions)
        self.show_suggestions(())

    def showEvent(self, event: QShowEvent) -> None:
        """Look for suggestions while somebody looks at them."""
        super().showEvent(event)
        self.presenter.watch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no longer."""
        super().hideEvent(event)
        self.presenter.watch(on=False)

    def show_suggestions(self, found: Sequence[Shown]) -> None:
        """Show other suggestions; the focus stays on the button in its place."""
        focused = next((at for at, one in enumerate(self.buttons) if one.hasFocus()), -1)
        self._clear()
        for group, members in groupby(found, key=lambda one: one.group):
            self._column.addWidget(label(group, "strong", wrap=True))
            for one in members:
                self._column.addWidget(self._card(one))
        if not found:
            self._column.addWidget(label(_NOTHING, "muted", wrap=True))
        self._column.addStretch(1)
        if focused >= 0 and self.buttons:
            at = min(focused, len(self.buttons) - 1)
            self.buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, one: Shown) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        made = button(one.act, partial(self.presenter.add, one.suggestion))
        made.setAccessibleName(f"{one.act}: {one.words}")
        made.setAccessibleDescription(one.reason)
        self.buttons.append(made)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addWidget(label(one.words, wrap=True))
        column.addWidget(label(one.reason, "secondary", wrap=True))
        column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        card.show()
        return card

    def _clear(self) -> None:
        self.buttons = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
