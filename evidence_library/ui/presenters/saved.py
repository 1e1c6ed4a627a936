"""Saved searches: lists them with live counts, asks for them again, keeps and changes them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import SearchId
from evidence_library.services import saved_searches
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.services.saved_searches import Saved
from evidence_library.ui.itemmodels.saved import SavedLine
from evidence_library.ui.presenters.find import FindPresenter, question_of
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report


class SavedPresenter(QObject):
    """Asks `services.saved_searches`, off the screen's thread.

    `listed` brings lines; `told` a sentence on what was done, and the operation that takes it back;
    `warned` what of an opened search no longer holds, with its question if it can be asked;
    `failed` why something was not done.
    """

    listed = Signal(object)
    told = Signal(str, object)
    warned = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session, find: FindPresenter) -> None:
        """List again whenever the library is another one or has changed."""
        super().__init__()
        self._session, self._find = session, find
        self._saved: dict[str, Saved] = {}
        session.opened.connect(self.refresh)
        session.changed.connect(self._on_changed)
        session.standing_changed.connect(self.refresh)  # another program may have changed it

    def refresh(self) -> None:
        """List and count anew."""
        library = self._session.library
        if library is None:
            return

        def work(report: Report) -> tuple[Saved, ...]:
            return saved_searches.listed(library, progress=report)

        job = Job(work, self, done=self._on_listed, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="saved searches")

    def open(self, key: str) -> None:
        """Ask for a saved search again."""
        one = self._saved.get(key)
        if one is None:
            return
        if one.kept.search is None or one.request is None:
            self.warned.emit(f"“{one.name}”: {' '.join(one.notes)}", None)
            return
        labels = {
            (facet, value): words
            for facet, names in one.kept.search.labels.items()
            for value, words in names.items()
        }
        if one.notes:  # before the search, whose answer takes away what was told of the last one
            self.warned.emit(f"“{one.name}”: {' '.join(one.notes)}", question_of(one.request))
        self._find.ask_again(one.request, labels)

    def request(self, key: str) -> tuple[str, Request] | None:
        """Give name and request of a saved search; None if it is gone or not understood."""
        one = self._saved.get(key)
        return (one.name, one.request) if one is not None and one.request is not None else None

    def name(self, key: str) -> str:
        """Give the name of a saved search; empty if it is gone."""
        return self._saved[key].name if key in self._saved else ""

    def taken(self, name: str) -> str:
        """Give the name of the saved search that has this name already; empty if none has."""
        wanted = " ".join(name.split()).casefold()
        return next((one.name for one in self._saved.values() if one.name.casefold() == wanted), "")

    def save(self, name: str, *, replace_it: bool = False) -> None:
        """Keep what is asked for now under a name."""
        request = self._find.request

        def act(library: Library) -> Changes:
            return saved_searches.save(library, name, request, replace_it=replace_it)[1]

        self._change(f"Saved as “{' '.join(name.split())}”.", act)

    def save_over(self, key: str) -> None:
        """Let a saved search ask for what is asked for now."""
        request = self._find.request
        self._change(
            f"“{self.name(key)}” was changed.",
            lambda library: saved_searches.save_over(library, SearchId(key), request),
        )

    def rename(self, key: str, name: str) -> None:
        """Give a saved search another name."""
        self._change(
            f"“{self.name(key)}” was renamed.",
            lambda library: saved_searches.rename(library, SearchId(key), name),
        )

    def delete(self, key: str) -> None:
        """Take a saved search away."""
        self._change(
            f"“{self.name(key)}” was deleted.",
            lambda library: saved_searches.delete(library, SearchId(key)),
        )

    def add_starters(self) -> None:
        """Add the searches to start from."""
        self._change("Searches to start from were added.", saved_searches.add_starters)

    def _change(self, sentence: str, act: Callable[[Library], Changes]) -> None:
        library = self._session.library
        if library is None:
            return

        def done(changes: Changes) -> None:
            self._session.tell_changed(changes)
            self.told.emit(sentence, changes.operation)

        job = Job(lambda _report: act(library), self, done=done, failed=self.failed.emit)
        self._session.tasks.write(job)

    def _on_listed(self, found: tuple[Saved, ...]) -> None:
        self._saved = {one.id: one for one in found}
        self.listed.emit(tuple(SavedLine(one.id, one.name, one.count, one.notes) for one in found))

    def _on_changed(self, changes: Changes) -> None:
        if changes.any:
            self.refresh()
