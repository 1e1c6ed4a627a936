"""The presenters of the views of a result, together."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.ui.presenters.choosing import Choice
from evidence_library.ui.presenters.compare import ComparePresenter
from evidence_library.ui.presenters.evidence_map import MapPresenter
from evidence_library.ui.presenters.find import FindPresenter
from evidence_library.ui.presenters.hit_table import TablePresenter
from evidence_library.ui.presenters.session import Session


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """What shows an answer of Find in other ways than as a list, and which results are chosen."""

    table: TablePresenter
    map: MapPresenter
    compare: ComparePresenter
    choice: Choice


def views(session: Session, finder: FindPresenter) -> Views:
    """Make them."""
    return Views(
        TablePresenter(session, finder),
        MapPresenter(session, finder),
        ComparePresenter(session),
        Choice(session, finder),
    )
