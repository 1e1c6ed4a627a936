"""What can be done with a record only once it is saved: asked for, and done after the saving."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.widgets.message_bar import MessageBar


class SavingFirst(QObject):
    """Holds what waits for one editor to be saved; saving in any way goes on with it."""

    def __init__(
        self, presenter: EditorPresenter, messages: MessageBar, announce: Callable[[str], None]
    ) -> None:
        """Ask in `messages`; nothing waits yet."""
        super().__init__(presenter)
        self._presenter, self._messages, self._announce = presenter, messages, announce
        self._act: Callable[[], object] | None = None
        presenter.saved.connect(self._on_saved)

    def ask(self, sentence: str, words: str, act: Callable[[], object]) -> None:
        """Say in a sentence that the record must be saved; the button `words` saves, then acts."""
        self._act = act
        self._messages.say(sentence, "warn", [(words, self._presenter.save)])
        self._announce(sentence)

    def _on_saved(self, _sentence: str) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()
