"""The dialog that changes recommendations: it draws a form and says what cannot be kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence_library.errors import UserCanFix
from evidence_library.ui.presenters.asked_form import Asked, Form
from evidence_library.ui.presenters.track_editing import TrackEditing
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.markdown import MarkdownField
from evidence_library.ui.widgets.fields.pick import Found, PickField
from evidence_library.ui.widgets.fields.text import TextField
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label

#: Choices of no more than this stand below each other, to be seen at once, if each is so short.
_FEW = 3
_SHORT = 40

_UNKEPT = "What you filled in here is not kept yet."

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class _Finder:
    """Finds what a field is to hold, through the presenter."""

    def __init__(self, presenter: TrackEditing, asked: Asked) -> None:
        self._presenter, self._kind, self._apart = presenter, asked.kind, asked.apart

    def search(self, words: str, deliver: Callable[[Sequence[Found]], None]) -> None:
        """Find what words may mean, best first."""
        self._presenter.offer(
            self._kind,
            words,
            lambda found: deliver([Found(*one) for one in found]),
            apart=self._apart,
        )

    def describe(self, value: Any, deliver: Callable[[Found], None]) -> None:
        """Give the words of a value that is held."""
        self._presenter.describe(self._kind, value, lambda found: deliver(Found(*found[0])))


class TrackDialog(QDialog):
    """Shows a form; it closes when the deed is done, and stays with what is wrong otherwise."""

    def __init__(self, parts: Parts, presenter: TrackEditing, form: Form) -> None:
        """Show the form as it was made."""
        parent, theme = parts.window, parts.theme
        super().__init__(parent)
        self._dialogs, self._announce = parts.dialogs, parts.announce
        presenter.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._presenter, self.form = theme, presenter, form
        self.setWindowTitle(form.title)
        self.fields: dict[str, FieldWidget] = {one.key: self._made(one) for one in form.asked}
        self.messages = MessageBar(theme)
        self.go_on = button(form.act, self.submit, role="primary")
        self.cancel = button("Cancel", self.reject)
        for one in (self.go_on, self.cancel):
            one.setAutoDefault(False)
        self._lay_out(parent)
        self._connect()
        self._begun = {key: one.value() for key, one in self.fields.items()}
        self._filled = dict(self._begun)
        next(iter(self.fields.values())).take_focus()

    def reject(self) -> None:
        """Close; if something was typed, only once the person agrees to lose it."""
        typed = {key: one.value() for key, one in self.fields.items()} != self._begun
        if not typed or self._dialogs.confirm(self, _UNKEPT, "Discard it", careful=True):
            super().reject()

    def submit(self) -> None:
        """Do the deed, unless something typed cannot be kept: then go there."""
        wrong = [one for one in self.form.asked if not self._check(one)]
        if wrong:
            field = self.fields[wrong[0].key]
            field.take_focus()
            self._announce(field.problem)
            return
        self.go_on.setEnabled(False)
        self._presenter.submit(self.form, {key: one.value() for key, one in self.fields.items()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do the deed with Ctrl and Enter wherever one is, with Enter in a line, too."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        in_line = isinstance(self.focusWidget(), QWidget) and any(
            isinstance(one, LineField) and one.line is self.focusWidget()
            for one in self.fields.values()
        )
        if event.key() in _ENTER and (control or in_line):
            self.submit()
            return
        super().keyPressEvent(event)

    def _made(self, asked: Asked) -> FieldWidget:
        made = _field(self._theme, asked, self._presenter)
        if isinstance(made, PickField):
            made.search.offer([Found(*one) for one in asked.offered])
        else:
            made.set_value(asked.value)
        return made

    def _lay_out(self, parent: QWidget) -> None:
        page = QWidget()
        page.setProperty("role", "plain")
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 2, 12, 2)  # room for the ring around the first field
        column.setSpacing(12)
        if self.form.about:
            column.addWidget(label(self.form.about, "secondary", wrap=True))
        for one in self.form.asked:
            words = label(one.words, wrap=True)
            words.setBuddy(self.fields[one.key])
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(words)
            part.addWidget(self.fields[one.key])
            column.addLayout(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.cancel)
        last.addWidget(self.go_on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(area, 1)
        whole.addWidget(self.messages)
        whole.addLayout(last)
        in_tab_order(*self.fields.values(), self.cancel, self.go_on)
        width = self._theme.px(600)
        inside = width - 2 * 24 - area.verticalScrollBar().sizeHint().width()
        high = max(page.sizeHint().height(), page.heightForWidth(inside))
        wanted = QSize(width, high + self._theme.px(130))
        self.resize(wanted.boundedTo(parent.size() * 0.95))

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.told.connect(lambda *_: self.accept())
        presenter.refused.connect(self._on_refused)
        presenter.failed.connect(self._on_failed)
        for one in self.form.asked:
            changed = self.fields[one.key].changed
            if one.check is not None:
                changed.connect(lambda one=one: self._check(one))
            else:
                changed.connect(lambda one=one: self.fields[one.key].show_problem(""))
            if one.fills:
                changed.connect(lambda one=one: self._fill(one))

    def _check(self, asked: Asked) -> bool:
        """Say below a field what is wrong with it; tell whether nothing is."""
        if asked.check is None:
            return True
        problem = ""
        try:
            asked.check(self.fields[asked.key].value())
        except UserCanFix as error:
            problem = str(error)
        self.fields[asked.key].show_problem(problem)
        return not problem

    def _fill(self, asked: Asked) -> None:
        """Let the other fields hold what goes with what was chosen, or what they began with.

        What was typed there by hand stays.
        """
        chosen = asked.fills.get(self.fields[asked.key].value(), {})
        for one in self.form.asked:
            made = self.fields[one.key]
            if one is not asked and made.value() == self._filled[one.key]:
                made.set_value(chosen.get(one.key, one.value))
                self._filled[one.key] = made.value()

    def _on_refused(self, key: str, message: str) -> None:
        self.go_on.setEnabled(True)
        if key not in self.fields:
            self._on_failed(message)
            return
        self.fields[key].show_problem(message)
        self.fields[key].take_focus()
        self._announce(message)

    def _on_failed(self, message: str) -> None:
        self.go_on.setEnabled(True)
        self._announce(message)
        self.messages.say(message)


def _field(theme: Theme, asked: Asked, presenter: TrackEditing) -> FieldWidget:
    """Make the widget that a field is filled in with."""
    match asked.kind:
        case "choice":
            options = [Option(*one) for one in asked.options]
            few = 1 < len(options) <= _FEW and all(len(one.words) <= _SHORT for one in options)
            return ChoiceField(theme, asked.words, options, radio=few, help_text=asked.help)
        case "text":
            return TextField(
                theme, asked.words, placeholder=asked.placeholder, help_text=asked.help
            )
        case "markdown":
            return MarkdownField(theme, asked.words, help_text=asked.help)
        case "record" | "recommendation":
            finder = _Finder(presenter, asked)
            return PickField(theme, asked.words, finder, "", help_text=asked.help)
        case _:
            return LineField(
                theme, asked.words, placeholder=asked.placeholder, help_text=asked.help
            )
