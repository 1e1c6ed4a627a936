"""What the window remembers between two starts: its place, its panes, recent libraries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from evidence_library.services.library import default_folder
from evidence_library.settings import config_folder

_MOST = 8
_MOST_SEARCHES = 50


class Remembered:
    """A small file of window state. It holds nothing a person sets; that is in the settings."""

    def __init__(self, path: Path | None = None) -> None:
        """Read `path`; without one, the file in the folder of the settings."""
        file = path or config_folder() / "window.ini"
        self._state = QSettings(str(file), QSettings.Format.IniFormat)

    def keep(self, name: str, state: QByteArray) -> None:
        """Remember the state of a widget."""
        self._state.setValue(name, state)

    def state(self, name: str) -> QByteArray:
        """Give the state of a widget as it was; empty if nothing is known."""
        found = self._state.value(name)
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep_words(self, name: str, words: Sequence[str]) -> None:
        """Remember a list of words."""
        self._state.setValue(name, list(words))

    def words(self, name: str) -> tuple[str, ...]:
        """Give a list of words as it was remembered; empty if nothing is known."""
        return tuple(self._list(name))

    def keep_folds(self, folds: Mapping[str, bool]) -> None:
        """Remember which groups of filters were opened (true) or closed."""
        self._state.setValue(
            "groups", [f"{group}={int(is_open)}" for group, is_open in folds.items()]
        )

    @property
    def folds(self) -> dict[str, bool]:
        """Which groups of filters were opened or closed by hand."""
        pairs = (text.partition("=") for text in self._list("groups"))
        return {group: is_open == "1" for group, _, is_open in pairs}

    @property
    def recent(self) -> tuple[Path, ...]:
        """The libraries opened last, the latest first."""
        return tuple(map(Path, self._list("recent")))

    def opened(self, folder: Path) -> None:
        """Put a library at the head of the recent ones."""
        folder = folder.absolute()
        others = [one for one in self.recent if one != folder]
        self._state.setValue("recent", [str(one) for one in (folder, *others)][:_MOST])

    @property
    def searches(self) -> tuple[str, ...]:
        """The searches asked for last, the latest first."""
        return tuple(self._list("searches"))

    def searched(self, text: str) -> None:
        """Put a search at the head of the earlier ones."""
        text = " ".join(text.split())
        if text:
            others = [one for one in self.searches if one.casefold() != text.casefold()]
            self._state.setValue("searches", [text, *others][:_MOST_SEARCHES])

    def last_library(self) -> Path:
        """Give the library to open when none is named: the latest one, else the default.

        The latest one may be out of reach, as on a drive that is not plugged in.
        """
        return next(iter(self.recent), default_folder())

    @property
    def whole_searches(self) -> str:
        """The earlier searches with their filters, as they were handed in; empty if none are."""
        return str(self._state.value("whole_searches") or "")

    def keep_whole_searches(self, text: str) -> None:
        """Remember earlier searches with their filters."""
        self._state.setValue("whole_searches", text)

    def forget_searches(self) -> None:
        """Drop everything that was searched for."""
        for name in ("searches", "whole_searches"):
            self._state.remove(name)

    def save(self) -> None:
        """Write the file now."""
        self._state.sync()

    def _list(self, name: str) -> list[str]:
        """Give a list of words; a settings file knows no list of one."""
        found = self._state.value(name)
        names = found if isinstance(found, list) else [found] if found else []
        return [str(one) for one in names]
