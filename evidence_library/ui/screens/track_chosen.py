"""What something is done to in Track."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence_library.model.ids import RecommendationId, SetId


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a deed is done to, as at which day.

    `items` are the chosen recommendations, or the one that is shown; `set_id` is the set that the
    table is limited to, or the one of what is shown; `listed` are all that the table lists, and
    `filters` says in words how these were chosen, empty if nothing is left out.
    """

    items: tuple[RecommendationId, ...]
    set_id: SetId | None
    day: date
    listed: tuple[RecommendationId, ...] = ()
    filters: str = ""
