"""The instruments that ship are whole, in words of our own, and lead to headings that exist."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from evidence_library.assets import resource
from evidence_library.exporters.instrument_yaml import write
from evidence_library.importers import instrument_yaml
from evidence_library.model.instrument import CellKind, Instrument
from evidence_library.text import front_matter
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
    r"\b(?:scor(?:e|es|ed|ing)|points? out of|per cent|average score|organiz\w+|program|behavior"
    r"|color|stakeholders?|leverag\w+|robust|deliverables?|going forward|holistic|synerg\w+"
    r"|utili[sz]\w+|impactful|empower\w+|BAME|BME)\b",
    re.IGNORECASE,
)

_ENDS = {CellKind.PROMPT: "?", CellKind.BREAKTHROUGH: (".", "?")}


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


def test_no_two_cells_say_the_same_or_begin_the_same() -> None:
    said = [one.text for item in INSTRUMENTS.values() for one in item.cells]
    assert [text for text, number in Counter(said).items() if number > 1] == []
    begun = Counter(" ".join(words(text)[:5]) for text in said)
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
