"""A paste that does not come in whole is told at the field it was pasted into."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.chips import ChipsField
from evidence_library.ui.widgets.fields.kinds import pointer_rows, title_rows
from evidence_library.ui.widgets.fields.line import LONGEST_LINE, LineField
from evidence_library.ui.widgets.fields.small import WordsField

CUT = f"A line holds {LONGEST_LINE:,} characters; the rest was left out."


def paste(text: str) -> None:
    QApplication.clipboard().setText(text)


def test_tags_that_were_cut_are_told_at_the_field_and_read_out(theme: Theme, qtbot: QtBot) -> None:
    chips = ChipsField(theme, "Tags")
    qtbot.addWidget(chips)
    paste(", ".join(f"tag number {number}" for number in range(900)))
    chips.line.paste()
    assert chips.said.startswith(f"{CUT} Only the first 200 were taken;")
    assert CUT in chips.line.accessibleDescription()
    paste("x" * (LONGEST_LINE + 1))
    chips.set_value(())
    chips.line.paste()
    assert chips.said == CUT


def test_rows_that_were_cut_say_so_in_the_row(theme: Theme, qtbot: QtBot) -> None:
    titles, pointers = title_rows(theme), pointer_rows(theme)
    paste("1, " * LONGEST_LINE)
    for rows in (titles, pointers):
        qtbot.addWidget(rows)
        rows.add_row()
        lines = [
            one for one in rows.rows[0].fields.values() if isinstance(one, LineField | WordsField)
        ]
        assert lines
        for field in lines:
            field.line.paste()
            assert field.said == CUT
            assert CUT in field.line.accessibleDescription()
