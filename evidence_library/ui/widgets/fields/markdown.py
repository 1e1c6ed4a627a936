"""A text in Markdown, with buttons and keys for its signs and a live preview."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QToolButton, QWidget

from evidence_library.text.markdown_html import to_html
from evidence_library.text.utf16 import to_index, to_units
from evidence_library.ui.icons import dress
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields import markdown_marks as marks
from evidence_library.ui.widgets.fields.text import TextField
from evidence_library.ui.widgets.plain import set_tip
from evidence_library.ui.widgets.safe_browser import SafeBrowser

#: So long after the last letter the preview follows, in milliseconds.
_PAUSE = 150
#: A preview of more characters would hold up typing.
LONGEST_PREVIEW = 30_000
#: From this width on the preview stands beside the text, at 100 % text.
_BESIDE = 900
_ICON = 16

Act = Callable[[marks.Marked], marks.Marked]

#: Icon, words, what it does, and its key with Ctrl.
_TOOLS: tuple[tuple[str, str, Act, Qt.Key | None], ...] = (
    ("bold", "Bold", marks.bold, Qt.Key.Key_B),
    ("italic", "Italic", marks.italic, Qt.Key.Key_I),
    ("heading", "Heading", marks.heading, None),
    ("list", "List", marks.bullets, None),
    ("list-ordered", "Numbered list", marks.numbers, None),
    ("link", "Link", marks.link, Qt.Key.Key_K),
    ("quote", "Quotation", marks.quotation, None),
)
_KEYS = {key: act for _icon, _words, act, key in _TOOLS if key is not None}


class MarkdownField(TextField):
    """A text in Markdown, held as `str`. The preview is made as the reader makes its page."""

    def __init__(self, theme: Theme, name: str, *, help_text: str = "") -> None:
        """Start empty, without a preview."""
        super().__init__(theme, name, help_text=help_text, lines=(4, 24))
        self.tools = _Tools(theme)
        self.preview: SafeBrowser | None = None
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.setSpacing(8)
        self._column.removeWidget(self.edit)
        self._column.insertWidget(0, self.tools)
        self._column.insertLayout(1, self._beside)
        self._beside.addWidget(self.edit, 1)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_PAUSE)
        self._waiting.timeout.connect(self._render)
        self.edit.textChanged.connect(self._render_soon)
        self.edit.installEventFilter(self)
        self.tools.acted.connect(self.act)
        self.tools.preview.toggled.connect(self._on_preview)

    def act(self, change: Act) -> None:
        """Change what is selected, as one step that can be undone while typing."""
        cursor = self.edit.textCursor()
        text = self.edit.plain()
        places = (cursor.selectionStart(), cursor.selectionEnd())
        before = marks.Marked(text, *(to_index(text, place) for place in places))
        after = change(before)
        start = _same_start(text, after.text)
        end = _same_end(text[start:], after.text[start:])
        cursor.beginEditBlock()
        cursor.setPosition(to_units(text, start))
        cursor.setPosition(to_units(text, len(text) - end), cursor.MoveMode.KeepAnchor)
        cursor.insertText(after.text[start : len(after.text) - end])
        cursor.endEditBlock()
        cursor.setPosition(to_units(after.text, after.start))
        cursor.setPosition(to_units(after.text, after.end), cursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+B, Ctrl+I and Ctrl+K before the window does."""
        if event.type() == QEvent.Type.FocusIn:
            self.tools.fill()
        if not isinstance(event, QKeyEvent) or event.key() not in _KEYS:
            return False
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self.act(_KEYS[Qt.Key(event.key())])
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview beside the text where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= self._theme.px(_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(across if wide else down)

    def _on_preview(self, shown: bool) -> None:
        if shown and self.preview is None:
            self.preview = SafeBrowser(self._theme, grows=True)
            self.preview.setAccessibleName(f"Preview: {self.edit.accessibleName()}")
            self._beside.addWidget(self.preview, 1, Qt.AlignmentFlag.AlignTop)
        if self.preview is not None:
            self.preview.setVisible(shown)
            self._render()

    def _render_soon(self) -> None:
        if self.preview is not None and not self.preview.isHidden():
            self._waiting.start()

    def _render(self) -> None:
        if self.preview is None:
            return
        text = self.edit.plain()
        if len(text) > LONGEST_PREVIEW:
            self.preview.show_html("<p>This text is too long to be shown while it is written.</p>")
        else:
            self.preview.show_html(to_html(text) or "<p>Nothing written yet.</p>")


class _Tools(QWidget):
    """A row of buttons. They are made when one first writes: a form has many texts."""

    acted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.buttons: list[QToolButton] = []
        self.preview = QToolButton()
        self.preview.setText("Preview")
        self.preview.setCheckable(True)
        self.preview.setProperty("role", "flat")
        self.preview.setAccessibleName("Preview")
        set_tip(self.preview, "Show how it will read, while it is written")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)
        self._row.addWidget(self.preview)
        theme.changed.connect(self._draw)

    def fill(self) -> None:
        """Make the buttons, once."""
        if self.buttons:
            return
        for at, (_icon, words, act, key) in enumerate(_TOOLS):
            made = QToolButton()
            made.setProperty("role", "flat")
            made.setAccessibleName(words)
            keys = f" (Ctrl+{chr(key)})" if key is not None else ""
            set_tip(made, f"{words}{keys}")
            made.clicked.connect(partial(self._on_clicked, act))
            self.buttons.append(made)
            self._row.insertWidget(at, made)
        self._draw()

    def _on_clicked(self, act: Act, _checked: bool = False) -> None:
        self.acted.emit(act)

    def _draw(self) -> None:
        size = self._theme.px(_ICON)
        for made, (name, *_rest) in zip(self.buttons, _TOOLS, strict=False):
            dress(made, name, self._theme.colour("ink"), size)


def _same_start(one: str, other: str) -> int:
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)


def _same_end(one: str, other: str) -> int:
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
