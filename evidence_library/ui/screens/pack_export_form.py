"""What one chooses of an export, and what would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.document import Layout
from evidence_library.model.pack import Pack
from evidence_library.ui.presenters.pack_export import (
    EDITIONS,
    LAYOUTS,
    Choices,
    Plan,
    citation_styles,
    formats,
)
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.form_parts import (
    choice_box,
    format_checks,
    in_row,
    named_rows,
    place_line,
)
from evidence_library.ui.widgets.plain import breakable, button, label

#: Warnings that are shown before one asks for all of them.
_WARNINGS = 8

#: From this width at 100 % text on, what is told stands beside what is chosen.
_BESIDE = 860


class PackExportForm(QScrollArea):
    """Formats, edition, layout, citation style, template and folder.

    `changed` follows another choice; `folder_asked` and `template_asked` want another one chosen.
    """

    changed = Signal()
    folder_asked = Signal()
    template_asked = Signal()

    def __init__(self, theme: Theme, before: Choices) -> None:
        """Begin with what was chosen `before`."""
        super().__init__()
        self._theme = theme
        self._folder, self._template = before.folder, before.template
        self._plan: Plan | None = None
        what, told = QVBoxLayout(), QVBoxLayout()
        self._fill_what(what, before)
        self._fill_told(told)
        inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(2, 2, 12, 2)
        self._columns.setSpacing(32)
        self._columns.addLayout(what, 3)
        self._columns.addLayout(told, 2)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        for one in self.editions:
            one.toggled.connect(self._on_changed)
        self.layout_box.currentIndexChanged.connect(self._on_changed)
        self._show_places()

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        editions = next(
            (editions for (editions, _), one in zip(EDITIONS, self.editions, strict=True)
             if one.isChecked()),
            EDITIONS[0][0],
        )  # fmt: skip
        return Choices(
            self._folder,
            tuple(name for name, check in self.formats.items() if check.isChecked()),
            editions,
            Layout(self.layout_box.currentData()),
            self.style_box.currentData() or "",
            self._template,
        )

    # What there is to choose

    def take_folder(self, folder: Path) -> None:
        """Write into another folder."""
        self._folder = folder
        self._show_places()
        self._on_changed()

    def take_template(self, template: Path | None) -> None:
        """Take the styles of another Word document, or of none."""
        self._template = template
        self._show_places()

    def show_pack(self, pack: Pack) -> None:
        """Begin with the layout and citation style of the pack."""
        self.style_box.setCurrentIndex(max(0, self.style_box.findData(pack.citation_style)))
        self.layout_box.blockSignals(True)
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(pack.layout)))
        self.layout_box.blockSignals(False)
        self._on_changed()

    def show_plan(self, plan: Plan) -> None:
        """Show which files would be written, and what one should know."""
        self._plan = plan
        number = len(plan.files)
        self.files_title.setText(
            f"{counted(number, 'file')} will be written" if number else "Choose a format first"
        )
        lines = (
            one.path.name + (" (replaces the one that is there)" if one.replaces else "")
            for one in plan.files
        )
        self.files.setText("\n".join(map(breakable, lines)))
        self._show_warnings(plan.warnings[:_WARNINGS])
        self.all_warnings.setVisible(len(plan.warnings) > _WARNINGS)
        self.all_warnings.setText(f"Show all {len(plan.warnings):,}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is told below what is chosen where there is no room beside it."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = self.width() < self._theme.px(_BESIDE)
        self._columns.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _fill_what(self, column: QVBoxLayout, before: Choices) -> None:
        column.setSpacing(8)
        column.addWidget(label("Formats", "section"))
        rows, self.formats = format_checks(formats(), before.formats, self._on_changed)
        column.addLayout(rows)
        column.addWidget(label("Edition", "section"))
        self._group = QButtonGroup(self)
        self.editions = [QRadioButton(words) for _, words in EDITIONS]
        radios = QVBoxLayout()
        radios.setSpacing(2)
        for (editions, _), one in zip(EDITIONS, self.editions, strict=True):
            one.setChecked(editions == before.editions)
            self._group.addButton(one)
            radios.addWidget(one)
        column.addLayout(radios)
        self.layout_box = choice_box("Layout", ((one.value, words) for one, words in LAYOUTS))
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(before.layout.value)))
        self.style_box = choice_box("Citation style", citation_styles())
        column.addLayout(
            named_rows(("Layout", self.layout_box), ("Citation style", self.style_box))
        )
        self.template = place_line("Word template")
        self.no_template = button("None", lambda: self.take_template(None))
        self.no_template.setAccessibleName("No Word template")
        choose_template = button("Choose…", self.template_asked.emit)
        choose_template.setAccessibleName("Choose a Word template")
        self._template_parts = (self.template, choose_template, self.no_template)
        column.addWidget(label("Word template of your organisation", "section"))
        column.addLayout(in_row(*self._template_parts))
        self.folder = place_line("Folder")
        choose = button("Choose…", self.folder_asked.emit)
        choose.setAccessibleName("Choose the folder")
        column.addWidget(label("Folder", "section"))
        column.addLayout(in_row(self.folder, choose))
        column.addStretch(1)

    def _fill_told(self, column: QVBoxLayout) -> None:
        column.setSpacing(8)
        self.files_title = label("Files", "section", wrap=True)
        self.files = label(wrap=True)
        self.warnings_title = label("", "section", wrap=True)
        self.warnings = label(wrap=True)
        self.all_warnings = button("Show all", self._show_all_warnings, role="link")
        self.all_warnings.hide()
        for part in (self.files_title, self.files, self.warnings_title, self.warnings):
            column.addWidget(part)
        column.addWidget(self.all_warnings, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _show_places(self) -> None:
        self.folder.setText(str(self._folder))
        self.template.setText(str(self._template or ""))
        self.template.setPlaceholderText("None: the styles of this program")
        self.no_template.setEnabled(self._template is not None)
        for one in (self.folder, self.template):
            one.setCursorPosition(len(one.text()))

    def _on_changed(self) -> None:
        with_word = "docx" in self.formats and self.formats["docx"].isChecked()
        for one in self._template_parts:
            one.setEnabled(with_word)
        self.no_template.setEnabled(with_word and self._template is not None)
        self.changed.emit()

    def _show_warnings(self, warnings: Sequence[str]) -> None:
        total = len(self._plan.warnings) if self._plan else 0
        self.warnings_title.setText(
            f"Before you hand it out: {counted(total, 'thing')} to know"
            if total
            else "Nothing speaks against handing it out"
        )
        self.warnings.setText("\n".join(f"• {breakable(one)}" for one in warnings))
        self.warnings.setVisible(bool(warnings))

    def _show_all_warnings(self) -> None:
        if self._plan is not None:
            self._show_warnings(self._plan.warnings)
        self.all_warnings.hide()
