"""Adding a later table of progress to a set: what matches what, to be confirmed row by row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.itemmodels.track_matches import MatchesModel
from evidence_library.ui.presenters.track_import import TrackImportPresenter
from evidence_library.ui.presenters.track_import_lines import MATCH_COLUMNS
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import label

_ROW = 34


class _Matches(QTableView):
    """The rows with what they match; the space bar ticks the one one is at."""

    def __init__(self, theme: Theme, lines: MatchesModel) -> None:
        super().__init__()
        self.lines = lines
        lines.setParent(self)
        self.setModel(lines)
        self.setAccessibleName("Rows of the table and what they match")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick a row with the space bar, whichever cell one is at."""
        if event.key() == Qt.Key.Key_Space:
            self.lines.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class MergePane(QWidget):
    """Shows the presenter's matching. `changed` follows another tick.

    `about` holds what is said of the report as a whole; it is laid out elsewhere.
    """

    changed = Signal()

    def __init__(self, theme: Theme, presenter: TrackImportPresenter) -> None:
        """Start without a matching."""
        super().__init__()
        self.presenter = presenter
        self.set_box = QComboBox()
        self.reported, self.source = QLineEdit(), QLineEdit()
        self.reported.setPlaceholderText("Such as March 2006; empty: no date")
        self.source.setPlaceholderText("Where the report stands")
        self.told = label("", "strong", wrap=True)
        self.table = _Matches(theme, MatchesModel(MATCH_COLUMNS))
        self.about = QWidget()
        form = QFormLayout(self.about)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            ("Set", self.set_box),
            ("Reported", self.reported),
            ("Source", self.source),
        ):
            field.setAccessibleName(name)
            form.addRow(name, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        self.in_order = (self.set_box, self.reported, self.source, self.table)
        self.set_box.activated.connect(lambda _at: self._match_anew())
        self.reported.editingFinished.connect(self._on_reported)
        self.table.lines.dataChanged.connect(lambda *_: self.changed.emit())
        presenter.matched.connect(self._show)
        self._matched_for = ""

    @property
    def may_add(self) -> bool:
        """Whether anything is ticked."""
        return self.presenter.matching is not None and bool(self.table.lines.ticked)

    @property
    def deed(self) -> str:
        """What would be done, in the words of a button."""
        number = len(self.table.lines.ticked) if self.presenter.matching else 0
        return f"Add progress of {counted(number, 'row')}" if number else "Add progress"

    @property
    def has_choices(self) -> bool:
        """Whether rows were ticked by hand, or where the report stands was typed."""
        return self.table.lines.by_hand or bool(self.source.text().strip())

    def forget(self) -> None:
        """Forget what was ticked by hand: another table is read."""
        self.table.lines.forget()

    def refresh(self) -> None:
        """Offer the sets there are, and match the table as it is by now."""
        chosen = self.set_box.currentData()
        self.set_box.clear()
        for key, title in self.presenter.sets():
            self.set_box.addItem(title, key)
        self.set_box.setCurrentIndex(max(self.set_box.findData(chosen), 0))
        if self.set_box.count():
            self._match()
        else:
            self.told.setText("There is no set yet; import the table as a new one.")

    def add(self) -> None:
        """Add the progress of what is ticked."""
        self.presenter.add(self.table.lines.ticked, self.source.text())

    def _match_anew(self) -> None:
        self.forget()
        self._match()

    def _match(self) -> None:
        self._matched_for = self.reported.text().strip()
        self.table.lines.show((), ())
        self.told.setText("")
        self.presenter.match(self.set_box.currentData(), self._matched_for)

    def _on_reported(self) -> None:
        if self.reported.text().strip() != self._matched_for:
            self._match()

    def _show(self) -> None:
        matching = self.presenter.matching
        if matching is None:
            return
        self.table.lines.show(self.presenter.match_lines(), matching.confirmed)
        told = (matching.warning, f"{matching.counted.capitalize()}.", matching.nothing_new)
        self.told.setText(" ".join(filter(None, told)))
        self.changed.emit()
