"""The dialog that makes one record of two, field by field, with the result in sight."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.presenters.duplicates import BOTH, FIELD_COLUMNS, Merging
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.plain import button, in_tab_order, label
from evidence_library.ui.widgets.safe_browser import SafeBrowser

_WIDTHS = (230,)


class MergeDialog(QDialog):
    """Shows a `Merging`. `merged` brings it when somebody says that it is to be done."""

    merged = Signal(object)

    def __init__(self, theme: Theme, merging: Merging, parent: QWidget) -> None:
        """Show the fields, those that differ first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._merging = merging
        self.setWindowTitle("Compare and merge")
        self.resize(QSize(theme.px(900), theme.px(640)).boundedTo(parent.size() * 0.95))
        self.first, self.second = (label(role="secondary", wrap=True) for _ in range(2))
        self.table = ListedTable(theme, ListedTableModel(FIELD_COLUMNS, "all fields"), _WIDTHS)
        self.table.setAccessibleName("Fields of the two records")
        self.table.setAccessibleDescription("Enter takes the field from the other record.")
        self.browser = SafeBrowser(theme)
        self.browser.setAccessibleName("What the two records say, and what is taken")
        self._make_buttons()
        self._lay_out()
        self.table.chose.connect(self._on_chose)
        self.table.entered.connect(self._on_entered)
        self._show()
        self.table.go_to(1)

    def _make_buttons(self) -> None:
        self.takes = {
            0: button("Take the first", partial(self._take, 0)),
            1: button("Take the second", partial(self._take, 1)),
            BOTH: button("Take both", partial(self._take, BOTH)),
        }
        self.swap = button(
            "Keep the other one", self._on_swap,
            hint="Keep the id of the second record; what is taken from where stays",
        )  # fmt: skip
        self.go_on = button(
            "Merge", self._on_merge, role="primary",
            hint="Make one record of the two, in one step that Undo takes back",
        )  # fmt: skip
        self.cancel = button("Cancel", self.reject)
        for one in (*self.takes.values(), self.swap, self.go_on, self.cancel):
            one.setAutoDefault(False)  # Enter belongs to the table

    def _lay_out(self) -> None:
        parted = QSplitter(Qt.Orientation.Vertical)
        parted.setChildrenCollapsible(False)
        parted.addWidget(self.table)
        parted.addWidget(self.browser)
        acts = QWidget()
        flow = FlowLayout(acts)
        for one in (*self.takes.values(), self.swap):
            flow.addWidget(one)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.cancel)
        last.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.first)
        column.addWidget(self.second)
        column.addWidget(parted, 1)
        column.addWidget(acts)
        column.addLayout(last)
        in_tab_order(
            self.table, self.browser, *self.takes.values(), self.swap, self.cancel, self.go_on
        )

    def _show(self) -> None:
        row = self.table.currentIndex().row()
        first, second = self._merging.made
        self.first.setText(f"● First, kept with its id: {first.title or 'Untitled'}")
        self.second.setText(
            f"▲ Second, its id will lead to the first: {second.title or 'Untitled'}"
        )
        self.table.lines.show_all(self._merging.lines())
        self.table.go_to(max(row, 0))
        self._on_chose()

    def _on_chose(self) -> None:
        chosen = self.table.chosen
        name = chosen[0].id if chosen else ""
        places = self._merging.places(name)
        for place, one in self.takes.items():
            one.setEnabled(place in places)
        self.browser.show_html(self._merging.page(name))

    def _on_entered(self) -> None:
        if self.table.chosen:
            self._merging.take_next(self.table.chosen[0].id)
            self._show()

    def _take(self, place: int) -> None:
        self._merging.take(self.table.chosen[0].id, place)
        self._show()

    def _on_swap(self) -> None:
        self._merging.keep_other()
        self._show()

    def _on_merge(self) -> None:
        self.merged.emit(self._merging)
        self.accept()
