"""The dialog that exports a pack: what to write, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.document import Layout
from evidence_library.model.pack import Pack
from evidence_library.ui.presenters.pack_export import (
    EDITIONS,
    LAYOUTS,
    Choices,
    Outcome,
    PackExport,
    Plan,
    citation_styles,
    formats,
)
from evidence_library.ui.presenters.wording import counted, quoted
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import breakable, button, label
from evidence_library.ui.widgets.wrapped_list import WrappedList

_CHOOSING, _WRITING, _ENDED = range(3)

#: Warnings that are shown before one asks for all of them.
_WARNINGS = 8

#: From this width at 100 % text on, what is told stands beside what is chosen.
_BESIDE = 900


class PackExportDialog(QDialog):
    """Shows a pack export. It does not wait for it: closed while files are written, they go on.

    `folder_asked` and `template_asked` want another one chosen; `open_asked` wants a file or folder
    opened; `chose` brings what is exported.
    """

    folder_asked = Signal()
    template_asked = Signal()
    open_asked = Signal(object)
    chose = Signal(object)

    def __init__(
        self, theme: Theme, presenter: PackExport, before: Choices, parent: QWidget
    ) -> None:
        """Begin with what was chosen `before`."""
        super().__init__(parent)
        self._theme, self.presenter = theme, presenter
        self._folder, self._template = before.folder, before.template
        self._plan: Plan | None = None
        self.outcome: Outcome | None = None
        self.setWindowTitle("Export pack")
        self.resize(QSize(theme.px(1040), theme.px(720)).boundedTo(parent.size() * 0.95))
        self.title = label("Reading the pack…", "heading", wrap=True)
        self.stack = QStackedWidget()
        for page in (self._choosing(before), self._writing(), self._ended()):
            self.stack.addWidget(page)
        self.close_button = button("Cancel", self.reject)
        self.go_on = button("Export", self._on_go_on, role="primary")
        self.go_on.setEnabled(False)
        self._lay_out()
        self._connect()
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

    def take_folder(self, folder: Path) -> None:
        """Write into another folder."""
        self._folder = folder
        self._show_places()
        self._ask_plan()

    def take_template(self, template: Path | None) -> None:
        """Take the styles of another Word document, or of none."""
        self._template = template
        self._show_places()

    # What there is to choose

    def _choosing(self, before: Choices) -> QWidget:
        what, told = QVBoxLayout(), QVBoxLayout()
        self._fill_what(what, before)
        self._fill_told(told)
        inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(2, 2, 12, 2)
        self._columns.setSpacing(32)
        self._columns.addLayout(what, 3)
        self._columns.addLayout(told, 2)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        return scroll

    def _fill_what(self, column: QVBoxLayout, before: Choices) -> None:
        column.setSpacing(8)
        column.addWidget(label("Formats", "section"))
        column.addLayout(self._format_rows(before))
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
        self.layout_box = _box("Layout", ((one.value, words) for one, words in LAYOUTS))
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(before.layout.value)))
        self.style_box = _box("Citation style", citation_styles())
        column.addLayout(_named(("Layout", self.layout_box), ("Citation style", self.style_box)))
        self.template = _place("Word template")
        self.no_template = button("None", lambda: self.take_template(None))
        self.no_template.setAccessibleName("No Word template")
        choose_template = button("Choose…", self.template_asked.emit)
        choose_template.setAccessibleName("Choose a Word template")
        self._template_parts = (self.template, choose_template, self.no_template)
        column.addWidget(label("Word template of your organisation", "section"))
        column.addLayout(_row(*self._template_parts))
        self.folder = _place("Folder")
        choose = button("Choose…", self.folder_asked.emit)
        choose.setAccessibleName("Choose the folder")
        column.addWidget(label("Folder", "section"))
        column.addLayout(_row(self.folder, choose))
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is told below what is chosen where there is no room beside it."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = self.width() < self._theme.px(_BESIDE)
        self._columns.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _format_rows(self, before: Choices) -> QGridLayout:
        rows = QGridLayout()
        rows.setColumnStretch(1, 1)
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(4)
        self.formats: dict[str, QCheckBox] = {}
        for at, (name, words, use) in enumerate(formats()):
            check = QCheckBox(words)
            check.setAccessibleDescription(use)
            check.setChecked(name in before.formats)
            check.toggled.connect(self._ask_plan)
            self.formats[name] = check
            rows.addWidget(check, at, 0)
            rows.addWidget(label(use, "muted", wrap=True), at, 1)
        return rows

    def _writing(self) -> QWidget:
        page = QWidget()
        self.position = label("", wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress")
        hint = label(
            "You can close this and go on working; it is said when the files are there.",
            "muted",
            wrap=True,
        )
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        for one in (self.position, self.progress, hint):
            column.addWidget(one)
        column.addStretch(1)
        return page

    def _ended(self) -> QWidget:
        page = QWidget()
        self.written = WrappedList(self._theme)
        self.written.setAccessibleName("Files that were written")
        self.told = WrappedList(self._theme)
        self.told.setAccessibleName("What you should know")
        self.told_title = label("What you should know", "section")
        self.open_file = button("Open file", self._on_open_file)
        self.open_folder = button("Open folder", lambda: self.open_asked.emit(self._folder))
        acts = QWidget()
        flow = FlowLayout(acts)
        flow.addWidget(self.open_file)
        flow.addWidget(self.open_folder)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.written, 1)
        column.addWidget(acts)
        column.addWidget(self.told_title)
        column.addWidget(self.told, 1)
        self.written.itemActivated.connect(self._on_open_file)
        return page

    def _lay_out(self) -> None:
        self.stop = button("Stop", self._on_stop, hint="Earlier files stay as they were")
        self.summary = label("", "muted", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.summary, 1)
        for one in (self.stop, self.close_button, self.go_on):
            one.setAutoDefault(one is self.go_on)
            row.addWidget(one)
        self.stop.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.stack, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.opened.connect(self._on_opened)
        presenter.planned.connect(self._on_planned)
        presenter.no_plan.connect(self._on_no_plan)
        presenter.moved.connect(self._on_moved)
        presenter.ended.connect(self._on_ended)
        for one in self.editions:
            one.toggled.connect(self._ask_plan)
        self.layout_box.currentIndexChanged.connect(self._ask_plan)

    def _show_places(self) -> None:
        self.folder.setText(str(self._folder))
        self.template.setText(str(self._template or ""))
        self.template.setPlaceholderText("None: the styles of this program")
        self.no_template.setEnabled(self._template is not None)
        for one in (self.folder, self.template):
            one.setCursorPosition(len(one.text()))

    def _ask_plan(self) -> None:
        with_word = "docx" in self.formats and self.formats["docx"].isChecked()
        for one in self._template_parts:
            one.setEnabled(with_word)
        self.no_template.setEnabled(with_word and self._template is not None)
        self.presenter.plan(self.choices)

    # What comes back

    def _on_opened(self, pack: Pack) -> None:
        self.title.setText(f"Export {quoted(pack.title)}")
        at = self.style_box.findData(pack.citation_style)
        self.style_box.setCurrentIndex(max(0, at))
        self.layout_box.blockSignals(True)
        self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(pack.layout)))
        self.layout_box.blockSignals(False)
        self._ask_plan()

    def _on_planned(self, plan: Plan) -> None:
        self._plan = plan
        number = len(plan.files)
        self.go_on.setEnabled(number > 0)
        self.files_title.setText(
            f"{counted(number, 'file')} will be written" if number else "Choose a format first"
        )
        known = counted(len(plan.warnings), "thing") + " to know before you hand it out"
        self.summary.setText(f"{counted(number, 'file')}; {known}" if plan.warnings else "")
        lines = (
            one.path.name + (" (replaces the one that is there)" if one.replaces else "")
            for one in plan.files
        )
        self.files.setText("\n".join(map(breakable, lines)))
        self._show_warnings(plan.warnings[:_WARNINGS])
        self.all_warnings.setVisible(len(plan.warnings) > _WARNINGS)
        self.all_warnings.setText(f"Show all {len(plan.warnings):,}")

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

    def _on_no_plan(self, message: str) -> None:
        self.title.setText(message)
        self.go_on.setEnabled(False)

    def _on_go_on(self) -> None:
        chosen = self.choices
        self.chose.emit(chosen)
        self.position.setText("Exporting…")
        self.progress.setRange(0, 0)
        self.stack.setCurrentIndex(_WRITING)
        self.summary.setText("")
        self.go_on.hide()
        self.stop.show()
        self._name_close("Hide")
        self.stop.setFocus()
        self.presenter.write(chosen)

    def _on_stop(self) -> None:
        self.position.setText("Stopping…")
        self.presenter.cancel()

    def _on_moved(self, done: int, total: int, what: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.position.setText(what)

    def _on_ended(self, outcome: Outcome) -> None:
        self.show_outcome(outcome)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what came of an export."""
        self.outcome = outcome
        self.title.setText(outcome.sentence)
        self.title.setAccessibleName(outcome.sentence)
        _fill(self.written, [path.name for path in outcome.files])
        _fill(self.told, outcome.warnings)
        for one in (self.written, self.open_file, self.open_folder):
            one.setVisible(bool(outcome.files))
        for part in (self.told, self.told_title):
            part.setVisible(bool(outcome.warnings))
        self.stack.setCurrentIndex(_ENDED)
        self.stop.hide()
        again = bool(outcome.failure) or outcome.stopped
        self.go_on.setVisible(again)
        self.go_on.setText("Try again")
        self.go_on.setAccessibleName("Try again")
        self._name_close("Close")
        (self.open_file if outcome.files and not again else self.close_button).setFocus()

    def _on_open_file(self) -> None:
        row = self.written.currentRow()
        if self.outcome is not None and 0 <= row < len(self.outcome.files):
            self.open_asked.emit(self.outcome.files[row])

    def _name_close(self, words: str) -> None:
        self.close_button.setText(words)
        self.close_button.setAccessibleName(words)


def usual_folder() -> Path:
    """Give the folder that is offered first: the one for documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def _fill(widget: WrappedList, lines: Sequence[str]) -> None:
    widget.clear()
    widget.addItems([breakable(one) for one in lines])
    widget.setCurrentRow(0)
    widget.fit()


def _place(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setReadOnly(True)
    line.setAccessibleName(name)
    return line


def _box(name: str, choices: Iterable[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, words in choices:
        box.addItem(words, value)
    box.view().setAccessibleName(name)
    return box


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widgets[0], 1)
    for one in widgets[1:]:
        row.addWidget(one)
    return row


def _named(*rows: tuple[str, QComboBox]) -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnStretch(2, 1)
    for at, (words, box) in enumerate(rows):
        named: QLabel = label(words, "section")
        named.setBuddy(box)
        grid.addWidget(named, at, 0)
        grid.addWidget(box, at, 1)
    return grid
