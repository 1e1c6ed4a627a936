"""How far what is written in an editor is saved or kept, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from evidence_library.services.duplicates import Near
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.presenters.wording import counted

__all__ = ["Near", "kept", "near_told", "standing"]

_LEAVING = "Keeping what you wrote; the window closes once it is kept."


def kept(presenter: EditorPresenter) -> str:
    """Say what became of what is written, once it is kept."""
    if not presenter.ready or not presenter.dirty:
        return ""
    if presenter.saver.under_way:
        return f"“{presenter.title}” is being saved; what you wrote is a draft until then."
    return f"Your changes of “{presenter.title}” are kept as a draft."


def standing(presenter: EditorPresenter, *, leaving: bool) -> str:
    """Say in the window how far what is written is saved or kept."""
    if leaving:
        return _LEAVING
    if not presenter.ready:
        return (
            "Nothing is opened yet: a draft waits for your answer." if presenter.comparable else ""
        )
    if not presenter.dirty:
        return "A new record, nothing written yet." if presenter.is_new else "All is saved."
    at = presenter.kept_at
    return f"Not saved yet. Draft kept at {at}." if at else "Not saved yet."


def near_told(near: Sequence[Near]) -> str:
    """Say what a record may be a duplicate of, the likest by its title and why."""
    said = f"It may be a duplicate of “{near[0].title}”: {near[0].reason}."
    more = len(near) - 1
    return f"{said} So may {counted(more, 'more record')}: see Suggestions." if more else said
