"""The page of topic headings in Curate: the tree, the heading one is at, and changes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QScrollArea, QSplitter, QVBoxLayout, QWidget

from evidence_library.model.changes import Changes
from evidence_library.ui.presenters.topics import (
    FORMATS,
    HeadingPage,
    PreviewPage,
    TopicsPresenter,
)
from evidence_library.ui.screens.curate import LIBRARY, CuratePage
from evidence_library.ui.screens.frame import FIND
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.topic_dialogs import (
    HeadingDialog,
    NewHeadingDialog,
    PreviewDialog,
    SplitDialog,
    opened,
)
from evidence_library.ui.screens.topic_form import TopicForm
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import button, in_tab_order, label, literal
from evidence_library.ui.widgets.topic_tree import TopicTree

KEY = "topics"

_HINT = (
    "The headings records stand under. Searching a heading finds what stands under narrower ones, "
    "and old names still find it."
)

#: Narrower than this at 100 % text, the heading stands below the tree.
_STACKED_BELOW = 820
#: So many headings are in sight at least.
_ROWS = 5
_TOP = "None: among the broadest headings"
_NOTHING_INSTEAD = "None: records keep it and are flagged"


def topics_page(parts: Parts) -> CuratePage:
    """Make the page for a window."""
    screen = TopicsScreen(parts, TopicsPresenter(parts.session))
    read = screen.presenter.refresh
    return CuratePage(KEY, LIBRARY, "Topic headings", screen, _HINT, read, read)


class TopicsScreen(QWidget):
    """Shows the topics presenter."""

    def __init__(self, parts: Parts, presenter: TopicsPresenter) -> None:
        """Show nothing until the page comes into sight."""
        super().__init__()
        presenter.setParent(self)
        self._parts, self.presenter = parts, presenter
        self._page: HeadingPage | None = None
        self._wanted = ""
        self._folder = Path.home()
        theme = parts.theme
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a heading by any of its names")
        self.search.setAccessibleName("Find a heading")
        self.search.setClearButtonEnabled(True)
        self.tree = TopicTree(theme)
        self.form = TopicForm(theme)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show_state()

    def _make_buttons(self) -> None:
        self.add = button(
            "Add below…", partial(self._ask, "add"), hint="Add a heading below this one (Insert)"
        )
        self.add_top = button(
            "Add main heading…", partial(self._ask, "add-top"),
            hint="Add a heading at the top of the scheme, below no other",
        )  # fmt: skip
        self.up = button(
            "Up", partial(self._ask, "up"), hint="Move the heading up on its level (Alt+Up)"
        )
        self.down = button(
            "Down", partial(self._ask, "down"), hint="Move the heading down on its level (Alt+Down)"
        )
        self.file = button("Import, export", hint="Headings from a SKOS file, or into one")
        self.file.setProperty("menu", True)
        menu = QMenu(self.file)
        self.take = menu.addAction("&Import…", self._on_import)
        self.give = menu.addAction("&Export…", self._on_export)
        self.file.setMenu(menu)
        self.change = button("Change", hint="Move, merge, split or retire the heading")
        self.change.setProperty("menu", True)
        self._menu = QMenu(self.change)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.change.setMenu(self._menu)
        self.save = button("Save", self._on_save, role="primary")
        self.drop = button("Discard changes", self._on_drop)
        self.show_in_find = button(
            "Show in Find", self._on_find, hint="Search for the records under it"
        )

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        self._acts = _flow(self.add, self.add_top, self.file, self.up, self.down)
        column.addWidget(self._acts)
        self._legend = label("◆ verified   ◇ proposed   ■ retired", "muted", wrap=True)
        column.addWidget(self._legend)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        self._left = left
        self._right = right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(area, 1)
        column.addWidget(_flow(self.save, self.drop, self.change, self.show_in_find))
        self._parted = QSplitter()
        self._parted.setChildrenCollapsible(False)
        self._parted.addWidget(left)
        self._parted.addWidget(right)
        for one in (left, right):
            one.setMinimumSize(1, 1)  # each is as small as it must be; the area scrolls
        self._parted.setStretchFactor(0, 1)
        self._parted.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.addWidget(self._parted)
        buttons = (self.add, self.add_top, self.file, self.up, self.down)
        ends = (self.save, self.drop, self.change, self.show_in_find)
        in_tab_order(self.search, self.tree, *buttons, *self.form.fields, *ends)
        self.setFocusProxy(self.tree)

    def _connect(self) -> None:
        presenter, news, session = self.presenter, self._parts.news, self._parts.session
        presenter.listed.connect(self._on_listed)
        presenter.shown.connect(self._on_shown)
        presenter.previewed.connect(self._on_previewed)
        presenter.splitting.connect(self._on_splitting)
        presenter.told.connect(news.tell_done)
        presenter.failed.connect(news.tell_failure)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        self.search.textChanged.connect(self._on_listed)
        self.tree.chose.connect(self._on_chose)
        self.tree.asked.connect(self._ask)
        self.tree.menu_asked.connect(self._on_menu_asked)
        self.form.changed.connect(self._show_state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack tree and heading where they would both be too narrow."""
        super().resizeEvent(event)
        stacked = self.width() < self._parts.theme.px(_STACKED_BELOW)
        wanted = Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal
        if self._parted.orientation() != wanted:
            self._parted.setOrientation(wanted)
        for one in (self.add_top, self.up, self.down):
            one.setVisible(not stacked)  # the menu holds them then
        rows = self.tree.height_of(_ROWS) if stacked else 1
        if self.tree.minimumHeight() != rows:
            # The page scrolls where there is no room for both.
            self.tree.setMinimumHeight(rows)
            least = self._left.minimumSizeHint().height() if stacked else 1
            self._left.setMinimumHeight(least)
            self._right.setMinimumHeight(rows if stacked else 1)
        self.tree.scrollTo(self.tree.currentIndex())

    # What comes from the presenter

    def _on_opened(self) -> None:
        self._page = None
        self.form.clear()
        if self.isVisible():
            self.presenter.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.concepts or changes.records):
            self.presenter.refresh()
            page = self._page
            if page and (page.id in changes.concepts or not self.form.is_changed):
                self.presenter.show(page.id)

    def _on_listed(self) -> None:
        text = self.search.text()
        lines = self.presenter.lines(text)
        self.tree.show_lines(lines, unfolded=bool(text.strip()))
        new = next((line.id for line in lines if line.label == self._wanted), "")
        if self._wanted and new:
            self._wanted = ""
            self.tree.go_to(new)
        if not text:
            self._parts.curate.set_count(KEY, len(lines))
        self._show_state()

    def _on_chose(self, key: str) -> None:
        if self._page is not None and self.form.is_changed and key != self._page.id:
            self._page = None if self._drops_changes() else self._page
            if self._page is not None:
                self.tree.go_to(self._page.id)
                return
        if self._page is None or key != self._page.id:
            self.presenter.show(key)

    def _on_shown(self, page: HeadingPage | None) -> None:
        self._page = page
        if page is None:
            self.form.clear()
            self.tree.go_to_first()
            return
        self.form.show_page(page, self.presenter.names(but=page.id))
        self.tree.go_to(page.id)
        self._show_state()

    def _on_previewed(self, page: PreviewPage) -> None:
        opened(PreviewDialog(self._parts.theme, page, self), self.presenter.make)

    def _on_splitting(self, records: tuple[tuple[str, str], ...]) -> None:
        page = self._page
        if page is None:
            return
        dialog = SplitDialog(self._parts.theme, page.form.label, records, self)
        opened(dialog, lambda: self.presenter.split(page.id, dialog.into, dialog.chosen))

    # What one does

    def _ask(self, what: str) -> None:
        """Do what a key, a button or the menu asks for with the heading one is at."""
        page = self._page
        if not self.presenter.writable:
            return
        if what == "add-top" or (what == "add" and page is None):
            self._ask_label("A new heading among the broadest", "")
        elif page is not None and self.tree.current in (page.id, ""):
            acts: dict[str, Callable[[], object]] = {
                "add": lambda: self._ask_label(f"A new heading below “{page.form.label}”", page.id),
                "up": lambda: self.presenter.shift(page.id, -1),
                "down": lambda: self.presenter.shift(page.id, 1),
                "move": lambda: self._choose(
                    "Below which heading?", _TOP, partial(self.presenter.move, page.id)
                ),
                "merge": lambda: self._choose(
                    "Which heading takes its place?", "", partial(self.presenter.merge, page.id)
                ),
                "split": lambda: self.presenter.ask_split(page.id),
                "retire": lambda: self._choose(
                    "Which heading is meant instead?",
                    _NOTHING_INSTEAD,
                    partial(self.presenter.retire, page.id),
                ),
                "rename": self.form.label.setFocus,
            }
            acts[what]()

    def _ask_label(self, where: str, below: str) -> None:
        dialog = NewHeadingDialog(self._parts.theme, where, self)

        def add() -> None:
            self._wanted = " ".join(dialog.line.text().split())
            self.presenter.add(self._wanted, below)

        opened(dialog, add)

    def _choose(self, question: str, none: str, act: Callable[[str], object]) -> None:
        names = self.presenter.names(but=self._page.id if self._page else "")
        dialog = HeadingDialog(self._parts.theme, question, names, none, self)
        opened(dialog, lambda: act(dialog.chosen or ""))

    def _fill_menu(self) -> None:
        self._menu.clear()
        page = self._page
        if page is None:
            return
        for text, what in (
            ("&Move…\tCtrl+M", "move"),
            ("Mer&ge into…", "merge"),
            ("&Split…", "split"),
        ):
            self._menu.addAction(text, partial(self._ask, what))
        if page.retired:
            self._menu.addAction("&Bring back", partial(self.presenter.bring_back, page.id))
        else:
            self._menu.addAction("&Retire…\tDel", partial(self._ask, "retire"))
        if self.up.isHidden():
            self._menu.addSeparator()
            for one, act in (
                ("Add b&road…", partial(self._ask, "add-top")),
                ("&Up\tAlt+Up", partial(self._ask, "up")),
                ("&Down\tAlt+Down", partial(self._ask, "down")),
            ):
                self._menu.addAction(one, act)
        for key, name in page.former:
            text = literal(f"Bring back “{name}”")
            self._menu.addAction(text, partial(self.presenter.bring_back, key))

    def _on_menu_asked(self, place: QPoint) -> None:
        if self.change.isEnabled():
            self._menu.popup(self.tree.viewport().mapToGlobal(place))

    def _on_save(self) -> None:
        if self._page is not None and self.save.isEnabled():
            self.presenter.save(self._page.id, self.form.form)

    def _on_drop(self) -> None:
        if self._page is not None:
            self.form.show_page(self._page, self.presenter.names(but=self._page.id))
        self._show_state()

    def _drops_changes(self) -> bool:
        sentence = "What you changed of this heading is not saved. Drop it?"
        return self._parts.dialogs.confirm(self, sentence, "Drop it", careful=True)

    def _on_find(self) -> None:
        if self._page is not None:
            self._parts.find.show_topic(self._page.id, self._page.form.label)
            self._parts.frame.show_place(FIND)

    def _on_import(self) -> None:
        path = self._parts.dialogs.choose_topics_file(self)
        if path is not None:
            self.presenter.preview_file(path)

    def _on_export(self) -> None:
        start = self._folder / "topic headings.ttl"
        dialogs = self._parts.dialogs
        path = dialogs.choose_list_file(self, "Export topic headings", start, FORMATS)
        if path is not None:
            self._folder = path.parent
            self.presenter.export(path)

    def _show_state(self) -> None:
        writable, known = self.presenter.writable, self._page is not None
        for one in (self.add, self.add_top, self.take):
            one.setEnabled(writable)
        for one in (self.up, self.down, self.change):
            one.setEnabled(writable and known)
        self.form.set_writable(writable and known)
        self.save.setEnabled(writable and known and self.form.is_changed)
        self.drop.setEnabled(known and self.form.is_changed)
        self.show_in_find.setEnabled(known)


def _flow(*parts: QWidget) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for part in parts:
        flow.addWidget(part)
    return row
