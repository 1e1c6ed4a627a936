"""Reports on recommendations, and lists of them, from the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence_library.model.track_choices import Quick
from evidence_library.services.library import open_library
from evidence_library.services.track_files import REPORT_FORMATS
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.presenters.track_report import USES
from evidence_library.ui.screens.track_report_dialog import TrackReportDialog
from tests.helpers import tracked
from tests.ui.answers import Answers
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls


@pytest.fixture
def officer(shared_window: MainWindow, small_library: Path, qtbot: QtBot) -> Iterator[Person]:
    """Somebody in Track on a small set, as at 1 October 2005; files go into “out”."""
    library = open_library(small_library)
    tracked.track(library)
    library.close()
    window = shared_window
    answers = window.dialogs
    assert isinstance(answers, Answers)
    answers.__init__()  # type: ignore[misc]  # whatever was answered before
    person = Person(window, qtbot)
    person.opens(small_library)
    person.takes("go-track")
    window.tracking.screen.presenter.change(rule="2005-10-01", text="", quick=frozenset())
    remembered = window._remembered
    remembered.keep_words("track/folder", (str(small_library.parent / "out"),))
    remembered.keep_words("track/formats", ("markdown",))
    yield person
    window.go("find")


def _dialog(person: Person, qtbot: QtBot) -> TrackReportDialog:
    person.takes("track-report")
    dialog = person.window.findChildren(TrackReportDialog)[-1]
    qtbot.waitUntil(lambda: dialog.preview.page is not None)
    return dialog


def test_every_format_says_what_it_is_for() -> None:
    assert set(REPORT_FORMATS) == set(USES)


def test_a_report_is_looked_at_and_written(
    officer: Person, small_library: Path, qtbot: QtBot
) -> None:
    dialog = _dialog(officer, qtbot)
    page = dialog.preview.page
    assert page is not None
    assert "As at 1 October 2005" in page.text
    name = "Progress of recommendations - Streets after dark (2005-10-01).md"
    assert dialog.form.files.text() == name
    dialog.form.since.setText("1 January 2005")
    dialog.form.since.editingFinished.emit()
    dialog.form.since.setText("soon")
    dialog.form.since.editingFinished.emit()
    assert dialog.summary.text() == "“soon” is not a day that is understood."
    assert not dialog.go_on.isEnabled()
    dialog.form.since.setText("1 January 2005")
    dialog.form.since.editingFinished.emit()
    for check in (dialog.form.formats["html"], dialog.form.formats["html"]):
        check.click()
        assert dialog.summary.text().startswith("2 files" if check.isChecked() else "1 file ")
    form = dialog.form
    assert form.viewport().width() >= form._inner.minimumSizeHint().width()
    nameless = [
        one
        for one in _controls(dialog)
        if not (one.accessibleName() or getattr(one, "text", str)())  # a check box has its words
    ]
    assert nameless == []
    dialog.go_on.click()
    officer.waits()
    assert dialog.title.text() == "1 file was written."
    written = small_library.parent / "out" / name
    assert "Changes since 1 January 2005" in written.read_text("utf-8")
    dialog.open_folder.click()
    assert officer.answers.opened == [written.parent]
    dialog.reject()


def test_a_report_on_the_list_that_is_shown_tells_its_filter(officer: Person, qtbot: QtBot) -> None:
    officer.window.tracking.screen.presenter.toggle(Quick.OVERDUE)
    dialog = _dialog(officer, qtbot)
    page = dialog.preview.page
    assert page is not None
    assert dialog.form.about.currentText() == "The list as shown (2)"
    assert "Only: overdue" in page.text
    dialog.form.as_at.setText("2003")
    dialog.form.as_at.editingFinished.emit()
    dialog.form.since.setText("2004")
    dialog.form.since.editingFinished.emit()
    assert "earlier" in dialog.summary.text()
    assert not dialog.go_on.isEnabled()
    dialog.reject()


def test_the_list_is_exported_by_the_end_of_its_name(officer: Person, tmp_path: Path) -> None:
    officer.window.tracking.screen.presenter.toggle(Quick.OVERDUE)
    officer.answers.list_file = tmp_path / "due.ics"
    officer.takes("track-export")
    assert officer.answers.list_file.read_bytes().count(b"BEGIN:VEVENT") == 2
    officer.answers.list_file = tmp_path / "due.csv"
    officer.takes("track-export")
    assert b"Filter,overdue" in officer.answers.list_file.read_bytes()
    officer.answers.list_file = tmp_path / "missing" / "due.csv"
    officer.takes("track-export")
    assert not officer.answers.list_file.exists()
