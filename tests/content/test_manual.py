"""The manual says what the program does: its word lists, fields, verbs and libraries."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from evidence_library.assets import resource
from evidence_library.cli import command_line
from evidence_library.model import headline
from evidence_library.model.ids import new_record_id
from evidence_library.model.record import Appraisal, Outcome, Record
from evidence_library.model.vocabulary import (
    KIND_FAMILIES,
    Confidence,
    Direction,
    EvidenceKind,
    Status,
    Workflow,
    in_words,
)
from evidence_library.query.fields import FIELDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(resource("help").glob("*.md"))

_WORD_LIST = re.compile(r"^- \*\*(\w+):\*\* (.+)$", re.MULTILINE)
_VERB = re.compile(r"^\| `(\w+)", re.MULTILINE)


def page(name: str) -> str:
    return resource("help", name).read_text(encoding="utf-8")


def test_pages_are_numbered_and_begin_with_a_title() -> None:
    assert [path.name[:3] for path in PAGES] == [f"{n:02d}-" for n in range(1, len(PAGES) + 1)]
    for path in PAGES:
        assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_names_other_pages_by_their_titles(path: Path) -> None:
    titles = {item.read_text(encoding="utf-8").partition("\n")[0][2:] for item in PAGES}
    referred = re.findall(r"^More: (.+)\.$", path.read_text(encoding="utf-8"), re.MULTILINE)
    named = {name.strip("*") for line in referred for name in line.split(" and *")}
    assert named <= titles


def test_every_field_of_the_query_language_is_explained() -> None:
    explained = re.findall(r"^\| `(\w+):` \|", page("02-find.md"), re.MULTILINE)
    assert set(explained) == set(FIELDS)


def test_every_value_of_the_fixed_fields_is_listed() -> None:
    listed = {name: values.split(", ") for name, values in _WORD_LIST.findall(page("02-find.md"))}
    assert listed == {
        "kind": list(KIND_FAMILIES),
        "effect": list(headline.EFFECTS),
        "confidence": [item.value for item in Confidence],
        "evidence": [item.value for item in EvidenceKind],
        "workflow": [item.value for item in Workflow],
    }


@pytest.mark.parametrize("direction", [item for item in Direction if item != "not measured"])
def test_an_effect_means_in_the_manual_what_it_means_in_the_window(direction: Direction) -> None:
    record = Record(id=new_record_id(), outcomes=(Outcome(outcome="x", direction=direction),))
    fact = headline.effect(record)
    assert f"| {fact.label} | {fact.meaning} |" in page("03-read.md")


def test_no_stated_effect_means_in_the_manual_what_it_means_in_the_window() -> None:
    fact = headline.effect(Record(id=new_record_id()))
    assert f"| {fact.label} | {fact.meaning} |" in page("03-read.md")


@pytest.mark.parametrize("confidence", Confidence)
def test_confidence_means_in_the_manual_what_it_means_in_the_window(confidence: Confidence) -> None:
    record = Record(id=new_record_id(), appraisal=Appraisal(confidence=confidence))
    fact = headline.how_we_know(record)
    assert f"| {fact.label} | {fact.meaning} |" in page("03-read.md")


def test_every_word_for_progress_is_explained() -> None:
    text = page("06-recommendations.md")
    for status in Status:
        assert f"| {in_words(status)} | `{status.value}` |" in text


def test_every_verb_of_the_command_line_is_explained_and_no_other() -> None:
    assert isinstance(command_line, click.Group)
    assert set(_VERB.findall(page("07-command-line.md"))) == set(command_line.commands)


def test_every_option_of_every_verb_is_explained() -> None:
    text = page("07-command-line.md")
    for command in command_line.commands.values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for option in parameter.opts:
                    assert option in text, f"{command.name} {option}"


def test_every_library_the_program_is_made_with_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = page("09-licences.md").lower()
    for requirement in project["dependencies"]:
        name = re.split(r"[><=!]", requirement)[0].removesuffix("-Essentials").lower()
        assert name in text, name
