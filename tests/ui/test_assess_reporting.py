"""Reports on assessments, and lists of actions, from the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence_library.services import assess, worked_example
from evidence_library.services.assess_files import REPORT_FORMATS
from evidence_library.services.library import open_library
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.presenters.assess_report import KINDS, USES, Kind
from evidence_library.ui.screens import assess_reporting
from evidence_library.ui.screens.assess_report_dialog import AssessReportDialog
from tests.ui.answers import Answers
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls


@pytest.fixture
def officer(shared_window: MainWindow, small_library: Path, qtbot: QtBot) -> Iterator[Person]:
    """Somebody with the worked example; files go into “out”."""
    library = open_library(small_library)
    worked_example.add(library)
    library.close()
    answers = shared_window.dialogs
    assert isinstance(answers, Answers)
    answers.__init__()  # type: ignore[misc]  # whatever was answered before
    person = Person(shared_window, qtbot)
    person.opens(small_library)
    remembered = shared_window._remembered
    remembered.keep_words("assess/folder", (str(small_library.parent / "out"),))
    remembered.keep_words("assess/formats", ("markdown",))
    yield person
    shared_window.go("find")


def test_everything_on_offer_has_its_words() -> None:
    assert set(REPORT_FORMATS) == set(USES)
    assert set(Kind) == set(KINDS)


def test_a_report_is_looked_at_and_written(
    officer: Person, small_library: Path, qtbot: QtBot
) -> None:
    library = officer.window.session.library
    assert library is not None
    key = assess.meant(library, "Example Council (invented) 2026-03-31").id
    dialog = assess_reporting.make_report(officer.window._parts(), key, Kind.COMPARISON)
    qtbot.waitUntil(lambda: dialog.preview.page is not None)
    officer.waits()
    form = dialog.form
    assert form.other.currentText() == "Example Council (invented), 31 October 2024"
    page = dialog.preview.page
    assert page is not None
    assert "31 October 2024 and 31 March 2026" in page.text
    assert not form.as_at.isEnabled()
    form.kind.setCurrentIndex(form.kind.findData(Kind.ACTIONS.value))
    form.kind.activated.emit(form.kind.currentIndex())
    form.as_at.setText("soon")
    form.as_at.editingFinished.emit()
    assert dialog.summary.text() == "“soon” is not a day that is understood."
    assert not dialog.go_on.isEnabled()
    form.as_at.setText("1 November 2026")
    form.as_at.editingFinished.emit()
    officer.waits()
    name = (
        "Action plan - Example Council (invented) "
        "(Example of an invented organisation, 2026-11-01).md"
    )
    assert form.files.text().replace("\u200b", "") == name
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
    assert "Overdue as at 1 November 2026" in written.read_text("utf-8")
    dialog.reject()


def test_without_an_assessment_there_are_forms_and_all_actions(
    officer: Person, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = assess_reporting.make_report(officer.window._parts())
    officer.waits()
    kinds = [dialog.form.kind.itemData(at) for at in range(dialog.form.kind.count())]
    assert kinds == [Kind.FORM, Kind.ACTIONS]
    assert dialog.form.form.isEnabled()
    dialog.reject()
    officer.takes("all-actions")
    officer.takes("assess-report")
    assert "Action plan" in [
        one.itemText(at)
        for found in officer.window.findChildren(AssessReportDialog)
        for one in [found.form.kind]
        for at in range(one.count())
    ]
    for found in officer.window.findChildren(AssessReportDialog):
        found.reject()
    officer.answers.list_file = tmp_path / "due.csv"
    officer.takes("export-actions")
    assert b"Those that were shown." in officer.answers.list_file.read_bytes()
    officer.answers.list_file = tmp_path / "due.ics"
    assess_reporting.export_actions(officer.window._parts())
    officer.waits()
    assert b"Repair the homes" in officer.answers.list_file.read_bytes()
