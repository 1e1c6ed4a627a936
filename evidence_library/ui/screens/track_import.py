"""The dialog that imports recommendations: a table, its rows to be put right, then the import.

Its second page adds the progress of a later table to a set that is there.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.presenters.track_import import TrackImportPresenter
from evidence_library.ui.presenters.track_import_lines import ROW_COLUMNS
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.track_import_fields import TableFields
from evidence_library.ui.screens.track_import_merge import MergePane
from evidence_library.ui.screens.track_import_row import RowPane
from evidence_library.ui.tasks import Job
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label
from evidence_library.ui.widgets.undo_reach import UndoReach

_WIDTHS = (76, 96, 92, 76)
_PROGRESS, _EMPTY = 1, 2


def open_import(parts: Parts) -> TrackImportDialog | None:
    """Show the dialog over a window, unless nothing can be added; what was done is told there."""
    if parts.session.hindrance:
        parts.news.tell_note(parts.session.hindrance)
        return None
    presenter = TrackImportPresenter(parts.session)
    presenter.done.connect(parts.news.tell_done)
    dialog = TrackImportDialog(parts, presenter)
    dialog.file_asked.connect(lambda: _choose(parts.dialogs, dialog, presenter))
    dialog.open()
    return dialog


def _choose(dialogs: Dialogs, dialog: TrackImportDialog, presenter: TrackImportPresenter) -> None:
    path = dialogs.choose_table(dialog)
    if path is not None and dialog.may_read_another():
        presenter.read_file(path)


class TrackImportDialog(QDialog):
    """Shows the presenter. `file_asked` wants a file to be chosen."""

    file_asked = Signal()

    def __init__(self, parts: Parts, presenter: TrackImportPresenter) -> None:
        """Start without a table."""
        theme, parent = parts.theme, parts.window
        super().__init__(parent)
        presenter.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts, self._theme, self.presenter = parts, theme, presenter
        self._left_at: QWidget | None = None
        self._is_fresh = False
        self.setWindowTitle("Import recommendations")
        self._most = parent.size() * 0.95
        self.resize(QSize(theme.px(720), theme.px(230)).boundedTo(self._most))
        self.source = label("", "strong", wrap=True)
        self.file = button("Choose a file…", self.file_asked.emit)
        self.paste = button(
            "Paste a table", self._on_paste, hint="Read the table that was copied (Ctrl+V)"
        )
        self.messages = MessageBar(theme)
        self.mode = QComboBox()
        self.mode.addItems(["Import as a new set", "Add progress to a set"])
        self.mode.setAccessibleName("What to do with the table")
        self.which = button("Columns", hint="Say which column is what")
        self.which.setCheckable(True)
        self.fields = TableFields(presenter, self._may_read_anew)
        self.problems = QListWidget()
        self.problems.setAccessibleName("What is odd about the table")
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.setMaximumHeight(theme.px(180))
        self.rows = ListedTable(
            theme, ListedTableModel(ROW_COLUMNS, "nothing"), _WIDTHS, optional=(3, 2, 1)
        )
        self.rows.setAccessibleName("Rows as read")
        self.rows.show_two_lines()
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
        """Close; stop first what is under way. Esc, Cancel and the window's cross come here.

        What was put right is not thrown away without a question.
        """
        if self.presenter.cancel():
            return
        question = "Close without importing? What you put right here is lost."
        if not self._has_work or self._agrees(question, "Close", "Stay here"):
            super().reject()

    def may_read_another(self) -> bool:
        """Ask whether another table may take the place of one that was put right."""
        question = "Read another table? What you put right in this one is lost."
        return not self._has_work or self._agrees(question, "Read another", "Keep this one")

    def _may_read_anew(self) -> bool:
        number = self.presenter.put_right
        question = (
            f"Read the table anew? What you put right in {counted(number, 'row')} is given up; "
            "Undo brings it back."
        )
        return not number or self._agrees(question, "Read anew", "Keep")

    @property
    def _has_work(self) -> bool:
        return self.presenter.may_undo or (self._merges and self.merge.has_choices)

    def _agrees(self, question: str, yes: str, no: str) -> bool:
        return self._parts.dialogs.confirm(self, question, yes, no, careful=True)

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
        whole = QHBoxLayout()
        whole.setSpacing(16)
        whole.addWidget(self.problems, 6)
        whole.addWidget(self.fields, 5)
        whole.addWidget(self.merge.about, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.source)
        column.addWidget(self.messages)
        column.addLayout(whole)
        column.addWidget(self.fields.chooser)
        column.addWidget(self.pages, 1)
        column.addLayout(last)
        self.progress.hide()
        in_tab_order(
            *(self.file, self.paste, self.mode, self.which, self.problems),
            *(*self.fields.named.values(), *self.merge.in_order),
            *(self.rows, self.row.text),
        )
        in_tab_order(self.row.leave_out, self.undo, self.redo, self.cancel, self.go_on)

    def _rows_page(self) -> QWidget:
        page = QWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.row)
        split = QHBoxLayout()
        split.setSpacing(16)
        split.addLayout(self._rows_column(), 6)
        split.addWidget(area, 5)
        split.setContentsMargins(0, 0, 0, 0)
        page.setLayout(split)
        return page

    def _rows_column(self) -> QVBoxLayout:
        """Put the cells of the row one is at, as they stood, below the rows."""
        stood = QScrollArea()
        stood.setWidgetResizable(True)
        stood.setFrameShape(QFrame.Shape.NoFrame)
        stood.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        stood.setAccessibleName("The row as it stood")
        stood.setWidget(self.row.stood)
        stood.setMinimumHeight(self._theme.px(44))
        stood.setMaximumHeight(self._theme.px(96))
        column = QVBoxLayout()
        column.addWidget(self.rows, 1)
        column.addWidget(label("The row as it stood", "strong"))
        column.addWidget(stood)
        return column

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.shown.connect(self._show)
        presenter.began.connect(self._on_began)
        presenter.said.connect(self._parts.announce)
        self.which.toggled.connect(lambda on: self.fields.show_columns(shown=on))
        presenter.matched.connect(self._on_matched)
        presenter.busy.connect(self._on_busy)
        presenter.failed.connect(self._on_failed)
        presenter.done.connect(lambda *_: self.accept())
        self._parts.session.tasks.progressed.connect(self._on_progress)
        self.rows.chose.connect(self._show_row)
        self.mode.currentIndexChanged.connect(lambda _at: self._show())
        self.merge.changed.connect(self._show_go_on)
        UndoReach(self, presenter.undo, presenter.redo)
        QShortcut(QKeySequence.StandardKey.Paste, self).activated.connect(self._on_paste)

    @property
    def _merges(self) -> bool:
        return self.mode.currentIndex() == _PROGRESS

    def _show(self) -> None:
        """Show the preview as it is by now."""
        presenter, preview = self.presenter, self.presenter.preview
        self._show_wrong_date()
        self.source.setText(presenter.source_told())
        self.problems.clear()
        self.problems.addItems(list(presenter.problems(later=self._merges)))
        self.problems.setVisible(self.problems.count() > 0)
        self.pages.setCurrentIndex(_EMPTY if preview is None else self.mode.currentIndex())
        for one in (self.mode, self.which, self.undo, self.redo, self.go_on):
            one.setVisible(preview is not None)
        self.fields.setVisible(preview is not None and not self._merges)
        self.merge.about.setVisible(preview is not None and self._merges)
        if preview is not None and preview.table.columns.guessed:
            self.which.setChecked(True)
        self.undo.setEnabled(presenter.may_undo)
        self.redo.setEnabled(presenter.may_redo)
        if preview is not None:
            self.fields.show_table()
            chosen = self.rows.currentIndex().row()
            self.rows.lines.show_all(presenter.lines())
            self.rows.go_to(max(chosen, 0))
            if self._merges:
                self.merge.refresh()
        self._show_row()
        self._show_go_on()
        if self._is_fresh:  # one goes on with the rows, wherever the table was asked for
            self._is_fresh = False
            (self.merge.set_box if self._merges else self.rows).setFocus()

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
            may = self.presenter.may_commit
        self.go_on.setText(words)
        self.go_on.setAccessibleName(words)
        self.go_on.setEnabled(may)

    def _show_wrong_date(self) -> None:
        """Say as long as it stands what is wrong with the date; what else was wrong is over."""
        wrong = self.presenter.wrong_date
        if wrong is None:
            self.messages.hide()
        else:
            self.messages.say(wrong.told, "bad")

    def _on_began(self) -> None:
        self.merge.forget()
        if not self.mode.isVisible():  # there was no table yet, which takes little room
            px, centre = self._theme.px, self.geometry().center()
            self.resize(QSize(px(1240), px(820)).boundedTo(self._most))
            self.move(centre - self.rect().center())
        self._is_fresh = True

    def _on_matched(self) -> None:
        self._show_wrong_date()
        self._show_go_on()
        self._parts.announce(self.merge.told.text())

    def _on_failed(self, message: str) -> None:
        self.messages.say(message, "bad")
        self._parts.announce(message)

    def _on_go_on(self) -> None:
        self.fields.take_typed()
        if self.presenter.wrong_date is not None:
            self.fields.as_at.setFocus()
        elif self._merges:
            self.merge.add()
        else:
            self.presenter.commit()

    def _on_paste(self) -> None:
        if not self.may_read_another():
            return
        data = QGuiApplication.clipboard().mimeData()
        self.presenter.paste(data.html() if data.hasHtml() else "", data.text())

    def _on_busy(self, busy: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        if busy:
            self._left_at = self.focusWidget()  # what is disabled loses the focus
        changing = (self.fields, self.fields.chooser, self.merge.about, self.pages)
        for one in (*changing, self.file, self.paste, self.go_on, self.undo, self.redo):
            one.setEnabled(not busy)
        if not busy:
            self._show_go_on()
            self.undo.setEnabled(self.presenter.may_undo)
            self.redo.setEnabled(self.presenter.may_redo)
            self._go_back()

    def _go_back(self) -> None:
        """Give the focus back to what had it before it was disabled."""
        if self._left_at is not None and self._left_at.isEnabled():
            self._left_at.setFocus()

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
