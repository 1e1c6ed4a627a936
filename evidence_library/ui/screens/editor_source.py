"""The page Source beside the form: the text it was read from, the passage of the field marked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from evidence_library.text.utf16 import to_units
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.source_beside import Beside, SourcePresenter
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.rows import Row
from evidence_library.ui.widgets.plain import button, label

#: A field of the form carries its path under this name.
PATH = "path"

#: So many characters of the source are shown.
LONGEST_SHOWN = 300_000

_NO_SOURCE = "This record was written here; there is no source text to check it against."


class SourcePage(QWidget):
    """Shows the source. `field_asked` names the field to go to."""

    field_asked = Signal(str)

    def __init__(self, theme: Theme, editor: EditorPresenter) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self.presenter = SourcePresenter(editor)
        self.presenter.setParent(self)
        self._shown = ""
        self._following = False
        self._beside: Beside | None = None
        self.told = label(_NO_SOURCE, "strong", wrap=True)
        self.remarks = label(role="secondary", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Source text")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setTabChangesFocus(True)
        self.previous = button("Previous field", lambda: self.step(-1), hint="Shift+F7")
        self.next = button("Next field", lambda: self.step(1), hint="F7")
        row = QHBoxLayout()
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.told)
        column.addWidget(self.remarks)
        column.addWidget(self.text, 1)
        column.addLayout(row)
        self.setFocusProxy(self.text)
        for keys, by in (("F7", 1), ("Shift+F7", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda by=by: self.step(by))
        self.presenter.marked.connect(self._on_marked)
        editor.began.connect(self._show_source)
        theme.changed.connect(self._mark)
        self._show_source()

    def step(self, by: int) -> None:
        """Go to the field after or before that holds something, and mark where it stands."""
        path = self.presenter.step(by)
        if path:
            self.field_asked.emit(path)
            self.presenter.look_at(path)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the focus while one looks."""
        super().showEvent(event)
        app = QApplication.instance()
        if isinstance(app, QApplication) and not self._following:
            self._following = True
            app.focusChanged.connect(self._on_focus)
        self._on_focus(None, self.window().focusWidget())

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow no longer."""
        super().hideEvent(event)
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._following:
            self._following = False
            app.focusChanged.disconnect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self.window() or not self.presenter.source:
            return
        chain = list(_upward(now))
        path = next((str(one.property(PATH)) for one in chain if one.property(PATH)), "")
        row = next((one for one in chain if isinstance(one, Row)), None)
        if path:
            self.presenter.look_at(path, row.value() if row is not None else None)

    def _show_source(self) -> None:
        source = self.presenter.source
        if source != self._shown:
            self._shown = source
            # Laying out more would stop the window; the record keeps all of it.
            whole = len(source) <= LONGEST_SHOWN
            cut = "" if whole else f"\n\n[{len(source) - LONGEST_SHOWN:,} more characters]"
            self.text.setPlainText(source[:LONGEST_SHOWN] + cut)
        held = bool(source)
        if not held:
            self.told.setText(_NO_SOURCE)
        elif self._beside is None:
            self.told.setText(f"Read from “{self.presenter.name}”. Go to a field to check it.")
        for part in (self.text, self.previous, self.next):
            part.setVisible(held)
        self.remarks.setVisible(bool(self.remarks.text()))

    def _on_marked(self, beside: Beside) -> None:
        self._beside = beside
        self.told.setText(beside.sentence)
        self.remarks.setText("\n".join(beside.remarks))
        self.remarks.setVisible(bool(beside.remarks))
        self.text.setAccessibleDescription(beside.sentence)
        self._mark()

    def _mark(self) -> None:
        if self._beside is None:
            return
        # Underlined too, so that it is not told by colour alone.
        marked = QTextCharFormat()
        marked.setBackground(self._theme.colour("mark"))
        marked.setForeground(self._theme.colour("mark_ink"))
        marked.setFontUnderline(True)
        chosen = []
        for passage in self._beside.passages:
            if passage.end > LONGEST_SHOWN:
                continue
            one = QTextEdit.ExtraSelection()
            one.format, one.cursor = marked, self.text.textCursor()
            one.cursor.setPosition(to_units(self._shown, passage.start))
            end = to_units(self._shown, passage.end)
            one.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            chosen.append(one)
        self.text.setExtraSelections(chosen)
        if chosen:
            place = QTextCursor(chosen[0].cursor)
            place.setPosition(place.selectionStart())
            self.text.setTextCursor(place)
            self.text.centerCursor()


def _upward(widget: QWidget) -> Iterable[QWidget]:
    one: QWidget | None = widget
    while one is not None:
        yield one
        one = one.parentWidget()
