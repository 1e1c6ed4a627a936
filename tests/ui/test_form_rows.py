"""Rows, chips, headings and sections of a form: filled, ordered and emptied by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence_library.model.ids import ConceptId, RecordId
from evidence_library.model.record import Name, Outcome, Record, Relation, Section, TopicHeading
from evidence_library.model.vocabulary import Direction, RelationType, SectionKind
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields import kinds
from evidence_library.ui.widgets.fields import markdown_marks as marks
from evidence_library.ui.widgets.fields.base import Deliver, FieldWidget
from evidence_library.ui.widgets.fields.chips import ChipsField
from evidence_library.ui.widgets.fields.headings import UNKNOWN, HeadingsField
from evidence_library.ui.widgets.fields.markdown import MarkdownField
from evidence_library.ui.widgets.fields.pick import Found, PickField
from evidence_library.ui.widgets.fields.rows import Row, RowsField
from evidence_library.ui.widgets.fields.sections import SectionsField
from evidence_library.ui.widgets.fields.text import TextField
from tests.ui.test_fields import ROUND_TRIPS, TEXTS, Form
from tests.unit.exporters.any_record import any_record, any_section

HOUSING = TopicHeading("Housing", ConceptId("c-housing"))
WARDENS = TopicHeading("Estate Wardens", ConceptId("c-wardens"))


class Headings:
    """Finds two headings by the beginning of their label."""

    def search(self, words: str, deliver: Callable[[Sequence[Found]], None]) -> None:
        found = [
            Found(HOUSING, "Housing", "Places", "Homes and estates."),
            Found(WARDENS, "Estate Wardens", "Places > Housing", "People who walk estates."),
        ]
        deliver([one for one in found if words.lower() in one.words.lower()])

    def describe(self, value: Any, deliver: Callable[[Found], None]) -> None:
        deliver(Found(value, value.label, "Places", "Homes and estates."))


class Records:
    """Finds one record."""

    def search(self, words: str, deliver: Callable[[Sequence[Found]], None]) -> None:
        deliver([Found(RecordId("r-1"), "Wardens on the estate", "2010")])

    def describe(self, value: Any, deliver: Callable[[Found], None]) -> None:
        deliver(Found(value, "Wardens on the estate", "2010"))


@pytest.fixture
def fields(theme: Theme, qtbot: QtBot) -> dict[str, FieldWidget]:
    """Every field of several values, by the field of a record it is for."""
    made: dict[str, FieldWidget] = {
        "authors": kinds.name_rows(theme, "Authors", "author"),
        "alternative_titles": kinds.title_rows(theme),
        "outcomes": kinds.outcome_rows(theme),
        "links": kinds.link_rows(theme),
        "external_ratings": kinds.rating_rows(theme),
        "relations": kinds.relation_rows(theme, Records()),
        "place": kinds.place_rows(theme),
        "pointers": kinds.pointer_rows(theme),
        "tags": ChipsField(theme, "Tags"),
        "topics": HeadingsField(theme, "Topic headings", Headings()),
        "sections": SectionsField(theme),
    }
    for field in made.values():
        qtbot.addWidget(field)
    return made


@settings(ROUND_TRIPS, max_examples=12)
@given(record=any_record())
def test_what_was_set_comes_back(fields: dict[str, FieldWidget], record: Record) -> None:
    for name, field in fields.items():
        field.set_value(getattr(record, name))
        assert field.value() == getattr(record, name)


@settings(ROUND_TRIPS, max_examples=25)
@given(section=any_section(), typed=st.text("ab *#\n", max_size=5))
def test_typing_into_a_section_changes_its_text_only(
    fields: dict[str, FieldWidget], section: Section, typed: str
) -> None:
    field = fields["sections"]
    assert isinstance(field, SectionsField)
    field.set_value((section,))
    body = field.rows[0].fields["body"]
    assert isinstance(body, TextField)
    body.edit.insertPlainText(typed)
    [now] = field.value()
    assert (now.heading, now.kind, now.level) == (section.heading, section.kind, section.level)
    assert now.body == typed + section.body


def _names(field: RowsField) -> list[str]:
    return [one.name for one in field.value()]


def _press(qtbot: QtBot, form: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    focused = form.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def test_rows_are_added_moved_and_taken_out_by_keyboard(theme: Theme, qtbot: QtBot) -> None:
    field = kinds.name_rows(theme, "Authors", "author")
    form = Form(qtbot, field)
    alt = Qt.KeyboardModifier.AltModifier
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    field.set_value((Name("Ash"), Name("Home Office", corporate=True)))
    field.take_focus(0)
    _press(qtbot, form, Qt.Key.Key_Insert, alt)
    assert form.changes == 0  # an empty row is no author yet
    qtbot.keyClicks(form.focusWidget(), "Elm")
    assert _names(field) == ["Ash", "Elm", "Home Office"]
    _press(qtbot, form, Qt.Key.Key_Up, both)
    assert _names(field) == ["Elm", "Ash", "Home Office"]
    _press(qtbot, form, Qt.Key.Key_Down, both)
    _press(qtbot, form, Qt.Key.Key_Down, both)
    assert _names(field) == ["Ash", "Home Office", "Elm"]
    assert field.current == 2
    _press(qtbot, form, Qt.Key.Key_Delete, alt)
    assert (_names(field), field.current) == (["Ash", "Home Office"], 1)


def test_rows_are_moved_and_taken_out_with_buttons(theme: Theme, qtbot: QtBot) -> None:
    field = kinds.name_rows(theme, "Authors", "author")
    form = Form(qtbot, field)
    field.set_value((Name("Ash"), Name("Elm")))
    assert not field.rows[0].up.isEnabled()
    field.rows[0].down.click()
    assert _names(field) == ["Elm", "Ash"]
    field.rows[0].remove.click()
    assert (_names(field), form.changes) == (["Ash"], 2)
    assert field.rows[0].remove.accessibleName() == "Take author 1 of 1 out"
    field.rows[0].remove.click()
    assert (field.value(), field.add_button.hasFocus()) == ((), True)


def test_a_row_nobody_filled_is_no_value(theme: Theme, qtbot: QtBot) -> None:
    field = kinds.outcome_rows(theme)
    _form = Form(qtbot, field)
    field.add_row()
    assert field.value() == ()
    qtbot.keyClicks(_form.focusWidget(), "noise")
    assert field.value() == (Outcome(outcome="noise", direction=Direction.UNCLEAR),)


def test_a_related_record_is_searched_for_and_picked(theme: Theme, qtbot: QtBot) -> None:
    field = kinds.relation_rows(theme, Records())
    form = Form(qtbot, field)
    field.add_row()
    pick = field.rows[0].fields["to"]
    assert isinstance(pick, PickField)
    pick.take_focus()
    qtbot.keyClicks(pick.search.line, "ward")
    qtbot.keyClick(pick.search.line, Qt.Key.Key_Down)
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    assert field.value() == (Relation(type=RelationType.RELATED_TO, to=RecordId("r-1")),)
    assert (pick.words, pick.change.hasFocus()) == ("Wardens on the estate · 2010", True)


def test_chips_are_made_and_taken_out_by_keyboard(theme: Theme, qtbot: QtBot) -> None:
    field = ChipsField(theme, "Tags")
    form = Form(qtbot, field)
    field.take_focus()
    qtbot.keyClicks(field.line, "training,night")
    assert field.value() == ("training", "night")  # the second is no chip yet, and counts
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClicks(field.line, "Training")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.said == "“Training” is there already."
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Left)
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Delete)
    assert field.value() == ("night",)
    assert form.focusWidget() is field.chips[0]


def test_pasted_words_become_chips(theme: Theme, qtbot: QtBot) -> None:
    field = ChipsField(theme, "Tags")
    _form = Form(qtbot, field)
    QGuiApplication.clipboard().setText("young people; women, Women,  older   people ")
    field.take_focus()
    field.line.paste()
    assert field.value() == ("young people", "women", "older people")


def test_chips_are_offered_from_the_library(theme: Theme, qtbot: QtBot) -> None:
    def complete(_typed: str, deliver: Deliver) -> None:
        deliver(["night-time economy"])

    field = ChipsField(theme, "Tags", complete=complete)
    _form = Form(qtbot, field)
    field.take_focus()
    qtbot.keyClicks(field.line, "ni")
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.value(), field.line.text()) == (("night-time economy",), "")


def test_headings_are_picked_and_never_typed(theme: Theme, qtbot: QtBot) -> None:
    field = HeadingsField(theme, "Topic headings", Headings())
    form = Form(qtbot, field)
    field.take_focus()
    qtbot.keyClicks(field.search.line, "Ward")
    qtbot.keyClick(field.search.line, Qt.Key.Key_Down)
    assert field.search.about.text() == "People who walk estates."
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    assert field.value() == (WARDENS,)
    qtbot.keyClicks(field.search.line, "Something of my own")
    qtbot.keyClick(field.search.line, Qt.Key.Key_Return)
    assert (field.value(), form.changes) == ((WARDENS,), 1)
    assert field.search.about.text() == "Nothing found for “Something of my own”."


def test_an_unknown_heading_is_kept_and_flagged(theme: Theme, qtbot: QtBot) -> None:
    field = HeadingsField(theme, "Topic headings", Headings())
    _form = Form(qtbot, field)
    field.set_value((TopicHeading("Wardens"), HOUSING))
    assert [item.detail.text() for item in field.items] == [UNKNOWN, "Places"]
    assert field.items[0].remove.accessibleDescription() == UNKNOWN
    field.take_focus(0)
    qtbot.keyClick(field.items[0].remove, Qt.Key.Key_Delete)
    assert field.value() == (HOUSING,)
    assert not field.add(HOUSING)


def test_the_usual_sections_are_offered_where_they_are_missing(theme: Theme, qtbot: QtBot) -> None:
    field = SectionsField(theme)
    form = Form(qtbot, field)
    aim, cost = (
        Section(kind=SectionKind.AIM, heading="Aim"),
        Section(kind=SectionKind.COST, heading="Cost"),
    )
    field.set_value((aim,))
    field.propose((aim, cost))
    assert field.usual_button.accessibleDescription() == "Cost"
    field.usual_button.click()
    assert (field.value(), form.changes) == ((aim, cost), 1)
    assert field.usual_button.isHidden()


def test_signs_are_put_around_words_with_keys(theme: Theme, qtbot: QtBot) -> None:
    field = MarkdownField(theme, "Text")
    _form = Form(qtbot, field)
    field.set_value("A 🙂 bold word")
    field.take_focus()
    field.edit.find("bold")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(field.edit, Qt.Key.Key_B, control)
    assert field.value() == "A 🙂 **bold** word"
    qtbot.keyClick(field.edit, Qt.Key.Key_I, control)
    assert field.value() == "A 🙂 ***bold*** word"
    qtbot.keyClick(field.edit, Qt.Key.Key_B, control)
    assert field.value() == "A 🙂 *bold* word"
    field.edit.undo()
    assert field.value() == "A 🙂 ***bold*** word"
    assert [made.accessibleName() for made in field.tools.buttons] == [
        "Bold",
        "Italic",
        "Heading",
        "List",
        "Numbered list",
        "Link",
        "Quotation",
    ]


def test_the_preview_follows_and_loads_nothing(theme: Theme, qtbot: QtBot) -> None:
    field = MarkdownField(theme, "Text")
    _form = Form(qtbot, field)
    field.set_value("A **bold** word <script>alert(1)</script>![x](http://x.org/x.png)")
    field.tools.preview.click()
    assert field.preview is not None
    assert "A bold word" in field.preview.toPlainText()
    assert "alert" not in field.preview.toHtml()
    assert "img" not in field.preview.toHtml()
    field.take_focus()
    qtbot.keyClicks(field.edit, "Now: ")
    qtbot.waitUntil(lambda: field.preview.toPlainText().startswith("Now: A bold"))  # type: ignore


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        (marks.bold, ("a word b", 2, 6), ("a **word** b", 4, 8)),
        (marks.italic, ("a *word* b", 3, 7), ("a word b", 2, 6)),
        (marks.bullets, ("one\ntwo", 0, 7), ("- one\n- two", 0, 11)),
        (marks.bullets, ("- one\n- two", 0, 11), ("one\ntwo", 0, 7)),
        (marks.numbers, ("- one\n- two", 0, 11), ("1. one\n2. two", 0, 13)),
        (marks.bullets, ("text\nitem", 6, 6), ("text\n\n- item", 12, 12)),
        (marks.quotation, ("said", 0, 4), ("> said", 0, 6)),
        (marks.heading, ("Costs", 2, 2), ("#### Costs", 10, 10)),
        (marks.link, ("the report", 4, 10), ("the [report](https://)", 13, 21)),
        (
            marks.link,
            ("see http://x.org", 4, 16),
            ("see [words](http://x.org)", 5, 10),
        ),
    ],
)
def test_what_the_buttons_do(
    act: Callable[[marks.Marked], marks.Marked],
    before: tuple[str, int, int],
    after: tuple[str, int, int],
) -> None:
    assert act(marks.Marked(*before)) == marks.Marked(*after)


@ROUND_TRIPS
@given(text=TEXTS, data=st.data())
def test_a_button_never_leaves_the_text(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    for act in (marks.bold, marks.italic, marks.bullets, marks.numbers, marks.link):
        after = act(marks.Marked(text, start, end))
        assert 0 <= after.start <= after.end <= len(after.text)


def test_going_to_a_field_does_not_wait_for_hundreds_of_rows(qtbot: QtBot, theme: Theme) -> None:
    authors = kinds.name_rows(theme, "Authors", "author")
    _form = Form(qtbot, authors)
    names = tuple(Name(f"Author {number}") for number in range(60))
    authors.set_value(names)
    authors.take_focus()
    assert len(authors.findChildren(Row)) < len(names)
    assert authors.value() == names
    authors.take_focus(40)
    assert authors.current == 40
    assert len(authors.findChildren(Row)) < len(names)
    assert len(authors.rows) == len(names)
