"""What a judgement rests on: records of the library and files, each with a note on why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from evidence_library.model.assessment import Support
from evidence_library.model.ids import RecordId
from evidence_library.ui.presenters.field_offers import FieldOffers, Offered
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.pick import Found, SearchList
from evidence_library.ui.widgets.plain import button, label, shortened

_LONGEST = 90


class RecordFinder:
    """Finds records of the open library for a field."""

    def __init__(self, parts: Parts, owner: QWidget) -> None:
        """Serve a field as long as that lives."""
        self._parts, self._owner = parts, owner
        self._offers: FieldOffers | None = None
        self._of: object = None

    def search(self, words: str, deliver: Callable[[Sequence[Found]], None]) -> None:
        """Find records by a search."""
        offers = self._asked()
        if offers is not None:
            offers.records(words, RecordId(""), lambda found: deliver([_found(it) for it in found]))

    def describe(self, value: Any, deliver: Callable[[Found], None]) -> None:
        """Give the title of a record."""
        offers = self._asked()
        if offers is not None:
            offers.record(value, lambda found: deliver(_found(found)))

    def _asked(self) -> FieldOffers | None:
        library = self._parts.session.library
        if library is not None and library is not self._of:
            self._of = library
            self._offers = FieldOffers(library, self._parts.session.tasks, self._owner)
        return self._offers


class SupportsField(FieldWidget):
    """Held as a tuple of `Support`; `record_asked` names a record to read, `refused` why not."""

    record_asked = Signal(str)
    refused = Signal(str)

    def __init__(self, parts: Parts, name: str) -> None:
        """Start with nothing."""
        super().__init__(parts.theme, name)
        self._parts = parts
        self._held: tuple[Support, ...] = ()
        self.titles: Mapping[RecordId, str] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        rows = QWidget()
        rows.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.finder = RecordFinder(parts, self)
        self.search = SearchList(parts.theme, name, self.finder, "Search a record to link")
        self.search.picked.connect(self._on_picked)
        self.attach = button(
            "Link a file…", self._on_file, hint="The file stays where it is; its place is kept"
        )
        self.setFocusProxy(self.search.line)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignTop)
        self._below = below
        self._stack(rows, below)

    def value(self) -> tuple[Support, ...]:
        """Give what it rests on."""
        return self._held

    def set_value(self, value: tuple[Support, ...]) -> None:
        """Show what it rests on."""
        if value != self._held or not self._rows.count():
            self._held = value
            self._draw()

    def show_titles(self, titles: Mapping[RecordId, str]) -> None:
        """Name the records by their titles."""
        known = {**self.titles, **titles}
        if known != self.titles:
            self.titles = known
            self._draw()

    def allow(self, *, writable: bool) -> None:
        """Let things be linked, or only looked at."""
        self._below.setVisible(writable)
        for note in self.findChildren(QLineEdit):
            if note is not self.search.line:
                note.setReadOnly(not writable)
        for cross in self._removers():
            cross.setVisible(writable)

    def add_record(self, record: RecordId, title: str, note: str = "") -> None:
        """Link a record, unless it is linked already."""
        if any(one.record == record for one in self._held):
            return
        self.titles = {**self.titles, record: title}
        self._change((*self._held, Support(record=record, note=note)))

    def _removers(self) -> list[QWidget]:
        return [one for one in self.findChildren(QWidget) if one.property("remover")]

    def _change(self, held: tuple[Support, ...]) -> None:
        self._held = held
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, one in enumerate(self._held):
            self._rows.addWidget(self._row(at, one))

    def _row(self, at: int, one: Support) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(6)
        words = self._words(one)
        if one.record or one.file:
            link = button(shortened(words, _LONGEST), partial(self._open, one), role="link")
            link.setAccessibleName(f"{'Record' if one.record else 'File'}: {words}")
            link.setToolTip(words)
            top.addWidget(link)
        else:
            top.addWidget(label(words, "muted", wrap=True))
        top.addStretch(1)
        remove = button("Remove", partial(self._remove, at), role="link")
        remove.setAccessibleName(f"Remove the link to {words}")
        remove.setProperty("small", "true")
        remove.setProperty("remover", True)
        top.addWidget(remove)
        note = QLineEdit(one.note)
        note.setPlaceholderText("Why it matters here")
        note.setAccessibleName(f"Why {words} matters here")
        note.setCursorPosition(0)
        note.editingFinished.connect(lambda: self._on_note(at, note))
        column.addLayout(top)
        column.addWidget(note)
        return made

    def _words(self, one: Support) -> str:
        if one.record:
            return self.titles.get(one.record, "A record that is no longer in the library")
        return Path(one.file).name if one.file else "A record that was not in this library"

    def _open(self, one: Support) -> None:
        if one.record:
            self.record_asked.emit(one.record)
        elif not self._parts.dialogs.open_local(Path(one.file)):
            self.refused.emit(f"“{one.file}” cannot be opened; it may lie elsewhere by now.")

    def _remove(self, at: int) -> None:
        self._change(self._held[:at] + self._held[at + 1 :])
        self.take_focus()

    def _on_note(self, at: int, note: QLineEdit) -> None:
        words = note.text().strip()
        if at < len(self._held) and words != self._held[at].note:
            changed = replace(self._held[at], note=words)
            self._held = (*self._held[:at], changed, *self._held[at + 1 :])
            self.changed.emit()

    def _on_picked(self, found: Found) -> None:
        self.add_record(found.value, found.words)

    def _on_file(self) -> None:
        paths = self._parts.dialogs.choose_attachments(self._parts.window)
        known = {one.file for one in self._held}
        new = tuple(Support(file=str(path)) for path in paths if str(path) not in known)
        if new:
            self._change((*self._held, *new))


def _found(one: Offered) -> Found:
    return Found(one.value, one.words, one.detail, one.note, one.instead_of)
