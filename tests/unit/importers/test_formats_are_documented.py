"""What the importers understand stands in the document that curators read."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.importers.formats import read_bytes
from evidence_library.importers.markdown_record import KEYS, KEYS_BELOW
from evidence_library.importers.table_settings import NAMES
from evidence_library.model.vocabulary import (
    KIND_FAMILIES,
    Confidence,
    Direction,
    EvidenceKind,
    Licence,
    LinkRole,
    Permission,
    PointerKind,
    QuarterConvention,
    RelationType,
    SectionKind,
    Stage,
    Workflow,
)

DOCUMENT = Path(__file__).parents[3] / "casestudies" / "README.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
INSIDE = {"emmie": "appraisal.emmie"}


@pytest.mark.parametrize("name", KEYS)
def test_every_name_of_the_front_matter_is_explained(name: str) -> None:
    assert f"| `{name}` |" in TEXT


@pytest.mark.parametrize(
    "name",
    [f"{INSIDE.get(key, key)}.{name}" for key, names in KEYS_BELOW.items() for name in names],
)
def test_every_name_below_another_is_explained(name: str) -> None:
    assert f"`{name}`" in TEXT


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_of_a_table_is_explained(name: str) -> None:
    assert f"| `# {name}:` |" in TEXT


@pytest.mark.parametrize(
    "words",
    [
        *(Confidence, Direction, EvidenceKind, Licence, LinkRole, Permission, PointerKind),
        *(QuarterConvention, RelationType, SectionKind, Stage, Workflow, KIND_FAMILIES),
    ],
)
def test_every_word_of_a_list_is_named(words: list[str]) -> None:
    plain = " ".join(TEXT.split())
    assert [str(word) for word in words if str(word) not in plain] == []


def example(language: str) -> str:
    return TEXT.split(f"```{language}\n")[1].split("```")[0]


def test_the_example_of_a_record_can_be_imported() -> None:
    record = read_bytes("example.md", example("markdown").encode(), {}).records[0]
    assert [(item.kind.value, item.level) for item in record.sections] == [
        ("aim", 1),
        ("outcomes", 1),
        ("outcomes", 2),
        ("implementation", 1),
    ]
    assert {flag.code for flag in record.flags} == {"unknown-heading"}


def test_the_example_of_a_link_says_what_it_supports() -> None:
    links = TEXT.split("A link that tells a curator")[1].split("```yaml\n")[1].split("```")[0]
    record = read_bytes("example.md", f"---\n{links}---\n".encode(), {}).records[0]
    assert [link.supports for link in record.links] == [
        ("One in three went out more often", "Old town: no change")
    ]


def test_the_example_of_a_table_can_be_imported() -> None:
    reading = read_bytes("example.recommendations.tsv", example("text").encode(), {})
    assert [len(item.parts) for item in reading.sets[0].recommendations] == [0, 2]
    assert reading.records == ()
