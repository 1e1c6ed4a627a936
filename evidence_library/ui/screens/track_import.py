"""The dialog that imports recommendations: a table, its rows to be put right, then the import.

Its second page adds the progress of a later table to a set that is there.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.table_reading import Column
from evidence_library.model.vocabulary import QuarterConvention, in_words
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.presenters.track_import import ROW_COLUMNS, TrackImportPresenter
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.track_import_merge import MergePane
from evidence_library.ui.screens.track_import_row import RowPane
from evidence_library.ui.tasks import Job, Tasks
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label

_WIDTHS = (76, 96, 92, 76)
_PROGRESS, _EMPTY = 1, 2


def open_import(parts: Parts) -> TrackImportDialog | None:
    """Show the dialog over a window, unless nothing can be added; what was done is told there."""
    if parts.session.hindrance:
        parts.news.tell_note(parts.session.hindrance)
        return None
    presenter = TrackImportPresenter(parts.session)
    presenter.done.connect(parts.news.tell_done)
    dialog = TrackImportDialog(parts.theme, presenter, parts.session.tasks, parts.window)
    dialog.file_asked.connect(lambda: _choose(parts.dialogs, dialog, presenter))
    dialog.open()
    return dialog


def _choose(dialogs: Dialogs, dialog: QDialog, presenter: TrackImportPresenter) -> None:
    path = dialogs.choose_table(dialog)
    if path is not None:
        presenter.read_file(path)


class TrackImportDialog(QDialog):
    """Shows the presenter. `file_asked` wants a file to be chosen."""

    file_asked = Signal()

    def __init__(
        self, theme: Theme, presenter: TrackImportPresenter, tasks: Tasks, parent: QWidget
    ) -> None:
        """Start without a table."""
        super().__init__(parent)
        presenter.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self.presenter, self._tasks = theme, presenter, tasks
        self.setWindowTitle("Import recommendations")
        self.resize(QSize(theme.px(1180), theme.px(760)).boundedTo(parent.size() * 0.95))
        self.source = label("", "strong", wrap=True)
        self.file = button("Choose a file…", self.file_asked.emit)
        self.paste = button("Paste a table", self._on_paste, hint="Read the table that was copied")
        self.messages = MessageBar(theme)
        self.mode = QComboBox()
        self.mode.addItems(["Import as a new set", "Add progress to a set"])
        self.mode.setAccessibleName("What to do with the table")
        self.which = button("Columns", hint="Say which column is what")
        self.which.setCheckable(True)
        self._make_fields()
        self.problems = QListWidget()
        self.problems.setAccessibleName("What is odd about the table")
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.setMaximumHeight(theme.px(104))
        self.rows = ListedTable(
            theme, ListedTableModel(ROW_COLUMNS, "nothing"), _WIDTHS, optional=(3, 2, 1)
        )
        self.rows.setAccessibleName("Rows as read")
        self.row = RowPane(theme, presenter)
        self.merge = MergePane(theme, presenter)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress")
        self.undo = button("Undo", presenter.undo, hint="Take the last correction back (Ctrl+Z)")
        self.redo = button("Redo", presenter.redo, hint="Make the correction again (Ctrl+Y)")
        self.cancel = button("Cancel", self.reject)
        self.go_on = button("Import", self._on_go_on, role="primary")
        self._lay_out()
        self._connect()
        self._show()
        self.file.setFocus()

    def reject(self) -> None:
        """Close; stop first what is under way. Esc, Cancel and the window's cross come here."""
        if not self.presenter.cancel():
            super().reject()

    def _make_fields(self) -> None:
        self.title, self.as_at = QLineEdit(), QLineEdit()
        self.as_at.setPlaceholderText("Such as March 2005")
        self.table, self.quarters = QComboBox(), QComboBox()
        for one in (
            QuarterConvention.UNSTATED,
            QuarterConvention.CALENDAR,
            QuarterConvention.FINANCIAL,
        ):
            self.quarters.addItem(in_words(one), one)
        self.columns = {column: QComboBox() for column in Column}
        self._named: dict[str, QWidget] = {
            "Title": self.title,
            "As at": self.as_at,
            "Quarters": self.quarters,
            "Table": self.table,
            **{f"{in_words(column)} in": box for column, box in self.columns.items()},
        }
        for name, widget in self._named.items():
            widget.setAccessibleName(name)
            if isinstance(widget, QComboBox):
                widget.setMinimumContentsLength(10)
                policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                widget.setSizeAdjustPolicy(policy)

    def _lay_out(self) -> None:
        top = FlowLayout()
        for one in (self.file, self.paste, self.mode, self.which):
            top.addWidget(one)
        last = QHBoxLayout()
        for one in (self.undo, self.redo):
            last.addWidget(one)
        last.addWidget(self.progress, 1)
        last.addStretch(1)
        for one in (self.cancel, self.go_on):
            last.addWidget(one)
        buttons = (self.which, self.file, self.paste, self.undo, self.redo, self.cancel, self.go_on)
        for one in buttons:
            one.setAutoDefault(False)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._rows_page())
        self.pages.addWidget(self.merge)
        self.pages.addWidget(_page_without_table())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.source)
        column.addWidget(self.messages)
        column.addWidget(self.problems)
        column.addWidget(self.pages, 1)
        column.addLayout(last)
        self.progress.hide()
        in_tab_order(
            *(self.file, self.paste, self.mode, self.which, self.problems),
            *self._named.values(),
            *(self.rows, self.row.text),
        )
        in_tab_order(self.row.leave_out, self.undo, self.redo, self.cancel, self.go_on)

    def _rows_page(self) -> QWidget:
        page = QWidget()
        names = tuple(self._named)
        self._chooser = QWidget()
        self._chooser.setLayout(self._forms(names[4:6], names[6:8], names[8:]))
        self._chooser.hide()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.row)
        split = QHBoxLayout()
        split.setSpacing(16)
        split.addWidget(self.rows, 6)
        split.addWidget(area, 5)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._forms(names[:2], names[2:4]))
        column.addWidget(self._chooser)
        column.addLayout(split, 1)
        return page

    def _forms(self, *parts: tuple[str, ...]) -> QHBoxLayout:
        """Lay fields out in forms side by side."""
        fields = QHBoxLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(16)
        for part in parts:
            form = QFormLayout()
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            for name in part:
                form.addRow(name, self._named[name])
            fields.addLayout(form, 1)
        return fields

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.shown.connect(self._show)
        self.which.toggled.connect(self._chooser.setVisible)
        presenter.matched.connect(self._show_go_on)
        presenter.busy.connect(self._on_busy)
        presenter.failed.connect(lambda message: self.messages.say(message, "bad"))
        presenter.done.connect(lambda *_: self.accept())
        self._tasks.progressed.connect(self._on_progress)
        self.rows.chose.connect(self._show_row)
        self.mode.currentIndexChanged.connect(lambda _at: self._show())
        self.merge.changed.connect(self._show_go_on)
        self.title.editingFinished.connect(self._on_title)
        self.as_at.editingFinished.connect(self._on_as_at)
        self.table.activated.connect(presenter.choose_table)
        self.quarters.activated.connect(
            lambda _at: presenter.choose_quarters(self.quarters.currentData())
        )
        for column, box in self.columns.items():
            box.activated.connect(partial(self._on_column, column))
        for keys, deed in (("Ctrl+Z", presenter.undo), ("Ctrl+Y", presenter.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    @property
    def _merges(self) -> bool:
        return self.mode.currentIndex() == _PROGRESS

    def _show(self) -> None:
        """Show the preview as it is by now."""
        presenter, preview = self.presenter, self.presenter.preview
        self.messages.pass_on()
        self.source.setText(presenter.source_told())
        self.problems.clear()
        self.problems.addItems(list(presenter.problems()))
        self.problems.setVisible(self.problems.count() > 0)
        self.pages.setCurrentIndex(_EMPTY if preview is None else self.mode.currentIndex())
        self.mode.setEnabled(preview is not None)
        self.which.setEnabled(preview is not None)
        if preview is not None and preview.table.columns.guessed:
            self.which.setChecked(True)
        self.undo.setEnabled(presenter.may_undo)
        self.redo.setEnabled(presenter.may_redo)
        if preview is not None:
            self._fill_fields()
            chosen = self.rows.currentIndex().row()
            self.rows.lines.show_all(presenter.lines())
            self.rows.go_to(max(chosen, 0))
            if self._merges:
                self.merge.refresh()
        self._show_row()
        self._show_go_on()

    def _fill_fields(self) -> None:
        preview = self.presenter.preview
        if preview is None:
            return
        self.title.setText(preview.title)
        self.as_at.setText(preview.as_at.raw or preview.as_at.value if preview.as_at else "")
        self.quarters.setCurrentIndex(self.quarters.findData(preview.quarters))
        self.table.clear()
        self.table.addItems(list(self.presenter.tables()))
        self.table.setCurrentIndex(preview.grid)
        self.table.setEnabled(self.table.count() > 1)
        for column, box in self.columns.items():
            box.clear()
            box.addItems(["None", *(f"Column {one}" for one in self.presenter.headings())])
            box.setCurrentIndex(preview.table.columns.at.get(column, -1) + 1)

    def _show_row(self) -> None:
        chosen = self.rows.chosen
        self.row.show_row(self.presenter.row(int(chosen[0].id)) if chosen else None)

    def _show_go_on(self) -> None:
        preview = self.presenter.preview
        if self._merges:
            words, may = self.merge.deed, self.merge.may_add
        else:
            number = len(preview.kept) if preview else 0
            noun = "recommendation" if number == 1 else "recommendations"
            words = f"Import {number:,} {noun}" if number else "Import"
            may = bool(preview and preview.may_commit)
        self.go_on.setText(words)
        self.go_on.setAccessibleName(words)
        self.go_on.setEnabled(may)

    def _on_go_on(self) -> None:
        if self._merges:
            self.merge.add()
        else:
            self.presenter.commit()

    def _on_paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        self.presenter.paste(data.html() if data.hasHtml() else "", data.text())

    def _on_title(self) -> None:
        preview = self.presenter.preview
        if preview is not None and self.title.text().strip() != preview.title:
            self.presenter.name(self.title.text())

    def _on_as_at(self) -> None:
        preview = self.presenter.preview
        if preview is None:
            return
        known = preview.as_at.raw or preview.as_at.value if preview.as_at else ""
        if self.as_at.text().strip() != known:
            self.presenter.date(self.as_at.text())

    def _on_column(self, column: Column, at: int) -> None:
        self.presenter.choose_column(column, at - 1 if at > 0 else None)

    def _on_busy(self, busy: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        for one in (self.file, self.paste, self.pages, self.go_on, self.undo, self.redo):
            one.setEnabled(not busy)
        if not busy:
            self._show_go_on()
            self.undo.setEnabled(self.presenter.may_undo)
            self.redo.setEnabled(self.presenter.may_redo)

    def _on_progress(self, job: Job[object]) -> None:
        done, total, _what = job.position
        if job.owner is self.presenter:
            self.progress.setRange(0, total)
            self.progress.setValue(done)


def _page_without_table() -> QWidget:
    """Say what can be read, and that nothing happens yet."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    told = (
        "A table can come from a text file, CSV, Excel, a web page or a Word document, or from "
        "what you copied there. Its columns may stand in any order.",
        "You see how each row is read, and can put it right. Nothing is in the library until you "
        "choose Import.",
    )
    for sentence in told:
        column.addWidget(label(sentence, "secondary", wrap=True))
    column.addStretch(1)
    return page
