"""One of several words, with what each of them means."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QVBoxLayout, QWidget

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.plain import label, literal


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen, the words people read, and what it means in a sentence."""

    value: Hashable
    words: str
    help: str = ""


class Combo(QComboBox):
    """A list to choose from that a turn of the wheel over the page does not change."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless one is in the list."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(FieldWidget):
    """One of several values. One that is not among them is shown as it was read, and kept.

    The help of what is chosen stands below; with `radio` all choices stand there with theirs.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        options: Sequence[Option],
        *,
        radio: bool = False,
        help_text: str = "",
    ) -> None:
        """Start with the first option."""
        super().__init__(theme, name, help_text)
        self._options = tuple(options)
        self._value: Hashable = self._options[0].value
        self._shown: tuple[Option, ...] = ()
        self._radios = _Radios(theme, name) if radio else None
        self.combo = None if radio else Combo()
        if self._radios is not None:
            self._stack(self._radios)
            self._radios.group.idClicked.connect(self._on_chosen)
        if self.combo is not None:
            self._fill(self.combo)
            self.combo.view().setAccessibleName(name)
            self.combo.activated.connect(self._on_chosen)
        self.set_value(self._value)

    def value(self) -> Hashable:
        """Give the value chosen."""
        return self._value

    def set_value(self, value: Hashable) -> None:
        """Choose a value."""
        self._value = value
        self._offer()
        at = [one.value for one in self._shown].index(value)
        if self.combo is not None:
            self.combo.setCurrentIndex(at)
        if self._radios is not None:
            self._radios.choose(at)
            self.setFocusProxy(self._radios.group.button(at))
        self._tell()

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other values; what is chosen stays."""
        self._options = tuple(options)
        self.set_value(self._value)

    def _offer(self) -> None:
        known = {one.value for one in self._options}
        own = () if self._value in known else (_as_read(self._value),)
        if self._shown == (*self._options, *own):
            return
        self._shown = (*self._options, *own)
        if self.combo is not None:
            self.combo.clear()
            self.combo.addItems([one.words for one in self._shown])
        if self._radios is not None:
            self._radios.show_options(self._shown)

    def _on_chosen(self, at: int) -> None:
        if self._shown[at].value != self._value:
            self._value = self._shown[at].value
            self._tell()
            self.changed.emit()

    def _tell(self) -> None:
        chosen = next(one for one in self._shown if one.value == self._value)
        self._note(chosen.help if self.combo is not None else "")


class _Radios(QWidget):
    """Choices below each other, each with its help."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self.group = QButtonGroup(self)

    def show_options(self, options: Sequence[Option]) -> None:
        """Show other choices."""
        for made in self.group.buttons():
            self.group.removeButton(made)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, option in enumerate(options):
            made = QRadioButton(literal(option.words))
            made.setAccessibleName(f"{self._name}: {option.words}")
            made.setAccessibleDescription(option.help)
            self.group.addButton(made, at)
            self._rows.addWidget(made)
            if option.help:
                meaning = label(option.help, "secondary", wrap=True)
                meaning.setContentsMargins(self._theme.px(24), 0, 0, 4)
                self._rows.addWidget(meaning)

    def choose(self, at: int) -> None:
        """Mark a choice."""
        self.group.button(at).setChecked(True)


def _as_read(value: Hashable) -> Option:
    words = f"“{value}” (not in the list)" if value not in {None, ""} else "Not stated"
    help_text = "Kept as it was read." if value not in {None, ""} else ""
    return Option(value, words, help_text)
