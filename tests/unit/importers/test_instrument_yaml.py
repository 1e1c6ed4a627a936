"""An instrument as YAML: written and read the same, refused whole, and as its schema says."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.assets import resource
from evidence_library.exporters.instrument_yaml import write
from evidence_library.importers import assessment_yaml, instrument_yaml
from evidence_library.importers.instrument_yaml import read
from evidence_library.model.ids import InstrumentId
from evidence_library.model.instrument import Cell, CellKind, Instrument, Stage, Theme
from evidence_library.model.problem import Severity
from evidence_library.text import front_matter
from tests.helpers.json_schema import faults

SCHEMA = json.loads(resource("instruments", "instrument.schema.json").read_text("utf-8"))

texts = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n"), max_size=9)
instruments = st.builds(
    Instrument,
    id=st.uuids().map(lambda key: InstrumentId(str(key))),
    version=st.integers(1, 999_999),
    **dict.fromkeys(("title", "about", "source", "source_record", "wording", "by"), texts),
    changed=st.dates().map(str),
    stages=st.lists(st.builds(Stage, key=texts, name=texts, doubt=texts), max_size=3).map(tuple),
    themes=st.lists(
        st.builds(
            Theme,
            **dict.fromkeys(("key", "name", "group", "part_of", "meaning"), texts),
            topics=st.lists(texts, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    cells=st.lists(
        st.builds(
            Cell,
            **dict.fromkeys(("theme", "stage", "text", "own"), texts),
            kind=st.sampled_from(CellKind),
        ),
        max_size=3,
    ).map(tuple),
    ships=st.booleans(),
)


@settings(max_examples=30)
@given(instruments)
def test_what_is_written_is_read_again_as_it_was(item: Instrument) -> None:
    # That it came with the program is nothing that a file may say of itself.
    assert read(write(item)).instrument == replace(item, ships=False)


SOUND: dict[str, Any] = {
    "title": "The way",
    "stages": [{"key": "first", "name": "First"}, {"key": "last", "name": "Last"}],
    "themes": [{"key": "trust", "name": "Trust", "topics": ["Community Engagement"]}],
    "cells": [{"theme": "trust", "kind": "characteristic", "text": "People come back."}],
}


def test_a_file_without_an_id_has_the_same_one_each_time() -> None:
    first, again = read(front_matter.write_whole(SOUND)), read(front_matter.write_whole(SOUND))
    assert first.usable
    assert first == again
    assert first.problems == ()


def _changed(change: Callable[[dict[str, Any]], object]) -> str:
    values = deepcopy(SOUND)
    change(values)
    return front_matter.write_whole(values)


BROKEN_FORM: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a name nobody knows": (
        lambda it: it["themes"][0].update(topcis=["x"]),
        "“topcis” is not known in entry 1 of “themes”.",
    ),
    "points": (lambda it: it.update(points="3"), "“points” is not known at the top of the file."),
    "no list": (
        lambda it: it.update(stages="first, second, third"),
        "“stages” must be a list.",
    ),
    "no entry": (
        lambda it: it["stages"].append("third"),
        "Entry 3 of “stages” must be lines of the form “name: value”.",
    ),
    "no text": (lambda it: it.update(title=["a"]), "“title” must be text."),
    "a kind nobody knows": (
        lambda it: it["cells"][0].update(kind="mark"),
        "“mark” is no kind; it is one of: assumption, barrier, breakthrough, characteristic, "
        "evidence source, prompt.",
    ),
    "no kind": (
        lambda it: it["cells"][0].pop("kind"),
        "A cell needs a kind, one of: assumption, barrier, breakthrough, characteristic, "
        "evidence source, prompt.",
    ),
    "no number": (
        lambda it: it.update(version="latest"),
        "“version” must be a number from 1, such as 2.",
    ),
    "no id": (
        lambda it: it.update(id="mine"),
        "“mine” is no id; leave the line out for a new instrument.",
    ),
    "501 themes": (
        lambda it: it.update(themes=[{"key": f"t{n}", "name": f"T {n}"} for n in range(501)]),
        "The instrument has 501 themes; 500 is the most.",
    ),
}

BROKEN_SENSE: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "no title": (lambda it: it.pop("title"), "The instrument has no title."),
    "one stage": (lambda it: it["stages"].pop(), "An instrument needs at least two stages."),
    "no theme": (
        lambda it: it.update(themes=[], cells=[]),
        "An instrument needs at least one theme.",
    ),
    "a theme without a key": (lambda it: it["themes"][0].pop("key"), "A theme has no key."),
}

#: What a schema cannot say: it takes two places to see it.
BEYOND_A_SCHEMA: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a stage twice": (
        lambda it: it["stages"].append({"key": "first", "name": "Third"}),
        "The stage “first” stands 2 times; give each a key of its own.",
    ),
    "a cell of no theme": (
        lambda it: it["cells"][0].update(theme="money"),
        "A cell is for the theme “money”, which the instrument does not have.",
    ),
    "a cell of no stage": (
        lambda it: it["cells"][0].update(stage="middle"),
        "A cell is for the stage “middle”, which the instrument does not have.",
    ),
    "a circle": (
        lambda it: it.update(
            themes=[
                {"key": "trust", "name": "Trust", "part_of": "b"},
                {"key": "b", "name": "B", "part_of": "trust"},
            ]
        ),
        "“Trust” is part of itself, by way of the themes above it.",
    ),
}


@pytest.mark.parametrize("case", BROKEN_FORM)
def test_a_wrong_form_is_one_sentence_and_nothing_is_read(case: str) -> None:
    change, says = BROKEN_FORM[case]
    found = read(_changed(change))
    assert (found.instrument, [one.message for one in found.problems]) == (None, [says])


@pytest.mark.parametrize("case", [*BROKEN_SENSE, *BEYOND_A_SCHEMA])
def test_what_makes_no_sense_is_told_and_can_be_mended(case: str) -> None:
    change, says = (BROKEN_SENSE | BEYOND_A_SCHEMA)[case]
    found = read(_changed(change))
    assert says in [one.message for one in found.problems]
    assert found.instrument is not None
    assert not found.usable


@pytest.mark.parametrize("case", [*BROKEN_FORM, *BROKEN_SENSE])
def test_the_schema_refuses_what_the_reader_refuses(case: str) -> None:
    change, _ = (BROKEN_FORM | BROKEN_SENSE)[case]
    assert list(faults(front_matter.read_whole(_changed(change)), SCHEMA))


def test_the_schema_names_and_explains_every_key_the_reader_knows() -> None:
    parts = {"stages": "stage", "themes": "theme", "cells": "cell"}
    described = {"": SCHEMA, **{name: SCHEMA["$defs"][one] for name, one in parts.items()}}
    assert {name: set(one["properties"]) for name, one in described.items()} == {
        name: set(known) for name, known in instrument_yaml.NAMES.items()
    }
    assert all(it["description"] for one in described.values() for it in one["properties"].values())
    assert set(SCHEMA["$defs"]["cell"]["properties"]["kind"]["enum"]) == set(CellKind)
    assert list(faults(SOUND, SCHEMA)) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "“my.yaml” is empty."),
        ("a: [", "Line 2 of “my.yaml” cannot be read; put text that holds a colon or begins with "),
        ("just words", "Line 1 of “my.yaml” is not of the form “name: value”."),
        ("title: &a x\nabout: *a", "Line 1 of “my.yaml” begins with “&” or “!”; put it in quotes."),
        ("title: !!python/name:os.system x", "Line 1 of “my.yaml” begins with “&” or “!”; "),
        ("title: a\n---\ntitle: b", "Line 2 of “my.yaml” begins a second list of values."),
        ("title: \x07", "“my.yaml” holds a character that YAML does not allow."),
        ("title: a\ntitle: b", "Line 2 of “my.yaml” gives “title” a second time."),
        ("t" * 2_000_001, "“my.yaml” is too large; 2,000,000 characters is the most."),
    ],
)
def test_what_is_no_such_file_is_one_sentence(text: str, says: str) -> None:
    found = read(text, "my.yaml")
    [problem] = found.problems
    assert found.instrument is None
    assert problem.message.startswith(says)


def test_html_is_kept_as_text_and_told() -> None:
    markup = "<script>alert(1)</script> & <b>bold</b>"
    found = read(_changed(lambda it: it["cells"][0].update(text=markup)))
    assert found.usable
    assert found.instrument is not None
    assert found.instrument.cells[0].shown == markup
    assert [(one.severity, one.message) for one in found.problems] == [
        (
            Severity.WARNING,
            "A text holds what looks like HTML; it is kept and shown as plain text.",
        )
    ]


def test_five_hundred_themes_are_read_and_told() -> None:
    many = [{"key": f"t{number}", "name": f"T {number}"} for number in range(500)]
    found = read(_changed(lambda it: it.update(themes=many, cells=[])))
    assert found.usable
    assert "hardly anybody will judge them all" in found.problems[0].message
    assert len(found.problems) == 2
    assert "500 of 500 themes, first “T 0”, say nothing" in found.problems[1].message
    astray = [{**one, "part_of": "nothing"} for one in many]
    found = read(_changed(lambda it: it.update(themes=astray, cells=[])))
    assert len(found.problems) == 100
    assert found.problems[-1].message == "The file has 403 more faults."


_keys = st.sampled_from([*instrument_yaml.NAMES[""], *instrument_yaml.NAMES["cells"], "x"])
_anything = st.recursive(
    texts | st.sampled_from(["prompt", "yes", "2"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=6,
)


@settings(max_examples=30)
@given(st.dictionaries(_keys, _anything, max_size=6))
def test_whatever_a_file_holds_there_is_an_instrument_or_a_reason(values: dict[str, Any]) -> None:
    written = front_matter.write_whole(values)
    for found in (read(written), read(written[: len(written) // 2])):
        assert found.instrument is not None or found.problems
        assert all(one.message.endswith(".") for one in found.problems)
    told = assessment_yaml.read(written)
    assert told.assessment is not None or told.problems


def test_the_example_of_the_readme_can_be_used() -> None:
    readme = resource("instruments", "README.md").read_text("utf-8")
    found = read(readme.partition("```yaml\n")[2].partition("```")[0])
    assert (found.usable, found.problems) == (True, ())
