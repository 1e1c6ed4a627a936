"""Importing recommendations: reads a table, puts it right step by step, imports or merges it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_library.errors import LibraryError
from evidence_library.model.changes import Changes
from evidence_library.model.ids import SetId
from evidence_library.model.table_reading import Column
from evidence_library.model.vocabulary import QuarterConvention, in_words
from evidence_library.services import (
    track,
    track_corrections,
    track_import,
    track_merge,
    track_preview,
    track_rules,
)
from evidence_library.services.opened import Library
from evidence_library.services.track_import import Imported
from evidence_library.services.track_merge import Match, Matching
from evidence_library.services.track_preview import Preview, PreviewRow
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.itemmodels.track_matches import MatchLine
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report

#: The columns of the rows as read, and of the rows that were matched.
ROW_COLUMNS = ("Recommendation", "Lead", "Deadline", "Status", "To check")
MATCH_COLUMNS = ("Row of the table", "Matches", "How", "Adds")

#: What can be written into cells by hand, besides the wording.
CELLS = (Column.NUMBER, Column.LEAD, Column.TIMETABLE, Column.PROGRESS, Column.THEME)

Correction = Callable[[Preview], Preview]


@dataclass(frozen=True, slots=True)
class RowShown:
    """The row one is at: its cells as they stood and as they are, its wording in pieces.

    `boundaries` are the characters where the pieces behind the first begin.
    """

    key: int
    heading: str
    stood: str
    cells: Mapping[Column, str]
    text: str
    pieces: tuple[str, ...]
    boundaries: tuple[int, ...]
    flags: tuple[str, ...]
    left_out: bool


class TrackImportPresenter(QObject):
    """Asks `services.track_import` and its neighbours.

    `shown` follows a new preview, `matched` a new matching; `busy` says that work has begun or
    ended; `done` brings a sentence and the operation that takes it back, `failed` a sentence.
    """

    shown = Signal()
    matched = Signal()
    busy = Signal(bool)
    done = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Start without a table."""
        super().__init__()
        self._session = session
        self._steps: list[Preview] = []
        self._at = -1
        self._job: Job[Any] | None = None
        self.matching: Matching | None = None

    @property
    def preview(self) -> Preview | None:
        """The table as it is read by now."""
        return self._steps[self._at] if self._steps else None

    @property
    def may_undo(self) -> bool:
        """Whether a correction can be taken back."""
        return self._at > 0

    @property
    def may_redo(self) -> bool:
        """Whether a correction can be made again."""
        return self._at + 1 < len(self._steps)

    def read_file(self, path: Path) -> None:
        """Read the table of a file."""
        self._work(
            "Reading the table",
            lambda library, report: track_import.read_file(library, path, report),
            self._begin,
        )

    def paste(self, html: str, text: str) -> None:
        """Read what was pasted."""
        self._work(
            "Reading the table",
            lambda library, report: track_import.read_pasted(library, html, text, report),
            self._begin,
        )

    def sets(self) -> tuple[tuple[SetId, str], ...]:
        """List the sets that progress can be added to, with their titles."""
        library = self._session.library
        if library is None:
            return ()
        return tuple((key, one.title) for key, one in track.board(library).sets.items())

    def cancel(self) -> bool:
        """Stop what is under way; tell whether anything was."""
        if self._job is not None:
            self._job.cancel()
        return self._job is not None

    def undo(self) -> None:
        """Take the last correction back."""
        if self.may_undo:
            self._at -= 1
            self.shown.emit()

    def redo(self) -> None:
        """Make the correction again that was taken back."""
        if self.may_redo:
            self._at += 1
            self.shown.emit()

    def correct(self, how: Correction) -> None:
        """Make a correction of rows at once."""
        preview = self.preview
        if preview is None:
            return
        try:
            self._step(how(preview))
        except LibraryError as error:
            self.failed.emit(str(error))

    def correct_row(self, name: str, key: int, *values: int) -> None:
        """Make the correction of a row that `services.track_corrections` has under a name."""
        self.correct(lambda preview: getattr(track_corrections, name)(preview, key, *values))

    def change_cell(self, key: int, column: Column, words: str) -> None:
        """Write other words into a cell of a row."""
        self.correct(lambda preview: track_corrections.change_cell(preview, key, column, words))

    def leave_out(self, key: int, *, out: bool) -> None:
        """Leave a row out, or take it in again."""
        self.correct(lambda preview: track_corrections.leave_out(preview, key, out=out))

    def name(self, title: str) -> None:
        """Give the set its title."""
        self.correct(lambda preview: track_corrections.with_title(preview, title))

    def date(self, typed: str) -> None:
        """Say as at which date the table speaks."""
        self.correct(lambda preview: track_corrections.with_as_at(preview, typed))

    def read_anew(self, how: Callable[[Preview, Report], Preview]) -> None:
        """Make a correction that reads every row again."""
        preview = self.preview
        if preview is not None:
            self._work(
                "Reading the table", lambda _library, report: how(preview, report), self._step
            )

    def choose_table(self, number: int) -> None:
        """Read another sheet or table of the file."""
        self.read_anew(
            lambda preview, report: track_corrections.with_table(preview, number, report)
        )

    def choose_column(self, column: Column, place: int | None) -> None:
        """Say which column, from 0 on, holds something; None: none does."""
        self.read_anew(
            lambda preview, report: track_corrections.with_columns(preview, {column: place}, report)
        )

    def choose_quarters(self, quarters: QuarterConvention) -> None:
        """Say what quarters mean."""
        self.read_anew(lambda preview, _report: track_corrections.with_quarters(preview, quarters))

    def problems(self) -> tuple[str, ...]:
        """Say what is odd about the table."""
        return track_preview.problems(self.preview) if self.preview else ()

    def source_told(self) -> str:
        """Say what was read, with the counting rule."""
        preview = self.preview
        if preview is None:
            return "Choose a file, or copy a table and paste it."
        return f"{preview.source.name}: {preview.source.format}. {preview.counted}."

    def tables(self) -> tuple[str, ...]:
        """Name the tables of the file."""
        grids = self.preview.source.grids if self.preview else ()
        return tuple(grid.name or "Table" for grid in grids)

    def headings(self) -> tuple[str, ...]:
        """Name the columns of the table by their place and heading."""
        preview = self.preview
        if preview is None:
            return ()
        row = preview.table.columns.header
        header = () if row is None else preview.cells.rows[row]
        named = (header[at] if at < len(header) else "" for at in range(preview.cells.width))
        return tuple(
            f"{at}: {' '.join(name.split())}".rstrip(": ") for at, name in enumerate(named, 1)
        )

    def lines(self) -> tuple[Line, ...]:
        """Give the rows as read."""
        return tuple(map(_line, self.preview.rows)) if self.preview else ()

    def row(self, key: int) -> RowShown | None:
        """Give the row with a key as it is shown."""
        preview = self.preview
        found = next((one for one in preview.rows if one.key == key), None) if preview else None
        return _shown(found) if found is not None else None

    def match(self, key: SetId, reported: str) -> None:
        """Match the table with a set; `reported` is typed, nothing means no date."""
        preview = self.preview
        if preview is None:
            return

        def work(library: Library, report: Report) -> Matching:
            date = track_rules.reported_date(reported) if reported.strip() else None
            return track_merge.match(library, key, preview, date, report)

        self.matching = None
        self._work("Matching rows", work, self._on_matched)

    def match_lines(self) -> tuple[MatchLine, ...]:
        """Give the rows as matched."""
        return tuple(map(_match_line, self.matching.matches)) if self.matching else ()

    def commit(self) -> None:
        """Import the table as a set."""
        preview = self.preview
        if preview is not None:
            self._write(
                "Importing recommendations",
                lambda library, report: track_import.commit(library, preview, report),
                self._on_imported,
            )

    def add(self, confirmed: Collection[int], source: str) -> None:
        """Add the progress of rows that were ticked to the set they were matched with."""
        matching = self.matching
        if matching is not None:
            keys = frozenset(confirmed)
            self._write(
                "Adding progress",
                lambda library, report: track_merge.add(library, matching, keys, source, report),
                self._on_added,
            )

    def _begin(self, preview: Preview) -> None:
        self._steps, self._at, self.matching = [preview], 0, None
        self.shown.emit()

    def _step(self, preview: Preview) -> None:
        if preview == self.preview:
            self.shown.emit()
            return
        self._steps = [*self._steps[: self._at + 1], preview]
        self._at += 1
        self.matching = None
        self.shown.emit()

    def _on_matched(self, matching: Matching) -> None:
        self.matching = matching
        self.matched.emit()

    def _on_imported(self, made: Imported) -> None:
        self._session.tell_changed(made.changes)
        self.done.emit(f"Imported {made.counted} as “{made.title}”.", made.changes.operation)

    def _on_added(self, changes: Changes) -> None:
        self._session.tell_changed(changes)
        self.done.emit(f"{changes.name}.", changes.operation)

    def _work(
        self,
        title: str,
        ask: Callable[[Library, Report], Any],
        done: Callable[[Any], None],
    ) -> None:
        self._start(title, ask, done, writes=False)

    def _write(
        self,
        title: str,
        ask: Callable[[Library, Report], Any],
        done: Callable[[Any], None],
    ) -> None:
        self._start(title, ask, done, writes=True)

    def _start(
        self,
        title: str,
        ask: Callable[[Library, Report], Any],
        done: Callable[[Any], None],
        *,
        writes: bool,
    ) -> None:
        library = self._session.library
        if library is None or self._job is not None:
            return
        job: Job[Any] = Job(
            lambda report: ask(library, report),
            self,
            title,
            done=partial(self._ended, done),
            failed=partial(self._ended, self.failed.emit),
            stopped=partial(self._ended, lambda _nothing: None, None),
            broke=partial(self._ended, lambda _nothing: None, None),
        )
        self._job = job
        self.busy.emit(True)
        (self._session.tasks.write if writes else self._session.tasks.read)(job)

    def _ended(self, then: Callable[[Any], None], what: Any) -> None:
        self._job = None
        self.busy.emit(False)
        then(what)


def _line(row: PreviewRow) -> Line:
    item = row.item
    words = " ".join(item.text.split())
    due = item.deadline.raw if item.deadline else ""
    due = due or "; ".join(
        f"{part.marker}) {part.deadline.raw}" for part in item.parts if part.deadline
    )
    count = len(row.flags)
    told = "Left out" if row.left_out else counted(count, "note") if count else ""
    number = f"{item.number}  " if item.number else ""
    cells = (f"{number}{words}", ", ".join(item.leads), due, in_words(item.status), told)
    return Line(str(row.key), cells)


def _shown(row: PreviewRow) -> RowShown:
    item = row.item
    pieces = [f"Before the parts: {item.stem or 'nothing'}"] if item.parts else ["No parts"]
    pieces += [f"{part.marker}) {part.text or 'no words'}" for part in item.parts]
    pieces += [f"Closing text: {item.closing}"] if item.closing else []
    names = ("Recommendation", "Lead", "Timetable", "Progress")
    stood = "\n".join(
        f"{name}: {cell}" for name, cell in zip(names, row.stood, strict=True) if cell.strip()
    )
    return RowShown(
        key=row.key,
        heading=f"Recommendation {item.number}" if item.number else "Without number",
        stood=stood,
        cells={column: track_corrections.cell_of(row, column) for column in CELLS},
        text=item.text,
        pieces=tuple(pieces),
        boundaries=track_corrections.division_of(row).boundaries,
        flags=tuple(dict.fromkeys(flag.message for flag in row.flags)),
        left_out=row.left_out,
    )


def _match_line(one: Match) -> MatchLine:
    number = f"{one.number}  " if one.number else ""
    to = f"{one.target_number}  {one.target_excerpt}" if one.target else "Nothing"
    how = f"{in_words(one.found)}. {one.why}"
    cells = (f"{number}{one.excerpt}", to, how, one.told)
    return MatchLine(one.key, cells, bool(one.target and one.entries))
