"""Settings: one line per entry of the settings table, in force at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence_library.errors import EnvironmentFailed
from evidence_library.settings import LIBRARY_SETTINGS, SETTINGS, Setting, Settings, Value
from evidence_library.ui.widgets.plain import button, label

_STEP = 10

_SHARED = (
    "These are kept in the library: they hold for everybody who works with it, in the window and "
    "on the command line. Undo takes a change back."
)

#: How wide a field for a text is, in letters.
_LETTERS = 30

Control = QComboBox | QCheckBox | QLineEdit


class SettingsScreen(QScrollArea):
    """Shows the settings. `changed` names the one that was set, `failed` why it was not kept.

    Those of the library are not kept here: `library_changed` gives key and value of the one that
    is to be set. `appeared` comes when the page is shown.
    """

    changed = Signal(str)
    failed = Signal(str)
    library_changed = Signal(str, object)
    appeared = Signal()
    folder_asked = Signal()

    def __init__(self, settings: Settings) -> None:
        """Make a control for every setting."""
        super().__init__()
        self._settings = settings
        self._controls: dict[str, Control] = {}
        self._shared: dict[str, Value] = {one.key: one.default for one in LIBRARY_SETTINGS}
        self.setWidgetResizable(True)
        self.setAccessibleName("Settings")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("role", "plain")
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(20)
        column.addWidget(label("Settings", "title"))
        for setting in SETTINGS:
            column.addWidget(self._entry(setting))
        column.addWidget(self._file_entry())
        column.addWidget(label("This library", "title"))
        column.addWidget(label(_SHARED, "muted", wrap=True))
        for setting in LIBRARY_SETTINGS:
            column.addWidget(self._entry(setting))
            self._controls[setting.key].setEnabled(False)  # until a library is open
        column.addWidget(self._folder_entry())
        column.addStretch(1)
        self.setWidget(page)

    def show_library(self, folder: str) -> None:
        """Show which library is open."""
        self._folder.setText(folder)

    def show_values(self) -> None:
        """Show the settings as they are now, after another place changed one."""
        for setting in SETTINGS:
            self._show(setting, self._settings[setting.key])

    def show_library_values(self, values: Mapping[str, Value], writable: bool) -> None:
        """Show what is set for the open library, and whether it can be changed."""
        self._shared = dict(values)
        for setting in LIBRARY_SETTINGS:
            self._controls[setting.key].setEnabled(writable)
            self._show(setting, values[setting.key])

    def showEvent(self, event: QShowEvent) -> None:
        """Say that the page is in sight."""
        super().showEvent(event)
        self.appeared.emit()

    def control(self, key: str) -> Control:
        """Give the control of a setting."""
        return self._controls[key]

    def _entry(self, setting: Setting) -> QWidget:
        entry = QWidget()
        control = self._control(setting)
        self._controls[setting.key] = control
        self._show(setting, self._value(setting.key))
        control.setAccessibleName(setting.label)
        control.setAccessibleDescription(setting.help)
        if isinstance(control, QComboBox):
            control.view().setAccessibleName(setting.label)
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if not isinstance(control, QCheckBox):
            named = label(setting.label, "strong")
            named.setBuddy(control)
            column.addWidget(named)
        row = QHBoxLayout()
        row.addWidget(control)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(label(setting.help, "muted", wrap=True))
        return entry

    def _control(self, setting: Setting) -> Control:
        key = setting.key
        if setting.type is bool:
            tick = QCheckBox(setting.label)
            tick.clicked.connect(lambda on: self._keep(key, bool(on)))
            return tick
        if setting.longest:
            return self._line(setting)
        box = QComboBox()
        for value, words in _choices(setting):
            box.addItem(words, value)
        box.activated.connect(lambda _at: self._keep(key, box.currentData()))
        return box

    def _line(self, setting: Setting) -> QLineEdit:
        """Make a field for a text, which is kept once one has ended typing."""
        line = QLineEdit()
        line.setMaxLength(setting.longest)
        line.setMinimumWidth(line.fontMetrics().averageCharWidth() * _LETTERS)
        line.editingFinished.connect(lambda: self._end_typing(setting, line))
        return line

    def _end_typing(self, setting: Setting, line: QLineEdit) -> None:
        text = setting.tidied(line.text())
        line.setText(text)
        if text != self._value(setting.key):
            self._keep(setting.key, text)

    def _show(self, setting: Setting, value: Value) -> None:
        control = self._controls[setting.key]
        if isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(value))
        elif isinstance(control, QLineEdit):
            if not control.hasFocus():  # what is being typed stays
                control.setText(str(value))
        else:
            control.setChecked(bool(value))

    def _value(self, key: str) -> Value:
        return self._shared[key] if key in self._shared else self._settings[key]

    def _keep(self, key: str, value: Value) -> None:
        if key in self._shared:
            self.library_changed.emit(key, value)
            return
        try:
            self._settings.set(key, value)
        except EnvironmentFailed as error:
            self.failed.emit(str(error))
        self.changed.emit(key)

    def _folder_entry(self) -> QWidget:
        self._folder = label("No library is open.", "muted")
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        another = button("Open another library…", self.folder_asked.emit)
        return _stacked("Library", self._folder, another)

    def _file_entry(self) -> QWidget:
        path = label(str(self._settings.path), "muted")
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return _stacked("These settings are kept in", path)


def _choices(setting: Setting) -> tuple[tuple[Value, str], ...]:
    """List what can be chosen: the words of the table, or steps between its limits."""
    if setting.limits is None:
        return setting.choices
    low, high = setting.limits
    return tuple((number, f"{number} %") for number in range(low, high + 1, _STEP))


def _stacked(title: str, *parts: QWidget) -> QWidget:
    entry = QWidget()
    column = QVBoxLayout(entry)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(title, "strong"))
    for part in parts:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
    return entry
