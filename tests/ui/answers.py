"""Dialogs that answer at once what a test told them to, and remember what they were asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from evidence_library.ui.dialogs import Dialogs, LinkAnswer, NewLibrary


class Answers(Dialogs):
    """Stands in the place of the real dialogs."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.name = ""
        self.names_asked: list[tuple[str, str]] = []
        self.agrees = True
        self.note: str | None = ""
        self.confirmed: list[str] = []
        self.which: int | None = 0
        self.asked_which: list[tuple[str, ...]] = []
        self.list_file: Path | None = None
        self.list_files_asked: list[Path] = []
        self.picture: Path | None = None
        self.words_file: Path | None = None
        self.table: Path | None = None
        self.topics_file: Path | None = None
        self.instrument_file: Path | None = None
        self.folder: Path | None = None
        self.template: Path | None = None
        self.opened: list[Path] = []
        self.saved: Path | None = None
        self.new: NewLibrary | None = None
        self.link = LinkAnswer.NOTHING
        self.links_asked: list[tuple[str, bool]] = []
        self.texts_shown: list[tuple[str, str]] = []
        self.printed: list[tuple[str, str]] = []
        self.print_file: Path | None = None

    def choose_files(self, parent: QWidget) -> list[Path]:
        return self.files

    def choose_attachments(self, parent: QWidget) -> list[Path]:
        return self.files

    def choose_copy(self, parent: QWidget, name: Path) -> Path | None:
        return self.saved / name if self.saved else None

    def choose_picture(self, parent: QWidget) -> Path | None:
        return self.picture

    def choose_table(self, parent: QWidget) -> Path | None:
        return self.table

    def choose_words_file(self, parent: QWidget) -> Path | None:
        return self.words_file

    def choose_topics_file(self, parent: QWidget) -> Path | None:
        return self.topics_file

    def choose_instrument_file(self, parent: QWidget) -> Path | None:
        return self.instrument_file

    def choose_map_file(self, parent: QWidget, name: Path) -> Path | None:
        return self.saved / name if self.saved else None

    def choose_library(self, parent: QWidget, start: Path) -> Path | None:
        return self.folder

    def choose_folder(self, parent: QWidget, start: Path) -> Path | None:
        return self.folder

    def choose_template(self, parent: QWidget) -> Path | None:
        return self.template

    def open_local(self, path: Path) -> bool:
        self.opened.append(path)
        return path.exists()

    def new_library(self, parent: QWidget, start: Path) -> NewLibrary | None:
        return self.new

    def ask_name(self, parent: QWidget, title: str, name: str) -> str:
        self.names_asked.append((title, name))
        return self.name

    def ask_note(self, parent: QWidget, title: str, question: str) -> str | None:
        return self.note

    def confirm(
        self, parent: QWidget, sentence: str, yes: str, no: str = "Cancel", *, careful: bool = False
    ) -> bool:
        self.confirmed.append(sentence)
        return self.agrees

    def ask_which(
        self, parent: QWidget, title: str, question: str, choices: Sequence[str]
    ) -> int | None:
        self.asked_which.append(tuple(choices))
        return self.which

    def choose_list_file(
        self, parent: QWidget, title: str, start: Path, formats: Mapping[str, str]
    ) -> Path | None:
        self.list_files_asked.append(start)
        return self.list_file

    def ask_link(self, parent: QWidget, url: str, *, may_open: bool) -> LinkAnswer:
        self.links_asked.append((url, may_open))
        return self.link

    def show_text(self, parent: QWidget, title: str, text: str) -> None:
        self.texts_shown.append((title, text))

    def about(self, parent: QWidget, lead: str, licences: Sequence[tuple[str, str]]) -> None:
        self.texts_shown.extend([("About", lead), *licences])

    def choose_printer(self, parent: QWidget, title: str, pages: int = 0) -> QPrinter | None:
        if self.print_file is None:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setOutputFileName(str(self.print_file))
        return printer

    def print_document(self, parent: QWidget, document: QTextDocument, title: str) -> bool:
        self.printed.append((title, document.toPlainText()))
        return True
