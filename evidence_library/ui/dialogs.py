"""Everything that asks and waits for the answer. Tests put their own in the place of `Dialogs`."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.widgets.plain import button, label

#: Letters of a name one is asked for.
_LONGEST_NAME = 80

FILES = (
    "Records and recommendations (*.txt *.md *.markdown *.tsv *.pdf *.docx *.docm);;All files (*)"
)

#: Tables of recommendations that can be read.
TABLES = "Tables (*.tsv *.txt *.csv *.xlsx *.xlsm *.html *.htm *.docx *.md);;All files (*)"

ATTACHMENTS = "Documents (*.pdf *.docx *.html *.htm *.md *.txt);;All files (*)"


class LinkAnswer(Enum):
    """What to do with a web address."""

    OPEN = "open"
    COPY = "copy"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NewLibrary:
    """Where to make a library and whether to fill it."""

    folder: Path
    starter: bool


class Dialogs:
    """The real ones."""

    def choose_files(self, parent: QWidget) -> list[Path]:
        """Ask which files to read."""
        names, _ = QFileDialog.getOpenFileNames(parent, "Add files", "", FILES)
        return [Path(name) for name in names]

    def choose_attachments(self, parent: QWidget) -> list[Path]:
        """Ask which files to attach."""
        names, _ = QFileDialog.getOpenFileNames(parent, "Attach files", "", ATTACHMENTS)
        return [Path(name) for name in names]

    def choose_copy(self, parent: QWidget, name: Path) -> Path | None:
        """Ask where to write a copy of a file."""
        chosen, _ = QFileDialog.getSaveFileName(parent, "Save a copy", str(name))
        return Path(chosen) if chosen else None

    def choose_picture(self, parent: QWidget) -> Path | None:
        """Ask which picture to take."""
        kinds = "Pictures (*.png *.jpg *.jpeg);;All files (*)"
        name, _ = QFileDialog.getOpenFileName(parent, "Choose a picture", "", kinds)
        return Path(name) if name else None

    def choose_table(self, parent: QWidget) -> Path | None:
        """Ask which table of recommendations to read."""
        name, _ = QFileDialog.getOpenFileName(parent, "Import recommendations", "", TABLES)
        return Path(name) if name else None

    def choose_words_file(self, parent: QWidget) -> Path | None:
        """Ask which table of words to read."""
        kinds = "CSV table (*.csv);;All files (*)"
        name, _ = QFileDialog.getOpenFileName(parent, "Import words", "", kinds)
        return Path(name) if name else None

    def choose_topics_file(self, parent: QWidget) -> Path | None:
        """Ask which file of topic headings to read."""
        kinds = "SKOS (*.ttl *.rdf *.xml *.jsonld *.json);;All files (*)"
        name, _ = QFileDialog.getOpenFileName(parent, "Import topic headings", "", kinds)
        return Path(name) if name else None

    def choose_instrument_file(self, parent: QWidget) -> Path | None:
        """Ask which file holds an instrument."""
        kinds = "Instruments (*.yaml *.yml);;All files (*)"
        name, _ = QFileDialog.getOpenFileName(parent, "Import an instrument", "", kinds)
        return Path(name) if name else None

    def choose_map_file(self, parent: QWidget, name: Path) -> Path | None:
        """Ask where to save a map; the ending of `name` says in what form."""
        kinds = f"{name.suffix[1:].upper()} (*{name.suffix})"
        chosen, _ = QFileDialog.getSaveFileName(parent, "Save the map", str(name), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(name.suffix)

    def choose_library(self, parent: QWidget, start: Path) -> Path | None:
        """Ask which library to open."""
        name = QFileDialog.getExistingDirectory(parent, "Open a library folder", str(start))
        return Path(name) if name else None

    def choose_folder(self, parent: QWidget, start: Path) -> Path | None:
        """Ask into which folder to write."""
        name = QFileDialog.getExistingDirectory(parent, "Choose a folder", str(start))
        return Path(name) if name else None

    def choose_template(self, parent: QWidget) -> Path | None:
        """Ask which Word document to take the styles of."""
        kinds = "Word documents (*.docx *.dotx)"
        name, _ = QFileDialog.getOpenFileName(parent, "Word template", "", kinds)
        return Path(name) if name else None

    def open_local(self, path: Path) -> bool:
        """Open a file that the program wrote, or its folder, with what the computer opens it with.

        Tell whether it is there and something opens it.
        """
        return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def new_library(self, parent: QWidget, start: Path) -> NewLibrary | None:
        """Ask where to make a library and what to put into it."""
        dialog = _NewLibraryDialog(parent, start)
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.answer if taken else None

    def ask_name(self, parent: QWidget, title: str, name: str) -> str:
        """Ask for a name; empty if the person wants none."""
        dialog = _NameDialog(parent, title, name)
        return dialog.name if dialog.exec() == QDialog.DialogCode.Accepted else ""

    def ask_note(self, parent: QWidget, title: str, question: str) -> str | None:
        """Ask for a sentence, which may be empty; None if the person wants to stop."""
        dialog = _NoteDialog(parent, title, question)
        return dialog.note if dialog.exec() == QDialog.DialogCode.Accepted else None

    def confirm(
        self, parent: QWidget, sentence: str, yes: str, no: str = "Cancel", *, careful: bool = False
    ) -> bool:
        """Tell what would happen and ask whether it may. Where one is `careful`, Enter means no."""
        dialog = _ConfirmDialog(parent, sentence, (yes, no), careful=careful)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def ask_which(
        self, parent: QWidget, title: str, question: str, choices: Sequence[str]
    ) -> int | None:
        """Ask which of a few things is meant; give its place, None if the person wants to stop."""
        dialog = _WhichDialog(parent, title, question, choices)
        return dialog.taken if dialog.exec() == QDialog.DialogCode.Accepted else None

    def choose_list_file(
        self, parent: QWidget, title: str, start: Path, formats: Mapping[str, str]
    ) -> Path | None:
        """Ask where to write a list; `formats` name what the end of a file's name stands for."""
        kinds = {f"{name} (*{suffix})": suffix for suffix, name in formats.items()}
        usual = next(kind for kind, suffix in kinds.items() if suffix == start.suffix)
        chosen, kind = QFileDialog.getSaveFileName(
            parent, title, str(start), ";;".join(kinds), usual
        )
        if not chosen:
            return None
        path = Path(chosen)
        known = path.suffix.lower() in formats
        return path if known else path.with_name(path.name + kinds.get(kind, start.suffix))

    def ask_link(self, parent: QWidget, url: str, *, may_open: bool) -> LinkAnswer:
        """Show a web address and ask what to do with it."""
        dialog = _LinkDialog(parent, url, may_open=may_open)
        dialog.exec()
        return dialog.answer

    def show_text(self, parent: QWidget, title: str, text: str) -> None:
        """Show a text as it is, to read and copy."""
        _TextDialog(parent, title, text).exec()

    def about(self, parent: QWidget, lead: str, licences: Sequence[tuple[str, str]]) -> None:
        """Show what the program is and the licences of what it ships."""
        parts = [lead, *(f"{name}\n{'=' * len(name)}\n\n{text}" for name, text in licences)]
        _TextDialog(parent, "About Evidence Library", "\n\n\n".join(parts)).exec()

    def print_document(self, parent: QWidget, document: QTextDocument, title: str) -> bool:
        """Ask for a printer and print; tell whether it was printed."""
        printer = self.choose_printer(parent, title)
        if printer is None:
            return False
        document.print_(printer)
        return True

    def choose_printer(self, parent: QWidget, title: str, pages: int = 0) -> QPrinter | None:
        """Ask for a printer and how to print; None if nothing is to be printed.

        One can choose among the `pages`, if their number is known.
        """
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, parent)
        if pages:
            dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
            dialog.setMinMax(1, pages)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


class _NewLibraryDialog(QDialog):
    """Folder, and whether to start with the shipped records."""

    def __init__(self, parent: QWidget, start: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle("New library")
        self.setMinimumWidth(480)
        self._folder = QLineEdit(str(start))
        self._folder.setAccessibleName("Folder of the new library")
        self._starter = QCheckBox("Start with the starter content")
        self._starter.setAccessibleDescription("Puts the shipped records into the library")
        self._starter.setChecked(True)
        browse = button("Choose…", self._on_browse, hint="Choose a folder for the library")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label("Where should the library be?", "section"))
        column.addWidget(
            label("A library is a folder. Choose an empty one, or name a new one.", "muted")
        )
        row = QHBoxLayout()
        row.addWidget(self._folder, 1)
        row.addWidget(browse)
        column.addLayout(row)
        column.addWidget(self._starter)
        self._buttons = _choices(self, "Make library", "Cancel")
        column.addWidget(self._buttons)
        self._folder.textChanged.connect(self._on_named)
        self._on_named()

    @property
    def answer(self) -> NewLibrary:
        """What was filled in."""
        folder = _folder(self._folder.text())
        return NewLibrary(folder, self._starter.isChecked())

    def _on_named(self) -> None:
        for one in self._buttons.buttons():
            if self._buttons.buttonRole(one) == QDialogButtonBox.ButtonRole.AcceptRole:
                one.setEnabled(bool(self._folder.text().strip()))

    def _on_browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Folder", self._folder.text())
        if name:
            self._folder.setText(name)


class _NameDialog(QDialog):
    """One line to fill in."""

    def __init__(self, parent: QWidget, title: str, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._line = QLineEdit(name)
        self._line.setMaxLength(_LONGEST_NAME)
        self._line.setAccessibleName("Name")
        self._line.selectAll()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        asked = label("Under which name?", "section")
        asked.setBuddy(self._line)
        column.addWidget(asked)
        column.addWidget(self._line)
        self._buttons = _choices(self, "Save", "Cancel")
        column.addWidget(self._buttons)
        self._line.textChanged.connect(self._on_named)
        self._on_named()

    @property
    def name(self) -> str:
        """What was filled in."""
        return self._line.text().strip()

    def _on_named(self) -> None:
        for one in self._buttons.buttons():
            if self._buttons.buttonRole(one) == QDialogButtonBox.ButtonRole.AcceptRole:
                one.setEnabled(bool(self.name))


class _NoteDialog(QDialog):
    """A sentence that may be written with something that is done."""

    def __init__(self, parent: QWidget, title: str, question: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._line = QLineEdit()
        self._line.setAccessibleName(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        asked = label(question, "section", wrap=True)
        asked.setBuddy(self._line)
        column.addWidget(asked)
        column.addWidget(self._line)
        column.addWidget(_choices(self, title, "Cancel"))

    @property
    def note(self) -> str:
        """What was written."""
        return self._line.text().strip()


class _ConfirmDialog(QDialog):
    """A sentence, and whether to go on."""

    def __init__(
        self, parent: QWidget, sentence: str, words: tuple[str, str], *, careful: bool
    ) -> None:
        super().__init__(parent)
        yes, no = words
        self.setWindowTitle(yes)
        self.setMinimumWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(sentence, "section", wrap=True))
        column.addWidget(_choices(self, yes, no, usual=no if careful else yes))


class _WhichDialog(QDialog):
    """A question, and what one may answer, the first of it marked."""

    def __init__(self, parent: QWidget, title: str, question: str, choices: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._options = [QRadioButton(words) for words in choices]
        self._options[0].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(question, "section", wrap=True))
        for one in self._options:
            column.addWidget(one)
        column.addWidget(_choices(self, "Go on", "Cancel"))
        self._options[0].setFocus()

    @property
    def taken(self) -> int:
        """The place of what was chosen."""
        return next(at for at, one in enumerate(self._options) if one.isChecked())


class _LinkDialog(QDialog):
    """The address, and what to do with it."""

    def __init__(self, parent: QWidget, url: str, *, may_open: bool) -> None:
        super().__init__(parent)
        self.answer = LinkAnswer.NOTHING
        self.setWindowTitle("Web address")
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label("This link leads out of the library", "section"))
        note = "Old addresses may be dead or lead elsewhere by now. Nothing was opened yet."
        column.addWidget(label(note, "muted", wrap=True))
        address = QLineEdit(url)
        address.setReadOnly(True)
        address.setAccessibleName("Web address")
        address.setCursorPosition(0)
        column.addWidget(address)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button("Close", self.reject))
        row.addWidget(button("Copy address", lambda: self._take(LinkAnswer.COPY)))
        if may_open:
            opens = button("Open in browser", lambda: self._take(LinkAnswer.OPEN), role="primary")
            row.addWidget(opens)
        column.addLayout(row)

    def _take(self, answer: LinkAnswer) -> None:
        self.answer = answer
        self.accept()


class _TextDialog(QDialog):
    """A text to read."""

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(720, 560)
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(title, "section"))
        column.addWidget(shown, 1)
        column.addWidget(button("Close", self.accept), 0, Qt.AlignmentFlag.AlignRight)


def _folder(typed: str) -> Path:
    """Read what was typed as a place that does not depend on where the program was started."""
    path = Path(typed.strip())
    with contextlib.suppress(RuntimeError):  # nobody of that name: the name as it stands
        path = path.expanduser()
    return path.absolute()


def _choices(dialog: QDialog, yes: str, no: str, *, usual: str = "") -> QDialogButtonBox:
    """Make the two buttons; Enter presses the `usual` one, else the one that says yes."""
    box = QDialogButtonBox(dialog)
    for words, role in (
        (no, QDialogButtonBox.ButtonRole.RejectRole),
        (yes, QDialogButtonBox.ButtonRole.AcceptRole),
    ):
        made = QPushButton(words)
        made.setAccessibleName(words)
        made.setAutoDefault(words == (usual or yes))
        if words == (usual or yes):
            made.setProperty("role", "primary")
            made.setDefault(True)
        box.addButton(made, role)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
