"""Compare: keeps which records are chosen, and puts them side by side on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.services import compare
from evidence_library.services.compare import MOST, Comparison, Entry, FieldRow, Verdict
from evidence_library.ui.itemmodels.comparison import Cell, Field, Head
from evidence_library.ui.presenters.page_parts import text, toned
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import EFFECT_SIGNS, counted
from evidence_library.ui.tasks import Job, Report

#: Sign of every verdict; its words always stand beside it.
SIGNS: dict[Verdict, tuple[str, str]] = {
    Verdict.SAME: ("=", ""),
    Verdict.DIFFERS: ("≠", "warn"),
    Verdict.NOT_ALL: ("◐", "warn"),
    Verdict.TOLD: ("¶", ""),
    Verdict.NOTHING: ("–", ""),
}

__all__ = ["MOST", "Chosen", "ComparePage", "ComparePresenter"]

_ONLY_HERE = "only here"
_LABELS = 16  # the part of the width that the names of the fields take, in per cent


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record chosen to be compared."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Records side by side: `heads` and `fields` to look at, `document` to print, and a line."""

    heads: tuple[Head, ...]
    fields: tuple[Field, ...]
    document: str
    sentence: str


class ComparePresenter(QObject):
    """Chooses up to four records and compares them.

    `chosen_changed` follows every choice; `told` says in words what came of it,
    `refused` why nothing did; `shown` brings the
    page, `emptied` says that there is nothing to show any more.
    """

    chosen_changed = Signal()
    told = Signal(str)
    refused = Signal(str)
    shown = Signal(object)
    emptied = Signal()
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Start with nothing chosen."""
        super().__init__()
        self._session = session
        self._showing = False
        self.chosen: tuple[Chosen, ...] = ()
        self.only_differences = False
        self._comparison: Comparison | None = None
        session.opened.connect(self.clear)
        session.changed.connect(self._on_changed)

    @property
    def ready(self) -> bool:
        """Whether enough records are chosen."""
        return len(self.chosen) >= compare.FEWEST

    def toggle(self, record: str, title: str) -> None:
        """Choose a record, or drop it if it is chosen."""
        if any(one.id == record for one in self.chosen):
            self.drop(record)
        elif len(self.chosen) >= MOST:
            self.refused.emit(f"{MOST} records are chosen already; drop one to choose another.")
        else:
            self._choose((*self.chosen, Chosen(record, title)))
            self.told.emit(f"Chosen to compare: {title}. {self.sentence}")

    def choose_all(self, records: Sequence[tuple[str, str]]) -> None:
        """Choose these records, by ids and titles, in the place of all others."""
        self._choose(tuple(Chosen(record, title) for record, title in records[:MOST]))

    def drop(self, record: str) -> None:
        """Drop a record."""
        title = next((one.title for one in self.chosen if one.id == record), "")
        self._choose(tuple(one for one in self.chosen if one.id != record))
        self.told.emit(f"No longer chosen: {title}. {self.sentence}")

    def clear(self) -> None:
        """Choose nothing."""
        self._choose(())

    @property
    def sentence(self) -> str:
        """How many are chosen, and what is missing."""
        number = len(self.chosen)
        said = f"{counted(number, 'record')} chosen"
        return f"{said}; choose one more to compare." if number == 1 else f"{said} to compare."

    def compare(self) -> None:
        """Put the chosen records side by side."""
        library = self._session.library
        if library is None or not self.ready:
            return
        ids = [RecordId(one.id) for one in self.chosen]
        self._showing = True

        def work(_report: Report) -> Comparison:
            return compare.compare(library, ids)

        job = Job(work, self, done=self._on_compared, failed=self._on_failed)
        self._session.tasks.read(job, replaces="compare")

    def show_differences_only(self, *, only: bool) -> None:
        """Leave out the fields in which the records are the same."""
        self.only_differences = only
        if self._comparison is not None:
            self.shown.emit(_page(self._comparison, only=only))

    def leave(self) -> None:
        """Say that nobody looks at the comparison any more; the choice stays."""
        self._showing = False

    def _choose(self, chosen: tuple[Chosen, ...]) -> None:
        self.chosen = chosen
        self.chosen_changed.emit()
        if not self._showing:
            return
        if self.ready:
            self.compare()
        else:
            self._empty()

    def _empty(self) -> None:
        self._showing, self._comparison = False, None
        self.emptied.emit()

    def _on_compared(self, comparison: Comparison) -> None:
        self._comparison = comparison
        if comparison.gone:
            there = {one.id for one in comparison.records}
            self.chosen = tuple(one for one in self.chosen if one.id in there)
            self.chosen_changed.emit()
        self.shown.emit(_page(comparison, only=self.only_differences))

    def _on_failed(self, message: str) -> None:
        self._empty()
        self.failed.emit(message)

    def _on_changed(self, changes: Changes) -> None:
        if self._showing and any(one.id in changes.records for one in self.chosen):
            self.compare()


def _page(comparison: Comparison, *, only: bool) -> ComparePage:
    rows = comparison.differing if only else comparison.rows
    number = len(comparison.records)
    gone = f" {counted(comparison.gone, 'record')} is gone." if comparison.gone else ""
    sentence = f"{counted(number, 'record')} side by side; {_difference(comparison)}.{gone}"
    heads = tuple(Head(one.id, one.title) for one in comparison.records)
    fields = tuple(
        Field(row.name, SIGNS[row.verdict][0], row.verdict.value, tuple(map(_seen, row.cells)))
        for row in rows
    )
    titles = [f"<b>{escape(one.title)}</b>" for one in comparison.records]
    lead = f"<h1>Comparison</h1><p>{escape(sentence)}</p>"
    return ComparePage(heads, fields, lead + _table(titles, rows), sentence)


def _difference(comparison: Comparison) -> str:
    verdicts = [row.verdict for row in comparison.rows]
    differing = verdicts.count(Verdict.DIFFERS)
    if differing:
        return f"they differ in {counted(differing, 'field')}"
    if Verdict.NOT_ALL in verdicts:
        return "they differ in no field that all of them state"
    return "they are the same in every field"


def _seen(entries: tuple[Entry, ...]) -> Cell:
    said = [f"{one.text}, {_ONLY_HERE}" if one.only_here else one.text for one in entries]
    return Cell(_cell(entries), "\n".join(said) or "Not stated")


def _table(heads: list[str], rows: tuple[FieldRow, ...]) -> str:
    width = (100 - _LABELS) // max(1, len(heads))
    top = "".join(f'<td width="{width}%" valign="top"><b>{head}</b></td>' for head in heads)
    body = "".join(
        f'<tr><td valign="top"><b>{escape(row.name)}</b><br>{_verdict(row.verdict)}</td>'
        + "".join(f'<td valign="top">{_cell(cell)}</td>' for cell in row.cells)
        + "</tr>"
        for row in rows
    )
    return (
        '<table width="100%" cellspacing="0" cellpadding="6" border="1" '
        f'style="border-collapse: collapse"><tr><td width="{_LABELS}%"></td>{top}</tr>'
        f"{body}</table>"
    )


def _verdict(verdict: Verdict) -> str:
    sign, tone = SIGNS[verdict]
    role = tone or "muted"
    return f'<span class="{role}">{sign}&nbsp;{escape(verdict.value)}</span>'


def _cell(entries: tuple[Entry, ...]) -> str:
    if not entries:
        return '<span class="muted">Not stated</span>'
    return "".join(f"<p>{_entry(entry)}</p>" for entry in entries)


def _entry(entry: Entry) -> str:
    sign, tone = EFFECT_SIGNS.get(entry.value, ("", ""))
    said = f"{toned(sign, '', tone)} {text(entry.text)}" if sign else text(entry.text)
    return f'{said} <span class="warn">◇&nbsp;{_ONLY_HERE}</span>' if entry.only_here else said
