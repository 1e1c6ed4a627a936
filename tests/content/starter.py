"""The starter content as the program reads it, and the source documents where they are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from evidence_library.assets import casestudies, resource
from evidence_library.importers import topic_scheme
from evidence_library.importers.formats import read_file
from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId
from evidence_library.model.reading import Reading
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.record import Record

SHARED = Path(__file__).resolve().parents[3] / "shared"
SHEET = "scs-summary-journey-to-race-equality.txt"
TABLE = "strategy-unit-recommendations-annex-b.txt"

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def files() -> list[Path]:
    """Every file of the starter content; the README beside them describes the format."""
    found = (*casestudies().glob("*.md"), *casestudies().glob("*.tsv"))
    return sorted(path for path in found if path.name != "README.md")


@cache
def scheme() -> tuple[Concept, ...]:
    return topic_scheme.read(resource("topics", "scheme.csv").read_text(encoding="utf-8"))


@cache
def headings() -> Mapping[str, ConceptId]:
    return {name.casefold(): item.id for item in scheme() for name in (item.label, item.notation)}


@cache
def reading(path: Path) -> Reading:
    return read_file(path, headings())


def records() -> dict[str, Record]:
    """Every starter record by the name of its file, without ".md"."""
    return {path.stem: item for path in files() for item in reading(path).records}


def recommendation_sets() -> tuple[RecommendationSet, ...]:
    return tuple(item for path in files() for item in reading(path).sets)


def source(name: str) -> Path:
    """A source document. Skips the test where the sources are not at hand."""
    path = SHARED / "seeds" / name
    if not path.is_file():
        pytest.skip("the source documents are not beside this project")
    return path


def words(text: str) -> list[str]:
    """The words of a text in lower case, whatever stands between them."""
    return _WORD.findall(text.lower().replace("’", "'"))


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many consecutive words."""
    found = words(text)
    for start in range(len(found) - length + 1):
        yield tuple(found[start : start + length])
