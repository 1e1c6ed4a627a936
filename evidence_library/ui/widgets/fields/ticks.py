"""Several of some things, ticked in a list; all of them are held as None."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget

#: So many lines are seen at once.
_LINES = 8


class TicksField(FieldWidget):
    """Choices with a box each, held as a tuple of their keys; None while all are ticked."""

    def __init__(self, theme: Theme, name: str, *, help_text: str = "") -> None:
        """Start without choices."""
        super().__init__(theme, name, help_text)
        self.list = QListWidget()
        self._choices: tuple[tuple[str, str], ...] = ()
        self._held: tuple[str, ...] | None = None
        self._fill(self.list)
        self.list.itemChanged.connect(self._on_changed)
        theme.changed.connect(self._fit)

    def offer(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Show other choices, each with its key and its words."""
        if choices != self._choices:
            self._choices = choices
            self._show()

    def value(self) -> tuple[str, ...] | None:
        """Give the keys of what is ticked; None for all."""
        return self._held

    def set_value(self, value: tuple[str, ...] | None) -> None:
        """Tick choices by their keys."""
        self._held = value
        self._show()

    def _show(self) -> None:
        self.list.blockSignals(True)
        row = self.list.currentRow()
        self.list.clear()
        for key, words in self._choices:
            item = QListWidgetItem(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = self._held is None or key in self._held
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._fit()

    def _fit(self) -> None:
        line = max(self.list.sizeHintForRow(0), self._theme.px(28))
        lines = max(1, min(_LINES, self.list.count()))
        self.list.setFixedHeight(lines * line + self._theme.px(8))

    def _on_changed(self, _item: QListWidgetItem) -> None:
        ticked = tuple(
            key
            for at, (key, _words) in enumerate(self._choices)
            if self.list.item(at).checkState() is Qt.CheckState.Checked
        )
        self._held = None if len(ticked) == len(self._choices) else ticked
        self.changed.emit()
