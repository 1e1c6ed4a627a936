"""Everything one can do from a menu or by a shortcut, in one table.

Menus, tooltips and the list of shortcuts in Help are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from evidence_library.ui.icons import icon
from evidence_library.ui.presenters.worklists import MOVES
from evidence_library.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. `shortcut` in Qt's spelling; `section` parts a menu by lines."""

    id: str
    menu: str
    section: int
    text: str
    help: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False
    submenu: str = ""


MENUS = ("File", "Edit", "Packs", "Track", "Assess", "Curate", "View", "Help")

#: What submenus are called, with their letters.
_SUBMENUS = {"Results": "&Results", "Theme": "&Theme", "Order": "Or&der", "Workflow": "Work&flow"}


def _moves() -> tuple[Spec, ...]:
    """Offer for records what the worklists of Curate offer."""
    return tuple(
        Spec(f"move-{name}", "Curate", 2, move.text, move.help, submenu="Workflow")
        for name, move in MOVES.items()
    )


ACTIONS: tuple[Spec, ...] = (
    Spec("new", "File", 1, "&New library…", "Make a library, empty or with the starter content",
         "Ctrl+N", "folder-plus"),
    Spec("open", "File", 1, "&Open library…", "Open a library that lies in another folder",
         "Ctrl+O", "folder-open"),
    Spec("import", "File", 2, "&Add files…", "Read files and add the records in them",
         "Ctrl+I", "import"),
    Spec("new-from", "File", 2, "New record &from…",
         "Write a record from a template, a text, a file or another record", "Ctrl+Alt+N"),
    Spec("attach", "File", 2, "Attac&h file…", "Keep files with the record shown",
         "Ctrl+Shift+I"),
    Spec("export", "File", 3, "&Export results…",
         "Write all results into a workbook, a CSV table or Markdown", "Ctrl+Shift+E"),
    Spec("search-record", "File", 3, "&Write search report…",
         "Write down what was asked and found, to report and repeat the search",
         "Ctrl+Shift+R"),
    Spec("print-results", "File", 3, "Print resul&ts…", "Print the list of results",
         "Ctrl+Shift+P"),
    Spec("print", "File", 3, "&Print record…", "Print the record shown", "Ctrl+P", "printer"),
    Spec("quit", "File", 4, "&Quit", "Close the program", "Ctrl+Q", "log-out"),
    Spec("undo", "Edit", 1, "&Undo", "Take the last change of the library back",
         "Ctrl+Z", "undo-2"),
    Spec("redo", "Edit", 1, "&Redo", "Do again what was taken back", "Ctrl+Shift+Z", "redo-2"),
    Spec("copy-citation", "Edit", 2, "Co&py citation", "Copy the citations of the chosen records",
         "Ctrl+Shift+K", "quote"),
    Spec("copy-record", "Edit", 2, "Cop&y record", "Copy the whole record shown, as text and page",
         "Ctrl+Shift+C", "copy"),
    Spec("compare-mark", "Edit", 2, "Choose to co&mpare",
         "Choose the record one is at to compare it, or drop it", "Ctrl+B"),
    Spec("compare", "Edit", 2, "Comp&are",
         "Show two to four chosen results, or those chosen with Ctrl+B, side by side",
         "Ctrl+Shift+B"),
    Spec("new-record", "Edit", 2, "&New record", "Write a new record in the editor",
         "Ctrl+Shift+N", "plus"),
    Spec("edit-record", "Edit", 2, "Edit re&cord", "Open the record shown in the editor", "F4"),
    Spec("edit-many", "Edit", 2, "Edit in &bulk…",
         "Change a field of the chosen results, or of all", "Ctrl+Shift+F4"),
    Spec("delete", "Edit", 2, "&Delete record",
         "Move the chosen records into the trash; Undo brings them back"),
    Spec("tag", "Edit", 2, "Mar&k with tags…",
         "Put tags on the chosen records, or on all results, and take others off", "Ctrl+G"),
    Spec("find", "Edit", 3, "&Find", "Go to the search field", "Ctrl+F", "search"),
    Spec("clear", "Edit", 3, "C&lear search and filters", "Show all records again",
         "Ctrl+Shift+F"),
    Spec("all-words", "Edit", 3, "All words must be &there",
         "Find only records that hold every word; otherwise most of the words may do",
         "Ctrl+Shift+A", checkable=True),
    Spec("other-words", "Edit", 3, "Search &other words too",
         "Search other words for the same thing too; otherwise only the words you type",
         "Ctrl+Shift+O", checkable=True),
    Spec("save-search", "Edit", 3, "&Save this search…", "Keep this search under a name",
         "Ctrl+S"),
    Spec("go-saved", "Edit", 3, "&Go to saved searches", "Go to the list of saved searches",
         "Ctrl+Shift+S"),
    Spec("earlier", "Edit", 3, "&Earlier searches", "Show what you searched for before",
         "Ctrl+H"),
    Spec("next-match", "Edit", 3, "Ne&xt match", "Go to the next matched word in the record",
         "F3", "chevron-down"),
    Spec("previous-match", "Edit", 3, "Pre&vious match",
         "Go to the previous matched word in the record", "Shift+F3", "chevron-up"),
    Spec("words", "Edit", 4, "&Words that mean the same…",
         "Show which words are searched together, and change them", "Ctrl+T"),
    Spec("trash", "Edit", 4, "Tras&h…",
         "Show what was deleted; restore it, or remove it for good", "Ctrl+Shift+T"),
    Spec("history", "Edit", 4, "H&istory…",
         "Show who changed what when, and take the latest change back", "Ctrl+Shift+H"),
    Spec("add-to-pack", "Packs", 1, "Add &to pack",
         "Add the chosen records, or the one one is at, to the pack used last", "Ctrl+D"),
    Spec("add-to-which", "Packs", 1, "Add t&o a pack…",
         "Choose the pack that the chosen records shall go into", "Ctrl+Shift+D"),
    Spec("add-all-to-pack", "Packs", 1, "Add all &results to a pack…",
         "Choose the pack that all results shall go into", "Ctrl+Alt+D"),
    Spec("new-pack", "Packs", 2, "&New pack…", "Make a pack, empty or from a template",
         "Ctrl+Alt+P"),
    Spec("export-pack", "Packs", 2, "&Export pack…",
         "Write a pack as PDF, Word, slides and more, for participants or trainers",
         "Ctrl+Shift+X"),
    Spec("track-filter", "Track", 1, "&Filter recommendations",
         "Go to the filter of the recommendations", "Ctrl+Alt+F"),
    Spec("track-as-at", "Track", 1, "&As at",
         "Choose the day at which the recommendations are looked at", "Ctrl+Alt+A"),
    Spec("link-recommendation", "Track", 2, "&Link record to a recommendation…",
         "Say which recommendation the chosen record bears on, and as what", "Ctrl+L"),
    Spec("track-progress", "Track", 2, "Report &progress…",
         "Add what was reported on the chosen recommendations"),
    Spec("track-edit", "Track", 2, "E&dit recommendation…",
         "Change the wording, parts, leads and deadlines of the chosen recommendation"),
    Spec("track-theme", "Track", 2, "Set &theme…",
         "Put the chosen recommendations under a theme"),
    Spec("track-overlap", "Track", 2, "As&ks for the same…",
         "Say which recommendation of another set asks for the same"),
    Spec("track-delete", "Track", 2, "Delete re&commendations",
         "Move the chosen recommendations into the trash"),
    Spec("track-import", "Track", 3, "&Import recommendations…",
         "Read a table of recommendations or of progress"),
    Spec("track-add", "Track", 3, "Add rec&ommendation…",
         "Write a recommendation of your own into a set"),
    Spec("track-new-set", "Track", 3, "&New set…", "Make a set of your own"),
    Spec("track-report", "Track", 4, "Progress &report…",
         "Report the progress of recommendations as at a day, as PDF, Word, workbook and more"),
    Spec("track-export", "Track", 4, "&Export recommendations…",
         "Write the recommendations listed as a table, a workbook or a calendar of deadlines"),
    Spec("begin-assessment", "Assess", 1, "&Begin an assessment…",
         "Judge where an organisation, a department or a partnership stands", "Ctrl+Alt+B"),
    Spec("assess-example", "Assess", 1, "Add the &worked example",
         "Add assessments and actions of an invented organisation, to look at"),
    Spec("new-action", "Assess", 2, "&New action…", "Write down who does what by when",
         "Ctrl+Alt+T"),
    Spec("all-actions", "Assess", 2, "&All actions", "Show the actions of all assessments"),
    Spec("assess-find", "Assess", 2, "&Find assessments",
         "Go to the field that finds assessments by words, theme or stage", "Ctrl+Alt+S"),
    Spec("assess-report", "Assess", 2, "&Report…",
         "Make a form for a workshop, a report, an action plan or a page for a board"),
    Spec("export-actions", "Assess", 2, "&Export actions…",
         "Write the actions as a table, a workbook or a calendar of their deadlines"),
    Spec("instruments", "Assess", 3, "&Instruments…",
         "Look at the instruments, and make your own version"),
    Spec("check-record", "Curate", 1, "&Check…",
         "See what is new in the record shown, comment on it, publish it or send it back",
         "Ctrl+K"),
    Spec("versions", "Curate", 1, "&Versions…",
         "List the published versions of the record shown, and tell them apart",
         "Ctrl+Shift+V"),
    *_moves(),
    Spec("why", "View", 1, "&Why this record?", "Say which words stand where in the chosen record",
         "Ctrl+E"),
    Spec("chain", "View", 1, "W&hat this rests on…",
         "Show the evidence chain of what is chosen: what it rests on, and what rests on it",
         "Ctrl+Shift+L"),
    Spec("back", "View", 1, "&Back", "Return to the record read before, or to the map",
         "Alt+Left", "arrow-left"),
    Spec("go-find", "View", 2, "&Find", "Show the workspace Find", "Ctrl+1"),
    Spec("go-packs", "View", 2, "Pac&ks", "Show the workspace Packs", "Ctrl+2"),
    Spec("go-track", "View", 2, "Tr&ack", "Show the workspace Track", "Ctrl+3"),
    Spec("go-assess", "View", 2, "Ass&ess", "Show the workspace Assess", "Ctrl+4"),
    Spec("go-curate", "View", 2, "&Curate", "Show the workspace Curate", "Ctrl+5"),
    Spec("go-settings", "View", 2, "&Settings", "Show the settings", "Ctrl+,"),
    Spec("filters", "View", 3, "Show f&ilters", "Show or hide the filters", "F9",
         checkable=True),
    Spec("next-pane", "View", 3, "Ne&xt pane",
         "Go on to search, saved searches, filters, results, reader", "F6"),
    Spec("previous-pane", "View", 3, "&Previous pane", "Go back one pane", "Shift+F6"),
    Spec("view-list", "View", 4, "Results as a &list", "Show the results as a list", "Alt+1",
         checkable=True, submenu="Results"),
    Spec("view-table", "View", 4, "Results as a &table", "Show the results as a table", "Alt+2",
         checkable=True, submenu="Results"),
    Spec("view-map", "View", 4, "Results as an evidence &map",
         "Show the results as an evidence map, with the gaps", "Alt+3",
         checkable=True, submenu="Results"),
    Spec("theme-system", "View", 4, "As the &system", "Follow the colours of your computer",
         checkable=True, submenu="Theme"),
    Spec("theme-light", "View", 4, "&Light", "Dark text on light ground",
         checkable=True, submenu="Theme"),
    Spec("theme-dark", "View", 4, "&Dark", "Light text on dark ground",
         checkable=True, submenu="Theme"),
    Spec("sort-relevance", "View", 4, "&Relevance", "Show the best match first",
         checkable=True, submenu="Order"),
    Spec("sort-newest", "View", 4, "&Newest first", "Show the latest publication first",
         checkable=True, submenu="Order"),
    Spec("sort-oldest", "View", 4, "&Oldest first", "Show the earliest publication first",
         checkable=True, submenu="Order"),
    Spec("sort-title", "View", 4, "&Title", "Order by title", checkable=True, submenu="Order"),
    Spec("sort-added", "View", 4, "&Last added", "Show what was added last first",
         checkable=True, submenu="Order"),
    Spec("sort-confidence", "View", 4, "&How sure we are", "Show the surest evidence first",
         checkable=True, submenu="Order"),
    Spec("larger", "View", 5, "&Larger text", "Draw text and controls larger", "Ctrl++"),
    Spec("smaller", "View", 5, "S&maller text", "Draw text and controls smaller", "Ctrl+-"),
    Spec("normal-size", "View", 5, "N&ormal text size", "Draw text at its normal size", "Ctrl+0"),
    Spec("manual", "Help", 1, "&Manual", "Read the manual; it needs no network", "F1",
         "book-open"),
    Spec("start-page", "Help", 1, "&Start page", "Show the jobs one can do, with examples"),
    Spec("shortcuts", "Help", 1, "&Keyboard shortcuts", "List what the keys do", "Ctrl+/",
         "keyboard"),
    Spec("about", "Help", 2, "&About and licences",
         "Show version and licences", icon="info"),
)  # fmt: skip

#: What can be done only while a library is open.
LIBRARY_ACTIONS: tuple[str, ...] = (
    *(
        "clear",
        "filters",
        "why",
        "words",
        "trash",
        "history",
        "view-list",
        "view-table",
        "view-map",
    ),
    *("compare-mark", "compare", "edit-many", "save-search", "go-saved", "earlier"),
    "tag",
    *("add-to-pack", "add-to-which", "add-all-to-pack", "new-pack"),
    *("all-words", "other-words"),
    "chain",
    *("track-filter", "track-as-at", "link-recommendation", "track-progress", "track-edit"),
    *("track-theme", "track-overlap", "track-delete"),
    *("track-import", "track-add", "track-new-set"),
    *("export", "export-pack", "track-report", "track-export", "search-record", "print-results"),
    *("begin-assessment", "assess-example", "new-action", "all-actions", "assess-find"),
    *("assess-report", "export-actions", "instruments"),
    *(spec.id for spec in ACTIONS if spec.submenu in {"Order", "Workflow"}),
)

#: Keys that work in a place rather than everywhere.
KEYS: tuple[tuple[str, str], ...] = (
    ("Enter, in the search field", "Search for the words as they stand and go to the results"),
    ("Down, in the search field", "Go to the completions if there are any, else to the results"),
    ("Enter or Tab, on a completion", "Take it"),
    ("Esc, in the search field", "Close the completions; then clear the search field"),
    ("Up, Down, in the results", "Read the record before or after"),
    ("Enter, in the results", "Go to the record"),
    ("Enter, in the table", "Go to the record"),
    ("Shift+Up, Shift+Down, in the results", "Choose the rows on the way as well"),
    ("Ctrl+Up, Ctrl+Down, in the results", "Go on without choosing; Ctrl+Space chooses or drops"),
    ("Ctrl+A, in the results", "Choose all results"),
    ("Esc, in the results", "Choose only the record one is at"),
    ("Delete, in the results", "Move the chosen records into the trash; Undo brings them back"),
    ("Menu key, in the results", "Show what one can do with the chosen records"),
    ("Alt+Up, Alt+Down, in the table", "Sort by the column one is in, upwards or downwards"),
    ("Enter, in the evidence map", "Search for the records of the cell"),
    ("Space, in the evidence map", "Show or hide the narrower headings of the row"),
    ("Arrows, in the comparison", "Go from cell to cell; Ctrl+C copies the one you are at"),
    ("Enter, in the comparison", "Read the record of the column"),
    ("Esc, in the comparison", "Go back to the results"),
    ("Space, in the filters", "Choose a filter or drop it"),
    ("Delete or Alt+Enter, in the filters", "Leave a filter out, or drop it"),
    ("Left, Right, in the filters", "Fold or unfold a group or narrower topic headings"),
    ("Tab, in the record", "Go to the next link"),
    ("Enter, in the saved searches", "Ask for the search again"),
    ("F2, in the saved searches", "Rename the search"),
    ("Delete, in the saved searches", "Delete the search; Undo brings it back"),
    ("Menu key, in the saved searches", "Show what else one can do with the search"),
    ("Enter or F2, in a group of words", "Edit the field one is in"),
    ("Insert, in a group of words", "Add a word"),
    ("Delete, in a group of words", "Take the word out, or use it again"),
    ("Enter, in the trash", "Restore the chosen records"),
    ("Delete, in the trash", "Ask whether to remove the chosen records for good"),
    ("Ctrl+A, in the trash", "Choose all records"),
    ("Ctrl+Z, in the trash or the history", "Take the last change of the library back"),
    ("Enter, in the history", "Go to what the change did"),
    ("Enter, in a worklist", "Read the record"),
    ("F4, in a worklist", "Open the record in the editor"),
    ("Menu key, in a worklist", "Show what else one can do with what is chosen"),
    ("Enter, in the comments", "Resolve the chosen comments"),
    ("Enter, in the evidence chain", "Show the thing where it lives"),
    ("Ctrl+Return, in the evidence chain", "Show the chain of the thing one is at"),
    ("Alt+Left, in the evidence chain", "Go back to the chain before"),
    ("Arrows, in the drawing of a chain", "Go from box to box"),
    ("+, -, 0, in the drawing of a chain", "Come nearer, go farther, or as large as text"),
    ("Esc, in the record", "Go back to the results"),
    ("Page Up, Page Down, in the page view", "Show the page before or after"),
    ("Home, End, in the page view", "Show the first or last page"),
    ("F3, Shift+F3, in the page view", "Go to the next or previous match, on any page"),
    (
        "Ctrl++, Ctrl+-, Ctrl+0, in the page view",
        "Show the page larger, smaller, or just as wide",
    ),
    ("Page Up, Page Down, in the preview of a pack", "Show the page before or after"),
    ("Ctrl+P, in the preview of a pack", "Print the pages"),
    ("Home, End, in the preview of a pack", "Show the first or last page"),
    (
        "Ctrl++, Ctrl+-, Ctrl+0, in the preview of a pack",
        "Show the page larger, smaller, or just as wide",
    ),
    ("Alt+Up, Alt+Down, in the topic headings", "Move the heading up or down on its level"),
    ("Ctrl+M, in the topic headings", "Put the heading below another one"),
    ("Insert, in the topic headings", "Add a heading below"),
    ("F2, in the topic headings", "Go to the label, to rename the heading"),
    ("Delete, in the topic headings", "Retire the heading, with one in its place or without"),
    ("Menu key, in the topic headings", "Show what else one can do with the heading"),
    ("Enter, in the tags", "Show the records with the tag"),
    ("F2, in the tags", "Rename the tag"),
    ("Delete, in the tags", "Take the tag off all records; Undo brings it back"),
    ("Enter, in the packs", "Go to the items of the pack"),
    ("F2, in the packs", "Rename the pack"),
    ("Delete, in the packs", "Delete the pack; Undo brings it back"),
    ("Enter, in the assessments", "Go to the view that is shown of the assessment"),
    ("F2, in the assessments", "Edit what is said about the assessment"),
    ("Delete, in the assessments", "Delete the assessment; Undo brings it back"),
    ("Enter, in the themes", "Go to the stages of the theme"),
    ("Enter, in a grid or comparison", "Open the theme, in the assessment of the column"),
    ("Enter, in the actions", "Go to the action, or fold the group"),
    ("F2, in the actions", "Edit the action"),
    ("Delete, in the actions", "Delete the chosen actions; Undo brings them back"),
    ("Alt+Up, Alt+Down, in the items of a pack", "Move what is chosen up or down"),
    (
        "Ctrl+Home, Ctrl+End, in the items of a pack",
        "Move what is chosen to the top or the end",
    ),
    ("Delete, in the items of a pack", "Take what is chosen out of the pack"),
    ("Enter, in the items of a pack", "Go to the fields of the item"),
    ("Ctrl+Z, Ctrl+Shift+Z, in a pack", "Take the last change of the pack back; do it again"),
    ("Ctrl+S, in a pack", "Save the pack"),
    ("Enter, in the recommendations", "Read the recommendation, or fold its group"),
    ("Left, Right, on a group of recommendations", "Fold or unfold the group"),
    ("Digits, in the recommendations", "Go to a number"),
    ("Alt+Up, Alt+Down, in the recommendations", "Sort by the column one is in"),
    ("Shift+Up, Shift+Down, in the recommendations", "Choose several; Ctrl+A chooses all"),
    ("Menu key, in the recommendations", "Show what one can do with what is chosen"),
    ("Esc, in the recommendations", "Choose only one; then go back to where one came from"),
    ("Esc, in a recommendation", "Go back to the recommendations"),
    ("Alt+Left, in Track", "Go back to the search or record one came from"),
    ("Ctrl+S, in the editor", "Save the record"),
    ("Ctrl+Return, in the editor", "Save the record and close"),
    ("Ctrl+Shift+I, in the editor", "Attach files to the record"),
    ("Ctrl+PgUp, Ctrl+PgDown, in the editor", "Go to the section before or after"),
    ("F7, Shift+F7, beside the source", "Go to the field after or before, and mark its passage"),
    ("Ctrl+Shift+Up, Ctrl+Shift+Down, in a row of the form", "Move the row up or down"),
    ("Alt+Insert, Alt+Delete, in a row of the form", "Add a row, or take the row out"),
    ("Ctrl+B, Ctrl+I, Ctrl+K, in a text of the form", "Bold, italic, a link"),
    ("F6, in the editor", "Go on to the sections, the form, the problems"),
    ("F9, in the editor", "Hide or show what stands beside the form"),
    ("Enter, in the problems", "Go to the field"),
    ("Esc, in the editor", "Close; what is not saved is kept as a draft"),
    ("Esc, in the drawer of filters", "Close the drawer"),
)


def plain(text: str) -> str:
    """Give the words of an action without the mark of its menu letter."""
    return text.replace("&", "")


class Actions(QObject):
    """The table as Qt actions. A handler is given to each by its id."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        """Make all actions; none does anything yet."""
        super().__init__(window)
        self._theme = theme
        self._made: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, window)
            action.setToolTip(spec.help)
            action.setStatusTip(spec.help)
            action.setCheckable(spec.checkable)
            if spec.shortcut:
                action.setShortcut(QKeySequence(spec.shortcut))
            window.addAction(action)
            self._made[spec.id] = action
        theme.changed.connect(self._draw_icons)
        self._draw_icons()

    def __getitem__(self, name: str) -> QAction:
        """Give the action of an id."""
        return self._made[name]

    def connect_to(self, handlers: dict[str, Callable[[], object]]) -> None:
        """Say what the actions do."""
        for name, handler in handlers.items():
            self._made[name].triggered.connect(lambda _=False, act=handler: act())

    def fill(self, menu: QMenu, name: str) -> dict[str, QMenu]:
        """Put the actions of the menu `name` into it; give its submenus by name."""
        submenus: dict[str, QMenu] = {}
        group = QActionGroup(menu)
        section = 0
        for spec in (one for one in ACTIONS if one.menu == name):
            if section and spec.section != section:
                menu.addSeparator()
            section = spec.section
            target = menu
            if spec.submenu:
                if spec.submenu not in submenus:
                    submenus[spec.submenu] = menu.addMenu(_SUBMENUS[spec.submenu])
                    group = QActionGroup(menu)  # one of them at a time
                target = submenus[spec.submenu]
                group.addAction(self._made[spec.id])
            target.addAction(self._made[spec.id])
        return submenus

    def enable(self, names: tuple[str, ...], on: bool) -> None:
        """Switch actions on or off."""
        for name in names:
            self._made[name].setEnabled(on)

    def _draw_icons(self) -> None:
        ink, muted = self._theme.colour("ink"), self._theme.colour("muted")
        for spec in ACTIONS:
            if spec.icon:
                self._made[spec.id].setIcon(icon(spec.icon, ink, 16, muted))


def shortcut_table() -> tuple[tuple[str, str, str], ...]:
    """List menu, keys and meaning of everything that has a shortcut."""
    listed = [
        (spec.menu, QKeySequence(spec.shortcut).toString(), spec.help)
        for spec in ACTIONS
        if spec.shortcut
    ]
    return (*listed, *(("In a place", keys, meaning) for keys, meaning in KEYS))
