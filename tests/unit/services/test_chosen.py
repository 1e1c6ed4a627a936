"""Records chosen by number: ids, titles and records to cite in the order they were chosen in."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.errors import Cancelled
from evidence_library.services import chosen, citations, find, result_lists, tagging, trash
from evidence_library.services.find import Request
from evidence_library.services.result_lists import Wanted
from tests.helpers.libraries import add, empty_library, note

TITLES = ("Lamps", "Wardens", "Gates")


def _stop(_done: int, _total: int, _what: str) -> None:
    raise Cancelled


def test_numbers_lead_to_records_in_their_order_and_pass_over_those_gone(tmp_path: Path) -> None:
    library = empty_library(tmp_path / "library")
    add(library, *(note(title, f"About {title}.") for title in TITLES))
    numbers = tuple(reversed(find.search(library, Request()).numbers))
    ids = chosen.ids_of(library, numbers)
    told = chosen.titled(library, numbers)
    assert [one for one, _title in told] == list(ids)
    assert sorted(title for _one, title in told) == sorted(TITLES)
    cited = [one.title for one in citations.of_records(library, ids)]
    assert cited == [title for _one, title in told]
    trash.delete(library, ids[:1])
    assert chosen.ids_of(library, numbers) == ids[1:]
    assert len(list(citations.of_records(library, ids))) == 2
    library.close()


def test_what_is_stopped_changes_nothing(tmp_path: Path) -> None:
    library = empty_library(tmp_path / "library")
    add(library, *(note(title, f"About {title}.") for title in TITLES))
    ids = chosen.ids_of(library, find.search(library, Request()).numbers)
    with pytest.raises(Cancelled):
        trash.delete(library, ids, _stop)
    with pytest.raises(Cancelled):
        citations.in_form(citations.of_records(library, ids, _stop))
    with pytest.raises(Cancelled):
        tagging.retag(library, ids, add=["new"], remove=[], progress=_stop)
    assert library.count() == 3
    assert tagging.listed(library) == ()
    library.close()


def test_a_list_of_chosen_records_holds_these_and_says_so(tmp_path: Path) -> None:
    library = empty_library(tmp_path / "library")
    add(library, *(note(title, f"About {title}.") for title in TITLES))
    numbers = find.search(library, Request()).numbers
    wanted = Wanted(Request(), only=frozenset(numbers[:2]))
    assert result_lists.count(library, wanted) == 2
    written = result_lists.write(library, wanted, tmp_path / "list.md")
    text = written.path.read_text(encoding="utf-8")
    assert written.records == 2
    assert "Records chosen" in text
    assert sum(title in text for title in TITLES) == 2
    library.close()
