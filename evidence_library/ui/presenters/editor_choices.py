"""What can be chosen in the form, in words, each with what it means in plain language."""

from __future__ import annotations

import tomllib
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from evidence_library import assets
from evidence_library.model.vocabulary import (
    KIND_FAMILIES,
    Confidence,
    EvidenceKind,
    Licence,
    Permission,
    Stage,
    in_words,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value, the words people read, and what it means in a sentence."""

    value: Hashable
    words: str
    help: str = ""


#: For each field, what can be chosen; the key of the table of meanings stands first.
_WORDS: Mapping[str, tuple[str, tuple[Hashable, ...]]] = {
    "kind": ("kind", tuple(KIND_FAMILIES)),
    "licence": ("licence", tuple(Licence)),
    "may_redistribute": ("permission", tuple(Permission)),
    "evidence_kind": ("evidence_kind", tuple(EvidenceKind)),
    "maryland": ("maryland", (1, 2, 3, 4, 5, "not applicable")),
    "confidence": ("confidence", tuple(Confidence)),
    "stage": ("stage", tuple(Stage)),
    "cost_band": ("cost_band", (1, 2, 3, 4, 5)),
}

#: What stands for nothing chosen, where nothing may be.
_NOTHING: Mapping[str, tuple[Hashable, str]] = {
    "kind": ("", "Not stated"),
    "evidence_kind": (None, "Not stated"),
    "maryland": (None, "Not stated"),
    "stage": (None, "Not stated"),
    "cost_band": (None, "Not stated"),
}


def choices(path: str) -> tuple[Choice, ...]:
    """Give what can be chosen in a field, what stands for nothing first."""
    name = path.rpartition(".")[2]
    table, values = _WORDS[name]
    nothing = _NOTHING.get(name)
    first = () if nothing is None else (Choice(nothing[0], nothing[1], meaning(table, "")),)
    return (*first, *_listed(table, values))


def meaning(table: str, value: object) -> str:
    """Say what a word means; empty where nothing is said of it."""
    return _meanings().get(table, {}).get(str(value) or "nothing", "")


def _listed(table: str, values: Iterable[Hashable]) -> Iterable[Choice]:
    for value in values:
        words = f"Level {value}" if table == "maryland" and isinstance(value, int) else str(value)
        yield Choice(value, in_words(words), meaning(table, value))


@cache
def _meanings() -> Mapping[str, Mapping[str, str]]:
    text = assets.resource("appraisal", "meanings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
