"""Identities. Made once, they survive export, merge and rename."""

from __future__ import annotations

import uuid
from typing import NewType

RecordId = NewType("RecordId", str)
ConceptId = NewType("ConceptId", str)
SetId = NewType("SetId", str)
RecommendationId = NewType("RecommendationId", str)
SearchId = NewType("SearchId", str)
WordGroupId = NewType("WordGroupId", str)
CommentId = NewType("CommentId", str)
PackId = NewType("PackId", str)
PackItemId = NewType("PackItemId", str)

InstrumentId = NewType("InstrumentId", str)
AssessmentId = NewType("AssessmentId", str)
ActionId = NewType("ActionId", str)

#: The identity of what was just read and has none yet.
NOT_IDENTIFIED = RecommendationId("")


def new_record_id() -> RecordId:
    """Give a fresh identity to a record."""
    return RecordId(str(uuid.uuid4()))


def new_concept_id() -> ConceptId:
    """Give a fresh identity to a topic heading."""
    return ConceptId(str(uuid.uuid4()))


def new_set_id() -> SetId:
    """Give a fresh identity to a recommendation set."""
    return SetId(str(uuid.uuid4()))


def new_recommendation_id() -> RecommendationId:
    """Give a fresh identity to a recommendation that somebody adds."""
    return RecommendationId(str(uuid.uuid4()))


def recommendation_id(owner: SetId, number: str, nth: int = 1) -> RecommendationId:
    """Give the identity of a recommendation that was read from a table.

    The same table gives the same identities again; `nth` counts those of the same number.
    """
    return RecommendationId(
        str(uuid.uuid5(uuid.NAMESPACE_OID, f"recommendation {owner}/{number}/{nth}"))
    )


def new_search_id() -> SearchId:
    """Give a fresh identity to a saved search."""
    return SearchId(str(uuid.uuid4()))


def new_comment_id() -> CommentId:
    """Give a fresh identity to a comment."""
    return CommentId(str(uuid.uuid4()))


def new_pack_id() -> PackId:
    """Give a fresh identity to a pack."""
    return PackId(str(uuid.uuid4()))


def new_pack_item_id() -> PackItemId:
    """Give a fresh identity to an item of a pack."""
    return PackItemId(str(uuid.uuid4()))


def new_instrument_id() -> InstrumentId:
    """Give a fresh identity to an instrument; all its versions share it."""
    return InstrumentId(str(uuid.uuid4()))


def new_assessment_id() -> AssessmentId:
    """Give a fresh identity to an assessment."""
    return AssessmentId(str(uuid.uuid4()))


def new_action_id() -> ActionId:
    """Give a fresh identity to an action."""
    return ActionId(str(uuid.uuid4()))


def is_identity(text: str) -> bool:
    """Tell whether a text has the form of an identity (a UUID in its usual spelling)."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
