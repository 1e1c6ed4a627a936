"""Tagging from Find: the chosen records, the one one is at, or all results, in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.presenters.tags import Tagged, TagsPresenter
from evidence_library.ui.presenters.wording import counted, quoted
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label

_NOWHERE = "Search for records first: there is nothing to tag."

_STATES = {True: Qt.CheckState.Checked, False: Qt.CheckState.PartiallyChecked}


class Tagging(QObject):
    """Serves the action “Mark with tags…” of a window."""

    def __init__(self, parts: Parts) -> None:
        """Connect the parts."""
        super().__init__(parts.window)
        self._parts = parts
        self._presenter = TagsPresenter(parts.session)
        self._presenter.setParent(self)
        self.dialog: TagDialog | None = None
        self._presenter.looked.connect(self._on_looked)
        self._presenter.told.connect(parts.news.tell_done)
        self._presenter.failed.connect(parts.news.tell_failure)

    @property
    def handlers_at_find(self) -> Handlers:
        """What the actions do that need the results in sight, by their ids."""
        return {"tag": self._ask}

    def _ask(self) -> None:
        scopes = self._scopes()
        if not scopes or not self._presenter.writable:
            self._parts.news.tell_note(self._parts.session.hindrance or _NOWHERE)
            return
        self.dialog = TagDialog(self._parts.theme, [words for words, _look in scopes], self._window)
        self.dialog.scoped.connect(lambda at: scopes[at][1]())
        self.dialog.accepted.connect(self._on_accepted)
        self.dialog.open()
        scopes[0][1]()

    @property
    def _window(self) -> QWidget:
        return self._parts.window

    def _scopes(self) -> list[tuple[str, Callable[[], None]]]:
        """List what can be tagged: words, and what looks at the records."""
        screen, found, look = self._parts.screen, self._parts.find.answer, self._presenter.look
        scopes: list[tuple[str, Callable[[], None]]] = []
        page, at, choice = self._parts.reader.page, screen.views.at(), screen.views.choice
        if choice.several:
            numbers = choice.numbers
            scopes.append(
                (f"The {choice.count:,} chosen records", lambda: self._presenter.look_at(numbers))
            )
        if at is not None:
            scopes.append((f"The record {quoted(at[1], 60)}", lambda: look(at[0], None)))
        elif page is not None and screen.reader.isVisible():
            scopes.append((f"The record {quoted(page.title, 60)}", lambda: look(page.id, None)))
        if found is not None and found.total:
            scopes.append((f"All {counted(found.total, 'result')}", lambda: look("", found)))
        return scopes

    def _on_looked(self, tagged: Tagged) -> None:
        if self.dialog is not None:
            self.dialog.show_tags(tagged)

    def _on_accepted(self) -> None:
        if self.dialog is not None and self.dialog.tagged is not None:
            add, remove = self.dialog.wanted
            self._presenter.retag(self.dialog.tagged, add, remove)
        self.dialog = None


class TagDialog(QDialog):
    """Tags with a box each: ticked is on all of the records, half ticked on some.

    `scoped` says that other records are meant.
    """

    scoped = Signal(int)

    def __init__(self, theme: Theme, scopes: Sequence[str], parent: QWidget) -> None:
        """Show no tags until they are read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Tag records")
        self.resize(QSize(theme.px(440), theme.px(420)).boundedTo(parent.size() * 0.95))
        self.tagged: Tagged | None = None
        self._before: dict[str, Qt.CheckState] = {}
        self.scope = QComboBox()
        self.scope.addItems(list(scopes))
        self.scope.setMinimumWidth(1)
        for one in (self.scope, self.scope.view()):
            one.setAccessibleName("Which records")
        self.line = QLineEdit()
        self.line.setPlaceholderText("A tag; Enter adds it")
        self.line.setAccessibleName("Tag to put on")
        self.list = QListWidget()
        self.list.setAccessibleName("Tags; Space ticks")
        self.cancel = button("Cancel", self.reject)
        self.go_on = button("Save", self.accept, role="primary", hint="Ctrl+Return")
        self.go_on.setShortcut("Ctrl+Return")
        for each in (self.cancel, self.go_on):
            each.setAutoDefault(False)  # Enter in the line adds a tag
        self.scope.currentIndexChanged.connect(self.scoped)
        self.line.returnPressed.connect(self._on_typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label("Which records?", "section"))
        column.addWidget(self.scope)
        column.addWidget(label("Tags", "section"))
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go_on)
        column.addLayout(row)
        self.line.setFocus()

    @property
    def wanted(self) -> tuple[list[str], list[str]]:
        """Which tags are to be put on, and which taken off."""
        if self.line.text().strip():
            self._on_typed()
        now = {item.text(): item.checkState() for item in self._items()}
        changed = {tag: state for tag, state in now.items() if state != self._before.get(tag)}
        add = [tag for tag, state in changed.items() if state is Qt.CheckState.Checked]
        off = [tag for tag, state in changed.items() if state is Qt.CheckState.Unchecked]
        return add, [tag for tag in off if tag in self._before]

    def show_tags(self, tagged: Tagged) -> None:
        """Show what the records carry, and complete what is typed by the tags in use."""
        self.tagged = tagged
        self.list.clear()
        total = len(tagged.records)
        self._before = {tag: _STATES[count == total] for tag, count in tagged.tags}
        for tag, state in self._before.items():
            self._add(tag, state)
        completer = QCompleter(list(tagged.known), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)

    def _on_typed(self) -> None:
        tag = " ".join(self.line.text().split())
        same = [item for item in self._items() if item.text().casefold() == tag.casefold()]
        if same:
            same[0].setCheckState(Qt.CheckState.Checked)
        elif tag:
            self._add(tag, Qt.CheckState.Checked)
        self.line.clear()

    def _add(self, tag: str, state: Qt.CheckState) -> None:
        item = QListWidgetItem(tag)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(state)
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]
