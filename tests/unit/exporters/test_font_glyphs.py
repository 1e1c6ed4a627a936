"""What the fonts can show is shown; the rest is told in words, and nothing else is lost."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library import assets
from evidence_library.exporters.font_glyphs import FAMILIES, Showing, characters


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plain – “words”, 5 × 3 ≥ 7 £ € ½", "Plain – “words”, 5 × 3 ≥ 7 £ € ½"),
        ("cafe\u0301", "café"),
        ("two\tand\nthree\u2028four", "two and three four"),
        ("a\x00b\x07c\u202ed\ufeffe\ue000", "abcde[unknown sign]"),
        ("שלום عربي ქართული", "שלום عربي ქართული"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("日本語の本", "[text in Japanese characters]"),
        ("中文 and हिन्दी", "[text in Chinese characters] and [text in Devanagari letters]"),
        ("\U0001f44d\U0001f3fd \U0001f1f5\U0001f1f1", "[thumbs up sign] [flag PL]"),
        ("\U0001f600 \u2603 \u2764\ufe0f", "\U0001f600 \u2603 \u2764"),
    ],
)
def test_a_text_is_shown_as(text: str, shown: str) -> None:
    assert Showing().shown(text) == shown


def test_what_is_told_in_words_is_counted() -> None:
    showing = Showing()
    showing.shown("中文 \U0001f44d \U0001f44d")
    assert showing.told == {"text in Chinese characters": 2, "thumbs up sign": 2}


def test_each_font_says_what_it_has() -> None:
    for faces in FAMILIES:
        for face in faces:
            found = characters(assets.resource("fonts", face).read_bytes())
            assert {ord(character) for character in "Az09£é–“"} <= found
            assert ord("中") not in found


@cache
def covered() -> frozenset[int]:
    first = (assets.resource("fonts", faces[0]).read_bytes() for faces in FAMILIES)
    return frozenset().union(*map(characters, first)) | {0x200C, 0x200D}


@given(st.text(max_size=40))
def test_every_sign_that_is_left_has_a_glyph(text: str) -> None:
    assert set(map(ord, Showing().shown(text))) <= covered()
