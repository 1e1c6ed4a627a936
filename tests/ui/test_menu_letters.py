"""Every entry of a menu has a letter of its own, so that one key press takes it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QMenu

from evidence_library.ui.actions import ACTIONS, MENUS
from evidence_library.ui.presenters.worklists import MOVES
from tests.ui.person import Person


def letters(menu: QMenu) -> list[str]:
    texts = [one.text().replace("&&", "") for one in menu.actions() if not one.isSeparator()]
    return [text.partition("&")[2][:1].lower() for text in texts]


def test_no_letter_stands_twice_in_a_menu_and_none_is_missing(reader: Person) -> None:
    bar = reader.window.menuBar()
    menus = {one.text(): one.menu() for one in bar.actions()}
    assert list(menus) == [f"&{name}" for name in MENUS]
    every = {
        name: menu
        for top in menus.values()
        if isinstance(top, QMenu)
        for name, menu in (
            (top.title(), top),
            *((one.title(), one) for one in top.findChildren(QMenu)),
        )
    }
    told = {name: letters(menu) for name, menu in every.items() if "ecent" not in name}
    twice = {
        name: [letter for letter, times in Counter(found).items() if times > 1 or not letter]
        for name, found in told.items()
    }
    assert {name: found for name, found in twice.items() if found} == {}


def test_only_what_opens_a_dialog_ends_in_an_ellipsis() -> None:
    ending = {spec.id for spec in ACTIONS if spec.text.endswith("…")}
    assert ending == {
        *("new", "open", "import", "attach", "export", "export-pack", "search-record", "print"),
        *("print-results", "edit-many"),
        *("track-progress", "track-edit", "track-theme", "track-overlap"),
        *("track-import", "track-add", "track-new-set"),
        *(f"move-{name}" for name, move in MOVES.items() if move.question),
        *(
            "save-search",
            "words",
            "trash",
            "history",
            "chain",
            "check-record",
            "versions",
            "new-from",
            "tag",
            "add-to-which",
            "link-recommendation",
            "track-report",
            "track-export",
            "add-all-to-pack",
            "new-pack",
            "begin-assessment",
            "new-action",
            "assess-report",
            "export-actions",
            "instruments",
        ),
    }


def test_a_name_with_quotation_marks_is_quoted_in_single_ones(reader: Person) -> None:
    reader.searches("trust")
    reader.answers.name = "zz"
    reader.takes("save-search")
    assert reader.window.actions_made["undo"].text() == "&Undo “Save the search ‘zz’”"
