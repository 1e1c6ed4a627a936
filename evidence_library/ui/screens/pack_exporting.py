"""Exports packs from the window: asks what to write, goes on when the dialog is closed, tells."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from evidence_library.errors import EnvironmentFailed
from evidence_library.model.pack import Edition
from evidence_library.settings import Settings
from evidence_library.ui.screens.parts import Handlers, Parts

if TYPE_CHECKING:  # loaded when it is asked for: every start would wait for it otherwise
    from evidence_library.ui.presenters.file_outcome import Outcome
    from evidence_library.ui.presenters.pack_choice import PackChoice
    from evidence_library.ui.presenters.pack_export import Choices
    from evidence_library.ui.presenters.pack_printing import PackPrinting
    from evidence_library.ui.screens.pack_export_dialog import PackExportDialog
    from evidence_library.ui.screens.pack_preview import PackPreview
    from evidence_library.ui.screens.packs import PacksScreen

_FOLDER, _FORMATS, _EDITIONS = "packs/folder", "packs/formats", "packs/editions"


class PackExporting(QObject):
    """Serves a window, and the workspace Packs once it is made."""

    def __init__(self, parts: Parts, settings: Settings) -> None:
        """Know no pack yet."""
        super().__init__(parts.window)
        self._parts, self._settings = parts, settings
        self._packs: PacksScreen | None = None
        self._choice: PackChoice | None = None
        self._printing: PackPrinting | None = None
        self.dialog: PackExportDialog | None = None
        self.preview: PackPreview | None = None

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {"export-pack": self.ask}

    def serve(self, packs: PacksScreen) -> None:
        """Serve the workspace."""
        from evidence_library.ui.screens.pack_preview import PackPreview  # noqa: PLC0415

        self._packs = packs
        packs.serve_export(self.export)
        self._serve_printing()
        self.preview = preview = PackPreview(self._parts)
        preview.print_asked.connect(self._print)
        packs.add_pane(preview, "Preview")
        builder = packs.builder
        for told in (builder.opened, builder.changed, builder.emptied):
            told.connect(lambda: preview.show_pack(builder.pack))

    def ask(self) -> None:
        """Export the pack that is in sight; without one, ask which."""
        packs = self._packs
        if packs is not None and packs.isVisible() and packs.builder.key:
            packs.export()
        else:
            self._ask_which()

    def export(self, pack: str) -> None:
        """Show the dialog that exports a pack as it is saved."""
        self._show(pack)

    def _ask_which(self) -> None:
        from evidence_library.ui.presenters.pack_choice import PackChoice  # noqa: PLC0415

        if self._choice is None:
            self._choice = PackChoice(self._parts.session)
            self._choice.listed.connect(self._on_listed)
            self._choice.failed.connect(self._parts.news.tell_failure)
        self._choice.ask()

    def _serve_printing(self) -> None:
        from evidence_library.ui.presenters.pack_printing import PackPrinting  # noqa: PLC0415

        news = self._parts.news
        self._printing = PackPrinting(self._parts.session)
        self._printing.done.connect(news.tell_done)
        self._printing.stopped.connect(news.tell_note)
        self._printing.failed.connect(news.tell_failure)

    def _print(self) -> None:
        """Ask for a printer, and send it the pages that are shown."""
        from evidence_library.ui.widgets.page_sheets import PageSheets  # noqa: PLC0415

        made = self.preview.presenter.made if self.preview is not None else None
        if made is None:
            self._parts.news.tell_note("The pages are being made; print them once they are there.")
            return
        printer = self._parts.dialogs.choose_printer(self._parts.window, made.title, made.pages)
        if printer is not None and self._printing is not None:
            self._printing.print_pages(made, PageSheets(printer))

    def _on_listed(self, packs: tuple[tuple[str, str], ...]) -> None:
        dialogs, window = self._parts.dialogs, self._parts.window
        if not packs:
            self._parts.news.tell_failure("There is no pack yet; make one first.")
            return
        at: int | None = 0
        if len(packs) > 1:
            titles = [title for _, title in packs]
            at = dialogs.ask_which(window, "Export pack", "Which pack?", titles)
        if at is not None:
            self.export(packs[at][0])

    def _show(self, pack: str) -> PackExportDialog:
        from evidence_library.ui.presenters.pack_export import PackExport  # noqa: PLC0415
        from evidence_library.ui.screens.pack_export_dialog import PackExportDialog  # noqa: PLC0415

        parts = self._parts
        presenter = PackExport(parts.session, pack)
        presenter.setParent(self)
        dialog = PackExportDialog(parts.theme, presenter, self._before(), parts.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.folder_asked.connect(partial(self._ask_folder, dialog))
        dialog.template_asked.connect(partial(self._ask_template, dialog))
        dialog.open_asked.connect(self._open)
        dialog.chose.connect(self._keep)
        dialog.finished.connect(lambda _result: self._on_closed(dialog))
        presenter.ended.connect(partial(self._on_ended, dialog, pack))
        self.dialog = dialog
        presenter.open()
        dialog.open()
        return dialog

    def _on_closed(self, dialog: PackExportDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _on_ended(self, dialog: PackExportDialog, pack: str, outcome: Outcome) -> None:
        """Tell what came of it in the window, where the dialog was closed meanwhile."""
        self._parts.announce(outcome.sentence)
        if self.dialog is not dialog:
            show = partial(self._show_outcome, pack, outcome)
            self._parts.news.tell_offer(outcome.sentence, "Show the result", show)

    def _show_outcome(self, pack: str, outcome: Outcome) -> None:
        self._show(pack).show_outcome(outcome)

    def _before(self) -> Choices:
        from evidence_library.ui.presenters.pack_export import Choices  # noqa: PLC0415
        from evidence_library.ui.screens.files_dialog import usual_folder  # noqa: PLC0415

        words = self._parts.remembered.words
        folder = next(map(Path, words(_FOLDER)), usual_folder())
        usual = Choices(folder)
        template = self._settings.text("word_template")
        editions = tuple(one for one in Edition if one.value in words(_EDITIONS))
        ordered = tuple(one for one in (Edition.PARTICIPANT, Edition.TRAINER) if one in editions)
        return Choices(
            folder,
            words(_FORMATS) or usual.formats,
            ordered or usual.editions,
            template=Path(template) if template else None,
        )

    def _keep(self, chosen: Choices) -> None:
        keep = self._parts.remembered.keep_words
        keep(_FOLDER, (str(chosen.folder),))
        keep(_FORMATS, chosen.formats)
        keep(_EDITIONS, tuple(one.value for one in chosen.editions))
        template = str(chosen.template or "")
        try:
            if template != self._settings.text("word_template"):
                self._settings.set("word_template", template)
        except ValueError:  # a place whose name no setting can hold: it serves this once
            pass
        except EnvironmentFailed as error:
            self._parts.news.tell_failure(str(error))

    def _ask_folder(self, dialog: PackExportDialog) -> None:
        folder = self._parts.dialogs.choose_folder(dialog, dialog.form.choices.folder)
        if folder is not None:
            dialog.form.take_folder(folder)

    def _ask_template(self, dialog: PackExportDialog) -> None:
        template = self._parts.dialogs.choose_template(dialog)
        if template is not None:
            dialog.form.take_template(template)

    def _open(self, path: Path) -> None:
        if not self._parts.dialogs.open_local(path):
            self._parts.news.tell_failure(f"“{path.name}” is no longer there, or nothing opens it.")
