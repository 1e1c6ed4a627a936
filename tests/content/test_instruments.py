"""The instruments that ship are whole, in words of our own, and lead to headings that exist."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from evidence_library.assets import resource
from evidence_library.exporters.instrument_yaml import write
from evidence_library.importers import assessment_yaml, instrument_yaml
from evidence_library.model.assessment import (
    OVERALL,
    Move,
    Verdict,
    disagreements,
    moved,
    standing,
)
from evidence_library.model.clocks import Schedule
from evidence_library.model.instrument import CellKind, Instrument
from evidence_library.text import front_matter
from evidence_library.text.process_measures import question_about
from tests.content.starter import SHEET, TABLE, headings, records, runs, source, words
from tests.helpers.json_schema import faults

PATHS = sorted(resource("instruments").glob("*.yaml"))
READINGS = {path.stem: instrument_yaml.read(path.read_text("utf-8"), path.name) for path in PATHS}
INSTRUMENTS = {name: one.instrument for name, one in READINGS.items() if one.instrument}

each = pytest.mark.parametrize("item", INSTRUMENTS.values(), ids=INSTRUMENTS)

#: No run of so many words may stand in a source as well.
SHARED_RUN = 8

#: The title of the report is its name, wherever it stands.
_NAMES = ("The Journey to Race Equality",)

#: What belongs to marks and not to words, to another spelling, or to the talk of offices.
_NOT_OURS = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|points? out of|per cent|average score|organiz\w+|behavior"
    r"|color|stakeholders?|leverag\w+|robust|deliverables?|going forward|holistic|synerg\w+"
    r"|utili[sz]\w+|impactful|empower\w+|BAME|BME)\b",
    re.IGNORECASE,
)

_ENDS = {CellKind.PROMPT: "?", CellKind.BREAKTHROUGH: (".", "?")}


#: How every assumption begins.
BELIEF = "Some believe that "


def texts(item: Instrument) -> Iterator[str]:
    """Everything an instrument says in words of its own."""
    yield from (item.about, item.source, item.wording)
    for stage in item.stages:
        yield from (stage.meaning, stage.doubt)
    yield from (theme.meaning for theme in item.themes)
    yield from (cell.text for cell in item.cells)


def test_both_instruments_ship_without_a_fault() -> None:
    assert {name: one.problems for name, one in READINGS.items()} == {
        "evaluating-your-intervention": (),
        "journey-to-race-equality": (),
    }


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_files_keep_to_the_schema_and_are_written_as_they_stand(path: Path) -> None:
    text = path.read_text("utf-8")
    schema = json.loads(resource("instruments", "instrument.schema.json").read_text("utf-8"))
    assert list(faults(front_matter.read_whole(text), schema)) == []
    assert write(INSTRUMENTS[path.stem]) == text


@each
def test_every_theme_has_all_kinds_of_words_and_every_stage_its_own(item: Instrument) -> None:
    for theme in item.themes:
        for stage in item.stages:
            own = [one for one in item.cells if (one.theme, one.stage) == (theme.key, stage.key)]
            kinds = Counter(one.kind for one in own)
            assert kinds[CellKind.CHARACTERISTIC] == 1, (theme.key, stage.key)
            last = stage is item.stages[-1]
            assert kinds[CellKind.BREAKTHROUGH] == (0 if last else 1), (theme.key, stage.key)
        kinds = Counter(one.kind for one in item.cells if one.theme == theme.key)
        assert set(kinds) == set(CellKind), theme.key
        assert theme.meaning
    assert all(stage.meaning for stage in item.stages)


def test_what_is_assumed_is_told_as_what_some_believe() -> None:
    told = [
        one.text
        for item in INSTRUMENTS.values()
        for one in item.cells
        if one.kind is CellKind.ASSUMPTION
    ]
    assert [text for text in told if not text.startswith(BELIEF)] == []


def test_no_two_cells_say_the_same_or_begin_the_same() -> None:
    said = [one.text for item in INSTRUMENTS.values() for one in item.cells]
    assert [text for text, number in Counter(said).items() if number > 1] == []
    # What somebody assumes begins alike, so that nobody takes it for what we say.
    begun = Counter(" ".join(words(text.removeprefix(BELIEF))[:5]) for text in said)
    assert [text for text, number in begun.items() if number > 1] == []
    assert not any(one.own for item in INSTRUMENTS.values() for one in item.cells)


def test_neighbouring_stages_are_told_in_different_words() -> None:
    """No sentence's worth of words is carried over from one stage of a theme to the next."""
    for item in INSTRUMENTS.values():
        for theme in item.themes:
            told = [
                {
                    run
                    for one in item.of(theme.key, stage.key, CellKind.CHARACTERISTIC)
                    for run in runs(one.text, 5)
                }
                for stage in item.stages
            ]
            for before, after in pairwise(told):
                assert not before & after, theme.key


@each
def test_every_heading_of_a_theme_is_in_the_scheme_and_some_record_is_under_one(
    item: Instrument,
) -> None:
    filed = {topic.label.casefold() for one in records().values() for topic in one.topics}
    for theme in item.themes:
        named = {topic.casefold() for topic in theme.topics}
        assert named, theme.key
        assert named <= headings().keys(), theme.key
        assert named & filed, theme.key


def test_what_is_ours_and_what_is_not_certain_is_said() -> None:
    journey = INSTRUMENTS["journey-to-race-equality"]
    assert [one.key for one in journey.stages] == (
        "resisting intending starting developing achieving".split()
    )
    assert [bool(one.doubt) for one in journey.stages] == [False] * 4 + [True]
    assert "our own words, not the Audit Commission's" in journey.wording
    assert journey.source_record == records()["journey-to-race-equality"].id
    assert Counter(one.group for one in journey.themes) == {
        "How we work": 10,
        "What changes for people": 6,
    }


@each
def test_no_run_of_eight_words_is_shared_with_a_source(item: Instrument) -> None:
    known = {
        run for name in (SHEET, TABLE) for run in runs(source(name).read_text("utf-8"), SHARED_RUN)
    }
    shared = [
        " ".join(run)
        for text in texts(item)
        for run in runs(_without_names(text), SHARED_RUN)
        if run in known
    ]
    assert shared == []


def _without_names(text: str) -> str:
    for name in _NAMES:
        text = text.replace(name, "nnnn")
    return text


@each
def test_the_words_are_plain_and_the_sentences_short(item: Instrument) -> None:
    for text in texts(item):
        assert not _NOT_OURS.search(text), text
        assert not re.search(r"\d", text) or "(2004)" in text, text
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(words(sentence)) <= 45, sentence
    for cell in item.cells:
        assert cell.text.endswith(_ENDS.get(cell.kind, ".")), cell.text
        assert len(words(cell.text)) <= 60, cell.text


EXAMPLES = sorted(resource("instruments", "examples").glob("*.yaml"))
WORKED = {path.stem: assessment_yaml.read(path.read_text("utf-8"), path.name) for path in EXAMPLES}
ASSESSED = {name: one.assessment for name, one in WORKED.items() if one.assessment}

each_example = pytest.mark.parametrize("name", WORKED)


def example_texts(name: str) -> Iterator[str]:
    item = ASSESSED[name]
    yield item.notes
    for one in item.judgements:
        yield from (one.rationale, *(it.note for it in one.supports))
    yield from (one.why for one in item.agreed)
    for action in WORKED[name].actions:
        yield from (action.what, action.measure, action.notes)
        yield from (it for one in action.progress for it in (one.raw, one.note))


def test_three_worked_examples_are_read_without_a_fault() -> None:
    assert {name: one.problems for name, one in WORKED.items()} == {
        "example-council-2024": (),
        "example-council-2026": (),
        "example-council-housing-2026": (),
    }
    assert len({one.id for one in ASSESSED.values()}) == 3


@each_example
def test_an_example_says_everywhere_that_it_is_one(name: str) -> None:
    item = ASSESSED[name]
    assert item.example
    assert all(one.example for one in WORKED[name].actions)
    assert "(invented)" in item.scope.label
    assert all("invented" in one for one in item.participants)
    assert "example of an invented organisation" in item.notes
    [path] = [one for one in EXAMPLES if one.stem == name]
    assert path.read_text("utf-8").startswith("# AN EXAMPLE.")


@each_example
def test_an_example_goes_by_its_instrument_and_by_records_that_bear_on_the_theme(
    name: str,
) -> None:
    item, journey = ASSESSED[name], INSTRUMENTS["journey-to-race-equality"]
    filed = {one.id: {topic.label for topic in one.topics} for one in records().values()}
    assert (item.instrument, item.version) == (journey.id, journey.version)
    whole = {OVERALL, *(theme.key for theme in journey.themes)}
    assert {one.theme for one in item.judgements} >= whole - {OVERALL}
    for one in (*item.judgements, *item.agreed):
        assert one.theme in whole
        assert (one.stage == "") is (one.verdict is not Verdict.STAGE)
        assert not one.stage or journey.stage(one.stage)
    assert {one.assessor for one in item.judgements} == set(item.assessors)
    for said in item.judgements:
        assert {it.record for it in said.supports} <= filed.keys(), said.theme
        assert all(it.note for it in said.supports), said.theme
    for action in WORKED[name].actions:
        assert action.assessment == item.id
        theme = journey.theme(action.theme)
        assert theme is not None
        words_then = {one.text for one in journey.cells if one.kind is CellKind.BREAKTHROUGH}
        assert not action.breakthrough or action.breakthrough in words_then
        assert set(action.records) <= filed.keys()
        assert action.deadline is not None
        assert action.deadline.quarter


def test_the_examples_have_something_to_show() -> None:
    before, after, housing = (ASSESSED[name] for name in sorted(ASSESSED))
    themes = [one.key for one in INSTRUMENTS["journey-to-race-equality"].themes]
    order = {"resisting": 0, "intending": 1, "starting": 2, "developing": 3, "achieving": 4}
    moves = Counter(
        moved(standing(before, theme), standing(after, theme), order) for theme in themes
    )
    assert set(moves) == set(Move)
    assert disagreements(after, themes) == ()
    assert after.finished
    differ = [one.theme for one in (standing(after, it) for it in themes) if one.differ]
    assert differ == ["trust", "outside-money", "priorities", "policing"]
    assert {one.theme for one in disagreements(housing, themes)} == {"trust", "housing"}
    assert not housing.finished
    asked = [
        one.theme for it in WORKED.values() for one in it.actions if question_about(one.measure)
    ]
    assert asked == ["consultation"]
    day = date(2026, 11, 22)
    overdue = {
        one.theme
        for it in WORKED.values()
        for one in it.actions
        if one.clock(day).schedule is Schedule.OVERDUE
    }
    assert overdue == {"housing"}


@each_example
def test_the_words_of_an_example_are_plain_and_make_up_no_figures(name: str) -> None:
    for text in example_texts(name):
        assert not _NOT_OURS.search(text), text
        assert not re.search(r"\d|£|%", text), text
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(words(sentence)) <= 45, sentence
