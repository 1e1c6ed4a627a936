"""Reports on assessments and lists of actions, from the window: asks what to write, then tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from evidence_library.ui.presenters.assess_report import (
    LIST_ENDINGS,
    AssessReporting,
    Choices,
    Kind,
)
from evidence_library.ui.presenters.file_outcome import Outcome
from evidence_library.ui.screens.assess_report_dialog import AssessReportDialog
from evidence_library.ui.screens.files_dialog import usual_folder
from evidence_library.ui.screens.parts import Parts

_FOLDER, _FORMATS = "assess/folder", "assess/formats"


def make_report(parts: Parts, assessment: str = "", kind: Kind | None = None) -> AssessReportDialog:
    """Show the dialog that makes a report on an assessment; without one, forms and all actions."""
    return _Reporting(parts, assessment).show(kind or Kind.ASSESSMENT)


def export_actions(
    parts: Parts, only: Sequence[str] | None = None, day: date | None = None
) -> None:
    """Ask for a file, and write actions into it: all of them, or only those with some ids."""
    at = day or date.today()
    start = _folder(parts) / f"Actions {at.isoformat()}{next(iter(LIST_ENDINGS))}"
    path = parts.dialogs.choose_list_file(parts.window, "Export actions", start, LIST_ENDINGS)
    if path is None:
        return
    parts.remembered.keep_words(_FOLDER, (str(path.parent),))
    presenter = AssessReporting(parts.session)
    presenter.setParent(parts.window)
    presenter.ended.connect(partial(_tell, parts))
    presenter.ended.connect(presenter.deleteLater)
    presenter.write_actions(path, None if only is None else tuple(only), at)


class _Reporting(QObject):
    """One report, from the question to what came of it."""

    def __init__(self, parts: Parts, assessment: str) -> None:
        super().__init__(parts.window)
        self._parts, self._assessment = parts, assessment
        self._presenter = AssessReporting(parts.session)
        self._presenter.setParent(self)
        self._dialog: AssessReportDialog | None = None
        self._writing = False

    def show(self, kind: Kind) -> AssessReportDialog:
        """Show the dialog."""
        dialog = AssessReportDialog(self._parts, self._presenter, self._before(kind))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.folder_asked.connect(partial(self._ask_folder, dialog))
        dialog.open_asked.connect(partial(_open, self._parts))
        dialog.chose.connect(self._keep)
        dialog.finished.connect(self._on_closed)
        self._presenter.ended.connect(self._on_ended)
        self._dialog = dialog
        self._presenter.open(self._assessment)
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

    def _before(self, kind: Kind) -> Choices:
        usual = Choices(_folder(self._parts), date.today(), kind)
        wanted = self._parts.remembered.words(_FORMATS) or usual.formats
        return Choices(usual.folder, usual.as_at, kind, formats=tuple(wanted))

    def _keep(self, chosen: Choices) -> None:
        self._writing = True
        self._parts.remembered.keep_words(_FOLDER, (str(chosen.folder),))
        self._parts.remembered.keep_words(_FORMATS, chosen.formats)

    def _ask_folder(self, dialog: AssessReportDialog) -> None:
        folder = self._parts.dialogs.choose_folder(dialog, dialog.form.choices.folder)
        if folder is not None:
            dialog.form.take_folder(folder)


def _folder(parts: Parts) -> Path:
    return next(map(Path, parts.remembered.words(_FOLDER)), usual_folder())


def _tell(parts: Parts, outcome: Outcome) -> None:
    news = parts.news
    if outcome.failure:
        news.tell_failure(outcome.sentence)
    elif outcome.stopped or not outcome.files:
        news.tell_note(outcome.sentence)
    else:
        said = outcome.sentence
        if len(outcome.files) == 1:
            said = f"“{outcome.files[0].name}” was written."
        news.tell_offer(said, "Open folder", partial(_open, parts, outcome.files[0].parent))


def _open(parts: Parts, path: Path) -> None:
    if not parts.dialogs.open_local(path):
        parts.news.tell_failure(f"“{path.name}” is no longer there, or nothing opens it.")
