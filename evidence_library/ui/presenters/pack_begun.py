"""What the building of a pack begins with: what is saved, and what was not saved of it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import PackId
from evidence_library.model.pack import Pack
from evidence_library.services import pack_drafts, packs
from evidence_library.services.opened import Library
from evidence_library.services.pack_drafts import PackDraft


@dataclass(frozen=True, slots=True)
class Begun:
    """A pack as the library holds it, and what was built of it and never saved, if anything.

    `why_not` says why the library does not hold it.
    """

    held: Pack | None
    draft: PackDraft | None
    why_not: str = ""


def begun(library: Library, key: PackId) -> Begun:
    """Read a pack, and the draft that somebody left of it."""
    draft = pack_drafts.left(library, key)
    try:
        held = packs.find(library, key)
    except UserCanFix as error:
        return Begun(None, draft, str(error))
    return Begun(held, None if draft is None or draft.pack == held else draft)
