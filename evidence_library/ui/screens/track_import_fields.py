"""What is said of a table as a whole: its title and date, its quarters, which column is what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from evidence_library.model.table_reading import Column
from evidence_library.model.vocabulary import QuarterConvention, in_words
from evidence_library.ui.presenters.track_import import TrackImportPresenter
from evidence_library.ui.widgets.plain import restyle

_CONVENTIONS = (
    QuarterConvention.UNSTATED,
    QuarterConvention.CALENDAR,
    QuarterConvention.FINANCIAL,
)


class TableFields(QWidget):
    """Shows what the presenter's table is by now, and lets it be said otherwise.

    The `chooser`, which column is what, is laid out elsewhere. `may_read_anew` asks whether
    corrections of rows may be given up.
    """

    def __init__(self, presenter: TrackImportPresenter, may_read_anew: Callable[[], bool]) -> None:
        """Start without a table."""
        super().__init__()
        self._presenter, self._may_read_anew = presenter, may_read_anew
        self.title, self.as_at = QLineEdit(), QLineEdit()
        self.as_at.setPlaceholderText("Such as March 2005")
        self.table, self.quarters = QComboBox(), QComboBox()
        for one in _CONVENTIONS:
            self.quarters.addItem(in_words(one), one)
        self.columns = {column: QComboBox() for column in Column}
        self.named: dict[str, QWidget] = {
            "Title": self.title,
            "As at": self.as_at,
            "Quarters": self.quarters,
            "Table": self.table,
            **{f"{in_words(column)} in": box for column, box in self.columns.items()},
        }
        for name, widget in self.named.items():
            widget.setAccessibleName(name)
            if isinstance(widget, QComboBox):
                widget.setMinimumContentsLength(10)
                policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                widget.setSizeAdjustPolicy(policy)
        self._lay_out()
        self._connect()

    def show_table(self) -> None:
        """Show what the table is by now; a date that is none stays as it was typed."""
        preview, wrong = self._presenter.preview, self._presenter.wrong_date
        if preview is None:
            return
        self.title.setText(preview.title)
        self.as_at.setText(wrong.typed if wrong else self._known_date)
        restyle(self.as_at, "tone", "bad" if wrong else "")
        self.as_at.setAccessibleDescription(wrong.told if wrong else "")
        self.quarters.setCurrentIndex(self.quarters.findData(preview.quarters))
        self.table.clear()
        self.table.addItems(list(self._presenter.tables()))
        self.table.setCurrentIndex(preview.grid)
        self.table.setEnabled(self.table.count() > 1)
        headings = [f"Column {one}" for one in self._presenter.headings()]
        for column, box in self.columns.items():
            box.clear()
            box.addItems(["None", *headings])
            box.setCurrentIndex(preview.table.columns.at.get(column, -1) + 1)

    def show_columns(self, *, shown: bool) -> None:
        """Show which column is what, or hide it."""
        self.chooser.setVisible(shown)

    def take_typed(self) -> None:
        """Take what stands in the fields, also where one has not left them yet."""
        self._on_title()
        self._on_as_at()

    @property
    def _known_date(self) -> str:
        preview = self._presenter.preview
        known = preview.as_at if preview else None
        return known.raw or known.value if known else ""

    def _lay_out(self) -> None:
        names = tuple(self.named)
        self.chooser = QWidget()
        self.chooser.setLayout(self._forms(names[4:6], names[6:8], names[8:]))
        self.chooser.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._forms(names[:4]))
        column.addStretch(1)

    def _forms(self, *parts: tuple[str, ...]) -> QHBoxLayout:
        """Lay fields out in forms side by side."""
        fields = QHBoxLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(16)
        for part in parts:
            form = QFormLayout()
            form.setVerticalSpacing(8)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            for name in part:
                form.addRow(name, self.named[name])
            fields.addLayout(form, 1)
        return fields

    def _connect(self) -> None:
        presenter = self._presenter
        self.title.editingFinished.connect(self._on_title)
        self.as_at.editingFinished.connect(self._on_as_at)
        self.table.activated.connect(self._on_table)
        self.quarters.activated.connect(
            lambda _at: presenter.choose_quarters(self.quarters.currentData())
        )
        for column, box in self.columns.items():
            box.activated.connect(partial(self._on_column, column))

    def _on_title(self) -> None:
        preview = self._presenter.preview
        if preview is not None and self.title.text().strip() != preview.title:
            self._presenter.name(self.title.text())

    def _on_as_at(self) -> None:
        wrong = self._presenter.wrong_date
        shown = wrong.typed if wrong else self._known_date
        if self.as_at.text().strip() != shown.strip():
            self._presenter.date(self.as_at.text())

    def _on_table(self, number: int) -> None:
        if self._may_read_anew():
            self._presenter.choose_table(number)
        else:
            self.show_table()

    def _on_column(self, column: Column, at: int) -> None:
        if self._may_read_anew():
            self._presenter.choose_column(column, at - 1 if at > 0 else None)
        else:
            self.show_table()
