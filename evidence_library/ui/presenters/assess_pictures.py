"""Grid, departments side by side and comparisons, as tables of words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evidence_library.model.assessment import Move, Standing
from evidence_library.model.ids import AssessmentId
from evidence_library.services import assess_grid, comparing_assessments
from evidence_library.services.assess import Listed, Opened
from evidence_library.services.assess_grid import GridRow, Overview, Place
from evidence_library.services.comparing_assessments import Comparison, Row
from evidence_library.services.opened import Library
from evidence_library.ui.itemmodels.words_table import Word, WordsRow
from evidence_library.ui.presenters.assess import EXAMPLE_BADGE, day_written
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job

_MOVES: dict[Move, tuple[str, str, str]] = {
    Move.ON: ("Further on", "▲", "good"),
    Move.BACK: ("Further back", "▼", "bad"),
    Move.SAME: ("The same stage", "■", "muted"),
    Move.NOT_COMPARABLE: ("Cannot be compared", "", "muted"),
}

_ASIDE = "No stage"

MOVED = "What moved"

#: Of two departments nothing moved: the second one is further on than the first, or further back.
DIFFERENCE = "The second is"


@dataclass(frozen=True, slots=True)
class Picture:
    """A table of words: its columns with what is said of them, its rows, and sentences on it."""

    columns: tuple[str, ...]
    rows: tuple[WordsRow, ...]
    hints: tuple[str, ...] = ()
    summary: str = ""
    note: str = ""
    keys: tuple[str, ...] = ()


class PicturesPresenter(QObject):
    """Asks for comparisons and overviews. `compared` and `overviewed` bring a `Picture`."""

    compared = Signal(object)
    overviewed = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Ask for nothing yet."""
        super().__init__()
        self._session = session

    def compare(self, before: str, after: str) -> None:
        """Compare two assessments."""
        one, other = AssessmentId(before), AssessmentId(after)
        self._ask(
            lambda library: compared(comparing_assessments.compare(library, one, other)),
            self.compared.emit,
            "assessments compared",
        )

    def overview(self, organisation: str) -> None:
        """Put an organisation beside its departments."""
        self._ask(
            lambda library: overviewed(assess_grid.overview(library, organisation)),
            self.overviewed.emit,
            "departments",
        )

    def _ask(
        self,
        work: Callable[[Library], Picture],
        done: Callable[[Picture], None],
        replaces: str,
    ) -> None:
        library = self._session.library
        if library is not None:
            job = Job(lambda _report: work(library), self, done=done, failed=self.failed.emit)
            self._session.tasks.read(job, replaces=replaces)


def organisation_of(opened: Opened) -> str:
    """Name the organisation that is assessed, or whose department is."""
    scope = opened.assessment.scope
    return scope.organisation or scope.name


def grid(opened: Opened, viewer: str) -> Picture:
    """Lay an assessment out: themes down, stages across, names of who says so in the cells."""
    found = assess_grid.grid(opened, viewer)
    aside = any(row.aside for row in found.rows) or not found.stages
    columns = (*found.stages, *((_ASIDE,) if aside else ()))
    return Picture(
        columns=columns,
        rows=tuple(_grid_row(row, found.stages, aside=aside) for row in found.rows),
        hints=(*found.doubts, *(("",) if aside else ())),
        note=" ".join(
            f"“{name}”: {doubt}"
            for name, doubt in zip(found.stages, found.doubts, strict=True)
            if doubt
        ),
    )


def compared(found: Comparison) -> Picture:
    """Put two assessments side by side, with what moved in words."""
    before, after = found.before, found.after
    names = [
        _marked(f"{one.scope.label}, {day_written(one.date)}", example=one.example)
        for one in (before, after)
    ]
    return Picture(
        columns=(*names, MOVED if before.scope == after.scope else DIFFERENCE),
        rows=tuple(_compared_row(row) for row in found.rows),
        summary=_moves_told(found),
        note=found.note,
        keys=(before.id, after.id),
    )


def overviewed(found: Overview) -> Picture:
    """Put departments beside their organisation, each with its judgement in words."""
    return Picture(
        columns=tuple(
            _marked(f"{one.label}, {day_written(one.date)}", example=one.example)
            for one in found.sides
        ),
        rows=tuple(
            WordsRow(name, name, tuple(_plain(words) for words in cells))
            for name, cells in found.rows
        ),
        hints=tuple(EXAMPLE_BADGE if one.example else "" for one in found.sides),
        keys=tuple(one.id for one in found.sides),
    )


def others_to_compare(shown: str, listed: Sequence[Listed]) -> tuple[tuple[str, str], ...]:
    """List what an assessment can be compared with: its own earlier and later ones first."""
    here = next((one.assessment for one in listed if one.id == shown), None)
    known = [one for one in listed if one.id != shown and one.assessment is not None]

    def distance(one: Listed) -> tuple[bool, bool]:
        other = one.assessment
        if other is None or here is None:
            return (True, True)
        same = other.scope.label == here.scope.label
        whole = other.scope.organisation or other.scope.name
        return (not same, whole != (here.scope.organisation or here.scope.name))

    return tuple(
        (one.id, _marked(f"{one.title}, {day_written(item.date)}", example=item.example))
        for one in sorted(known, key=distance)
        if (item := one.assessment) is not None
    )


def _marked(name: str, *, example: bool) -> str:
    return f"{name} ({EXAMPLE_BADGE.lower()})" if example else name


def _grid_row(row: GridRow, stages: Sequence[str], *, aside: bool) -> WordsRow:
    cells = [
        _place(place, stage, differ=row.differ)
        for place, stage in zip(row.places, stages, strict=True)
    ]
    if aside:
        words = row.aside or ("" if stages else row.words)
        cells.append(Word(words, tone="muted"))
    return WordsRow(row.theme, row.name, tuple(cells), row.group)


def _place(place: Place, stage: str, *, differ: bool) -> Word:
    names = ", ".join(place.names)
    if place.judgement:
        said = f"{names}. This is the judgement: {stage}"
        return Word(names, "●", "accent", marked=True, spoken=said)
    if place.names and differ:
        return Word(names, "◆", "warn", spoken=f"{names}; the assessors differ")
    return Word(names)


def _compared_row(row: Row) -> WordsRow:
    words, sign, tone = _MOVES[row.move]
    return WordsRow(
        row.theme,
        row.name,
        (
            Word(row.before_words, spoken=_reasons(row.before_words, row.before)),
            Word(row.after_words, spoken=_reasons(row.after_words, row.after)),
            Word(words, sign, tone),
        ),
    )


def _reasons(words: str, found: Standing | None) -> str:
    """Say why it was judged so: what was agreed, else what each assessor gives as reasons."""
    if found is None:
        return words
    if found.agreed is not None and found.agreed.why:
        return f"{words}: {found.agreed.why}"
    said = [f"{one.assessor}: {one.rationale}" for one in found.judgements if one.rationale]
    return f"{words}. {' '.join(said)}" if said else words


def _moves_told(found: Comparison) -> str:
    """Name the themes that moved, in words."""
    told = []
    for move, words in ((Move.ON, "Further on"), (Move.BACK, "Further back")):
        names = [row.name for row in found.moved(move)]
        if names:
            told.append(f"{words}: {', '.join(names)}.")
    return " ".join(told) or "No theme moved to another stage, as far as they can be compared."


def _plain(words: str) -> Word:
    if words in {"", "Not assessed", "Not applicable"}:
        return Word(words or "Not a theme there", tone="muted")
    if words == "Assessors differ":
        return Word(words, "◆", "warn")
    return Word(words, "●")
