"""The parts of a window, handed as one to what serves several of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from evidence_library.ui.actions import Actions
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.presenters.find import FindPresenter
from evidence_library.ui.presenters.reader import ReaderPresenter
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.screens.curate import CurateScreen
from evidence_library.ui.screens.find import FindScreen
from evidence_library.ui.screens.frame import Frame
from evidence_library.ui.screens.lazy_place import LazyPlace
from evidence_library.ui.screens.news import News
from evidence_library.ui.theme import Theme

#: What actions do, by their ids.
Handlers = dict[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one window. `announce` lets a screen reader say something."""

    window: QWidget
    theme: Theme
    session: Session
    find: FindPresenter
    reader: ReaderPresenter
    screen: FindScreen
    packs: LazyPlace
    track: LazyPlace
    assess: LazyPlace
    curate: CurateScreen
    frame: Frame
    actions: Actions
    news: News
    dialogs: Dialogs
    remembered: Remembered
    announce: Callable[[str], None]
