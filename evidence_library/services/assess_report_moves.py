"""Two assessments side by side: what moved, in words, and why each theme was judged so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_library.model.assessment import Move, Standing
from evidence_library.model.document import Block, Listed, Paragraph, Table, Words
from evidence_library.model.instrument import Instrument
from evidence_library.services.assess import Opened
from evidence_library.services.assess_report_parts import (
    BLIND,
    dated_label,
    doubts,
    example_box,
    judged,
    labelled,
)
from evidence_library.services.comparing_assessments import Comparison, Row
from evidence_library.services.pack_wording import heading, one_line, say, told
from evidence_library.services.track_wording import shortened

_TITLES = {
    Move.ON: "Further on",
    Move.BACK: "Further back",
    Move.SAME: "At the same stage",
    Move.NOT_COMPARABLE: "Cannot be compared",
}
_LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Both:
    """Two assessments with their instruments, and what moved between them."""

    before: Opened
    after: Opened
    found: Comparison

    @property
    def revealed(self) -> bool:
        """Whether the judgements of both may be seen."""
        return self.before.assessment.revealed and self.after.assessment.revealed


def front(both: Both) -> Iterator[Block]:
    """Say what is compared, and what limits the comparison."""
    one, other = both.before.assessment, both.after.assessment
    yield from example_box(example=one.example or other.example)
    yield labelled("First", dated_label(one))
    yield labelled("Second", dated_label(other))
    for opened in (both.before, both.after):
        if not opened.assessment.revealed:
            yield told(f"{dated_label(opened.assessment)}: {BLIND}")
    if both.found.note:
        yield told(both.found.note)
    yield told(
        "A theme moved on, moved back or stayed: stages have an order, but no distance. The "
        "reasons of each judgement stand below it."
    )
    known = both.after.instrument or both.before.instrument
    for said in doubts(known):
        yield told(said, muted=True)


def body(both: Both) -> Iterator[Block]:
    """List what moved on, what moved back, what stayed and what cannot be compared."""
    if not both.revealed:
        yield heading(1, "What moved")
        yield told("Nothing can be compared before all judgements may be seen.")
        return
    for move, title in _TITLES.items():
        rows = both.found.moved(move)
        yield heading(1, title)
        if not rows:
            yield told("No theme.")
        for row in rows:
            yield heading(2, row.name)
            yield told(moved_in_words(both, row))
            yield from _why(both, row)
    yield heading(1, "All themes", "all")
    header = ("Theme", "First", "Second", "How it moved")
    table = tuple(
        (
            say(one_line(row.name)),
            say(_words(both.before, row.before, row.before_words)),
            say(_words(both.after, row.after, row.after_words)),
            say(row.move.value[:1].upper() + row.move.value[1:]),
        )
        for row in both.found.rows
    )
    yield Table("All themes in both assessments", tuple(map(say, header)), table, row_headings=True)


def moved_in_words(both: Both, row: Row) -> str:
    """Say how a theme was judged in both: "From “Starting” to “Developing”." """
    was = _words(both.before, row.before, row.before_words)
    now = _words(both.after, row.after, row.after_words)
    if row.move is Move.SAME:
        return f"Both times: {now}."
    return f"First: {was}. Second: {now}."


def _words(opened: Opened, found: Standing | None, words: str) -> str:
    known: Instrument | None = opened.instrument
    return judged(known, found.verdict, found.stage) if found else one_line(words)


def _why(both: Both, row: Row) -> Iterator[Block]:
    items = [
        (Paragraph((*say(f"{name}:", strong=True), Words(f" {reason}"))),)
        for name, found in (("First", row.before), ("Second", row.after))
        for reason in _reasons(found)
    ]
    if items:
        yield Listed(tuple(items))


def _reasons(found: Standing | None) -> Iterator[str]:
    if found is None:
        return
    if found.agreed is not None and found.agreed.why.strip():
        yield f"agreed because: {shortened(found.agreed.why, _LONGEST_REASON)}"
        return
    for one in found.judgements:
        if one.rationale.strip():
            said = shortened(one.rationale, _LONGEST_REASON)
            yield f"{one_line(one.assessor)}: {said}"
