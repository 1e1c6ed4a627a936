"""A dialog that writes files: what to write, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.presenters.file_outcome import Outcome
from evidence_library.ui.presenters.files_writer import FilesWriter
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import breakable, button, label
from evidence_library.ui.widgets.wrapped_list import WrappedList

_CHOOSING, _WRITING, _ENDED = range(3)


class FilesDialog(QDialog):
    """Shows a form, then how far the writing is, then the files.

    It does not wait for them: closed while files are written, they go on. `open_asked` wants a file
    or folder opened, `writing_asked` the files written, `stop_asked` the writing stopped.
    """

    open_asked = Signal(object)
    writing_asked = Signal()
    stop_asked = Signal()

    def __init__(self, theme: Theme, form: QWidget, go_on: str, parent: QWidget) -> None:
        """Begin with a form; `go_on` are the words on the button that writes."""
        super().__init__(parent)
        self._theme = theme
        self.outcome: Outcome | None = None
        self.resize(QSize(theme.px(1040), theme.px(720)).boundedTo(parent.size() * 0.95))
        self.title = label("", "heading", wrap=True)
        self.stack = QStackedWidget()
        for page in (form, self._writing(), self._ended()):
            self.stack.addWidget(page)
        self.close_button = button("Cancel", self.reject)
        self.go_on = button(go_on, self._on_go_on, role="primary")
        self.go_on.setEnabled(False)
        self._lay_out()

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
        self.open_folder = button("Open folder", self._on_open_folder)
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

    # What comes back

    def follow(self, presenter: FilesWriter) -> None:
        """Show how far the writing is and what comes of it, and stop it if that is asked for."""
        presenter.moved.connect(self.show_position)
        presenter.ended.connect(self.show_outcome)
        self.stop_asked.connect(presenter.cancel)

    def summarise(self, files: int, folder: Path, besides: str = "") -> None:
        """Say how many files would be written where, and let them be written if there are any."""
        self.go_on.setEnabled(files > 0)
        told = f"{counted(files, 'file')} into “{folder.name}”{besides}"
        self.summary.setText(told if files and self.outcome is None else "")

    def show_position(self, done: int, total: int, what: str) -> None:
        """Show how far the writing is."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.position.setText(what)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what came of it."""
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

    def _on_go_on(self) -> None:
        self.outcome = None
        self.position.setText("Writing…")
        self.progress.setRange(0, 0)
        self.stack.setCurrentIndex(_WRITING)
        self.summary.setText("")
        self.go_on.hide()
        self.stop.show()
        self._name_close("Hide")
        self.stop.setFocus()
        self.writing_asked.emit()

    def _on_stop(self) -> None:
        self.position.setText("Stopping…")
        self.stop_asked.emit()

    def _on_open_file(self) -> None:
        row = self.written.currentRow()
        if self.outcome is not None and 0 <= row < len(self.outcome.files):
            self.open_asked.emit(self.outcome.files[row])

    def _on_open_folder(self) -> None:
        if self.outcome is not None and self.outcome.files:
            self.open_asked.emit(self.outcome.files[0].parent)

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
