"""Above an assessment: what is assessed, when, with what, what it is, and the views of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from evidence_library.model.assessment import Assessment
from evidence_library.ui.presenters.assess import EXAMPLE_BADGE, day_written
from evidence_library.ui.presenters.assess_chosen import Opened
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import button, label, restyle
from evidence_library.ui.widgets.view_switch import ViewSwitch

JUDGE, GRID, COMPARE, ACTIONS = "judge", "grid", "compare", "actions"

VIEWS = (
    (JUDGE, "Judge", "Judge theme by theme, with reasons"),
    (GRID, "Grid", "Themes by stages, in words"),
    (COMPARE, "Compare", "What moved, from one date or department to another"),
    (ACTIONS, "Actions", "Who does what by when"),
)


class AssessHead(QWidget):
    """`view_asked` names a view, `finish_asked` closes the assessment or opens it again.

    `edit_asked`, `next_asked` and `delete_asked` are for the whole assessment.
    """

    view_asked = Signal(str)
    finish_asked = Signal()
    edit_asked = Signal()
    next_asked = Signal()
    delete_asked = Signal()

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setProperty("role", "listhead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(role="heading", wrap=True)
        self.badge = label(f"◆ {EXAMPLE_BADGE}", "secondary", wrap=True)
        restyle(self.badge, "tone", "warn")
        self.about = label(role="secondary", wrap=True)
        self.views = ViewSwitch(VIEWS)
        self.finish = button("Finish", self.finish_asked.emit)
        self.more = button("More", hint="Edit, begin the next round, report or delete")
        self.more.setProperty("menu", "true")
        self.menu = QMenu(self)
        self._fill_menu()
        self.more.setMenu(self.menu)
        self.served: dict[str, Callable[[], object]] = {}
        buttons = QWidget()
        flow = FlowLayout(buttons, 8)
        for one in (self.views, self.finish, self.more):
            flow.addWidget(one)
        words = QVBoxLayout()
        words.setSpacing(2)
        for line in (self.title, self.badge, self.about):
            words.addWidget(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        first = QHBoxLayout()
        first.addLayout(words, 1)
        column.addLayout(first)
        column.addWidget(buttons)
        self.views.chosen.connect(self.view_asked)

    def make_room(self, *, low: bool) -> None:
        """Leave out what can be read elsewhere where the window is low for its text."""
        self.about.setVisible(not low)

    def serve(self, words: str, act: Callable[[], object]) -> None:
        """Offer something more to do with the assessment, made elsewhere."""
        first = self.menu.actions()[0]
        made = self.menu.addAction(words)
        self.menu.insertAction(first, made)
        made.triggered.connect(lambda _=False: act())

    def show_opened(self, opened: Opened, *, writable: bool) -> None:
        """Show what is opened."""
        item = opened.assessment
        self.title.setText(item.scope.label)
        self.badge.setVisible(item.example)
        self.about.setText(_about(opened))
        took_part = f"With {', '.join(item.participants)}." if item.participants else ""
        self.about.setToolTip(took_part)
        self.about.setAccessibleDescription(took_part)
        self.finish.setText("Open again" if item.finished else "Finish")
        self.finish.setAccessibleName(
            "Open the assessment again" if item.finished else "Finish the assessment"
        )
        self.finish.setEnabled(writable)
        for one in (self.edit, self.next, self.delete):
            one.setEnabled(writable)
        self.edit.setEnabled(writable and not item.finished)

    def _fill_menu(self) -> None:
        self.edit = self.menu.addAction("&Edit…")
        self.edit.triggered.connect(lambda _=False: self.edit_asked.emit())
        self.next = self.menu.addAction("&Next round")
        self.next.triggered.connect(lambda _=False: self.next_asked.emit())
        self.menu.addSeparator()
        self.delete = self.menu.addAction("&Delete")
        self.delete.triggered.connect(lambda _=False: self.delete_asked.emit())


def _about(opened: Opened) -> str:
    item, known = opened.assessment, opened.instrument
    parts = [day_written(item.date)]
    if known is None:
        parts.append("its instrument is no longer here, so keys stand in the place of names")
    else:
        parts.append(f"{known.title}, version {known.version}")
    parts.extend(_who(item))
    if item.finished:
        parts.append(f"finished on {day_written(item.finished)}")
    return " · ".join(parts)


def _who(item: Assessment) -> list[str]:
    told = []
    if item.assessors:
        told.append(f"judged by {', '.join(item.assessors)}")
    if item.participants:
        told.append(counted(len(item.participants), "participant"))
    if item.blind and not item.revealed:
        told.append("blind")
    return told
