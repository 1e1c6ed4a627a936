"""The blocks of a sheet are read in one pass, however long a paragraph or an item is."""

from __future__ import annotations

import time

import pytest

from evidence_library.importers.sheet_blocks import Items, Paragraph, read_units

LINES = 200_000
#: Adding to one growing text line by line takes minutes for as many lines.
SECONDS = 10


@pytest.mark.parametrize("first", ["a word and then", "- a word and then"])
def test_a_paragraph_or_item_of_very_many_lines_is_read_in_one_pass(first: str) -> None:
    start = time.process_time()
    (unit,) = read_units([[first, *["a word and then"] * LINES]]).units
    assert time.process_time() - start < SECONDS
    text = unit.text if isinstance(unit, Paragraph) else ""
    text = unit.items[0] if isinstance(unit, Items) else text
    assert len(text.split()) == len(first.split()) + 4 * LINES


def test_an_item_goes_on_until_its_bracket_is_closed() -> None:
    (unit, below) = read_units([["- lamps (old", "Ones", "New) and", "And more"]]).units[:2]
    assert isinstance(unit, Items)
    assert unit.items == ["- lamps (old"]
    assert isinstance(below, Paragraph)
    (closed,) = read_units([["1) lamps (old", "New) and more"]]).units
    assert isinstance(closed, Items)
    assert closed.items == ["1) lamps (old New) and more"]
