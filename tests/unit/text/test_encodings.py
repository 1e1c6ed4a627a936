"""Bytes become text with the encoding they have, or the one that is assumed aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.text.encodings import TEXT_LIMIT, Decoded, decode, refuse_size


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1))
def test_text_is_read_as_it_was_written(text: str) -> None:
    text = "x" + text
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert decode(text.encode(encoding)).text == text


def test_what_is_not_utf8_is_assumed_to_be_windows_1252() -> None:
    assert decode(b"\x93Caf\xe9\x94") == Decoded("“Café”", "windows-1252", assumed=True)


def test_marks_and_line_ends_of_word_are_text() -> None:
    assert decode(b"a\x0bb\x0cc\r\nd").text == "a\x0bb\x0cc\r\nd"


def test_few_control_characters_in_a_long_text_do_not_matter() -> None:
    assert decode(b"x" * 2000 + b"\x07").text.endswith("\x07")


def test_the_limit_is_twenty_megabytes() -> None:
    refuse_size(TEXT_LIMIT, "a")
    with pytest.raises(UserCanFix, match="split it into smaller files"):
        refuse_size(TEXT_LIMIT + 1, "a")


def test_the_file_is_named_in_what_is_said() -> None:
    with pytest.raises(UserCanFix, match=r"“notes\.txt” is empty"):
        decode(b"", "notes.txt")
