"""Records side by side, and the tray below the results that shows which are chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_library.ui.presenters.compare import Chosen, ComparePage, ComparePresenter
from evidence_library.ui.theme import FAMILY, Theme
from evidence_library.ui.widgets.compare_table import CompareTable
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import EmptyState, button, label

_PRINTED = 9.0  # smaller than a record, as up to four stand side by side
_PRINT_STYLE = "a { color: black; text-decoration: none; } p { margin: 0 0 3px 0; }"
_TITLE = 20  # characters of a title in the tray


class CompareTray(QWidget):
    """Shows what is chosen; hidden while nothing is."""

    def __init__(self, presenter: ComparePresenter) -> None:
        """Follow the choice of a presenter."""
        super().__init__()
        self._presenter = presenter
        self.setProperty("role", "listhead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.compare_button = button("Compare", presenter.compare, role="primary")
        self._clear = button("Clear", presenter.clear, role="link")
        self._clear.setAccessibleName("Choose nothing to compare")
        self._note = label(role="secondary", wrap=True)
        self._chips = FlowLayout(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._note, 1)
        row.addWidget(self._clear)
        row.addWidget(self.compare_button)
        column.addLayout(row)
        column.addLayout(self._chips)
        presenter.chosen_changed.connect(self._show)
        presenter.refused.connect(self._note.setText)
        self._show()

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles on the chips."""
        made = (item.widget() for item in self._chips.items())
        return tuple(one.text() for one in made if isinstance(one, QPushButton))

    @property
    def note(self) -> str:
        """What it says."""
        return self._note.text()

    def _show(self) -> None:
        self._chips.clear()
        for one in self._presenter.chosen:
            self._chips.addWidget(self._chip(one))
        self._note.setText(self._presenter.sentence)
        self.compare_button.setEnabled(self._presenter.ready)
        self.setVisible(bool(self._presenter.chosen))

    def _chip(self, chosen: Chosen) -> QPushButton:
        title = chosen.title if len(chosen.title) <= _TITLE else f"{chosen.title[:_TITLE]}…"
        made = button(f"{title} ×", lambda: self._presenter.drop(chosen.id), role="chip")
        made.setAccessibleName(f"Drop {chosen.title} from the comparison")
        return made


class ComparePane(QWidget):
    """The page of a comparison."""

    close_asked = Signal()
    print_asked = Signal()
    link_clicked = Signal(str)

    def __init__(self, theme: Theme, presenter: ComparePresenter) -> None:
        """Start empty."""
        super().__init__()
        self.page: ComparePage | None = None
        self.setProperty("role", "reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.way_back = button("‹ Results", self.close_asked.emit, role="link")
        self.way_back.setAccessibleName("Back to the results")
        self._sentence = label(role="muted", wrap=True)
        self.only = QCheckBox("Only what differs")
        self.only.setAccessibleDescription("Leaves out the fields that are the same")
        self.print_button = button("Print…", self.print_asked.emit, hint="Print the comparison")
        self.table = CompareTable(theme)
        self.table.record_asked.connect(self._on_record_asked)
        self.empty = EmptyState()
        self.empty.say(
            "Choose two to four records with Ctrl+B in the results; they stand side by side here.",
            "Back to the results",
            self.close_asked.emit,
        )
        self._lay_out()
        self.only.toggled.connect(lambda on: presenter.show_differences_only(only=on))
        presenter.shown.connect(self._on_shown)
        presenter.emptied.connect(self._on_emptied)
        self._on_emptied()

    @property
    def sentence(self) -> str:
        """What it says about the comparison."""
        return self._sentence.text()

    def printable(self) -> QTextDocument | None:
        """Give the comparison as a document for the printer, black on white."""
        if self.page is None:
            return None
        document = QTextDocument()
        font = QFont(FAMILY)
        font.setPointSizeF(_PRINTED)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(_PRINT_STYLE)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setHtml(self.page.document)
        return document

    def take_focus(self) -> None:
        """Put the cursor into the page, or on the way back if there is none."""
        target = self.table if self.page is not None else self.way_back
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.way_back)
        top.addWidget(label("Compare", "heading"))
        top.addStretch(1)
        top.addWidget(self.only)
        top.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._sentence)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)

    def _on_shown(self, page: ComparePage) -> None:
        self.page = page
        self._sentence.setText(page.sentence)
        self.table.comparison.show(page.heads, page.fields)
        self._show_parts(filled=True)

    def _on_record_asked(self, column: int) -> None:
        if self.page is not None:
            self.link_clicked.emit(f"record:{self.page.heads[column].id}")

    def _on_emptied(self) -> None:
        self.page = None
        self._sentence.setText("")
        self._show_parts(filled=False)

    def _show_parts(self, *, filled: bool) -> None:
        self.empty.setVisible(not filled)
        for part in (self._sentence, self.table, self.only, self.print_button):
            part.setVisible(filled)
