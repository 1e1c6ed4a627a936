"""Undo and Redo while a pack is built: deeds in memory, which the library knows nothing of."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from evidence_library.model.pack import Pack
from evidence_library.ui.presenters.pack_builder import PackBuilder

#: So many deeds can be taken back.
_MOST = 500

_MERGES = 1


class PackDeeds(QUndoStack):
    """What was done to the pack that is built. Typing into one field is one deed."""

    def __init__(self, builder: PackBuilder, parent: QObject) -> None:
        """Begin anew with every pack that is opened."""
        super().__init__(parent)
        self._builder = builder
        self.setUndoLimit(_MOST)
        builder.opened.connect(self.clear)
        builder.emptied.connect(self.clear)

    def do(self, words: str, pack: Pack, field: str = "") -> None:
        """Let the pack be another one; `words` say what was done.

        Deeds in one `field` that follow each other become one.
        """
        before = self._builder.pack
        if before is not None and pack != before and self._builder.writable:
            self.push(_Deed(self._builder, words, (before, pack), field))


class _Deed(QUndoCommand):
    """The pack before and after something was done."""

    def __init__(
        self, builder: PackBuilder, words: str, states: tuple[Pack, Pack], field: str
    ) -> None:
        super().__init__(words)
        self._builder = builder
        self.before, self.after = states
        self.field = field

    def redo(self) -> None:
        """Do it."""
        self._builder.take(self.after)

    def undo(self) -> None:
        """Take it back."""
        self._builder.take(self.before)

    def id(self) -> int:
        """Tell whether it may become one with the next."""
        return _MERGES if self.field else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Become one with what was done next, if that was in the same field."""
        if not isinstance(other, _Deed) or other.field != self.field:
            return False
        self.after = other.after
        self.setObsolete(self.after == self.before)
        return True
