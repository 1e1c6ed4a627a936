"""The window: menus, and what happens between its workspaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from evidence_library.settings import Settings
from evidence_library.ui.actions import LIBRARY_ACTIONS, MENUS, Actions
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.presenters.attachments import AttachmentsPresenter
from evidence_library.ui.presenters.citing import Citing
from evidence_library.ui.presenters.completion import CompletionPresenter
from evidence_library.ui.presenters.find import PAUSE, Answer, FindPresenter
from evidence_library.ui.presenters.manual import licences
from evidence_library.ui.presenters.reader import ReaderPresenter
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.presenters.session import Session, Standing
from evidence_library.ui.presenters.views import views
from evidence_library.ui.screens.appearance import Appearance
from evidence_library.ui.screens.assessing import Assessing
from evidence_library.ui.screens.attaching import Attaching
from evidence_library.ui.screens.bulk_editing import BulkEditing
from evidence_library.ui.screens.chaining import Chaining
from evidence_library.ui.screens.choosing import Choosing
from evidence_library.ui.screens.curate import CuratePage, CurateScreen
from evidence_library.ui.screens.curate_counts import CurateCounts
from evidence_library.ui.screens.curating import Curating
from evidence_library.ui.screens.deleting import Deleting
from evidence_library.ui.screens.editing import Editing
from evidence_library.ui.screens.find import FindScreen
from evidence_library.ui.screens.frame import (
    ASSESS,
    CURATE,
    FIND,
    HELP,
    PACKS,
    SETTINGS,
    TRACK,
    Frame,
)
from evidence_library.ui.screens.help import ABOUT, HelpScreen
from evidence_library.ui.screens.jobs import Jobs
from evidence_library.ui.screens.lazy_place import LazyPlace
from evidence_library.ui.screens.libraries import Libraries
from evidence_library.ui.screens.library_settings import LibrarySettings
from evidence_library.ui.screens.links import Links
from evidence_library.ui.screens.news import News
from evidence_library.ui.screens.pack_exporting import PackExporting
from evidence_library.ui.screens.packing import Packing
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.screens.places import Places
from evidence_library.ui.screens.reading import Reading
from evidence_library.ui.screens.search_options import SearchOptions
from evidence_library.ui.screens.searches import Searches
from evidence_library.ui.screens.settings import SettingsScreen
from evidence_library.ui.screens.starter_news import StarterNews
from evidence_library.ui.screens.tagging import Tagging
from evidence_library.ui.screens.tracking import Tracking
from evidence_library.ui.screens.viewing import Viewing
from evidence_library.ui.tasks import Tasks
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import literal

if TYPE_CHECKING:  # loaded when they are asked for: every start would wait for them otherwise
    from evidence_library.ui.screens.history import HistoryDialog
    from evidence_library.ui.screens.ingest import IngestDialog
    from evidence_library.ui.screens.trash import TrashDialog
    from evidence_library.ui.screens.words import WordsDialog


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
        self._make_presenters(surroundings.pause)
        self._make_screens()
        self._make_services()
        self._make_menus()
        self._connect()
        self._apply_settings()
        self._offer_library(offered=False)
        self.actions_made.enable(("undo", "redo"), on=False)
        self.frame.show_waiting()
        self._restore()

    def import_files(self, paths: Sequence[Path]) -> IngestDialog | None:
        """Show what is in files and offer to add it; None where nothing can be added."""
        from evidence_library.ui.presenters.ingest import IngestPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.ingest import IngestDialog  # noqa: PLC0415

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

    def show_words(self) -> WordsDialog:
        """Show which words are searched together, to look at and to change."""
        from evidence_library.ui.presenters.words import WordsPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.words import WordsDialog  # noqa: PLC0415

        presenter = WordsPresenter(self.session)
        dialog = WordsDialog(self._theme, presenter, self.dialogs, self.announce, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_trash(self) -> TrashDialog:
        """Show what was deleted, to restore it or remove it for good."""
        from evidence_library.ui.presenters.trash import TrashPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.trash import TrashDialog  # noqa: PLC0415

        presenter = TrashPresenter(self.session)
        dialog = TrashDialog(self._theme, presenter, self.dialogs, self.announce, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_history(self) -> HistoryDialog:
        """Show who changed what when, and what each change did."""
        from evidence_library.ui.presenters.history import HistoryPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.history import HistoryDialog  # noqa: PLC0415

        page = self.reader.page
        shown = (page.id, page.title) if page is not None else ("", "")
        presenter = HistoryPresenter(self.session, shown)
        dialog = HistoryDialog(self._theme, presenter, self.dialogs, self.announce, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def announce(self, words: str) -> None:
        """Let a screen reader say something without moving the focus."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def go(self, place: str) -> None:
        """Show a workspace."""
        self.places.go(place)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, stop the work and close the library; ask first if that loses any."""
        at_stake = self.tasks.at_stake
        if at_stake and not self._may_stop(at_stake):
            event.ignore()
            return
        if not (
            self.editing.may_close() and self.packing.may_close() and self.assess_place.may_close()
        ):
            event.ignore()
            return
        self._remembered.keep("geometry", self.saveGeometry())
        self._remembered.keep("panes", self.find_screen.splitter.saveState())
        self._remembered.keep_folds(self.find_screen.folds)
        self._remembered.keep("views", self.find_screen.views.state())
        self._remembered.keep("curate", self.curate_screen.state())
        self.tracking.keep()
        self.assessing.keep()
        self._remembered.save()
        self.tasks.close()
        self.session.close()
        super().closeEvent(event)

    def _may_stop(self, at_stake: str) -> bool:
        question = f"{at_stake} Stop it and close? Nothing of it would be kept."
        return self.dialogs.confirm(self, question, "Stop and close", "Keep working", careful=True)

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

    # What the window is made of

    def _make_presenters(self, pause: int) -> None:
        self.session = Session(self.tasks)
        self.finder = FindPresenter(self.session, pause=pause)
        self.completion = CompletionPresenter(self.session, self._remembered)
        self.reader = ReaderPresenter(self.session)
        self.views = views(self.session, self.finder)

    def _make_screens(self) -> None:
        self.find_screen = FindScreen(self._theme, self.finder, self.reader, self.views)
        self.packs_place, self.track_place, self.assess_place = (
            LazyPlace(),
            LazyPlace(),
            LazyPlace(),
        )
        self.curate_screen = CurateScreen(self._theme)
        self.settings_screen = SettingsScreen(self._settings)
        self.help_screen = HelpScreen(self._theme)
        pages: dict[str, QWidget] = {
            FIND: self.find_screen,
            PACKS: self.packs_place,
            TRACK: self.track_place,
            ASSESS: self.assess_place,
            CURATE: self.curate_screen,
            SETTINGS: self.settings_screen,
            HELP: self.help_screen,
        }
        self.frame = Frame(self._theme, pages)
        self.setCentralWidget(self.frame)

    def _make_services(self) -> None:
        """Make what serves several screens; each connects what it serves."""
        self.actions_made = Actions(self, self._theme)
        self.news = News(self.frame.messages, self.session, self.announce)
        self.libraries = Libraries(self, self.session, self._remembered, self.dialogs)
        self.appearance = Appearance(self._theme, self._settings, self.actions_made)
        self.jobs = Jobs(self.tasks, self.frame.status)
        parts = self._parts()
        self.places = Places(parts, self.settings_screen, self.help_screen)
        self.links = Links(parts, self._settings)
        LibrarySettings(parts, self.settings_screen)
        self.attaching = Attaching(parts, AttachmentsPresenter(self.session))
        self.reading = Reading(parts, self.links, Citing(self.session, self._settings))
        self.reading.citing.style_changed.connect(self.settings_screen.show_values)
        self.viewing = Viewing(parts)
        self.deleting = Deleting(parts)
        self.choosing = Choosing(parts)
        self.bulk_editing = BulkEditing(parts)
        self.tagging = Tagging(parts)
        self.editing = Editing(parts, self._theme)
        self.attaching.serve(self.editing)
        self.searches = Searches(parts)
        self.search_options = SearchOptions(parts)
        self.curating = Curating(parts, self.editing, self.places)
        self.packing = Packing(parts, self.packs_place, self.places)
        self.tracking = Tracking(parts, self.track_place, self.places, self.reading)
        self.assessing = Assessing(parts, self.assess_place, self.places, self.reading)
        self.chaining = Chaining(parts, self.reading)
        self.chaining.serve_tracking(self.tracking)
        self.chaining.serve_packing(self.packing)
        self.chaining.serve_assessing(self.assessing)
        self.starter_news = StarterNews(parts)
        self.pack_exporting = PackExporting(parts, self._settings)
        self.packing.made.connect(self.pack_exporting.serve)
        self.curate_screen.filled_by(partial(self._curate_pages, parts))

    def _curate_pages(self, parts: Parts) -> Sequence[CuratePage]:
        from evidence_library.ui.screens.curate_pages import curate_pages  # noqa: PLC0415

        pages = curate_pages(parts, self.attaching)
        CurateCounts(parts, pages)
        return pages

    def _parts(self) -> Parts:
        return Parts(
            window=self,
            theme=self._theme,
            session=self.session,
            find=self.finder,
            reader=self.reader,
            screen=self.find_screen,
            packs=self.packs_place,
            track=self.track_place,
            assess=self.assess_place,
            curate=self.curate_screen,
            frame=self.frame,
            actions=self.actions_made,
            news=self.news,
            dialogs=self.dialogs,
            remembered=self._remembered,
            announce=self.announce,
        )

    def _make_menus(self) -> None:
        for name in MENUS:
            menu = self.menuBar().addMenu(f"&{name}")
            self.actions_made.fill(menu, name)
            if name == "File":
                menu.insertMenu(self.actions_made["import"], self.libraries.recent_menu)
                menu.insertSeparator(self.actions_made["import"])

    def _restore(self) -> None:
        if not self.restoreGeometry(self._remembered.state("geometry")):
            self.resize(1280, 800)
        self.find_screen.set_default_sizes()
        self.find_screen.splitter.restoreState(self._remembered.state("panes"))
        self.find_screen.restore_folds(self._remembered.folds)
        self.find_screen.views.restore(self._remembered.state("views"))
        self.curate_screen.restore(self._remembered.state("curate"))

    # What is connected with what

    def _connect(self) -> None:
        self._connect_libraries()
        self._connect_find()
        self._connect_search_field()
        self._connect_settings()
        self.help_screen.link_clicked.connect(self.links.ask)
        self.tasks.broke.connect(self.news.tell_failure)
        self.frame.add.clicked.connect(self._import)
        self.actions_made.connect_to(self._handlers())

    def _connect_libraries(self) -> None:
        self.session.arriving.connect(self.news.on_arriving)
        self.session.opened.connect(self._on_opened)
        self.session.changed.connect(self.news.on_changed)
        self.session.reverted.connect(self.news.tell_note)
        self.session.standing_changed.connect(self._on_standing)
        self.session.standing_changed.connect(self.news.on_standing)
        self.libraries.serve(self.frame)
        self.libraries.ready.connect(partial(self.go, FIND))
        self.libraries.failed.connect(self.announce)
        self.libraries.told.connect(self.announce)

    def _connect_find(self) -> None:
        self.finder.failed.connect(self.news.tell_failed_search)
        self.finder.answered.connect(self.news.on_answered)
        self.finder.asked.connect(self._on_asked)
        self.find_screen.answered.connect(self._on_answered)
        self.find_screen.offer_taken.connect(self._on_offer_taken)

    def _connect_search_field(self) -> None:
        field = self.frame.search
        field.edited.connect(self._on_typed)
        field.submitted.connect(self._on_submitted)
        field.went_down.connect(self.find_screen.enter_results)
        field.completion_asked.connect(self.completion.ask)
        field.said.connect(self.announce)
        self.session.changed.connect(field.leave_history)
        self.completion.offered.connect(field.offer)

    def _connect_settings(self) -> None:
        self.settings_screen.changed.connect(self._apply_settings)
        self.settings_screen.failed.connect(self.news.tell_failure)
        self.settings_screen.folder_asked.connect(self.libraries.ask_open)
        self.appearance.failed.connect(self.news.tell_failure)
        self.appearance.changed.connect(self.settings_screen.show_values)
        self.appearance.changed.connect(self._apply_settings)

    def _handlers(self) -> Handlers:
        return {
            "new": self.libraries.ask_new,
            "open": self.libraries.ask_open,
            "import": self._import,
            "quit": self.close,
            "words": self.show_words,
            "trash": self.show_trash,
            "history": self.show_history,
            "undo": self.session.undo_named,
            "redo": self.session.redo,
            "about": lambda: self.dialogs.about(self, ABOUT, licences()),
            **self.places.handlers,
            **self.appearance.handlers,
            **self.attaching.handlers,
            **self.reading.handlers,
            **self.editing.handlers,
            **self.curating.handlers,
            **self.pack_exporting.handlers,
            **self.packing.handlers,
            **self.tracking.handlers,
            **self.assessing.handlers,
            **self.chaining.handlers,
            **self.places.all_at_find(
                {
                    "clear": self.finder.clear,
                    **self.reading.handlers_at_find,
                    **self.viewing.handlers_at_find,
                    **self.deleting.handlers_at_find,
                    **self.choosing.handlers_at_find,
                    **self.bulk_editing.handlers_at_find,
                    **self.tagging.handlers_at_find,
                    **self.packing.handlers_at_find,
                    **self.tracking.handlers_at_find,
                    **self.searches.handlers,
                    **self.search_options.handlers,
                }
            ),
        }

    # Libraries

    def _on_opened(self) -> None:
        self._offer_library(offered=True)
        self.find_screen.on_opened()
        self.go(FIND)
        self.places.go_to_search()

    def _offer_library(self, *, offered: bool) -> None:
        self.actions_made.enable(LIBRARY_ACTIONS, offered)
        self.frame.search.setEnabled(offered)
        self.frame.options.setEnabled(offered)
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
        inner = name.replace("“", "‘").replace("”", "’")  # as in print: single inside double
        self.actions_made[action].setText(f"{word} “{literal(inner)}”" if name else word)
        self.actions_made[action].setEnabled(bool(name))

    def _import(self) -> None:
        paths = self.dialogs.choose_files(self)
        if paths:
            self.import_files(paths)

    # Searching

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
        self.completion.synonyms = self.finder.request.synonyms

    def _on_answered(self, answer: Answer) -> None:
        self.frame.status.show_found(answer.status)
        self.frame.search.underline([(one.start, one.end) for one in answer.problems])
        self.announce(answer.spoken)
        self.session.look_up_standing()  # another program may have changed the library

    def _on_offer_taken(self, offer: str) -> None:
        offers: Handlers = {
            "search": self.places.go_to_search,
            "browse": self.places.go_to_filters,
            "recommendations": partial(self.go, TRACK),
            "import": self._import,
            "assess": partial(self.go, ASSESS),
            "manual": partial(self.go, HELP),
        }
        if offer in offers:
            offers[offer]()

    # Settings

    def _apply_settings(self) -> None:
        settings = self._settings
        self.appearance.wear()
        self.finder.while_typing = settings.flag("search_while_typing")
        self.completion.wanted = settings.flag("completion")
        self.searches.earlier.switch(on=settings.flag("remember_searches"))
        self.reader.show_flags = settings.flag("show_flags")
        self.session.work_as(settings.person)
        self.session.hand_over(settings)
