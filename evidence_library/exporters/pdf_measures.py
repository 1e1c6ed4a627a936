"""Measures of a page: how wide columns are, where lines may be broken, how large things are set."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from evidence_library.model import document as doc

#: How a layout is set: the title in sizes of the body, space between lines in sizes of the letters,
#: and the smallest type in points.
STYLES = {
    doc.Layout.A4: (2.7, 0.72, 9.0),
    doc.Layout.LETTER: (2.7, 0.72, 9.0),
    doc.Layout.LARGE_PRINT: (1.9, 0.8, 18.0),
    doc.Layout.CARDS: (1.3, 0.6, 8.0),
    doc.Layout.BRIEF: (1.9, 0.62, 8.5),
}

#: Longer words in tables may be broken anywhere.
LONGEST_IN_TABLE = 16

#: So many words of a card stay together.
_TOGETHER = 6

#: Where a long word is best broken: after what parts it.
_PIECE = re.compile(r"[^/.\-_?&=#,;:+|]{0,12}[/.\-_?&=#,;:+|]+|[^/.\-_?&=#,;:+|]{1,12}")

#: What tells how wide the columns of a table are: letters that a cell is wider than its text,
#: letters of a text after which its length no longer counts, and rows that are looked at.
_INSET, _WIDEST_COLUMN, _ROWS_LOOKED_AT = 2.6, 90, 500

_LONGEST_FOOTER = 160


def pieces(text: str, longest: int = 24, *, blanks: bool = False) -> list[str]:
    """Part a text where a line may be broken though no blank stands there: in long words.

    A word of up to `longest` characters is not parted. With `blanks`, also after each row of
    unbreakable blanks.
    """
    if not text:
        return []
    found, at = [], 0
    for long in re.finditer(rf"\S{{{longest + 1},}}", text):
        broken = _PIECE.findall(long[0])
        found.append(text[at : long.start()] + broken[0])
        found += broken[1:-1]
        at = long.end() - (len(broken[-1]) if len(broken) > 1 else 0)
    found.append(text[at:])
    if blanks:
        found = [part for piece in found for part in re.findall("[^\xa0]*\xa0+|[^\xa0]+", piece)]
    return [piece for piece in found if piece]


def together(text: str) -> list[str]:
    """Part a text into runs of a few words, between which a card may end."""
    words = re.findall(r"\S{1,60}\s*|\s+", text)
    return ["".join(words[at : at + _TOGETHER]) for at in range(0, len(words), _TOGETHER)]


def page(layout: doc.Layout, footer: str) -> dict[str, float]:
    """Give the measures of a page in millimetres; at its foot is room for the whole footer."""
    paper = doc.PAPERS[layout]
    narrow = layout in {doc.Layout.A4, doc.Layout.LETTER}
    beside = characters_across(layout) * 0.8 * (paper.points / _smallest(layout))
    lines = -(-len(shortened(footer)) // int(beside)) or 1
    return {
        "width": paper.width,
        "height": paper.height,
        "margin": paper.margin,
        # Lines of running text are easiest to read with 60 to 75 letters.
        "side": paper.margin + (6 if narrow else 0),
        "bottom": 14 + 0.55 * _smallest(layout) * max(2, lines),
    }


def _smallest(layout: doc.Layout) -> float:
    return max(STYLES[layout][2], doc.PAPERS[layout].points * 0.86)


def shortened(footer: str) -> str:
    """Give a footer that leaves room for a page above it."""
    return footer if len(footer) <= _LONGEST_FOOTER else footer[: _LONGEST_FOOTER - 2] + " …"


def characters_across(layout: doc.Layout) -> float:
    """Give about how many characters of a table stand beside one another on a page."""
    paper = doc.PAPERS[layout]
    in_points = (paper.width - 2 * paper.margin - 12) * 72 / 25.4
    return in_points / (0.56 * _smallest(layout))


def widths(table: doc.Table, across: float) -> list[float]:
    """Give the share of the width that each column of a table needs, by the length of its texts.

    No column is narrower than its longest word, but for those that may be broken. `across` is how
    many characters there is room for; a sum that is greater tells that there is not enough of it.
    """
    columns = []
    for at, name in enumerate(table.header):
        texts = [doc.plain(row[at]) for row in table.rows[:_ROWS_LOOKED_AT]]
        named = at == 0 and table.row_headings
        bold = [doc.plain(name), *(texts if named else ())]
        words: list[float] = [len(word) for text in texts for word in text.split()]
        words += [len(word) * 1.12 for text in bold for word in text.split()]
        usual = sorted(map(len, texts))[int(len(texts) * 0.9)] if texts else 0
        columns.append(
            (
                min(max(words, default=1), LONGEST_IN_TABLE) + _INSET,
                min(usual, _WIDEST_COLUMN) + _INSET,
            )
        )
    least = sum(narrowest for narrowest, _usual in columns)
    wishes = [max(0.0, usual - narrowest) for narrowest, usual in columns]
    spare = max(0.0, across - least)
    granted = min(1.0, spare / sum(wishes)) if any(wishes) else 0.0
    rest = (spare - granted * sum(wishes)) / len(columns)
    return [
        round(narrowest + granted * wish + rest, 1)
        for (narrowest, _usual), wish in zip(columns, wishes, strict=True)
    ]


def is_right_to_left(text: str) -> bool:
    """Tell whether a text runs from right to left: by the first letter that has a direction."""
    if text.isascii():
        return False
    for _way, letters in groupby(text, unicodedata.bidirectional):
        way = unicodedata.bidirectional(next(letters))
        if way in {"R", "AL"}:
            return True
        if way == "L":
            return False
    return False
