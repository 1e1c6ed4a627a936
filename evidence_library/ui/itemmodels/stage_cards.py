"""What a theme looks like at its stages, as cards show it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.instrument import CellKind


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a card: what it is, its words, and whether these are the wording of a copy."""

    kind: CellKind
    caption: str
    words: str
    own: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What a theme looks like at a stage. `doubt` says why the name of the stage is not sure."""

    stage: str
    name: str
    doubt: str
    meaning: str
    seen: tuple[Part, ...]
    parts: tuple[Part, ...]
