"""Assess in the window: makes the workspace when one first comes there, and leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evidence_library.ui.screens.frame import ASSESS, FIND
from evidence_library.ui.screens.lazy_place import LazyPlace, WorkspacePart
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.screens.places import Places
from evidence_library.ui.screens.reading import Reading

if TYPE_CHECKING:  # loaded when it is asked for: every start would wait for it otherwise
    from evidence_library.ui.screens.assess import AssessScreen

#: Under which name the arrangement is remembered.
_REMEMBERED = "assess"


class Assessing(QObject):
    """Serves the workspace Assess of a window. `made` brings the workspace, once."""

    made = Signal(object)

    def __init__(self, parts: Parts, place: LazyPlace, places: Places, reading: Reading) -> None:
        """Make nothing yet."""
        super().__init__(parts.window)
        self._parts, self._place, self._places = parts, place, places
        self._reading = reading
        self._screen: AssessScreen | None = None
        place.filled_by(self._make)
        parts.screen.assessed_asked.connect(self.ask)

    @property
    def screen(self) -> AssessScreen:
        """The workspace, made by now."""
        self._place.fill()
        if self._screen is None:
            raise RuntimeError("the workspace was not made")
        return self._screen

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {
            "begin-assessment": lambda: self._go().ask_new(),
            "assess-example": self._add_example,
            "new-action": lambda: self._go().add_action(),
            "all-actions": lambda: self._go().open_actions(),
            "assess-find": lambda: self._go().find_assessments(),
            "assess-report": self._report,
            "export-actions": self._export_actions,
            "instruments": lambda: self._go().show_instruments(),
        }

    def _report(self) -> None:
        """Report on the assessment that is shown; without one, forms and all actions."""
        from evidence_library.ui.screens.assess_reporting import make_report  # noqa: PLC0415

        screen = self._go()
        make_report(self._parts, "" if screen.all_actions_shown else screen.chosen.key)

    def _export_actions(self) -> None:
        """Export the actions that are shown, or chosen among them; else all there are."""
        from evidence_library.ui.screens.assess_reporting import export_actions  # noqa: PLC0415

        plan, answer = self._go().plan, self.screen.plan.presenter.answer
        only: tuple[str, ...] | None = None
        if plan.isVisible() and answer is not None:
            only = plan.chosen if len(plan.chosen) > 1 else tuple(answer.listed)
        export_actions(self._parts, only, plan.presenter.at.day)

    def _add_example(self) -> None:
        self._go().presenter.add_example()

    def open_assessment(self, key: str, theme: str | None = None) -> None:
        """Show an assessment, at a theme if one is named."""
        self._go().open_assessment(key, theme)

    def open_action(self, key: str) -> None:
        """Show an action among all actions."""
        self._go().open_actions(key)

    def ask(self, text: str, planned_only: bool) -> None:
        """Show the assessments that a search finds, or, if it finds none, the actions."""
        screen = self._go()
        if planned_only:
            screen.open_actions()
            screen.plan.look_for(text)
        else:
            screen.presenter.look_for(text)
            screen.find_assessments()

    def keep(self) -> None:
        """Remember how the workspace is arranged, if it was ever shown."""
        if self._screen is not None:
            self._parts.remembered.keep_words(_REMEMBERED, self._screen.state())

    def _go(self) -> AssessScreen:
        self._places.go(ASSESS)
        return self.screen

    def _make(self) -> tuple[QWidget, WorkspacePart]:
        from evidence_library.ui.presenters.assess import AssessPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.assess import AssessScreen  # noqa: PLC0415

        presenter = AssessPresenter(self._parts.session)
        presenter.setParent(self)
        screen = AssessScreen(self._parts, presenter)
        screen.record_asked.connect(self._read)
        screen.head.serve("&Report…", self._report)
        screen.restore(self._parts.remembered.words(_REMEMBERED))
        self._screen = screen
        self.made.emit(screen)
        return screen, screen

    def _read(self, record: str) -> None:
        """Read a record in Find; Back leads here."""
        self._places.go(FIND)
        self._parts.reader.read(record)
        self._parts.screen.show_reader()
        self._reading.lead_back(record, "Assess", self._come_back)

    def _come_back(self) -> None:
        self._places.go(ASSESS)
        self.screen.take_focus()
