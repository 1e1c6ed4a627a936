"""A document as long as a large pack, for measuring and for tests of progress."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

import pytest

from evidence_library.errors import Cancelled
from evidence_library.model.document import (
    Block,
    Deck,
    Document,
    Heading,
    Layout,
    Note,
    NoteKind,
    Slide,
    Table,
    paragraph,
    words,
)
from evidence_library.text.html_pieces import Progress
from tests.helpers.sample_document import MADE

_SENTENCE = "Wardens walked the streets each evening and spoke with people who felt unsafe there. "


def long_document(records: int = 100, layout: Layout = Layout.A4) -> Document:
    """Make a document of so many records, about 500 words each with a table and two notes."""
    body: list[Block] = []
    for number in range(records):
        body.append(Heading(1, f"Record {number}", f"record-{number}"))
        for part in ("Context", "What was done", "What changed", "How it was found out"):
            body.append(Heading(2, part, f"record-{number}-{part}"))
            body += [paragraph(_SENTENCE * 4), paragraph(_SENTENCE * 4)]
        body.append(
            Table(
                f"Figures of record {number}",
                tuple(words(name) for name in ("Group", "Before", "After")),
                tuple(
                    tuple(words(cell) for cell in (f"Street {row}", f"{row}%", f"{row + 1}%"))
                    for row in range(8)
                ),
                row_headings=True,
            )
        )
        body.append(Note(NoteKind.QUESTIONS, (paragraph("Who gains from it? Who does not?"),)))
        body.append(Note(NoteKind.TRAINER, (paragraph("Leave time for stories."),)))
    return Document(title="A hundred records", made=MADE, layout=layout, body=tuple(body))


def long_deck(records: int = 100) -> Deck:
    """Make slides of so many records: three each, with a table and 400 words of notes."""
    table = next(block for block in long_document(1).body if isinstance(block, Table))
    slides: list[Slide] = []
    for number in range(records):
        notes = tuple(paragraph(_SENTENCE * 4) for _ in range(7))
        slides.append(Slide(f"Record {number}", (paragraph(_SENTENCE * 4),), notes))
        slides.append(Slide(f"What changed: record {number}", (table,)))
        slides.append(Slide(f"How we know: record {number}", (paragraph(_SENTENCE * 2),), notes))
    return Deck(title="A hundred records", made=MADE, slides=tuple(slides))


def check_progress(write: Callable[[Document, BinaryIO, Progress], None]) -> None:
    """Hold that writing tells how far it is, and that it writes nothing once it is stopped."""
    document = long_document(10)
    told: list[tuple[int, int, str]] = []
    write(document, io.BytesIO(), lambda *how: told.append(how))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][0] == told[-1][1] == len(document.body)

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise Cancelled

    stopped = io.BytesIO()
    with pytest.raises(Cancelled):
        write(document, stopped, stop)
    assert stopped.getvalue() == b""
