"""Suggestions beside the form: found off the screen's thread, added only when somebody says so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_library.model.record import Record, Relation
from evidence_library.model.vocabulary import RelationType
from evidence_library.services import drafting
from evidence_library.services.drafting import Kind, Suggestion
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.tasks import Job

#: So long after the last letter suggestions are looked for, in milliseconds.
PAUSE = 500

_TITLES = {
    Kind.DUPLICATE: "Records that may be the same",
    Kind.HEADING: "Topic headings",
    Kind.TAG: "Tags",
}
_ADD = {Kind.DUPLICATE: "Add as same study", Kind.HEADING: "Add", Kind.TAG: "Add"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion as people read it: what it is among, its words, why, and what a button says."""

    group: str
    words: str
    reason: str
    act: str
    suggestion: Suggestion


class SuggestingPresenter(QObject):
    """Suggests for the record of an editor while `watch` is on. `found` brings `Shown` things."""

    found = Signal(object)

    def __init__(self, editor: EditorPresenter, *, pause: int = PAUSE) -> None:
        """Suggest nothing before somebody looks."""
        super().__init__()
        self._editor = editor
        self._looked_at: Record | None = None
        self._watching = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self.look)
        editor.checked.connect(self._on_changed)

    def watch(self, *, on: bool) -> None:
        """Look for suggestions from now on, or stop."""
        self._watching = on
        if on:
            self.look()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Look for suggestions for the record as it stands."""
        record, library = self._editor.record, self._editor.library
        if record == self._looked_at:
            return
        self._looked_at = record

        def work(_report: object) -> tuple[Shown, ...]:
            return tuple(map(_shown, drafting.suggestions(library, record)))

        job = Job(work, self, done=self.found.emit)
        self._editor.session.tasks.read(job, replaces=f"suggestions {record.id}")

    def add(self, suggestion: Suggestion) -> None:
        """Add what was suggested to the record, and show it in the form."""
        changed = _with(self._editor.record, suggestion)
        if changed != self._editor.record:
            self._editor.replace_record(changed)
            self.look()

    def _on_changed(self, _problems: object) -> None:
        if self._watching:
            self._timer.start()


def _shown(one: Suggestion) -> Shown:
    return Shown(_TITLES[one.kind], one.words, one.reason, _ADD[one.kind], one)


def _with(record: Record, one: Suggestion) -> Record:
    if one.heading is not None and one.heading not in record.topics:
        return replace(record, topics=(*record.topics, one.heading))
    if one.record is not None:
        relation = Relation(type=RelationType.SAME_STUDY_AS, to=one.record, reason=one.reason)
        return replace(record, relations=(*record.relations, relation))
    if one.kind is Kind.TAG:
        return replace(record, tags=(*record.tags, one.words))
    return record
