"""The middle of Track: the table or another view, or why there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evidence_library.ui.presenters.track import TrackAnswer, TrackPresenter
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.track_deeds import DEEDS, WORDS
from evidence_library.ui.screens.track_views import TABLE, VIEWS, TrackView
from evidence_library.ui.widgets.plain import EmptyState
from evidence_library.ui.widgets.track_table import TrackTable

_NONE = "No recommendations yet: who was to do what by when is followed up here."
_NO_MATCH = "No recommendation matches."
_EMPTY_SET = "This set has no recommendations yet."


class TrackMiddle(QStackedWidget):
    """Shows answers. `narrowed` brings words that a view asks for besides, `deed_asked` a deed."""

    recommendation_chosen = Signal(str)
    narrowed = Signal(str)
    deed_asked = Signal(str)

    def __init__(self, parts: Parts, presenter: TrackPresenter, table: TrackTable) -> None:
        """Show the table."""
        super().__init__()
        self._parts, self._presenter, self._table = parts, presenter, table
        self._views: dict[str, tuple[QWidget, TrackView]] = {}
        self.view = TABLE
        self.none = EmptyState()
        self.addWidget(table)
        self.addWidget(self.none)

    @property
    def shown(self) -> QWidget:
        """What is in sight."""
        return self.currentWidget() or self._table

    def show_view(self, key: str) -> None:
        """Show the table or another view from now on."""
        self.view = key if key in {spec.key for spec in VIEWS} else TABLE
        answer = self._presenter.answer
        if answer is not None:
            self.show_answer(answer)

    def show_answer(self, answer: TrackAnswer) -> None:
        """Show what was asked for, or why it is nothing."""
        if not answer.found.lines:
            self._say_why_empty(answer)
            self.setCurrentWidget(self.none)
        elif self.view == TABLE:
            self.setCurrentWidget(self._table)
        else:
            widget, view = self._made(self.view)
            view.show_answer(answer)
            self.setCurrentWidget(widget)

    def _made(self, key: str) -> tuple[QWidget, TrackView]:
        if key not in self._views:
            spec = next(one for one in VIEWS if one.key == key)
            widget, view = spec.make(self._parts)
            view.recommendation_chosen.connect(self.recommendation_chosen)
            view.filter_asked.connect(self.narrowed)
            self.addWidget(widget)
            self._views[key] = widget, view
        return self._views[key]

    def _say_why_empty(self, answer: TrackAnswer) -> None:
        self.none.offer("")
        if answer.found.filtered:
            self.none.say(_NO_MATCH, "Clear filters", self._presenter.clear_filters)
        elif answer.board.lines:
            self.none.say(_EMPTY_SET)
            self._offer(("add", "import"), main=True)
        else:
            self.none.say(_EMPTY_SET if answer.board.sets else _NONE)
            self._offer(
                ("add", "import") if answer.board.sets else ("import", "new-set"), main=True
            )

    def _offer(self, names: Sequence[str], *, main: bool = False) -> None:
        """Offer the deeds that can be done: the first one as the button if that is free."""
        if self._parts.session.hindrance:
            return
        deeds = [
            (WORDS[one][0], partial(self.deed_asked.emit, one)) for one in names if one in DEEDS
        ]
        if main and deeds:
            self.none.say(self.none.sentence, *deeds.pop(0))
        if deeds:
            self.none.offer(*deeds[0])
