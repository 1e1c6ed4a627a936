"""What was understood is said in plain English, and each part can be taken out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.query.describing import describe, told, without
from evidence_library.query.parsing import parse
from evidence_library.text.analysis import Word

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("police", "police"),
        ("DARE", "DARE"),
        ("POLICE", "POLICE"),
        ("RCTs", "RCTs"),
        ("AIDS", "AIDS"),
        ("hot-spot", "hot spot"),
        ("topic:Housing", "Topic: Housing"),
        ("confidence:high", "How sure: high"),
        ("setting:none", "Setting: not stated"),
        ("year:none", "Year: not stated"),
        ("place:none", "Place: not stated"),
        ("author:none", "Author: not stated"),
        ('author:"not stated"', "Author: not stated"),
        ("title:empty", "Title: empty"),
        ('title:"none"', "Title: exactly “none”"),
        ("year:>= 2004", "published 2004 or later"),
        ("added: < 2011", "added 2010 or earlier"),
        ('"stop and search"', "“stop and search” together"),
        ('"police"', "exactly “police”"),
        ('"stop and sear*"', "“stop and sear…” together"),
        ("grant*", "begins with grant"),
        ("polise~", "like polise"),
        ("wom*n", "fits wom*n"),
        ('"trust police"~5', "trust near police (5 words)"),
        ("-police", "not police"),
        ("NOT (police schools)", "not (police and schools)"),
        ("year:2003..2011", "published 2003 to 2011"),
        ("year:2004", "published in 2004"),
        ("year:>=2004", "published 2004 or later"),
        ("year:<2004", "published 2003 or earlier"),
        ("added:>=2011", "added 2011 or later"),
        ("added:2011-10", "added in October 2011"),
        ("added:2011-10-03", "added on 3 October 2011"),
        ("added:2010..2011-06", "added 2010 to June 2011"),
        ("added:last-year", "added in 2025"),
        ("police OR schools", "police or schools"),
        ("(police schools) OR homes", "(police and schools) or homes"),
        ("police^2", "police (counts 2 times)"),
        ("title:burglary", "Title: burglary"),
        ("place:wales", "Place: Wales"),
    ],
)
def test_a_part_is_told_in_plain_english(text: str, words: str) -> None:
    assert [part.words for part in told(parse(text, today=TODAY))] == [words]


def test_everything_needs_no_words() -> None:
    assert told(parse("")) == ()
    assert describe(parse("").query) == "everything"


def test_values_take_the_name_the_library_gives_them() -> None:
    [part] = told(parse("-topic:BME"), lambda facet: f"<{facet.value}>")
    assert part.words == "not Topic: <BME>"


PARTS = st.sampled_from(
    (
        *("police", "-housing", '"stop and search"', "grant*", "year:2003..2011", "topic:Housing"),
        *('tag:"first week"', "polise~", '"trust police"~5', "NOT homes", "(schools OR homes)"),
        *("police AND schools", "-(wardens streets)", "title:(lamps roads)", "+beat"),
    )
)


@given(st.lists(PARTS, min_size=1, max_size=6), st.data())
def test_to_take_a_part_out_leaves_all_others_as_they_were(
    pieces: list[str], data: st.DataObject
) -> None:
    text = "  ".join(pieces)
    before = told(parse(text))
    assert [text[part.start : part.end] for part in before] == pieces
    at = data.draw(st.integers(0, len(before) - 1))
    left = without(text, before[at])
    words = [part.words for part in before]
    assert [part.words for part in told(parse(left))] == words[:at] + words[at + 1 :]


@pytest.mark.parametrize(
    "text",
    ["(police OR crime ) housing", "( police OR crime) housing", "(police (crime) ) housing"],
)
def test_brackets_go_with_what_stands_in_them(text: str) -> None:
    first, second = told(parse(text))
    assert (without(text, first), without(text, second)) == ("housing", text[: -len(" housing")])


BRACKETED = st.recursive(
    # No lone quotation mark: what stands in a pair of them is no bracket, and the pairs shift.
    PARTS | st.sampled_from(("NOT", "OR", "(", ")", "^2")),
    lambda inner: st.tuples(
        st.sampled_from(("(", "( ", "-(", "NOT ( ", "title:( ", "+(")),
        st.lists(inner, min_size=1, max_size=3),
        st.sampled_from((" ", "  ", " OR ", " AND ")),
        st.sampled_from((")", " )", ")^2")),
    ).map(lambda it: it[0] + it[2].join(it[1]) + it[3]),
    max_leaves=8,
)


def _lonely_brackets(text: str, sentence: str) -> int:
    """Count the brackets without partner of which a problem tells: "3 brackets close nothing"."""
    told_of = [one.message for one in parse(text).problems if sentence in one.message]
    return sum(int(message.split()[0]) if message[0].isdigit() else 1 for message in told_of)


@given(st.lists(BRACKETED, min_size=1, max_size=4).map(" ".join))
def test_to_take_a_part_out_leaves_no_half_of_a_pair_of_brackets(text: str) -> None:
    for part in told(parse(text)):
        for sentence in ("nothing.", "never closed."):
            left = _lonely_brackets(without(text, part), sentence)
            assert left <= _lonely_brackets(text, sentence)


def _is_stop_and_search(words: Sequence[Word]) -> bool:
    return [word.exact for word in words] == [("stop",), ("and",), ("search",)]


def test_words_of_a_term_are_one_part_and_little_words_are_none() -> None:
    text = "does stop and search work and year:>2000"
    parts = told(parse(text), is_term=_is_stop_and_search, left_out=("does", "and"))
    assert [part.words for part in parts] == ["stop and search", "work", "published 2001 or later"]
    assert without(text, parts[0]) == "does work and year:>2000"


@given(st.text(max_size=60))
def test_any_text_can_be_told_and_taken_apart(text: str) -> None:
    for part in told(parse(text)):
        assert part.words
        assert without(text, part).split() != text.split()
