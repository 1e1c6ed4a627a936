"""What an operation changed: the one thing screens refresh from."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.ids import (
    ActionId,
    AssessmentId,
    CommentId,
    ConceptId,
    PackId,
    RecommendationId,
    RecordId,
    SearchId,
    SetId,
    WordGroupId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A named operation and what it touched. `operation` is its number in the library's history.

    A record counts as touched if a comment on it was, a set if a recommendation of it was.
    """

    name: str
    operation: int = 0
    records: frozenset[RecordId] = frozenset()
    concepts: frozenset[ConceptId] = frozenset()
    sets: frozenset[SetId] = frozenset()
    recommendations: frozenset[RecommendationId] = frozenset()
    searches: frozenset[SearchId] = frozenset()
    words: frozenset[WordGroupId] = frozenset()
    trashed: frozenset[RecordId] = frozenset()
    comments: frozenset[CommentId] = frozenset()
    redirected: frozenset[RecordId] = frozenset()
    set_apart: frozenset[str] = frozenset()
    starter: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    packs: frozenset[PackId] = frozenset()
    settings: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    assessments: frozenset[AssessmentId] = frozenset()
    actions: frozenset[ActionId] = frozenset()

    @property
    def any(self) -> bool:
        """Whether anything was changed at all."""
        kept = self.searches or self.trashed or self.tags or self.settings or self.packs
        assessed = self.instruments or self.assessments or self.actions
        return bool(kept or assessed or self.redirected or self.set_apart) or self.any_found

    @property
    def any_found(self) -> bool:
        """Whether anything was changed that a search could find or count."""
        return bool(self.records or self.concepts or self.sets or self.words or self.starter)
