"""Import: reads files in the background, shows what was understood, adds it as one operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.model.problem import Flag
from evidence_library.model.reading import Reading
from evidence_library.model.recommendation import RecommendationSet, count_in_words
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import in_words
from evidence_library.services import ingest
from evidence_library.services.ingest import FilePreview, ImportReport
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.page_parts import (
    bullets,
    facts,
    fold,
    heading,
    paragraph,
    text,
)
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file in the list: its name, what became of it, and whether it will be imported."""

    name: str
    state: str
    tone: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did, in words. `operation` is its number in the history; None: no change."""

    sentence: str
    failures: tuple[str, ...]
    operation: int | None


class IngestPresenter(QObject):
    """Previews and imports files.

    `previewed` brings the lines of the list, `finished` the summary, `failed` a sentence.
    """

    previewed = Signal(object)
    finished = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, session: Session) -> None:
        """Start without files."""
        super().__init__()
        self._session = session
        self._previews: tuple[FilePreview, ...] = ()
        self._job: Job[tuple[FilePreview, ...]] | Job[ImportReport] | None = None

    @property
    def under_way(self) -> bool:
        """Whether files are being read or imported."""
        return self._job is not None

    def preview(self, paths: Sequence[Path]) -> None:
        """Read files without changing anything."""
        library = self._session.library
        if library is None:
            self.failed.emit("Open a library first: files are added to the open one.")
            return
        once: dict[Path, Path] = {}
        for path in paths:
            once.setdefault(path.resolve(), path)
        job = Job(
            lambda report: _preview(library, tuple(once.values()), report),
            self,
            "Reading files",
            done=self._on_previewed,
            failed=self._on_failed,
            stopped=self._on_stopped,
        )
        self._job = job
        self._session.tasks.read(job)

    def commit(self) -> None:
        """Add what was read and is not there yet."""
        library = self._session.library
        if library is None:
            return
        previews = self._previews
        job = Job(
            lambda report: ingest.commit(library, previews, report),
            self,
            "Adding files",
            done=self._on_committed,
            failed=self._on_failed,
            stopped=self._on_stopped,
            at_stake="Adding files is under way.",
        )
        self._job = job
        self._session.tasks.write(job)

    def cancel(self) -> None:
        """Stop reading or importing; nothing is changed."""
        if self._job is not None:
            self._job.cancel()

    @property
    def wanted(self) -> int:
        """How many files hold something new."""
        return sum(_is_wanted(item) for item in self._previews)

    @property
    def sentence(self) -> str:
        """How many of the files can be added."""
        wanted, there = self.wanted, len(self._previews)
        if not wanted:
            return "There is nothing to add"
        of_all = f" of {there:,}" if there > wanted else ""
        return f"{wanted:,}{of_all} {'file' if max(wanted, there) == 1 else 'files'} to add"

    def details(self, number: int, opened: frozenset[str]) -> str:
        """Write what was read of a file, as HTML."""
        return "".join(_details(self._previews[number], opened))

    def _on_previewed(self, previews: tuple[FilePreview, ...]) -> None:
        self._job = None
        self._previews = previews
        self.previewed.emit(tuple(_line(item) for item in previews))

    def _on_committed(self, report: ImportReport) -> None:
        self._job = None
        self._session.tell_changed(report.changes)
        self.finished.emit(_summary(report))

    def _on_failed(self, message: str) -> None:
        self._job = None
        self.failed.emit(message)

    def _on_stopped(self) -> None:
        self._job = None
        self.stopped.emit()


def _preview(library: Library, paths: Sequence[Path], report: Report) -> tuple[FilePreview, ...]:
    """Read the files among the paths; say of the folders what to do with them."""
    found = ingest.preview_with_near(library, [path for path in paths if not path.is_dir()], report)
    read = {item.path: item for item in found}
    folder = "“{}” is a folder. Drop the files in it instead."
    return tuple(
        read.get(path) or FilePreview(path, None, folder.format(path.name)) for path in paths
    )


def _is_wanted(item: FilePreview) -> bool:
    return item.reading is not None and not item.already_here


def _line(item: FilePreview) -> FileLine:
    if item.reading is None:
        return FileLine(item.path.name, _reason(item), "bad", wanted=False)
    if item.already_here:
        return FileLine(item.path.name, "Already in the library", "", wanted=False)
    notes = sum(len(record.flags) for record in item.reading.records)
    notes += sum(len(one.flags) for held in item.reading.sets for one in held.recommendations)
    found = _counts(item.reading)
    if notes or item.reading.problems:
        return FileLine(item.path.name, f"{found}, {counted(notes, 'note')}", "warn", wanted=True)
    return FileLine(item.path.name, found, "good", wanted=True)


def _counts(reading: Reading) -> str:
    parts = [counted(len(reading.records), "record")] if reading.records else []
    parts += [count_in_words(held.recommendations) for held in reading.sets]
    return ", ".join(parts) or "Nothing to add"


#: Said where a file does not tell how its letters are written.
_LETTERS = (
    "The file does not say how its letters are written. If some look wrong, save it as UTF-8 in "
    "the program it comes from, and add it again."
)


def _details(item: FilePreview, opened: frozenset[str]) -> Iterator[str]:
    yield heading(item.path.name)
    reading = item.reading
    if reading is None:
        yield paragraph(f'<span class="bad">{text(item.error)}</span>')
        return
    if item.already_here:
        yield paragraph("The library holds exactly this already; it will not be added again.")
    yield facts((("Read as", text(reading.format)), ("Holds", text(_counts(reading)))))
    if reading.encoding_assumed:
        yield paragraph(_LETTERS, "muted")
    if reading.problems:
        yield heading("Worth knowing", 3) + bullets(text(one.message) for one in reading.problems)
    for record in reading.records:
        yield from _record(record, opened)
    for held in reading.sets:
        yield from _set(held, opened)


def _record(record: Record, opened: frozenset[str]) -> Iterator[str]:
    yield heading(record.title or "Untitled", 3)
    authors = ", ".join(name.name for name in record.authors)
    published = record.published
    yield facts(
        (
            ("Kind", text(in_words(record.kind) if record.kind else "Not stated")),
            ("Author", text(authors or "Not stated")),
            ("Published", text(published.raw or published.value if published else "Not stated")),
            ("Topic headings", text("; ".join(one.label for one in record.topics) or "Not stated")),
            ("Sections", str(len(record.sections))),
            ("Web addresses", str(len(record.links))),
        )
    )
    yield from _flags(record.flags, f"record-{record.id}", opened)


def _set(held: RecommendationSet, opened: frozenset[str]) -> Iterator[str]:
    yield heading(held.title or "Recommendations", 3)
    yield paragraph(text(count_in_words(held.recommendations)))
    yield from _flags(held.flags, f"set-{held.id}", opened)
    for one in held.recommendations:
        if one.flags:
            yield paragraph(f"<b>Recommendation {text(one.number)}</b>")
            yield bullets(text(flag.message) for flag in one.flags)
            name = f"row-{one.number}"
            cells = bullets(text(cell) for cell in one.cells)
            yield fold(name, "The row as it stood", cells, opened=name in opened)


def _flags(flags: Sequence[Flag], name: str, opened: frozenset[str]) -> Iterator[str]:
    for number, flag in enumerate(flags):
        named = text(in_words(flag.where))
        where = f'<span class="muted">{named}:</span> ' if flag.where else ""
        yield paragraph(where + text(flag.message))
        if flag.raw:
            key = f"{name}-{number}"
            raw = paragraph(text(flag.raw), "muted")
            yield fold(key, "The text as it stood", raw, opened=key in opened)


def _reason(item: FilePreview) -> str:
    """Say in a few words why a file cannot be read; its name stands above them."""
    named = f"“{item.path.name}” "
    said = item.error.partition(";")[0].rstrip(".")
    short = f"it {said.removeprefix(named)}" if said.startswith(named) else said
    return f"Cannot be read: {short}"


def _failure(item: FilePreview) -> str:
    return item.error if item.path.name in item.error else f"{item.path.name}: {item.error}"


def _summary(report: ImportReport) -> Summary:
    parts = [f"{counted(report.imported, 'record')} added"]
    if report.unchanged:
        parts.append(f"{counted(report.unchanged, 'file')} already in the library")
    if report.failed:
        parts.append(f"{counted(report.failed, 'file')} could not be read")
    changes = report.changes
    failures = tuple(_failure(one) for one in report.previews if one.error)
    return Summary("; ".join(parts) + ".", failures, changes.operation if changes else None)
