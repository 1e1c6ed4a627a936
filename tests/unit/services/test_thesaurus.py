"""The shipped thesaurus: read once, and never in the way of a search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_library import assets
from evidence_library.services import find, thesaurus
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, note
from tests.helpers.log_guard import ExpectLog


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A table of one's own in place of the shipped one."""
    monkeypatch.setattr(assets, "resource", lambda *_parts: tmp_path / "terms.csv")
    forget()
    yield tmp_path / "terms.csv"
    forget()


def forget() -> None:
    thesaurus.synonyms.cache_clear()
    thesaurus.shipped.cache_clear()


def also_searched(library: Library, text: str) -> tuple[str, ...]:
    return find.search(library, Request(text)).also_searched


def test_what_is_wrong_with_a_row_is_logged_once_and_the_rest_is_used(
    library: Library, table: Path, expected_log: ExpectLog
) -> None:
    expected_log("Line 4 of the thesaurus names no group for “brown”.")
    table.write_text(
        "group,term,kind,first_year,last_year,note\n"
        "red,red,preferred,,,\nred,scarlet,synonym,,,\n,brown,synonym,,,\n",
        encoding="utf-8",
    )
    assert also_searched(library, "red") == ("scarlet",)


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG"])
def test_without_a_table_that_can_be_read_search_goes_on(
    library: Library, table: Path, expected_log: ExpectLog, content: bytes | None
) -> None:
    expected_log("Search goes on without the thesaurus: ")
    if content is not None:
        table.write_bytes(content)
    add(library, note("recidivism"))
    found = find.search(library, Request("recidivism"))
    assert (found.total, found.also_searched) == (1, ())
