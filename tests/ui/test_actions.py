"""Every action is documented and has keys of its own."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from evidence_library import assets
from evidence_library.ui.actions import ACTIONS, KEYS, MENUS, Spec, plain, shortcut_table
from evidence_library.ui.main_window import MainWindow
from tests.ui.person import Person


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_action_says_what_it_does(spec: Spec) -> None:
    assert spec.menu in MENUS
    assert plain(spec.text)
    assert spec.help
    assert not spec.help.endswith(".")
    assert not spec.icon or assets.resource("icons", f"{spec.icon}.svg").is_file()


def test_no_two_actions_share_an_id_or_keys() -> None:
    ids = Counter(spec.id for spec in ACTIONS)
    keys = Counter(QKeySequence(spec.shortcut).toString() for spec in ACTIONS if spec.shortcut)
    assert {name: count for name, count in (ids + keys).items() if count > 1} == {}


def test_every_action_has_a_handler(window: MainWindow) -> None:
    signal = "2triggered(bool)"
    idle = [spec.id for spec in ACTIONS if not window.actions_made[spec.id].receivers(signal)]
    assert idle == []


def test_the_shortcut_list_names_every_key(window: MainWindow) -> None:
    window.go("help")
    window.help_screen.open_page("shortcuts")
    page = window.help_screen.browser.toPlainText()
    missing = [keys for _menu, keys, help_text in shortcut_table() if keys not in page]
    assert missing == []
    assert len(shortcut_table()) == len(KEYS) + sum(bool(spec.shortcut) for spec in ACTIONS)


def test_undo_is_named_after_what_it_takes_back(reader: Person) -> None:
    reader.takes("undo")
    assert reader.window.actions_made["redo"].text() == "&Redo “Add records”"


def test_every_icon_that_ships_is_used_and_free() -> None:
    package = assets.resource("icons").parents[1] / "evidence_library" / "ui"
    source = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    shipped = sorted(path.stem for path in assets.resource("icons").glob("*.svg"))
    assert [name for name in shipped if f'"{name}"' not in source] == []
    assert assets.resource("icons", "LICENSE-Lucide.txt").is_file()
