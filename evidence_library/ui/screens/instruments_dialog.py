"""The instruments one can assess with: looked at, edited, copied, brought in and written out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.instrument import Instrument
from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.presenters.instruments import (
    COLUMNS,
    InstrumentsPresenter,
    Read,
    said_of_version,
)
from evidence_library.ui.screens.instrument_editor import InstrumentEditor
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import breakable, button, in_tab_order, label
from evidence_library.ui.widgets.wrapped_table import WrappedTable

_WIDTHS = (72, 72, 170)
_KINDS = {".yaml": "Instrument as YAML"}
_MOST_FAULTS = 12


class InstrumentsDialog(QDialog):
    """Shows the instruments of the library that is open."""

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        """Read the instruments."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts = parts
        self.presenter = InstrumentsPresenter(parts.session)
        self.presenter.setParent(self)
        self.setWindowTitle("Instruments")
        px = parts.theme.px
        self.resize(QSize(px(820), px(600)).boundedTo(parent.size() * 0.95))
        self.table = WrappedTable(parts.theme, ListedTableModel(COLUMNS, "not stated"), _WIDTHS)
        self.table.setAccessibleName("Instruments")
        self.table.setAccessibleDescription("Enter opens the instrument.")
        self.version = label(role="secondary", wrap=True)
        self.about = label(wrap=True)
        self.messages = MessageBar(parts.theme)
        self.open_it = button("Open and edit…", self.edit, role="primary")
        self.copy = button(
            "Copy as your own…", self.ask_copy, hint="Make another instrument from this one"
        )
        self.write = button("Export…", self.ask_export, hint="Write it into a YAML file")
        self.remove = button(
            "Remove", self.ask_remove, hint="Take away what no assessment was made with"
        )
        self.bring = button("Import…", self.ask_import, hint="Read an instrument from a YAML file")
        self.close_it = button("Close", self.accept)
        for one in self._buttons:
            one.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.presenter.refresh()
        self.table.setFocus()

    @property
    def shown(self) -> Instrument | None:
        """The instrument one is at."""
        chosen = self.table.chosen
        return self.presenter.find(chosen[0].id) if chosen else None

    def edit(self) -> None:
        """Open the instrument, to look at and to make a new version of it."""
        if self.shown is not None:
            self._open(self.shown)

    def ask_copy(self) -> None:
        """Ask for the title of a copy."""
        shown = self.shown
        if shown is None:
            return
        title = self._parts.dialogs.ask_name(self, "Copy the instrument", f"{shown.title} (ours)")
        if title:
            self.presenter.copy(shown.id, title)

    def ask_export(self) -> None:
        """Ask where to write it."""
        shown = self.shown
        if shown is None:
            return
        start = Path(f"{shown.title}.yaml".replace("/", "-"))
        path = self._parts.dialogs.choose_list_file(self, "Export the instrument", start, _KINDS)
        if path is not None:
            self.presenter.export(shown.id, path)

    def ask_import(self) -> None:
        """Ask which file to read."""
        path = self._parts.dialogs.choose_instrument_file(self)
        if path is not None:
            self.presenter.look_at(path)

    def ask_remove(self) -> None:
        """Take the instrument away; Undo brings it back."""
        if self.shown is not None:
            self.presenter.remove(self.shown.id)

    def _open(self, instrument: Instrument) -> None:
        editor = InstrumentEditor(self._parts, self.presenter, instrument, self)
        editor.open()

    def _on_read(self, found: Read) -> None:
        """Add what was read, or say what is wrong with it and offer to mend it."""
        told = [one.message for one in found.problems[:_MOST_FAULTS]]
        more = len(found.problems) - len(told)
        if more > 0:
            told.append(f"And {more} more.")
        if found.known:
            self.messages.say(f"“{found.instrument.title}” is here already.", "")
        elif not found.usable:
            sentence = f"“{found.instrument.title}” cannot be used yet. {' '.join(told)}"
            self.messages.say(
                sentence, "bad", (("Mend it…", lambda: self._open(found.instrument)),)
            )
        else:
            self.presenter.add(found.instrument)
            if told:
                self.messages.say(" ".join(told), "warn")

    def _on_listed(self) -> None:
        row = max(self.table.currentIndex().row(), 0)
        self.table.lines.show_all(self.presenter.lines())
        self.table.go_to(row)
        self._show()

    def _show(self) -> None:
        shown = self.shown
        self.version.setText(said_of_version(shown) if shown else "")
        self.about.setText(breakable(self.presenter.about(shown)) if shown else "")
        writable = self.presenter.writable
        for one in (self.open_it, self.write):
            one.setEnabled(shown is not None)
        self.copy.setEnabled(shown is not None and writable)
        self.bring.setEnabled(writable)
        self.remove.setEnabled(shown is not None and writable and not shown.ships)

    def _on_told(self, sentence: str, operation: object) -> None:
        self.messages.say(sentence, "good")
        if isinstance(operation, int):
            self._parts.news.tell_done(sentence, operation)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.open_it, self.copy, self.write, self.remove, self.bring, self.close_it)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.listed.connect(self._on_listed)
        presenter.read.connect(self._on_read)
        presenter.told.connect(self._on_told)
        presenter.failed.connect(lambda message: self.messages.say(message, "bad"))
        self.table.chose.connect(self._show)
        self.table.entered.connect(self.edit)
        self.table.doubleClicked.connect(lambda _index: self.edit())

    def _lay_out(self) -> None:
        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.addWidget(self.version)
        inner.addWidget(self.about)
        inner.addStretch(1)
        below.setProperty("role", "plain")
        area = _scrolled(below)
        parted = QSplitter(Qt.Orientation.Vertical)
        parted.setChildrenCollapsible(False)
        parted.addWidget(self.table)
        parted.addWidget(area)
        parted.setStretchFactor(0, 1)
        parted.setStretchFactor(1, 1)
        parted.setSizes([300, 300])
        acts = QWidget()
        flow = FlowLayout(acts, 8)
        for one in self._buttons[:-1]:
            flow.addWidget(one)
        last = QHBoxLayout()
        last.addWidget(acts, 1)
        last.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.messages)
        column.addWidget(parted, 1)
        column.addLayout(last)
        in_tab_order(self.table, *self._buttons)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setAccessibleName("About the instrument")
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
