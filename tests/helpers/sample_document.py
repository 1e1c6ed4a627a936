"""A document that uses everything a document can hold, for the tests of each format."""

from __future__ import annotations

from base64 import b64decode
from datetime import date

from evidence_library.model.document import (
    Blocks,
    Card,
    Document,
    EmptyLines,
    Heading,
    InnerLink,
    Layout,
    LineEnd,
    Listed,
    Note,
    NoteKind,
    PageEnd,
    Paragraph,
    Picture,
    Quotation,
    Table,
    Verbatim,
    WebLink,
    Words,
    paragraph,
    words,
)

MADE = date(2024, 3, 1)

#: Text that every format would take for a sign of its own.
NASTY = (
    '<script>alert(1)</script> ]]> &amp; "onmouseover="alert(1)" \'x\' #set page() $x$ @ref '
    "*a* _b_ `c` [d](javascript:e) | {f} \\g ~h~ = i"
)

#: Eight by six pixels, PNG.
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAGUlEQVR42mN49PENd3Y4JsmAVRRIMtBB"
    "BwDqTlUhZ4utawAAAABJRU5ErkJggg=="
)

PICTURE = Picture(
    PNG, "image/png", "A chequered field in green, as on a ward's map", width=8, height=6, wide=40
)
LOGO = Picture(PNG, "image/png", "Example Council", width=8, height=6, wide=20)


def sample_document(layout: Layout = Layout.A4) -> Document:
    """Make a document with every kind of block, right-to-left text, emoji and what looks like code.

    In the layout of cards it holds cards instead of a body.
    """
    cards = layout is Layout.CARDS
    return Document(
        title="When good intentions harm: <two hours> & more",
        made=MADE,
        layout=layout,
        subtitle="A workshop for wardens, police and housing staff",
        creator="Example Council",
        subject="Community safety",
        keywords=("street wardens", "what works", "A & B"),
        logo=LOGO,
        front=_front(),
        contents=not cards,
        body=() if cards else _body(),
        cards=_cards() if cards else (),
        footer="When good intentions harm · Example Council",
    )


def _front() -> Blocks:
    return (
        paragraph("For trainers of neighbourhood teams"),
        paragraph("Version 3, 1 March 2024", muted=True),
    )


def _body() -> Blocks:
    return (
        Heading(1, "Before you begin", "begin"),
        Paragraph(
            (
                Words("Programmes that "),
                Words("feel right", emphasis=True),
                Words(" can "),
                Words("do harm", strong=True),
                Words(". "),
                Words("Both at once", strong=True, emphasis=True),
                Words(". See "),
                InnerLink("Scared Straight", "scared"),
                Words(" and "),
                WebLink("the review", "https://example.org/review?a=1&b=2"),
                Words("."),
                LineEnd(),
                Words("A new line, in the same paragraph. Write to "),
                WebLink("us", "mailto:evidence@example.org"),
                Words("."),
            )
        ),
        Listed(
            (
                (paragraph("Say what was tried."),),
                (
                    paragraph("Say what changed:"),
                    Listed(
                        ((paragraph("for whom"),), (paragraph("compared with what"),)),
                        numbered=True,
                        start=3,
                    ),
                    paragraph("Then ask why."),
                ),
            )
        ),
        *_record(),
        Heading(1, "Signs that stay text", "signs"),
        paragraph(NASTY),
        Verbatim("if 2 < 3 && x:\n    say  ```two  blanks```\n\n# no heading ]]>"),
        paragraph("מרכז קהילתי - مركز مجتمعي - 👩‍🏫 🇬🇧 naïve café, 1 − 2 ≥ 3"),
        paragraph("What will you try?"),
        EmptyLines(2),
        PageEnd(),
        *_notes(),
    )


def _record() -> Blocks:
    return (
        Heading(1, "Scared Straight", "scared"),
        paragraph("Version 2 of 5 June 2023", muted=True),
        Heading(2, "What changed", "scared-changed"),
        Table(
            "Offending after two years",
            (words("Group"), words("Before"), words("After | later")),
            (
                (words("Visited a prison"), words("41%"), words("52%")),
                (words("Did not"), words("40%"), (Words("45%", strong=True),)),
                (words("Not known"), (), (WebLink("see note", "https://example.org/n"),)),
            ),
            row_headings=True,
        ),
        Heading(3, "In their words"),
        Quotation((paragraph("It scared me. Then it made me famous."), paragraph("A boy, 15"))),
        PICTURE,
        Note(
            NoteKind.HOW_WE_KNOW,
            (paragraph("Strong evidence: nine trials."), Listed(((paragraph("All in the US"),),))),
        ),
    )


def _notes() -> Blocks:
    return (
        Heading(1, "To work on", "work"),
        Note(NoteKind.TASK, (paragraph("Draw the chain of events."),), title="Task (20 minutes)"),
        Note(
            NoteKind.QUESTIONS,
            (Listed(((paragraph("Who gains?"),), (paragraph("Who loses?"),)), numbered=True),),
        ),
        Note(NoteKind.ANSWER, (paragraph("Those who stayed away."),)),
        Note(NoteKind.TRAINER, (paragraph("Leave time for silence."),)),
        Note(NoteKind.CAUTION, (paragraph("Link only: this may not be handed on."),)),
    )


def _cards() -> tuple[Card, ...]:
    return (
        Card(
            "Scared Straight",
            (
                paragraph("Visits to prisons, to deter young people."),
                Note(NoteKind.HOW_WE_KNOW, (paragraph("Strong evidence: nine trials."),)),
            ),
            "Version 2, 5 June 2023",
        ),
        Card("Street <wardens> & more", (Listed(((paragraph("Uniforms"),),)), paragraph(NASTY))),
        Card("מרכז קהילתי", (paragraph("👩‍🏫 مركز"),), "3"),
    )
