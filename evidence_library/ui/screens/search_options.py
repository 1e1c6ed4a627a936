"""The search options of a window: a menu beside the search field, and chips above the results."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from evidence_library.ui.presenters import search_options
from evidence_library.ui.presenters.search_options import OPTIONS, OTHER_WORDS
from evidence_library.ui.screens.parts import Handlers, Parts


class SearchOptions(QObject):
    """Keeps menu and chips in step with what is asked. The options hold until they are changed."""

    def __init__(self, parts: Parts) -> None:
        """Connect the parts."""
        super().__init__(parts.window)
        self._parts = parts
        self._asked = parts.find.request
        parts.frame.options.offer([parts.actions[option] for option in OPTIONS])
        parts.find.asked.connect(self._on_asked)
        results = parts.screen.results
        results.option_dropped.connect(parts.find.put_option_back)
        results.typed_only.connect(partial(parts.find.switch_option, OTHER_WORDS, on=False))
        self._show()

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {option: partial(self._switch, option) for option in OPTIONS}

    def _switch(self, option: str) -> None:
        self._parts.find.switch_option(option, on=self._parts.actions[option].isChecked())

    def _on_asked(self) -> None:
        before, self._asked = self._asked, self._parts.find.request
        told = search_options.changes_told(before, self._asked)
        if told:
            self._parts.announce(f"{told}.")
        self._show()

    def _show(self) -> None:
        for option in OPTIONS:
            self._parts.actions[option].setChecked(search_options.is_on(self._asked, option))
        chips = search_options.chips(self._asked)
        self._parts.frame.options.tell([chip.text for chip in chips])
