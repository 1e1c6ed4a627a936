"""What one chooses of a report on recommendations, and which files would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Layout
from evidence_library.ui.presenters.as_at import understood
from evidence_library.ui.presenters.track_report import (
    ALL,
    LAYOUTS,
    SHOWN,
    Choices,
    Plan,
    Subject,
    formats,
)
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.widgets.form_parts import (
    choice_box,
    format_checks,
    in_row,
    named_rows,
    place_line,
)
from evidence_library.ui.widgets.plain import breakable, button, label, restyle

_DAY = "A day, a month, a quarter (Q3 2005) or a year"


class TrackReportForm(QScrollArea):
    """Recommendations, days, formats, layout, own notes and folder.

    `changed` follows another choice; `folder_asked` wants another folder chosen; `unclear` says
    that something typed was not understood.
    """

    changed = Signal()
    folder_asked = Signal()
    unclear = Signal(str)

    def __init__(self, subject: Subject, before: Choices, today: date) -> None:
        """Begin with what was chosen `before`."""
        super().__init__()
        self._folder, self._today = before.folder, today
        self._as_at, self._since = before.as_at, before.since
        self._inner = QWidget()
        self._fill(QVBoxLayout(self._inner), subject, before)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inner)

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        return Choices(
            folder=self._folder,
            as_at=self._as_at,
            about=self.about.currentData() or ALL,
            formats=tuple(name for name, check in self.formats.items() if check.isChecked()),
            since=self._since,
            layout=Layout(self.layout_box.currentData()),
            with_notes=self.notes.isChecked(),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Never be narrower than what stands inside: it is scrolled up and down only."""
        super().showEvent(event)
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(self._inner.minimumSizeHint().width() + bar)

    def show_sets(self, sets: Sequence[tuple[str, str]]) -> None:
        """Offer single sets, where there are several."""
        for key, title in sets if len(sets) > 1 else ():
            self.about.addItem(title, key)

    def take_folder(self, folder: Path) -> None:
        """Write into another folder."""
        self._folder = folder
        self.folder.setText(str(folder))
        self.changed.emit()

    def show_plan(self, plan: Plan) -> None:
        """Show which files would be written."""
        number = len(plan.files)
        self.files_title.setText(
            f"{counted(number, 'file')} will be written" if number else "Choose a format first"
        )
        lines = (
            one.name + (" (replaces the one that is there)" if one in plan.there else "")
            for one in plan.files
        )
        self.files.setText("\n".join(map(breakable, lines)))

    def _fill(self, column: QVBoxLayout, subject: Subject, before: Choices) -> None:
        column.setContentsMargins(2, 2, 12, 2)
        column.setSpacing(8)
        self.about = choice_box("Recommendations", _subjects(subject))
        self.about.setMinimumContentsLength(14)
        self.about.setSizeAdjustPolicy(
            self.about.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.about.setCurrentIndex(max(0, self.about.findData(before.about)))
        self.as_at = _day_line("As at", day_in_words(before.as_at))
        self.since = _day_line("Changes since", day_in_words(before.since) if before.since else "")
        self.since.setPlaceholderText("Not told")
        self.layout_box = choice_box("Layout", ((one.value, words) for one, words in LAYOUTS))
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(before.layout.value)))
        column.addLayout(
            named_rows(
                ("Recommendations", self.about),
                ("As at", self.as_at),
                ("Changes since", self.since),
                ("Layout", self.layout_box),
            )
        )
        self.notes = QCheckBox("With my own notes")
        self.notes.setChecked(before.with_notes)
        column.addWidget(self.notes)
        column.addWidget(label("Formats", "section"))
        rows, self.formats = format_checks(formats(), before.formats, self.changed.emit)
        column.addLayout(rows)
        self.folder = place_line("Folder")
        self.folder.setText(str(self._folder))
        choose = button("Choose…", self.folder_asked.emit)
        choose.setAccessibleName("Choose the folder")
        column.addWidget(label("Folder", "section"))
        column.addLayout(in_row(self.folder, choose))
        self.files_title = label("Files", "section", wrap=True)
        self.files = label(wrap=True)
        column.addWidget(self.files_title)
        column.addWidget(self.files)
        column.addStretch(1)
        for box in (self.about, self.layout_box):
            box.activated.connect(lambda _at: self.changed.emit())
        self.notes.toggled.connect(lambda _on: self.changed.emit())
        self.as_at.editingFinished.connect(self._on_as_at)
        self.since.editingFinished.connect(self._on_since)

    def _on_as_at(self) -> None:
        day = self._day_in(self.as_at)
        if day is not None:
            self._as_at = day
            self.changed.emit()

    def _on_since(self) -> None:
        day = self._day_in(self.since)
        if day is not None or not self.since.text().strip():
            self._since = day
            self.changed.emit()

    def _day_in(self, line: QLineEdit) -> date | None:
        """Read the day that is typed, and write it out; say so if it is none."""
        typed = line.text().strip()
        found = understood(typed, self._today) if typed else None
        clear = found is not None or (not typed and line is self.since)
        restyle(line, "tone", "" if clear else "bad")
        line.setToolTip(_DAY if clear else f"Not understood. {_DAY}")
        if not clear:
            self.unclear.emit(f"“{typed}” is not a day that is understood.")
        if found is None:
            return None
        line.setText(day_in_words(found.day))
        return found.day


def _subjects(subject: Subject) -> list[tuple[str, str]]:
    number = len(subject.listed)
    shown = [(SHOWN, f"The list as shown ({number:,})")] if number else []
    return [*shown, (ALL, "All recommendations")]


def _day_line(name: str, words: str) -> QLineEdit:
    line = QLineEdit(words)
    line.setAccessibleName(name)
    line.setAccessibleDescription(_DAY)
    line.setToolTip(_DAY)
    return line
