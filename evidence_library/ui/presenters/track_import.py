"""Importing recommendations: reads a table, puts it right step by step, imports or merges it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from evidence_library.errors import LibraryError
from evidence_library.model.changes import Changes
from evidence_library.model.ids import SetId
from evidence_library.model.table_reading import Column
from evidence_library.model.vocabulary import QuarterConvention
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
from evidence_library.services.track_merge import Matching
from evidence_library.services.track_preview import Preview
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.itemmodels.track_matches import MatchLine
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.track_import_lines import (
    RowShown,
    line_of,
    match_line,
    shown_of,
)
from evidence_library.ui.tasks import Job, Report

Correction = Callable[[Preview], Preview]


class WrongDate(NamedTuple):
    """What was typed as the date of the table and is none, and a sentence about it."""

    typed: str
    told: str


class TrackImportPresenter(QObject):
    """Asks `services.track_import` and its neighbours.

    `began` follows another table, `shown` a new preview, `matched` a new matching; `busy` says that
    work has begun or ended; `done` brings a sentence and the operation that takes it back, `failed`
    a sentence, and `said` one for screen readers only.
    """

    began = Signal()
    shown = Signal()
    said = Signal(str)
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
        self.wrong_date: WrongDate | None = None

    @property
    def preview(self) -> Preview | None:
        """The table as it is read by now."""
        return self._steps[self._at] if self._steps else None

    @property
    def may_undo(self) -> bool:
        """Whether a correction can be taken back."""
        return self._at > 0 or self.wrong_date is not None

    @property
    def may_commit(self) -> bool:
        """Whether the table can be imported as it is by now."""
        return self.preview is not None and self.preview.may_commit and self.wrong_date is None

    @property
    def put_right(self) -> int:
        """Count the rows that were put right, which are given up if the table is read anew."""
        return track_corrections.put_right(self.preview) if self.preview else 0

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
        """Take the last correction back, or a date first that was not understood."""
        if not self.may_undo:
            return
        if self.wrong_date is None:
            self._at -= 1
        self._show_step("The last correction was taken back.")

    def redo(self) -> None:
        """Make the correction again that was taken back."""
        if self.may_redo:
            self._at += 1
            self._show_step("The correction was made again.")

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
        before = self.preview
        self.correct(lambda preview: getattr(track_corrections, name)(preview, key, *values))
        if self.preview is not before:
            self.said.emit("The row was corrected.")

    def change_cell(self, key: int, column: Column, words: str) -> None:
        """Write other words into a cell of a row."""
        self.correct(lambda preview: track_corrections.change_cell(preview, key, column, words))

    def leave_out(self, key: int, *, out: bool) -> None:
        """Leave a row out, or take it in again."""
        self.correct(lambda preview: track_corrections.leave_out(preview, key, out=out))
        row = self.row(key)
        if row is not None:
            self.said.emit(f"{row.heading}: {'left out' if out else 'taken in again'}.")

    def name(self, title: str) -> None:
        """Give the set its title."""
        self.correct(lambda preview: track_corrections.with_title(preview, title))

    def date(self, typed: str) -> None:
        """Say as at which date the table speaks; what is no date stands until it is corrected."""
        if self.preview is None:
            return
        try:
            preview = track_corrections.with_as_at(self.preview, typed)
        except LibraryError as error:
            self.wrong_date = WrongDate(typed, str(error))
            self.shown.emit()
            self.said.emit(str(error))
            return
        self.wrong_date = None
        self._step(preview)

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

    def problems(self, *, later: bool) -> tuple[str, ...]:
        """Say what is odd about the table: as a set, or as a later table of one."""
        if self.preview is None:
            return ()
        told = track_preview.problems_of_later if later else track_preview.problems
        return told(self.preview)

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
        return tuple(map(line_of, self.preview.rows)) if self.preview else ()

    def row(self, key: int) -> RowShown | None:
        """Give the row with a key as it is shown."""
        preview = self.preview
        found = next((one for one in preview.rows if one.key == key), None) if preview else None
        return shown_of(found) if found is not None else None

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
        return tuple(map(match_line, self.matching.matches)) if self.matching else ()

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
        self._steps, self._at, self.matching, self.wrong_date = [preview], 0, None, None
        self.began.emit()
        self.shown.emit()
        self.said.emit(self.source_told())

    def _step(self, preview: Preview) -> None:
        if preview == self.preview:
            self.shown.emit()
            return
        self._steps = [*self._steps[: self._at + 1], preview]
        self._at += 1
        self.matching = None
        self.shown.emit()

    def _show_step(self, told: str) -> None:
        self.matching = self.wrong_date = None
        self.shown.emit()
        self.said.emit(told)

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
