"""Say what leads nowhere once some records are gone."""

from __future__ import annotations

from collections.abc import Sequence

from evidence_library.cli.output import complain
from evidence_library.model.ids import RecordId
from evidence_library.services import succession
from evidence_library.services.opened import Library
from evidence_library.services.worklists import NOWHERE


def tell_left_behind(library: Library, ids: Sequence[RecordId]) -> None:
    """Say, before records go, which others they took the place of; “undo” brings them back."""
    told = succession.left_behind(library, ids)
    if told:
        complain(f"Note: {told} See “worklist {NOWHERE}”.")
