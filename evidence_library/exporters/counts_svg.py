"""Counts of recommendations as a drawing: a stacked bar for each row, with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence_library.exporters.clock_svg import EDGE, box, cut, escaped, legend, page, sign, text
from evidence_library.model.tracked_counts import CountRow, Counts

_WIDTH, _LABELS, _TOTAL, _ROW, _BAR = 900, 220, 60, 36, 24


def svg(counts: Counts, facts: Sequence[tuple[str, str]]) -> str:
    """Draw the bars, with what they are of and the counting rule on top."""
    about = [*(f"{name}: {words}" for name, words in facts), counts.sentence]
    drawn, top = legend(counts.columns, 0, _WIDTH)
    for at, row in enumerate(counts.rows):
        drawn.extend(_bar(counts, row, top + 10 + at * _ROW))
    return page(counts.title, about, _WIDTH, (drawn, top + 10 + len(counts.rows) * _ROW))


def _bar(counts: Counts, row: CountRow, top: float) -> Iterator[str]:
    room = _WIDTH - 2 * EDGE - _LABELS - _TOTAL
    base = top + _BAR / 2 + 5
    yield text(EDGE, base, cut(row.label, _LABELS - 12))
    x = float(EDGE + _LABELS)
    for look, cell in zip(counts.columns, row.cells, strict=True):
        if not cell:
            continue
        width = room * len(cell) / counts.longest
        words = f"{row.label}, {look.label.lower()}: {len(cell):,}"
        yield f"<g><title>{escaped(words)}</title>{box(look, (x, top, width, _BAR))}"
        if width >= 48:
            yield sign(look, x + width / 2 - 10, base)
            yield text(x + width / 2 + 8, base, f"{len(cell):,}", "bold", middle=True)
        elif width >= 14:
            yield text(x + width / 2, base, f"{len(cell):,}", "bold", middle=True)
        yield "</g>"
        x += width
    yield text(x + 10, base, f"{row.total:,}", "quiet")
