"""The dialog of the versions of a record: list them, tell two apart, make one a draft again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from evidence_library.ui.itemmodels.listed_table import Line, ListedTableModel
from evidence_library.ui.presenters.checking import NOW, VERSION_COLUMNS, CheckPresenter
from evidence_library.ui.screens.undo_keys import add_undo_keys
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.listed_table import ListedTable
from evidence_library.ui.widgets.message_bar import Choice, MessageBar
from evidence_library.ui.widgets.plain import button, in_tab_order, label
from evidence_library.ui.widgets.safe_browser import SafeBrowser

_HOW = "One chosen is told apart from the one before it; choose two to tell those apart."
_UNKNOWN = "What this version said is not in this library's history."
_NEVER = "It was never published."
_FIRST = "This is the first version; nothing stands before it."

#: Widths of the columns behind the note, at 100 % text.
_WIDTHS = (90, 110, 130)

#: The columns that make room for the note.
_DATE, _BY = 2, 3


class VersionsDialog(QDialog):
    """Shows the versions of the check presenter."""

    def __init__(
        self,
        theme: Theme,
        presenter: CheckPresenter,
        announce: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """List the versions; `announce` lets a screen reader say something."""
        super().__init__(parent)
        presenter.setParent(self)
        self._presenter, self._announce = presenter, announce
        self._lines: tuple[Line, ...] = ()
        self.setWindowTitle("Versions of a record")
        self.resize(QSize(theme.px(820), theme.px(620)).boundedTo(parent.size() * 0.95))
        self.title = label(role="heading", wrap=True)
        self.table = ListedTable(
            theme,
            ListedTableModel(VERSION_COLUMNS, "not stated"),
            _WIDTHS,
            several=True,
            optional=(_BY, _DATE),
        )
        self.table.setAccessibleName("Versions, the newest first")
        self.table.setAccessibleDescription(_HOW)
        self.what = label("", "strong", wrap=True)
        self.browser = SafeBrowser(theme)
        self.browser.setAccessibleName("What tells the versions apart")
        self.messages = MessageBar(theme)
        self.restore = button(
            "Restore as a draft", self._on_restore, role="primary",
            hint="Let the record say again what this version said; publish it to stand by it",
        )  # fmt: skip
        self.close_button = button("Close", self.reject, hint="Go back to the library")
        for one in (self.restore, self.close_button):
            one.setAutoDefault(False)
        self._lay_out()
        self._connect()
        presenter.list_versions()

    def name_record(self, title: str) -> None:
        """Say whose versions they are."""
        self.title.setText(title)

    def _lay_out(self) -> None:
        below = QWidget()
        told = QVBoxLayout(below)
        told.setContentsMargins(0, 8, 0, 0)
        told.addWidget(self.what)
        told.addWidget(self.browser, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for part in (self.table, below):
            parts.addWidget(part)
        parts.setSizes([200, 300])
        last = QHBoxLayout()
        last.addWidget(self.restore)
        last.addStretch(1)
        last.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(label(_HOW, "muted", wrap=True))
        column.addWidget(self.messages)
        column.addWidget(parts, 1)
        column.addLayout(last)
        in_tab_order(self.table, self.browser, self.restore, self.close_button)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.listed.connect(self._on_listed)
        presenter.compared.connect(self.browser.show_html)
        presenter.told.connect(self._on_told)
        presenter.failed.connect(partial(self._say, tone="bad"))
        presenter.taking_back.told.connect(partial(self._say, tone="good"))
        presenter.taking_back.failed.connect(partial(self._say, tone="bad"))
        self.table.chose.connect(self._on_chose)
        self.table.entered.connect(self.browser.setFocus)
        add_undo_keys(self, presenter.taking_back)

    def _on_listed(self, lines: tuple[Line, ...]) -> None:
        row = self.table.currentIndex().row()
        self._lines = lines
        self.table.lines.show_all(lines)
        self.table.go_to(max(0, row))
        self.table.setFocus()
        self._on_chose()

    def _on_chose(self) -> None:
        chosen = self.table.chosen
        alone = chosen[0] if len(chosen) == 1 else None
        version = alone is not None and alone.id not in {"", str(NOW)}
        self.restore.setEnabled(version and self._presenter.writable)
        self._compare(self._pair(chosen))

    def _pair(self, chosen: Sequence[Line]) -> tuple[Line, Line] | None:
        """Give the two to be told apart, the newer first: the two chosen, or one and the next."""
        if len(chosen) == 2:
            return chosen[0], chosen[1]
        if len(chosen) != 1:
            return None
        at = self._lines.index(chosen[0]) + 1
        return (chosen[0], self._lines[at]) if at < len(self._lines) else None

    def _compare(self, pair: tuple[Line, Line] | None) -> None:
        self.browser.show_html("")
        if pair is None:
            chosen = len(self.table.chosen)
            alone = _FIRST if len(self._lines) > 1 else _NEVER
            self.what.setText(alone if chosen == 1 else "Choose one version or two.")
            return
        new, old = pair
        self.what.setText(f"From {self._called(old)} to {self._called(new)}")
        if "" in {new.id, old.id}:
            self.what.setText(_UNKNOWN)
            return
        self._presenter.compare(int(old.id), int(new.id))

    def _on_restore(self) -> None:
        [line] = self.table.chosen
        self._presenter.restore(int(line.id))

    def _on_told(self, sentence: str, operation: int | None) -> None:
        undo = partial(self._presenter.taking_back.undo, operation)
        self._say(sentence, "good", (("Undo", undo),) if operation is not None else ())

    def _say(self, sentence: str, tone: str, choices: Sequence[Choice] = ()) -> None:
        self.messages.say(sentence, tone, choices)
        self._announce(sentence)

    def _called(self, line: Line) -> str:
        """Name a version, with what the table has no room for."""
        if line.id == str(NOW):
            return "the record as it is now"
        narrow = self.table.isColumnHidden(_BY)
        beside = ", ".join(filter(None, (line.cells[_DATE], line.cells[_BY]))) if narrow else ""
        return f"version {line.cells[1]}" + (f" ({beside})" if beside else "")
