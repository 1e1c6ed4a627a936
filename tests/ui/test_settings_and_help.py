"""Settings are in force at once and kept; the manual reads offline."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from evidence_library import assets
from evidence_library.services import history, library_settings
from evidence_library.settings import LIBRARY_SETTINGS, SETTINGS, Setting, Settings
from evidence_library.ui.main_window import MainWindow
from tests.ui.person import Person


@pytest.mark.parametrize("setting", SETTINGS + LIBRARY_SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_has_a_labelled_control(window: MainWindow, setting: Setting) -> None:
    control = window.settings_screen.control(setting.key)
    assert control.accessibleName() == setting.label
    assert control.accessibleDescription() == setting.help
    usual = QLineEdit if setting.longest else QComboBox
    assert isinstance(control, QCheckBox if setting.type is bool else usual)


def _choose(window: MainWindow, key: str, value: object) -> None:
    control = window.settings_screen.control(key)
    if isinstance(control, QCheckBox):
        control.click()
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(control.findData(value))
        control.activated.emit(control.currentIndex())


def test_the_theme_changes_at_once_and_is_kept(window: MainWindow, tmp_path: Path) -> None:
    _choose(window, "theme", "dark")
    assert window.palette().window().color().name() == "#141917"
    assert Settings(tmp_path / "settings.toml").text("theme") == "dark"
    assert window.actions_made["theme-dark"].isChecked()


def _name_field(window: MainWindow) -> QLineEdit:
    window.go("settings")
    field = window.settings_screen.control("person")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.clear()
    return field


def _last_by(window: MainWindow) -> str:
    assert window.session.library is not None
    return history.entries(window.session.library, limit=1)[0].by


@pytest.mark.own_window
def test_changes_carry_the_name_that_is_typed(
    reader: Person, qtbot: QtBot, tmp_path: Path, starter_library: Path
) -> None:
    field = _name_field(reader.window)
    QApplication.clipboard().setText("  Kim\n Lee" + "e" * 60)
    field.paste()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text().startswith("Kim Leeeee")
    assert len(field.text()) <= 60
    assert Settings(tmp_path / "settings.toml").person == field.text()
    field.selectAll()
    qtbot.keyClicks(field, "KL ")
    assert Settings(tmp_path / "settings.toml").person != "KL"
    reader.takes("larger")
    assert field.text() == "KL "
    reader.takes("go-find")
    assert field.text() == "KL"
    reader.answers.name = "zz"
    reader.searches("trust")
    reader.takes("save-search")
    assert _last_by(reader.window) == "KL"
    reader.opens(starter_library)
    reader.searches("trust")
    reader.takes("save-search")
    assert _last_by(reader.window) == "KL"


@pytest.mark.own_window
def test_a_name_half_typed_is_kept_when_the_window_closes(
    reader: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClicks(_name_field(reader.window), "KL")
    reader.window.close()
    assert Settings(tmp_path / "settings.toml").person == "KL"


def test_the_environment_comes_before_the_setting(
    reader: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_LIBRARY_PERSON", "Trainer")
    field = _name_field(reader.window)
    qtbot.keyClicks(field, "KL")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    reader.answers.name = "zz"
    reader.searches("trust")
    reader.takes("save-search")
    assert _last_by(reader.window) == "Trainer"


def test_text_size_follows_keys_and_settings_alike(reader: Person) -> None:
    reader.takes("larger")
    assert reader.window.font().pixelSize() == 15
    control = reader.window.settings_screen.control("text_size")
    assert isinstance(control, QComboBox)
    assert control.currentData() == 110
    reader.takes("normal-size")
    assert reader.window.font().pixelSize() == 14


def test_text_size_stays_between_its_limits(reader: Person) -> None:
    reader.window.appearance.set("text_size", 190)
    for _ in range(3):
        reader.takes("larger")
    assert reader.window.font().pixelSize() == 28
    reader.window.appearance.set("text_size", 100)
    for _ in range(3):
        reader.takes("smaller")
    assert reader.window.font().pixelSize() == 13


def test_repairs_are_shown_without_a_click_where_that_is_set(
    reader: Person, starter_library: Path
) -> None:
    _choose(reader.window, "show_flags", value=True)
    assert reader.window.reader.show_flags


def test_the_manual_lists_its_pages_and_the_shortcuts(window: MainWindow) -> None:
    window.go("help")
    pages = sorted(assets.resource("help").glob("[0-9]*-*.md"))
    assert len(window.help_screen.titles) == len(pages) + 1
    assert window.help_screen.titles[-1] == "Keyboard shortcuts"
    assert window.help_screen.browser.toPlainText().startswith(window.help_screen.titles[0])


def test_the_manual_is_searched_in_the_page(window: MainWindow) -> None:
    window.go("help")
    window.help_screen.search.setText("library")
    found = window.help_screen.browser.matches
    assert found > 0
    window.help_screen.browser.step(forward=True)
    assert window.help_screen.browser.position == f"1 of {found}"


def test_links_between_pages_of_the_manual_lead_there(window: MainWindow) -> None:
    window.go("help")
    page = sorted(assets.resource("help").glob("[0-9]*-*.md"))[1]
    window.help_screen.browser.link_clicked.emit(page.name)
    assert window.help_screen.list.currentRow() == 1


def test_about_shows_the_licences_of_font_and_icons(reader: Person) -> None:
    reader.takes("about")
    titles = [title for title, _ in reader.answers.texts_shown]
    assert titles == [
        "About",
        "Inter, the font (SIL Open Font License 1.1)",
        "DejaVu Sans, a font (Bitstream Vera licence)",
        "Lucide, the icons (ISC and MIT)",
    ]


@pytest.mark.own_window
def test_a_theme_that_cannot_be_kept_is_worn_all_the_same(reader: Person, tmp_path: Path) -> None:
    kept = tmp_path / "settings.toml"
    kept.unlink()
    kept.mkdir()  # nothing can be written in its place
    reader.takes("theme-dark")
    assert reader.sees_message().startswith("The settings could not be saved")
    assert reader.window.actions_made["theme-dark"].isChecked()
    reader.takes("larger")
    assert reader.window.settings_screen.control("text_size").property("currentText") == "110 %"


def test_words_that_stand_on_other_pages_of_the_manual_lead_there(window: MainWindow) -> None:
    window.go("help")
    screen = window.help_screen
    screen.search.setText("Go to the next link")
    assert screen.found == "0 found on this page"
    assert not screen.next.isEnabled()
    [other] = [one for one in screen.others if one.text() == "Keyboard shortcuts"]
    other.click()
    assert screen.found == "1 found on this page"
    assert screen.next.isEnabled()


def test_pages_of_the_manual_are_converted_when_they_are_read(window: MainWindow) -> None:
    window.go("help")
    converted = ["html" in vars(page) for page in window.help_screen.pages]
    assert converted == [True] + [False] * (len(converted) - 1)


def _shared(reader: Person, key: str) -> object:
    assert reader.window.session.library is not None
    return library_settings.values(reader.window.session.library)[key]


def test_a_setting_of_the_library_is_kept_in_it_and_undone(reader: Person) -> None:
    reader.window.go("settings")
    tick = reader.window.settings_screen.control("second_person")
    assert isinstance(tick, QCheckBox)
    reader.clicks(tick)
    assert _shared(reader, "second_person") is True
    assert reader.sees_message() == "Done: Set “A second person must check” to “yes”."
    reader.takes("undo")
    assert not tick.isChecked()
    assert _shared(reader, "second_person") is False


def test_years_that_are_not_understood_are_not_kept(reader: Person, qtbot: QtBot) -> None:
    reader.window.go("settings")
    field = reader.window.settings_screen.control("review_years")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "3; now and then")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    reader.waits()
    assert "not understood at “now and then”" in reader.sees_message()
    assert _shared(reader, "review_years") == "3"


@pytest.mark.own_window
def test_what_another_program_set_is_shown_when_one_looks(reader: Person) -> None:
    assert reader.window.session.library is not None
    library_settings.change(reader.window.session.library, {"review_years": "4"})
    reader.window.go("settings")
    reader.waits()
    field = reader.window.settings_screen.control("review_years")
    assert isinstance(field, QLineEdit)
    assert field.text() == "4"


def test_without_a_library_its_settings_wait(window: MainWindow) -> None:
    assert not window.settings_screen.control("second_person").isEnabled()
