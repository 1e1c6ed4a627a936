"""Attachments in the window: attached, found, looked at page by page, described, removed."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from evidence_library.importers.pdf_pages import OpenPdf
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Attachment
from evidence_library.model.vocabulary import Licence, Permission
from evidence_library.services import attachment_texts, editing
from evidence_library.services.attachment_texts import Texts
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress
from evidence_library.services.read import read_record
from evidence_library.ui.screens.attach_dialog import AttachDialog
from evidence_library.ui.screens.files_page import FilesScreen
from evidence_library.ui.screens.frame import CURATE
from evidence_library.ui.screens.page_view import PageView
from evidence_library.ui.theme import Theme
from tests.helpers.attached import paper, written
from tests.helpers.log_guard import ExpectLog
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls

PAGES = ("First page of the report", "The quiet wardens walked", "More quiet, and quiet again")


class Curator:
    """Somebody who attaches files and looks at them."""

    def __init__(self, person: Person, qtbot: QtBot) -> None:
        self.person, self._qtbot = person, qtbot
        person.searches("visits")
        person.opens_first_result()

    def attaches(self, *paths: Path) -> AttachDialog:
        self.person.answers.files = list(paths)
        self.person.takes("attach")
        return self.person.window.findChildren(AttachDialog)[-1]

    def accepts(self, dialog: AttachDialog) -> None:
        self.person.clicks(dialog.accept_button)

    def follows(self, scheme: str) -> PageView:
        pane = self.person.window.find_screen.reader
        html = pane.page.html if pane.page else ""
        link = html.partition(f'href="{scheme}:')[2].partition('"')[0]
        pane.link_clicked.emit(f"{scheme}:{link}")
        self.person.waits()
        return self.person.window.findChildren(PageView)[-1]

    def presses(self, view: PageView, key: Qt.Key) -> None:
        self._qtbot.keyClick(view.picture, key)
        self.person.waits()


@pytest.fixture
def curator(reader: Person, qtbot: QtBot) -> Curator:
    """Somebody who reads a record."""
    return Curator(reader, qtbot)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of three pages."""
    return written(tmp_path, "report.pdf", paper(*PAGES))


def test_a_file_is_attached_with_what_is_known_of_it(curator: Curator, report: Path) -> None:
    dialog = curator.attaches(report)
    assert dialog.name.text() == "report.pdf"
    dialog.name.setText("Wardens.pdf")
    dialog.licence.setCurrentIndex(dialog.licence.findData(Licence.OGL.value))
    dialog.redistribute.setCurrentIndex(dialog.redistribute.findData(Permission.YES.value))
    curator.accepts(dialog)
    told = curator.person.reads_text()
    assert "Wardens.pdf\u2028PDF · 3 pages" in told or "Wardens.pdf\nPDF · 3 pages" in told
    assert "licence: OGL, may be handed on: yes" in told
    assert "“Wardens.pdf” is attached." in curator.person.sees_message()
    curator.person.takes("undo")
    assert "Wardens.pdf" not in curator.person.reads_text()


def test_files_dropped_on_the_record_are_attached(curator: Curator, report: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(report))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    curator.person.window.find_screen.reader.dropEvent(event)
    curator.person.waits()
    curator.accepts(curator.person.window.findChildren(AttachDialog)[-1])
    assert "report.pdf" in curator.person.reads_text()


def test_a_word_of_the_file_finds_the_record_and_opens_its_page(
    curator: Curator, report: Path
) -> None:
    curator.accepts(curator.attaches(report))
    person = curator.person
    person.searches("quiet")
    assert person.sees_titles() == ["Visits to burgled homes"]
    row = person.window.find_screen.results.list.hits.row_at(0)
    assert row is not None
    assert "".join(text for text, _ in row.finding).startswith("In attachment report.pdf, page")
    person.opens_first_result()
    view = curator.follows("attachment")
    assert (view.number.text(), view.picture.marked) == ("2", 1)
    assert view.picture.accessibleName() == "Page 2 of 3, 1 matched word"
    assert view.picture.accessibleDescription() == PAGES[1]
    view.close()


def test_one_steps_through_pages_and_matches_by_keyboard(curator: Curator, report: Path) -> None:
    curator.accepts(curator.attaches(report))
    curator.person.searches("quiet")
    curator.person.opens_first_result()
    view = curator.follows("attachment")
    places = []
    for _ in range(4):
        curator.person.clicks(view.next_match)
        places.append((view.presenter.number, view.picture.place_of_match is not None))
    assert places == [(2, True), (3, True), (3, True), (2, True)]
    curator.person.clicks(view.last_match)
    assert view.presenter.number == 3
    curator.presses(view, Qt.Key.Key_Home)
    assert view.presenter.number == 1
    curator.presses(view, Qt.Key.Key_PageDown)
    curator.presses(view, Qt.Key.Key_End)
    assert (view.number.text(), view.next.isEnabled()) == ("3", False)
    view.number.setText("1")
    view.number.returnPressed.emit()
    assert view.presenter.number == 1
    view.close()


def test_the_text_of_a_page_can_be_read_and_copied_and_the_page_enlarged(
    curator: Curator, report: Path
) -> None:
    curator.accepts(curator.attaches(report))
    view = curator.follows("attachment")
    before = view.picture.width()
    curator.person.clicks(view.larger)
    assert view.picture.width() > before
    curator.person.clicks(view.as_text)
    assert view.text.toPlainText() == PAGES[0]
    curator.person.clicks(view.copy)
    assert curator.person.has_on_the_clipboard() == PAGES[0]
    view.close()


def test_a_web_page_is_shown_as_text_only(curator: Curator, tmp_path: Path) -> None:
    html = "<html><body><p>Plain &lt;b&gt; words</p><img src='http://example.org/x.png'></body>"
    curator.accepts(curator.attaches(written(tmp_path, "page.html", html)))
    view = curator.follows("attachment")
    assert "words" in view.text.toPlainText()
    assert "example.org" not in view.text.toPlainText()
    assert view.number.accessibleName() == "Part"
    view.close()


def test_a_changed_file_is_told_and_not_opened(curator: Curator, report: Path) -> None:
    curator.accepts(curator.attaches(report))
    library = curator.person.window.session.library
    assert library is not None
    (kept,) = (library.folder / "attachments").iterdir()
    kept.write_bytes(b"%PDF-1.4 something else")
    curator.person.searches("stops")
    curator.person.searches("visits")
    curator.person.opens_first_result()
    assert "was changed outside of the program" in curator.person.reads_text()
    view = curator.follows("attachment")
    assert "was changed outside of the program" in view.messages.text
    view.close()


def test_a_copy_is_saved_and_an_attachment_described_and_removed(
    curator: Curator, report: Path, tmp_path: Path
) -> None:
    curator.accepts(curator.attaches(report))
    person = curator.person
    person.answers.saved = tmp_path / "out"
    person.answers.saved.mkdir()
    attaching, page = person.window.attaching, person.window.reader.page
    assert page is not None
    digest = page.html.partition('href="attachment:')[2].partition('"')[0]
    menu = attaching.menu(page.id, digest, person.window)
    actions = {action.text().replace("&", ""): action for action in menu.actions()}
    actions["Save a copy…"].trigger()
    person.waits()
    assert (tmp_path / "out" / "report.pdf").read_bytes() == report.read_bytes()
    actions["Name, licence and source…"].trigger()
    person.waits()
    dialog = person.window.findChildren(AttachDialog)[-1]
    dialog.name.setText("Better.pdf")
    curator.accepts(dialog)
    assert "Better.pdf" in person.reads_text()
    actions["Remove"].trigger()
    person.waits()
    assert "Better.pdf" not in person.reads_text()
    menu.deleteLater()


def test_an_archived_copy_of_a_link_is_kept(curator: Curator, report: Path) -> None:
    person = curator.person
    person.searches("explaining stops")
    person.opens_first_result()
    assert "No copy of a linked page" in person.reads_text()
    dialog = curator.attaches(report)
    dialog.copy_of.setCurrentIndex(dialog.copy_of.findData("http://example.org/stops"))
    curator.accepts(dialog)
    assert "No copy of a linked page" not in person.reads_text()
    assert "archived copy" in person.reads_text()


def test_everything_in_the_page_view_has_a_name(curator: Curator, report: Path) -> None:
    curator.accepts(curator.attaches(report))
    view = curator.follows("attachment")
    assert [one for one in _controls(view) if not one.accessibleName()] == []
    view.close()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_page_view_fits_large_text(
    curator: Curator, report: Path, theme: Theme, choice: str
) -> None:
    curator.accepts(curator.attaches(report))
    theme.choose(choice, 200)
    try:
        view = curator.follows("attachment")
        assert view.minimumSizeHint().width() <= 800
        view.close()
    finally:
        theme.choose("light", 100)


def test_curate_lists_all_files_and_says_which_are_wrong(curator: Curator, report: Path) -> None:
    curator.accepts(curator.attaches(report))
    person = curator.person
    library = person.window.session.library
    assert library is not None
    written(library.folder, f"attachments/{'0' * 64}", "stray")
    person.window.go(CURATE)
    person.window.curate_screen.open_page("files")
    person.waits()
    page = person.window.curate_screen.stack.currentWidget()
    assert isinstance(page, FilesScreen)
    cells = [page.table.lines.index(0, at).data() for at in range(5)]
    assert cells[:2] == ["report.pdf", "Visits to burgled homes"]
    assert cells[3:] == ["not known", "in order"]
    assert "1 attachment, none missing. 1 file (5 bytes) is needed by nothing." in (
        page.sentence.text()
    )
    person.clicks(page.clean)
    assert not page.clean.isEnabled()
    (kept,) = (library.folder / "attachments").iterdir()
    kept.write_bytes(bytes(len(report.read_bytes())))
    person.clicks(page.compare)
    assert "1 file is missing or changed." in person.sees_message()
    page.choice.setCurrentText("Missing or changed")
    assert page.table.lines.index(0, 4).data() == "▲ Changed"
    page.choice.setCurrentText("Without text")
    assert page.empty.sentence == "No attachment is of this kind."
    page.choice.setCurrentText("All")
    person.clicks(page.remove)
    assert page.empty.sentence.startswith("No file is kept with a record yet.")


def test_a_strange_name_says_what_the_line_beside_it_says(curator: Curator) -> None:
    window = curator.person.window
    library = window.session.library
    assert library is not None
    assert window.reader.page is not None
    held = read_record(library, RecordId(window.reader.page.id)).record
    strange = Attachment(sha256="../../etc/passwd", name="passwd")
    saved = editing.save(library, replace(held, attachments=(strange,)), held)
    window.session.tell_changed(saved)
    curator.person.waits()
    assert "is missing in the folder of the library" in curator.person.reads_text()
    view = curator.follows("attachment")
    assert "“passwd” is missing in the folder of the library" in view.messages.text
    view.close()


@pytest.fixture
def at_work(make_window: MakeWindow, small_library: Path, qtbot: QtBot) -> Curator:
    """Somebody at a window that works in threads."""
    person = Person(make_window(immediate=False), qtbot)
    person.opens(small_library)
    person.waits()
    return Curator(person, qtbot)


def test_no_window_waits_for_a_page_that_is_drawn(
    at_work: Curator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work.accepts(at_work.attaches(written(tmp_path, "a.pdf", paper("one"))))
    at_work.person.waits()
    closed: list[bool] = []
    whole = OpenPdf.close

    def close(pdf: OpenPdf) -> None:
        closed.append(threading.current_thread() is threading.main_thread())
        whole(pdf)

    monkeypatch.setattr(OpenPdf, "close", close)
    view = at_work.follows("attachment")
    at_work.person.waits()
    view.presenter.drawing.emit("Drawing page 1…")
    at_work._qtbot.waitUntil(lambda: view.messages.text == "Drawing page 1…")
    view.close()
    at_work.person.waits()
    assert closed == [False]


def test_one_bad_file_does_not_keep_others_from_being_read(
    at_work: Curator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    expected_log: ExpectLog,
) -> None:
    expected_log("A job broke: Reading attachments")
    read = attachment_texts.read

    def breaks(library: Library, digest: str, progress: Progress) -> Texts:
        texts = read(library, digest, progress)
        if "broken" in "".join(texts.pages):
            raise AssertionError("a defect")
        return texts

    monkeypatch.setattr(attachment_texts, "read", breaks)
    bad, good = written(tmp_path, "bad.txt", "broken"), written(tmp_path, "good.txt", "the zebra")
    at_work.accepts(at_work.attaches(bad, good))
    at_work.person.waits()
    library = at_work.person.window.session.library
    assert library is not None
    assert len(attachment_texts.waiting(library)) == 1
    at_work.person.searches("zebra")
    assert at_work.person.sees_titles() == ["Visits to burgled homes"]
