"""HTML becomes Markdown that says the same."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.text.html_markdown import to_markdown
from evidence_library.text.markdown_html import to_html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>What <em>changed</em></h2><p>Less<br>noise.", "## What *changed*\n\nLess noise."),
        ("<p>a<strong> bold </strong>word</p>", "a **bold** word"),
        (
            "<ul><li>one<ol><li>first</li><li>second</li></ol></li><li>two</li></ul><p>after</p>",
            "- one\n    1. first\n    2. second\n- two\n\nafter",
        ),
        (
            "<table><tr><th>Area</th><th>Calls</th></tr><tr><td>East | West</td></tr></table>",
            "| Area | Calls |\n| --- | --- |\n| East \\| West |  |",
        ),
        ("<table><tr><td><p>A frame</p></td></tr></table>", "A frame"),
        ('<p><a href="http://x.org/a_b">the report</a></p>', "[the report](http://x.org/a_b)"),
        ('<p><a href="http://x.org/">http://x.org/</a></p>', "<http://x.org/>"),
        ('<p><a href="javascript:x()">a trap</a><a id="here"></a></p>', "a trap"),
        ("<p>ok<script>alert(1)</script><style>p{}</style></p>", "ok"),
        ("<blockquote><p>They said so.</p></blockquote>", "> They said so."),
        ("<p>see http://x.org/a_b_c.</p>", "see http://x.org/a_b_c."),
        ("<p>1. is no list</p><p>- nor is this</p>", "1\\. is no list\n\n\\- nor is this"),
    ],
)
def test_html_is_written_as_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=60))
def test_text_is_still_the_same_when_it_is_shown(text: str) -> None:
    shown = to_html(to_markdown(f"<p>{escape(text)}</p>"))
    words = unescape(re.sub(r"<[^>]*>", "", shown))
    assert words.split() == text.split()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("<p> </p> <ul> <li> </li> <b> </b> <a> <td> <tr> x".split())))
def test_wild_html_is_read_without_a_slip(tags: list[str]) -> None:
    assert to_markdown("".join(tags)).count("x") == tags.count("x")
