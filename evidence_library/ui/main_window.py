"""The window: menus, and what happens between its workspaces."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from evidence_library import __version__
from evidence_library.errors import EnvironmentFailed
from evidence_library.model.rules import is_web_address
from evidence_library.settings import Settings
from evidence_library.ui.actions import MENUS, Actions
from evidence_library.ui.dialogs import Dialogs, LinkAnswer
from evidence_library.ui.icons import icon
from evidence_library.ui.presenters.completion import CompletionPresenter
from evidence_library.ui.presenters.find import ORDERS, PAUSE, Answer, FindPresenter
from evidence_library.ui.presenters.ingest import IngestPresenter
from evidence_library.ui.presenters.manual import licences
from evidence_library.ui.presenters.reader import Page, ReaderPresenter
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.presenters.session import Session, Standing
from evidence_library.ui.presenters.views import views
from evidence_library.ui.screens.find import FindScreen
from evidence_library.ui.screens.frame import FIND, HELP, SETTINGS, Frame
from evidence_library.ui.screens.help import SHORTCUTS, HelpScreen
from evidence_library.ui.screens.ingest import IngestDialog
from evidence_library.ui.screens.libraries import Libraries
from evidence_library.ui.screens.news import News
from evidence_library.ui.screens.searches import Parts, Searches
from evidence_library.ui.screens.settings import SettingsScreen
from evidence_library.ui.tasks import Job, Tasks
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import literal

_ABOUT = (
    f"Evidence Library {__version__}\n\n"
    "An offline library of evidence about community safety and fair public services.\n"
    "Nothing you do here leaves this computer."
)
_log = logging.getLogger(__name__)
_RECORD_ACTIONS = ("print", "copy-citation", "copy-record", "next-match", "previous-match")
_LIST_ACTIONS = ("save-search", "go-saved", "earlier", "export", "search-record", "print-results")
_VIEW_ACTIONS = ("view-list", "view-table", "view-map", "compare-mark", "compare")
_LIBRARY_ACTIONS = (
    *("clear", "filters", "why", *_VIEW_ACTIONS, *_LIST_ACTIONS),
    *(f"sort-{one}" for one, _ in ORDERS),
)
_SMALLEST, _LARGEST, _STEP = 90, 200, 10


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window needs from outside. `pause`: how long typing rests before a search, in ms."""

    settings: Settings
    remembered: Remembered
    tasks: Tasks
    dialogs: Dialogs
    pause: int = PAUSE


class MainWindow(QMainWindow):
    """The one window. Everything it needs is handed to it; tests hand it something else."""

    def __init__(self, theme: Theme, surroundings: Surroundings) -> None:
        """Build the window without a library; `session.start` or `open` brings one."""
        super().__init__()
        self.setWindowTitle("Evidence Library")
        self.setAcceptDrops(True)
        self._theme, self._settings = theme, surroundings.settings
        self._remembered = surroundings.remembered
        self.tasks, self.dialogs = surroundings.tasks, surroundings.dialogs
        self.session = Session(self.tasks)
        self.finder = FindPresenter(self.session, pause=surroundings.pause)
        self.completion = CompletionPresenter(self.session, self._remembered)
        self.reader = ReaderPresenter(self.session)
        self.views = views(self.session, self.finder)
        self.find_screen = FindScreen(theme, self.finder, self.reader, self.views)
        self.settings_screen = SettingsScreen(self._settings)
        self.help_screen = HelpScreen(theme)
        pages: dict[str, QWidget] = {
            FIND: self.find_screen,
            SETTINGS: self.settings_screen,
            HELP: self.help_screen,
        }
        self.frame = Frame(theme, pages)
        self.setCentralWidget(self.frame)
        self.actions_made = Actions(self, theme)
        self.news = News(self.frame.messages, self.session, self.announce)
        self.libraries = Libraries(self, self.session, self._remembered, self.dialogs)
        self.searches = Searches(self._parts())
        self._make_menus()
        self._connect()
        self._apply_settings()
        self._on_record_gone()
        self._offer_library(offered=False)
        self.actions_made.enable(("undo", "redo"), on=False)
        self.frame.show_waiting()
        self._restore()

    def import_files(self, paths: Sequence[Path]) -> IngestDialog | None:
        """Show what is in files and offer to add it; None where nothing can be added."""
        hindrance = self.session.hindrance
        if hindrance:
            self.news.tell_failure(hindrance)
            return None
        dialog = IngestDialog(self._theme, IngestPresenter(self.session), self.tasks, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.undo_asked.connect(self.session.undo)
        dialog.stopped.connect(self.news.tell_stopped)
        dialog.done_importing.connect(self.news.tell_import)
        dialog.start(paths)
        return dialog

    def follow(self, link: str) -> None:
        """Do what a link on a page asks for."""
        scheme, _, rest = link.partition(":")
        target = QUrl.fromPercentEncoding(rest.encode())
        if scheme == "record":
            self.reader.read(target)
        elif scheme == "fold":
            self.reader.fold(target)
        elif scheme == "open":
            self.ask_about_link(target)
        else:
            self.ask_about_link(link)

    def ask_about_link(self, url: str) -> None:
        """Show a web address; open it only if the person says so and it is one."""
        may_open = self._settings.text("open_links") == "ask" and is_web_address(url)
        answer = self.dialogs.ask_link(self, url, may_open=may_open)
        if answer is LinkAnswer.COPY:
            QGuiApplication.clipboard().setText(url)
        elif answer is LinkAnswer.OPEN and may_open:
            QDesktopServices.openUrl(QUrl(url))

    def announce(self, words: str) -> None:
        """Let a screen reader say something without moving the focus."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def go(self, place: str) -> None:
        """Show a workspace."""
        if self.session.library is None and place == FIND:
            self.frame.show_waiting()
        else:
            self.frame.show_place(place)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, stop the work and close the library."""
        self._remembered.keep("geometry", self.saveGeometry())
        self._remembered.keep("panes", self.find_screen.splitter.saveState())
        self._remembered.keep_folds(self.find_screen.filters.lines.folds)
        self._remembered.keep("views", self.find_screen.views.state())
        self._remembered.save()
        self.tasks.close()
        self.session.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what is in dropped files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.import_files(paths)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let “Show filters” be ticked while the filters are in sight, whoever shows them."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.HideToParent}:
            self._tick_filters()
        return super().eventFilter(watched, event)

    # What the window is made of

    def _make_menus(self) -> None:
        for name in MENUS:
            menu = self.menuBar().addMenu(f"&{name}")
            self.actions_made.fill(menu, name)
            if name == "File":
                menu.insertMenu(self.actions_made["import"], self.libraries.recent_menu)
                menu.insertSeparator(self.actions_made["import"])

    def _parts(self) -> Parts:
        return Parts(
            self,
            self.session,
            self.finder,
            self.find_screen,
            self.news,
            self.dialogs,
            self._remembered,
        )

    def _connect(self) -> None:
        self.session.opened.connect(self.news.on_opened)
        self.session.opened.connect(self._on_opened)
        self.session.changed.connect(self.news.on_changed)
        self.session.standing_changed.connect(self._on_standing)
        self.session.standing_changed.connect(self.news.on_standing)
        self.libraries.serve(self.frame)
        self.libraries.ready.connect(partial(self.go, FIND))
        self.libraries.failed.connect(self.announce)
        self.finder.failed.connect(self.news.tell_failed_search)
        self.finder.answered.connect(self.news.on_answered)
        self.reader.failed.connect(self.news.tell_failed_reading)
        self.reader.gone.connect(self.news.tell_gone)
        self.reader.gone.connect(self.finder.search)
        self.reader.shown.connect(self.news.on_shown)
        self.reader.shown.connect(self._on_record_shown)
        self.reader.emptied.connect(self._on_record_gone)
        self.finder.asked.connect(self._on_asked)
        self.find_screen.answered.connect(self._on_answered)
        self.find_screen.offer_taken.connect(self._on_offer_taken)
        self.find_screen.reader.link_clicked.connect(self.follow)
        self.find_screen.reader.print_asked.connect(self._print)
        self.find_screen.reader.source_asked.connect(self._show_source)
        self.find_screen.reader.form_asked.connect(self.reader.copy_as)
        self.reader.written.connect(self.find_screen.reader.copy_text)
        self.find_screen.reader.said.connect(self.announce)
        self.help_screen.link_clicked.connect(self.ask_about_link)
        self.settings_screen.changed.connect(self._on_setting_changed)
        self.settings_screen.failed.connect(self.news.tell_failure)
        self.settings_screen.folder_asked.connect(self.libraries.ask_open)
        self.tasks.broke.connect(self.news.tell_failure)
        for moved in (self.tasks.started, self.tasks.progressed, self.tasks.finished):
            moved.connect(self._on_job_moved)
        self.find_screen.filters.installEventFilter(self)
        results = self.find_screen.results.list
        results.addAction(self.actions_made["why"])
        results.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._connect_views()
        self._connect_frame()
        self._connect_actions()

    def _connect_views(self) -> None:
        shown = self.find_screen.views
        shown.changed.connect(self._tick_view)
        shown.said.connect(self.announce)
        shown.failed.connect(self.news.tell_failure)
        shown.map.save_asked.connect(lambda form: shown.save_map(form, self.dialogs))
        shown.page.link_clicked.connect(self._read_compared)
        for rows in (self.find_screen.results.list, shown.table.table):
            rows.addAction(self.actions_made["compare-mark"])
            rows.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        shown.page.print_asked.connect(self._print)
        shown.comparing.connect(lambda: self.actions_made.enable(("print",), on=True))

    def _connect_frame(self) -> None:
        frame = self.frame
        frame.rail.chosen.connect(self.go)
        frame.add.clicked.connect(self._import)
        frame.status.cancelled.connect(self._cancel_jobs)
        frame.search.edited.connect(self._on_typed)
        frame.search.submitted.connect(self._on_submitted)
        frame.search.went_down.connect(self.find_screen.enter_results)
        frame.search.completion_asked.connect(self.completion.ask)
        frame.search.said.connect(self.announce)
        self.completion.offered.connect(frame.search.offer)

    def _connect_actions(self) -> None:
        reader = self.find_screen.reader
        self.actions_made.connect_to(
            {
                "new": self.libraries.ask_new,
                "open": self.libraries.ask_open,
                "import": self._import,
                "print": self._print,
                "quit": self.close,
                "undo": self.session.undo,
                "redo": self.session.redo,
                "copy-citation": reader.copy_citation,
                "copy-record": reader.copy_record,
                "find": self._go_to_search,
                "clear": partial(self._at_find, self.finder.clear),
                "next-match": partial(self._at_find, partial(reader.step_match, True)),
                "previous-match": partial(self._at_find, partial(reader.step_match, False)),
                "back": partial(self._at_find, self.reader.back),
                "why": partial(self._at_find, self.find_screen.ask_why),
                "go-find": partial(self.go, FIND),
                "go-settings": partial(self.go, SETTINGS),
                "filters": self._toggle_filters,
                "next-pane": partial(self._cycle, 1),
                "previous-pane": partial(self._cycle, -1),
                "larger": partial(self._resize_text, _STEP),
                "smaller": partial(self._resize_text, -_STEP),
                "normal-size": partial(self._resize_text, 0),
                "manual": partial(self.go, HELP),
                "start-page": self._show_start_page,
                "shortcuts": self._show_shortcuts,
                "about": lambda: self.dialogs.about(self, _ABOUT, licences()),
                "compare-mark": partial(self._at_find, self._mark_to_compare),
                "compare": partial(self._at_find, self.find_screen.views.compare),
                **{
                    f"view-{one}": partial(self._at_find, partial(self._show_view, one))
                    for one in _VIEWS
                },
                **{
                    name: partial(self._at_find, act)
                    for name, act in self.searches.handlers.items()
                },
                **{f"theme-{one}": partial(self._set_theme, one) for one in _THEMES},
                **{f"sort-{one}": partial(self._sort, one) for one, _ in ORDERS},
            }
        )

    def _restore(self) -> None:
        if not self.restoreGeometry(self._remembered.state("geometry")):
            self.resize(1280, 800)
        self.find_screen.set_default_sizes()
        self.find_screen.splitter.restoreState(self._remembered.state("panes"))
        self.find_screen.filters.lines.restore_folds(self._remembered.folds)
        self.find_screen.views.restore(self._remembered.state("views"))

    # Libraries

    def _on_opened(self) -> None:
        self._offer_library(offered=True)
        self.go(FIND)
        self.frame.search.take_focus()

    def _offer_library(self, *, offered: bool) -> None:
        self.actions_made.enable(_LIBRARY_ACTIONS, offered)
        self.frame.search.setEnabled(offered)
        writable = not self.session.hindrance
        self.actions_made.enable(("import",), writable)
        self.frame.add.setEnabled(writable)

    def _on_standing(self, standing: Standing) -> None:
        self.setWindowTitle(f"{standing.name} – Evidence Library")
        self.frame.status.show_library(standing.name, str(standing.folder))
        self.settings_screen.show_library(str(standing.folder))
        self._name_history("undo", "&Undo", standing.undo)
        self._name_history("redo", "&Redo", standing.redo)

    def _name_history(self, action: str, word: str, name: str) -> None:
        self.actions_made[action].setText(f"{word} “{literal(name)}”" if name else word)
        self.actions_made[action].setEnabled(bool(name))

    # Import, undo

    def _import(self) -> None:
        paths = self.dialogs.choose_files(self)
        if paths:
            self.import_files(paths)

    # Search and reading

    def _on_typed(self, text: str) -> None:
        self.go(FIND)
        self.finder.type_text(text)

    def _on_submitted(self) -> None:
        self.go(FIND)
        self.finder.submit()
        self.searches.earlier.note()
        self.find_screen.enter_results()

    def _on_asked(self) -> None:
        self.frame.search.set_text(self.finder.request.text)
        self.actions_made[f"sort-{self.finder.request.order}"].setChecked(True)

    def _on_answered(self, answer: Answer) -> None:
        self.frame.status.show_found(answer.status)
        self.frame.search.underline([(one.start, one.end) for one in answer.problems])
        self.announce(answer.spoken)
        self.session.look_up_standing()  # another program may have changed the library

    def _show_start_page(self) -> None:
        """Show what stood there at the first start: all records, and the jobs one can do."""
        self.go(FIND)
        self.reader.clear()
        self.finder.clear()

    def _on_offer_taken(self, offer: str) -> None:
        if offer == "search":
            self._go_to_search()
        elif offer == "browse":
            self._show_filters()
        elif offer == "recommendations":
            self.finder.ask_for('kind:"policy and recommendations"')
        elif offer == "import":
            self._import()
        elif offer == "manual":
            self.go(HELP)

    def _on_record_shown(self, _page: Page) -> None:
        self.actions_made.enable(_RECORD_ACTIONS, on=True)
        self.actions_made.enable(("back",), self.reader.can_go_back)

    def _on_record_gone(self) -> None:
        self.actions_made.enable((*_RECORD_ACTIONS, "back"), on=False)

    def _show_view(self, view: str) -> None:
        self.find_screen.views.show(view)
        self.find_screen.enter_results()
        self._tick_view(view)

    def _tick_view(self, view: str) -> None:
        self.actions_made[f"view-{view}"].setChecked(True)

    def _mark_to_compare(self) -> None:
        page = self.reader.page
        self.find_screen.views.mark((page.id, page.title) if page is not None else ("", ""))

    def _read_compared(self, link: str) -> None:
        self.follow(link)
        self.find_screen.enter_reader()

    def _print(self) -> None:
        comparison = self.find_screen.views.page.printable()
        if self.find_screen.comparing and comparison is not None:
            self.dialogs.print_document(self, comparison, "Comparison")
            return
        document = self.find_screen.reader.printable()
        page = self.reader.page
        if document is not None and page is not None:
            self.dialogs.print_document(self, document, page.title)

    def _show_source(self) -> None:
        page = self.reader.page
        if page is not None:
            text = page.source_text or "No source text is kept with this record."
            title = f"Source text as read: {page.source_name}".rstrip(": ")
            self.dialogs.show_text(self, title, text)

    # Moving about

    def _go_to_search(self) -> None:
        self.frame.search.take_focus()

    def _show_filters(self) -> None:
        self.go(FIND)
        if not self.find_screen.filters_shown:
            self.find_screen.toggle_filters()
        self.find_screen.filters.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle_filters(self) -> None:
        self.go(FIND)
        self.find_screen.toggle_filters()
        self._tick_filters()

    def _tick_filters(self) -> None:
        self.actions_made["filters"].setChecked(self.find_screen.filters_shown)

    def _at_find(self, act: Callable[[], object]) -> None:
        self.go(FIND)
        act()

    def _sort(self, order: str) -> None:
        self._at_find(partial(self.finder.sort, order))

    def _cycle(self, step: int) -> None:
        panes: list[QWidget] = [self.frame.search.line]
        if self.frame.place == FIND:
            panes.extend(self.find_screen.panes())
        elif self.frame.place == HELP:
            panes.extend((self.help_screen.list, self.help_screen.browser))
        elif self.frame.place == SETTINGS:
            panes.append(self.settings_screen.control("theme"))
        focus = QApplication.focusWidget()
        at = next((n for n, one in enumerate(panes) if _holds(one, focus)), -1 if step > 0 else 0)
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_shortcuts(self) -> None:
        self.go(HELP)
        self.help_screen.open_page(SHORTCUTS)

    # Settings and jobs

    def _on_setting_changed(self, _key: str) -> None:
        self._apply_settings()

    def _apply_settings(self) -> None:
        settings = self._settings
        self._theme.choose(settings.text("theme"), settings.number("text_size"))
        self.finder.while_typing = settings.flag("search_while_typing")
        self.completion.wanted = settings.flag("completion")
        self.searches.earlier.switch(on=settings.flag("remember_searches"))
        self.reader.show_flags = settings.flag("show_flags")
        for one in _THEMES:
            self.actions_made[f"theme-{one}"].setChecked(one == settings.text("theme"))

    def _set_theme(self, theme: str) -> None:
        self._set("theme", theme)

    def _resize_text(self, step: int) -> None:
        size = self._settings.number("text_size") + step if step else 100
        self._set("text_size", max(_SMALLEST, min(_LARGEST, size)))

    def _set(self, key: str, value: str | int) -> None:
        try:
            self._settings.set(key, value)
        except EnvironmentFailed as error:
            self.news.tell_failure(str(error))
        self.settings_screen.show_values()
        self._apply_settings()

    def _on_job_moved(self, _job: Job[object]) -> None:
        shown = self.tasks.shown
        title, done, total = "", 0, 0
        if shown:
            done, total, what = shown[-1].position
            title = what or shown[-1].title
        self.frame.status.show_job(title, done, total)

    def _cancel_jobs(self) -> None:
        for job in self.tasks.shown:
            job.cancel()


_VIEWS = ("list", "table", "map")
_THEMES = ("system", "light", "dark")


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _tell_defect(
    window: MainWindow,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Log what nobody foresaw, and say that it happened."""
    _log.error("A defect in the window", exc_info=(kind, error, trace))
    window.tasks.broke.emit(f"Something in the program went wrong. ({kind.__name__}: {error})")


def open_window(app: QApplication, folder: Path | None) -> MainWindow:
    """Dress the application, show the window and start opening a library in it."""
    app.setApplicationName("Evidence Library")
    app.setDesktopFileName("evidence-library")
    settings, remembered = Settings(), Remembered()
    theme = Theme(settings.text("theme"), settings.number("text_size"))
    theme.dress(app)
    app.setWindowIcon(icon("library", theme.colour("accent"), 64))
    window = MainWindow(theme, Surroundings(settings, remembered, Tasks(), Dialogs()))
    # What is loaded by then stays; the collector need not walk through it while somebody types.
    once = Qt.ConnectionType.SingleShotConnection
    window.finder.answered.connect(lambda _answer: gc.freeze(), once)
    window.show()
    window.libraries.open_first(folder)
    return window


def run(folder: Path | None) -> int:
    """Open the window on the library in a folder; make the starter library if there is none.

    Without a folder it is the library that was open last.
    """
    app = QApplication(sys.argv[:1])
    window = open_window(app, folder)
    sys.excepthook = partial(_tell_defect, window)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program
    return app.exec()
