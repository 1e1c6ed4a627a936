"""What one chooses of a report on an assessment, and which files would come of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.dates import day_in_words
from evidence_library.ui.presenters.as_at import understood
from evidence_library.ui.presenters.assess_report import (
    KINDS,
    LAYOUTS,
    Choices,
    Kind,
    Layout,
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

_DAY = "A day, a month, a quarter (Q3 2026) or a year"
_COMPARED = frozenset({Kind.COMPARISON, Kind.BOARD})


class AssessReportForm(QScrollArea):
    """Kind, the other assessment, day, layout, formats and folder.

    `changed` follows another choice; `folder_asked` wants another folder chosen; `unclear` says
    that something typed was not understood.
    """

    changed = Signal()
    folder_asked = Signal()
    unclear = Signal(str)

    def __init__(self, before: Choices, today: date) -> None:
        """Begin with what was chosen `before`."""
        super().__init__()
        self._folder, self._today, self._as_at = before.folder, today, before.as_at
        self._before = before
        inner = QWidget()
        self._fill(QVBoxLayout(inner), before)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        kind = Kind(self.kind.currentData() or Kind.ACTIONS)
        return Choices(
            folder=self._folder,
            as_at=self._as_at,
            kind=kind,
            other=self.other.currentData() or "" if kind in _COMPARED else "",
            form=self.form.currentData() or "" if kind is Kind.FORM else "",
            formats=tuple(name for name, check in self.formats.items() if check.isChecked()),
            layout=Layout(self.layout_box.currentData()),
        )

    def show_subject(self, subject: Subject) -> None:
        """Offer what can be reported on it."""
        for kind in subject.kinds:
            self.kind.addItem(KINDS[kind], kind.value)
        self.kind.setCurrentIndex(max(0, self.kind.findData(self._before.kind.value)))
        for one in subject.others:
            self.other.addItem(one.words, one.id)
        for key, title in subject.forms if subject.assessment is None else ():
            self.form.addItem(title, key)
        self._offer()
        self.changed.emit()

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

    def _fill(self, column: QVBoxLayout, before: Choices) -> None:
        column.setContentsMargins(2, 2, 12, 2)
        column.setSpacing(8)
        self.kind = _wide_box("Report")
        self.other = _wide_box("Beside")
        self.form = _wide_box("Form of")
        self.as_at = QLineEdit(day_in_words(before.as_at))
        self.as_at.setAccessibleName("Actions as at")
        self.as_at.setAccessibleDescription(_DAY)
        self.as_at.setToolTip(_DAY)
        self.layout_box = choice_box("Layout", ((one.value, words) for one, words in LAYOUTS))
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(before.layout.value)))
        rows_of_choices = named_rows(
            ("Report", self.kind),
            ("Beside", self.other),
            ("Form of", self.form),
            ("Actions as at", self.as_at),
            ("Layout", self.layout_box),
        )
        column.addLayout(rows_of_choices)
        parts = [rows_of_choices.itemAt(at) for at in range(rows_of_choices.count())]
        labels = [part.widget() for part in parts if part is not None]
        self._names = {one.buddy(): one for one in labels if isinstance(one, QLabel)}
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
        for box in (self.kind, self.other, self.form, self.layout_box):
            box.activated.connect(self._on_chosen)
        self.as_at.editingFinished.connect(self._on_as_at)

    def _on_chosen(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        """Offer only what the kind of report takes notice of."""
        kind = Kind(self.kind.currentData() or Kind.ACTIONS)
        self.other.setEnabled(kind in _COMPARED and self.other.count() > 0)
        self.form.setEnabled(kind is Kind.FORM and self.form.count() > 0)
        self.as_at.setEnabled(kind in {Kind.ACTIONS, Kind.BOARD})
        for box, shown in ((self.other, kind in _COMPARED), (self.form, kind is Kind.FORM)):
            box.setVisible(shown)
            self._names[box].setVisible(shown)

    def _on_as_at(self) -> None:
        """Read the day that is typed, and write it out; say so if it is none."""
        typed = self.as_at.text().strip()
        found = understood(typed, self._today) if typed else None
        restyle(self.as_at, "tone", "" if found else "bad")
        self.as_at.setToolTip(_DAY if found else f"Not understood. {_DAY}")
        if found is None:
            self.unclear.emit(f"“{typed}” is not a day that is understood.")
            return
        self.as_at.setText(day_in_words(found.day))
        self._as_at = found.day
        self.changed.emit()


def _wide_box(name: str) -> QComboBox:
    box = choice_box(name, ())
    box.setMinimumContentsLength(20)
    box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
