"""The manual says what the program does: its word lists, fields, verbs and libraries."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from evidence_library.assets import resource
from evidence_library.cli.program import VERBS, program
from evidence_library.cli.program import verb as verb_named
from evidence_library.model import headline
from evidence_library.model.holdings import Has
from evidence_library.model.ids import RecordId, new_record_id
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
from evidence_library.services import find, packs, publishing, trash
from evidence_library.services.find import Request
from evidence_library.services.library import create_library

ROOT = Path(__file__).resolve().parents[2]
REVIEW = "40436109-ec42-4674-9f01-adaaf00559a6"
OTHER = "08f62b54-42d4-52f8-9b62-7b4a0edecd8f"
PAGES = sorted(resource("help").glob("*.md"))

_WORD_LIST = re.compile(r"^- \*\*(\w+):\*\* (.+)$", re.MULTILINE)
_VERB = re.compile(r"^\| `(\w+)", re.MULTILINE)


def page(name: str) -> str:
    return resource("help", name).read_text(encoding="utf-8")


def test_pages_are_numbered_and_begin_with_a_title() -> None:
    assert [path.name[:3] for path in PAGES] == [f"{n:02d}-" for n in range(1, len(PAGES) + 1)]
    for path in PAGES:
        assert path.read_text(encoding="utf-8").startswith("# ")


_LINK = re.compile(r"\[([^]]+)\]\((\d\d-[^)]+)\)")


def test_pages_lead_to_other_pages() -> None:
    assert any(_LINK.search(path.read_text(encoding="utf-8")) for path in PAGES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_names_other_pages_by_their_titles(path: Path) -> None:
    titles = {item.name: item.read_text(encoding="utf-8").partition("\n")[0][2:] for item in PAGES}
    for title, name in _LINK.findall(path.read_text(encoding="utf-8")):
        assert titles[name] == title


def test_every_field_of_the_query_language_is_explained() -> None:
    explained = re.findall(r"^\| `(\w+):` \|", page("02-find.md"), re.MULTILINE)
    assert set(explained) == set(FIELDS)


def test_every_word_for_what_a_record_has_is_listed() -> None:
    words = page("02-find.md").partition("`has:` takes")[2].partition("\n")[0]
    assert [word for word in Has if word not in words] == []


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
    assert set(_VERB.findall(page("07-command-line.md"))) == set(VERBS)


def _verbs(verb: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """A verb and the verbs below it, by their whole names: "saved", "saved run"."""
    yield name, verb
    context = click.Context(verb)
    for word in verb.list_commands(context) if isinstance(verb, click.Group) else ():
        below = verb.get_command(context, word) if isinstance(verb, click.Group) else None
        if below is not None:
            yield from _verbs(below, f"{name} {word}")


EVERY_VERB = dict(pair for name in VERBS for pair in _verbs(verb_named(name), name))


def _explained(name: str) -> str:
    """What the manual says of one verb: its section, or its line in the section of its group."""
    top, _, below = name.partition(" ")
    text = page("07-command-line.md").partition(f"\n### {top}\n")[2].partition("\n#")[0]
    if below:
        text = text.partition(f"\n- `{name}")[2].partition("\n- `")[0].partition("\n\n")[0]
    return text.partition(f"\n- `{name} ")[0]


def _spellings(verb: click.Command) -> list[str]:
    options = [item for item in verb.params if isinstance(item, click.Option)]
    return [word for item in options for word in (*item.opts, *item.secondary_opts)]


def test_the_verbs_below_verbs_are_known() -> None:
    assert {"saved run", "saved save", "thesaurus add", "thesaurus list"} <= set(EVERY_VERB)


@pytest.mark.parametrize("name", [name for name, verb in EVERY_VERB.items() if _spellings(verb)])
def test_every_option_of_a_verb_is_explained_where_the_verb_is(name: str) -> None:
    named = set(re.findall(r"`(--[a-z-]+)", _explained(name)))
    assert set(_spellings(EVERY_VERB[name])) - named == set()


def test_no_option_is_explained_that_is_not_there() -> None:
    known = {word for verb in EVERY_VERB.values() for word in _spellings(verb)}
    of_the_program = {"--library", "--version", "--help"}
    named = set(re.findall(r"(?<![-\w])--[a-z][a-z-]*", page("07-command-line.md")))
    assert named - known == of_the_program


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("search", ["search", "equality"]),
        ("map", ["map", "equality"]),
        ("show", ["show", REVIEW]),
        ("compare", ["compare", REVIEW, OTHER]),
        ("saved", ["saved"]),
        ("thesaurus", ["thesaurus", "list"]),
        ("topics", ["topics"]),
        ("recommendations", ["recommendations"]),
        (
            "recommendations report",
            ["recommendations", "report", "--as-at", "2005-10-01"],
        ),
        ("history", ["history"]),
        ("trash", ["trash"]),
        ("check", ["check"]),
        ("starter", ["starter"]),
        ("settings", ["settings"]),
        ("versions", ["versions", REVIEW]),
        ("pack", ["pack", "show", "Session"]),
        ("chain", ["chain", REVIEW]),
        ("cite", ["cite", REVIEW]),
    ],
)
def test_json_has_the_shape_the_manual_shows(name: str, verb: list[str], library: Path) -> None:
    shown = json.loads(_block_below(f"**{name}**", page("07-command-line.md")))
    command = ["--library", str(library), *verb, "--json"]
    answer = CliRunner().invoke(program(lambda _folder: 0), command, catch_exceptions=False)
    assert answer.exit_code == 0
    assert list(_lacking(shown, json.loads(answer.stdout))) == []


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("libraries") / "starter"
    made = create_library(folder, starter=True)
    (first, *_others) = find.hits(made, find.search(made, Request("boot camps")))
    trash.delete(made, [first.id])
    publishing.send_back(made, [RecordId(REVIEW)])
    publishing.publish(made, [RecordId(REVIEW)], today=date(2026, 11, 22))
    pack, _ = packs.new(made, "Session")
    packs.add(made, pack.id, [REVIEW])
    made.close()
    return folder


def _block_below(lead: str, text: str) -> str:
    """The indented lines below a line of the manual."""
    below = text.partition(f"\n{lead}\n\n")[2]
    return "\n".join(takewhile(lambda line: line.startswith("    "), below.splitlines()))


def _lacking(shown: object, answer: object, where: str = "") -> Iterator[str]:
    """Where an answer lacks a key the manual shows, or has another type there."""
    if shown is None or answer is None or shown == {"label": 0}:
        return
    if not isinstance(answer, type(shown)):
        yield f"{where} is {type(answer).__name__}"
    elif isinstance(shown, dict) and isinstance(answer, dict):
        yield from (f"{where}.{key}" for key in shown if key not in answer)
        for key in shown.keys() & answer.keys():
            yield from _lacking(shown[key], answer[key], f"{where}.{key}")
    elif isinstance(shown, list) and isinstance(answer, list) and shown:
        for item in answer:
            yield from _lacking(shown[0], item, f"{where}[]")


def test_every_library_the_program_is_made_with_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = page("09-licences.md").lower()
    for requirement in project["dependencies"]:
        name = re.split(r"[><=!]", requirement)[0].removesuffix("-Essentials").lower()
        assert name in text, name
