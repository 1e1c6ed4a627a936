"""Pieces of forms that choose what is written: boxes of choices, places, formats."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from evidence_library.ui.widgets.plain import label


def place_line(name: str) -> QLineEdit:
    """Make a line that shows a file or folder and is not typed into."""
    line = QLineEdit()
    line.setReadOnly(True)
    line.setAccessibleName(name)
    return line


def choice_box(name: str, choices: Iterable[tuple[str, str]]) -> QComboBox:
    """Make a box of choices: the value of each, and its words."""
    box = QComboBox()
    box.setAccessibleName(name)
    for value, words in choices:
        box.addItem(words, value)
    box.view().setAccessibleName(name)
    return box


def in_row(*widgets: QWidget) -> QHBoxLayout:
    """Put widgets beside each other; the first one takes the room."""
    row = QHBoxLayout()
    row.addWidget(widgets[0], 1)
    for one in widgets[1:]:
        row.addWidget(one)
    return row


def named_rows(*rows: tuple[str, QWidget]) -> QGridLayout:
    """Put widgets below each other, each behind its name."""
    grid = QGridLayout()
    grid.setColumnStretch(2, 1)
    for at, (words, widget) in enumerate(rows):
        named: QLabel = label(words, "section")
        named.setBuddy(widget)
        grid.addWidget(named, at, 0)
        grid.addWidget(widget, at, 1)
    return grid


def format_checks(
    formats: Iterable[tuple[str, str, str]],
    chosen: Container[str],
    on_changed: Callable[[], object],
) -> tuple[QGridLayout, dict[str, QCheckBox]]:
    """Make a row to check for each format: its name, its words, and what it is for."""
    rows = QGridLayout()
    rows.setColumnStretch(1, 1)
    rows.setHorizontalSpacing(16)
    rows.setVerticalSpacing(4)
    checks: dict[str, QCheckBox] = {}
    for at, (name, words, use) in enumerate(formats):
        check = QCheckBox(words)
        check.setAccessibleDescription(use)
        check.setChecked(name in chosen)
        check.toggled.connect(lambda _on: on_changed())
        checks[name] = check
        rows.addWidget(check, at, 0)
        rows.addWidget(label(use, "muted", wrap=True), at, 1)
    return rows, checks
