"""The results as an evidence map: what stands on its sides, the map, and what it says."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from evidence_library.model.evidence_map import SEVERAL_CELLS, EvidenceMap
from evidence_library.ui.presenters.evidence_map import CHOICES, FORMS, MapPlace, MapPresenter
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.map_table import MapTable
from evidence_library.ui.widgets.plain import button, label


class MapPane(QWidget):
    """Shows the maps of a presenter. `save_asked` names the form, `said` confirms in words.

    `opening` names the place of a cell before it is opened, `opened` follows.
    """

    save_asked = Signal(str)
    opening = Signal(object)
    opened = Signal()
    said = Signal(str)

    def __init__(self, theme: Theme, presenter: MapPresenter) -> None:
        """Start without a map."""
        super().__init__()
        self._presenter = presenter
        self._coming: MapPlace | None = None
        self.table = MapTable(theme)
        self.rows = _chooser("Rows")
        self.columns = _chooser("Columns")
        self.turn = button("Turn", presenter.turn, hint="Exchange rows and columns")
        self._export = button("Export")
        self._export.setProperty("menu", "true")
        self._export.setMenu(self._export_menu())
        self._sentence = label(role="secondary", wrap=True)
        self._note = label(role="secondary")
        self._scroll = QScrollArea()  # at large text the table has more room than the window
        self._lay_out()
        self._show_plan()
        self._say("", quietly=True)
        presenter.drawn.connect(self._on_drawn)
        presenter.planned.connect(self._show_plan)
        presenter.copied.connect(self._on_copied)
        presenter.saved.connect(self._on_saved)
        self.table.opened.connect(self._on_cell)
        self.table.folded.connect(presenter.fold)
        for chooser in (self.rows, self.columns):
            chooser.activated.connect(self._on_chosen)

    @property
    def sentence(self) -> str:
        """What it says about the map."""
        return self._sentence.text()

    @property
    def note(self) -> str:
        """What it confirms."""
        return self._note.text()

    def come_back(self, place: MapPlace) -> None:
        """Put on the sides what stood there; the next map is shown with the cursor at its cell."""
        self._coming = place
        self._presenter.show_plan(place.plan)

    def _lay_out(self) -> None:
        head = QWidget()
        bar = FlowLayout(head, gap=8)
        for words, chooser in (("Rows", self.rows), ("Columns", self.columns)):
            name = QLabel(words)
            name.setBuddy(chooser)
            name.setProperty("role", "secondary")
            bar.addWidget(name)
            bar.addWidget(chooser)
        for part in (self.turn, self._export, self._note):
            bar.addWidget(part)
        page = QWidget()
        page.setProperty("role", "plain")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self._sentence)
        column.addWidget(self.table, 1)
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self.table.focused.connect(self._keep_table_in_sight)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_table_in_sight)

    def _keep_table_in_sight(self) -> None:
        """Scroll what stands above the table away while one walks through it."""
        if self.table.hasFocus():
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        for form, words, _ending in FORMS:
            action = menu.addAction(f"Save as {words}…")
            action.triggered.connect(lambda _=False, name=form: self.save_asked.emit(name))
        menu.addAction("Copy as table").triggered.connect(lambda _=False: self._presenter.copy())
        return menu

    def _show_plan(self) -> None:
        plan = self._presenter.plan
        for chooser, facet in ((self.rows, plan.rows), (self.columns, plan.columns)):
            chooser.setCurrentIndex(chooser.findData(facet))

    def _on_chosen(self) -> None:
        self._presenter.choose(str(self.rows.currentData()), str(self.columns.currentData()))

    def _on_drawn(self, drawn: EvidenceMap) -> None:
        self.table.show_map(drawn)
        coming, self._coming = self._coming, None
        if coming is not None:
            self.table.go_to(coming.row, coming.column)
        self.table.setAccessibleName(f"Evidence map: {drawn.title}")
        more = f" {drawn.left_out:,} more values had no room." if drawn.left_out else ""
        self._sentence.setText(f"{drawn.sentence}{more} {SEVERAL_CELLS}")
        self._say("", quietly=True)

    def _on_cell(self, row: int, column: int) -> None:
        cells = self.table.cells
        sides = cells.row_side(row), cells.column_side(column)
        self.opening.emit(MapPlace(self._presenter.plan, *sides))
        self._presenter.open_cell(*sides)
        self.opened.emit()

    def _on_copied(self, table: str, page: str) -> None:
        data = QMimeData()
        data.setText(table)
        data.setHtml(page)
        QGuiApplication.clipboard().setMimeData(data)
        self._say("Map copied as a table")

    def _on_saved(self, name: str) -> None:
        self._say(f"Saved as {name}")

    def _say(self, words: str, *, quietly: bool = False) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))
        if not quietly:
            self.said.emit(words)


def _chooser(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(f"{name} of the map")
    made.view().setAccessibleName(f"Choices for {name.lower()}")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for facet, words in CHOICES:
        made.addItem(words, facet)
    return made
