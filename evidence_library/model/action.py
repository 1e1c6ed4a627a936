"""Actions: who does what by when, where it comes from, and how one will know that it worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence_library.model.clocks import Clock, clock
from evidence_library.model.ids import ActionId, AssessmentId, RecommendationId, RecordId
from evidence_library.model.recommendation import Deadline, ProgressEntry, Recommendation
from evidence_library.model.vocabulary import QuarterConvention, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to be done.

    It may come from a theme of an assessment (and a `breakthrough`, in its words then) or from a
    recommendation, or from nothing but its own need. `measure` says how one will know that it
    worked. `progress` only grows; `revisions` are later deadlines, and the first one stays.
    """

    id: ActionId
    what: str
    owner: str = ""
    deadline: Deadline | None = None
    revisions: tuple[Deadline, ...] = ()
    measure: str = ""
    assessment: AssessmentId | None = None
    theme: str = ""
    breakthrough: str = ""
    recommendation: RecommendationId | None = None
    records: tuple[RecordId, ...] = ()
    progress: tuple[ProgressEntry, ...] = ()
    quarters: QuarterConvention = QuarterConvention.CALENDAR
    notes: str = ""
    made: str = ""
    by: str = ""
    example: bool = False

    def clock(self, day: date) -> Clock:
        """Say what held of it at a day, by the same rules as of recommendations.

        An action nobody reported on is not met, not unknown: it is one's own.
        """
        promised = Recommendation(
            number="",
            text=self.what,
            deadline=self.deadline,
            revisions=self.revisions,
            reported=Status.NOT_MET,
            progress=self.progress,
        )
        return clock(promised, self.quarters, day)
