"""The dialog that asks what a new record begins with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.problem import Flag
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import in_words
from evidence_library.ui.presenters.new_from import NewFromPresenter
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.text import LONGEST_PASTE, TextField
from evidence_library.ui.widgets.plain import button, label, shortened

_FILES = "PDF, Word (DOCX), Markdown, plain text or a summary sheet. You can drop it here, too."
_TITLE = 60

#: A text of so many characters is not thrown away unasked.
_WORTH_ASKING = 500


#: Goes with a record whose text was pasted in part.
_CUT = Flag(
    "pasted-in-part",
    f"Only the first {LONGEST_PASTE:,} characters of the text were pasted; the rest is missing.",
    "sections",
)


class NewFromDialog(QDialog):
    """Asks, and hands the record over: `made` brings it."""

    made = Signal(object)

    def __init__(
        self, theme: Theme, presenter: NewFromPresenter, parts: Parts, shown: tuple[str, str]
    ) -> None:
        """Offer everything; `shown` is the id and title of the record being read, if any."""
        super().__init__(parts.window)
        presenter.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._presenter, self._parts, self._shown = theme, presenter, parts, shown
        self._cut = False
        self.setWindowTitle("New from…")
        room = parts.window.size() * 0.95
        self.resize(QSize(theme.px(620), theme.px(620)).boundedTo(room))
        self.setAcceptDrops(True)
        self.what = ChoiceField(theme, "Start with", self._options(), radio=True)
        self.kind = ChoiceField(
            theme, "Kind", [Option(one, in_words(one)) for one in presenter.kinds]
        )
        self.text = TextField(theme, "Text", placeholder="Paste the text here", lines=(6, 12))
        self.file = LineField(theme, "File", help_text=_FILES)
        self.browse = button("Choose…", self._on_browse, hint="Choose a file")
        self.trouble = label(role="strong", wrap=True)
        self.trouble.setProperty("tone", "bad")
        self.trouble.hide()
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress")
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.cancel = button("Cancel", self.reject)
        self.start = button("Start", self._on_start, role="primary")
        self.start.setDefault(True)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._on_what()

    def take_file(self, path: Path) -> None:
        """Begin with a file."""
        self.what.set_value("file")
        self.file.set_value(str(path))
        self._on_what()

    def reject(self) -> None:
        """Close; stop first what is being read, and ask before a long text is thrown away."""
        if self._presenter.under_way:
            self._presenter.cancel()
        elif self._may_throw_away():
            super().reject()

    def _may_throw_away(self) -> bool:
        length = len(self.text.value())
        if length < _WORTH_ASKING:
            return True
        question = f"Throw the text of {length:,} characters away?"
        return self._parts.dialogs.confirm(self, question, "Throw away", "Keep", careful=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file be dropped."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def _options(self) -> list[Option]:
        options = [
            Option("template", "An empty record", "With the headings that its kind usually has."),
            Option("text", "A text", "Pasted from anywhere; what is understood of it is flagged."),
            Option("file", "A file", "Read page by page; what is understood of it is flagged."),
        ]
        if self._shown[0]:
            title = shortened(self._shown[1], _TITLE)
            options.append(Option("copy", "A copy", f"Of “{title}”, as a draft of its own."))
        return options

    def _lay_out(self) -> None:
        self._places = {"template": 0, "text": 1, "file": 2, "copy": 3}
        file_row = QWidget()
        row = QHBoxLayout(file_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.file, 1)
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignTop)
        for title, part in (
            ("Kind", self.kind),
            ("Text", self.text),
            ("File", file_row),
            ("", QWidget()),
        ):
            self._pages.addWidget(_titled(title, part))
        body = QWidget()
        body.setProperty("role", "plain")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        for one in (self.what, self._pages):
            inner.addWidget(one)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.progress, 1)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label("What does the new record begin with?", "heading", wrap=True))
        column.addWidget(label("Nothing is saved before you save it.", "muted", wrap=True))
        column.addWidget(scroll, 1)
        column.addWidget(self.trouble)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.what.changed.connect(self._on_what)
        self.text.edit.pasted_in_part.connect(self._on_cut)
        self._presenter.made.connect(self._on_made)
        self._presenter.failed.connect(self._on_failed)
        self._presenter.stopped.connect(self._on_idle)
        self._presenter.progressed.connect(self._on_progressed)

    def _on_what(self) -> None:
        self._pages.setCurrentIndex(self._places[str(self.what.value())])
        self._say("")

    def _on_cut(self) -> None:
        self._cut = True

    def _on_browse(self) -> None:
        chosen = self._parts.dialogs.choose_files(self)
        if chosen:
            self.take_file(chosen[0])

    def _on_start(self) -> None:
        what = self.what.value()
        self._say("")
        if what == "template":
            self._presenter.from_template(str(self.kind.value()))
            return
        if what == "file" and not self.file.value().strip():
            self._say("Choose a file first.")
            return
        self.start.setEnabled(False)
        if what == "text":
            self._presenter.from_text(self.text.value())
        elif what == "file":
            self._presenter.from_file(Path(self.file.value().strip()).expanduser())
        else:
            self._presenter.copy(self._shown[0])

    def _on_made(self, record: Record) -> None:
        self._on_idle()
        self.accept()
        if self._cut and self.what.value() == "text":
            record = replace(record, flags=(*record.flags, _CUT))
        self.made.emit(record)

    def _on_failed(self, sentence: str) -> None:
        self._on_idle()
        self._say(sentence)

    def _on_idle(self) -> None:
        self.start.setEnabled(True)
        self.progress.hide()

    def _on_progressed(self, done: int, total: int, what: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.setAccessibleDescription(what)
        self.progress.show()

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        if sentence:
            self._parts.announce(sentence)


def _titled(title: str, part: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    if title:
        column.addWidget(label(title, "strong"))
    column.addWidget(part)
    column.addStretch(1)
    return made


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    local = urls[0].toLocalFile() if len(urls) == 1 else ""
    return Path(local) if local else None
