"""The simple fields of a form keep what they hold, and say what they understand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_library.model.dates import Added, PartialDate
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import Deliver, FieldWidget
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.dates import AddedField, DateField
from evidence_library.ui.widgets.fields.line import LONGEST_LINE, LineField
from evidence_library.ui.widgets.fields.text import LONGEST_PASTE, TextField

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
DATES = st.none() | st.builds(
    PartialDate, st.none() | st.integers(1, 9999), st.none() | st.integers(1, 12), raw=TEXTS
)
ROUND_TRIPS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
KINDS = (
    Option("", "Not stated"),
    Option("review", "Review", "Sums up several studies."),
    Option("research", "Research", "One study."),
)


class Form(QWidget):
    """A window with a field in it, and how often the field said that it was changed."""

    def __init__(self, qtbot: QtBot, field: FieldWidget) -> None:
        super().__init__()
        self.resize(500, 300)
        field.setParent(self)
        field.resize(480, 280)
        self.changes = 0
        field.changed.connect(self._on_changed)
        qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        QApplication.processEvents()

    def _on_changed(self) -> None:
        self.changes += 1


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


@ROUND_TRIPS
@given(text=TEXTS)
def test_texts_come_back_as_they_were_set(theme: Theme, text: str) -> None:
    for field in (LineField(theme, "Title"), TextField(theme, "Finding")):
        field.set_value(text)
        assert field.value() == text


@ROUND_TRIPS
@given(date=DATES, by=TEXTS)
def test_dates_come_back_as_they_were_set(theme: Theme, date: PartialDate | None, by: str) -> None:
    field = DateField(theme, "Published")
    field.set_value(date)
    assert field.value() == date
    added = AddedField(theme, "Added")
    held = Added(date, by) if date else None
    added.set_value(held)
    assert added.value() == held


@ROUND_TRIPS
@given(value=TEXTS | st.none())
def test_a_choice_that_is_not_in_the_list_is_kept_as_read(theme: Theme, value: str | None) -> None:
    for radio in (False, True):
        field = ChoiceField(theme, "Kind", KINDS, radio=radio)
        field.set_value(value)
        assert field.value() == value


def test_setting_is_no_change_and_typing_is(theme: Theme, qtbot: QtBot) -> None:
    field = LineField(theme, "Title")
    form = Form(qtbot, field)
    field.set_value("Wardens")
    assert form.changes == 0
    field.take_focus()
    field.line.end(False)
    qtbot.keyClicks(field.line, " at night")
    assert (form.changes, field.value()) == (9, "Wardens at night")


@pytest.mark.parametrize(
    ("typed", "date", "told"),
    [
        ("January 2004", PartialDate(2004, 1, raw="January 2004"), "Understood as January 2004."),
        (
            "Spring 2004",
            PartialDate(2004, raw="Spring 2004"),
            "Understood as 2004; the rest of the wording is kept with it.",
        ),
        (
            "long ago",
            PartialDate(raw="long ago"),
            "Not understood as a date; kept as you wrote it. "
            "Write 2004, January 2004, 5 January 2004 or 2004-01-05.",
        ),
    ],
)
def test_a_date_is_typed_as_people_write_it(
    theme: Theme, qtbot: QtBot, typed: str, date: PartialDate, told: str
) -> None:
    field = DateField(theme, "Published")
    form = Form(qtbot, field)
    field.take_focus()
    qtbot.keyClicks(field.line, typed)
    assert (field.value(), field.said) == (date, told)
    assert told in field.line.accessibleDescription()
    assert form.changes == len(typed)
    field.line.selectAll()
    qtbot.keyClick(field.line, Qt.Key.Key_Delete)
    assert field.value() is None


def test_who_added_a_record_is_read_out_of_the_wording(theme: Theme, qtbot: QtBot) -> None:
    field = AddedField(theme, "Added")
    _form = Form(qtbot, field)
    field.take_focus()
    qtbot.keyClicks(field.line, "2011 (October DH)")
    held = field.value()
    assert held is not None
    assert (held.date.value, held.by) == ("2011-10", "DH")
    assert field.said == "Understood as October 2011. Added by DH."


def test_a_choice_tells_what_it_means(theme: Theme, qtbot: QtBot) -> None:
    field = ChoiceField(theme, "Kind", KINDS)
    form = Form(qtbot, field)
    field.take_focus()
    assert field.combo is not None
    qtbot.keyClick(field.combo, Qt.Key.Key_Down)
    assert (field.value(), field.said, form.changes) == (
        "review",
        "Sums up several studies.",
        1,
    )


def test_the_wheel_over_a_page_chooses_nothing(theme: Theme, qtbot: QtBot) -> None:
    field = ChoiceField(theme, "Kind", KINDS)
    _form = Form(qtbot, field)
    assert field.combo is not None
    field.combo.clearFocus()
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    field.combo.wheelEvent(down)
    assert field.value() == ""


def test_radio_buttons_are_walked_with_the_arrows(theme: Theme, qtbot: QtBot) -> None:
    field = ChoiceField(theme, "Kind", KINDS, radio=True)
    form = Form(qtbot, field)
    field.take_focus()
    qtbot.keyClick(field.focusWidget(), Qt.Key.Key_Down)
    assert (field.value(), form.changes) == ("review", 1)


def test_a_problem_is_said_with_a_sign_and_to_screen_readers(theme: Theme, qtbot: QtBot) -> None:
    field = LineField(theme, "Title", help_text="As printed on the cover.")
    _form = Form(qtbot, field)
    field.show_problem("The record has no title.")
    assert field.problem == "The record has no title."
    assert field.line.accessibleDescription() == (
        "Problem: The record has no title. As printed on the cover."
    )
    field.show_problem("")
    assert field.line.accessibleDescription() == "As printed on the cover."


def test_a_paste_of_twenty_megabytes_is_cut_with_a_sentence(theme: Theme, qtbot: QtBot) -> None:
    paste("word " * 4_000_000)
    line, text = LineField(theme, "Title"), TextField(theme, "Notes")
    _forms = Form(qtbot, line), Form(qtbot, text)
    line.line.paste()
    text.edit.paste()
    assert len(line.value()) == LONGEST_LINE
    assert len(text.value()) == LONGEST_PASTE
    assert line.said == "A line holds 10,000 characters; the rest was left out."
    assert text.said.startswith("Only the first 200,000 characters were pasted;")


def test_what_is_too_long_to_edit_is_kept_whole(theme: Theme) -> None:
    field = TextField(theme, "Notes")
    held = "a line\n" * 200_000
    field.set_value(held)
    assert field.value() == held
    assert "all of it is kept" in field.said


def test_a_text_keeps_spaces_that_do_not_break(theme: Theme, qtbot: QtBot) -> None:
    field = TextField(theme, "Finding")
    _form = Form(qtbot, field)
    field.set_value("5\u00a0km")
    field.take_focus()
    qtbot.keyClicks(field.edit, "About ")
    assert field.value() == "About 5\u00a0km"


def test_offers_of_the_library_are_taken_by_keyboard(theme: Theme, qtbot: QtBot) -> None:
    asked: list[str] = []

    def complete(typed: str, deliver: Deliver) -> None:
        asked.append(typed)
        offers: Sequence[str] = ("Home Office", "Home Group")
        deliver([one for one in offers if one.lower().startswith(typed.lower())])

    field = LineField(theme, "Body", complete=complete)
    form = Form(qtbot, field)
    field.take_focus()
    qtbot.keyClicks(field.line, "ho")
    assert field.completion is not None
    assert [one.words for one in field.completion.list.choices] == ["Home Office", "Home Group"]
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.value(), asked[-1], form.changes) == ("Home Office", "ho", 3)
    assert field.completion.list.choices == ()
