"""What happened: told in the bar above the page and to screen readers, until it is past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from evidence_library.model.changes import Changes
from evidence_library.ui.presenters.find import Answer, question_of
from evidence_library.ui.presenters.ingest import Summary
from evidence_library.ui.presenters.reader import Page
from evidence_library.ui.presenters.session import Session, Standing
from evidence_library.ui.widgets.message_bar import Choice, MessageBar


class News(QObject):
    """Writes into a message bar and takes away what no longer matters.

    What went well leaves with the next question or the next record; what went wrong stays until it
    is closed. Anything about a change leaves when another change is made.
    """

    def __init__(self, bar: MessageBar, session: Session, announce: Callable[[str], None]) -> None:
        """Tell nothing yet; `announce` lets a screen reader say something."""
        super().__init__(bar)
        self._bar, self._session, self._announce = bar, session, announce
        self._asked: object = None
        self._read = ""
        self._noticed = False

    def tell_failure(self, message: str) -> None:
        """Tell what went wrong."""
        self._bar.say(message, "bad")
        self._announce(message)

    def tell_failed_search(self, message: str) -> None:
        """Tell why there is no answer; the next one takes the message away."""
        self._asked = None
        self._tell_for_now(message, "bad")

    def tell_failed_reading(self, message: str) -> None:
        """Tell why no record is shown; the next one takes the message away."""
        self._tell_for_now(message, "bad")

    def tell_gone(self) -> None:
        """Tell that the record one wants to read is there no more."""
        self._tell_for_now("This record is no longer in the library.")

    def tell_import(self, summary: Summary) -> None:
        """Tell what was imported, and offer to take just that back."""
        tone = "warn" if summary.failures else "good"
        undo = partial(self._session.undo, summary.operation)
        choices = (("Undo", undo),) if summary.operation is not None else ()
        self._bar.say(summary.sentence, tone, choices)
        self._announce(summary.sentence)

    def tell_done(self, sentence: str, operation: int | None = None) -> None:
        """Tell what was done, and offer to take it back if it was an operation."""
        undo = partial(self._session.undo, operation)
        self._bar.say(sentence, "good", (("Undo", undo),) if operation is not None else ())
        self._announce(sentence)

    def tell_deleted(self, sentence: str, operation: int, following: str) -> None:
        """Tell what was deleted; that the `following` record is shown does not make it past."""
        self.tell_done(sentence, operation)
        self._read = following

    def tell_drafts(self, sentence: str, choices: Sequence[Choice]) -> None:
        """Tell what is written and not saved, and offer to go on with it; it stays until closed."""
        self._bar.say(sentence, "", choices, lasting=True)
        self._announce(sentence)

    def tell_choices(self, sentence: str, choices: Sequence[Choice]) -> None:
        """Tell what was done, and offer what may follow."""
        self._bar.say(sentence, "good", choices)
        self._announce(sentence)

    def tell_note(self, sentence: str) -> None:
        """Tell something that is neither good nor bad."""
        self._tell_for_now(sentence)

    def tell_offer(self, sentence: str, text: str, act: Callable[[], object]) -> None:
        """Tell something one can look into, with a button that leads there."""
        self._bar.say(sentence, "", ((text, act),), lasting=True)
        self._announce(sentence)

    def tell_of_search(self, sentence: str, question: object) -> None:
        """Tell what does not hold of a search, and stay while that `question` is answered."""
        if question is not None:
            self._asked = question
        self._bar.say(sentence, "warn", lasting=False)
        self._announce(sentence)

    def tell_stopped(self) -> None:
        """Tell that an import was stopped."""
        self._tell_for_now("Stopped; nothing was added.")

    def on_arriving(self) -> None:
        """Start anew with another library."""
        self._read, self._noticed = "", False
        self._bar.hide()

    def on_standing(self, standing: Standing) -> None:
        """Tell once what one should know of a library."""
        if standing.notice and not self._noticed:
            self._bar.say(standing.notice, "warn")
        self._noticed = True

    def on_changed(self, changes: Changes) -> None:
        """Take away what was told of an earlier change, with its Undo."""
        self._bar.hide()
        self._announce(changes.name)

    def on_answered(self, answer: Answer) -> None:
        """Take away what is past once something else was asked for."""
        asked = question_of(answer.found.request)
        if asked != self._asked:
            self._asked = asked
            self._bar.pass_on()

    def on_shown(self, page: Page) -> None:
        """Take away what is past once another record is read."""
        if page.id != self._read:
            self._read = page.id
            self._bar.pass_on()

    def _tell_for_now(self, message: str, tone: str = "") -> None:
        self._read = ""
        self._bar.say(message, tone, lasting=False)
        self._announce(message)
