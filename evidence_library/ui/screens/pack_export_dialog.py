"""The dialog that exports a pack: what to write, how far it is, what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evidence_library.model.pack import Pack
from evidence_library.ui.presenters.pack_export import (
    Choices,
    PackExport,
    Plan,
)
from evidence_library.ui.presenters.wording import counted, quoted
from evidence_library.ui.screens.files_dialog import FilesDialog
from evidence_library.ui.screens.pack_export_form import PackExportForm
from evidence_library.ui.theme import Theme


class PackExportDialog(FilesDialog):
    """Shows a pack export.

    `folder_asked` and `template_asked` want another one chosen; `chose` brings what is exported.
    """

    folder_asked = Signal()
    template_asked = Signal()
    chose = Signal(object)

    def __init__(
        self, theme: Theme, presenter: PackExport, before: Choices, parent: QWidget
    ) -> None:
        """Begin with what was chosen `before`."""
        self.form = PackExportForm(theme, before)
        super().__init__(theme, self.form, "Export", parent)
        self.presenter = presenter
        self.setWindowTitle("Export pack")
        self.title.setText("Reading the pack…")
        self._connect()

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.opened.connect(self._on_opened)
        presenter.planned.connect(self._on_planned)
        presenter.no_plan.connect(self._on_no_plan)
        self.follow(presenter)
        self.writing_asked.connect(self._write)
        self.form.changed.connect(lambda: presenter.plan(self.form.choices))
        self.form.folder_asked.connect(self.folder_asked)
        self.form.template_asked.connect(self.template_asked)

    def _on_opened(self, pack: Pack) -> None:
        if self.outcome is None:
            self.title.setText(f"Export {quoted(pack.title)}")
        self.form.show_pack(pack)

    def _on_planned(self, plan: Plan) -> None:
        known = len(plan.warnings)
        besides = f"; {counted(known, 'thing')} to know before you hand it out" if known else ""
        self.summarise(len(plan.files), self.form.choices.folder, besides)
        self.form.show_plan(plan)

    def _on_no_plan(self, message: str) -> None:
        self.title.setText(message)
        self.go_on.setEnabled(False)

    def _write(self) -> None:
        chosen = self.form.choices
        self.chose.emit(chosen)
        self.presenter.write(chosen)
