"""What people type becomes a query tree; what is not understood is said with its place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.query.parsing import LONGEST_QUERY, MOST_PARTS, MOST_PATTERNS, parse
from evidence_library.query.tree import (
    Added,
    And,
    Boost,
    Everything,
    Facet,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Plain,
    Prefix,
    Query,
    Unfinished,
    Wild,
    Years,
    sought,
)
from evidence_library.text.analysis import analyse_word


def plain(word: str, field: str = "") -> Plain:
    return Plain(analyse_word(word), field)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Everything()),
        ("police", plain("police")),
        ("police trust", And((plain("police"), plain("trust")))),
        ("police AND trust", And((plain("police"), plain("trust")))),
        ("police OR trust", Or((plain("police"), plain("trust")))),
        ("police and trust", And((plain("police"), plain("and"), plain("trust")))),
        ("-police", Not(plain("police"))),
        ("NOT police", Not(plain("police"))),
        ("stop-and-search", plain("stop-and-search")),
        ("trust -stop-and-search", And((plain("trust"), Not(plain("stop-and-search"))))),
        ('"stop and search"', Phrase(("stop", "and", "search"))),
        ("“stop and search”", Phrase(("stop", "and", "search"))),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ("grant*", Prefix("grant")),
        ("stop-and-sea*", Prefix("sea", ("stop", "and"))),
        ('"stop and sea*"', Prefix("sea", ("stop", "and"))),
        ("(a OR b) c", And((Or((plain("a"), plain("b"))), plain("c")))),
        ("-(a b)", Not(And((plain("a"), plain("b"))))),
        ("title:grant*", Prefix("grant", (), "title")),
        ("title:(a b)", And((plain("a", "title"), plain("b", "title")))),
        ('author:"Audit Commission"', Phrase(("audit", "commission"), "author")),
        ("place:Leeds", plain("Leeds", "place")),
        ('topic:"Community Engagement"', Facet("topic", "Community Engagement")),
        ("topic: housing", Facet("topic", "housing")),
        ("Kind:review", Facet("kind", "review")),
        ("year:2004", Years(2004, 2004)),
        ("year:2003..2011", Years(2003, 2011)),
        ("year:2003 .. 2011", Years(2003, 2011)),
        ("year:2003..", Years(2003, None)),
        ("..2003", Years(None, 2003)),
        ("10:30", And((plain("10"), plain("30")))),
        ("wom*n", Wild("wom*n")),
        ("Wom?n", Wild("wom?n")),
        ("*wide", Wild("*wide")),
        ("title:*wide", Wild("*wide", "title")),
        ("what works?", And((plain("what"), plain("works")))),
        ("polise~", Fuzzy("polise", 1)),
        ("recidivsm~", Fuzzy("recidivsm", 2)),
        ("polise~2", Fuzzy("polise", 2)),
        ('"trust police"~5', Near(("trust", "police"), 5)),
        ("police^2", Boost(plain("police"), 2.0)),
        ('"a b"^0.5', Boost(Phrase(("a", "b")), 0.5)),
        ("(a b)^99", Boost(And((plain("a"), plain("b"))), 10.0)),
        ("+police -trust", And((plain("police"), Not(plain("trust"))))),
        ("a OR +b", plain("b")),
        ("subject:housing", Facet("topic", "housing")),
        ("type:review", Facet("kind", "review")),
        ("licence:none", Facet("licence", "none")),
        ("year:none", Facet("year", "none")),
        ("year:>=2004", Years(2004, None)),
        ("year:>2004", Years(2005, None)),
        ("year:<=2004", Years(None, 2004)),
        ("year:<2004", Years(None, 2003)),
        ("year:2004-2006", Years(2004, 2006)),
        ("added:2011", Added("2011-01-01", "2011-12-31")),
        ("added:2011-02", Added("2011-02-01", "2011-02-28")),
        ("added:2010..2011-06", Added("2010-01-01", "2011-06-30")),
        ("added:2010..", Added("2010-01-01", None)),
        ("added:>=2011-10", Added("2011-10-01", None)),
        ("added:<2011", Added(None, "2010-12-31")),
        ("added:last-year", Added("2011-01-01", "2011-12-31")),
        ("added:this-month", Added("2012-03-01", "2012-03-31")),
        ("added:last-week", Added("2012-02-27", "2012-03-04")),
        ("added:yesterday", Added("2012-03-06", "2012-03-06")),
    ],
)
def test_a_query_is_understood(text: str, query: Query) -> None:
    parsed = parse(text, today=date(2012, 3, 7))
    assert parsed.query == query
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("text", "query", "stretch", "part_of_message"),
    [
        ("a colour:red", And((plain("a"), plain("red"))), "colour", "not a field"),
        ('trust "police', And((plain("trust"), plain("police"))), '"', "no partner"),
        ("(trust", plain("trust"), "(", "never closed"),
        ("trust)", plain("trust"), ")", "closes nothing"),
        ("OR trust", plain("trust"), "OR", "nothing on one side"),
        ("trust title:", plain("trust"), "title:", "Nothing stands after"),
        ("year:20x trust", plain("trust"), "20x", "not a year"),
        ("year:2011..2003", Years(2003, 2011), "2011..2003", "turned round"),
        ('""', Everything(), '""', "no word"),
        ("% trust", plain("trust"), "%", "no word"),
        ("&", Everything(), "&", "no word"),
        ("*a", plain("a"), "*a", "leaves too much open"),
        ("ab~", plain("ab"), "ab~", "leaves too much open"),
        ("added:soon trust", plain("trust"), "soon", "not a date"),
        ("added:2011-13 trust", plain("trust"), "2011-13", "not a date"),
        ("title:2003..2004 trust", plain("trust"), "2003..2004", "goes with"),
        ("trust *", plain("trust"), "*", "no word"),
        ("topic:& trust", plain("trust"), "&", "Nothing stands after"),
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_is_searched(
    text: str, query: Query, stretch: str, part_of_message: str
) -> None:
    parsed = parse(text)
    assert parsed.query == query
    [problem] = parsed.problems
    assert text[problem.start : problem.end] == stretch
    assert part_of_message in problem.message


def test_while_typing_the_last_word_is_also_a_beginning() -> None:
    assert parse("police tru", typing=True).query == And(
        (plain("police"), Unfinished((plain("tru"), Prefix("tru"))))
    )


def test_a_single_letter_at_the_end_narrows_nothing_yet() -> None:
    assert parse("police t", typing=True).query == plain("police")


@pytest.mark.parametrize("text", ["police OR t", "(police OR t", "police OR (t"])
def test_a_single_letter_after_or_widens_nothing_yet(text: str) -> None:
    assert parse(text, typing=True).query == plain("police")


@pytest.mark.parametrize("text", ["trust year:20", "trust title:", "trust a~", "trust *"])
def test_what_is_not_finished_is_no_problem_while_typing(text: str) -> None:
    assert parse(text, typing=True).problems == ()
    assert len(parse(text).problems) == 1


def test_a_word_followed_by_a_blank_is_finished() -> None:
    assert parse("police ", typing=True).query == plain("police")


def test_a_query_is_read_up_to_a_limit_and_says_so() -> None:
    parsed = parse("a " * LONGEST_QUERY)
    assert "first 1000 characters" in parsed.problems[-1].message


def test_a_query_is_read_up_to_a_number_of_words_and_says_so() -> None:
    parsed = parse("word " * 90)
    assert isinstance(parsed.query, And)
    assert len(parsed.query.queries) == MOST_PARTS
    assert [problem.message for problem in parsed.problems] == [
        "Only the first 64 words of a search are read."
    ]


def test_few_patterns_are_read_and_that_is_said() -> None:
    parsed = parse(" ".join(f"wo*{letter}" for letter in "abcdefghijkl"))
    assert isinstance(parsed.query, And)
    assert len(parsed.query.queries) == MOST_PATTERNS
    [problem] = parsed.problems
    assert problem.message == "Only the first 8 words with * or ~ are read."


def test_the_same_problem_is_said_once() -> None:
    messages = [problem.message for problem in parse("(" * 900).problems]
    assert len(messages) == len(set(messages)) == 2
    assert messages[0] == "900 brackets are never closed."


def test_brackets_nested_too_deep_become_plain_words() -> None:
    parsed = parse("(" * 30 + "trust" + ")" * 30)
    assert parsed.query == plain("trust")
    assert "too deep" in parsed.problems[0].message


SYNTAX = st.sampled_from(
    [
        *(
            '"',
            "“",
            "”",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<",
            ">",
            "-",
            "*",
            ":",
            "..",
            "~",
            "=",
            "^",
        ),
        *("'", "\\", "\n", " ", "AND ", "OR ", "NOT ", "topic:", "year:", "title:", "2003", "a"),
        "police ",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(SYNTAX, max_size=40).map("".join)), st.booleans())
def test_no_text_ever_raises_and_every_problem_lies_inside_it(text: str, typing: bool) -> None:
    parsed = parse(text, typing=typing)
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message.endswith(".")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("trust police", ["trust", "police"]),
        ('kind:"case study" -tag:old +police', ['kind:"case study"', "-tag:old", "+police"]),
        ("(a OR b) NOT c", ["(a OR b)", "NOT c"]),
        ("title:(a b) year:2003..2004", ["title:(a b)", "year:2003..2004"]),
        ('"a b"~5 police^2 wom*n', ['"a b"~5', "police^2", "wom*n"]),
        ("a OR b", ["a OR b"]),
        ("", []),
    ],
)
def test_each_part_can_be_taken_out(text: str, parts: list[str]) -> None:
    parsed = parse(text)
    assert [text[part.start : part.end] for part in parsed.parts] == parts
    for part in parsed.parts:
        rest = (text[: part.start] + text[part.end :]).strip()
        assert parse(rest).problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("year:<10-years-ago", Years(None, 2015)),
        ("year:>=1-year-ago", Years(2025, None)),
        ("year:10-years-ago", Years(2016, 2016)),
        ("year:last-year", Years(2025, 2025)),
        ("year:>THIS-YEAR", Years(2027, None)),
        ("year:<9000-years-ago", Years(None, 0)),
        ("added:<2-years-ago", Added(None, "2023-12-31")),
        ("added:3-years-ago", Added("2023-01-01", "2023-12-31")),
    ],
)
def test_a_year_may_be_told_from_today(text: str, expected: Query) -> None:
    parsed = parse(text, today=date(2026, 5, 4))
    assert (parsed.query, parsed.problems) == (expected, ())


def test_a_year_told_from_today_that_is_none_is_said() -> None:
    (problem,) = parse("year:ten-years-ago").problems
    assert "is not a year" in problem.message


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("stop & search", And((plain("stop"), plain("search")))),
        ("A & E waits", And((plain("A&E"), plain("waits")))),
        ("-(A & E)", Not(plain("A&E"))),
        ('"A & E"', Phrase(("a", "e"))),
        ('topic:"A & E"', Facet("topic", "A & E")),
    ],
)
def test_a_sign_for_and_is_no_problem_and_holds_letters_together(text: str, query: Query) -> None:
    parsed = parse(text)
    assert (parsed.query, parsed.problems) == (query, ())


def test_a_plain_word_knows_where_it_was_typed() -> None:
    text = "trust A & E hot-spot"
    words = sought(parse(text).query)
    places = [(word.start, word.end) for word in words if isinstance(word, Plain)]
    assert [text[start:end] for start, end in places] == ["trust", "A & E", "hot-spot"]


@pytest.mark.parametrize(
    ("text", "capitals"), [("DARE", True), ("RCTs", True), ("Dare", False), ("As", False)]
)
def test_capitals_may_have_the_ending_of_several(text: str, capitals: bool) -> None:
    [word] = sought(parse(text).query)
    assert isinstance(word, Plain)
    assert word.in_capitals is capitals


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("(police", "This bracket is never closed.", (0, 1)),
        ("(((", "3 brackets are never closed.", (0, 3)),
        ("police)", "This bracket closes nothing.", (6, 7)),
        ("police))", "2 brackets close nothing.", (6, 8)),
    ],
)
def test_brackets_without_partner_are_counted(
    text: str, message: str, place: tuple[int, int]
) -> None:
    problem = parse(text).problems[0]
    assert (problem.message, problem.start, problem.end) == (message, *place)


def test_many_short_beginnings_are_limited_and_it_is_said() -> None:
    letters = " OR ".join(f"{letter}*" for letter in "abcdefghijklmnop")
    parsed = parse(letters)
    assert len(sought(parsed.query)) == MOST_PATTERNS
    assert [problem.message for problem in parsed.problems] == [
        f"Only the first {MOST_PATTERNS} words with * or ~ are read."
    ]
    assert not parse(" OR ".join(f"{letter}bc*" for letter in "abcdefghijklmnop")).problems
