"""What is typed, clicked, completed and replayed agrees, for everything the starter library holds.

And whatever is typed, a search ends with an answer, after work that has a bound.
"""

from __future__ import annotations

import csv
import json
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence_library.query.fields import NAMES
from evidence_library.query.parsing import LONGEST_QUERY, MOST_PARTS
from evidence_library.services import choices, find, result_lists
from evidence_library.services.completion import complete
from evidence_library.services.find import FACETS, FacetValue, Request
from evidence_library.services.opened import Library
from evidence_library.services.result_lists import Form, Wanted
from tests.helpers.command_line import Script


def typed_count(library: Library, text: str) -> int:
    return find.search(library, Request(text, lenient=False)).total


def values(library: Library, facet: str) -> tuple[FacetValue, ...]:
    found = find.search(library, Request()).facets[facet]
    assert found
    return found


def filtered(library: Library, written: str) -> int:
    return find.search(library, Request(filters=choices.chosen(library, (written,)))).total


@pytest.mark.parametrize("facet", FACETS)
def test_a_value_finds_the_same_by_click_by_filter_and_typed(
    starter_library: Library, facet: str
) -> None:
    for one in values(starter_library, facet):
        by_hand = {
            f'{facet}:"{name}"': typed_count(starter_library, f'{facet}:"{name}"')
            for name in {one.label, one.value if facet != "topic" else "", "none"}
            if name and (name != "none" or one.label == find.label(facet, ""))
        }
        assert by_hand == dict.fromkeys(by_hand, one.count)
        clicked = Request(filters={facet: frozenset({one.value})})
        assert find.search(starter_library, clicked).total == one.count
        written = choices.written(starter_library, facet, one.value)
        for name in (written, one.value, one.label):
            assert filtered(starter_library, f"{facet}={name}") == one.count
        assert choices.chosen(starter_library, (f"{facet}={written}",)) == clicked.filters


@pytest.mark.parametrize("facet", FACETS)
def test_a_completion_finds_as_many_as_it_says(starter_library: Library, facet: str) -> None:
    for one in values(starter_library, facet):
        text = f'{facet}:"{one.label}'
        offers = complete(starter_library, text, len(text))
        assert offers
        for offer in offers:
            completed, _ = offer.put_into(text)
            assert (completed, typed_count(starter_library, completed)) == (completed, offer.count)


def test_a_search_record_names_the_very_heading(starter_library: Library, tmp_path: Path) -> None:
    [one] = [v for v in values(starter_library, "topic") if v.label == "Perceptions of Safety"]
    wanted = Wanted(Request(filters={"topic": frozenset({one.value})}), Form.RECORD)
    result_lists.write(starter_library, wanted, tmp_path / "record.csv")
    rows = csv.reader((tmp_path / "record.csv").read_text("utf-8-sig").splitlines())
    [command] = [row[1] for row in rows if row[:1] == ["On the command line"]]
    done = Script(starter_library.folder).run(*shlex.split(command)[1:], "--json")
    assert json.loads(done.stdout)["total"] == one.count == 4


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("place:none", 6),
        ('place:"not stated"', 6),
        ('kind:"practice example"', 4),
        ('family:"practice example"', 7),
        ("title:none", 0),
    ],
)
def test_what_is_not_stated_and_families_are_asked_by_name(
    starter_library: Library, text: str, count: int
) -> None:
    found = find.search(starter_library, Request(text))
    assert found.total == count
    none_is_without = [] if count else ["Every record states its title."]
    assert [one.message for one in found.problems] == none_is_without


@pytest.mark.parametrize(
    ("short", "value"),
    [
        ("rct", "randomised trial"),
        ("RCTs", "randomised trial"),
        ("trial", "randomised trial"),
        ("trials", "randomised trial"),
        ("randomised", "randomised trial"),
        ("reviews", "review of practice/policy"),
    ],
)
def test_short_forms_of_a_value_are_understood(
    starter_library: Library, short: str, value: str
) -> None:
    found = find.search(starter_library, Request(f"evidence:{short}"))
    assert found.total == typed_count(starter_library, f'evidence:"{value}"')
    assert [part.words for part in found.parts] == [f"Kind of evidence: {value.capitalize()}"]


_PIECES = st.one_of(
    st.sampled_from(
        (
            *(
                "police",
                "stop and search",
                "RCT",
                "the",
                "polise~2",
                "*wide",
                "w*n",
                "a?b",
                "*",
                "?",
            ),
            *(
                "AND",
                "OR",
                "NOT",
                "-",
                "+",
                "(",
                ")",
                '"',
                "“",
                "”",
                "^2",
                "~",
                "~5",
                "..",
                ":",
                "&",
            ),
            *("2003..2011", ">= 2004", "none", "year:", "added:last-year", '"trust police"~5'),
            *("👮🏽", "الشرطة", "\u202eabc", "\0", "é", "\t", "\n", "'", "%", "_", "{", "\\", "🏴"),
            *(f"{name}:" for name in NAMES),
        )
    ),
    st.text(max_size=12),
)
#: Words near those of the library, as many as can be typed.
_STRANGE_WORDS = ["".join(word) for word in product("bcps", "aeiou", "lmnr", "kpt")][:160]
_TEXTS = st.lists(st.tuples(_PIECES, st.sampled_from(("", " "))), max_size=60).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)[: LONGEST_QUERY + 20]
)

#: Each word that is read may be asked for, counted, looked up in the recommendations and tried as a
#: misspelling, in a search and in the searches that would do better.
_MOST_STATEMENTS = 12 * MOST_PARTS
#: Of a thousand instructions of SQLite. The most that was met is 20.
_MOST_STEPS = 200


@contextmanager
def counted_work(library: Library) -> Iterator[dict[str, int]]:
    """Count what SQLite is asked for on this thread, and how much it does for it."""
    done = {"statements": 0, "steps": 0}

    def statement(text: str) -> None:
        done["statements"] += not text.startswith("--")  # else it is a step of another one

    def step() -> int:
        done["steps"] += 1
        return int(done["steps"] > _MOST_STEPS)  # a search that runs away is stopped

    connection = library.connections.reader()
    connection.set_trace_callback(statement)
    connection.set_progress_handler(step, 1000)
    try:
        yield done
    finally:
        connection.set_trace_callback(None)
        connection.set_progress_handler(None, 0)


@settings(max_examples=150)
@given(text=_TEXTS, typing=st.booleans())
@example("*a* " * 250, False)
@example("a? OR " * 166, True)
@example("polise~2 " * 111, False)
@example("(" * 500 + "police" + ")" * 494, False)
@example("police AND trust OR " * 50, True)
@example('"' * 1000, False)
@example("/".join(_STRANGE_WORDS), False)
@example(" ".join(_STRANGE_WORDS), True)
@example("(" * 30 + " ".join(_STRANGE_WORDS), True)
@example("police/" * 140, False)
@example("a/" * 500, False)
@example("e* " * 333, True)
@example("x" * 1000, True)
def test_whatever_is_typed_a_search_ends(starter_library: Library, text: str, typing: bool) -> None:
    with counted_work(starter_library) as done:
        found = find.search(starter_library, Request(text, typing=typing))
        find.hits(starter_library, found, limit=20)
        complete(starter_library, text, len(text))
    assert 0 <= found.total <= starter_library.count()
    assert done["statements"] <= _MOST_STATEMENTS
    assert done["steps"] <= _MOST_STEPS
    for problem in found.problems:
        assert problem.message
        assert 0 <= problem.start <= problem.end <= len(text)
