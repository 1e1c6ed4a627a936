"""An evidence map as a table (CSV, tab separated, HTML) and as a drawing (SVG).

What comes from a library is never trusted: it is escaped in SVG and HTML, and what a spreadsheet
would take for a formula is written as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import escape
from textwrap import wrap

from evidence_library.model.evidence_map import (
    GAP,
    SEVERAL_CELLS,
    EvidenceMap,
    Side,
    cell_in_words,
    radius,
)
from evidence_library.text.spreadsheet_cells import harmless

_INDENT = "    "

# Measures of the drawing in pixels: a column, a row, the words on the left and above, the margin.
_COLUMN, _ROW, _LEFT, _ABOVE, _EDGE = 92, 60, 280, 132, 24
_BUBBLE = 26.0
_LINE = 16
_WORDS_IN_LINE = 13
_WORDS_IN_ROW = 34
_STYLE = (
    "text{font-family:Inter,Helvetica,Arial,sans-serif;font-size:13px;fill:#1B2420}"
    ".title{font-size:18px;font-weight:600}.quiet{fill:#55635C;font-size:12px}"
    ".bold{font-weight:600}.bubble{fill:#E2F1EC;stroke:#0B6B57}"
    ".gap{fill:none;stroke:#78867F;stroke-dasharray:3 3}.line{stroke:#DCE2DE}"
)


def csv_table(drawn: EvidenceMap, *, bare: bool = False) -> str:
    """Write the map as CSV; unless it is `bare`, with what was searched for and when on top."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if not bare:
        writer.writerows([harmless(cell) for cell in line] for line in _about(drawn))
        writer.writerow([])
    writer.writerows(_cells(drawn))
    return text.getvalue()


def tab_separated(drawn: EvidenceMap) -> str:
    """Write the table as lines of cells with tabs between, to paste into a spreadsheet."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in _cells(drawn))


def html_table(drawn: EvidenceMap) -> str:
    """Write the map as an HTML table with a caption, to paste into a document."""
    head, *lines = _cells(drawn, guarded=False)
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    rows = "".join(
        f"<tr><th>{escape(first)}</th>"
        + "".join(f"<td>{escape(GAP if cell == '0' else cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in lines
    )
    about = "".join(f"<p>{escape(name)}: {escape(words)}</p>" for name, words in _about(drawn))
    table = f'<table border="1" cellpadding="4"><tr>{top}</tr>{rows}</table>'
    return f"{about}{table}<p>{escape(SEVERAL_CELLS)}</p>"


def svg(drawn: EvidenceMap) -> str:
    """Draw the map with a bubble and a number in each cell; a gap is an empty dashed box."""
    about = [f"{name}: {words}" for name, words in _about(drawn)[1:]]
    top = _EDGE + 30 + _LINE * len(about) + 8
    width = _LEFT + _COLUMN * (len(drawn.columns) + 1) + 2 * _EDGE
    height = top + _ABOVE + _ROW * (len(drawn.rows) + 1) + _LINE * 2 + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img">',
        f"<title>{_escaped(f'Evidence map: {drawn.title}')}</title>",
        f"<desc>{_escaped(drawn.sentence)} {_escaped(SEVERAL_CELLS)}</desc>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        _text(_EDGE, _EDGE + 18, drawn.title, "title"),
        *(
            _text(_EDGE, _EDGE + 40 + _LINE * at, _cut(line, 130), "quiet")
            for at, line in enumerate(about)
        ),
        *_table(drawn, top),
        _text(_EDGE, height - _EDGE, SEVERAL_CELLS, "quiet"),
        "</svg>",
    ]
    return "\n".join(parts)


def _about(drawn: EvidenceMap) -> list[tuple[str, str]]:
    left_out = f" {drawn.left_out:,} values had no room." if drawn.left_out else ""
    return [
        ("Evidence map", drawn.title),
        *drawn.asked,
        ("Date", drawn.drawn),
        ("Records", f"{drawn.total:,}{left_out}"),
    ]


def _cells(drawn: EvidenceMap, *, guarded: bool = True) -> list[list[str]]:
    """Give the table with its headings and totals, as words and plain numbers."""
    safe = harmless if guarded else str
    head = [f"{drawn.row_name} / {drawn.column_name}"]
    lines = [[*head, *(safe(side.label) for side in drawn.columns), "All"]]
    for side, counts in zip(drawn.rows, drawn.counts, strict=True):
        label = f"{_INDENT * side.depth}{safe(side.label)}"
        lines.append([label, *map(str, counts), str(side.total)])
    totals = [str(side.total) for side in drawn.columns]
    return [*lines, ["All", *totals, str(drawn.total)]]


def _table(drawn: EvidenceMap, top: int) -> Iterator[str]:
    base = top + _ABOVE
    for at, side in enumerate(drawn.columns):
        yield from _column_words(_middle(at), base, side.label, "")
    yield from _column_words(_middle(len(drawn.columns)), base, "All", "bold")
    for at, side in enumerate(drawn.rows):
        y = base + _ROW * at
        yield from _row(drawn, at, side, y)
    y = base + _ROW * len(drawn.rows)
    yield _rule(drawn, y)
    yield _text(_EDGE, y + _ROW // 2 + 5, "All", "bold")
    for at, side in enumerate(drawn.columns):
        yield _number(_middle(at), y, side.total, "bold")
    yield _number(_middle(len(drawn.columns)), y, drawn.total, "bold")


def _row(drawn: EvidenceMap, at: int, side: Side, y: int) -> Iterator[str]:
    yield _rule(drawn, y)
    x = _EDGE + 18 * side.depth
    lines = _broken(side.label, _WORDS_IN_ROW - 2 * side.depth, 3)
    start = y + _ROW / 2 + 5 - _LINE * (len(lines) - 1) / 2
    for number, words in enumerate(lines):
        yield _text(x, start + _LINE * number, words, "")
    for column, number in enumerate(drawn.counts[at]):
        words = cell_in_words(side.label, drawn.columns[column].label, number)
        yield f"<g><title>{_escaped(words)}</title>"
        yield _bubble(_middle(column), y + _ROW // 2, number, drawn.largest)
        if number:
            yield _number(_middle(column), y, number, "")
        yield "</g>"
    yield _number(_middle(len(drawn.columns)), y, side.total, "bold")


def _bubble(x: int, y: int, number: int, largest: int) -> str:
    if not number:
        return f'<rect class="gap" x="{x - 11}" y="{y - 11}" width="22" height="22" rx="4"/>'
    return f'<circle class="bubble" cx="{x}" cy="{y}" r="{radius(number, largest, _BUBBLE):.1f}"/>'


def _column_words(x: int, base: int, label: str, role: str) -> Iterator[str]:
    lines = _broken(label, _WORDS_IN_LINE, 6)
    for at, words in enumerate(lines):
        y = base - 12 - _LINE * (len(lines) - 1 - at)
        yield _text(x, y, words, role, middle=True)


def _rule(drawn: EvidenceMap, y: int) -> str:
    right = _EDGE + _LEFT + _COLUMN * (len(drawn.columns) + 1)
    return f'<line class="line" x1="{_EDGE}" y1="{y}" x2="{right}" y2="{y}"/>'


def _middle(column: int) -> int:
    return _EDGE + _LEFT + _COLUMN * column + _COLUMN // 2


def _number(x: int, y: int, number: int, role: str) -> str:
    return _text(x, y + _ROW // 2 + 5, f"{number:,}", role, middle=True)


def _text(x: float, y: float, words: str, role: str, *, middle: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    named = f' class="{role}"' if role else ""
    return f'<text x="{x:g}" y="{y:g}"{anchor}{named}>{_escaped(words)}</text>'


def _escaped(words: str) -> str:
    """Escape for XML, without the control characters it does not allow at all."""
    return escape("".join(one if one.isprintable() else " " for one in words))


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _broken(label: str, most: int, lines: int) -> list[str]:
    """Break a label into lines of at most `most` characters; what has no room is left out."""
    return wrap(label.replace("/", "/ "), most, max_lines=lines, placeholder=" …")
