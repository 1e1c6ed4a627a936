"""A pack as YAML: read whole, and what is wrong in it told one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.importers import pack_file
from evidence_library.model.pack import BreakItem, ExerciseItem, Question, RecordItem, TextItem

KEY = "6d0c3a52-7b7e-5b0e-9a55-0f5f2a1f7a01"
RECORD = "37553720-8e52-5d97-9ee4-24cf46eb9144"

WHOLE = f"""
id: {KEY}
title: A session
outcomes: [tell one thing, "tell: another"]
planned_minutes: 30
starts: "09:30"
items:
  - text: Welcome
    body: Who is here?
  - record: {RECORD}
    sections: [finding, Limits]
    questions:
      - ask: What next?
        answer: Nothing.
    page_break: yes
  - break: Break
    minutes: 5
  - exercise: Try it
    task: Do this.
    answer: Like that.
"""


def test_a_pack_is_read_whole_with_the_same_ids_each_time() -> None:
    reading = pack_file.read(WHOLE)
    pack = reading.pack
    assert reading.problems == ()
    assert (pack.id, pack.title, pack.planned_minutes, pack.starts) == (
        KEY,
        "A session",
        30,
        "09:30",
    )
    assert pack.outcomes == ("tell one thing", "tell: another")
    text, record, rest, exercise = pack.items
    assert isinstance(text, TextItem)
    assert text.body == "Who is here?"
    assert isinstance(record, RecordItem)
    assert (record.record, record.sections, record.page_break) == (
        RECORD,
        ("finding", "Limits"),
        True,
    )
    assert record.questions == (Question("What next?", "Nothing."),)
    assert isinstance(rest, BreakItem)
    assert rest.minutes == 5
    assert isinstance(exercise, ExerciseItem)
    assert exercise.answer == "Like that."
    assert len({one.id for one in pack.items}) == 4
    assert pack_file.read(WHOLE).pack == pack


@pytest.mark.parametrize(
    ("text", "field", "message"),
    [
        ("id: x\ntitle: A", "id", "“x” is no id."),
        (f"id: {KEY}", "title", "The pack has no title."),
        (f"id: {KEY}\ntitle: A\ncolour: red", "colour", "“colour” is not known here."),
        (f"id: {KEY}\ntitle: A\nlayout: a9", "layout", "There is no layout “a9”."),
        (f"id: {KEY}\ntitle: A\nitems: none", "items", "“items” must be a list."),
        (
            f"id: {KEY}\ntitle: A\nitems:\n- minutes: 5",
            "items.0",
            "Item 1 must be one of: record, text, exercise, break.",
        ),
        (
            f"id: {KEY}\ntitle: A\nitems:\n- text: B\n  minutes: soon",
            "items.0.minutes",
            "“soon” is no number of minutes.",
        ),
        (
            f"id: {KEY}\ntitle: A\nitems:\n- break: B\n  task: x",
            "items.0.task",
            "“task” is not known here.",
        ),
        (
            f"id: {KEY}\ntitle: A\nitems:\n- exercise: B\n  questions: [why]",
            "items.0.questions.0",
            "A question needs “ask”, and may have “answer”.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, field: str, message: str) -> None:
    [problem] = pack_file.read(text).problems
    assert (problem.field, problem.message) == (field, message)


@pytest.mark.parametrize("text", ["- a\n- b", "a: *b", "a: !!python/object b", "a: [b"])
def test_what_is_no_list_of_names_and_values_is_refused(text: str) -> None:
    with pytest.raises(UserCanFix):
        pack_file.read(text)


@given(
    st.recursive(
        st.sampled_from(["a", "5", "yes", KEY]),
        lambda inner: st.lists(inner, max_size=3).map(lambda one: f"[{', '.join(one)}]"),
    ),
    st.sampled_from(["id", "title", "outcomes", "planned_minutes", "items", "layout", "starts"]),
)
def test_no_value_of_another_form_raises(value: str, name: str) -> None:
    pack_file.read(f"{name}: {value}")
