"""What came with the program: how much of it is here, what a newer version brings, what is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.three_way import Fate
from evidence_library.services import starter, starter_packs
from evidence_library.services.history import FieldChange
from evidence_library.services.opened import Library
from evidence_library.services.starter import Act, FieldUpdate, Standing, Update
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.presenters import change_page
from evidence_library.ui.presenters.page_parts import paragraph
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report

#: The columns of what a newer version brings.
COLUMNS = ("Record", "Field", "What is done")

_ACTS = {
    Act.NEW: "+ added",
    Act.GONE: "stays deleted",
    Act.MERGED: "merged into another record",
    Act.DROPPED: "stays; it is shipped no more",
}
_FATES = {
    Fate.TAKEN: "▲ brought up to date",
    Fate.KEPT: "● your text stays",
    Fate.CHOSEN: "▲ the shipped text, as you chose",
}
_NOTES = {
    Act.NEW: "This record is new in this version of the program.",
    Act.GONE: "You deleted this record. “Bring back what was deleted” adds it as you left it.",
    Act.MERGED: "You merged this record into another one, to which its id leads. It stays so.",
    Act.DROPPED: "This version of the program no longer brings this record. It stays as it is.",
}
_KEPT = "You changed this field, and so did the program. Your text stays unless you choose."

#: Separates a thing from its field in the id of a line; no id holds it.
_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: a sentence on what is here, how many records, and what could be done.

    `lines` say what bringing it up to date would do; `packs` is how many can be added.
    """

    sentence: str
    lines: tuple[Line, ...]
    hidden: bool
    can_remove: bool
    gone: int
    changed: int
    doing: bool
    records: int = 0
    packs: int = 0


class StarterPresenter(QObject):
    """Asks `services.starter`, off the screen's thread.

    `shown` brings a `Shown`; `told` a sentence on what was done and the operation that takes it
    back, or None; `failed` says why something was not done.
    """

    shown = Signal(object)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Do nothing until somebody asks."""
        super().__init__()
        self._session = session
        self._take: set[tuple[str, str]] = set()
        self._updates: tuple[Update, ...] = ()

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return not self._session.hindrance

    def refresh(self) -> None:
        """Read anew how things stand."""
        library = self._session.library
        if library is None:
            return
        take = frozenset(self._take)
        job = Job(
            lambda _report: (
                starter.standing(library),
                starter.plan(library, take),
                len(starter_packs.lacking(library)),
            ),
            self,
            done=self._on_read,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="starter")

    def forget(self) -> None:
        """Forget what was chosen: another library is open."""
        self._take.clear()

    def choose(self, line: Line) -> None:
        """Take the shipped text of a field that both changed, or leave one's own after all."""
        _, field = self._found(line)
        if field is not None and field.fate is not Fate.TAKEN:
            key, _, path = line.id.partition(_BETWEEN)
            self._take ^= {(key, path)}
            self.refresh()

    def can_choose(self, line: Line) -> bool:
        """Tell whether a line leaves a choice."""
        _, field = self._found(line)
        return field is not None and field.fate is not Fate.TAKEN

    def page(self, line: Line) -> str:
        """Tell in HTML what a line would do."""
        update, field = self._found(line)
        if update is None:
            return ""
        if field is None:
            return paragraph(_NOTES.get(update.act, ""))
        note = "" if field.fate is Fate.TAKEN else paragraph(_KEPT)
        return note + change_page.difference(FieldChange(field.path, field.label, field.stretches))

    def update(self, *, again: bool = False) -> None:
        """Take over what this version of the program brings; bring back what was deleted, too."""
        take = frozenset(self._take)
        done = "The starter content is up to date."
        self._change(
            "Bringing the starter content up to date",
            "What you deleted is back, and the starter content is up to date." if again else done,
            lambda library, report: starter.update(library, take, again=again, progress=report),
        )

    def hide(self, *, hidden: bool) -> None:
        """Leave it out of searches, or let it be found again."""
        said = "is left out of searches now" if hidden else "is found again"
        self._change(
            "Hiding the starter content" if hidden else "Showing the starter content",
            f"The starter content {said}.",
            lambda library, _report: starter.hide(library, hidden=hidden),
        )

    def add_packs(self) -> None:
        """Add the packs that came with the program, where they are not here."""
        self._change(
            "Adding the starter packs",
            "The starter packs are in the library.",
            lambda library, _report: starter_packs.add(library),
        )

    def remove(self, *, changed_too: bool) -> None:
        """Move it into the trash, with or without what somebody changed."""
        self._change(
            "Removing the starter content",
            _removed,
            lambda library, _report: starter.remove(library, changed_too=changed_too),
        )

    def _change(
        self,
        title: str,
        said: str | Callable[[Library, Changes], str],
        act: Callable[[Library, Report], Changes],
    ) -> None:
        library = self._session.library
        if library is None:
            return

        def work(report: Report) -> tuple[Changes, str]:
            changes = act(library, report)
            return changes, said if isinstance(said, str) else said(library, changes)

        def done(outcome: tuple[Changes, str]) -> None:
            changes, sentence = outcome
            self._take.clear()
            self._session.tell_changed(changes if changes.any else None)
            self.told.emit(sentence, changes.operation if changes.any else None)
            self.refresh()

        job = Job(
            work,
            self,
            title,
            done=done,
            failed=self.failed.emit,
        )
        self._session.tasks.write(job)

    def _on_read(self, read: tuple[Standing, tuple[Update, ...], int]) -> None:
        standing, self._updates, packs = read
        self.shown.emit(
            Shown(
                sentence=_sentence(standing),
                lines=tuple(line for update in self._updates for line in _lines(update)),
                hidden=standing.hidden > 0,
                can_remove=standing.records > 0,
                records=standing.records,
                packs=packs,
                gone=standing.gone,
                changed=standing.changed,
                doing=any(update.act in starter.DOING for update in self._updates),
            )
        )

    def _found(self, line: Line) -> tuple[Update | None, FieldUpdate | None]:
        key, _, path = line.id.partition(_BETWEEN)
        update = next((one for one in self._updates if one.id == key), None)
        fields = update.fields if update is not None else ()
        return update, next((one for one in fields if one.path == path), None)


def _removed(library: Library, changes: Changes) -> str:
    """Say how much was removed, and how much stays as somebody's own."""
    number, left = len(changes.trashed), starter.standing(library).records
    return starter.removal_told(number, left)


def _sentence(standing: Standing) -> str:
    if not standing.records and not standing.gone:
        return "This library holds nothing of what comes with the program."
    parts = [f"{counted(standing.records, 'record')} of this library came with the program"]
    if standing.changed:
        parts.append(f"{standing.changed:,} of them you changed")
    if standing.gone:
        parts.append(f"{standing.gone:,} more you deleted")
    said = "; ".join(parts) + "."
    return f"{said} They are hidden from searches." if standing.hidden else said


def _lines(update: Update) -> Iterator[Line]:
    if update.act in _ACTS:
        yield Line(update.id, (update.title, "", _ACTS[update.act]))
    for field in update.fields:
        key = f"{update.id}{_BETWEEN}{field.path}"
        yield Line(key, (update.title, field.label, _FATES[field.fate]))
