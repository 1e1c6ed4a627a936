"""Marks in HTML leave its tags alone."""

from __future__ import annotations

from evidence_library.text.marked_html import mark_html
from evidence_library.text.marks import Marks


def test_words_are_marked_in_text_and_not_in_attributes() -> None:
    html = '<p>Ask the police: <a href="https://example.org/police">police page</a> &amp; more</p>'
    assert mark_html(html, Marks(stems=frozenset({"polic"}))) == (
        "<p>Ask the <mark>police</mark>: "
        '<a href="https://example.org/police"><mark>police</mark> page</a> &amp; more</p>'
    )


def test_nothing_to_mark_changes_nothing() -> None:
    assert mark_html("<p>a<br>b</p>", Marks()) == "<p>a<br>b</p>"


def test_what_was_escaped_stays_escaped() -> None:
    html = "<p>&lt;script&gt;police&lt;/script&gt;</p>"
    assert mark_html(html, Marks(stems=frozenset({"polic"}))) == (
        "<p>&lt;script&gt;<mark>police</mark>&lt;/script&gt;</p>"
    )
