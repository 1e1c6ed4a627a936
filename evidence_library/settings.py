"""What a person can set, in one table, kept as a small TOML file in the user's config folder."""

from __future__ import annotations

import os
import tempfile
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from evidence_library.errors import EnvironmentFailed

APP_NAME = "evidence-library"

#: Says in the place of the settings who makes the changes.
PERSON_VARIABLE = "EVIDENCE_LIBRARY_PERSON"

#: Kinds of characters that no line of text may hold: control characters, halves of pairs, breaks.
_NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to set: its type is that of `default`.

    `choices` or `limits` bound it; a text to be typed has at most `longest` characters.
    """

    key: str
    default: Value
    label: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    limits: tuple[int, int] | None = None
    longest: int = 0

    @property
    def type(self) -> type:
        """The type of the value."""
        return type(self.default)

    def accepts(self, value: object) -> bool:
        """Tell whether a value may be kept under this setting."""
        if type(value) is not self.type:
            return False
        if self.choices:
            return value in {choice for choice, _ in self.choices}
        if self.limits is not None and isinstance(value, int):
            return self.limits[0] <= value <= self.limits[1]
        return not isinstance(value, str) or self.tidied(value) == value

    def tidied(self, text: str) -> str:
        """Give what was typed as it is kept: in one line, trimmed and not too long."""
        kept = (" " if unicodedata.category(one) in _NO_TEXT else one for one in text)
        return " ".join("".join(kept).split())[: self.longest].rstrip()


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "system",
        "Theme",
        "Light or dark colours. “As the system” follows your computer.",
        choices=(("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    Setting(
        "text_size",
        100,
        "Text size",
        "How large text and controls are drawn, in per cent.",
        limits=(90, 200),
    ),
    Setting(
        "search_while_typing",
        True,
        "Search while typing",
        "Results follow each letter. Without it, a search starts with Enter.",
    ),
    Setting(
        "completion",
        True,
        "Completions while typing",
        "Offer fields, headings, tags, words of the library and earlier searches below the field.",
    ),
    Setting(
        "remember_searches",
        True,
        "Remember earlier searches",
        "Your last 50 searches, on this computer only. Switched off, they are forgotten.",
    ),
    Setting(
        "person",
        "",
        "Your name or initials",
        "Kept with every change you make, so that the history tells who did what.",
        longest=60,
    ),
    Setting(
        "citation_style",
        "harvard",
        "Citation style",
        "How Cite writes the source of a record. Packs have a style of their own.",
        choices=(
            ("harvard", "Harvard (Cite Them Right)"),
            ("apa", "APA (7th edition)"),
            ("vancouver", "Vancouver (numbered)"),
            ("oscola", "OSCOLA (law)"),
        ),
    ),
    Setting(
        "open_links",
        "ask",
        "Web links",
        "Links lead out of the library, and old addresses may be dead or have changed hands.",
        choices=(
            ("ask", "Show the address and ask before opening the browser"),
            ("never", "Show the address only; never open the browser"),
        ),
    ),
    Setting(
        "word_template",
        "",
        "Word template for packs",
        "A Word document of your organisation (.docx or .dotx) whose styles, heads and feet packs "
        "take.",
        longest=1000,
    ),
    Setting(
        "show_flags",
        False,
        "Show repairs made when reading",
        "Open the list of what was repaired or found odd when a record was read, without a click.",
    ),
)

#: What holds for everybody who works with a library. It is kept in the library, not here.
LIBRARY_SETTINGS: tuple[Setting, ...] = (
    Setting(
        "second_person",
        False,
        "A second person must check",
        "Nobody publishes what they wrote themselves. People are told apart by name or initials.",
    ),
    Setting(
        "review_years",
        "3",
        "Years between reviews",
        "After how many years what is published is looked at again, with exceptions by kind, as "
        "in: 3; statistics 1; systematic review 5.",
        longest=200,
    ),
)

_BY_KEY = {setting.key: setting for setting in SETTINGS}
_OF_LIBRARIES = {setting.key: setting for setting in LIBRARY_SETTINGS}


def config_folder() -> Path:
    """Give the folder for settings; `EVIDENCE_LIBRARY_CONFIG` names another one."""
    named = os.environ.get("EVIDENCE_LIBRARY_CONFIG", "")
    return Path(named) if named else Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))


class Settings:
    """The values in force. What the file does not say, or says wrongly, has its default."""

    def __init__(self, path: Path | None = None) -> None:
        """Read `path`; without one, the file in `config_folder()`."""
        self.path = path or config_folder() / "settings.toml"
        found = _found(self.path)
        self._values = {**defaults(), **_read(found, _BY_KEY)}
        #: What an older version of the program kept here and a library keeps by now. It stays in
        #: the file, as the person may have further libraries of that age.
        self.former: Mapping[str, Value] = _read(found, _OF_LIBRARIES)

    def __getitem__(self, key: str) -> Value:
        """Give the value of a setting."""
        return self._values[key]

    def text(self, key: str) -> str:
        """Give the value of a setting that is a word."""
        return str(self._values[key])

    def number(self, key: str) -> int:
        """Give the value of a setting that is a number."""
        return int(self._values[key])

    def flag(self, key: str) -> bool:
        """Give the value of a setting that is on or off."""
        return bool(self._values[key])

    @property
    def person(self) -> str:
        """Who makes the changes, as the environment says, or as is set; empty for nobody."""
        return os.environ.get(PERSON_VARIABLE, "").strip() or self.text("person")

    def set(self, key: str, value: Value) -> None:
        """Keep a value at once. Raises ValueError or, if it is not saved, EnvironmentFailed."""
        if not _BY_KEY[key].accepts(value):
            raise ValueError(f"{key} cannot be {value!r}")
        self._values[key] = value
        _write(self.path, {**self._values, **self.former})


def defaults() -> dict[str, Value]:
    """Give every setting at its default."""
    return {setting.key: setting.default for setting in SETTINGS}


def _found(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _read(found: Mapping[str, Any], settings: Mapping[str, Setting]) -> dict[str, Value]:
    known = ((settings[key], value) for key, value in found.items() if key in settings)
    read = ((one, _as_kept(one, value)) for one, value in known)
    return {setting.key: value for setting, value in read if setting.accepts(value)}


def _as_kept(setting: Setting, value: Any) -> Any:
    """Tidy a text that somebody wrote into the file by hand."""
    return setting.tidied(value) if setting.longest and isinstance(value, str) else value


def _write(path: Path, values: Mapping[str, Value]) -> None:
    """Write a temporary file beside it, then replace, so that the file is never half written."""
    lines = [f"{key} = {_toml(value)}\n" for key, value in values.items()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise EnvironmentFailed(
            f"The settings could not be saved: {error.strerror or error}."
        ) from error


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
