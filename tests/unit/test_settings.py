"""Settings are kept in a file that is never half written and never believed blindly."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evidence_library.errors import EnvironmentFailed
from evidence_library.settings import (
    LIBRARY_SETTINGS,
    SETTINGS,
    Setting,
    Settings,
    config_folder,
    defaults,
)


@pytest.mark.parametrize("setting", SETTINGS + LIBRARY_SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_is_labelled_explained_and_sound(setting: Setting) -> None:
    assert setting.label
    assert setting.help.endswith(".")
    assert setting.accepts(setting.default)


def test_without_a_file_everything_is_at_its_default(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    assert {key: settings[key] for key in defaults()} == defaults()


def test_what_is_set_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.toml"
    settings = Settings(path)
    settings.set("theme", "dark")
    settings.set("text_size", 150)
    settings.set("search_while_typing", value=False)
    again = Settings(path)
    found = (again.text("theme"), again.number("text_size"), again.flag("search_while_typing"))
    assert found == ("dark", 150, False)


def test_the_file_is_toml_that_a_person_can_read(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    settings.set("text_size", 120)
    kept = tomllib.loads(settings.path.read_text(encoding="utf-8"))
    assert kept == {**defaults(), "text_size": 120}
    assert list(tmp_path.iterdir()) == [settings.path]


@pytest.mark.parametrize(
    "content",
    [
        "not toml at all [",
        'theme = "pink"',
        "text_size = 5000",
        'text_size = "100"',
        'search_while_typing = "yes"',
        "unknown = 3",
    ],
)
def test_what_makes_no_sense_in_the_file_has_its_default(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content, encoding="utf-8")
    settings = Settings(path)
    assert {key: settings[key] for key in defaults()} == defaults()


@pytest.mark.parametrize(("key", "value"), [("theme", "pink"), ("text_size", 20), ("theme", 3)])
def test_what_makes_no_sense_is_not_set(tmp_path: Path, key: str, value: str | int) -> None:
    settings = Settings(tmp_path / "settings.toml")
    with pytest.raises(ValueError, match=f"{key} cannot be"):
        settings.set(key, value)
    assert settings[key] == defaults()[key]


def test_a_file_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where the folder should be", encoding="utf-8")
    settings = Settings(tmp_path / "blocked" / "settings.toml")
    with pytest.raises(EnvironmentFailed, match=r"^The settings could not be saved: .+\.$"):
        settings.set("theme", "dark")
    assert settings.text("theme") == "dark"


def test_another_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDENCE_LIBRARY_CONFIG", str(tmp_path))
    assert config_folder() == tmp_path


def test_a_name_is_kept_in_one_line_trimmed_and_short(tmp_path: Path) -> None:
    (setting,) = [one for one in SETTINGS if one.key == "person"]
    assert setting.tidied("  Kim\n\t\x7fLee\u2028 ") == "Kim Lee"
    assert len(setting.tidied("e" * 80)) == 60
    assert not setting.accepts("Kim\nLee")
    path = tmp_path / "settings.toml"
    path.write_text('person = " KL "', encoding="utf-8")
    assert Settings(path).person == "KL"
    Settings(path).set("person", 'Kim "K" \\ Lée')
    assert Settings(path).person == 'Kim "K" \\ Lée'


def test_what_a_library_keeps_by_now_stays_in_the_file_of_an_older_version(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('second_person = true\nreview_years = "2"\n', encoding="utf-8")
    settings = Settings(path)
    assert settings.former == {"second_person": True, "review_years": "2"}
    settings.set("theme", "dark")
    assert Settings(path).former == settings.former
