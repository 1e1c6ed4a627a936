"""Reports on recommendations and lists of them, from the window: asks what to write, then tells."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from evidence_library.ui.presenters.file_outcome import Outcome
from evidence_library.ui.presenters.track_report import (
    ALL,
    LIST_ENDINGS,
    SHOWN,
    Choices,
    Subject,
    TrackReporting,
)
from evidence_library.ui.screens.files_dialog import usual_folder
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.track_chosen import Chosen
from evidence_library.ui.screens.track_report_dialog import TrackReportDialog

_FOLDER, _FORMATS = "track/folder", "track/formats"


def make_report(parts: Parts, chosen: Chosen) -> TrackReportDialog:
    """Show the dialog that makes a report on the list that is shown, or on other sets."""
    return _Reporting(parts, chosen).show()


def export_list(parts: Parts, chosen: Chosen) -> None:
    """Ask for a file, and write the list that is shown into it, or those chosen of it."""
    words = parts.remembered.words(_FOLDER)
    folder = Path(words[0]) if words else usual_folder()
    start = folder / f"Recommendations {chosen.day.isoformat()}{next(iter(LIST_ENDINGS))}"
    path = parts.dialogs.choose_list_file(
        parts.window, "Export recommendations", start, LIST_ENDINGS
    )
    if path is None:
        return
    parts.remembered.keep_words(_FOLDER, (str(path.parent),))
    presenter = TrackReporting(parts.session, _subject(chosen))
    presenter.setParent(parts.window)
    presenter.ended.connect(partial(_tell, parts))
    presenter.ended.connect(presenter.deleteLater)
    presenter.write_list(path, chosen.items if len(chosen.items) > 1 else ())


class _Reporting(QObject):
    """One report, from the question to what came of it."""

    def __init__(self, parts: Parts, chosen: Chosen) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._presenter = TrackReporting(parts.session, _subject(chosen))
        self._presenter.setParent(self)
        self._dialog: TrackReportDialog | None = None
        self._writing = False

    def show(self) -> TrackReportDialog:
        """Show the dialog."""
        dialog = TrackReportDialog(self._parts, self._presenter, self._before())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.folder_asked.connect(partial(self._ask_folder, dialog))
        dialog.open_asked.connect(partial(_open, self._parts))
        dialog.chose.connect(self._keep)
        dialog.finished.connect(self._on_closed)
        self._presenter.ended.connect(self._on_ended)
        self._dialog = dialog
        self._presenter.open()
        dialog.open()
        return dialog

    def _on_closed(self) -> None:
        self._dialog = None
        if not self._writing:
            self.deleteLater()

    def _on_ended(self, outcome: Outcome) -> None:
        """Tell what came of it in the window, where the dialog was closed meanwhile."""
        self._writing = False
        if self._dialog is not None:
            self._parts.announce(outcome.sentence)
        else:
            _tell(self._parts, outcome)
            self.deleteLater()

    def _before(self) -> Choices:
        words, subject = self._parts.remembered.words, self._presenter.subject
        folder = next(map(Path, words(_FOLDER)), usual_folder())
        about = SHOWN if subject.filters and subject.listed else ALL
        usual = Choices(folder, subject.day, about)
        return Choices(folder, subject.day, about, words(_FORMATS) or usual.formats)

    def _keep(self, chosen: Choices) -> None:
        self._writing = True
        self._parts.remembered.keep_words(_FOLDER, (str(chosen.folder),))
        self._parts.remembered.keep_words(_FORMATS, chosen.formats)

    def _ask_folder(self, dialog: TrackReportDialog) -> None:
        folder = self._parts.dialogs.choose_folder(dialog, dialog.form.choices.folder)
        if folder is not None:
            dialog.form.take_folder(folder)


def _subject(chosen: Chosen) -> Subject:
    return Subject(chosen.listed, chosen.filters, chosen.set_id, chosen.day)


def _tell(parts: Parts, outcome: Outcome) -> None:
    news = parts.news
    if outcome.failure:
        news.tell_failure(outcome.sentence)
    elif outcome.stopped or not outcome.files:
        news.tell_note(outcome.sentence)
    else:
        folder = outcome.files[0].parent
        said = outcome.sentence
        if len(outcome.files) == 1:
            said = f"“{outcome.files[0].name}” was written."
        news.tell_offer(said, "Open folder", partial(_open, parts, folder))


def _open(parts: Parts, path: Path) -> None:
    if not parts.dialogs.open_local(path):
        parts.news.tell_failure(f"“{path.name}” is no longer there, or nothing opens it.")
