"""An instrument to look at and to make a new version of: stages, themes, and what cells say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.instrument import Cell, CellKind, Instrument, Stage, Theme
from evidence_library.ui.presenters.instrument_editing import (
    cells_at,
    keyed_stages,
    keyed_themes,
    problems,
    with_cells,
)
from evidence_library.ui.presenters.instruments import InstrumentsPresenter, said_of_version
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.chips import ChipsField
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.rows import Part, RowKind, RowsField
from evidence_library.ui.widgets.fields.text import TextField
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label, restyle

_MOST_TOLD = 4

_NOTE = (
    "What you save is a new version. Assessments that were made with an earlier one keep theirs, "
    "word by word."
)
_KEY = "Key, made of the name if empty"

_KINDS = [Option(one, one.value.capitalize()) for one in CellKind]

_STAGE = RowKind(
    "stage",
    (
        Part("name", "Name", LineField),
        Part("key", _KEY, LineField),
        Part("meaning", "What it means", TextField, wide=True),
        Part("doubt", "Why the name is not sure, if it is not", LineField, wide=True),
    ),
    Stage(key="", name=""),
)
_THEME = RowKind(
    "theme",
    (
        Part("name", "Name", LineField),
        Part("group", "Group", LineField),
        Part("key", _KEY, LineField),
        Part("part_of", "Key of the wider theme, if there is one", LineField),
        Part("meaning", "What it means", TextField, wide=True),
        Part("topics", "Topic headings it has records under", ChipsField, wide=True),
    ),
    Theme(key="", name=""),
)


def _kind(theme: Any, name: str) -> FieldWidget:
    return ChoiceField(theme, name, _KINDS)


_CELL = RowKind(
    "cell",
    (
        Part("kind", "What it is", _kind),
        Part("text", "Words", TextField, wide=True),
        Part("own", "Wording of your own copy, shown in its place", TextField, wide=True),
    ),
    Cell(theme="", kind=CellKind.CHARACTERISTIC),
)

_LINES = (("title", "Title"), ("source", "What it accompanies"))
_TEXTS = (("about", "What it is for"), ("wording", "Whose words the cells are"))


class InstrumentEditor(QDialog):
    """Edits a copy in memory; nothing is kept before somebody saves."""

    def __init__(
        self,
        parts: Parts,
        presenter: InstrumentsPresenter,
        instrument: Instrument,
        parent: QWidget,
    ) -> None:
        """Show an instrument."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts, self._presenter = parts, presenter
        self._begun = self.item = instrument
        self._at = ("", "")
        self._saving = False
        theme = parts.theme
        self.setWindowTitle(f"Instrument: {instrument.title}")
        self.resize(QSize(theme.px(900), theme.px(720)).boundedTo(parent.window().size() * 0.95))
        self.fields: dict[str, FieldWidget] = {
            **{key: LineField(theme, words) for key, words in _LINES},
            **{key: TextField(theme, words) for key, words in _TEXTS},
        }
        self.stages = RowsField(theme, "Stages", _STAGE)
        self.themes = RowsField(theme, "Themes", _THEME)
        self.cells = RowsField(theme, "Cells", _CELL)
        self.theme_of_cells, self.stage_of_cells = QComboBox(), QComboBox()
        for box, name in (
            (self.theme_of_cells, "Theme of the cells"),
            (self.stage_of_cells, "Stage of the cells"),
        ):
            box.setAccessibleName(name)
            box.view().setAccessibleName(name)
            box.setMinimumContentsLength(16)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.tabs = QTabWidget()
        self.wrong = label(role="secondary", wrap=True)
        self.messages = MessageBar(theme)
        self.save = button("Save as a new version", self._on_save, role="primary")
        self.cancel = button("Close", self.reject)
        for one in (self.save, self.cancel):
            one.setAutoDefault(False)
        self._lay_out()
        self._load()
        self._connect()

    def reject(self) -> None:
        """Close; ask first if something would be lost."""
        self._collect()
        question = "Close without saving? What you changed here would be lost."
        changed = self.item != self._begun
        if not changed or self._parts.dialogs.confirm(
            self, question, "Close", "Keep editing", careful=True
        ):
            super().reject()

    # Reading and writing the form

    def _load(self) -> None:
        item = self.item
        for key, field in self.fields.items():
            field.set_value(getattr(item, key))
        self.stages.set_value(item.stages)
        self.themes.set_value(item.themes)
        self._offer_places()
        self._load_cells()
        self._tell()
        writable = self._presenter.writable
        for one in (*self.fields.values(), self.stages, self.themes, self.cells):
            one.setEnabled(writable)

    def _offer_places(self) -> None:
        """Offer the themes and stages that cells can be for."""
        theme, stage = self._at
        for box, wanted, names in (
            (self.theme_of_cells, theme, [(one.key, one.name) for one in self.item.themes]),
            (
                self.stage_of_cells,
                stage,
                [("", "All stages"), *((one.key, one.name) for one in self.item.stages)],
            ),
        ):
            blocked = box.blockSignals(True)
            box.clear()
            for key, name in names:
                box.addItem(name or "Without a name", key)
            box.setCurrentIndex(max(0, box.findData(wanted)) if names else -1)
            box.blockSignals(blocked)
        self._at = (
            self.theme_of_cells.currentData() or "",
            self.stage_of_cells.currentData() or "",
        )

    def _load_cells(self) -> None:
        self.cells.set_value(cells_at(self.item, *self._at))
        self.cells.setVisible(bool(self._at[0]))

    def _collect(self) -> None:
        """Take what the fields hold."""
        values = {key: field.value().strip() for key, field in self.fields.items()}
        item = replace(
            self.item,
            **values,
            stages=keyed_stages(self.stages.value()),
            themes=keyed_themes(self.themes.value()),
        )
        self.item = with_cells(item, *self._at, self.cells.value()) if self._at[0] else item

    def _on_place(self) -> None:
        """Keep the cells that were shown, and show those of another place."""
        self._collect()
        self._at = (
            self.theme_of_cells.currentData() or "",
            self.stage_of_cells.currentData() or "",
        )
        self._load_cells()

    def _on_tab(self, _at: int) -> None:
        self._collect()
        self._offer_places()
        self._load_cells()
        self._tell()

    def _on_changed(self) -> None:
        self._collect()
        self._tell()

    def _tell(self) -> None:
        """Say what is wrong in plain sentences; what has an error cannot be saved."""
        found, usable = problems(self.item)
        told = [one.message for one in found[:_MOST_TOLD]]
        if len(found) > _MOST_TOLD:
            told.append(f"And {len(found) - _MOST_TOLD} more.")
        self.wrong.setText("\n".join(told))
        self.wrong.setVisible(bool(told))
        restyle(self.wrong, "tone", "" if usable else "bad")
        changed = self.item != self._begun or self._begun.version == 0
        self.save.setEnabled(usable and changed and self._presenter.writable)

    def _on_save(self) -> None:
        self._collect()
        self._saving = True
        self.save.setEnabled(False)
        self._presenter.save(self.item)

    def _on_saved(self, _instrument: object) -> None:
        if self._saving:
            self._begun = self.item
            self.accept()

    def _on_failed(self, message: str) -> None:
        if self._saving:
            self._saving = False
            self.save.setEnabled(True)
            self.messages.say(message, "bad")

    # What it is made of

    def _lay_out(self) -> None:
        said: list[QWidget] = []
        for key, words in (*_LINES, *_TEXTS):
            head = label(words, "strong")
            head.setBuddy(self.fields[key])
            said.extend((head, self.fields[key]))
        places = QWidget()
        row = QHBoxLayout(places)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.theme_of_cells, 2)
        row.addWidget(self.stage_of_cells, 1)
        for words, widgets in (
            ("&About", tuple(said)),
            ("&Stages", (self.stages,)),
            ("&Themes", (self.themes,)),
            ("&Cells", (places, self.cells)),
        ):
            self.tabs.addTab(self._scrolled(self._page(*widgets)), words)
        self.tabs.tabBar().setAccessibleName("Parts of the instrument")
        last = QHBoxLayout()
        last.addWidget(self.wrong, 3)
        last.addStretch(1)
        last.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignBottom)
        last.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(self.item.title or "Untitled", "heading", wrap=True))
        column.addWidget(label(f"{said_of_version(self.item)}. {_NOTE}", "secondary", wrap=True))
        column.addWidget(self.messages)
        column.addWidget(self.tabs, 1)
        column.addLayout(last)
        in_tab_order(self.tabs, self.cancel, self.save)

    @staticmethod
    def _page(*widgets: QWidget) -> QWidget:
        made = QWidget()
        made.setProperty("role", "plain")
        made.setMinimumWidth(1)
        column = QVBoxLayout(made)
        column.setContentsMargins(4, 12, 12, 12)
        column.setSpacing(8)
        for one in widgets:
            column.addWidget(one)
        column.addStretch(1)
        return made

    @staticmethod
    def _scrolled(page: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _connect(self) -> None:
        for one in (*self.fields.values(), self.stages, self.themes, self.cells):
            one.changed.connect(self._on_changed)
        self.theme_of_cells.activated.connect(lambda _at: self._on_place())
        self.stage_of_cells.activated.connect(lambda _at: self._on_place())
        self.tabs.currentChanged.connect(self._on_tab)
        self._presenter.saved.connect(self._on_saved)
        self._presenter.failed.connect(self._on_failed)
