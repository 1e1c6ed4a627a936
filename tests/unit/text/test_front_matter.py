"""Front matter is text, lists and names; nothing in it is guessed, run or expanded."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.text.front_matter import has_front_matter, join, read, split
from tests.unit.importers.refusals import refusal

printable = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n"))
values = st.recursive(
    printable,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(printable, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(printable, values, max_size=5), printable)
def test_what_is_joined_is_split_again(matter: dict[str, object], body: str) -> None:
    assert split(join(matter, body)) == (matter, body)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2004-01-05", "2004-01-05"),
        ("no", "no"),
        ("1.10", "1.10"),
        ("0123", "0123"),
        ("12:30:00", "12:30:00"),
        ("null", "null"),
        ("", ""),
        ('"a: b"', "a: b"),
        ("Journey: to where", None),
    ],
)
def test_plain_values_stay_what_was_typed(written: str, meant: str | None) -> None:
    text = f"---\nvalue: {written}\n---\nbody\n"
    if meant is None:
        with pytest.raises(UserCanFix, match=r"Line 2 .* double quotes"):
            split(text)
    else:
        assert split(text) == ({"value": meant}, "body\n")


def test_a_text_without_front_matter_is_all_body() -> None:
    assert split("# Title\n---\n") == ({}, "# Title\n---\n")
    assert not has_front_matter("--- \t x\n")
    assert not has_front_matter("---")


def test_every_value_knows_its_line() -> None:
    matter = read("---\ntitle: x\n\nlinks:\n  - role: source\n    url: y\n---\n")
    assert matter.lines[("title",)] == 2
    assert matter.lines[("links", 0, "url")] == 6


def test_dashes_below_the_closing_line_belong_to_the_body() -> None:
    assert split("---\na: |-\n  ---\n  x\n---\n---\n") == ({"a": "---\nx"}, "---\n")


@pytest.mark.parametrize(
    ("matter", "says"),
    [
        ("a: 1\na: 2", "Line 3 .* gives “a” a second time"),
        ("a: &x [1]\nb: *x", "begins with “&” or “!”"),
        ("a: *x", r"begins with “\*”"),
        ("a: !!python/object/apply:os.system ['true']", "begins with “&” or “!”"),
        ("- a\n- b", "not of the form"),
        ("just words", "not of the form"),
        ("? [a, b]\n: c", "not of the form"),
        ("a: [", "cannot be read"),
        ("a:\n\t- b", "cannot be read"),
        ("a: " + "[" * 30 + "]" * 30, "nested too deeply"),
        ("a: \x07", "does not allow"),
    ],
)
def test_what_no_record_needs_is_refused_in_one_sentence(matter: str, says: str) -> None:
    with pytest.raises(UserCanFix, match=says) as caught:
        split(f"---\n{matter}\n---\nbody")
    assert "\n" not in str(caught.value)


def test_an_unclosed_front_matter_is_refused() -> None:
    with pytest.raises(UserCanFix, match="not closed"):
        split("---\ntitle: x\n")


@pytest.mark.parametrize("wild", ["[", "{", "- ", "a: ", "? ", "'", "\n---x", "\n  ", "&a ", "|"])
def test_wild_input_is_refused_or_read_at_once(wild: str) -> None:
    started = time.monotonic()
    text = "---\n" + wild * (2_000_000 // len(wild)) + "\n---\n"
    refusal(lambda: split(text))
    assert time.monotonic() - started < 10


@given(st.text())
def test_any_text_is_read_or_refused(matter: str) -> None:
    assert "\n" not in refusal(lambda: split(f"---\n{matter}\n---\n"))
