"""Behind author: whole names are offered, and each finds exactly as many records as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.model.record import Name
from evidence_library.services.completion import MOST, Kind, Offer, complete
from evidence_library.services.find import Request, count, search
from evidence_library.services.library import create_library
from evidence_library.services.opened import Library
from evidence_library.store import records
from evidence_library.text.analysis import exact_terms
from tests.helpers.libraries import add, empty_library, note


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = create_library(tmp_path_factory.mktemp("authors") / "library", starter=True)
    yield library
    library.close()


def _offers(library: Library, text: str, *, synonyms: bool = True) -> list[Offer]:
    return list(complete(library, text, len(text), synonyms=synonyms))


def _authors(library: Library) -> dict[str, int]:
    """Give every author and how many records name them so."""
    told: dict[str, int] = {}
    with library.connections.reading() as connection:
        for key in records.all_ids(connection):
            record = records.get(connection, key)
            assert record is not None
            for name in {one.name for one in record.authors}:
                told[name] = told.get(name, 0) + 1
    return told


@pytest.mark.parametrize("synonyms", [True, False])
def test_every_author_is_offered_and_finds_as_many_records_as_told(
    starter: Library, synonyms: bool
) -> None:
    authors = _authors(starter)
    assert len(authors) > 50
    for name, written in authors.items():
        text = f'author:"{name}'
        offers = _offers(starter, text, synonyms=synonyms)
        named = [one for one in offers if exact_terms(one.words) == exact_terms(name)]
        assert len(named) == 1, name
        completed, _ = named[0].put_into(text)
        found = search(starter, Request(completed, synonyms=synonyms))
        assert found.total == named[0].count, name
        assert found.total >= written, name
        assert found.problems == ()


def test_any_word_of_a_name_leads_to_it(library: Library) -> None:
    add(
        library,
        note("one", authors=(Name("Tilley, N."), Name("O’Brien, Áine"))),
        note("two", authors=(Name("Tilley, N."),)),
        note("three", authors=(Name("Tillyer, Marie"),)),
        note("four", funders=(Name("Tilling Trust", corporate=True),)),
    )
    told = [(one.kind, one.words, one.insert, one.count) for one in _offers(library, "author:til")]
    assert told == [
        (Kind.AUTHOR, "Tilley, N.", '"Tilley, N."', 2),
        (Kind.AUTHOR, "Tillyer, Marie", '"Tillyer, Marie"', 1),
    ]
    assert [one.words for one in _offers(library, "by:aine")] == ["O’Brien, Áine"]
    assert [one.words for one in _offers(library, 'author:"n tilley')] == ["Tilley, N."]
    text = 'police author:"Tilley, N'
    [offer] = _offers(library, text)
    assert offer.put_into(text) == ('police author:"Tilley, N." ', 27)
    assert _offers(library, "author:")[0].words == "Tilley, N."
    assert _offers(library, "author:zzz") == []


def test_what_names_nobody_can_be_asked_for(library: Library) -> None:
    add(library, note("one"), note("two", authors=(Name("Nones, A."),)))
    told = [(one.words, one.insert, one.count) for one in _offers(library, "author:no")]
    assert told == [("Nones, A.", '"Nones, A."', 1), ("Not stated", "none", 1)]
    assert count(library, Request("author:none")).total == 1


NAMES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["none", "Not stated", 'Said "the Joiner"', "A*", "(x", "Home Office", "-"]),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(NAMES, max_size=3), min_size=1, max_size=6))
def test_whatever_names_hold_the_count_is_true(tmp_path: Path, lists: list[list[str]]) -> None:
    folder = tmp_path / f"library-{len(list(tmp_path.iterdir()))}"
    library = empty_library(folder)
    try:
        add(
            library,
            *(
                note(str(at), authors=tuple(Name(name) for name in names if name.strip()))
                for at, names in enumerate(lists)
            ),
        )
        offers = _offers(library, "author:")
        assert len(offers) <= MOST
        for offer in offers:
            completed, _ = offer.put_into("author:")
            assert search(library, Request(completed)).total == offer.count
    finally:
        library.close()
