"""What an operation changed: the one thing screens refresh from."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.ids import ConceptId, RecordId, SetId


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A named operation and what it touched. `operation` is its number in the library's history."""

    name: str
    operation: int = 0
    records: frozenset[RecordId] = frozenset()
    concepts: frozenset[ConceptId] = frozenset()
    sets: frozenset[SetId] = frozenset()

    @property
    def any(self) -> bool:
        """Whether anything was changed at all."""
        return bool(self.records or self.concepts or self.sets)
