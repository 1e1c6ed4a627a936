"""The left of Assess: the assessments of the library, the latest first, and the search for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.itemmodels.packs import PacksModel
from evidence_library.ui.presenters.assess import EXAMPLE_BADGE, AssessPresenter, Listed, about
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.assessments_list import AssessmentLine, AssessmentsList
from evidence_library.ui.widgets.plain import button, in_tab_order, label, set_tip

#: Stands for the list of all actions among the keys of assessments.
ALL_ACTIONS = "actions"

_WIDTH = 244
_HINT = 'Words, or theme:housing, stage:starting, is:finished, is:differ, lead:"Ann"'


class AssessListPane(QWidget):
    """Shows the assessments; in a narrow window a menu stands in the place of the list.

    `new_asked` asks for an assessment, `edit_asked` and `delete_asked` are for the one shown.
    """

    chose = Signal(str)
    new_asked = Signal()
    edit_asked = Signal()
    delete_asked = Signal()

    def __init__(self, parts: Parts, presenter: AssessPresenter) -> None:
        """Show nothing yet."""
        super().__init__()
        self._parts, self.presenter = parts, presenter
        self.model = PacksModel(self)
        self.list = AssessmentsList(parts.theme, self.model)
        self.chooser = QComboBox()
        self.chooser.setModel(self.model)
        self.chooser.setMinimumWidth(1)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for one in (self.chooser, self.chooser.view()):
            one.setAccessibleName("Assessments")
        self.sought = QLineEdit()
        self.sought.setPlaceholderText("Find: words, theme:, stage: …")
        self.sought.setAccessibleName("Find assessments")
        self.sought.setClearButtonEnabled(True)
        for cross in self.sought.findChildren(QToolButton):
            cross.setAccessibleName("Clear the search for assessments")
            cross.setToolTip("Clear the search for assessments")
        set_tip(self.sought, _HINT)
        self.note = label(role="secondary", wrap=True)
        self.note.hide()
        self.new = button(
            "Begin…", self.new_asked.emit, hint="Judge where somebody stands, with an instrument"
        )
        self.shown = ""
        self.menu_of_shown: QMenu | None = None
        self._stacked = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(parts.find.pause_timer.interval())
        self._lay_out()
        self._connect()

    def show_chosen(self, key: str) -> None:
        """Mark what is shown."""
        self.shown = key
        self.list.show_chosen(key)
        self.chooser.setCurrentIndex(self.model.row_of(key))

    def stack(self, *, stacked: bool) -> None:
        """Take little height above the assessment instead of a pane beside it."""
        self._stacked = stacked
        self.list.setVisible(not stacked)
        self.chooser.setVisible(stacked)
        directions = QBoxLayout.Direction
        self._padded.setDirection(directions.LeftToRight if stacked else directions.TopToBottom)
        px = self._parts.theme.px
        self.setMinimumWidth(0 if stacked else px(_WIDTH))
        self.setMaximumWidth(16_777_215 if stacked else px(_WIDTH))

    @property
    def contents(self) -> QWidget:
        """What one chooses an assessment from."""
        return self.chooser if self._stacked else self.list

    def _show_menu(self, place: QPoint) -> None:
        if self.menu_of_shown is not None and self.shown != ALL_ACTIONS:
            self.menu_of_shown.popup(self.list.viewport().mapToGlobal(place))

    def _on_listed(self) -> None:
        presenter = self.presenter
        lines = [_line(one) for one in presenter.assessments]
        lines.append(AssessmentLine(ALL_ACTIONS, "All actions", presenter.actions_in_words))
        self.model.show(lines)
        self.new.setEnabled(presenter.writable)
        self.sought.setEnabled(presenter.total > 0)
        nothing = presenter.text.strip() and not presenter.assessments and not presenter.note
        self.note.setText(presenter.note or ("No assessment matches." if nothing else ""))
        self.note.setVisible(bool(self.note.text()))
        if self.sought.text() != presenter.text and not self._pause.isActive():
            self.sought.setText(presenter.text)
        self.show_chosen(self.shown)

    def _on_chosen(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self.chose.emit(line.key)

    def _ask(self) -> None:
        self._pause.stop()
        self.presenter.look_for(self.sought.text())

    def _connect(self) -> None:
        self.sought.textEdited.connect(lambda _text: self._pause.start())
        self.sought.returnPressed.connect(self._ask)
        self._pause.timeout.connect(self._ask)
        for cross in self.sought.findChildren(QToolButton):
            cross.clicked.connect(self._ask)
        self.list.chose.connect(self.chose)
        self.list.rename_asked.connect(self.edit_asked)
        self.list.delete_asked.connect(self.delete_asked)
        self.chooser.activated.connect(self._on_chosen)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.presenter.listed.connect(self._on_listed)

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.new)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        padded = self._padded = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        padded.setContentsMargins(16, 0, 16, 0)
        padded.setSpacing(8)
        padded.addWidget(self.chooser, 1)
        padded.addWidget(buttons)
        padded.addWidget(self.sought)
        column.addLayout(padded)
        self.note.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        in_tab_order(self.new, self.sought, self.list)


def _line(one: Listed) -> AssessmentLine:
    example = one.assessment is not None and one.assessment.example
    return AssessmentLine(one.id, one.title, about(one), EXAMPLE_BADGE if example else "")
