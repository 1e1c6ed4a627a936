"""What one can do with a search besides reading: keep it, repeat it, hand its results on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from evidence_library.ui.presenters.earlier import EarlierSearches
from evidence_library.ui.presenters.handing_on import FORMATS, HandingOn, pages_of
from evidence_library.ui.presenters.saved import SavedPresenter
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.widgets.paper import Sheets
from evidence_library.ui.widgets.plain import literal

#: Letters of an earlier search that a menu shows.
_SHOWN = 70

#: Records of a printed list from which on its length is said before.
_MANY_TO_PRINT = 100


@dataclass(frozen=True, slots=True)
class _Which:
    """Which results are meant: those with these numbers, or all."""

    numbers: tuple[int, ...] | None


class Searches(QObject):
    """Serves the saved searches, the earlier ones, and lists of results for a window."""

    def __init__(self, parts: Parts) -> None:
        """Connect the parts."""
        super().__init__(parts.window)
        self._parts = parts
        self.saved = SavedPresenter(parts.session, parts.find)
        self.earlier = EarlierSearches(parts.session, parts.find, parts.remembered)
        self.handing_on = HandingOn(parts.session)
        self.handing_on.columns = parts.screen.views.columns_seen
        self.menu = QMenu("Earlier searches", parts.window)
        self._folder = Path.home()
        self._connect()

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {
            "save-search": self.ask_save,
            "go-saved": self.go_to_saved,
            "earlier": self.show_earlier,
            "export": partial(self.ask_export, as_record=False),
            "search-record": partial(self.ask_export, as_record=True),
            "print-results": self._print,
        }

    def ask_save(self) -> None:
        """Ask for a name, and keep what is asked for now under it."""
        find, dialogs, window = self._parts.find, self._parts.dialogs, self._parts.window
        if not (find.request.text.strip() or find.request.filters or find.request.excluded):
            self._parts.news.tell_failure(
                "There is nothing to save: type words or choose a filter first."
            )
            return
        name = dialogs.ask_name(window, "Save this search", find.request.text.strip())
        if not name:
            return
        known = self.saved.taken(name)
        if known and not dialogs.confirm(
            window,
            f"There is a saved search “{known}” already. Put this search in its place?",
            "Replace it",
            careful=True,
        ):
            return
        self.saved.save(name, replace_it=bool(known))

    def ask_export(self, *, as_record: bool, key: str = "") -> None:
        """Ask for a file, and write what is asked for now, or a saved search, into it."""
        found = self.saved.request(key) if key else ("", self._parts.find.request)
        if found is None:
            return
        name, request = found
        only: Sequence[int] | None = None
        if not key and not as_record:
            which = self._ask_which("Export results")
            if which is None:
                return
            only = which.numbers
        usual = "search report" if as_record else (name or "search results")
        title = "Write search report" if as_record else "Export results"
        suffix = ".md" if as_record else next(iter(FORMATS))
        start = self._folder / f"{_file_name(usual)}{suffix}"
        path = self._parts.dialogs.choose_list_file(self._parts.window, title, start, FORMATS)
        if path is not None:
            self._folder = path.parent
            self.handing_on.write(request, path, as_record=as_record, name=name, only=only)

    def go_to_saved(self) -> None:
        """Go to the list of saved searches."""
        screen = self._parts.screen
        if not screen.filters_shown:
            screen.toggle_filters()
        screen.saved.unfold()
        screen.saved.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_earlier(self) -> None:
        """Show a menu of what was searched for, below the search field."""
        self._fill_menu()
        anchor = self._parts.window
        self.menu.popup(anchor.mapToGlobal(QPoint(anchor.width() // 4, anchor.height() // 12)))

    def _connect(self) -> None:
        pane, news = self._parts.screen.saved, self._parts.news
        self.saved.listed.connect(pane.show_lines)
        self.saved.told.connect(news.tell_done)
        self.saved.warned.connect(news.tell_of_search)
        self.saved.failed.connect(news.tell_failure)
        pane.save_asked.connect(self.ask_save)
        pane.starters_asked.connect(self.saved.add_starters)
        pane.list.opened.connect(self._on_saved_opened)
        pane.list.rename_asked.connect(self._ask_rename)
        pane.list.over_asked.connect(self.saved.save_over)
        pane.list.delete_asked.connect(self.saved.delete)
        pane.list.export_asked.connect(lambda key: self.ask_export(as_record=False, key=key))
        for listed in (self._parts.screen.results, self._parts.screen.views):
            listed.chosen.connect(lambda _record: self.earlier.note())
        self.handing_on.done.connect(news.tell_done)
        self.handing_on.stopped.connect(news.tell_note)
        self.handing_on.failed.connect(news.tell_failure)
        self.handing_on.counted.connect(self._on_counted)

    def _on_saved_opened(self, key: str) -> None:
        self._parts.screen.close_drawer()
        self.saved.open(key)

    def _ask_rename(self, key: str) -> None:
        name = self.saved.name(key)
        wanted = self._parts.dialogs.ask_name(self._parts.window, "Rename the search", name)
        if wanted and wanted != name:
            self.saved.rename(key, wanted)

    def _fill_menu(self) -> None:
        self.menu.clear()
        earlier = self.earlier.of_this_library
        for one in earlier:
            words = one.words if len(one.words) <= _SHOWN else f"{one.words[: _SHOWN - 1]}…"
            action = self.menu.addAction(literal(" ".join(words.split())))
            action.triggered.connect(partial(self.earlier.ask, one))
        if earlier:
            self.menu.addSeparator()
            self.menu.addAction("&Forget earlier searches").triggered.connect(self.earlier.forget)
            return
        nothing = "None yet" if self.earlier.kept else "None: switched off in the settings"
        self.menu.addAction(nothing).setEnabled(False)

    def _ask_which(self, title: str) -> _Which | None:
        """Ask whether all results are meant or the chosen ones, if there are several.

        None if the person wants to stop.
        """
        choice, answer = self._parts.screen.views.choice, self._parts.find.answer
        if not choice.several or answer is None:
            return _Which(None)
        choices = (f"The {choice.count:,} chosen records", f"All {counted(answer.total, 'result')}")
        taken = self._parts.dialogs.ask_which(self._parts.window, title, "Which records?", choices)
        if taken is None:
            return None
        return _Which(choice.numbers if taken == 0 else None)

    def _print(self) -> None:
        which = self._ask_which("Print results")
        if which is not None:
            self.handing_on.count(self._parts.find.request, which.numbers)

    def _on_counted(self, total: int) -> None:
        """Say how long the list is, ask for a printer, and print."""
        dialogs, window = self._parts.dialogs, self._parts.window
        said = f"{counted(total, 'record')} fill about {counted(pages_of(total), 'page')}."
        if total >= _MANY_TO_PRINT and not dialogs.confirm(window, said, "Print all"):
            return
        printer = dialogs.choose_printer(window, "Search results")
        if printer is not None:
            self.handing_on.print_list(Sheets(printer))


def _file_name(words: str) -> str:
    """Leave out what no file may be called."""
    kept = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in words)
    return " ".join(kept.split())[:80] or "list"
