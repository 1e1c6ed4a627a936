"""Addresses are found in running text without the marks of the sentence around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.text.web_addresses import find_addresses, short_address


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see http://a.b/c).", ["http://a.b/c"]),
        ("(http://a.b/c_(d))", ["http://a.b/c_(d)"]),
        ("<https://a.b/c#d> and ftp://e.f", ["https://a.b/c#d", "ftp://e.f"]),
        ("at http://a.b/c, “http://d.e”!", ["http://a.b/c", "http://d.e"]),
        ("http://a.b/c?d=e&f=g;", ["http://a.b/c?d=e&f=g"]),
        ("www.a.b and mail@a.b", []),
    ],
)
def test_addresses_are_found(text: str, urls: list[str]) -> None:
    assert [found.url for found in find_addresses(text)] == urls


@given(st.text(st.sampled_from("http://a.)(]>, ")))
def test_an_address_stands_where_it_was_found(text: str) -> None:
    for found in find_addresses(text):
        assert text[found.start : found.end] == found.url


@pytest.mark.parametrize(
    ("url", "short"),
    [
        ("http://www.a.b/c.pdf", "a.b/c.pdf"),
        ("https://a.b/", "a.b"),
        ("ftp://a.b/c?d=e", "a.b/c?d=e"),
        ("report.pdf", "report.pdf"),
        (
            f"https://www.example.org/{'folder/' * 20}the-whole-report.pdf",
            "example.org/folder/folder/folder/fo…der/the-whole-report.pdf",
        ),
        (f"http://a.b/{'x' * 300}", f"a.b/{'x' * 31}…{'x' * 24}"),
    ],
)
def test_an_address_is_shortened_to_its_site_and_its_end(url: str, short: str) -> None:
    assert short_address(url) == short
    assert len(short) <= 60
