"""Draws every screen to PNG files, light and dark, at 100 and 200 per cent.

Run with a folder: `python -m tests.screenshots build/screenshots`. Each scale is drawn by a process
of its own, as Qt takes the scale of the screen only when it starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from evidence_library.model.ids import RecordId
from evidence_library.services import comments, publishing, tagging, worklists
from evidence_library.services.editing import FieldEdits, edit_many, edited, new_record, save
from evidence_library.settings import Settings
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.main_window import MainWindow, Surroundings
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.screens.attach_dialog import AttachDialog
from evidence_library.ui.screens.duplicates_page import DuplicatesScreen
from evidence_library.ui.screens.editor_clashes import ClashDialog
from evidence_library.ui.screens.page_view import PageView
from evidence_library.ui.screens.topic_dialogs import PreviewDialog
from evidence_library.ui.screens.topics_page import TopicsScreen
from evidence_library.ui.screens.words import TableDialog
from evidence_library.ui.tasks import Tasks
from evidence_library.ui.theme import Theme
from tests.helpers.pdf_writer import pdf

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
THEMES = ("light", "dark")
SCALES = ("1", "2")
_SECONDS = 30

SHEET = """Title: Wardens on the Riverside estate

Author: Riverside Council

Date published: May 2010

SCS topic headings: Community Engagement; Estate Wardens

This document is an EVALUATION of a local scheme.

Summary of the intervention's aim

Wardens walked the estate every evening and passed on what residents told them.

Outcomes

- Fewer calls about noise.

- Residents went out more after dark.
"""


#: The pages of a report to attach: lines, each with the size of its letters.
REPORT = (
    (("Wardens on the Riverside estate", 22), ("A report on the first year", 14)),
    (
        ("What the wardens did", 18),
        ("Wardens walked the estate every evening and passed on what", 12),
        ("residents told them. The lamplighters, as people called them,", 12),
        ("also checked every street lamp.", 12),
    ),
    (("What it cost", 18), ("Two posts, and lamps for the lamplighters.", 12)),
)


def main(arguments: list[str]) -> int:
    """Draw the screens into the folder named first."""
    folder = Path(arguments[0] if arguments else "build/screenshots").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if len(arguments) > 1:
        draw(folder, arguments[1])
        return 0
    for scale in SCALES:
        environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "tests.screenshots", str(folder), scale]
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
    print(f"{len(list(folder.glob('*.png')))} screenshots in {folder}")
    return 0


def draw(folder: Path, scale: str) -> None:
    """Draw every screen in both themes at the scale this process was started with."""
    qInstallMessageHandler(_tell_unless_known)
    app = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        for theme in THEMES:
            gallery = Gallery(app, Path(scratch) / theme, theme)
            for name, widget in gallery.screens():
                suffix = "" if scale == "1" else f"@{scale}x"
                widget.grab().save(str(folder / f"{name}-{theme}{suffix}.png"))
            gallery.close()


def _tell_unless_known(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Print what Qt says, except what it says of every window without a screen."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


class Gallery:
    """A window on the starter library, led from screen to screen."""

    def __init__(self, app: QApplication, scratch: Path, theme_name: str) -> None:
        self._app = app
        self._scratch = scratch
        scratch.mkdir()
        settings = Settings(scratch / "settings.toml")
        settings.set("theme", theme_name)
        settings.set("person", "Kim Lee")
        theme = Theme(theme_name)
        theme.dress(app)
        around = Surroundings(settings, Remembered(scratch / "window.ini"), Tasks(), Dialogs())
        self.window = MainWindow(theme, around)
        self.window.resize(1280, 800)
        self.window.show()

    def screens(self) -> Iterator[tuple[str, QWidget]]:
        """Lead the window to each screen and give its name."""
        window, find = self.window, self.window.find_screen
        window.session.start(self._scratch / "Starter library")
        self._wait(lambda: window.finder.answer is not None)
        yield "welcome", self._shown()
        yield from self._reading()
        yield from self._views()
        yield from self._finding_nothing()
        yield from self._places()
        yield from self._words()
        yield from self._editor()
        yield from self._trash()
        yield from self._history()
        yield from self._curating()
        yield from self._many()
        yield from self._duplicates()
        yield from self._attachments()
        yield from self._importing()
        yield from self._headings_and_tags()
        window.resize(1000, 800)
        window.finder.ask_for("employment")
        self._settle()
        find.enter_results()
        yield "find-narrow", self._shown()
        window.resize(700, 800)
        self._settle()
        find.enter_reader()
        yield "find-one-pane", self._shown()
        window.resize(1280, 800)
        window.appearance.set("text_size", 200)
        self._settle()
        yield "find-large-text", self._shown()
        window.appearance.set("text_size", 100)

    def close(self) -> None:
        """Close the window."""
        self.window.close()
        self._app.processEvents()

    def _reading(self) -> Iterator[tuple[str, QWidget]]:
        window, find = self.window, self.window.find_screen
        self._search("stop and search")
        find.enter_results()
        self._settle()
        find.reader.facts.ask(1)
        yield "find", self._shown()
        window.finder.clear()
        self._settle()
        window.finder.toggle("kind", "research")
        answer = window.finder.answer
        topics = answer.found.facets["topic"] if answer else ()
        window.finder.toggle("topic", next(one.value for one in topics if "Race" in one.label))
        self._settle()
        yield "find-filters", self._shown()
        window.finder.clear()
        window.finder.filter("out", "kind", "evaluation")
        yield "find-left-out", self._shown()
        window.finder.clear_filters()
        self._search('crime -police year:2003..2022 topic:"Community Engagement"')
        yield "find-understood", self._shown()
        self._search("")
        line = window.frame.search.line
        line.setFocus()
        line.setText("po")
        line.textEdited.emit("po")
        self._settle()
        window.frame.search.completions.step(1)
        yield "find-completion", self._shown()
        window.frame.search.completions.hide()
        self._search("employment")
        window.find_screen.results.recommendations.click()
        yield "recommendations", self._shown()
        bar = find.reader._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())
        yield "record-end", self._shown()

    def _views(self) -> Iterator[tuple[str, QWidget]]:
        """Show the same result as a table, as an evidence map, and three records side by side."""
        window, find = self.window, self.window.find_screen
        window.finder.clear()
        window.actions_made["view-table"].trigger()
        yield "table", self._shown()
        window.actions_made["view-map"].trigger()
        self._settle()
        find.views.map.table.folded.emit(1)
        yield "map", self._shown()
        window.actions_made["view-list"].trigger()
        self._search("burglary")
        for row in range(3):
            find.results.list.setCurrentIndex(find.results.list.hits.index(row))
            window.actions_made["compare-mark"].trigger()
        yield "compare-tray", self._shown()
        window.actions_made["compare"].trigger()
        yield "compare", self._shown()
        window.views.compare.clear()
        yield "compare-empty", self._shown()
        find.show_results()

    def _finding_nothing(self) -> Iterator[tuple[str, QWidget]]:
        self.window.reader.clear()
        self._search("zebra (crossing")
        yield "nothing-found", self._shown()
        self.window.finder.clear()
        self._settle()

    def _places(self) -> Iterator[tuple[str, QWidget]]:
        window = self.window
        window.go("settings")
        yield "settings", self._shown()
        window.go("help")
        yield "help", self._shown()
        window.help_screen.open_page("shortcuts")
        yield "shortcuts", self._shown()
        window.go("find")
        window.frame.messages.say(
            "The library is locked by another program. Close it there, then try again.",
            "bad",
            (("Try again", lambda: None), ("Open another library…", lambda: None)),
        )
        yield "message", self._shown()
        window.frame.messages.hide()

    def _words(self) -> Iterator[tuple[str, QWidget]]:
        """Show the words that mean the same: a group, a new one with slips, a table to import."""
        dialog = self.window.show_words()
        self._settle()
        dialog.search.setText("housebr")
        dialog.list.setCurrentIndex(dialog.groups.index(0))
        dialog.table.terms.take_out(1)
        self._settle()
        yield "words", dialog
        dialog.save.click()
        self._settle()
        dialog.search.clear()
        dialog.add_group.click()
        self._settle()
        rows = dialog.table.terms
        for at, word in enumerate(("daily tasking meeting", "DTM", "burglaries")):
            rows.setData(rows.index(at if at < 2 else rows.add_row(), 0), word)
        dialog.table.setCurrentIndex(rows.index(2, 1))
        self._settle()
        yield "words-new", dialog
        dialog.resize(int(self.window.width() * 0.95), int(self.window.height() * 0.95))
        self.window.appearance.set("text_size", 200)
        self._settle()
        yield "words-large-text", dialog
        self.window.appearance.set("text_size", 100)
        dialog.drop.click()
        table = self._scratch / "words.csv"
        lines = ("group,term,kind,first_year,last_year,note", "tasking,tasking,preferred,,,")
        table.write_text("\n".join((*lines, "tasking,huddle,synonym,,,")), encoding="utf-8")
        dialog._presenter.preview(table)
        self._settle()
        preview = dialog.findChildren(TableDialog)[-1]
        yield "words-import", preview
        preview.reject()
        dialog.close()
        self._settle()

    def _editor(self) -> Iterator[tuple[str, QWidget]]:
        """Edit a record: its title, how we know, what another person saved meanwhile."""
        window = self.window
        self._search("burglary")
        window.find_screen.enter_results()
        self._settle()
        window.actions_made["edit-record"].trigger()
        editor = window.editing.windows[-1]
        self._wait(lambda: editor.presenter.ready)
        self._settle()
        yield "editor", editor
        for section in ("headings", "text", "outcomes", "appraisal"):
            editor.go_to(section)
            self._settle()
            yield f"editor-{section}", editor
        window.appearance.set("text_size", 200)
        self._settle()
        yield "editor-large-text", editor
        window.appearance.set("text_size", 100)
        presenter = editor.presenter
        presenter.put("finding", "What I found out")
        library, key = window.session.library, presenter.key
        if library is not None:
            edit_many(library, [key], FieldEdits(set={"finding": "What they found out"}))
        presenter.save()
        self._wait(lambda: bool(editor.findChildren(ClashDialog)))
        self._settle()
        dialog = editor.findChildren(ClashDialog)[-1]
        yield "editor-clash", dialog
        dialog.reject()
        presenter.discard()
        self._settle()
        editor.close()
        window.finder.clear()
        self._settle()

    def _trash(self) -> Iterator[tuple[str, QWidget]]:
        """Delete three records, and show the trash, also with large text, and empty."""
        window, find = self.window, self.window.find_screen
        self._search("burglary")
        find.enter_results()
        self._settle()
        for _ in range(3):
            window.actions_made["delete"].trigger()
            self._settle()
        yield "deleted", self._shown()
        dialog = window.show_trash()
        self._settle()
        dialog.table.selectAll()
        yield "trash", dialog
        dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
        window.appearance.set("text_size", 200)
        self._settle()
        yield "trash-large-text", dialog
        window.appearance.set("text_size", 100)
        dialog.restore.click()
        self._settle()
        yield "trash-empty", dialog
        dialog.close()
        window.finder.clear()
        self._settle()

    def _history(self) -> Iterator[tuple[str, QWidget]]:
        """Edit a record, and show the history with what was changed, also with large text."""
        window = self.window
        library = window.session.library
        if library is None:
            return
        self._search("neighbourhood watch")
        window.find_screen.enter_results()
        self._settle()
        page = window.reader.page
        edits = FieldEdits(
            set={"licence": "CC BY", "finding": "Crime fell in areas with a watch."},
            add=(("tags", "to read"), ("tags", "training")),
        )
        if page is not None:
            window.session.tell_changed(edit_many(library, [RecordId(page.id)], edits))
        self._settle()
        dialog = window.show_history()
        self._settle()
        yield "history", dialog
        dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
        window.appearance.set("text_size", 200)
        self._settle()
        yield "history-large-text", dialog
        window.appearance.set("text_size", 100)
        dialog.close()
        window.finder.clear()
        self._settle()

    def _curating(self) -> Iterator[tuple[str, QWidget]]:
        """Show worklists, the check and the versions of a record, also with large text."""
        window, library = self.window, self.window.session.library
        if library is None:
            return
        ids = worklists.all_ids(library, "unrated")[:6]
        for act in (
            lambda: publishing.send_back(library, ids[:4], "say how much it cost"),
            lambda: publishing.submit(library, ids[:3]),
            lambda: comments.add(
                library, ids[0], "finding", "By how much? The source says a fifth."
            ),
            lambda: comments.add(library, ids[0], "", "Is there a later report?"),
            lambda: comments.resolve(library, [comments.meant(library, ids[0], 2)]),
            lambda: edit_many(library, ids[:1], FieldEdits(set={"finding": "It fell by a fifth."})),
            lambda: publishing.withdraw(library, ids[5:], "the figures were wrong"),
        ):
            window.session.tell_changed(act())
        window.go("curate")
        for key in ("check", "unarchived", "review", "headings"):
            window.curate_screen.open_page(key)
            self._settle()
            window.curate_screen.stack.setFocus()
            yield f"curate-{key}", self._shown()
        dialog = window.curating.check(ids[0], "What works")
        self._settle()
        yield "check", dialog
        dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
        window.appearance.set("text_size", 200)
        self._settle()
        yield "check-large-text", dialog
        dialog.close()
        window.curate_screen.open_page("check")
        yield "curate-large-text", self._shown()
        window.appearance.set("text_size", 100)
        versions = window.curating.show_versions(ids[0], "What works")
        self._settle()
        yield "versions", versions
        versions.close()
        window.resize(700, 800)
        yield "curate-narrow", self._shown()
        window.resize(1280, 800)
        window.go("find")
        window.finder.clear()
        yield "set-aside", self._shown()

    def _many(self) -> Iterator[tuple[str, QWidget]]:
        """Edit all results at once, also with large text."""
        window = self.window
        self._search("police")
        window.actions_made["edit-many"].trigger()
        self._settle()
        dialog = window.bulk_editing.dialog
        if dialog is None:
            return
        dialog.value.setText("to read")
        self._wait(dialog.go_on.isEnabled)
        dialog.table.go_to(0)
        self._settle()
        yield "edit-in-bulk", dialog
        window.appearance.set("text_size", 200)
        dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
        self._settle()
        yield "edit-in-bulk-large-text", dialog
        window.appearance.set("text_size", 100)
        dialog.reject()
        window.finder.clear()
        self._settle()

    def _duplicates(self) -> Iterator[tuple[str, QWidget]]:
        """List two records on one report, and compare them field by field."""
        window = self.window
        library = window.session.library
        if library is None:
            return
        for title, finding in (
            ("Street wardens in three northern towns", "Fear of crime fell in two of three towns."),
            ("Street wardens in three Northern towns: an evaluation", "Fear fell in two towns."),
        ):
            made = new_record(title, date(2026, 11, 22), "KL")
            edits = FieldEdits(set={"finding": finding, "authors": "Park, A.", "published": "2006"})
            window.session.tell_changed(save(library, edited(library, made, edits), None))
        window.go("curate")
        window.curate_screen.open_page("duplicates")
        self._settle()
        yield "duplicates", self._shown()
        page = window.findChild(DuplicatesScreen)
        if page is None:
            return
        page.merge.click()
        self._settle()
        dialog = page.dialog
        if dialog is None:
            return
        yield "merge", dialog
        window.appearance.set("text_size", 200)
        self._settle()
        yield "duplicates-large-text", self._shown()
        dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
        self._settle()
        yield "merge-large-text", dialog
        window.appearance.set("text_size", 100)
        dialog.reject()
        window.go("find")
        self._settle()

    def _headings_and_tags(self) -> Iterator[tuple[str, QWidget]]:
        """Show the topic headings, what a change would do, the tags, and tagging of many."""
        window, library = self.window, self.window.session.library
        if library is None:
            return
        for tag, colour, number in (("to read", "blue", 9), ("training", "green", 4)):
            every = tagging.records_of(library, range(1, number + 1))
            tagging.put(library, tag, every)
            tagging.paint(library, tag, colour)
        window.go("curate")
        window.curate_screen.open_page("topics")
        self._settle()
        (page,) = window.findChildren(TopicsScreen)
        line = next(one for one in page.tree.headings.lines if one.label == "Housing")
        page.tree.go_to(line.id)
        yield "headings", self._shown()
        page.form.label.setText("Homes and tenancies")
        page.save.click()
        self._settle()
        dialog = page.findChildren(PreviewDialog)[-1]
        yield "headings-preview", dialog
        dialog.reject()
        window.appearance.set("text_size", 200)
        yield "headings-large-text", self._shown()
        window.appearance.set("text_size", 100)
        page.drop.click()
        window.curate_screen.open_page("tags")
        yield "tags", self._shown()
        window.go("find")
        self._search('tag:"to read"')
        window.find_screen.enter_results()
        yield "tags-in-find", self._shown()
        window.actions_made["tag"].trigger()
        self._settle()
        if window.tagging.dialog is not None:
            yield "tagging", window.tagging.dialog
            window.tagging.dialog.reject()

    def _attachments(self) -> Iterator[tuple[str, QWidget]]:
        """Attach a report, and show it in record, results, page view and Curate."""
        window, find = self.window, self.window.find_screen
        report = self._scratch / "Wardens report.pdf"
        report.write_bytes(pdf(REPORT))
        window.go("find")
        self._search("burglary")
        find.enter_results()
        self._settle()
        window.attaching.attach([report])
        self._settle()
        (dialog,) = window.findChildren(AttachDialog)
        yield "attach", dialog
        dialog.accept()
        self._settle()
        self._search("lamplighters")
        find.enter_results()
        yield "found-in-attachment", self._shown()
        page = window.reader.page
        digest = page.html.partition('href="attachment:')[2].partition('"')[0] if page else ""
        find.reader.ensurePolished()
        for size in (100, 200):
            window.appearance.set("text_size", size)
            window.attaching.view(page.id if page else "", digest)
            self._settle()
            view = window.findChildren(PageView)[-1]
            view.next_match.click()
            self._settle()
            yield "page-view" if size == 100 else "page-view-large-text", view
            view.as_text.click()
            yield "page-view-text" if size == 100 else "page-view-text-large", view
            view.close()
            self._settle()
            window.go("curate")
            window.curate_screen.open_page("files")
            yield "attachments" if size == 100 else "attachments-large-text", self._shown()
            window.go("find")
        window.appearance.set("text_size", 100)
        window.finder.clear()
        self._settle()

    def _importing(self) -> Iterator[tuple[str, QWidget]]:
        sheet, empty = self._scratch / "wardens.txt", self._scratch / "empty.txt"
        sheet.write_text(SHEET, encoding="utf-8")
        empty.write_text("", encoding="utf-8")
        paths = [sheet, *sorted(SEEDS.glob("*.txt")), empty]
        dialog = self.window.import_files(paths)
        self._settle()
        yield "import", dialog
        dialog.files.setCurrentRow(len(paths) - 2)
        yield "import-notes", dialog
        dialog.go_on.click()
        self._settle()
        yield "import-done", dialog
        dialog.cancel.click()
        yield "imported", self._shown()

    def _search(self, words: str) -> None:
        self.window.finder.ask_for(words)
        self._settle()

    def _shown(self) -> QWidget:
        self._settle()
        return self.window

    def _settle(self) -> None:
        self._wait(lambda: self.window.tasks.idle)
        for _ in range(5):
            self._app.processEvents()

    def _wait(self, ready: Callable[[], bool]) -> None:
        end = time.monotonic() + _SECONDS
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get ready")
            self._app.processEvents()
            time.sleep(0.002)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
