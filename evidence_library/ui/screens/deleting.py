"""Deleting the chosen records: into the trash, unasked, as it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent

from evidence_library.model.changes import Changes
from evidence_library.ui.actions import plain
from evidence_library.ui.presenters.deleting import DeletePresenter
from evidence_library.ui.presenters.find import Answer
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.screens.results_pane import HitsView
from evidence_library.ui.widgets.hits_table import HitsTable

#: The key Delete alone, on the keypad or not.
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

_NOWHERE = "Go to a record first: in the results, or by reading it."


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record stood among the results, and which one takes its place."""

    record: str
    row: int
    column: int
    following: str


class Deleting(QObject):
    """Serves the action “Delete record” of a window."""

    def __init__(self, parts: Parts) -> None:
        """Connect the parts; nothing can be deleted until a record is shown."""
        super().__init__(parts.window)
        self._parts = parts
        self._presenter = DeletePresenter(parts.session)
        self._pending: _Place | None = None
        self._settling = self._reading = False
        self._sentence, self._operation = "", 0
        self._action = parts.actions["delete"]
        self.of_reader = QAction(plain(self._action.text()), self)
        self._offer()
        self._connect()
        self._enable()

    @property
    def handlers_at_find(self) -> Handlers:
        """What the actions do that need the results in sight, by their ids."""
        return {"delete": self._delete_chosen}

    def _offer(self) -> None:
        """Offer it wherever a record is shown, and by a key in the results."""
        screen = self._parts.screen
        for rows in (screen.results.list, screen.views.table.table):
            rows.installEventFilter(self)
        screen.reader.more_menu.addSeparator()
        screen.reader.more_menu.addAction(self.of_reader)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete by a key in the results; elsewhere the key means something else."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            bare = event.modifiers() in _BARE
            if event.key() == Qt.Key.Key_Delete and bare:
                self._delete_chosen()
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        parts, presenter = self._parts, self._presenter
        for told in (parts.reader.shown, parts.reader.emptied, parts.session.opened):
            told.connect(lambda *_: self._enable())
        self.of_reader.triggered.connect(lambda _=False: self._delete_shown())
        presenter.deleted.connect(self._on_deleted)
        presenter.done.connect(self._on_done)
        presenter.asked.connect(self._on_asked)
        presenter.failed.connect(self._on_failed)
        presenter.stopped.connect(self._on_stopped)
        parts.screen.views.choice.changed.connect(self._enable)
        parts.screen.answered.connect(self._on_answered)
        parts.screen.views.table.shown.connect(self._on_table_shown)

    def _enable(self) -> None:
        possible, shown = self._presenter.possible, self._parts.reader.page is not None
        self._action.setEnabled(possible and (shown or self._parts.screen.views.choice.several))
        self.of_reader.setEnabled(possible and shown)

    def _delete_chosen(self) -> None:
        """Delete the chosen records, the one one is at, or else the one that is shown."""
        screen, rows = self._parts.screen, self._rows
        if screen.views.choice.several and not screen.comparing:
            self._delete_several()
            return
        at = screen.views.at()
        reads = screen.reader.isVisible() and rows is not None and not rows.hasFocus()
        if screen.comparing:
            self._parts.news.tell_note(_NOWHERE)
        elif at is not None and not reads:
            self._delete(*at)
        elif screen.reader.isVisible():
            self._delete_shown()
        else:
            self._parts.news.tell_note(_NOWHERE)

    def _delete_shown(self) -> None:
        page = self._parts.reader.page
        if page is not None:
            self._delete(page.id, page.title)

    def _delete(self, record: str, title: str) -> None:
        again = self._pending is not None and self._pending.record == record
        if not self._action.isEnabled() or again:
            return  # a key that repeats comes before the record is out of sight
        self._pending = self._place_of(record)
        self._presenter.delete(record, title)

    def _delete_several(self) -> None:
        if not self._action.isEnabled() or self._pending is not None:
            return
        page = self._parts.reader.page
        shown = page.id if page is not None else ""
        self._pending = self._place_of_several(shown)
        self._presenter.delete_all(self._parts.screen.views.choice.numbers, shown)

    def _place_of_several(self, shown: str) -> _Place:
        """Say where the first of the chosen stood; the next one that stays takes its place."""
        rows, (first, last) = self._rows, self._parts.screen.views.choice.spans[0]
        if rows is None:
            return _Place(shown, -1, 0, "")
        hits, column = rows.hits, max(0, rows.currentIndex().column())
        beside = (one for one in (last + 1, first - 1) if 0 <= one < hits.rowCount())
        ids = (hits.id_at(hits.index(one, column)) for one in beside)
        return _Place(shown, first, column, next((one for one in ids if one), ""))

    @property
    def _rows(self) -> HitsView | HitsTable | None:
        rows = self._parts.screen.views.focus()
        return rows if isinstance(rows, HitsView | HitsTable) else None

    def _place_of(self, record: str) -> _Place:
        rows = self._rows
        if rows is None:
            return _Place(record, -1, 0, "")
        index, hits = rows.currentIndex(), rows.hits
        at, row, column = hits.id_at(index), index.row(), max(0, index.column())
        if at != record:
            return _Place(record, -1, column, at)
        beside = (row + 1, row - 1)
        ids = (hits.id_at(hits.index(one, column)) for one in beside if 0 <= one < hits.rowCount())
        return _Place(record, row, column, next((one for one in ids if one), ""))

    def _on_deleted(self, record: str, changes: Changes, sentence: str) -> None:
        """Show the next record before the list and the reader hear that this one is gone."""
        place, screen = self._pending, self._parts.screen
        focus = self._parts.window.focusWidget()
        self._reading = focus is not None and screen.reader.isAncestorOf(focus)
        self._sentence, self._operation = sentence, changes.operation
        self._settling = True
        answer = self._parts.find.answer
        following = place.following if place is not None and place.record == record else ""
        for other in changes.records:
            if other != record:
                self._parts.reader.let_go(other, "", None)
        if record:
            self._parts.reader.let_go(record, following, answer.found.marks if answer else None)

    def _on_done(self) -> None:
        following = self._pending.following if self._pending is not None else ""
        self._parts.news.tell_deleted(self._sentence, self._operation, following)
        if self._reading:
            self._parts.screen.leave_reader()

    def _on_asked(self, told: str, go: Callable[[], object]) -> None:
        window = self._parts.window
        if self._parts.dialogs.confirm(window, told, "Delete", careful=True):
            go()
        else:
            self._pending = None

    def _on_failed(self, message: str) -> None:
        self._pending, self._settling = None, False
        self._parts.news.tell_failure(message)

    def _on_stopped(self, sentence: str) -> None:
        self._pending, self._settling = None, False
        self._parts.news.tell_note(sentence)

    def _on_answered(self, _answer: Answer) -> None:
        if isinstance(self._rows, HitsView) or self._rows is None:
            self._settle(self._rows)

    def _on_table_shown(self) -> None:
        if isinstance(self._rows, HitsTable):
            self._settle(self._rows)

    def _settle(self, rows: HitsView | HitsTable | None) -> None:
        """Stand in the new results where one stood in the old ones."""
        place = self._pending
        if place is None or not self._settling:
            return
        self._pending, self._settling = None, False
        total = rows.hits.rowCount() if rows is not None else 0
        if rows is None or place.row < 0 or not total:
            return
        rows.setCurrentIndex(rows.hits.index(min(place.row, total - 1), place.column))
