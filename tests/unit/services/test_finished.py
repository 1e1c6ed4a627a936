"""What was being typed, written out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.finished import finished
from evidence_library.services.library import create_library
from evidence_library.services.opened import Library


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = create_library(Path(tmp_path_factory.mktemp("starter")) / "library", starter=True)
    yield library
    library.close()


def _found(library: Library, request: Request) -> set[int]:
    return set(find.search(library, request).numbers)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("poli", "poli*"),
        ("police", "police"),
        ("police ", "police "),
        ("zzzz", "zzzz"),
        ("", ""),
        ('topic:"Housing', 'topic:"Housing'),
    ],
)
def test_the_last_word_is_written_out_where_it_finds_more(
    starter: Library, typed: str, kept: str
) -> None:
    shown = Request(typed, typing=True)
    written = finished(starter, shown)
    assert written == Request(kept)
    assert _found(starter, written) == _found(starter, shown)


def test_what_cannot_be_written_out_stays_unfinished(starter: Library) -> None:
    shown = Request("trust burglary po", typing=True)
    assert finished(starter, shown) == shown


def test_a_complete_search_is_left_alone(starter: Library) -> None:
    assert finished(starter, Request("poli")) == Request("poli")


WORDS = st.sampled_from(["police", "trust", "burglary", "stop", "-crime", "OR", "children's"])


@hypothesis_settings(max_examples=60)
@given(st.lists(WORDS, max_size=2), st.integers(1, 10), WORDS)
def test_what_is_kept_finds_what_was_shown(
    starter: Library, before: list[str], length: int, last: str
) -> None:
    shown = Request(" ".join((*before, last[:length])), typing=True)
    written = finished(starter, shown)
    assert _found(starter, written) == _found(starter, shown)
