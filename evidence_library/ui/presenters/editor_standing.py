"""How far what is written in an editor is saved or kept, in a sentence."""

from __future__ import annotations

from evidence_library.ui.presenters.editor import EditorPresenter

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
