"""The dialog that makes a report on recommendations: what to write, its pages, what came of it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_library.ui.presenters.pages import PagesPresenter
from evidence_library.ui.presenters.track import TrackPresenter
from evidence_library.ui.presenters.track_report import Choices, Plan, TrackReporting, pages_of
from evidence_library.ui.screens.files_dialog import FilesDialog
from evidence_library.ui.screens.pages_pane import PagesPane
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.track_report_form import TrackReportForm

_NOTHING = "The pages of the report are shown here."


class TrackReportDialog(FilesDialog):
    """Shows what is chosen of a report beside its pages.

    `folder_asked` wants another folder chosen; `chose` brings what is written.
    """

    folder_asked = Signal()
    chose = Signal(object)

    def __init__(self, parts: Parts, presenter: TrackReporting, before: Choices) -> None:
        """Begin with what was chosen `before`."""
        self.form = TrackReportForm(presenter.subject, before, TrackPresenter.today())
        self._pages = PagesPresenter(parts.session)
        self.preview = PagesPane(parts, self._pages, _NOTHING, ())
        self.preview.print.hide()  # the pages are printed from the file
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.form, 1)
        row.addWidget(self.preview, 1)
        super().__init__(parts.theme, both, "Make report", parts.window)
        self.presenter = presenter
        self.setWindowTitle("Progress report")
        self.title.setText("Progress report")
        self._shown: Choices | None = None
        self._connect()
        QTimer.singleShot(0, self, self._on_changed)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.opened.connect(self.form.show_sets)
        presenter.planned.connect(self._on_planned)
        presenter.no_plan.connect(self._on_no_plan)
        self.follow(presenter)
        self.writing_asked.connect(self._write)
        self.form.changed.connect(self._on_changed)
        self.form.unclear.connect(self._on_no_plan)
        self.form.folder_asked.connect(self.folder_asked)

    def _on_changed(self) -> None:
        chosen = self.form.choices
        self.presenter.plan(chosen)
        before, self._shown = self._shown, chosen
        if before is None or _told(before) != _told(chosen):
            make = pages_of(chosen, self.presenter.subject)
            self._pages.show_made_by(make, another=before is None, at_once=before is None)

    def _on_planned(self, plan: Plan) -> None:
        self.summarise(len(plan.files), self.form.choices.folder)
        self.form.show_plan(plan)

    def _on_no_plan(self, message: str) -> None:
        self.summary.setText(message)
        self.go_on.setEnabled(False)

    def _write(self) -> None:
        chosen = self.form.choices
        self.chose.emit(chosen)
        self.presenter.write(chosen)


def _told(chosen: Choices) -> tuple[object, ...]:
    """Give what the pages depend on: not the formats, nor the folder."""
    return chosen.about, chosen.as_at, chosen.since, chosen.layout, chosen.with_notes
