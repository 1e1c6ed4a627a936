"""Any document, made of what people paste and of what formats take for signs of their own."""

from __future__ import annotations

from hypothesis import strategies as st

from evidence_library.model.document import (
    Block,
    Card,
    Document,
    EmptyLines,
    Heading,
    InnerLink,
    LineEnd,
    Listed,
    Note,
    NoteKind,
    PageEnd,
    Paragraph,
    Quotation,
    Run,
    Table,
    Verbatim,
    WebLink,
    Words,
)
from tests.helpers.sample_document import MADE, NASTY, PICTURE

#: Pieces of text that some format would take for a sign of its own.
SIGNS = (
    *("<script>alert(1)</script>", "<b>", "</p>", "<!--", "]]>", "&amp;", "&", "<", ">"),
    *(
        '"onmouseover="alert(1)',
        "'",
        "javascript:alert(1)",
        "https://example.org/a_b ",
        "www.x.org",
    ),
    *("*", "**", "_", "__", "`", "```", "#", "# x", "- x", "+", "1. x", "2) x", "> x", "|", "\\"),
    *("[", "]", "[a](b)", "[a]: b", "![x](y)", "===", "---", "~~~", ":", "!", "$x$", "@me", "%"),
    *("\x00", "\x0b", "\u2028", "\u202e", "\ufffe", "\u200d", "é", "👩‍🏫", "مركز", "a", "word"),
)
texts = st.lists(st.sampled_from([*SIGNS, " ", " ", " b ", " "]), min_size=1, max_size=5).map(
    "".join
)

addresses = st.sampled_from(
    [
        *("https://example.org/?a=1&b=2", "http://example.org/(x)_y*z", "mailto:a@example.org"),
        *("https://example.org/&copy;", "https://example.org/\\a[b]", "javascript:alert(1)"),
        *('https://example.org/"onclick="x', "data:text/html,x", "file:///etc/passwd", "//x", ""),
    ]
)
anchors = st.sampled_from(["", "one", "two words", "main", '"x', "part-1"])
runs = st.lists(
    st.one_of(
        st.builds(Words, texts, st.booleans(), st.booleans()),
        st.builds(WebLink, texts, addresses),
        st.builds(InnerLink, texts, anchors),
        st.just(LineEnd()),
    ),
    max_size=4,
).map(tuple[Run, ...])
tables = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        texts,
        st.tuples(*[runs] * width),
        st.lists(st.tuples(*[runs] * width), max_size=3).map(tuple),
        st.booleans(),
    )
)
_leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, runs, st.booleans()),
    tables,
    st.builds(Verbatim, texts),
    st.just(PICTURE),
    st.just(EmptyLines(2)),
    st.just(PageEnd()),
)


def _holding(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            Listed,
            st.lists(several, min_size=1, max_size=3).map(tuple),
            st.booleans(),
            st.sampled_from([1, 7, 42]),
        ),
        st.builds(Quotation, several),
        st.builds(Note, st.sampled_from(NoteKind), several, texts),
    )


#: Blocks without headings, as they stand in each other.
inner_blocks = st.recursive(_leaves, _holding, max_leaves=6)
headings = st.builds(Heading, st.integers(1, 6), texts, anchors)
bodies = st.lists(st.one_of(headings, inner_blocks), max_size=5).map(tuple)
documents = st.builds(
    lambda title, front, body, cards: Document(
        title=title,
        made=MADE,
        subtitle=title,
        creator=title,
        keywords=(title, NASTY),
        front=front,
        body=body,
        cards=cards,
        footer=title,
    ),
    texts,
    bodies,
    bodies,
    st.lists(st.builds(Card, texts, bodies, texts), max_size=2).map(tuple),
)
