"""A document as the data from which the templates in `resources/typst` set it.

Everything here is plain data: which text is shown, in which pieces, and in which of the forms that
the templates know. What typst would refuse is put right here: headings that skip a level, links
that lead nowhere, lists in lists without end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from evidence_library.exporters.font_glyphs import Showing
from evidence_library.exporters.office_text import picture_ending
from evidence_library.exporters.pdf_measures import (
    LONGEST_IN_TABLE,
    STYLES,
    characters_across,
    is_right_to_left,
    page,
    pieces,
    shortened,
    together,
    widths,
)
from evidence_library.model import document as doc

Data = dict[str, Any]

#: The forms of boxes in the templates.
_BOXES = {
    doc.NoteKind.HOW_WE_KNOW: "how",
    doc.NoteKind.TRAINER: "trainer",
    doc.NoteKind.TASK: "task",
    doc.NoteKind.QUESTIONS: "questions",
    doc.NoteKind.ANSWER: "answer",
    doc.NoteKind.CAUTION: "caution",
}

#: How much wider a column may come out because its width is rounded.
_ROUNDED = 0.1

#: Boxes and lists deeper than this in one another are set beside one another.
_DEEPEST = 8

#: Contents with more headings than this name those of the first level only.
_MOST_CONTENTS = 80

#: What is longer stands among the text of a card, not at its head or foot; in characters.
_LONGEST_HEAD, _LONGEST_FOOT = 240, 130

#: How large the title of a card is, in sizes of the body, by its letters.
_HEAD_SIZES = ((70, 1.35), (130, 1.15), (_LONGEST_HEAD, 1.0))

#: What typst takes as an address.
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]{1,1900}", re.IGNORECASE)

#: An item of a list with more characters than this has space around it.
_BRIEF = 100


@dataclass(frozen=True, slots=True)
class Composed:
    """What the templates read: data, pictures by file name, and what is told in words.

    `where` are the headings of the first level, or the cards, below which anything is told so.
    """

    data: Data
    files: dict[str, bytes]
    told: Counter[str]
    where: tuple[str, ...] = ()


def composed(document: doc.Document) -> Composed:
    """Give a document as data for the templates."""
    return _Composer(document).compose()


class _Composer:
    """Composes one document."""

    def __init__(self, document: doc.Document) -> None:
        self._document = document
        self._cards = document.layout is doc.Layout.CARDS
        self._showing = Showing()
        self._files: dict[str, bytes] = {}
        self._level = 0
        self._labels = _labels((*document.front, *document.body))
        self._placed: set[str] = set()
        self._where: dict[str, None] = {}

    def compose(self) -> Composed:
        document = self._document
        paper = doc.PAPERS[document.layout]
        title, leading, floor = STYLES[document.layout]
        language, _dash, region = document.language.partition("-")
        front = self._top(document.front)
        if document.contents:
            self._level = 1  # that of the heading of the contents, which follows
        body = self._top(document.body)
        levels = Counter(block["level"] for block in (*front, *body) if block["k"] == "h")
        data = {
            "layout": document.layout.value,
            "brief": document.layout is doc.Layout.BRIEF,
            "paper": page(document.layout, document.footer),
            "style": {"size": paper.points, "floor": floor, "leading": leading, "title": title},
            "language": {"lang": language.lower(), "region": region[:2].upper() or "GB"},
            "title": self._line(document.title) or "Untitled",
            "headline": self._shown(self._line(document.title) or "Untitled"),
            "subtitle": self._shown(document.subtitle),
            "creators": [self._line(document.creator)] if document.creator else [],
            "subject": self._line(document.subject),
            "keywords": [self._line(word) for word in document.keywords],
            "made": [document.made.year, document.made.month, document.made.day],
            "logo": self._picture(document.logo) if document.logo else None,
            "footer": self._shown(shortened(document.footer))["t"],
            "contents": document.contents and bool(levels),
            "depth": 2 if levels[1] + levels[2] <= _MOST_CONTENTS else 1,
            "front": front,
            "body": body,
            "cards": list(map(self._noted_card, document.cards)),
        }
        return Composed(data, self._files, self._showing.told, tuple(self._where))

    @contextmanager
    def _noting(self, place: str) -> Iterator[None]:
        """Remember a place if anything in it is told in words."""
        before = self._showing.told.total()
        yield
        if place and self._showing.told.total() > before:
            self._where[place] = None

    # Text

    def _line(self, text: str) -> str:
        return " ".join(self._showing.shown(text).split())

    def _shown(self, text: str) -> Data:
        text = self._line(text)
        return {"t": pieces(text), "rtl": is_right_to_left(text)}

    def _runs(self, given: doc.Runs, longest: int = 24) -> Data:
        found: list[Data] = []
        for run in given:
            if isinstance(run, doc.LineEnd):
                found.append({"k": "end"})
            elif text := self._showing.shown(run.text):
                found.extend(self._run(run, text, longest))
        rtl = is_right_to_left("".join("".join(run.get("t", ())) for run in found))
        return {"runs": found, "rtl": rtl}

    def _run(
        self, run: doc.Words | doc.WebLink | doc.InnerLink, text: str, longest: int
    ) -> list[Data]:
        look: Data = {"k": "words"}
        if isinstance(run, doc.Words):
            look.update({"strong": True} if run.strong else {})
            look.update({"em": True} if run.emphasis else {})
        elif isinstance(run, doc.WebLink) and _ADDRESS.fullmatch(run.address):
            look = {"k": "web", "to": run.address}
        elif isinstance(run, doc.InnerLink) and run.anchor in self._labels:
            look = {"k": "inner", "to": self._labels[run.anchor]}
        texts = together(text) if self._cards and look["k"] == "words" else [text]
        return [{**look, "t": pieces(part, longest)} for part in texts]

    # Blocks

    def _top(self, blocks: doc.Blocks) -> list[Data]:
        """Give blocks that stand in nothing; only there headings are headings."""
        found: list[Data] = []
        below_heading = False
        chapter = ""
        for block in blocks:
            if isinstance(block, doc.Heading) and block.level == 1:
                chapter = block.text
            with self._noting(chapter):
                found.extend(self._on_top(block, below_heading))
            below_heading = isinstance(block, doc.Heading)
        return found

    def _on_top(self, block: doc.Block, below_heading: bool) -> list[Data]:
        if isinstance(block, doc.Heading):
            return self._heading(block)
        if isinstance(block, doc.PageEnd):
            return [{"k": "page"}]
        made = self._block(block, 0)
        if below_heading and isinstance(block, doc.Paragraph) and block.muted and made:
            made[0]["keep"] = True  # it belongs to the heading: both go with what follows
        return made

    def _heading(self, heading: doc.Heading) -> list[Data]:
        shown = self._shown(heading.text)
        if not shown["t"]:
            return []
        self._level = max(1, min(heading.level, self._level + 1, 6))
        label = self._labels.get(heading.anchor, "")
        if label in self._placed:
            label = ""
        self._placed.add(label)
        return [{"k": "h", "level": self._level, "label": label, **shown}]

    def _inner(self, blocks: doc.Blocks, depth: int) -> list[Data]:
        return [one for block in blocks for one in self._block(block, depth)]

    def _block(self, block: doc.Block, depth: int) -> list[Data]:
        match block:
            case doc.Heading():  # in a box or a list it is no heading of the document
                made = self._paragraph((doc.Words(block.text, strong=True),), muted=False)
            case doc.Paragraph():
                made = self._paragraph(block.runs, block.muted)
            case doc.Listed():
                made = self._listed(block, depth)
            case doc.Table():
                made = self._table(block)
            case doc.Quotation():
                made = self._within({"k": "quote"}, block.blocks, depth)
            case doc.Verbatim():
                made = [self._verbatim(block)] if block.text.strip() else []
            case doc.Note():
                made = self._note(block, depth)
            case doc.Picture():
                made = self._shown_picture(block)
            case doc.EmptyLines() | doc.PageEnd():
                lines = block.number if isinstance(block, doc.EmptyLines) else 0
                made = [{"k": "lines", "number": lines}] if lines else []
        return made

    def _paragraph(self, runs: doc.Runs, muted: bool) -> list[Data]:
        data = self._runs(runs)
        return [{"k": "p", "muted": muted, **data}] if data["runs"] else []

    def _within(self, data: Data, blocks: doc.Blocks, depth: int) -> list[Data]:
        inner = self._inner(blocks, depth + 1)
        if depth >= _DEEPEST:
            return inner
        return [{**data, "blocks": inner}] if inner else []

    def _note(self, note: doc.Note, depth: int) -> list[Data]:
        shown = self._shown(note.heading)
        again = self._shown(f"{note.heading} (continued)")["t"]
        box = {"k": "note", "kind": _BOXES[note.kind], "again": again, **shown}
        found = self._within(box, note.blocks, depth)
        if depth >= _DEEPEST:
            return [*self._paragraph((doc.Words(note.heading, strong=True),), False), *found]
        return found

    def _listed(self, listed: doc.Listed, depth: int) -> list[Data]:
        items = [item for given in listed.items if (item := self._inner(given, depth + 1))]
        if depth >= _DEEPEST:
            return [block for item in items for block in item]
        data = {
            "k": "list",
            "numbered": listed.numbered,
            "start": max(0, listed.start),
            "tight": all(map(_is_brief, listed.items)),
            "items": [{"k": "item", "blocks": item} for item in items],
        }
        return [data] if items else []

    def _table(self, table: doc.Table) -> list[Data]:
        if not table.header:
            return []
        across = characters_across(self._document.layout)
        columns = widths(table, across)
        if self._cards or sum(columns) > across + _ROUNDED * len(columns):
            return self._row_by_row(table)
        return [
            {
                "k": "table",
                "caption": self._shown(self._line(table.caption) or "Table"),
                "header": [self._runs(cell, LONGEST_IN_TABLE) for cell in table.header],
                "rows": [
                    [self._runs(cell, LONGEST_IN_TABLE) for cell in row] for row in table.rows
                ],
                "named": table.row_headings,
                "widths": columns,
            }
        ]

    def _row_by_row(self, table: doc.Table) -> list[Data]:
        """Set a table that is too broad row by row, each cell with the heading of its column."""
        found = self._paragraph(
            (doc.Words(self._line(table.caption) or "Table", strong=True),), False
        )
        for caption in found:
            caption["keep"] = True
        for row in table.rows:
            runs: list[doc.Run] = []
            for name, cell in zip(table.header, row, strict=False):
                if not cell:
                    continue
                if runs:
                    runs.append(doc.LineEnd())
                runs += [doc.Words(f"{doc.plain(name)}: ".replace("\n", " "), strong=True), *cell]
            found += self._paragraph(tuple(runs), False)
        return found

    def _verbatim(self, block: doc.Verbatim) -> Data:
        lines = block.text.expandtabs(4).splitlines()
        longest = 46 if self._cards else 10_000
        cut = [
            line[at : at + longest] for line in lines for at in range(0, len(line) or 1, longest)
        ]
        shown = (self._showing.shown(line).replace(" ", "\xa0") for line in cut)
        return {"k": "verbatim", "lines": [pieces(line, blanks=True) for line in shown]}

    def _shown_picture(self, picture: doc.Picture) -> list[Data]:
        """Give a picture, or its words if it is none."""
        if data := self._picture(picture):
            return [{"k": "picture", **data}]
        alt = picture.alt.strip()
        return self._paragraph((doc.Words(f"Picture: {alt}"),), muted=False) if alt else []

    def _picture(self, picture: doc.Picture) -> Data | None:
        ending = picture_ending(picture.data)
        if not ending:
            return None
        name = f"picture-{len(self._files) + 1}.{ending}"
        self._files[name] = picture.data
        paper = doc.PAPERS[self._document.layout]
        most_high = (paper.height - 2 * paper.margin) * (0.4 if self._cards else 0.7)
        shape = picture.height / max(1, picture.width)
        wide = min(picture.wide, paper.width - 2 * paper.margin, most_high / max(shape, 0.001))
        return {"file": name, "alt": self._line(picture.alt) or "Picture", "wide": wide}

    def _noted_card(self, card: doc.Card) -> Data:
        with self._noting(card.title):
            return self._card(card)

    def _card(self, card: doc.Card) -> Data:
        title, foot = self._line(card.title) or "Card", self._line(card.foot)
        blocks = self._inner(card.blocks, 0)
        size = next((by for most, by in _HEAD_SIZES if len(title) <= most), _HEAD_SIZES[-1][1])
        if len(title) > _LONGEST_HEAD:
            blocks[:0] = self._paragraph((doc.Words(title, strong=True),), False)
            title = title[:_LONGEST_HEAD].rsplit(" ", 1)[0] + " …"
        if len(foot) > _LONGEST_FOOT:
            blocks += self._paragraph((doc.Words(foot),), True)
            foot = ""
        blocks = blocks or [{"k": "p", "muted": False, "runs": [], "rtl": False}]
        return {
            **self._shown(title),
            "size": size,
            "blocks": blocks,
            "foot": self._shown(foot)["t"],
        }


def _is_brief(item: doc.Blocks) -> bool:
    """Tell whether an item of a list is a line or so, and needs no space around it."""
    first = item[0] if item else None
    return len(item) <= 1 and (
        not isinstance(first, doc.Paragraph) or len(doc.plain(first.runs)) <= _BRIEF
    )


def _labels(blocks: doc.Blocks) -> dict[str, str]:
    """Give each anchor that can be led to a name that typst can take."""
    anchors = (
        block.anchor
        for block in blocks
        if isinstance(block, doc.Heading) and block.anchor and block.text.strip()
    )
    return {anchor: f"a{at}" for at, anchor in enumerate(dict.fromkeys(anchors))}
