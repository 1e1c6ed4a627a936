"""What follows Find: works on its latest answer, while somebody looks at what comes of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from evidence_library.services.find import Found
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.find import Answer, FindPresenter
from evidence_library.ui.presenters.session import Session


class Following(QObject):
    """Begins anew with every answer of Find, unless nobody looks. `failed` brings a sentence.

    Who follows says in `_begin` what is to be done, and sets `_done_for` when it is done.
    """

    failed = Signal(str)

    def __init__(self, session: Session, finder: FindPresenter) -> None:
        """Follow the answers of Find."""
        super().__init__()
        self._session, self._finder = session, finder
        self._looked_at = False
        self._answer: Answer | None = None
        self._library: Library | None = None
        self._done_for: Found | None = None
        finder.answered.connect(self._on_answered)
        session.opened.connect(self._on_opened)

    def look(self, *, looked_at: bool) -> None:
        """Say whether somebody looks at what comes of it."""
        self._looked_at = looked_at
        if looked_at and self._answer is not None and self._done_for is not self._answer.found:
            self._again()

    def _again(self) -> None:
        """Begin anew with the latest answer, if somebody looks."""
        library, answer = self._session.library, self._answer
        if library is None or answer is None or not self._looked_at:
            self._done_for = None
            return
        self._begin(library, answer.found)

    def _begin(self, library: Library, found: Found) -> None:
        """Start the work on what was found."""
        raise NotImplementedError

    def _on_answered(self, answer: Answer) -> None:
        self._answer, self._library = answer, self._session.library
        self._again()

    def _on_opened(self) -> None:
        """Forget what was found in another library."""
        if self._library is not self._session.library:
            self._answer = self._done_for = None
