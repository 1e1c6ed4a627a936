"""The views of Track beside the table; each is made when one first chooses it.

A view is a widget that shows what the table lists. It may send `recommendation_chosen` (an id) and
`filter_asked` (words for the filter field, such as `lead:DWP`); the workspace does what they ask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from evidence_library.ui.presenters.track import TrackAnswer
from evidence_library.ui.screens.parts import Parts

TABLE = "table"


class TrackView(Protocol):
    """What the workspace asks of a view, which is a `QWidget`."""

    recommendation_chosen: SignalInstance
    filter_asked: SignalInstance

    def show_answer(self, answer: TrackAnswer) -> None:
        """Show what was asked for: `answer.found.lines`, as at `answer.at.day`."""

    def take_focus(self) -> None:
        """Put the cursor into it."""


@dataclass(frozen=True, slots=True)
class ViewSpec:
    """A view: its key, the word on its button, what it shows, and how it is made."""

    key: str
    words: str
    hint: str
    make: Callable[[Parts], tuple[QWidget, TrackView]]


def _timeline(parts: Parts) -> tuple[QWidget, TrackView]:
    from evidence_library.ui.screens import track_pictures  # noqa: PLC0415 - when it is chosen

    return track_pictures.timeline(parts)


def _counts(parts: Parts) -> tuple[QWidget, TrackView]:
    from evidence_library.ui.screens import track_pictures  # noqa: PLC0415 - when it is chosen

    return track_pictures.counts(parts)


def _changes(parts: Parts) -> tuple[QWidget, TrackView]:
    from evidence_library.ui.screens import track_pictures  # noqa: PLC0415 - when it is chosen

    return track_pictures.changes(parts)


#: Every view beside the table, in the order of the buttons.
VIEWS: tuple[ViewSpec, ...] = (
    ViewSpec("timeline", "Timeline", "The quarters in which they were due", _timeline),
    ViewSpec("counts", "Counts", "How many, by lead and status and the like", _counts),
    ViewSpec("changes", "What changed", "What changed between two days", _changes),
)

#: The word of each view, the table among them.
VIEW_WORDS = {TABLE: "Table", **{one.key: one.words for one in VIEWS}}
