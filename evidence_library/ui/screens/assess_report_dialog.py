"""The dialog that makes a report on an assessment: what to write, its pages, what came of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_library.ui.presenters.assess_report import (
    AssessReporting,
    Choices,
    Plan,
    Subject,
    pages_of,
)
from evidence_library.ui.presenters.pages import PagesPresenter
from evidence_library.ui.presenters.wording import counted, quoted
from evidence_library.ui.screens.assess_report_form import AssessReportForm
from evidence_library.ui.screens.files_dialog import FilesDialog
from evidence_library.ui.screens.pages_pane import PagesPane
from evidence_library.ui.screens.parts import Parts

_NOTHING = "The pages of the report are shown here."


class AssessReportDialog(FilesDialog):
    """Shows what is chosen of a report beside its pages.

    `folder_asked` wants another folder chosen; `chose` brings what is written.
    """

    folder_asked = Signal()
    chose = Signal(object)

    def __init__(self, parts: Parts, presenter: AssessReporting, before: Choices) -> None:
        """Begin with what was chosen `before`."""
        self.form = AssessReportForm(before, date.today())
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
        self.setWindowTitle("Report")
        self.title.setText("Report")
        self._shown: Choices | None = None
        self._connect()

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.opened.connect(self._on_opened)
        presenter.planned.connect(self._on_planned)
        presenter.no_plan.connect(self._on_no_plan)
        presenter.moved.connect(self.show_position)
        presenter.ended.connect(self.show_outcome)
        self.stop_asked.connect(presenter.cancel)
        self.writing_asked.connect(self._write)
        self.form.changed.connect(self._on_changed)
        self.form.unclear.connect(self._on_no_plan)
        self.form.folder_asked.connect(self.folder_asked)

    def _on_opened(self, subject: Subject) -> None:
        if subject.title:
            self.title.setText(f"Report on {quoted(subject.title)}")
        self.form.show_subject(subject)

    def _on_changed(self) -> None:
        chosen = self.form.choices
        self.presenter.plan(chosen)
        before, self._shown = self._shown, chosen
        if before is None or _told(before) != _told(chosen):
            make = pages_of(chosen, self.presenter.subject)
            another = before is None or before.kind is not chosen.kind
            self._pages.show_made_by(make, another=another, at_once=another)

    def _on_planned(self, plan: Plan) -> None:
        number = len(plan.files)
        self.go_on.setEnabled(number > 0)
        told = f"{counted(number, 'file')} into “{self.form.choices.folder.name}”"
        self.summary.setText(told if number and self.outcome is None else "")
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
    return chosen.kind, chosen.other, chosen.form, chosen.as_at, chosen.layout
