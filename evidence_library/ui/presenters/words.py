"""Words that mean the same: lists the groups, looks at what is typed, changes and hands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.thesaurus import TermKind
from evidence_library.services import word_files, word_groups, word_list
from evidence_library.services.opened import Library
from evidence_library.services.word_checks import Draft, draft_of, in_one_line
from evidence_library.services.word_files import Plan
from evidence_library.services.word_list import Group, State, WordList
from evidence_library.ui.itemmodels.words import GroupLine, RowRemark, TermRow
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job

#: The kinds of words, as they are chosen from.
KINDS = tuple(kind.value for kind in TermKind)

#: What a new group starts with.
NEW_ROWS = (TermRow(kind=TermKind.PREFERRED.value), TermRow())

_STATES = {
    State.SHIPPED: "As it ships with the program",
    State.OWN: "Your library's own group",
    State.CHANGED: "Shipped with the program, changed in this library",
    State.OFF: "Switched off: it is not searched in this library",
    State.NOT_UNDERSTOOD: word_groups.NOT_UNDERSTOOD,
}


@dataclass(frozen=True, slots=True)
class GroupPage:
    """What is shown of one group, and what can be done with it."""

    name: str = ""
    told: str = "A new group of this library"
    rows: tuple[TermRow, ...] = NEW_ROWS
    ships: bool = False
    changed: bool = False
    off: bool = False
    understood: bool = True


@dataclass(frozen=True, slots=True)
class Looked:
    """What is wrong or odd with what is typed: by row, and in general."""

    rows: Mapping[int, Sequence[RowRemark]] = field(default_factory=dict)
    general: tuple[str, ...] = ()
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class TablePage:
    """What a table that is to be imported would change, in words; empty `action`: nothing."""

    title: str
    text: str
    action: str


class WordsPresenter(QObject):
    """Asks the services for words, off the screen's thread.

    `listed` comes when the groups were read anew; `told` brings a sentence on what was done, the
    operation that takes it back and the group it is about; `previewed` brings what a table would
    change, `failed` why something was not done.
    """

    listed = Signal()
    told = Signal(str, object, str)
    previewed = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """List again whenever the library is another one or has changed."""
        super().__init__()
        self._session = session
        self._words = WordList((), ())
        self._plan: Plan | None = None
        session.opened.connect(self.refresh)
        session.changed.connect(self._on_changed)
        session.standing_changed.connect(self.refresh)  # another program may have changed it

    @property
    def writable(self) -> bool:
        """Whether words can be changed."""
        return not self._session.hindrance

    def refresh(self) -> None:
        """Read the groups anew."""
        library = self._session.library
        if library is None:
            return

        job = Job(
            lambda _report: word_list.now(library).worked_out(),
            self,
            done=self._on_read,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="words")

    def lines(self, text: str, *, own: bool) -> tuple[GroupLine, ...]:
        """List the groups whose name or words hold a text."""
        return tuple(
            GroupLine(group.name, f"{counted(len(group.terms), 'word')}, {group.state.value}")
            for group in self._words.groups
            if group.holds(text) and (group.is_ours or not own)
        )

    def page(self, name: str) -> GroupPage | None:
        """Show a group; None if there is none of this name."""
        group = next((one for one in self._words.groups if one.name == name), None)
        return _page(group) if group is not None else None

    def look(self, old: str, name: str, rows: Sequence[TermRow]) -> Looked:
        """Say what is wrong or odd with a group that was called `old`; empty for a new one."""
        used = [at for at, row in enumerate(rows) if not row.off]
        by_row: dict[int, list[RowRemark]] = {}
        general = []
        wrong = 0
        for remark in self._words.remarks(old, [_draft(rows[at]) for at in used]):
            wrong += remark.wrong
            if remark.row is None:
                general.append(remark.message)
            else:
                said = RowRemark(remark.field, remark.message, remark.wrong)
                by_row.setdefault(used[remark.row], []).append(said)
        wanted = in_one_line(name)
        # A group without a name takes that of its preferred word, which is looked at by itself.
        named = self._words.name_remark(wanted, old) if wanted else ""
        if named:
            general.append(named)
        return Looked(by_row, tuple(general), wrong + bool(named))

    def save(self, old: str, name: str, rows: Sequence[TermRow]) -> None:
        """Let a group have these words."""
        drafts = [_draft(row) for row in rows if not row.off]
        kept = f"Saved the words of “{in_one_line(name) or drafts[0].text}”."
        self._change(kept, lambda library: word_groups.put(library, old, name, drafts))

    def switch(self, name: str, *, on: bool) -> None:
        """Let a group be searched or not."""
        said = f"“{name}” is {'searched again' if on else 'not searched any more'}."
        self._change(said, lambda library: (name, word_groups.switch(library, name, on=on)))

    def restore(self, name: str) -> None:
        """Let a group be as it ships."""
        said = f"“{name}” is as shipped again."
        self._change(said, lambda library: (name, word_groups.restore(library, name)))

    def delete(self, name: str) -> None:
        """Take a group of the library's own away."""
        said = f"“{name}” was deleted."
        self._change(said, lambda library: ("", word_groups.remove(library, name)))

    def undo(self, operation: int) -> None:
        """Take a change back."""
        self._session.undo(operation)

    def preview(self, path: Path) -> None:
        """Read a table and show what it would change."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: word_files.preview(library, path),
            self,
            "Reading the table",
            done=self._on_previewed,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job)

    def take_table(self) -> None:
        """Take the table that was previewed."""
        plan = self._plan
        if plan is not None:
            said = f"Imported {counted(len(plan.steps), 'group')} from “{plan.name}”."
            self._change(said, lambda library: ("", word_files.commit(library, plan)))

    def export(self, path: Path, *, everything: bool) -> None:
        """Write the groups that the library changed, or all, into a table."""
        library = self._session.library
        if library is None:
            return

        def done(number: int) -> None:
            self.told.emit(f"Wrote {counted(number, 'group')} into “{path.name}”.", None, "")

        job = Job(
            lambda _report: word_files.export(library, path, everything=everything),
            self,
            "Writing the table",
            done=done,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job)

    def _change(self, sentence: str, act: Callable[[Library], tuple[str, Changes]]) -> None:
        library = self._session.library
        if library is None:
            return

        def done(made: tuple[str, Changes]) -> None:
            name, changes = made
            operation = changes.operation if changes.any else None
            self.told.emit(sentence, operation, name)
            self._session.tell_changed(changes)

        job = Job(lambda _report: act(library), self, done=done, failed=self.failed.emit)
        self._session.tasks.write(job)

    def _on_read(self, words: WordList) -> None:
        self._words = words
        self.listed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.words:
            self.refresh()

    def _on_previewed(self, plan: Plan) -> None:
        self._plan = plan
        self.previewed.emit(_table_page(plan))


def _page(group: Group) -> GroupPage:
    rows = tuple(
        _row(draft_of(entry.term), ships=not entry.own, off=entry.off) for entry in group.entries
    )
    return GroupPage(
        group.name,
        _STATES[group.state],
        rows,
        group.ships,
        group.is_ours,
        group.state is State.OFF,
        group.state is not State.NOT_UNDERSTOOD,
    )


def _row(draft: Draft, *, ships: bool, off: bool) -> TermRow:
    years = draft.first_year, draft.last_year
    return TermRow(draft.text, draft.kind, *years, draft.note, ships=ships, off=off)


def _draft(row: TermRow) -> Draft:
    return Draft(row.text, row.kind, row.first_year, row.last_year, row.note)


def _table_page(plan: Plan) -> TablePage:
    if plan.problems:
        told = [f"Nothing can be taken from “{plan.name}” until this is put right:", ""]
        number = counted(len(plan.problems), "problem")
        return TablePage(f"{number} in the table", "\n".join((*told, *plan.problems)), "")
    if not plan.steps:
        told = [f"All that “{plan.name}” holds is in this library already."]
        return TablePage("There is nothing new in the table", told[0], "")
    parts = [*map(str, plan.steps)]
    if plan.odd:
        parts += ["", "Worth knowing:", "", *plan.odd]
    number = counted(len(plan.steps), "group")
    return TablePage(f"{number} would change", "\n".join(parts), f"Import {number}")
