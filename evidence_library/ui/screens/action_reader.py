"""The right of Actions: one action, what the schedule says of it, and what was reported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from evidence_library.ui.presenters.assess import EXAMPLE_BADGE
from evidence_library.ui.presenters.assess_actions import Detail, progress_told, written
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import breakable, button, label, restyle, shortened

_LONGEST = 46


class ActionReader(QScrollArea):
    """Shows a `Detail`. What a click wants is said by signals."""

    report_asked = Signal()
    edit_asked = Signal()
    delete_asked = Signal()
    practice_asked = Signal()
    record_asked = Signal(str)
    theme_asked = Signal(str, str)
    close_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without an action."""
        super().__init__()
        self.detail: Detail | None = None
        self.close_link = button("‹ Actions", self.close_asked.emit, role="link")
        self.close_link.setProperty("small", "true")
        self.close_link.setAccessibleName("Back to the table of actions")
        self.title = label(role="heading", wrap=True)
        self.report = button("Report progress…", self.report_asked.emit, role="primary")
        self.edit = button("Edit…", self.edit_asked.emit)
        self.practice = button(
            "Find matching practice…",
            self.practice_asked.emit,
            hint="Records that may help, each with the reason, to link",
        )
        self.more = button("More", hint="Delete, and what it rests on")
        self.more.setProperty("menu", "true")
        self.menu = QMenu(self)
        self._delete = self.menu.addAction("&Delete")
        self._delete.triggered.connect(lambda _=False: self.delete_asked.emit())
        self.more.setMenu(self.menu)
        page = QWidget()
        page.setProperty("role", "plain")
        page.setMinimumWidth(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(6)
        buttons = QWidget()
        flow = FlowLayout(buttons, 8)
        for one in (self.report, self.edit, self.practice, self.more):
            flow.addWidget(one)
        self._told = QVBoxLayout()
        self._told.setSpacing(4)
        column.addWidget(self.close_link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.title)
        column.addWidget(buttons)
        column.addLayout(self._told)
        column.addStretch(1)
        self._page = page
        self._theme = theme
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.close_link.hide()

    def serve(self, words: str, act: Callable[[], object]) -> None:
        """Offer something more to do with the action, made elsewhere."""
        made = self.menu.addAction(words)
        self.menu.insertAction(self._delete, made)
        made.triggered.connect(lambda _=False: act())

    def show_detail(self, detail: Detail, *, writable: bool) -> None:
        """Show an action."""
        self.detail = detail
        for one in (self.report, self.edit, self.practice):
            one.setVisible(writable)
        self._delete.setEnabled(writable)
        self._clear()
        item = detail.action
        self.title.setText(breakable(item.what))
        if item.example:
            self._say(f"◆ {EXAMPLE_BADGE}", "secondary", "warn")
        for words, sign, tone in detail.clock_words:
            self._say(f"{sign} {words}".strip(), "strong", tone if tone != "muted" else "")
        self._part("Owner", item.owner or "Nobody yet", muted=not item.owner)
        self._tell_deadline()
        self._part("How one will know", item.measure or "Not stated", muted=not item.measure)
        if detail.listed.question:
            self._say(f"◆ {detail.listed.question}", "secondary", "warn")
        self._tell_origin()
        self._tell_records()
        told = progress_told(item, detail.day)
        self._caption("Progress")
        if not told:
            self._say("Nothing was reported yet.", "muted")
        for head, words in told:
            self._say(head, "strong")
            self._say(words)
        if item.notes:
            self._part("Notes", item.notes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the table with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def _tell_deadline(self) -> None:
        item = self.detail.action if self.detail else None
        if item is None or item.deadline is None:
            self._part("Deadline", "Not stated", muted=True)
            return
        self._part("Deadline", written(item.deadline))
        for one in item.revisions:
            self._say(f"Revised to {written(one)}; the first deadline counts.", "secondary")

    def _tell_origin(self) -> None:
        detail = self.detail
        if detail is None or not (detail.theme or detail.action.breakthrough):
            return
        self._caption("Where it comes from")
        item = detail.action
        if item.assessment and detail.theme:
            link = button(shortened(detail.theme, _LONGEST), role="link")
            link.setAccessibleName(f"Theme: {detail.theme}")
            link.clicked.connect(
                lambda _=False: self.theme_asked.emit(item.assessment or "", item.theme)
            )
            self._told.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        elif detail.theme:
            self._say(detail.theme)
        if item.breakthrough:
            self._say(f"Breakthrough: {item.breakthrough}", "secondary")

    def _tell_records(self) -> None:
        detail = self.detail
        if detail is None:
            return
        self._caption("Records it draws on")
        if not detail.records:
            self._say("None yet.", "muted")
        for key, title in detail.records:
            link = button(
                shortened(title, _LONGEST), partial(self.record_asked.emit, key), role="link"
            )
            link.setAccessibleName(f"Record: {title}")
            link.setToolTip(title)
            self._told.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _part(self, caption: str, words: str, *, muted: bool = False) -> None:
        self._caption(caption)
        self._say(words, "muted" if muted else "")

    def _caption(self, words: str) -> None:
        made = label(words, "caption")
        made.setContentsMargins(0, 8, 0, 0)
        self._told.addWidget(made)

    def _say(self, words: str, role: str = "", tone: str = "") -> None:
        made = label(breakable(words), role, wrap=True)
        if tone:
            restyle(made, "tone", tone)
        self._told.addWidget(made)

    def _clear(self) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
