"""Saving what was written in the editor, and publishing it where that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services import drafts, editing, publishing
from evidence_library.services.opened import Library


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving gave: what was changed, and the record as the library holds it now.

    `refused` says why it was saved and not published.
    """

    changes: tuple[Changes, ...]
    held: Record | None
    refused: str = ""


def write(
    library: Library, record: Record, base: Record | None, note: str | None, ends: RecordId
) -> Saved:
    """Save a record that began as `base`, and publish it if a `note` is given.

    `ends` names the record whose draft is done with. Raises `Conflict` or `RecordGone`.
    """
    changes, refused = [editing.save(library, record, base, ends_draft=ends)], ""
    if note is not None:
        try:
            made = publishing.publish(library, [record.id], today=date.today(), note=note)
            changes.append(made)
        except UserCanFix as error:  # such as that a second person has to
            refused = str(error)
    held = drafts.begin(library, record.id).held
    return Saved(tuple(one for one in changes if one.any), held, refused)
