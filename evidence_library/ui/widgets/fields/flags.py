"""What was repaired or odd when a record was read: to be looked at, and dismissed one by one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_library.model.problem import Flag
from evidence_library.model.vocabulary import in_words
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.plain import breakable, button, label, shortened

#: Letters shown of the text as it stood.
_RAW = 200

#: Flags shown at once; the others follow once some are dismissed.
_MOST = 20


class FlagsField(FieldWidget):
    """A tuple of `Flag`, each with a button that dismisses it."""

    def __init__(self, theme: Theme, name: str, *, help_text: str = "") -> None:
        """Start without flags."""
        super().__init__(theme, name, help_text)
        self._flags: tuple[Flag, ...] = ()
        self._buttons: list[QPushButton] = []
        self._lines = QWidget()
        self._rows = QVBoxLayout(self._lines)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._none = label("None", "muted")
        self._more = label("", "secondary")
        self._stack(self._none, self._lines, self._more)
        self._show()

    def value(self) -> tuple[Flag, ...]:
        """Give the flags that are left."""
        return self._flags

    def set_value(self, value: tuple[Flag, ...]) -> None:
        """Show other flags."""
        self._flags = value
        self._show()

    def take_focus(self, index: int | None = None) -> None:
        """Go to the button of a flag."""
        found = self.buttons
        if found:
            found[min(index or 0, len(found) - 1)].setFocus()

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons that dismiss, in the order of the flags."""
        return list(self._buttons)

    def _dismiss(self, at: int) -> None:
        self._flags = (*self._flags[:at], *self._flags[at + 1 :])
        self._show()
        self.take_focus(at)
        self.changed.emit()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons.clear()
        for at, flag in enumerate(self._flags[:_MOST]):
            self._rows.addWidget(self._line(at, flag))
        self._none.setVisible(not self._flags)
        self._lines.setVisible(bool(self._flags))
        left = len(self._flags) - _MOST
        self._more.setText(f"{left:,} more follow once these are dismissed." if left > 0 else "")
        self._more.setVisible(left > 0)

    def _line(self, at: int, flag: Flag) -> QWidget:
        where = f"{in_words(flag.where)}: " if flag.where else ""
        raw = f" As it stood: “{shortened(flag.raw, _RAW)}”" if flag.raw else ""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(breakable(f"{where}{flag.message}{raw}"), wrap=True), 1)
        dismiss = button("Dismiss", partial(self._dismiss, at))
        dismiss.setAccessibleName(f"Dismiss: {flag.message}")
        row.addWidget(dismiss)
        self._buttons.append(dismiss)
        return made
