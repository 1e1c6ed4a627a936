"""Duplicates: pairs of records that may be one, told apart or merged field by field."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services import duplicates, history, merging, record_fields
from evidence_library.services.duplicates import Pair
from evidence_library.services.history import FieldChange
from evidence_library.services.merging import BOTH, FieldChoice
from evidence_library.services.opened import Library
from evidence_library.text.differences import changes as differences
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.presenters import change_page
from evidence_library.ui.presenters.page_parts import heading, paragraph
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job

__all__ = ["BOTH", "COLUMNS", "EVERYTHING", "FIELD_COLUMNS", "DuplicatesPresenter", "Merging"]

#: The columns of the pairs, and those of the fields of two records.
COLUMNS = ("First record", "Second record", "Why")
FIELD_COLUMNS = ("Field", "What is taken")

#: The line that stands for all fields together.
EVERYTHING = ""


class DuplicatesPresenter(QObject):
    """Asks `services.duplicates`, off the screen's thread.

    `listed` brings the lines of the pairs; `page` the HTML that tells how two records differ;
    `ready` a `Merging`; `told` a sentence and the operation that takes it back; `failed` says why
    something was not done.
    """

    listed = Signal(object)
    page = Signal(str)
    ready = Signal(object)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Do nothing until somebody asks."""
        super().__init__()
        self._session = session
        self._pairs: dict[str, Pair] = {}

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return not self._session.hindrance

    def refresh(self) -> None:
        """Look for pairs anew."""
        self._read(duplicates.pairs, self._on_found, "duplicates")

    def ids(self, line: Line) -> tuple[RecordId, RecordId]:
        """Give the ids of the two records of a line."""
        return self._pairs[line.id].ids

    def compare(self, line: Line) -> None:
        """Tell how the two records of a line differ."""
        pair = self._pairs[line.id]

        def told(library: Library) -> str:
            one, other = merging.read(library, pair.ids)
            fields = history.difference(one, other)
            shown = "".join(map(change_page.difference, fields))
            score = paragraph(escape(f"{pair.reason}. Sure to {pair.score:.0%}."))
            return score + heading("From one record to the other", 3) + shown

        self._read(told, self.page.emit, "duplicates-page")

    def begin(self, line: Line) -> None:
        """Read the two records of a line to be merged."""
        ids = self._pairs[line.id].ids
        self._read(
            lambda library: Merging(merging.read(library, ids)), self.ready.emit, "duplicates-merge"
        )

    def tell_apart(self, line: Line) -> None:
        """Remember that the two records of a line are no duplicates."""
        one, other = self._pairs[line.id].ids
        said = "They are no duplicates, and are not listed again."
        self._change(said, lambda library: duplicates.not_duplicates(library, one, other))

    def merge(self, chosen: Merging) -> None:
        """Make one record of two."""
        title = chosen.result.title or "Untitled"
        said = f"Merged into “{title}”. The other id leads to it."
        self._change(said, lambda library: merging.merge(library, chosen.made, chosen.taken))

    def _on_found(self, pairs: tuple[Pair, ...]) -> None:
        self._pairs = {" ".join(pair.ids): pair for pair in pairs}
        self.listed.emit(
            tuple(Line(key, (*pair.titles, pair.reason)) for key, pair in self._pairs.items())
        )

    def _read(self, ask: Callable[[Library], Any], done: Callable[[Any], None], name: str) -> None:
        library = self._session.library
        if library is None:
            return
        job = Job(lambda _report: ask(library), self, done=done, failed=self.failed.emit)
        self._session.tasks.read(job, replaces=name)

    def _change(self, sentence: str, act: Callable[[Library], Changes]) -> None:
        library = self._session.library
        if library is None:
            return

        def done(changes: Changes) -> None:
            self._session.tell_changed(changes)
            self.told.emit(sentence, changes.operation or None)

        job = Job(lambda _report: act(library), self, done=done, failed=self.failed.emit)
        self._session.tasks.write(job)


class Merging:
    """Two records on their way to be one: which is kept, and which field comes from where."""

    def __init__(self, made: tuple[Record, ...]) -> None:
        """Keep the first one, with every field as proposed."""
        self.taken: dict[str, int] = {}
        self._begin(made)

    def _begin(self, made: tuple[Record, ...]) -> None:
        self.made = made
        self._fields = {field.name: field for field in merging.choices(made)}

    @property
    def result(self) -> Record:
        """The record that would come of it."""
        return merging.merged(self.made, self.taken)

    def keep_other(self) -> None:
        """Keep the id of the other record; each field stays taken from where it was."""
        turned = {name: self.place(name) for name in self._fields}
        self._begin(self.made[::-1])
        self.taken = {name: place if place == BOTH else 1 - place for name, place in turned.items()}

    def lines(self) -> tuple[Line, ...]:
        """List the fields, those that differ first, each with where it is taken from."""
        whole = Line(EVERYTHING, ("The whole result", ""))
        return (whole, *(Line(name, (one.label, self._told(one))) for name, one in self._shown()))

    def places(self, name: str) -> tuple[int, ...]:
        """List where a field can be taken from."""
        field = self._fields.get(name)
        if field is None or not field.differs:
            return ()
        return (0, 1, BOTH) if field.joins else (0, 1)

    def place(self, name: str) -> int:
        """Say where a field is taken from."""
        return self.taken.get(name, self._fields[name].proposed)

    def take(self, name: str, place: int) -> None:
        """Take a field from one record, or from both."""
        if place in self.places(name):
            self.taken[name] = place

    def take_next(self, name: str) -> None:
        """Take a field from the next place there is."""
        places = self.places(name)
        if places:
            self.take(name, places[(places.index(self.place(name)) + 1) % len(places)])

    def page(self, name: str) -> str:
        """Tell in HTML what the records say in a field and what is taken; or the whole result."""
        if name == EVERYTHING:
            fields = history.difference(self.made[0], self.result)
            told = "".join(map(change_page.difference, fields))
            warned = "".join(map(paragraph, merging.notes(self.made)))
            intro = paragraph("What changes in the record that is kept:")
            same = paragraph("The record that is kept stays as it is.")
            return warned + (intro + told if told else same)
        field = self._fields[name]
        if not field.differs:
            return paragraph("Both say the same.") + _told(field.label, "", field.texts[0])
        after = record_fields.as_text(getattr(self.result, name))
        apart = FieldChange(name, "From the first to the second", differences(*field.texts))
        return change_page.difference(apart) + _told("Taken", self._told(field), after)

    def _shown(self) -> list[tuple[str, FieldChoice]]:
        return list(self._fields.items())

    def _told(self, field: FieldChoice) -> str:
        if not field.differs:
            return "= both say the same"
        names = {0: "● the first record", 1: "▲ the second record", BOTH: "◆ both together"}
        return names[self.place(field.name)]


def _told(label: str, where: str, text: str) -> str:
    shown = "<br>".join(map(escape, text.splitlines())) or "Nothing"
    said = f"{label}: {where}" if where else label
    return paragraph(f"<b>{escape(said)}</b><br>{shown}")
