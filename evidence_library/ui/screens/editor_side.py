"""The side of the editor: what is wrong with the record, and further pages beside the form.

More pages go into `PAGES`. Each is a title and a function that makes the page from the theme and
the presenter of the editor: `presenter.record` is what stands in the form, `presenter.checked`
follows every change of it, and `presenter.replace_record` and `presenter.put` change it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from evidence_library.model.problem import Problem, Severity
from evidence_library.ui.icons import icon
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.screens.editor_comments import CommentsPage
from evidence_library.ui.screens.editor_source import SourcePage
from evidence_library.ui.screens.editor_suggestions import SuggestionsPage
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import label
from evidence_library.ui.widgets.wrapped_list import WrappedList

#: Title and maker of each further page of the side, in their order.
PAGES: tuple[tuple[str, Callable[[Theme, EditorPresenter], QWidget]], ...] = (
    ("Comments", CommentsPage),
    ("Source", SourcePage),
    ("Suggestions", SuggestionsPage),
)

_SIGNS = {Severity.ERROR: ("circle-x", "bad"), Severity.WARNING: ("triangle-alert", "warn")}
_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning"}
_FIELD = Qt.ItemDataRole.UserRole


class EditorSide(QTabWidget):
    """Pages beside the form: the problems first, then those of `PAGES`."""

    def __init__(self, theme: Theme, presenter: EditorPresenter) -> None:
        """Make all pages."""
        super().__init__()
        self.setAccessibleName("Beside the form")
        self.setDocumentMode(True)
        self.problems = ProblemsPage(theme)
        self.addTab(self.problems, "Problems")
        for title, make in PAGES:
            page = make(theme, presenter)
            self.addTab(page, title)
            if isinstance(page, SourcePage | CommentsPage):
                page.field_asked.connect(self.problems.field_asked)
            if isinstance(page, CommentsPage):
                page.titled.connect(partial(self._on_comments, self.indexOf(page)))
                self.setTabVisible(self.indexOf(page), False)
        presenter.checked.connect(self._on_checked)

    def show_source(self) -> None:
        """Bring the source into sight."""
        pages = (self.widget(at) for at in range(self.count()))
        source = next((one for one in pages if isinstance(one, SourcePage)), None)
        if source is not None:
            self.setCurrentWidget(source)

    def _on_comments(self, at: int, title: str, there: bool) -> None:
        """Show the page of comments while there are any: there is little room for tabs."""
        self.setTabText(at, title)
        self.setTabVisible(at, there)

    def _on_checked(self, problems: Sequence[Problem]) -> None:
        self.problems.show_problems(problems)
        self.setTabText(0, f"Problems ({len(problems)})" if problems else "Problems")


class ProblemsPage(QWidget):
    """Lists problems, errors first. `field_asked` names the field of the one that was taken."""

    field_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Start without problems."""
        super().__init__()
        self._theme = theme
        self._problems: tuple[Problem, ...] = ()
        self.summary = label(role="secondary", wrap=True)
        self.list = WrappedList(theme, icons=True)
        self.list.setAccessibleName("Problems of the record")
        self.list.setAccessibleDescription("Enter goes to the field.")
        self.list.itemActivated.connect(self._on_taken)
        self.list.itemClicked.connect(self._on_taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        theme.changed.connect(self._draw)
        self._draw()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show other problems; one stays at the line one was at."""
        if tuple(problems) != self._problems:
            self._problems = tuple(problems)
            self._draw()

    def _draw(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        size = self._theme.px(16)
        self.list.setIconSize(QSize(size, size))
        for problem in self._problems:
            sign, tone = _SIGNS[problem.severity]
            words = f"{_WORDS[problem.severity]}: {problem.message}"
            item = QListWidgetItem(icon(sign, self._theme.colour(tone), size), words)
            item.setData(_FIELD, problem.field)
            self.list.addItem(item)
        self.list.fit()
        if self._problems:
            self.list.setCurrentRow(min(max(row, 0), len(self._problems) - 1))
        self.summary.setText(_summary(self._problems))
        self.list.setVisible(bool(self._problems))

    def _on_taken(self, item: QListWidgetItem) -> None:
        self.field_asked.emit(str(item.data(_FIELD)))


def _summary(problems: Sequence[Problem]) -> str:
    errors = sum(one.severity is Severity.ERROR for one in problems)
    warnings = len(problems) - errors
    if not problems:
        return "Nothing is wrong with this record."
    told = [
        counted(number, word)
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    rule = " Errors block publishing, never saving." if errors else ""
    return f"{' and '.join(told)}.{rule}"
