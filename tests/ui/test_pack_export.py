"""Exporting a pack from the window."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence_library.model.ids import PackId
from evidence_library.services import packs, produce
from evidence_library.services.produce import FORMATS
from evidence_library.ui.presenters.pack_export import USES
from evidence_library.ui.screens.pack_export_dialog import PackExportDialog
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person


def _pack(person: Person, title: str = "Fair stops") -> PackId:
    library = person.window.session.library
    assert library is not None
    pack, _ = packs.new(library, title)
    with library.connections.reading() as connection:
        ids = [str(one) for (one,) in connection.execute("SELECT id FROM records ORDER BY id")]
    packs.add(library, pack.id, ids[:3])
    return pack.id


@pytest.fixture
def trainer(reader: Person, tmp_path: Path) -> Person:
    """Somebody who has a pack, and for whom Markdown and text are chosen."""
    _pack(reader)
    remembered = reader.window._remembered
    remembered.keep_words("packs/folder", (str(tmp_path / "out"),))
    remembered.keep_words("packs/formats", ("markdown", "txt"))
    return reader


def _dialog(person: Person) -> PackExportDialog:
    person.takes("export-pack")
    dialog = person.window.pack_exporting.dialog
    assert dialog is not None
    return dialog


def test_every_format_says_what_it_is_for() -> None:
    assert set(FORMATS) <= set(USES)


def test_what_will_be_written_and_what_one_should_know_is_said_before(
    trainer: Person, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Fair stops (participant).md").write_text("older")
    dialog = _dialog(trainer)
    assert dialog.title.text() == "Export “Fair stops”"
    assert dialog.form.files.text().splitlines() == [
        "Fair stops (participant).md (replaces the one that is there)",
        "Fair stops (participant).txt",
    ]
    assert "to know" in dialog.form.warnings_title.text()
    assert dialog.form.warnings.text()
    assert dialog.summary.text().startswith("2 files into “out”; ")
    dialog.form.editions[2].click()
    assert dialog.form.files_title.text() == "4 files will be written"
    for check in dialog.form.formats.values():
        check.setChecked(False)
    assert not dialog.go_on.isEnabled()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "Fair stops (participant).md"
    ]
    dialog.reject()


def test_files_are_written_and_can_be_opened(trainer: Person, tmp_path: Path) -> None:
    dialog = _dialog(trainer)
    dialog.form.editions[2].click()
    dialog.go_on.click()
    assert dialog.title.text() == "4 files were written."
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == [
        f"Fair stops ({edition}).{ending}"
        for edition in ("participant", "trainer")
        for ending in ("md", "txt")
    ]
    assert not dialog.told.isVisible()  # there is nothing to know
    dialog.written.setCurrentRow(2)
    dialog.open_file.click()
    dialog.open_folder.click()
    assert trainer.answers.opened == [
        tmp_path / "out" / "Fair stops (trainer).md",
        tmp_path / "out",
    ]
    dialog.reject()


def test_choices_are_kept_for_the_next_time(trainer: Person, tmp_path: Path) -> None:
    dialog = _dialog(trainer)
    trainer.answers.folder = tmp_path / "elsewhere"
    dialog.folder_asked.emit()
    dialog.form.formats["markdown"].setChecked(False)
    dialog.form.editions[1].click()
    dialog.go_on.click()
    dialog.reject()
    again = _dialog(trainer)
    assert again.form.choices.folder == tmp_path / "elsewhere"
    assert again.form.choices.formats == ("txt",)
    assert [one.isChecked() for one in again.form.editions] == [False, True, False]
    again.reject()


def test_a_template_that_is_none_is_told_in_a_sentence(trainer: Person, tmp_path: Path) -> None:
    dialog = _dialog(trainer)
    dialog.form.formats["docx"].setChecked(True)
    trainer.answers.template = tmp_path / "letter.docx"
    trainer.answers.template.write_text("Dear all,")
    dialog.template_asked.emit()
    assert dialog.form.template.text() == str(trainer.answers.template)
    dialog.go_on.click()
    assert dialog.title.text().endswith("Nothing was written.")
    assert "letter.docx" in dialog.title.text() or "template" in dialog.title.text()
    assert not list(tmp_path.glob("out/*"))
    assert dialog.go_on.isEnabled()
    dialog.form.take_template(None)
    dialog.go_on.click()
    assert dialog.title.text() == "3 files were written."
    dialog.reject()


def test_a_pack_is_chosen_where_none_is_looked_at(reader: Person) -> None:
    reader.takes("export-pack")
    assert "no pack yet" in reader.window.frame.messages.text
    _pack(reader, "One")
    _pack(reader, "Two")
    reader.answers.which = 1
    dialog = _dialog(reader)
    assert dialog.title.text() == "Export “Two”"
    dialog.reject()


def test_writing_goes_on_when_the_dialog_is_closed(
    make_window: MakeWindow,
    small_library: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = Person(make_window(immediate=False), qtbot)
    person.opens(small_library)
    _pack(person)
    remembered = person.window._remembered
    remembered.keep_words("packs/folder", (str(tmp_path / "out"),))
    remembered.keep_words("packs/formats", ("txt",))
    begun, go_on = threading.Event(), threading.Event()
    export = produce.export

    def waiting(*arguments: object) -> object:
        begun.set()
        go_on.wait(10)
        return export(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(produce, "export", waiting)
    dialog = _dialog(person)
    dialog.go_on.click()
    qtbot.waitUntil(begun.is_set)
    dialog.close_button.click()
    go_on.set()
    messages = person.window.frame.messages
    qtbot.waitUntil(lambda: messages.text == "1 file was written.")
    messages.buttons["Show the result"].click()
    shown = person.window.pack_exporting.dialog
    assert shown is not None
    assert shown.written.count() == 1
    person.waits()
    shown.reject()


def test_stopped_it_leaves_earlier_files(
    make_window: MakeWindow, small_library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    person = Person(make_window(immediate=False), qtbot)
    person.opens(small_library)
    _pack(person)
    (tmp_path / "out").mkdir()
    earlier = tmp_path / "out" / "Fair stops (participant).pdf"
    earlier.write_text("earlier")
    remembered = person.window._remembered
    remembered.keep_words("packs/folder", (str(tmp_path / "out"),))
    remembered.keep_words("packs/formats", ("pdf",))
    dialog = _dialog(person)
    qtbot.waitUntil(dialog.go_on.isEnabled)
    dialog.go_on.click()
    dialog.stop.click()
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert dialog.title.text().startswith("Stopped.")
    assert [path.read_text() for path in (tmp_path / "out").iterdir()] == ["earlier"]
    dialog.reject()
