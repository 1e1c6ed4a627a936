"""What to ask about a draft that is there when a record is opened."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.draft import Draft
from evidence_library.services import drafts
from evidence_library.services.draft_locks import Window
from evidence_library.services.drafts import Begun, Since

_SINCE = {
    Since.CHANGED: "The record was changed since; saving shows what differs.",
    Since.DELETED: "The record was deleted since; going on makes a new one of them.",
}
_CLAIMED = (
    "They were not closed properly, or are being written in another window: if you go on, only "
    "you can keep a draft of them."
)
_BROKEN_OFF = "The program or the computer stopped before they were saved."


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft that is there when a record is opened: what to ask about it."""

    sentence: str
    since: Since


def offer(begun: Begun, person: str) -> Offer:
    """Say whose draft there is, from when, and what became of the record since."""
    draft, since = begun.draft, begun.since
    told = [] if draft is None else [_begun(draft, person)]
    if since in _SINCE:
        told.append(_SINCE[since])
    if begun.window is not None:
        told.append(_BROKEN_OFF if begun.window is Window.ENDED else _CLAIMED)
    return Offer(" ".join(told), since)


def elsewhere(begun: Begun) -> str:
    """Say that a draft is being written in another window that is open; empty if it is not."""
    draft = begun.draft
    if draft is None or begun.window is not Window.OPEN:
        return ""
    who = f", by {draft.by}" if draft.by else ""
    told = f"This record is being written in another window of this computer{who}."
    if begun.held is None:
        return f"{told} It is not saved yet, so it can be edited only there."
    return f"{told} What you write here is no draft: it is kept once you save it."


def _begun(draft: Draft, person: str) -> str:
    whose = "Your" if draft.by in ("", person) else f"{draft.by}'s"
    return f"{whose} unsaved changes of {drafts.local_time(draft.kept)} are kept."
