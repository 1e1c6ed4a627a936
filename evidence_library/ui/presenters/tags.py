"""Tags: lists them, names and colours them, and puts them on many records at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.tags import TAG_COLOURS
from evidence_library.services import tagging
from evidence_library.services.opened import Library
from evidence_library.services.tagging import Tag
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.presenters.find import Answer
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report

COLUMNS = ("Tag", "Colour", "Records")

#: The colours to choose from; the first takes a colour away.
COLOURS = ("", *TAG_COLOURS)


@dataclass(frozen=True, slots=True)
class Tagged:
    """Some records and the tags that any of them carry, with how many do."""

    records: tuple[RecordId, ...]
    tags: tuple[tuple[str, int], ...]
    known: tuple[str, ...]


class TagsPresenter(QObject):
    """Asks `services.tagging`, off the screen's thread.

    `listed` follows other tags; `looked` brings a `Tagged`; `told` a sentence and the operation
    that takes it back, `failed` why something was not done.
    """

    listed = Signal()
    looked = Signal(object)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Read nothing until somebody asks."""
        super().__init__()
        self._session = session
        self.tags: tuple[Tag, ...] = ()

    @property
    def writable(self) -> bool:
        """Whether tags can be changed."""
        return not self._session.hindrance

    @property
    def lines(self) -> tuple[Line, ...]:
        """The tags as lines of a table."""
        return tuple(
            Line(tag.name, (tag.name, colour_name(tag.colour), f"{tag.count:,}"))
            for tag in self.tags
        )

    def colour_of(self, name: str) -> str:
        """Give the colour of a tag."""
        return next((tag.colour for tag in self.tags if tag.name == name), "")

    def refresh(self) -> None:
        """Read the tags anew."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: tagging.listed(library),
            self,
            done=self._on_read,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="tags")

    def rename(self, tag: str, name: str) -> None:
        """Give a tag another name."""
        self._change(lambda library, _report: tagging.rename(library, tag, name))

    def merge(self, tags: Sequence[str], into: str) -> None:
        """Make several tags one."""
        self._change(lambda library, _report: tagging.merge(library, tags, into))

    def delete(self, tag: str) -> None:
        """Take a tag off all records."""
        self._change(lambda library, _report: tagging.delete(library, tag))

    def paint(self, tag: str, colour: str) -> None:
        """Give a tag a colour, or none."""
        self._change(lambda library, _report: tagging.paint(library, tag, colour))

    def look(self, record: str, answer: Answer | None) -> None:
        """Find out which tags a record, or with an answer all its records, carry."""
        if answer is not None:
            self.look_at(answer.found.numbers)
        else:
            self._look(lambda _library: (RecordId(record),))

    def look_at(self, numbers: Sequence[int]) -> None:
        """Find out which tags records carry, by their numbers."""
        self._look(lambda library: tagging.records_of(library, numbers))

    def _look(self, wanted: Callable[[Library], tuple[RecordId, ...]]) -> None:
        library = self._session.library
        if library is None:
            return

        def work(_report: object) -> Tagged:
            ids = wanted(library)
            known = tuple(tag.name for tag in tagging.listed(library))
            return Tagged(ids, tagging.carried(library, ids), known)

        job = Job(work, self, done=self.looked.emit, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="tags-looked")

    def retag(self, tagged: Tagged, add: Sequence[str], remove: Sequence[str]) -> None:
        """Put tags on the records and take others off, in one step."""
        if add or remove:
            self._change(
                lambda library, report: tagging.retag(
                    library, tagged.records, add=add, remove=remove, progress=report
                )
            )

    def _change(self, act: Callable[[Library, Report], Changes]) -> None:
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda report: act(library, report),
            self,
            "Changing tags",
            done=self._on_done,
            failed=self.failed.emit,
            stopped=lambda: self.told.emit("Stopped; nothing was changed.", None),
        )
        self._session.tasks.write(job)

    def _on_done(self, changes: Changes) -> None:
        self._session.tell_changed(changes if changes.any else None)
        if not changes.any:
            self.told.emit("Nothing was changed.", None)
            return
        number = len(changes.records)
        told = f" {counted(number, 'record')} changed." if number else ""
        self.told.emit(f"Done: {changes.name}.{told}", changes.operation)

    def _on_read(self, tags: tuple[Tag, ...]) -> None:
        self.tags = tags
        self.listed.emit()


def colour_name(colour: str) -> str:
    """Give the name of a colour as people read it."""
    return colour.capitalize() or "No colour"
