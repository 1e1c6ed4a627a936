"""What a check of a pack finds, in words, each with what helps; and what changed since."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from evidence_library.ui.presenters.pack_builder import PackBuilder
from evidence_library.ui.presenters.pack_findings import Finding, findings
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.widgets.plain import button, label

_WHAT = (
    "The check tells whether a pack shows more than one side, whether what is in it may be handed "
    "on, and whether it fits the time. It only advises: nothing is ever kept back by it."
)
_WELL = "Nothing to mend: the pack is balanced, may be handed on and fits the time."
_ONE_RECORD = "With fewer than two records there is nothing to weigh against each other yet."

_NOT_HANDED_OUT = (
    "This pack was not handed out yet. Once you write it into files its records are frozen, and "
    "what changes afterwards is told here."
)


class _Lines(QScrollArea):
    """Lines below each other, made anew each time; the arrow keys scroll them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = QVBoxLayout()
        self._said: list[str] = []

    def _begin(self) -> None:
        self._said.clear()
        before, focus = self.widget(), self.window().focusWidget()
        if before is not None and focus is not None and before.isAncestorOf(focus):
            self.setFocus()  # the button that has it goes
        page = QWidget()
        page.setProperty("role", "plain")
        page.setMinimumWidth(1)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(16, 12, 16, 20)
        self._column.setSpacing(8)
        self.setWidget(page)  # takes the one before away

    def _say(self, words: str, role: str = "") -> None:
        self._said.append(words)
        self._column.addWidget(label(words, role, wrap=True))

    def _end(self) -> None:
        self._column.addStretch(1)
        self.setAccessibleDescription(self.text)

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(self._said)


class PackCheckPane(_Lines):
    """Shows what a check finds. `search_asked` brings a search that finds what is missing."""

    search_asked = Signal(object)

    def __init__(self, builder: PackBuilder) -> None:
        """Say what it is for."""
        super().__init__("Check of the pack")
        self._builder = builder
        self._stale = True
        builder.checked.connect(self._show)
        for told in (builder.opened, builder.changed, builder.glanced):
            told.connect(self._on_changed)
        self._begin()
        self._say(_WHAT, "muted")
        self._end()

    def look(self) -> None:
        """Check the pack if it changed since."""
        if self._stale and self._builder.pack is not None:
            self._stale = False
            self._builder.check()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.look()

    def _show(self, checked: object) -> None:
        found = findings(checked)
        self._begin()
        self._say(_WHAT, "muted")
        if not found.parts:
            self._say(_WELL if found.records > 1 else _ONE_RECORD)
        for title, told in found.parts:
            self._say(title, "section")
            for one in told:
                self._add(one)
        if found.mixes:
            self._say("What is in it", "section")
            for words in found.mixes:
                self._say(words)
        self._end()

    def _add(self, one: Finding) -> None:
        self._say(f"▲ {one.sentence}")
        if one.search is not None:
            words = f"Find {counted(one.found, 'record')}" if one.found else "Search for some"
            made = button(words, partial(self.search_asked.emit, one.search))
            made.setAccessibleDescription(one.sentence)
            self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)


class PackFrozenPane(_Lines):
    """Shows what became of a pack since it was handed out. `kept` says that it stays so."""

    kept = Signal()

    def __init__(self, builder: PackBuilder) -> None:
        """Show nothing yet."""
        super().__init__("What changed since the pack was handed out")
        self._builder = builder
        for told in (builder.opened, builder.glanced, builder.standing):
            told.connect(self._show)
        self.refresh = self.keep = button("")
        self._show()

    def _show(self) -> None:
        pack, known = self._builder.pack, self._builder.known
        self._begin()
        if pack is None or pack.frozen is None:
            self._say(_NOT_HANDED_OUT, "muted")
            self._end()
            return
        self._say(f"Handed out on {pack.frozen.on}", "section")
        changed = known.changed_since
        if not changed:
            self._say("Nothing in its records has changed since.")
        for one in changed:
            self._say(f"▲ {one.sentence}")
        self.refresh = button(
            "Refresh", self._builder.refresh, hint="Let the pack hold its records as they are now"
        )
        self.keep = button("Keep", self.kept.emit, hint="Leave the pack as it was handed out")
        self.refresh.setEnabled(self._builder.writable)
        if changed:
            self._say(
                "Refresh lets the pack hold its records as they are now; Keep leaves it as it was "
                "handed out.",
                "muted",
            )
            for made in (self.refresh, self.keep):
                self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self._end()
