"""What is known of files to attach, or of an attachment: name, licence, where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.record import Attachment
from evidence_library.model.vocabulary import Licence, Permission, in_words
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label, shortened

_NO_COPY = "No"
_LONGEST = 70
_NAMED = 5


class AttachDialog(QDialog):
    """Asks what is known. With several files it holds for all of them."""

    def __init__(
        self,
        theme: Theme,
        known: Attachment,
        links: Sequence[str],
        parent: QWidget,
        paths: Sequence[Path] = (),
    ) -> None:
        """Show what is known; `links` are those of the record without an archived copy.

        `paths` are files to attach; without any, an attachment is described.
        """
        super().__init__(parent)
        self.paths = tuple(paths)
        self._known = known
        several = len(self.paths) > 1
        act = "Attach" if self.paths else "Save"
        self.setWindowTitle("Attach files" if several else f"{act} “{known.name}”")
        self.setMinimumWidth(min(theme.px(520), round(parent.width() * 0.95)))
        self.name = QLineEdit(known.name)
        self.licence = _choice((one.value for one in Licence), known.licence.value)
        self.redistribute = _choice((one.value for one in Permission), known.may_redistribute.value)
        self.source_url = QLineEdit(known.source_url)
        self.source_url.setPlaceholderText("https://…")
        self.copy_of = QComboBox()
        self.copy_of.addItem(_NO_COPY, "")
        for url in links:
            self.copy_of.addItem(shortened(url, _LONGEST), url)
        self.accept_button = button(act, self.accept, role="primary")
        self.cancel_button = button("Cancel", self.reject)
        self.accept_button.setDefault(True)
        self._lay_out(several=several, links=bool(links))

    @property
    def answer(self) -> Attachment:
        """What was filled in, as an attachment."""
        return Attachment(
            sha256=self._known.sha256,
            name=self.name.text().strip() or self._known.name,
            licence=Licence(self.licence.currentData()),
            may_redistribute=Permission(self.redistribute.currentData()),
            source_url=self.source_url.text().strip(),
        )

    @property
    def copied_link(self) -> str:
        """The address of the link it is a copy of; empty if of none."""
        return str(self.copy_of.currentData() or "")

    def _lay_out(self, *, several: bool, links: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        if several:
            named = ", ".join(path.name for path in self.paths[:_NAMED])
            more = len(self.paths) - _NAMED
            told = f"{named} and {more} more" if more > 0 else named
            column.addWidget(label(told, "strong", wrap=True))
        rows: list[tuple[str, QWidget]] = [
            ("Licence", self.licence),
            ("May it be handed on?", self.redistribute),
            ("Where it was found", self.source_url),
        ]
        if not several:
            rows.insert(0, ("Name", self.name))
        if links and not several:
            rows.append(("Archived copy of a link?", self.copy_of))
        for words, field in rows:
            asked = label(words)
            asked.setBuddy(field)
            field.setAccessibleName(words)
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(asked)
            part.addWidget(field)
            column.addLayout(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        column.addLayout(row)


def _choice(values: Iterable[str], chosen: str) -> QComboBox:
    made = QComboBox()
    for value in values:
        made.addItem(in_words(value), value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made
