"""Tables of Curate at large text: every column is in sight, words go on; tags show colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from evidence_library.model.tags import TAG_COLOURS
from evidence_library.services import tagging
from evidence_library.ui.itemmodels.listed_table import Line, ListedTableModel
from evidence_library.ui.screens.tags_page import TagsScreen
from evidence_library.ui.theme import Theme, contrast
from evidence_library.ui.widgets.wrapped_table import WrappedTable
from tests.ui.person import Person

WORDS = "Street wardens in three northern towns: an evaluation of the first year"


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> WrappedTable:
    made = WrappedTable(theme, ListedTableModel(("One", "Other", "Why"), "none"), (170, 190))
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("width", [320, 600, 1200])
def test_all_columns_are_in_sight_and_words_get_the_lines_they_need(
    table: WrappedTable, theme: Theme, scale: int, width: int
) -> None:
    theme.choose("light", scale)
    table.resize(width, 400)
    one_line = table.rowHeight(0)
    table.lines.show_all((Line("1", (WORDS, WORDS, "alike")),))
    columns = sum(table.columnWidth(column) for column in range(3))
    assert columns <= table.viewport().width()
    assert not table.horizontalScrollBar().isVisible()
    assert table.rowHeight(0) > one_line
    assert table.minimumHeight() >= table.horizontalHeader().height() + table.rowHeight(0)
    table.lines.show_all((Line("1", ("Short", "Short", "alike")),))
    assert table.rowHeight(0) < 2 * table.fontMetrics().lineSpacing() + theme.px(34)
    theme.choose("light", 100)


def test_the_colour_of_a_tag_is_painted_beside_its_name(reader: Person) -> None:
    library = reader.window.session.library
    assert library is not None
    tagging.put(library, "to read", tagging.records_of(library, [1]))
    tagging.put(library, "plain", tagging.records_of(library, [1]))
    reader.window.session.tell_changed(tagging.paint(library, "to read", "blue"))
    reader.window.go("curate")
    reader.window.curate_screen.open_page("tags")
    reader.waits()
    (page,) = reader.window.findChildren(TagsScreen)
    cells = {page.table.lines.index(row, 1) for row in range(2)}
    shown = {
        str(cell.data()): cell.data(Qt.ItemDataRole.DecorationRole) is not None for cell in cells
    }
    assert shown == {"Blue": True, "No colour": False}
    icon = page.table.lines.index(1, 1).data(Qt.ItemDataRole.DecorationRole)
    assert isinstance(icon, QIcon)
    assert page.table.lines.index(1, 0).data(Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_swatch_stands_out_from_the_page_and_the_chosen_line(name: str) -> None:
    theme = Theme(name)
    for colour in TAG_COLOURS:
        line, _ground = theme.tag(colour)
        for ground in ("bg", "panel", "accent_soft", "hover"):
            assert contrast(line.name(), theme.colour(ground).name()) >= 3, (colour, ground)
