"""Blocks of any kind with any text, for tests that hold whatever stands in a document."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from evidence_library.model.document import (
    Block,
    Document,
    EmptyLines,
    Heading,
    InnerLink,
    Layout,
    Listed,
    Note,
    NoteKind,
    Paragraph,
    Quotation,
    Table,
    Verbatim,
    WebLink,
    Words,
)

TEXT = st.text(st.characters(codec=None), max_size=30)
_RUNS = st.lists(
    st.builds(Words, TEXT, st.booleans(), st.booleans())
    | st.builds(WebLink, TEXT.filter(bool), TEXT | st.just("https://example.org/"))
    | st.builds(InnerLink, TEXT.filter(bool), TEXT),
    max_size=4,
).map(tuple)
_SIMPLE = (
    st.builds(Heading, st.integers(1, 12), TEXT, TEXT)
    | st.builds(Paragraph, _RUNS, st.booleans())
    | st.builds(Verbatim, TEXT)
    | st.builds(EmptyLines, st.integers(1, 3))
    | st.builds(lambda a, b, c: Table(a, (b, c), ((c, b), (b, c))), TEXT, _RUNS, _RUNS)
)
BLOCKS: st.SearchStrategy[Block] = st.recursive(
    _SIMPLE,
    lambda inner: (
        st.builds(
            Listed,
            st.lists(st.lists(inner, max_size=3).map(tuple), max_size=3).map(tuple),
            st.booleans(),
            st.integers(0, 40),
        )
        | st.builds(Quotation, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Note, st.sampled_from(NoteKind), st.lists(inner, max_size=3).map(tuple), TEXT)
    ),
    max_leaves=6,
)


def _document(title: str, body: list[Block], layout: Layout) -> Document:
    return Document(
        title=title,
        made=date(1970, 1, 1),
        layout=layout,
        subtitle=title,
        creator=title,
        keywords=(title,),
        footer=title,
        body=tuple(body),
    )


#: Documents with any text in each of their fields, in any layout.
DOCUMENTS = st.builds(_document, TEXT, st.lists(BLOCKS, max_size=4), st.sampled_from(Layout))
