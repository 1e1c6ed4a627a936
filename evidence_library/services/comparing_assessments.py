"""Two assessments side by side: what moved, in which direction, and why each was judged so."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.assessment import (
    OVERALL,
    Assessment,
    Move,
    Standing,
    moved,
    standing,
)
from evidence_library.model.ids import AssessmentId
from evidence_library.model.instrument import Instrument, Theme
from evidence_library.services import assess
from evidence_library.services.assess import standing_in_words, theme_name
from evidence_library.services.opened import Library


@dataclass(frozen=True, slots=True)
class Row:
    """A theme in both assessments; None where one of them does not have it."""

    theme: str
    name: str
    before: Standing | None
    after: Standing | None
    before_words: str
    after_words: str
    move: Move


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments, theme by theme. `note` says what limits the comparison, if anything does."""

    before: Assessment
    after: Assessment
    rows: tuple[Row, ...]
    note: str

    def moved(self, move: Move) -> tuple[Row, ...]:
        """List the themes that moved so."""
        return tuple(one for one in self.rows if one.move is move)


def compare(library: Library, one: AssessmentId, other: AssessmentId) -> Comparison:
    """Compare two assessments, of two dates or of two departments, in the order given.

    Themes of different versions of an instrument are matched by their keys, of different
    instruments by their names. Stages compare only where both have the same ones in the same order.
    """
    first, second = assess.opened(library, one), assess.opened(library, other)
    before, after = first.assessment, second.assessment
    here, there = first.instrument, second.instrument
    order = _order(here, there)
    rows = []
    for name, key, match in _themes(before, here, there):
        was = standing(before, key) if key is not None else None
        now = standing(after, match) if match is not None else None
        rows.append(
            Row(
                theme=key if key is not None else match or "",
                name=name,
                before=was,
                after=now,
                before_words=_words(here, was),
                after_words=_words(there, now),
                move=moved(was, now, order) if was and now else Move.NOT_COMPARABLE,
            )
        )
    return Comparison(before, after, tuple(rows), _note(here, there, order))


def in_order(
    library: Library, one: AssessmentId, other: AssessmentId
) -> tuple[AssessmentId, AssessmentId]:
    """Put two assessments of the same scope in the order of their dates; others stay as given."""
    first, second = assess.find(library, one), assess.find(library, other)
    turned = first.scope == second.scope and second.date < first.date
    return (other, one) if turned else (one, other)


def _themes(
    before: Assessment, here: Instrument | None, there: Instrument | None
) -> list[tuple[str, str | None, str | None]]:
    """Give name and keys of every theme of either; None where one does not have it."""
    own, others = _listed(here), _listed(there)
    same_instrument = here is not None and there is not None and here.id == there.id
    by = {(one.key if same_instrument else one.name.casefold()): one.key for one in others}
    found: list[tuple[str, str | None, str | None]] = [("Overall", OVERALL, OVERALL)]
    met = set()
    for theme in own:
        match = by.get(theme.key if same_instrument else theme.name.casefold())
        met.add(match)
        found.append((theme.name, theme.key, match))
    found.extend((one.name, None, one.key) for one in others if one.key not in met)
    if here is None:  # its instrument is gone: what was judged is told by the keys
        keys = dict.fromkeys(one.theme for one in before.judgements if one.theme != OVERALL)
        found.extend((theme_name(None, key), key, None) for key in keys)
    return found


def _listed(item: Instrument | None) -> tuple[Theme, ...]:
    return item.themes if item else ()


def _order(here: Instrument | None, there: Instrument | None) -> dict[str, int]:
    keys = [[one.key for one in item.stages] if item else [] for item in (here, there)]
    return {key: at for at, key in enumerate(keys[0])} if keys[0] == keys[1] else {}


def _words(instrument: Instrument | None, found: Standing | None) -> str:
    if found is None:
        return "Not a theme there"
    return standing_in_words(instrument, found)


def _note(here: Instrument | None, there: Instrument | None, order: dict[str, int]) -> str:
    if here is None or there is None:
        return "The instrument of one of them is gone, so stages cannot be compared."
    if not order:
        return "The two were made with different stages, so no direction can be told."
    if (here.id, here.version) != (there.id, there.version):
        return "The two were made with different versions; descriptions of stages may differ."
    return ""
