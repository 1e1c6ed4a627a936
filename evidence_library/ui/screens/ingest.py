"""The import dialog: which files, what was read of each, then import and its result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.icons import icon
from evidence_library.ui.presenters.ingest import FileLine, IngestPresenter, Summary
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Tasks
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label
from evidence_library.ui.widgets.safe_browser import SafeBrowser

_ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "circle-x", "": "info"}


class IngestDialog(QDialog):
    """Shows the import presenter. It stays while files are read or added, and until that stops.

    `undo_asked` names the operation to take back; `stopped` says that nothing was added.
    """

    undo_asked = Signal(int)
    done_importing = Signal(object)
    stopped = Signal()

    def __init__(
        self, theme: Theme, presenter: IngestPresenter, tasks: Tasks, parent: QWidget
    ) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme, self._presenter, self._tasks = theme, presenter, tasks
        self._opened: frozenset[str] = frozenset()
        self._operation: int | None = None
        self.setWindowTitle("Add files")
        room = parent.size() * 0.95
        self.resize(QSize(theme.px(860), theme.px(560)).boundedTo(room))
        self.title = label("Reading the files…", "heading", wrap=True)
        self._hint = label(
            "Nothing is added yet. Look at what was understood of each file.", "muted", wrap=True
        )
        self.files = QListWidget()
        self.files.setAccessibleName("Files")
        self.files.setWordWrap(True)
        self.details = SafeBrowser(theme)
        self.details.setAccessibleName("What was read of the file")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Progress")
        self.cancel = button("Cancel", self.reject)
        self.undo = button("Undo", self._on_undo, hint="Take what was added out again")
        self.go_on = button("Add", self._on_go_on, role="primary")
        self._lay_out()
        self._connect()

    def start(self, paths: Sequence[Path]) -> None:
        """Read files and show the dialog."""
        self.undo.hide()
        self.go_on.setEnabled(False)
        self._presenter.preview(paths)
        self.open()

    def reject(self) -> None:
        """Close; stop first what is under way. Esc, Cancel and the window's cross come here."""
        if not self._presenter.under_way:
            super().reject()
            return
        self.title.setText("Stopping…")
        self._presenter.cancel()

    def _lay_out(self) -> None:
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.files.setFixedWidth(self._theme.px(280))
        split = QHBoxLayout()
        split.setSpacing(20)
        split.addWidget(self.files)
        split.addWidget(self.details, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._progress, 1)
        row.addStretch(1)
        for part in (self.cancel, self.undo, self.go_on):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self._hint)
        column.addLayout(split, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.files.currentRowChanged.connect(self._on_file_chosen)
        self.details.link_clicked.connect(self._on_link)
        self._presenter.previewed.connect(self._on_previewed)
        self._presenter.finished.connect(self._on_finished)
        self._presenter.failed.connect(self._on_failed)
        self._presenter.stopped.connect(self._on_stopped)
        self._tasks.progressed.connect(self._on_progress)

    def _on_previewed(self, lines: tuple[FileLine, ...]) -> None:
        self._progress.hide()
        self.files.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.name}\n{line.state}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.name}: {line.state}")
            role = line.tone or "muted"
            item.setIcon(icon(_ICONS[line.tone], self._theme.colour(role), self._theme.px(18)))
            self.files.addItem(item)
        wanted = self._presenter.wanted
        self.title.setText(self._presenter.sentence)
        self._name_go_on(f"Add {counted(wanted, 'file')}")
        self.go_on.setEnabled(wanted > 0)
        self.go_on.setVisible(wanted > 0)
        self.cancel.setText("Cancel" if wanted else "Close")
        self.cancel.setAccessibleName("Cancel" if wanted else "Close")
        self.files.setCurrentRow(0)
        (self.go_on if wanted else self.cancel).setFocus()

    def _on_file_chosen(self, row: int) -> None:
        if row >= 0:
            self._opened = frozenset()
            self.details.show_html(self._presenter.details(row, self._opened))

    def _on_link(self, url: str) -> None:
        scheme, _, name = url.partition(":")
        if scheme == "fold":
            self._opened ^= {name}
            place = self.details.verticalScrollBar().value()
            self.details.show_html(self._presenter.details(self.files.currentRow(), self._opened))
            self.details.verticalScrollBar().setValue(place)

    def _on_go_on(self) -> None:
        self.go_on.setEnabled(False)
        self.title.setText("Adding…")
        self.cancel.setText("Cancel")
        self.cancel.setAccessibleName("Cancel")
        self.cancel.setFocus()
        self._progress.show()
        self._presenter.commit()

    def _on_finished(self, summary: Summary) -> None:
        self._progress.hide()
        self.title.setText(summary.sentence)
        self._hint.setText("\n".join(summary.failures))
        self._hint.setVisible(bool(summary.failures))
        self.go_on.hide()
        self.cancel.setText("Close")
        self.cancel.setAccessibleName("Close")
        self._operation = summary.operation
        self.undo.setVisible(summary.operation is not None)
        self.cancel.setFocus()
        self.done_importing.emit(summary)

    def _on_failed(self, message: str) -> None:
        self._progress.hide()
        self.title.setText(message)
        self._hint.setText("The library is as it was before.")
        self._hint.show()
        again = self._presenter.wanted > 0
        self._name_go_on("Try again")
        self.go_on.setVisible(again)
        self.go_on.setEnabled(again)
        self.cancel.setText("Close")
        self.cancel.setAccessibleName("Close")
        (self.go_on if again else self.cancel).setFocus()

    def _on_progress(self, job: Job[object]) -> None:
        done, total, _ = job.position
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _on_stopped(self) -> None:
        self.stopped.emit()
        self.reject()

    def _on_undo(self) -> None:
        if self._operation is not None:
            self.undo_asked.emit(self._operation)
        self.accept()

    def _name_go_on(self, words: str) -> None:
        self.go_on.setText(words)
        self.go_on.setAccessibleName(words)
