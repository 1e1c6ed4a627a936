"""The views of Track that are pictures: made for a window, and led by what its table lists."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_library.ui.presenters.track import TrackAnswer
from evidence_library.ui.presenters.track_changes import ChangesPresenter
from evidence_library.ui.presenters.track_counts import CountsPresenter
from evidence_library.ui.presenters.track_picture import Behind, scope_of
from evidence_library.ui.presenters.track_timeline import TimelinePresenter
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.track_changes import ChangesPane
from evidence_library.ui.screens.track_counts import CountsPane
from evidence_library.ui.screens.track_picture import PicturePane
from evidence_library.ui.screens.track_timeline import TimelinePane


class PictureView(QWidget):
    """A pane in the workspace."""

    recommendation_chosen = Signal(str)
    filter_asked = Signal(str)

    def __init__(self, parts: Parts, pane: PicturePane) -> None:
        """Show nothing yet."""
        super().__init__()
        self._parts, self.pane = parts, pane
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane)
        pane.recommendation_chosen.connect(self.recommendation_chosen)
        pane.filter_asked.connect(self.filter_asked)
        pane.said.connect(parts.announce)
        pane.failed.connect(parts.news.tell_failure)

    def show_answer(self, answer: TrackAnswer) -> None:
        """Picture what the table lists."""
        library = self._parts.session.library
        self.pane.show_scope(scope_of(answer, library.name if library is not None else ""))

    def setFocus(self, _reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into the picture."""
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor into the picture."""
        self.pane.take_focus()


def timeline(parts: Parts) -> tuple[PictureView, PictureView]:
    """Make the view of deadlines by quarter."""
    presenter = TimelinePresenter(parts.session, Behind.of(parts.session))
    return _both(PictureView(parts, TimelinePane(parts.theme, presenter, parts.dialogs)))


def counts(parts: Parts) -> tuple[PictureView, PictureView]:
    """Make the view of counts."""
    presenter = CountsPresenter(parts.session, Behind.of(parts.session))
    return _both(PictureView(parts, CountsPane(parts.theme, presenter, parts.dialogs)))


def changes(parts: Parts) -> tuple[PictureView, PictureView]:
    """Make the view of what changed."""
    presenter = ChangesPresenter(parts.session, Behind.of(parts.session))
    return _both(PictureView(parts, ChangesPane(parts.theme, presenter, parts.dialogs)))


def _both(view: PictureView) -> tuple[PictureView, PictureView]:
    return view, view
