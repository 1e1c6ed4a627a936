"""Markdown without its marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.plain_text import plain_text, shown, without_tags


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("- **Health** – better\n- worse", "Health – better worse"),
        ("## Aim\n\nTo *help*.", "Aim To help."),
        ("See [the tool](https://example.org/a_b) now", "See the tool now"),
        ("1. one\n2. two", "one two"),
        ("snake_case and 2*3 stay", "snake_case and 2*3 stay"),
    ],
)
def test_marks_are_left_out_and_words_stay(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


@given(st.text(max_size=300))
def test_plain_text_is_one_line(text: str) -> None:
    assert "\n" not in plain_text(text)


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("<script>alert(1)</script>a<STYLE>b{}</style >c", "ac"),
        ("a <b>bold</b> <img src=x> word", "a bold  word"),
        (
            "see <https://x.org/a> and p < 0.05 > 0",
            "see <https://x.org/a> and p < 0.05 > 0",
        ),
        ("a <!-- no --> b", "a  b"),
        ("a <script", "a <script"),
    ],
)
def test_tags_are_left_out(markdown: str, told: str) -> None:
    assert without_tags(markdown) == told


def test_controls_are_left_out() -> None:
    assert shown("exe\u202efdp\x1b[2J\x00\u2066a\tb\n") == "exefdp[2Ja\tb\n"
